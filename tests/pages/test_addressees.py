"""The directory of addressees, and one addressee with all that is addressed to it."""

from datetime import date

import pytest
from django.urls import reverse

from resolutions.models import Addressee, AddresseeAlias
from resolutions.search.asked import cut
from resolutions.vocabulary import AddresseeKind
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    LocalityFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
)
from tests.shown import groups_of

pytestmark = pytest.mark.django_db
ADDRESSEES = reverse("addressee-list")
LIST = reverse("recommendation-list")


@pytest.fixture
def directory():
    """Two councils of one name, a mayoralty with another name, a group of no town; and two that nobody may see."""
    tomsk = LocalityFactory(name="Томск", region=RegionFactory(name="Томская область"))
    omsk = LocalityFactory(name="Омск")
    AddresseeFactory(name="советы ТОС", kind=AddresseeKind.TOS, locality=tomsk)
    AddresseeFactory(name="советы ТОС", kind=AddresseeKind.TOS, locality=omsk)
    hall = AddresseeFactory(name="мэрия города Томска", kind=AddresseeKind.CITY_HALL, locality=tomsk)
    AddresseeAlias.objects.create(addressee=hall, name="градоначальство")
    AddresseeFactory(name="ёлочный комитет", short_name="ЕК", kind=AddresseeKind.OTHER, locality=None)
    AddressingFactory.create_batch(2, addressee=hall)
    AddressingFactory(addressee=hall, recommendation__section__forum__published_at=None)
    AddresseeFactory(name="советы слитые", merged_into=hall)
    AddresseeFactory(name="советы непроверенные", is_reviewed=False)


def shown(client, query: str) -> list[str]:
    answer = client.get(f"{ADDRESSEES}?{query}")
    assert answer.status_code == 200
    assert answer.context["total"] == len(answer.context["addressees"])
    return [f"{row.name}, {row.locality}" for row in answer.context["addressees"]]


TREE, HALL = "ёлочный комитет, None", "мэрия города Томска, Томск"
OF_OMSK, OF_TOMSK = "советы ТОС, Омск", "советы ТОС, Томск"


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", [TREE, HALL, OF_TOMSK, OF_OMSK]),
        ("q=&place=&kind=&letter=", [TREE, HALL, OF_TOMSK, OF_OMSK]),
        ("q=совета", [OF_TOMSK, OF_OMSK]),
        ("q=СОВЕТАМИ+тос", [OF_TOMSK, OF_OMSK]),
        ("q=мэр", [HALL]),
        ("q=елочного", [TREE]),
        ("q=ЕК", [TREE]),
        ("q=градоначальству", [HALL]),
        ("q=комитет+томска", []),
        ("q=…", []),
        ("q=непроверенные", []),
        ("place=omsk", [OF_OMSK]),
        ("kind=tos&place=tomsk", [OF_TOMSK]),
        ("kind=city-hall", [HALL]),
        ("letter=е", [TREE]),
        ("letter=с&q=тос&place=omsk&kind=tos", [OF_OMSK]),
        ("letter=other", []),
        ("letter=с&letter=м", [HALL]),
    ],
)
def test_the_directory_is_searched_by_name_town_kind_and_letter(client, query, names):
    assert shown(client, query) == names


@pytest.mark.usefixtures("directory")
def test_of_words_without_an_end_the_beginning_is_looked_for(client):
    endless = "мэрия " * 100

    answer = client.get(ADDRESSEES, {"q": f"{endless}которой нет"})

    assert [row.name for row in answer.context["addressees"]] == ["мэрия города Томска"]
    assert answer.context["words"] == cut(endless)


@pytest.mark.usefixtures("directory")
def test_each_row_says_how_many_public_recommendations_it_has_and_where_it_is(client):
    answer = client.get(ADDRESSEES)

    counts = [(row.name, row.place_beside, row.recommendation_count) for row in answer.context["addressees"]]
    assert counts == [
        ("ёлочный комитет", "", 0),
        ("мэрия города Томска", "", 2),
        ("советы ТОС", "Томск", 0),
        ("советы ТОС", "Омск", 0),
    ]


@pytest.mark.usefixtures("directory")
def test_what_can_be_chosen_is_counted_under_all_else_that_is_chosen(client):
    context = client.get(f"{ADDRESSEES}?place=tomsk&letter=с").context

    ways = {name: [(way.value, way.count, way.is_chosen) for way in context[name]] for name in ("kinds", "letters")}
    assert ways == {"kinds": [("tos", 1, False)], "letters": [("м", 1, False), ("с", 1, True)]}
    assert [(way.label, way.count) for way in context["places"]] == [("Омск", 1), ("Томск", 1)]
    assert [(chip["label"], chip["remove_url"]) for chip in context["chosen"]] == [
        ("Томск", "?letter=%D1%81"),
        ("С", "?place=tomsk"),
    ]


def test_a_town_that_two_regions_have_is_chosen_with_its_region(client):
    for region in ("Челябинская область", "Калининградская область"):
        town = LocalityFactory(name="Озёрск", region=RegionFactory(name=region))
        AddresseeFactory(name="совет", locality=town)

    labels = [way.label for way in client.get(ADDRESSEES).context["places"]]

    assert labels == ["Озёрск, Калининградская область", "Озёрск, Челябинская область"]


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    ("query", "label"),
    [("kind=party", "Вид"), ("place=atlantis", "Место"), ("letter=ab", "Буква")],
)
def test_what_cannot_be_chosen_is_one_sentence_and_nothing_is_shown(client, query, label):
    answer = client.get(f"{ADDRESSEES}?{query}")

    assert (answer.status_code, answer.context["addressees"]) == (400, [])
    assert answer.context["filter_errors"] == [
        {"parameter": query.split("=")[0], "label": label, "message": f"Нет такого значения: «{query.split('=')[1]}»."}
    ]


def test_a_page_holds_twenty_and_the_next_keeps_what_is_chosen(client):
    for number in range(21):
        AddresseeFactory(name=f"комитет {number}", kind=AddresseeKind.NGO)

    context = client.get(f"{ADDRESSEES}?kind=ngo").context
    assert (len(context["addressees"]), context["total"]) == (20, 21)
    assert shown_on(client, "kind=ngo&page=2") == 1
    assert client.get(f"{ADDRESSEES}?kind=ngo&page=3").status_code == 404


def shown_on(client, query: str) -> int:
    return len(client.get(f"{ADDRESSEES}?{query}").context["addressees"])


def test_an_addressee_shows_what_is_addressed_to_it_by_forum(client):
    addressee = AddresseeFactory()
    section = SectionFactory()
    rows = [RecommendationFactory(section=section) for _ in range(2)]
    for row in rows:
        AddressingFactory(recommendation=row, addressee=addressee)
    AddressingFactory(addressee=addressee, recommendation__section__forum__published_at=None)
    AddressingFactory()

    answer = client.get(addressee.get_absolute_url())

    assert groups_of(answer) == [(section.forum.title, rows)]
    assert (answer.context["total"], answer.context["list_url"]) == (2, f"/recommendations/?to={addressee.slug}")


def test_the_years_of_an_addressee_lead_to_what_it_was_asked_then(client):
    addressee = AddresseeFactory()
    for year in (2019, 2024, 2024):
        AddressingFactory(addressee=addressee, recommendation__section__forum__starts_on=date(year, 5, 1))
    AddressingFactory(recommendation__section__forum__starts_on=date(2024, 5, 1))
    AddressingFactory(addressee=addressee, recommendation__section__forum__published_at=None)

    years = list(client.get(addressee.get_absolute_url()).context["years"])

    assert [(value.label, value.count, url) for value, url in years] == [
        ("2024", 2, f"/recommendations/?to={addressee.slug}&year=2024"),
        ("2019", 1, f"/recommendations/?to={addressee.slug}&year=2019"),
    ]
    assert [client.get(url).context["total"] for _, url in years] == [2, 1]


def test_the_old_address_of_a_merged_addressee_redirects_for_good(client):
    kept = AddresseeFactory()
    absorbed = AddresseeFactory(merged_into=kept)

    answer = client.get(absorbed.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url())


def test_a_deleted_addressee_is_gone_and_an_unknown_one_was_never_there(client):
    addressee = AddresseeFactory()
    Addressee.objects.all().delete()

    statuses = [client.get(address).status_code for address in (addressee.get_absolute_url(), "/addressees/x/")]

    assert statuses == [410, 404]


@pytest.mark.parametrize("count", [1, 25])
def test_an_addressee_costs_the_same_for_any_number_of_rows(client, count, django_assert_num_queries):
    addressee = AddresseeFactory()
    for _ in range(count):
        AddressingFactory(addressee=addressee)
        AddressingFactory(addressee__parent=addressee)
    client.get("/themes/")  # brings the index up to date

    # content version (page, index), addressee, may it be seen, versions of forums, rows, addressings, names of the
    # forums above them, aliases, departments
    with django_assert_num_queries(10):
        client.get(addressee.get_absolute_url())


def test_a_body_above_that_is_nobodys_business_yet_is_not_named(client):
    above = AddresseeFactory(name="Тайный департамент", is_reviewed=False)
    addressee = AddressingFactory(addressee__parent=above, addressee__successor=above).addressee

    pages = [client.get(address).content.decode() for address in (ADDRESSEES, addressee.get_absolute_url())]

    assert ["Тайный департамент" in page for page in pages] == [False, False]
