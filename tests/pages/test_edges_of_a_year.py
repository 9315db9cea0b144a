"""The last and the first day of a year: a forum's days are days on a paper, whatever the time zone of the portal is."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
import time_machine
from django.urls import reverse
from lxml import html

from tests.factories import AddressingFactory, ForumFactory, LocalityFactory
from tests.shown import rows_of

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")
EVE, NEW_YEAR = date(2023, 12, 31), date(2024, 1, 1)
# What each is called, and its days: of one that goes on over midnight the first counts, as of any other.
HELD = {
    "Последний": (EVE, None),
    "Новогодний": (EVE, date(2024, 1, 2)),
    "Первый": (NEW_YEAR, None),
    "Закрытый": (None, NEW_YEAR),  # of which only the last day is known
    "Весенний": (date(2024, 3, 1), None),
}
BY_YEAR = {2023: {"Последний", "Новогодний"}, 2024: {"Первый", "Закрытый", "Весенний"}}


@pytest.fixture(params=["Europe/Kaliningrad", "Asia/Kamchatka"])
def zone(request, settings) -> str:
    """In one of them it is next year already, while it is not in the other one, nor by the clock of the database."""
    settings.TIME_ZONE = request.param
    with time_machine.travel(datetime(2023, 12, 31, 15, 30, tzinfo=UTC), tick=False):
        yield request.param


@pytest.fixture
def town(zone):
    place = LocalityFactory(name="Томск")
    for title, (first, last) in HELD.items():
        forum = ForumFactory(
            title=title, starts_on=first, ends_on=last, locality=place, published_at=datetime(2023, 12, 31, tzinfo=UTC)
        )
        AddressingFactory(recommendation__section__forum=forum, recommendation__text=f"Чинить дороги, {title}.")
    return place


def titles(client, query: str) -> list[str]:
    return [row.section.forum.title for row in rows_of(client.get(f"{LIST}?{query}"))]


@pytest.mark.parametrize("year", BY_YEAR)
def test_each_door_has_a_forum_in_the_year_of_its_first_day(client, town, year):
    api = client.get(f"/api/v1/recommendations/?year={year}&facets=year").json()
    values = {row["value"]: row["count"] for row in api["facets"]["year"]}

    assert {row["forum"]["title"] for row in api["results"]} == BY_YEAR[year]
    assert set(titles(client, f"year={year}")) == BY_YEAR[year]
    assert {forum["title"] for forum in client.get(f"/api/v1/forums/?year={year}").json()["results"]} == BY_YEAR[year]
    assert values == {"2023": 2, "2024": 3}
    assert {
        heading: {forum.title for forum in forums}
        for heading, forums in client.get("/forums/").context["forums_by_year"]
    } == BY_YEAR


def test_a_year_among_the_words_is_that_of_the_day_on_the_paper(client, town):
    for year, expected in BY_YEAR.items():
        answer = client.get(LIST, {"q": f"дороги Томск {year}", "box": ""})
        chosen = dict(parse_qsl(urlsplit(answer["Location"]).query))

        assert (chosen["year"], chosen["place"]) == (str(year), town.slug)
        assert set(titles(client, urlsplit(answer["Location"]).query)) == expected


def test_the_newest_first_goes_by_days_across_the_year(client, town):
    order = titles(client, "sort=newest")

    assert (order[0], set(order[1:3]), set(order[3:])) == ("Весенний", {"Первый", "Закрытый"}, BY_YEAR[2023])


def where_years_begin(drawing) -> list[float]:
    """And where the last one ends."""
    return sorted(float(line[1:].split()[0]) for line in drawing.xpath(".//*[@class='rule']/@d"))


def test_on_the_line_of_time_the_last_day_stands_before_the_line_of_the_new_year(client, town):
    page = html.fromstring(client.get("/pictures/years/").content.decode())
    [drawing] = page.find_class("picture__drawing")
    at = {
        link.xpath(".//*[local-name()='title']")[0].text: float(link.xpath(".//*[local-name()='circle']/@cx")[0])
        for link in drawing.xpath(".//*[local-name()='a'][.//*[local-name()='circle']]")
    }
    lines = where_years_begin(drawing)
    place = {title: next(x for words, x in at.items() if title in words) for title in HELD}

    assert len(lines) == 3  # 2023, 2024, and where 2024 ends
    assert lines[0] < place["Последний"] == place["Новогодний"] < lines[1]
    assert place["Первый"] == place["Закрытый"] == lines[1]
    assert lines[1] < place["Весенний"] < lines[2]


def test_what_is_published_at_midnight_is_dated_by_the_local_day(client, zone):
    """The portal was used on the same moment's day, which is another one in another zone."""
    ForumFactory(published_at=datetime(2023, 12, 31, 15, tzinfo=UTC))

    page = " ".join(html.fromstring(client.get("/").content.decode()).find_class("updated")[0].text_content().split())

    days = {"Europe/Kaliningrad": "31 декабря 2023 г.", "Asia/Kamchatka": "1 января 2024 г."}
    assert page.startswith(f"Обновлено {days[zone]}:")


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2023, 12, 31)])
def test_the_last_day_of_any_year_is_drawn_within_it(client, day):
    """The 366th of one, the 365th of another."""
    AddressingFactory(recommendation__section__forum=ForumFactory(starts_on=day, locality=LocalityFactory()))

    page = html.fromstring(client.get("/pictures/years/").content.decode())
    [drawing] = page.find_class("picture__drawing")

    [at] = drawing.xpath(".//*[local-name()='circle']/@cx")
    assert float(at) < where_years_begin(drawing)[-1]
