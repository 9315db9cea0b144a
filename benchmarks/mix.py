"""What visitors ask for: 200 different criteria, words, recommendations and forums, each with its place in Zipf's law.

Everything is drawn from the register itself, so that popular values come up often and nothing asked for is empty.
"""

import itertools
import random
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.datasette import table_address
from benchmarks.generate import FREQUENT_WORDS

DIFFERENT = 200
WARM_UP, AT_ONCE = 40, 6
PICTURES = ("places", "years", "addressees-and-themes")
SHORTEST_WORD = 4  # letters; shorter ones are «для» and «при»
# Parameters chosen together, as people click them.
CHOICES = [
    ("theme",),
    ("to",),
    ("year",),
    ("region",),
    ("kind", "year"),
    ("theme", "year"),
    ("place",),
    ("to", "year"),
    ("kind", "theme"),
    ("region", "theme"),
    ("theme", "to"),
    ("kind", "theme", "year"),
]
FACTS = """
SELECT r.code, f.slug AS forum, l.slug AS place, l.name AS city, g.slug AS region, g.name AS region_name,
       t.slug AS theme, t.name AS theme_name, a.slug AS "to", a.name AS addressee, a.kind,
       strftime('%Y', f.known_day) AS year
FROM resolutions_recommendation r
JOIN resolutions_section s ON s.id = r.section_id JOIN resolutions_forum f ON f.id = s.forum_id
JOIN resolutions_locality l ON l.id = f.locality_id JOIN resolutions_region g ON g.id = l.region_id
JOIN resolutions_section_themes st ON st.section_id = s.id JOIN resolutions_theme t ON t.id = st.theme_id
JOIN resolutions_addressing ra ON ra.recommendation_id = r.id AND ra."order" = 1
JOIN resolutions_addressee a ON a.id = ra.addressee_id
WHERE r.id = ?
"""
# What a parameter's value is called in Datasette's columns.
COLUMNS = {
    "to": ("addressee", "addressee"),
    "kind": ("kind", "kind"),
    "place": ("city", "city"),
    "region": ("region", "region_name"),
    "theme": ("theme", "theme_name"),
    "year": ("year", "year"),
}


@dataclass(frozen=True)
class Mix:
    """Addresses, the most popular first; those of Datasette ask the same in its words."""

    filtered: list[str]
    words: list[str]
    recommendations: list[str]
    forums: list[str]
    # Criteria that nobody else asks for.
    warm_up: list[str]
    at_once: list[str]
    crawled: list[str]
    datasette_filtered: list[str]
    datasette_words: list[str]

    def pictured(self, name: str) -> list[str]:
        """The criteria of the filtered pages, as a picture."""
        return [f"/pictures/{name}/?{address.partition('?')[2]}" for address in self.filtered]


def mix_of(database: Path) -> Mix:
    """Of a loaded register in SQLite."""
    chance = random.Random(1)
    rows = facts(database, chance)
    rare = [row_address(row, ("kind", "to", "year")) for row in itertools.islice(rows, 1000)]
    warm_up, at_once, crawled = split(list(dict.fromkeys(rare)), WARM_UP, AT_ONCE)
    filtered: dict[str, str] = {}
    codes: dict[str, None] = {}
    forums: dict[str, None] = {}
    for row, choice in zip(itertools.islice(rows, 50 * DIFFERENT), itertools.cycle(CHOICES), strict=False):
        filtered.setdefault(row_address(row, choice), asked_of_datasette(row, choice))
        codes.setdefault(f"/r/{row['code']}/")
        forums.setdefault(f"/forums/{row['forum']}/")
        if len(filtered) == DIFFERENT:
            break
    words = [word for word in FREQUENT_WORDS if len(word) >= SHORTEST_WORD][:DIFFERENT]
    return Mix(
        filtered=list(filtered),
        words=[list_address({"q": word}) for word in words],
        recommendations=list(codes)[:DIFFERENT],
        forums=list(forums)[:DIFFERENT],
        warm_up=warm_up,
        at_once=at_once,
        crawled=crawled,
        datasette_filtered=list(filtered.values()),
        datasette_words=[table_address(_search=word) for word in words],
    )


def facts(database: Path, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Recommendations drawn at random, without an end, each with all that one can filter by."""
    register = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    register.row_factory = sqlite3.Row
    (count,) = register.execute("SELECT max(id) FROM resolutions_recommendation").fetchone()
    while True:
        yield dict(register.execute(FACTS, (chance.randint(1, count),)).fetchone())


def row_address(row: dict[str, str], choice: Iterable[str]) -> str:
    return list_address({name: row[name] for name in choice})


def list_address(parameters: dict[str, str]) -> str:
    return f"/recommendations/?{urlencode(parameters)}"


def asked_of_datasette(row: dict[str, str], choice: Iterable[str]) -> str:
    return table_address(**{COLUMNS[name][0]: row[COLUMNS[name][1]] for name in choice})


def split(addresses: list[str], *lengths: int) -> list[list[str]]:
    """So many for each, and the rest."""
    ends = [0, *itertools.accumulate(lengths), len(addresses)]
    return [addresses[start:end] for start, end in itertools.pairwise(ends)]


def drawn(addresses: list[Any], seed: int) -> Iterator[Any]:
    """Without an end, the first twice as often as the second: Zipf's law."""
    chance = random.Random(seed)
    weights = list(itertools.accumulate(1 / place for place in range(1, len(addresses) + 1)))
    while True:
        yield from chance.choices(addresses, cum_weights=weights, k=1000)
