"""After the storm: python -m tests.storm.inside checking PORT prints as JSON what was counted, and what differs.

The truth is worked out from the tables in plain Python (tests/search/reference.py); the doors are asked through the
server that has been through the storm.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from resolutions.models import Addressee, Addressing, Forum, Offer, Recommendation
from resolutions.register.hiding import is_said_by, rows_of
from resolutions.search.index import QUIET, TOGETHER
from tests.search.doors import listed, programmed, taken
from tests.search.reference import FACETS, Reference
from tests.storm.checking_themes import merged_themes, name_of_portal, themes
from tests.storm.readers import Answer, get

WORDS = ["культуры", "обучение", "дворов", "музеев", "соседских"]
TIMES = 3  # whichever web worker answers


class Visitor:
    """Asks a running server as a test's client asks the application."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, address: str) -> Answer:
        return get(self.port, address)


def main(port: int) -> None:
    time.sleep(QUIET * TOGETHER)  # of what changed last nothing is kept back any more
    reference = Reference()
    found: list[str] = []
    if Recommendation.objects.public().count() != len(reference.rows):
        found.append(f"the gate lets {Recommendation.objects.public().count()} through, not {len(reference.rows)}")
    for _ in range(TIMES):
        visitor = Visitor(port)
        found += [*doors(visitor, reference), *themes(visitor, reference), *name_of_portal(visitor)]
    found += [*kept_files(), *merged_bodies(), *hidden_words(), *merged_themes(Visitor(port)), *offers()]
    figures = {
        "recommendations": len(reference.rows),
        "values of facets": sum(len(reference.counts("", facet)) for facet in FACETS),
        "themes": len(reference.counts("", "theme")),
        "offers": Offer.objects.count(),
        "files": len(files_there()),
    }
    sys.stdout.write(json.dumps({"figures": figures, "differences": list(dict.fromkeys(found))}, ensure_ascii=False))


def doors(visitor: Any, reference: Reference) -> Iterator[str]:
    """Codes, their order and their number on every door; counts of every facet."""
    right = [row.code for row in reference.answer("")]
    listed_codes, told = listed(visitor, "page_size=100")
    api_codes, count, counts = programmed(visitor, "")
    for door, codes in (("list", listed_codes), ("API", api_codes), ("CSV", taken(visitor, ""))):
        if codes != right:
            yield f"{door}: {len(codes)} codes, not these {len(right)} in this order"
    if (told, count) != (len(right), len(right)):
        yield f"list says {told} and API {count}, not {len(right)}"
    for facet in FACETS:
        expected = reference.named(facet, reference.counts("", facet))
        if counts[facet] != expected:
            yield f"facet {facet}: {sorted(set(counts[facet].items()) ^ set(expected.items()))[:4]}"
    for word in WORDS:
        query = f"q={word}&sort=newest&page_size=100"
        if listed(visitor, query)[0] != [row.code for row in reference.answer(query)]:
            yield f"«{word}» finds other rows than the tables hold"


def files_there() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def kept_files() -> Iterator[str]:
    """Every file belongs to a row, and every row has its file."""
    kept = set()
    for model in apps.get_app_config("resolutions").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and not model.__name__.startswith("Historical"):
                kept |= set(model._default_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
    there = files_there()
    yield from (f"a file that belongs to nothing: {name}" for name in sorted(there - kept))
    yield from (f"a file that is not there: {name}" for name in sorted(kept - there))


def merged_bodies() -> Iterator[str]:
    addressed = Addressing.objects.filter(addressee__merged_into__isnull=False).count()
    chains = Addressee.objects.filter(merged_into__merged_into__isnull=False).count()
    if addressed:
        yield f"addressed to a merged body: {addressed}"
    if chains:
        yield f"merged into a merged body: {chains}"


def offers() -> Iterator[str]:
    """What was settled says by whom: nobody but a moderator settles any here."""
    nobody = Offer.objects.filter(settled_at__isnull=False, settled_by=None).count()
    if nobody:
        yield f"offers settled by nobody: {nobody}"


def hidden_words() -> Iterator[str]:
    """Where a row says what is hidden in its forum."""
    for forum in Forum.everything.filter(hidings__taken_back_at=None).exclude(hidings=None).distinct():
        said = sum(is_said_by(row, forum.hidden_words) for row in rows_of(forum))
        if said:
            yield f"words that are hidden in {forum.slug} stand in its rows: {said}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
