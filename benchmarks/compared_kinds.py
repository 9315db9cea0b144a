"""What both states of the code are asked for: every kind of page that visitors and programs know."""

import itertools
import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from benchmarks.downloads import CSV
from benchmarks.generate import FREQUENT_WORDS
from benchmarks.mix import DIFFERENT, PICTURES, facts, mix_of

OF_A_ROUND = 40  # different addresses of one kind; the next round asks for the next ones
REPEATS = 4
NOT_MODIFIED = "304"
BEGINNING = 3  # letters, after which a browser asks for suggestions
# A page of which there is only one is seen for the first time in every look.
LOOKS = [
    f"{text}.{contrast}.{spacing}"
    for text in ("", "150", "200")
    for contrast in ("", "dark", "sepia")
    for spacing in ("", "wide")
]


@dataclass(frozen=True)
class Ask:
    address: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """Pages that are made in the same way. Those that are remembered are measured when they are first seen, too."""

    name: str
    asks: list[Ask]
    repeats: int = REPEATS
    first_sights: bool = True
    not_modified: bool = False
    of_a_round: int = OF_A_ROUND

    @property
    def first(self) -> str:
        return f"{self.name}, first sight"

    @property
    def names(self) -> set[str]:
        """Of its measurements."""
        return {self.name, self.first, *([NOT_MODIFIED] if self.not_modified else [])}

    def of_round(self, number: int) -> "Kind":
        start = number * self.of_a_round % len(self.asks)
        many = itertools.islice(itertools.cycle(self.asks), start, None)
        return replace(self, asks=list(itertools.islice(many, min(self.of_a_round, len(self.asks)))))


def compared_kinds(database: Path) -> list[Kind]:
    """Of a loaded register in SQLite: the same rows have the same addresses on both sides."""
    mix = mix_of(database)
    rows = itertools.islice(facts(database, random.Random(2)), DIFFERENT)
    bodies = dict.fromkeys(row["to"] for row in rows)
    beginnings = dict.fromkeys(word[:BEGINNING] for word in FREQUENT_WORDS)
    criteria = [address.partition("?")[2] for address in mix.filtered]
    return [
        Kind("home", looks("/")),
        Kind("statistics", looks("/statistics/")),
        Kind("list of forums", looks("/forums/")),
        Kind("list of addressees", looks("/addressees/")),
        Kind("filtered page", plain(mix.filtered), not_modified=True),
        *(Kind(f"picture: {name}", plain(mix.pictured(name))) for name in PICTURES),
        Kind("frequent word", plain(mix.words)),
        Kind("suggestions", plain(f"/recommendations/suggest/?q={quote(letters)}" for letters in beginnings)),
        Kind("recommendation", plain(mix.recommendations)),
        Kind("forum", plain(mix.forums)),
        Kind("addressee", plain(f"/addressees/{slug}/" for slug in bodies)),
        Kind("feed", plain(f"/recommendations/feed/?{query}" for query in criteria)),
        Kind("API", plain(f"/api/v1/recommendations/?{query}" for query in criteria)),
        always_made("filtered page as CSV", 24, (f"{CSV}?{query}" for query in criteria)),
        always_made("filtered page as Excel", 8, (f"/recommendations/export/xlsx/?{query}" for query in criteria)),
        always_made("forum as Akoma Ntoso", 16, (f"{address}akn.xml" for address in mix.forums)),
        always_made("forum as Word", 4, (f"{address}export/docx/" for address in mix.forums)),
        always_made("picture of a forum", 8, (f"{address}picture.png" for address in mix.forums)),
        always_made("CSV of all", 1, [CSV]),
    ]


def plain(addresses: Iterable[str]) -> list[Ask]:
    return [Ask(address) for address in addresses]


def looks(address: str) -> list[Ask]:
    return [Ask(address, {"Cookie": f"view={look}"}) for look in LOOKS]


def always_made(name: str, of_a_round: int, addresses: Iterable[str]) -> Kind:
    """These are made anew whenever they are asked for, or asked for once."""
    return Kind(name, plain(addresses), repeats=1, first_sights=False, of_a_round=of_a_round)
