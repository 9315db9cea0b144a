"""The pages of pictures: what is drawn, what is listed beneath, and what is said where there is nothing to draw."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from lxml import html

from resolutions.models import Locality, Region
from resolutions.outside import sitemaps
from resolutions.pictures.kinds import KINDS
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)
from tests.pictures.looking import drawn_in, page_of, table_of

pytestmark = pytest.mark.django_db
PICTURES = ("places", "years", "addressees-and-themes")
HOSTILE = '<script>alert("1")</script> & "кавычки" \x0b'


def recommendations(count, place=None, day=None, **of_forum):
    section = SectionFactory(forum=ForumFactory(locality=place, starts_on=day, **of_forum))
    return RecommendationFactory.create_batch(count, section=section)


def place(name, region=None):
    region = region and (Region.objects.filter(name=region).first() or Region.objects.create(name=region))
    return LocalityFactory(name=name, region=region)


def beneath(page):
    """{heading: what is named}."""
    return {
        part.findtext("strong").rstrip(":"): " ".join(part.text_content().split(":", 1)[-1].split())
        for part in page.xpath("//p[@class='picture__beneath']")
    }


def sentence(page):
    return page.findtext(".//p[@class='figure__sentence']")


def test_each_region_of_the_layout_has_a_tile_and_the_others_are_named(client):
    recommendations(3, place("Томск", "Томская область"))
    recommendations(2, place("Бийск", "Алтайский край"))
    recommendations(1, place("Китеж", "Невидимая область"))
    recommendations(1, place("Нигде"))
    recommendations(1)

    page = page_of(client, "places")

    drawn = drawn_in(page)
    assert len(drawn) == 85
    assert {title: url for title, url in drawn.items() if url} == {
        "Томская область: 3 рекомендации": "/recommendations/?region=tomskaya-oblast",
        "Алтайский край: 2 рекомендации": "/recommendations/?region=altaysky-kray",
    }
    assert "Москва: рекомендаций нет" in drawn
    assert beneath(page) == {
        "Регионы, которых нет на картинке": "Невидимая область, 1",
        "Регион не указан": "Нигде, 1; место не указано, 1",
    }


def test_places_of_one_region_are_dots_where_they_lie(client):
    recommendations(4, place("Томск", "Томская область"))
    recommendations(1, place("Асино", "Томская область"))
    recommendations(1, place("Колпашево", "Томская область"))
    recommendations(1, place("район у реки", "Томская область"))
    recommendations(5, place("Бийск", "Алтайский край"))

    page = page_of(client, "places", "region=tomskaya-oblast")

    spots = {
        link.findtext("title").partition(":")[0]: [float(link.find("circle").get(name)) for name in ("cx", "cy", "r")]
        for link in page.xpath("//svg//a")
    }
    assert set(spots) == {"Томск", "Асино", "Колпашево"}
    assert spots["Колпашево"][1] < spots["Асино"][1] < spots["Томск"][1]  # from north to south
    assert spots["Колпашево"][0] < spots["Томск"][0] < spots["Асино"][0]  # from west to east
    assert spots["Томск"][2] > spots["Асино"][2] == spots["Колпашево"][2]
    assert beneath(page) == {"Где эти места, мы не знаем": "район у реки, 1"}
    assert len(table_of(page)) == 4


def test_a_place_alone_stands_in_the_middle(client):
    recommendations(1, place("Томск", "Томская область"))

    (circle,) = page_of(client, "places").xpath("//svg[@role='group']//circle")

    assert (circle.get("cx"), circle.get("cy")) == ("480.0", "300.0")


def test_without_a_known_region_there_is_no_map_and_the_places_are_named(client):
    recommendations(2, place("Китеж"))

    page = page_of(client, "places")

    assert sentence(page) == "Ни для одного из найденных мест регион не указан, поэтому карты нет."
    assert (page.xpath("//svg[@role='group']"), [row[0][0] for row in table_of(page)]) == ([], ["Китеж"])


def test_a_line_of_time_has_a_row_for_each_town_those_with_most_forums_first(client):
    tomsk, omsk = place("Томск", "Томская область"), place("Омск", "Омская область")
    recommendations(9, omsk, date(2020, 1, 1), title="Омский съезд")
    recommendations(1, tomsk, date(2019, 7, 1), title="Томский съезд")
    recommendations(1, tomsk, date(2021, 12, 31))
    recommendations(1, tomsk, title="Съезд без даты")
    recommendations(1, None, date(2020, 1, 1))

    page = page_of(client, "years")

    rows = table_of(page)
    assert [(row[0][0], row[1][0], row[3][0]) for row in rows] == [
        ("Томск", "1 июля 2019 г.", "1"),
        ("Томск", "31 декабря 2021 г.", "1"),
        ("Томск", "дата не указана", "1"),
        ("Омск", "1 января 2020 г.", "9"),
    ]
    dots = {link.findtext("title"): float(link.find("circle").get("cx")) for link in page.xpath("//svg//a[circle]")}
    # Three years on 760 units, of which the first begins at 220.
    assert dots["1 июля 2019 г.: Томский съезд, 1 рекомендация"] == pytest.approx(220 + 760 / 3 * 181 / 366, abs=0.1)
    assert dots["1 января 2020 г.: Омский съезд, 9 рекомендаций"] == pytest.approx(220 + 760 / 3, abs=0.1)
    assert len(dots) == 3
    assert beneath(page) == {"Дата не указана": "Съезд без даты, 1", "Место не указано": "1 рекомендация"}


def test_a_forum_that_is_published_later_joins_those_of_its_town(client):
    """What was counted before is kept, and what is new comes on top."""
    tomsk, omsk = place("Томск", "Томская область"), place("Омск", "Омская область")
    recommendations(2, tomsk, date(2019, 7, 1))
    recommendations(1, omsk, date(2019, 7, 2))
    before = [(row[0][0], row[3][0]) for row in table_of(page_of(client, "years"))]
    recommendations(3, tomsk, date(2020, 7, 1))

    after = [(row[0][0], row[3][0]) for row in table_of(page_of(client, "years"))]

    assert before == [("Томск", "2"), ("Омск", "1")]
    assert after == [("Томск", "2"), ("Томск", "3"), ("Омск", "1")]


def test_many_towns_are_folded_and_so_are_forums_of_one(client, monkeypatch):
    monkeypatch.setattr("resolutions.pictures.years.FORUMS", 24)
    many = place("Томск", "Томская область")
    for month in range(1, 4):
        recommendations(1, many, date(2020, month, 1))
    for number in range(13):
        recommendations(1, place(f"Город {number:02}"), date(2020, 1, 1))

    page = page_of(client, "years")

    towns = [row[0][0] for row in table_of(page)]
    assert (towns[:3], len(towns)) == (["Томск", "Томск", "Город 00"], 13)  # two for each of twelve
    assert beneath(page) == {"Ещё 2 места": "все места", "В этих местах ещё 1 форум": "все форумы"}


def test_bodies_stand_by_themes(client):
    roads, yards = SectionFactory(), SectionFactory()
    roads.themes.add(ThemeFactory(name="Дороги"))
    yards.themes.add(ThemeFactory(name="Дворы"))
    hall, council = AddresseeFactory(name="мэрия"), AddresseeFactory(name="совет")
    for section, body, count in ((roads, hall, 3), (yards, hall, 1), (roads, council, 2)):
        AddressingFactory.create_batch(count, recommendation__section=section, addressee=body)
        RecommendationFactory(section=section)

    page = page_of(client, "addressees-and-themes")

    assert [[text for text, _ in row] for row in table_of(page)] == [["Мэрия", "3", "1", "4"], ["Совет", "2", "0", "2"]]
    assert drawn_in(page) == {
        "Мэрия": "/recommendations/?to=meriya",
        "Совет": "/recommendations/?to=sovet",
        "Дороги": "/recommendations/?theme=dorogi",
        "Дворы": "/recommendations/?theme=dvory",
        "Мэрия, Дороги: 3 рекомендации": "/recommendations/?to=meriya&theme=dorogi",
        "Мэрия, Дворы: 1 рекомендация": "/recommendations/?to=meriya&theme=dvory",
        "Совет, Дороги: 2 рекомендации": "/recommendations/?to=sovet&theme=dorogi",
        "Совет, Дворы: рекомендаций нет": None,
    }


def test_one_body_and_one_theme_are_told_as_well_as_many(client):
    addressing = AddressingFactory()
    addressing.recommendation.section.themes.add(ThemeFactory(name="Дороги"))

    assert sentence(page_of(client, "addressees-and-themes")) == (
        "В строках адресаты, к которым обращаются чаще (1), в столбцах темы (1). "
        "Цветом показано, где рекомендаций больше."
    )


def test_bodies_of_one_name_are_told_apart_by_their_place(client):
    yards = SectionFactory()
    yards.themes.add(ThemeFactory(name="Дворы"))
    for town in ("Томск", "Омск"):
        body = AddresseeFactory(name="администрация города", locality=LocalityFactory(name=town))
        AddressingFactory(recommendation__section=yards, addressee=body)

    page = page_of(client, "addressees-and-themes")

    names = {"Администрация города (Томск)", "Администрация города (Омск)"}
    assert {row[0][0] for row in table_of(page)} == names
    assert set(drawn_in(page)) == {"Дворы", *names, *(f"{name}, Дворы: 1 рекомендация" for name in names)}


def test_without_themes_the_bodies_are_in_the_table_alone(client):
    AddressingFactory(addressee__name="мэрия")

    page = page_of(client, "addressees-and-themes")

    assert sentence(page) == "Темы найденных рекомендаций не указаны, поэтому картинки нет; адресаты — в таблице."
    assert (page.xpath("//svg[@role='group']"), table_of(page)[0][0][0]) == ([], "Мэрия")


@pytest.mark.parametrize("name", PICTURES)
def test_a_filter_that_finds_nothing_says_so(client, name):
    recommendations(1, place("Томск", "Томская область"), date(2020, 1, 1))

    page = page_of(client, name, "year=1999")

    assert (table_of(page), drawn_in(page)) == ([], {})
    assert page.findtext(".//div[@class='empty']/p") == "По этим фильтрам ничего не найдено."


@pytest.mark.parametrize("query", ["region=atlantida", "theme=nichto", "year=abc", "to=nobody"])
@pytest.mark.parametrize("name", PICTURES)
def test_an_unknown_value_is_named_and_nothing_is_drawn(client, name, query):
    recommendations(1, place("Томск", "Томская область"), date(2020, 1, 1))

    answer = client.get(f"/pictures/{name}/?{query}")

    assert (answer.status_code, "Нет такого значения" in answer.content.decode()) == (400, True)
    assert "picture__drawing" not in answer.content.decode()


@pytest.mark.parametrize("name", PICTURES)
def test_names_are_text_and_nothing_else(client, name):
    row = recommendations(1, place(f"Томск {HOSTILE[:-2]}", "Томская область"), date(2020, 1, 1), title=HOSTILE[:-2])[0]
    row.section.themes.add(ThemeFactory(name=f"Тема {HOSTILE[:-2]}"))
    AddressingFactory(recommendation=row, addressee__name=f"совет {HOSTILE[:-2]}")
    recommendations(1, place("Бийск", f"Край {HOSTILE[:-2]}"))
    Locality.objects.filter(name="Бийск").update(name=f"Бийск {HOSTILE}")

    content = client.get(f"/pictures/{name}/").content.decode()

    assert "<script>alert" not in content
    assert "&lt;script&gt;alert" in content


def test_the_page_leads_to_its_list_its_files_and_the_other_pictures(client):
    recommendations(1, place("Томск", "Томская область"), date(2020, 1, 1))

    page = page_of(client, "places", "year=2020&page=7&region=tomskaya-oblast")

    links = {" ".join(link.text_content().split()): link.get("href") for link in page.xpath("//main//a")}
    query = "?region=tomskaya-oblast&year=2020"
    assert links["К списку"] == f"/recommendations/{query}"
    assert links["Когда прошли форумы"] == f"/pictures/years/{query}"
    assert links["SVG: Где прошли форумы"] == f"/pictures/places.svg{query}"
    assert links["Убрать фильтр: 2020"] == "?region=tomskaya-oblast"
    assert "Фильтры: Регион: Томская область; Год: 2020." in page.findtext(".//p[@class='lead']")


def test_the_list_leads_to_pictures_of_what_it_shows(client):
    recommendations(2, None, date(2020, 1, 1))

    found = [
        html.fromstring(client.get(reverse("recommendation-list") + query).content.decode()).xpath(
            "//nav[@aria-label='Вид списка']//a[.='Картинки']/@href"
        )
        for query in ("", "?year=2020&sort=document", "?year=1999")
    ]

    matrix = "/pictures/addressees-and-themes/"
    assert found == [[matrix], [f"{matrix}?year=2020"], []]


@pytest.mark.parametrize("name", PICTURES)
def test_while_nobody_has_counted_the_page_says_so(client, settings, name):
    recommendations(1, place("Томск", "Томская область"))
    Path(settings.INDEX_ROOT).write_text("")  # a file stands where the folder should be

    answers = client.get(f"/pictures/{name}/"), client.get(f"/pictures/{name}.svg")

    assert "Числа пересчитываются" in answers[0].content.decode()
    assert (answers[1].status_code, answers[1]["Retry-After"]) == (503, "60")
    assert answers[1].content.decode() == "Числа сейчас пересчитываются. Попробуйте через несколько минут.\n"


def test_there_are_three_pictures(client):
    assert tuple(KINDS) == sitemaps.PICTURES
    assert [client.get(f"/pictures/{name}").status_code for name in ("x/", "x.svg", "places.gif", "")] == [404] * 4


def test_pictures_of_the_front_page_and_of_statistics_lead_to_requests(client):
    recommendations(3, place("Томск", "Томская область"), date(2020, 1, 1))
    recommendations(2, place("Бийск", "Алтайский край"), date(2021, 1, 1))

    shown = [html.fromstring(client.get(address).content.decode()) for address in ("/", "/statistics/")]

    requests = "act=recommend&act=ask&act=propose&act=instruct"
    for page in shown:
        found = drawn_in(page)
        assert found["Томская область: 3 рекомендации"] == f"/recommendations/?{requests}&region=tomskaya-oblast"
        assert found["Бийск"] == f"/recommendations/?{requests}&place=biysk"
    assert [len(page.xpath("//svg[@role='group']")) for page in shown] == [2, 2]  # nobody is addressed
