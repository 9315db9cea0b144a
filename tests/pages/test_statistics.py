"""Statistics: figures, their sentences and their files."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from resolutions.models import Addressee
from resolutions.pages.everything import REQUESTS_ALONE
from resolutions.vocabulary import Act, AddresseeKind
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
STATISTICS = reverse("statistics")


@pytest.fixture
def register():
    """Озёрск 2019: three to the city hall, one to it and the NGOs; Бердск, no date: one to nobody. And a draft."""
    hall = AddresseeFactory(name="мэрия", kind=AddresseeKind.CITY_HALL)
    section = SectionFactory(forum__locality__name="Озёрск", forum__starts_on=date(2019, 12, 12))
    section.themes.add(ThemeFactory(name="Дворы"))
    for _ in range(4):
        last = AddressingFactory(recommendation__section=section, addressee=hall).recommendation
    AddressingFactory(recommendation=last, addressee__name="НКО", addressee__kind=AddresseeKind.NGO)
    RecommendationFactory(section__forum__locality__name="Бердск", section__forum__starts_on=None)
    AddressingFactory(recommendation__section__forum__published_at=None, addressee__name="тайный")


def figures(client):
    """{name: (sentence, [(label, number)], {label: address})} as they stand on the page."""
    page = html.fromstring(client.get(STATISTICS).content.decode())
    found = {}
    for section in page.xpath("//section[@class='figure']"):
        rows = [
            (row.findtext(".//th/a") or row.findtext(".//th").strip(), int(row.findtext(".//td")))
            for row in section.xpath(".//tbody/tr")
        ]
        links = {link.text: link.get("href") for link in section.xpath(".//tbody//a")}
        found[section.get("id")] = (section.findtext("p"), rows, links)
    return found


def test_figures_say_what_the_register_holds(client, register):
    shown = figures(client)

    assert {name: (sentence, rows) for name, (sentence, rows, _) in shown.items()} == {
        "years": (
            "Все форумы с известной датой прошли в 2019 году. Без даты 1 рекомендация: в резолюции её нет.",
            [("2019", 4), ("Дата не указана", 1)],
        ),
        "places": ("Форумы прошли в 2 местах. Больше всего: Озёрск, 4 рекомендации.", [("Озёрск", 4), ("Бердск", 1)]),
        "themes": ("Секции отнесены к 1 теме.", [("Дворы", 4)]),
        "nobody": (
            "Из 5 ни к кому прямо не обращены 1: в их тексте никто не назван.",
            [("Адресат указан", 4), ("Адресат не указан", 1)],
        ),
        "kinds": (
            "Больше всего: Мэрии и администрации, 4 рекомендации.",
            [("Мэрии и администрации", 4), ("Некоммерческие организации", 1)],
        ),
        "addressees": (
            "Форумы обратились к 2 адресатам. Больше всего: мэрия, 4 рекомендации.",
            [("Мэрия", 4), ("НКО", 1)],
        ),
    }


def test_what_asks_nobody_is_in_no_figure_and_said_apart(client, register):
    before = figures(client)
    section = SectionFactory(forum__locality__name="Озёрск", forum__starts_on=date(2019, 12, 12))
    for act in (Act.DECIDE, Act.NOTE):
        AddressingFactory(recommendation__section=section, recommendation__act=act, addressee=Addressee.objects.first())

    page = client.get(STATISTICS).content.decode()
    (link,) = html.fromstring(page).xpath("//p[@class='lead']/a/@href")

    assert figures(client) == before
    assert "2 решения и оценки" in page
    assert client.get(link).context["total"] == 2


def test_every_bar_leads_to_a_list_of_just_so_many(client, register):
    for name, (_, rows, links) in figures(client).items():
        totals = {label: client.get(links[label]).context["total"] for label, _ in rows if label in links}
        assert totals == {label: number for label, number in rows if label in links}, name


def test_who_shares_the_first_place_is_named_with_the_others(client):
    for place in ("Озёрск", "Бердск"):
        RecommendationFactory(section__forum__locality__name=place)

    sentence = figures(client)["places"][0]

    assert sentence.startswith("Форумы прошли в 2 местах. Больше всего поровну: ")
    assert sentence.endswith(", по 1 рекомендации.")


def test_beyond_twenty_places_the_rest_is_one_row_and_the_file_has_all(client):
    for number in range(23):
        RecommendationFactory(section__forum__locality=LocalityFactory(name=f"Город {number:02}"))
    RecommendationFactory(section__forum__locality=None)

    _, rows, links = figures(client)["places"]
    page = client.get(STATISTICS).content.decode()

    assert rows[20:] == [("Ещё 3 места", 3), ("Место не указано", 1)]
    assert {"Ещё 3 места", "Место не указано"} & set(links) == set()
    assert reverse("recommendation-values", args=["place"]) in page
    assert len(table(client, "places")) == 1 + 23 + 1


def test_years_stand_in_their_order_with_the_unknown_last(client):
    for year in (2021, 2009, 2015):
        RecommendationFactory(section__forum__starts_on=date(year, 1, 1))
    RecommendationFactory(section__forum__starts_on=None)

    sentence, rows, _ = figures(client)["years"]

    assert [label for label, _ in rows] == ["2009", "2015", "2021", "Дата не указана"]
    assert sentence.startswith("Форумы прошли в 2009–2021 годах.")


def table(client, name):
    answer = client.get(reverse("statistics-file", args=[name]))
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


def test_the_file_of_a_figure_has_its_rows(client, register, settings):
    assert table(client, "years") == [
        ["Год форума", "Рекомендаций", "Список"],
        ["2019", "4", f"{settings.SITE_ADDRESS}/recommendations/?year=2019&{REQUESTS_ALONE}"],
        ["Дата не указана", "1", f"{settings.SITE_ADDRESS}/recommendations/?year=none&{REQUESTS_ALONE}"],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+7", "-1", "@sum", " =1"])
def test_a_name_that_a_spreadsheet_would_compute_stays_a_name(client, name):
    AddressingFactory(addressee__name=name)

    assert table(client, "addressees")[1][0].startswith("'")


@pytest.mark.parametrize("name", ["nothing", "years-2", "x" * 500])
def test_there_is_no_other_file(client, register, name):
    assert client.get(f"/statistics/{name}.csv").status_code == 404


def test_an_empty_register_says_so(client):
    assert "Считать пока нечего" in client.get(STATISTICS).content.decode()


def test_without_an_index_the_page_says_that_numbers_will_be_back(client, settings, tmp_path, register):
    (tmp_path / "file").write_text("")
    settings.INDEX_ROOT = tmp_path / "file" / "index"

    answer = client.get(STATISTICS)
    file = client.get(reverse("statistics-file", args=["years"]))

    assert "Числа пересчитываются" in answer.content.decode()
    assert (file.status_code, file["Location"]) == (302, STATISTICS)


def test_numbers_are_those_of_the_last_change(client, register):
    before = figures(client)["years"][1]
    RecommendationFactory(section__forum=ForumFactory(starts_on=date(2019, 1, 1)))

    assert [before[0], figures(client)["years"][1][0]] == [("2019", 4), ("2019", 5)]
