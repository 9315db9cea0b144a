"""Words that were hidden after a dump had been made: its files are withheld, and the next one takes them out of all
versions that it keeps."""

import csv
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from resolutions.models import Addressee, Addressing, HiddenWords, Recommendation, Section
from resolutions.models.blacking import blacked
from resolutions.open_data.csv_files import file_of
from resolutions.open_data.dumps import Dump, File

FORUM, RECOMMENDATION, ADDRESSEE = "forum", "recommendation", "addressee"  # columns that say whose a line is


@dataclass(frozen=True)
class Blacking:
    """The words, and by which values of its columns a line is known to be of their forum; addresses that said them."""

    words: tuple[str, ...]
    of: dict[str, frozenset[str]]
    addresses: dict[str, str]  # {before: now}

    def takes(self, line: dict[str, str]) -> bool:
        return any(line.get(column) in values for column, values in self.of.items())

    def blacked(self, cell: str) -> str:
        for before, now in self.addresses.items():
            inside = cell.replace(f"#s-{before}", f"#s-{now}").replace(f"/{before}/", f"/{now}/")
            cell = now if cell == before else inside
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
    said = [key for kind, key, _, _ in hiding.stood_in() if kind == "Addressee"]
    bodies = dict(Addressee.objects.filter(pk__in=said).values_list("pk", "slug"))
    asked = Addressing.everything.filter(recommendation__section__forum=forum).values("addressee")
    named = Addressee.objects.filter(pk__in=asked, is_reviewed=False).values_list("slug", flat=True)
    before = dict([*moved(Section, sections.values("id")), *moved(Addressee, bodies)])
    of = {
        FORUM: frozenset([forum.slug]),
        RECOMMENDATION: frozenset(codes),
        ADDRESSEE: frozenset([*named, *(old for old, now in before.items() if now in bodies.values())]),
    }
    return Blacking(hiding.lines, of, before)


def moved(model: type[Section] | type[Addressee], keys: object) -> list[tuple[str, str]]:
    """(the address that a row had, the one it has now)."""
    now = dict(model.objects.filter(pk__in=keys).values_list("pk", "slug"))
    records = model.history.filter(id__in=keys).values_list("id", "slug").distinct()
    return [(slug, now[key]) for key, slug in records if key in now and slug and slug != now[key]]


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
