"""Where a forum was held: a line «г. Томск», a city or district in the title, else the place the text names most."""

import re
from collections import Counter

from resolution_reader.language.inflection import head_reading, nominative_word, to_nominative
from resolution_reader.language.morphology import adjectives, nouns
from resolution_reader.structure.dates import event_dates

CAPITAL = r"[А-ЯЁ][а-яё]+"
NAME = rf"{CAPITAL}(?:-(?:на-)?{CAPITAL}|-[а-яё]+-{CAPITAL})*(?:\s+(?:{CAPITAL})){{0,2}}"
CITY_LINE = re.compile(rf"(?:^|[\s,(])([Гг]\.|[Гг]ород|гор\.|пос\.|п\.|с\.|село|пос[её]лок|станица|ст\.)\s*({NAME})")
BEFORE_DATE = re.compile(rf"^\s*\(?({NAME})\s*,?\s+[«\"]?\d{{1,2}}[»\".–—\s-]")  # «Липецк, 27 октября 2017 года»
AFTER_DATE = re.compile(rf"\d{{4}}\s*(?:года|г\.?)?\s*,\s*({NAME})\)?\s*$")  # «14 сентября 2023 года, Курск»
IN_NAME = re.compile(
    rf"\bво?\s+(?:городе\s+|г\.\s*)?({CAPITAL}(?:-(?:на-)?{CAPITAL})*)(?![а-яё-]|\s+(?:район|област|кра[йе]|округ|республик))"
)
CITY = re.compile(
    rf"\b(города|городе|городу|городом|г\.)(?:-геро[йяюе]м?)?\s*({CAPITAL}(?:-(?:на-)?{CAPITAL}|-[а-яё]+-{CAPITAL})*(?:\s{CAPITAL})?)"
)
DISTRICT = re.compile(
    rf"({CAPITAL}(?:-{CAPITAL})?)\s+((?:городск|муниципальн|внутригородск)[а-яё]+\s+)?(округ[а-яё]*|район[а-яё]*)\b"
)
REGION = re.compile(rf"({CAPITAL}(?:-{CAPITAL})?)\s+(област[а-яё]+|кра[а-яё]+|республик[а-яё]+)\b")
CASES = {"города": "gent", "городе": "loct", "городу": "datv", "городом": "ablt"}
OBLIQUE = ("gent", "loct", "datv", "ablt")
SETTLEMENT = {"г.": "город", "гор.": "город", "город": "город", "с.": "село", "село": "село"}


def place_in_line(line: str) -> str | None:
    """The place of a heading line such as «г. Томск, 5 июня 2023 г.»; None when the line names none."""
    found = CITY_LINE.search(line)
    if not found:
        bare = BEFORE_DATE.match(line) or AFTER_DATE.search(line)
        return f"город {bare[1]}" if bare and len(line) < 70 and event_dates(line) else None
    kind = SETTLEMENT.get(found[1].lower(), found[1] if found[1] not in ("п.", "пос.") else "посёлок")
    return f"{kind} {found[2].strip()}"


def place_in_text(text: str) -> str | None:
    """The city, else the district, else the region that the text names most often, in the nominative."""
    for finder in (_cities, _districts, _regions):
        named = Counter(finder(text))
        if named:
            return named.most_common(1)[0][0]
    return None


def place_held(text: str) -> str | None:
    """The town in which the sentences say that the event was held: «состоялся в Ярославле»."""
    for found in IN_NAME.finditer(text):
        if any("Geox" in noun.tag for noun in nouns(found[1], "loct")):
            return f"город {nominative_word(found[1], 'loct')}"
    return None


def place_in_title(title: str) -> str | None:
    """The place a title names: «форума города Томска», «Озерского городского округа»."""
    for finder in (_cities, _districts, _regions):
        named = finder(title)
        if named:
            return named[0]
    return None


def _cities(text: str) -> list[str]:
    return [f"город {name}" for name in (_city(found[1], found[2]) for found in CITY.finditer(text)) if name]


def _city(before: str, name: str) -> str:
    """«города Нижнего Новгорода» -> Нижний Новгород; a second word that does not belong is dropped."""
    words = name.split()
    case = CASES.get(before)
    for candidate in [case] if case else OBLIQUE:
        if len(words) == 2 and adjectives(words[0], candidate) and nouns(words[1], candidate):
            return " ".join(to_nominative(words, candidate, 1, [0]))
    for candidate in [case] if case else OBLIQUE:
        if nouns(words[0], candidate):
            return nominative_word(words[0], candidate)
        if "-" in words[0] and (whole := _hyphenated(words[0], candidate)) != words[0]:
            return whole
    return words[0] if before == "г." else ""


def _hyphenated(name: str, case: str) -> str:
    """«Ростова-на-Дону» -> Ростов-на-Дону, «Ханты-Мансийска» -> Ханты-Мансийск."""
    parts = name.split("-")
    index = 0 if len(parts) > 2 else len(parts) - 1
    parts[index] = nominative_word(parts[index], case)
    return "-".join(parts)


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
