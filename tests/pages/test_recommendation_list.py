"""The list under every parameter: which rows, how many, and what a bad value does."""

from datetime import date

import pytest
from django.urls import reverse

from resolutions.models import Recommendation
from resolutions.vocabulary import Act, AddresseeKind
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
from tests.shown import texts_of

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")


def shown(client, query: str = "") -> list[str]:
    """The texts on the page, in order."""
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    assert answer.context["total"] == answer.context["page"].paginator.count
    return texts_of(answer)


@pytest.fixture
def register():
    """Three public recommendations that differ in everything, and one that nobody may see."""
    tomsk = LocalityFactory(name="Томск", region=RegionFactory(name="Томская область"))
    omsk = LocalityFactory(name="Омск", region=RegionFactory(name="Омская область"))
    hall = AddresseeFactory(name="администрация города Томска")
    AddresseeFactory(name="департамент культуры", kind=AddresseeKind.DEPARTMENT, parent=hall)
    council = AddresseeFactory(name="городская дума", kind=AddresseeKind.COUNCIL)
    ecology = SectionFactory(title="Экология", forum=ForumFactory(title="Второй", locality=omsk, starts_on=None))
    youth = SectionFactory(
        title="Молодёжь", forum=ForumFactory(title="Первый", locality=tomsk, starts_on=date(2021, 4, 21))
    )
    youth.themes.add(ThemeFactory(name="Молодёжь"))
    AddressingFactory(recommendation=RecommendationFactory(section=youth, text="Первая"), addressee=hall)
    AddressingFactory(
        recommendation=RecommendationFactory(section=youth, text="Вторая", act=Act.NOTE),
        addressee=hall.departments.get(),
    )
    AddressingFactory(recommendation=Recommendation.objects.get(text="Вторая"), addressee=council)
    RecommendationFactory(section=ecology, text="Третья")
    hidden = SectionFactory(forum=ForumFactory(published_at=None, locality=tomsk, starts_on=date(2021, 1, 1)))
    AddressingFactory(recommendation=RecommendationFactory(section=hidden, text="Скрытая"), addressee=hall)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", ["Первая", "Вторая", "Третья"]),
        ("to=administratsiya-goroda-tomska", ["Первая"]),
        ("to=administratsiya-goroda-tomska&departments=1", ["Первая", "Вторая"]),
        ("to=administratsiya-goroda-tomska&to=gorodskaya-duma", ["Первая", "Вторая"]),
        ("to=none", ["Третья"]),
        ("to=none&to=gorodskaya-duma", ["Вторая", "Третья"]),
        ("kind=council", ["Вторая"]),
        ("kind=council&kind=city-hall", ["Первая", "Вторая"]),
        ("forum=omsk", ["Третья"]),
        ("section=tomsk-2021/molodyozh", ["Первая", "Вторая"]),
        ("theme=molodyozh", ["Первая", "Вторая"]),
        ("place=tomsk", ["Первая", "Вторая"]),
        ("region=omskaya-oblast", ["Третья"]),
        ("year=2021", ["Первая", "Вторая"]),
        ("year=none", ["Третья"]),
        ("year=2021&year=none", ["Первая", "Вторая", "Третья"]),
        ("year=2021&kind=council", ["Вторая"]),
        ("year=2020", []),
        ("act=recommend", ["Первая", "Третья"]),
        ("act=note", ["Вторая"]),
        ("act=note&act=recommend&year=2021", ["Первая", "Вторая"]),
        ("act=decide", []),
        ("sort=document", ["Третья", "Первая", "Вторая"]),
        ("place=&to=&year=", ["Первая", "Вторая", "Третья"]),
        ("unknown=1&page_size=2", ["Первая", "Вторая"]),
        ("page_size=2&page=2", ["Третья"]),
        ("sort=newest&sort=document", ["Третья", "Первая", "Вторая"]),
    ],
)
def test_a_parameter_chooses_its_rows(client, query, texts):
    assert shown(client, query) == texts


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "query",
    [
        "to=nobody",
        "to=administratsiya-goroda-tomska&to=nobody",
        "departments=2",
        "kind=king",
        "forum=forum-that-is-not",
        "section=molodyozh",
        "section=tomsk-2021/molodyozh/x",
        "theme=x",
        "place=x",
        "region=x",
        "act=order",
        "act=none",
        "year=abc",
        "year=21",
        "year=२०२१",
        "year=99999999999999999999",
        "sort=random",
        "page_size=101",
        "page_size=0",
        "page_size=-1",
        "to=%F0%9F",
        "&".join(f"to=x{n}" for n in range(60)),
    ],
)
def test_a_bad_value_is_named_and_shows_nothing(client, query):
    name = query.split("=")[0]

    answer = client.get(f"{LIST}?{query}")

    assert answer.status_code == 400
    assert [problem["parameter"] for problem in answer.context["filter_errors"]] == [name]
    assert list(answer.context["page"].object_list) == []
    assert ("Первая" in answer.content.decode(), "Ничего" in answer.content.decode()) == (False, False)


@pytest.mark.usefixtures("register")
def test_an_unpublished_forum_is_not_a_known_value(client):
    hidden = Recommendation.objects.get(text="Скрытая").section

    answers = [
        client.get(f"{LIST}?forum={hidden.forum.slug}"),
        client.get(f"{LIST}?section={hidden.forum.slug}/{hidden.slug}"),
    ]

    assert [answer.status_code for answer in answers] == [400, 400]


@pytest.mark.parametrize("number", ["0", "-1", "abc", "2", "9" * 24, "9" * 5000, "१", "1.0", " 1"])
def test_a_page_that_is_not_there_is_not_found(client, number):
    RecommendationFactory()

    assert client.get(LIST, {"page": number}).status_code == 404


def test_an_empty_register_has_an_empty_first_page(client):
    assert shown(client) == []


def test_a_merged_addressee_means_the_one_it_was_merged_into(client):
    kept = AddressingFactory(recommendation__text="Остаётся").addressee
    AddresseeFactory(name="мэрия", merged_into=kept)

    assert shown(client, "to=meriya") == ["Остаётся"]


def test_a_recommendation_to_two_chosen_bodies_is_one_row(client):
    recommendation = RecommendationFactory(text="Одна")
    bodies = [AddressingFactory(recommendation=recommendation).addressee.slug for _ in range(2)]

    assert shown(client, "&".join(f"to={slug}" for slug in bodies)) == ["Одна"]


def test_a_chosen_value_can_be_taken_off_and_the_rest_stays(client):
    addressee = AddressingFactory().addressee

    answer = client.get(f"{LIST}?to={addressee.slug}&to=none&year=2019&page=1")

    assert [(row["parameter"], row["label"], row["remove_url"]) for row in answer.context["chosen"]] == [
        ("Кому", addressee.name, "?to=none&year=2019"),
        ("Кому", "Адресат не указан", f"?to={addressee.slug}&year=2019"),
        ("Год", "2019", f"?to={addressee.slug}&to=none"),
    ]


def test_sorting_keeps_the_filter(client):
    AddressingFactory()

    options = client.get(f"{LIST}?year=2019&page=1").context["sort_options"]

    assert [(option["url"], option["current"]) for option in options] == [
        ("?year=2019&sort=newest", True),
        ("?year=2019&sort=document", False),
    ]


@pytest.mark.parametrize("name", ["place", "region", "theme"])
def test_what_only_a_draft_knows_is_not_a_known_value(client, name):
    section = SectionFactory(forum__published_at=None)
    section.themes.add(ThemeFactory())
    locality = section.forum.locality
    slugs = {"place": locality.slug, "region": locality.region.slug, "theme": section.themes.get().slug}

    assert client.get(LIST, {name: slugs[name]}).status_code == 400


def test_the_old_and_the_new_address_of_a_merged_body_are_one_choice(client):
    kept = AddressingFactory(addressee__name="совет").addressee
    AddresseeFactory(name="старый совет", merged_into=kept)

    context = client.get(f"{LIST}?to=stary-sovet&to=sovet&year=2019").context

    assert [(row["label"], row["remove_url"]) for row in context["chosen"]] == [
        ("совет", "?year=2019"),
        ("2019", "?to=stary-sovet&to=sovet"),
    ]
    options = next(facet for facet in context["facets"] if facet.name == "to").options
    assert [(option.value, option.chosen, option.count) for option in options] == [("sovet", True, 1)]


def test_a_panel_offers_the_most_frequent_and_the_way_to_all(client):
    AddressingFactory.create_batch(61)

    facet = next(facet for facet in client.get(f"{LIST}?year=2019").context["facets"] if facet.name == "to")

    assert ([option.count for option in facet.options], facet.more) == ([1] * 7, 54)
    values = client.get(facet.more_url)
    assert values.context["page"].paginator.count == 61


@pytest.mark.usefixtures("register")
def test_a_panel_offers_nothing_that_would_change_nothing(client):
    """A value that nothing has is no choice, unless it is chosen; one that everything has is none either."""

    def offered(query: str) -> dict[str, list[tuple[str, int | None]]]:
        facets = client.get(f"{LIST}?{query}").context["facets"]
        return {facet.name: [(one.value, one.count) for one in facet.options] for facet in facets if facet.options}

    assert offered("")["year"] == [("2021", 2), ("none", 1)]
    assert offered("place=omsk") == {"place": [("tomsk", 2), ("omsk", 1)]}
    assert offered("place=omsk&to=none") == {"to": [("none", 1)], "place": [("omsk", 1)]}
    assert offered("place=omsk&year=2021") == {"place": [("tomsk", 2), ("omsk", 0)], "year": [("none", 1), ("2021", 0)]}


@pytest.mark.usefixtures("register")
def test_further_filters_are_folded_until_one_of_them_is_chosen(client):
    def opened(query: str) -> dict[str, bool]:
        return {facet.name: facet.is_open for facet in client.get(f"{LIST}?{query}").context["facets"]}

    assert opened("") == {
        "to": True,
        "kind": False,
        "place": True,
        "region": False,
        "year": True,
        "theme": True,
        "act": False,
        "forum": False,
    }
    assert (opened("act=note")["act"], opened("region=omskaya-oblast")["region"]) == (True, True)


def test_what_was_written_since_the_last_request_is_found_by_the_next(client):
    numbers = [client.get(LIST).context["total"]]

    for _ in range(3):
        RecommendationFactory()
        numbers.append(client.get(LIST).context["total"])

    assert numbers == [0, 1, 2, 3]


DOORS = ["", "values/to/", "feed/", "export/csv/", "export/json/", "export/xlsx/"]


def test_none_is_a_word_like_any_other_at_every_door(client):
    """Where a body or a year can be missing it means that; nobody's address is called so."""
    RecommendationFactory(text="Ответ none.")
    RecommendationFactory(text="Ответ.")

    assert shown(client, "q=none") == ["Ответ none."]
    doors = [*(f"/recommendations/{door}" for door in DOORS), "/api/v1/recommendations/", "/subscribe/"]
    assert [client.get(f"{door}?q=none").status_code for door in doors] == [200] * len(doors)
    assert client.get("/api/v1/recommendations/?q=none&facets=to,year").json()["count"] == 1
    chosen = client.get("/recommendations/?q=none&to=none&year=none").context["chosen"]
    assert [chip["label"] for chip in chosen] == ["Адресат не указан", "Дата не указана"]
