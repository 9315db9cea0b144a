"""A generated register (benchmarks/generate.py) into the portal's own database: migrated, filled, indexed.

python -m benchmarks.inside loading FOLDER
"""

import csv
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.bodies import kind_of, place_of
from benchmarks.bulk import Table, many_rows
from benchmarks.progress import step
from resolutions import models
from resolutions.models import (
    Addressee,
    Addressing,
    Forum,
    Locality,
    Organizer,
    Recommendation,
    Region,
    Section,
    Theme,
)
from resolutions.models.fields import (
    CODE_LENGTH,
    CODE_LETTERS,
    fold,  # an earlier state has it elsewhere, and here, too
    transliterated,
)
from resolutions.vocabulary import AddresseeKind

ORGANIZERS = ["Общественная палата", "Ресурсный центр НКО", "Ассоциация ТОС", "Центр общественных инициатив"]
REGIONS = 80
LEAD_IN = "По итогам работы секции участники форума предлагают:"
SECOND_LINE, BEFORE_ITEM = "Управлению культуры:", 4  # of every third section
ACTS = {5: "ask", 7: "instruct", 11: "note", 13: "decide"}  # of every so manieth recommendation; else "recommend"
PREAMBLE = (
    "В форуме приняли участие представители некоммерческих организаций, органов территориального общественного "
    "самоуправления, депутаты, специалисты администрации и жители. Участники обсудили, что сделано за год, и "
    "согласились о том, что нужно городу дальше."
)
PUBLISHED_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
# Has no factor in common with the number of codes, so that no code comes twice.
SCATTER = 514_229_000_003

HAS_LINES = hasattr(models, "Line")

Row = tuple[Any, ...]


def main() -> None:
    with step(f"{connection.vendor}: tables"):
        call_command("migrate", verbosity=0)
    with step(f"{connection.vendor}: rows"), many_rows(), transaction.atomic():
        Loader(Path(sys.argv[1])).load()
    with step(f"{connection.vendor}: index"):
        call_command("rebuild_index", verbosity=0)


class Slugs:
    """Addresses as PermanentSlugField makes them, without asking the database for each."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, words: str) -> str:
        base = slug = transliterated(words)
        number = 1
        while slug in self.taken:
            number += 1
            slug = f"{base}-{number}"
        self.taken.add(slug)
        return slug


class Loader:
    """One table after another; the large ones pass through memory row by row."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bodies = {int(row["id"]): row["name"] for row in self.rows("addressees")}
        cities = {row["city"] for row in self.rows("forums")} | set(map(place_of, self.bodies.values())) - {""}
        self.places = {city: number for number, city in enumerate(sorted(cities), 1)}
        self.themes = {
            name: number for number, name in enumerate(sorted({row["theme"] for row in self.rows("sections")}), 1)
        }

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    def load(self) -> None:
        Table(Organizer, "id", "name", "name_key", "slug").fill(named(enumerate(ORGANIZERS, 1)))
        regions = self.region_names()
        Table(Region, "id", "name", "name_key", "slug").fill(named(enumerate(regions, 1)))
        Table(Locality, "id", "name", "name_key", "slug", "region_id").fill(
            (*row, 1 + row[0] % len(regions)) for row in named((number, city) for city, number in self.places.items())
        )
        Theme.objects.all().delete()  # those that a register has from the beginning
        Table(Theme, "id", "name", "name_key", "slug").fill(
            named((number, name) for name, number in self.themes.items())
        )
        Table(Addressee, "id", "name", "name_key", "slug", "kind", "locality_id", "parent_id", "is_reviewed").fill(
            self.addressees()
        )
        Table(
            Forum,
            "id",
            "organizer_id",
            "locality_id",
            "title",
            "ordinal",
            "starts_on",
            "preamble",
            "slug",
            "published_at",
        ).fill(self.forums())
        self.load_sections()
        Table(Section.themes.through, "id", "section_id", "theme_id").fill(self.section_themes())
        # An earlier state knows neither lines nor acts.
        said = ("group_id", "label", "act") if HAS_LINES else ()
        Table(Recommendation, "id", "section_id", "order", "number", "text", "code", *said).fill(self.recommendations())
        Table(Addressing, "id", "recommendation_id", "addressee_id", "order", "as_written", "code").fill(
            self.addressings()
        )

    def load_sections(self) -> None:
        line = ("title_as_written",) if HAS_LINES else ("lead_in",)
        Table(Section, "id", "forum_id", "order", "title", "slug", *line).fill(self.sections())
        if HAS_LINES:
            Table(models.Line, "id", "section_id", "order", "text", "level", "above_id").fill(self.lines())

    def region_names(self) -> list[str]:
        """Called after cities, whether or not they lie in them: «Вишореченская область»."""
        cities = [city for city in self.places if city.endswith("ск")]
        return [f"{city}ая область" for city in cities[:REGIONS]]

    def addressees(self) -> Iterator[Row]:
        city_halls = {place_of(name): number for number, name in self.bodies.items() if name.startswith("Мэрия ")}
        for number, name, key, slug in named(self.bodies.items()):
            kind, place = kind_of(name), place_of(name)
            parent = city_halls.get(place) if kind == AddresseeKind.DEPARTMENT else None
            yield number, name, key, slug, kind, self.places.get(place), parent, True

    def forums(self) -> Iterator[Row]:
        slugs = Slugs()
        published_at = connection.ops.adapt_datetimefield_value(PUBLISHED_AT)
        for row in self.rows("forums"):
            number = int(row["id"])
            yield (
                number,
                1 + number % len(ORGANIZERS),
                self.places[row["city"]],
                row["title"],
                row["title"].split(" ", 1)[0],
                row["held_on"],
                PREAMBLE,
                slugs.of(f"{row['city']} {row['year']}"),
                published_at,
            )

    def sections(self) -> Iterator[Row]:
        """Their titles begin with their place in the forum, so that their addresses differ by themselves."""
        slugs: dict[str, str] = {}
        for row in self.rows("sections"):
            title = row["title"]
            slug = slugs.setdefault(title, transliterated(title))
            said = title if HAS_LINES else LEAD_IN
            yield int(row["id"]), int(row["forum_id"]), int(row["position"]), title, slug, said

    def lines(self) -> Iterator[Row]:
        """One over the whole section, and in some a second below it; of one place with a recommendation it is above."""
        for row in self.rows("sections"):
            section = int(row["id"])
            yield 2 * section, section, 0, LEAD_IN, 1, None
            if section % 3 == 0:
                yield 2 * section + 1, section, BEFORE_ITEM, SECOND_LINE, 2, 2 * section

    def section_themes(self) -> Iterator[Row]:
        for row in self.rows("sections"):
            yield int(row["id"]), int(row["id"]), self.themes[row["theme"]]

    def recommendations(self) -> Iterator[Row]:
        for row in self.rows("recommendations"):
            number, section, place = int(row["id"]), int(row["section_id"]), int(row["number"])
            group = 2 * section + (section % 3 == 0 and place >= BEFORE_ITEM)
            act = next((act for step, act in ACTS.items() if number % step == 0), "recommend")
            said = (group, f"{place}.", act) if HAS_LINES else ()
            yield number, section, place, row["number"], row["text"], code_of(number), *said

    def addressings(self) -> Iterator[Row]:
        for number, row in enumerate(self.rows("recommendation_addressees"), 1):
            body = int(row["addressee_id"])
            yield number, int(row["recommendation_id"]), body, int(row["position"]), self.bodies[body], code_of(number)


def named(rows: Any) -> Iterator[Row]:
    """id, name, name_key, slug."""
    slugs = Slugs()
    for number, name in rows:
        yield number, name, fold(name), slugs.of(name)


def code_of(number: int) -> str:
    """A permanent code like new_code() makes, the same at every load."""
    letters = len(CODE_LETTERS)
    number = number * SCATTER % letters**CODE_LENGTH
    code = ""
    for _ in range(CODE_LENGTH):
        number, letter = divmod(number, letters)
        code += CODE_LETTERS[letter]
    return code


if __name__ == "__main__":
    main()
