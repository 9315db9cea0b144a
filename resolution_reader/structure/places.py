"""Where a forum was held: a line «г. Томск», what the title names, else the place that the text names most."""

import re
from collections import Counter
from functools import lru_cache

from resolution_reader.language.inflection import head_reading, to_nominative
from resolution_reader.structure.dates import event_dates, without_dates
from resolution_reader.structure.settlements import CAPITAL, NAME, OBLIQUE, settlements, town_called

QUOTED = ("«", '"')
MAX_BARE_LINE = 70  # characters: a town without a word before it stands in a line of little else
BARE = re.compile(rf"\W*(?P<name>{NAME})\W*")
PIECE = re.compile(r"[,;()|\t]|\s[–—-](?=\s)|\s{2,}")
HELD_IN = re.compile(rf"\bво?\s+(?P<name>{NAME})(?![а-яё-]|\s+(?:район|област|кра[йе]|округ|республик))")
WORD_AFTER = re.compile(r"\s+([а-яё]+)")
DISTRICT = re.compile(
    rf"({CAPITAL}(?:-{CAPITAL})?)\s+((?:городск|муниципальн|внутригородск)[а-яё]+\s+)?(округ[а-яё]*|район[а-яё]*)\b"
)
REGION = re.compile(rf"({CAPITAL}(?:-{CAPITAL})?)\s+(област[а-яё]+|кра[а-яё]+|республик[а-яё]+)\b")
IN_REGION = re.compile(rf"\W*(?:{CAPITAL}\s+(?:область|край)|Республика\s+{CAPITAL})\s*,")  # before a town
YEAR = re.compile(r"(?:^|[,–—-]\s*)(?:19|20)\d\d(?:\s*г(?:ода?|\.)?)?\W*$")  # «Казань, 2026», «Казань – 2026»
LOUD = re.compile("[А-ЯЁ]{2,}")


def place_in_line(line: str) -> str | None:
    """The place of a heading line such as «г. Томск, 5 июня 2023 г.»; None when the line names none."""
    return place_and_rest(line)[0]


@lru_cache(maxsize=200)
def place_and_rest(line: str) -> tuple[str | None, str]:
    """The place, and the line with blanks for it and for its dates."""
    rest = without_dates(line)
    if line.isupper():
        rest = LOUD.sub(lambda word: word[0].lower() if len(word[0]) < 3 else word[0].capitalize(), rest)
    for found in settlements(rest):
        if found.declined or rest[: found.start].endswith(QUOTED):
            continue  # the end of a title: «городского округа «Город Кемь»»
        return found.name, rest[: found.start] + " " * (found.end - found.start) + rest[found.end :]
    if len(line) < MAX_BARE_LINE and (event_dates(line) or IN_REGION.match(line) or YEAR.search(line)):
        for piece in PIECE.split(rest):
            bare = BARE.fullmatch(piece)
            if bare and (town := town_called(bare["name"])):
                return town, rest.replace(bare["name"], " ")
    return None, rest


def place_in_text(text: str) -> str | None:
    """The settlement, else the district, else the region that the text names most often, in the nominative."""
    for finder in (_settlements, _districts, _regions):
        named = Counter(finder(text))
        if named:
            return named.most_common(1)[0][0]
    return None


def place_held(text: str) -> str | None:
    """The town in which the sentences say that the event was held: «состоялся в Ярославле»."""
    for found in HELD_IN.finditer(text):
        words = found["name"].split()
        following = WORD_AFTER.match(text, found.end())
        if following and head_reading(following[1], "loct", words[-1:]):
            continue  # «в Белом доме»
        for count in range(len(words), 0, -1):
            if town := town_called(" ".join(words[:count]), ("loct",)):
                return town
    return None


def place_in_title(title: str) -> str | None:
    """The place a title names: «форума города Томска», «Озерского городского округа»."""
    for finder in (_settlements, _districts, _regions):
        named = finder(title)
        if named:
            return named[0]
    return None


def _settlements(text: str) -> list[str]:
    return [found.name for found in settlements(text)]


def _districts(text: str) -> list[str]:
    return [
        name for name in (_area([word for word in found.groups() if word]) for found in DISTRICT.finditer(text)) if name
    ]


def _regions(text: str) -> list[str]:
    return [
        name for name in (_area([word for word in found.groups() if word]) for found in REGION.finditer(text)) if name
    ]


def _area(words: list[str]) -> str | None:
    words = [word.strip() for word in words]
    for case in ("nomn", *OBLIQUE):
        if head_reading(words[-1], case, words[:-1]):
            name = to_nominative(words, case, len(words) - 1, range(len(words) - 1))
            return " ".join(name)
    return None
