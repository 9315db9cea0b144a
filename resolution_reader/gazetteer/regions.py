"""In which region a place lies, by the gazetteer and by the regions that the words beside it name."""

import re
from functools import cache

from resolution_reader.gazetteer.table import places_called, regions
from resolution_reader.language.folding import fold

SHORTENED = {
    "область": "обл",
    "край": "кра",
    "Республика": "Респ",
    "автономный": "авт",
    "автономная": "авт",
    "округ": "окр",
}
LONG = 6  # letters of a name that is no part of other words, as «Коми» is of «комитет»
MUCH_LARGER = 20  # times: «город Сургут» is not the village in Samara region, «город Киров» may be either of two
COMPLETE = 5_000  # inhabitants: of what is smaller and no town the table has not all, so a name may have other bearers
TOWNS = ("город ", "рабочий посёлок ", "посёлок городского типа ", "ЗАТО ")
BRACKETS = re.compile(r"\s*\(.*?\)")


def regions_of(place: str, words: str = "") -> tuple[str, ...]:
    """Regions of a place as the reader gives it, «город Лесной», or as an editor writes it, «Лесной, Томская область».

    None where neither the place nor the gazetteer tells; several where there are namesakes, the largest first, and
    `words`, those of the document, name none of their regions or more than one.
    """
    if said := _named_in(place, tuple(regions().values())):
        return said[:1]
    found = places_called(bare_name(place))
    if place.lower().startswith("город "):
        found = tuple(one for one in found if one.population * MUCH_LARGER >= found[0].population)
    candidates = tuple(dict.fromkeys(one.region for one in found))
    named = _named_in(words, candidates)
    if len(named) == 1:
        return named
    is_sure = len(candidates) != 1 or found[0].population >= COMPLETE or place.startswith(TOWNS)
    return candidates if is_sure else ()


def coordinates_of(place: str, region: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, of a place as an editor writes it; None where the gazetteer lacks it there."""
    here = (one for one in places_called(bare_name(place)) if fold(one.region) == fold(region))
    return next(((one.latitude, one.longitude) for one in here), None)


def without_region(place: str) -> str:
    """«Лесной, Свердловская область», «Лесной (Свердловская обл.)» -> «Лесной»; anything else as it is."""
    name, mark, region = place.partition(",") if "," in place else place.partition("(")
    return name.strip() if mark and _named_in(region, tuple(regions().values())) else place


def bare_name(place: str) -> str:
    """«рабочий посёлок Кольцово» -> «Кольцово»; a region behind it is left out as well."""
    words = without_region(place).split()
    while len(words) > 1 and (words[0].islower() or words[0] == "ЗАТО"):
        words = words[1:]
    return " ".join(words)


def _named_in(words: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(region for region in candidates if _any_case(region).search(words))


@cache
def _any_case(region: str) -> re.Pattern[str]:
    """«Томская область» as «Томской обл.», «Республика Татарстан» also as «Татарстана»."""
    words = BRACKETS.sub("", region).split()
    if words[0] == "Республика" and len(words[1]) >= LONG:
        words = words[1:]
    return re.compile(r"\b" + r"\.?\s+".join(map(_stem, words)), re.I)


def _stem(word: str) -> str:
    if word in SHORTENED:
        return SHORTENED[word] + "[а-яё]*"
    ending = re.search("(?:ая|ый|ий|[аеияь])$", word) if len(word) >= LONG else None
    return re.escape(word[: ending.start()]) + "[а-яё]*" if ending else re.escape(word) + r"(?:[ауые]|ом)?\b"
