"""Words that were hidden after a dump had been made: its files are withheld, and the next one takes them out of all
versions that it keeps."""

import csv
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from resolutions.models import Addressee, Addressing, Forum, HiddenWords, Locality, Recommendation, Section, Theme
from resolutions.models.blacking import blacked
from resolutions.open_data.csv_files import file_of
from resolutions.open_data.dumps import Dump, File

SEVERAL = "|"  # between identifiers in one cell


@dataclass(frozen=True)
class Blacking:
    """The words, and by which values of its columns a line is known to be of their forum; addresses that said them."""

    words: tuple[str, ...]
    of: dict[str, frozenset[str]]
    addresses: dict[str, str]  # {before: now}

    def takes(self, line: dict[str, str]) -> bool:
        return any(values.intersection(line.get(column, "").split(SEVERAL)) for column, values in self.of.items())

    def blacked(self, cell: str) -> str:
        for before, now in self.addresses.items():
            inside = cell.replace(f"#s-{before}", f"#s-{now}").replace(f"/{before}/", f"/{now}/")
            cell = SEVERAL.join(now if one == before else one for one in inside.split(SEVERAL))
        return blacked(cell, self.words)


def is_behind(dump: Dump) -> bool:
    """Whether words have been hidden of which it does not know."""
    return HiddenWords.objects.standing().exclude(pk__in=dump.hidings).exists()


def blackings(keys: Iterable[int]) -> list[Blacking]:
    rows = HiddenWords.objects.filter(pk__in=keys, forum__isnull=False).select_related("forum").order_by("pk")
    return [blacking(row) for row in rows]


def blacking(hiding: HiddenWords) -> Blacking:
    """Also lines of what has been taken out of the forum since."""
    forum = hiding.forum
    assert forum is not None  # blackings() asks for those that have one
    sections = Section.history.filter(forum_id=forum.pk)
    codes = Recommendation.history.filter(section_id__in=sections.values("id")).values_list("code", flat=True)
    asked = Addressing.everything.filter(recommendation__section__forum=forum).values("addressee")
    named = Addressee.objects.filter(pk__in=asked, is_reviewed=False).values_list("slug", flat=True)
    bodies, places, themes = (addresses_of(kind, hiding.keys_of(kind)) for kind in (Addressee, Locality, Theme))
    itself = addresses_of(Forum, [forum.pk])
    of = {  # by the columns that say whose a line is
        "forum": frozenset(itself),
        "recommendation": frozenset(codes),
        "addressee": frozenset([*named, *bodies]),
        "place": frozenset(places),
        "theme": frozenset(themes),
        "themes": frozenset(themes),
    }
    now = addresses_of(Section, sections.values("id")) | bodies | places | themes | itself
    return Blacking(hiding.lines, of, {before: after for before, after in now.items() if before != after})


def addresses_of(model: type[Forum | Section | Addressee | Locality | Theme], keys: Any) -> dict[str, str]:
    """{each address that one of these rows has or had: the one it has now}."""
    now = dict(model._base_manager.filter(pk__in=keys).values_list("pk", "slug"))
    records = model.history.filter(id__in=keys).values_list("id", "slug").distinct()
    return {slug: now[key] for key, slug in records if key in now and slug} | {slug: slug for slug in now.values()}


def rewritten(file: File, folder: Path, new: Path, path: str, unknown: Sequence[Blacking]) -> File | None:
    """The file without the words, under its name in the new folder; None if it does not say them."""
    csv.field_size_limit(sys.maxsize)
    with (
        (folder / file.path).open(encoding="utf-8", newline="") as old,
        (new / path).open("w", encoding="utf-8", newline="") as now,
    ):
        lines, writer, changed = csv.reader(old), csv.writer(now, lineterminator="\r\n"), False
        head = next(lines)
        writer.writerow(head)
        for line in lines:
            told = line
            for one in unknown:
                if one.takes(dict(zip(head, line, strict=True))):
                    told = [one.blacked(cell) for cell in told]
            changed = changed or told != line
            writer.writerow(told)
        now.flush()
        os.fsync(now.fileno())
    if changed:
        return file_of(new, path)
    (new / path).unlink()
    return None
