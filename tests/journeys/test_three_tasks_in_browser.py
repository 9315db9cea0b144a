"""What three people come for, each within three presses of what she sees."""

import re
from datetime import date

import pytest
from PIL import Image

from resolutions.vocabulary import AddresseeKind
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    ThemeFactory,
)
from tests.journeys.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
ROADS, TREES = "Дороги и транспорт", "Природа и экология"
TOMSK, OMSK, DUMA, NEIGHBOURS = (
    "администрация города Томска",
    "администрация города Омска",
    "Дума города Томска",
    "администрация Северска",
)
# (town, year, theme, body, text): what each of the three wants, and beside it what she does not.
ASKED = [
    ("Томск", 2024, ROADS, TOMSK, "Отремонтировать дорогу на улице Лебедева."),
    ("Томск", 2024, TREES, TOMSK, "Высадить деревья у Белого озера."),
    ("Томск", 2024, TREES, DUMA, "Принять правила озеленения."),
    ("Томск", 2023, ROADS, TOMSK, "Расширить дорогу к вокзалу Томск-2."),
    ("Северск", 2024, ROADS, NEIGHBOURS, "Осветить дорогу к проходной."),
    ("Омск", 2024, ROADS, OMSK, "Отремонтировать дорогу на Левом берегу."),
    ("Омск", 2024, TREES, OMSK, "Очистить дорогу у парка от сухих ветвей."),
]


@pytest.fixture
def portal(live_server):
    regions = {name: RegionFactory(name=name) for name in ("Томская область", "Омская область")}
    towns = {
        town: LocalityFactory(name=town, region=regions["Омская область" if town == "Омск" else "Томская область"])
        for town in ("Томск", "Северск", "Омск")
    }
    at = {TOMSK: "Томск", DUMA: "Томск", NEIGHBOURS: "Северск", OMSK: "Омск"}
    bodies = {
        name: AddresseeFactory(name=name, locality=towns[town], kind=AddresseeKind.CITY_HALL)
        for name, town in at.items()
    }
    themes = {name: ThemeFactory(name=name) for name in (ROADS, TREES)}
    forums = {
        (town, year): ForumFactory(locality=towns[town], title=f"Форум «{town}, {year}»", starts_on=date(year, 10, 5))
        for town, year, *_ in ASKED
    }
    for town, year, theme, body, text in ASKED:
        section = SectionFactory(forum=forums[town, year], title=f"Секция {theme.lower()}")
        section.themes.add(themes[theme])
        AddressingFactory(recommendation=RecommendationFactory(section=section, text=text), addressee=bodies[body])
    return live_server.url


def texts(**wanted) -> set[str]:
    keys = ("town", "year", "theme", "body")
    rows = [(dict(zip(keys, row[:4], strict=True)), row[4]) for row in ASKED]
    return {text for row, text in rows if all(row[key] == value for key, value in wanted.items())}


@pytest.fixture
def person(portal, new_context):
    def at_the_front_door(viewport, *, scripts):
        page = new_context(java_script_enabled=scripts, viewport=viewport, accept_downloads=True).new_page()
        page.goto(portal)
        return Person(page)

    return at_the_front_door


def shown(page, selector) -> set[str]:
    """The texts of all that is in the list, as they are seen."""
    return {text for text in texts() if page.locator(selector).filter(has_text=text, visible=True).count()}


def by_words(resident):
    resident.ask("дороги в Томске")


def by_tiles(resident):
    resident.press(ROADS)
    resident.press("Томск")


@pytest.mark.parametrize("scripts", [False, True], ids=["without JavaScript", "with JavaScript"])
@pytest.mark.parametrize("way", [by_words, by_tiles])
def test_a_resident_with_a_phone_finds_what_was_proposed_on_roads_in_her_town(person, way, scripts):
    resident = person(PHONE, scripts=scripts)

    way(resident)

    assert shown(resident.page, ".recommendation-card") == texts(town="Томск", theme=ROADS)
    assert resident.page.locator(".recommendation-card").count() == 2
    assert resident.presses <= 3


def asks(official):
    official.ask("администрация города Томска 2024")


def turns_pages(official):
    official.press("Администрация города Томска")
    official.press("2024")


@pytest.mark.parametrize("scripts", [False, True], ids=["without JavaScript", "with JavaScript"])
@pytest.mark.parametrize("way", [asks, turns_pages])
def test_an_official_sees_what_her_body_was_asked_in_a_year_as_a_table(person, way, scripts):
    official = person(DESK, scripts=scripts)

    way(official)
    official.press("Таблица")

    assert shown(official.page, "table .recommendation-row") == texts(year=2024, body=TOMSK)
    assert official.page.locator(".recommendation-row").count() == 2
    assert official.presses <= 3


def names_it(journalist):
    journalist.ask("Томская область")


@pytest.mark.parametrize("scripts", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_a_journalist_takes_home_who_is_asked_about_what_in_a_region(person, portal, scripts, tmp_path):
    journalist = person(DESK, scripts=scripts)

    names_it(journalist)
    journalist.press("Картинки")
    taken = journalist.take("PNG", tmp_path)

    picture = journalist.page.request.get(f"{portal}/pictures/addressees-and-themes.png?region=tomskaya-oblast")
    assert taken.read_bytes() == picture.body()
    with Image.open(taken) as opened:
        assert opened.format == "PNG"
    assert re.fullmatch(r"addressees-and-themes-[\d-]+\.png", taken.name)
    assert journalist.presses <= 3


@pytest.mark.parametrize("words", ["SVG", "таблица CSV"])
def test_what_she_takes_names_the_bodies_of_her_region_and_no_others(person, words, tmp_path):
    journalist = person(DESK, scripts=False)
    names_it(journalist)
    journalist.press("Картинки")

    said = journalist.take(words, tmp_path).read_text("utf-8-sig").casefold()

    named = {name: name.casefold() in said for name in (TOMSK, DUMA, NEIGHBOURS, OMSK)}
    assert named == {TOMSK: True, DUMA: True, NEIGHBOURS: True, OMSK: False}
    assert journalist.presses <= 3
