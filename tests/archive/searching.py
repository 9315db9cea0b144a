"""An archive of the texts of pairs (tests/resolution_reader/language/pairs.py), and what its search finds of them."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from resolutions.models import Recommendation
from tests.archive.folder import archive
from tests.factories import ForumFactory, RecommendationFactory, SectionFactory
from tests.resolution_reader.language.pairs import BEYOND_US, PAIRS

MOST = 300  # milliseconds until what is found is shown
ALL = [*(pair for pairs in PAIRS.values() for pair in pairs), *BEYOND_US]
IN_ORDER = ("section__forum__published_at", "section__forum__slug", "section__order", "section_id", "order", "pk")


def archive_of_pairs(folder: Path) -> list[str]:
    """A recommendation for each pair, none with a title that has words of its own; their codes, in the same order."""
    section = SectionFactory(forum=ForumFactory(title=""), title="")
    codes = [RecommendationFactory(section=section, text=text).code for _, text, _ in ALL]
    archive(folder)
    return codes


def wrong(codes: list[str], found: list[list[str]]) -> list[tuple[str, str, bool]]:
    """Pairs of which it says otherwise than the portal; `found` are codes by query, in the order of the pairs."""
    missed = {*BEYOND_US}
    return [
        pair
        for pair, code, own in zip(ALL, codes, found, strict=True)
        if (code in own) != (pair[2] and pair not in missed)
    ]


def address_of(folder: Path, query: str = "") -> str:
    return (folder / "search/index.html").as_uri() + (f"?q={quote(query)}" if query else "")


def codes_found(folder: Path, answers: list[list[dict[str, Any]]]) -> list[list[str]]:
    """Of what `archiveFinds` gives: forums by their numbers, items by their places."""
    contents = json.loads((folder / "search/contents.js").read_text(encoding="utf-8").split(",", 1)[1].rstrip()[:-2])
    codes = {}
    for number, slug in enumerate(contents["slugs"]):
        rows = Recommendation.objects.filter(section__forum__slug=slug).order_by(*IN_ORDER)
        codes[number] = list(rows.values_list("code", flat=True))
    return [[codes[item["forum"]][item["place"]] for item in answer] for answer in answers]
