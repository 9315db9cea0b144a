"""Every value of a filter with its count, and a search among them."""

import pytest
from django.urls import reverse

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

pytestmark = pytest.mark.django_db


def page(client, parameter, query=""):
    return client.get(f"{reverse('recommendation-values', args=[parameter])}?{query}")


def values(client, parameter, query=""):
    """(label, count, chosen) of each, in order."""
    answer = page(client, parameter, query)
    assert answer.status_code == 200
    return [(value.label, value.count, chosen) for value, chosen in answer.context["options"]]


@pytest.fixture
def register():
    """Two recommendations in Томск, one in Омск; a draft that names what nobody else does."""
    tomsk = LocalityFactory(name="Томск", region=RegionFactory(name="Томская область"))
    omsk = LocalityFactory(name="Омск", region=None)
    hall = AddresseeFactory(name="мэрия")
    council = AddresseeFactory(name="Совет учёных", kind=AddresseeKind.ADVISORY)
    first = SectionFactory(title="Дворы", forum=ForumFactory(title="Первый", locality=tomsk))
    first.themes.add(ThemeFactory(name="Благоустройство"))
    second = SectionFactory(title="Наука", forum=ForumFactory(title="Второй", locality=omsk, starts_on=None))
    AddressingFactory(recommendation=RecommendationFactory(section=first, text="Двор"), addressee=hall)
    AddressingFactory(recommendation=RecommendationFactory(section=first, text="Двор и сад"), addressee=hall)
    AddressingFactory(recommendation__section=second, recommendation__text="Сад", addressee=council)
    RecommendationFactory(section=second, text="Никому")
    hidden = SectionFactory(title="Тайная", forum=ForumFactory(title="Черновик", published_at=None))
    AddressingFactory(recommendation__section=hidden, addressee=AddresseeFactory(name="тайный", is_reviewed=True))


BODIES = [("мэрия", 2, False), ("Адресат не указан", 1, False), ("Совет учёных", 1, False)]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("parameter", "query", "expected"),
    [
        ("to", "", BODIES),
        ("to", "q=сад", [("мэрия", 1, False), ("Совет учёных", 1, False)]),
        ("to", "to=meriya", [("мэрия", 2, True), *BODIES[1:]]),
        ("to", "to=meriya&place=omsk", [*BODIES[1:], ("мэрия", 0, True)]),
        ("kind", "", [("Мэрии и администрации", 2, False), ("Экспертные и консультативные советы", 1, False)]),
        ("forum", "", [("Второй", 2, False), ("Первый", 2, False)]),
        ("section", "", [("Дворы", 2, False), ("Наука", 2, False)]),
        ("theme", "", [("Благоустройство", 2, False)]),
        ("place", "", [("Омск", 2, False), ("Томск", 2, False)]),
        ("region", "", [("Томская область", 2, False)]),
        ("act", "", [("рекомендует", 4, False)]),
        ("year", "", [("2019", 2, False), ("Дата не указана", 2, False)]),
        ("to", "find=УЧЕН", [("Совет учёных", 1, False)]),
        ("to", "find=%20мэри%20", [("мэрия", 2, False)]),
        ("to", "find=тайный", []),
        ("to", "find=%25", []),
        ("to", "find=_", []),
        ("to", "find=%3Cscript%3E", []),
        ("to", "find=" + "я" * 5000, []),
        ("to", "find=%ED%A0%80", []),
        ("to", "find=", BODIES),
        ("to", "unknown=1&page_size=1&sort=document", BODIES),
        ("to", "q=слон", []),
        ("to", "q=!!!", []),
    ],
)
def test_every_value_comes_with_the_number_that_would_be_found(client, parameter, query, expected):
    found = values(client, parameter, query)

    assert sorted(found) == sorted(expected)
    assert [count for _, count, _ in found] == sorted((count for _, count, _ in found), reverse=True)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("parameter", ["q", "departments", "sort", "page_size", "x", "TO", "kinds"])
def test_what_is_no_filter_of_many_values_has_no_page(client, parameter):
    assert page(client, parameter).status_code == 404


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("query", ["to=x", "year=abc", "place=x&find=у", "sort=random", "page_size=1000"])
def test_a_bad_value_is_named_here_too(client, query):
    answer = page(client, "to", query)

    problems = [problem["parameter"] for problem in answer.context["filter_errors"]]
    assert (answer.status_code, problems) == (400, [query.split("=")[0]])


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("number", ["0", "-1", "abc", "2", "9" * 30, "१", "1e3"])
def test_a_page_that_is_not_there_is_not_found(client, number):
    assert page(client, "to", f"page={number}").status_code == 404


def test_many_values_come_a_hundred_at_a_time_and_what_is_chosen_elsewhere_is_kept(client):
    section = SectionFactory()
    for number in range(101):
        AddressingFactory(recommendation__section=section, addressee__name=f"Адресат {number:03}")

    pages = [page(client, "to", f"to=adresat-100&year=2019&page={number}") for number in (1, 2)]

    assert [len(answer.context["options"]) for answer in pages] == [100, 1]
    shown = [{value.value for value, _ in answer.context["options"]} for answer in pages]
    kept = [answer.context["kept_values"] for answer in pages]
    assert [("adresat-100" in on_page) + len(values) for on_page, values in zip(shown, kept, strict=True)] == [1, 1]
    assert [answer.context["kept"] for answer in pages] == [[("year", "2019")]] * 2


@pytest.mark.usefixtures("register")
def test_names_are_text(client):
    AddressingFactory(addressee__name="<b>жирный</b>")

    answer = page(client, "to", "find=жирный").content.decode()

    assert ("<b>жирный" in answer, "&lt;b&gt;жирный&lt;/b&gt;" in answer) == (False, True)
