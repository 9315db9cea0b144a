"""What a list must answer, worked out row by row in plain Python from the tables; slow, and shares no code but the
lemmas of words with what it checks."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from django.db import connection

from resolution_reader.language import words_of

FACETS = ("to", "kind", "forum", "section", "theme", "place", "region", "year", "act")
LISTS = {
    "all": "page_size=100",
    "words": "q=дворы&sort=newest&page_size=100",
    "document": "sort=document&page_size=100",
}
NOBODY = NOT_KNOWN = 0


@dataclass(frozen=True)
class Row:
    code: str
    values: dict[str, frozenset[Any]]  # by facet; addressees, forums, … by primary key
    lemmas: frozenset[str]
    newest: tuple[Any, ...]
    document: tuple[Any, ...]


def table(name: str, *columns: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM resolutions_{name}")
        return cursor.fetchall()


class Reference:
    def __init__(self) -> None:
        self.slugs = {
            name: dict(table(name, "slug", "id")) for name in ("addressee", "forum", "theme", "locality", "region")
        }
        self.merged = {old: new for old, new in table("addressee", "id", "merged_into_id") if new}
        self.parents = dict(table("addressee", "id", "parent_id"))
        forum_slugs = dict(table("forum", "id", "slug"))
        self.sections = {
            f"{forum_slugs[forum]}/{slug}": pk for pk, forum, slug in table("section", "id", "forum_id", "slug")
        }
        self.rows = list(self.read())

    def read(self) -> Any:
        kinds = dict(table("addressee", "id", "kind"))
        confirmed = {key for key, *said in table("addressee", "id", "is_reviewed", "is_seconded") if any(said)}
        regions = dict(table("locality", "id", "region_id"))
        columns = ("id", "published_at", "is_demonstration", "starts_on", "ends_on", "locality_id", "title")
        forums = {row[0]: row[1:] for row in table("forum", *columns)}
        sections = {row[0]: row[1:] for row in table("section", "id", "forum_id", '"order"', "title")}
        addressees, themes = defaultdict(set), defaultdict(set)
        for recommendation, addressee, gone in table("addressing", "recommendation_id", "addressee_id", "withdrawn_at"):
            if gone is None:
                addressees[recommendation].add(addressee)
        for section, theme in table("section_themes", "section_id", "theme_id"):
            themes[section].add(theme)
        columns = ("id", "code", "section_id", '"order"', "text", "act")
        for key, code, section, order, text, act in table("recommendation", *columns):
            forum, section_order, title = sections[section]
            published, is_demonstration, starts_on, ends_on, place, forum_title = forums[forum]
            if published is None or is_demonstration:  # which a storm may publish as well as any
                continue
            day = date.fromisoformat(str(starts_on or ends_on)) if starts_on or ends_on else None
            in_forum = (section_order, section, order, key)
            yield Row(
                code=code,
                values={
                    "to": frozenset(addressees[key] & confirmed if addressees[key] else {NOBODY}),
                    "kind": frozenset(kinds[body] for body in addressees[key]),
                    "forum": frozenset({forum}),
                    "section": frozenset({section}),
                    "theme": frozenset(themes[section]),
                    "place": frozenset({place} - {None}),
                    "region": frozenset({regions.get(place)} - {None}),
                    "act": frozenset({act}),
                    "year": frozenset({day.year if day else NOT_KNOWN}),
                },
                lemmas=lemmas_in(text) | lemmas_in(title) | lemmas_in(forum_title),
                newest=(-day.toordinal() if day else 0, -forum, *in_forum),
                document=(forum, *in_forum),
            )

    def answer(self, address: str, ignoring: str = "") -> list[Row]:
        """Rows in order; by relevance they are newest first, as exports have them."""
        asked = {name: [value for value in values if value] for name, values in parse_qs(address).items()}
        chosen = {
            name: self.meant(name, asked[name], "1" in asked.get("departments", []))
            for name in FACETS
            if asked.get(name) and name != ignoring
        }
        terms = [set(word.together or word.positions[0]) for word in words_of(asked.get("q", [""])[-1])]
        rows = [
            row
            for row in self.rows
            if all(row.values[name] & wanted for name, wanted in chosen.items())
            and all(row.lemmas & term for term in terms)
        ]
        by_document = asked.get("sort", [""])[-1] == "document"
        return sorted(rows, key=lambda row: row.document if by_document else row.newest)

    def counts(self, address: str, facet: str) -> dict[Any, int]:
        """How many rows have each value of a facet, whatever is chosen in the facet itself."""
        return dict(Counter(value for row in self.answer(address, ignoring=facet) for value in row.values[facet]))

    def named(self, facet: str, counts: dict[Any, int]) -> dict[str, int]:
        """Counts by what stands in addresses."""
        match facet:
            case "kind" | "act":
                return counts
            case "year":
                return {str(year or "none"): count for year, count in counts.items()}
            case "section":
                names = {pk: name for name, pk in self.sections.items()}
            case _:
                slugs = self.slugs[{"to": "addressee", "place": "locality"}.get(facet, facet)]
                names = {NOBODY: "none"} | {pk: slug for slug, pk in slugs.items()}
        return {names[key]: count for key, count in counts.items()}

    def meant(self, name: str, values: list[str], with_departments: bool) -> set[Any]:
        match name:
            case "to":
                slugs = [value for value in values if value != "none"]
                bodies = {self.merged.get(pk, pk) for pk in (self.slugs["addressee"][slug] for slug in slugs)}
                if with_departments:
                    bodies = {pk for pk in self.parents if bodies & set(self.line(pk))}
                return bodies | ({NOBODY} if "none" in values else set())
            case "year":
                return {NOT_KNOWN if value == "none" else int(value) for value in values}
            case "kind" | "act":
                return set(values)
            case "section":
                return {self.sections[value] for value in values}
            case _:
                return {self.slugs["locality" if name == "place" else name][value] for value in values}

    def line(self, body: int | None) -> Any:
        """A body and all above it."""
        while body:
            yield body
            body = self.parents[body]


@cache
def lemmas_in(text: str) -> frozenset[str]:
    """Of the words, of the parts of a hyphened one and of these written together."""
    words = list(words_of(text))
    apart = {lemma for word in words for lemmas in word.positions for lemma in lemmas}
    return frozenset(apart | {lemma for word in words for lemma in word.together})


def truth() -> dict[str, Any]:
    """What answers() of doors.py must be, from the tables as they are now."""
    reference = Reference()
    lists = {name: [row.code for row in reference.answer(address)] for name, address in LISTS.items()}
    return lists | {facet: reference.counts("", facet) for facet in FACETS}
