"""One list, looked at as cards or as a table: the same rows, in the same order, under the names of their forums."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from resolutions.asking.looks import COLUMNS
from resolutions.models import Recommendation
from resolutions.vocabulary import Act
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)
from tests.shown import cells_of, groups_of

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")
YOUNG, OLD = ["Починить двор.", "Закрыть двор."], ["Решить о реке и дворе."]


@pytest.fixture
def register():
    """Two recommendations of a forum of 2021, one of an older one."""
    tomsk = LocalityFactory(name="Томск")
    young = SectionFactory(
        title="Дворы", forum=ForumFactory(title="Молодой", locality=tomsk, starts_on=date(2021, 4, 21))
    )
    young.themes.add(ThemeFactory(name="Благоустройство"), ThemeFactory(name="Дороги"))
    old = SectionFactory(title="Реки", forum=ForumFactory(title="Старый", locality=None, starts_on=date(2001, 1, 1)))
    first = RecommendationFactory(section=young, number="1", text="Починить двор.", due_on=date(2022, 5, 1))
    AddressingFactory(recommendation=first, addressee=AddresseeFactory(name="мэрия Томска"))
    AddressingFactory(recommendation=first, addressee=AddresseeFactory(name="совет двора"))
    RecommendationFactory(section=young, number="2", text="Закрыть двор.")
    return RecommendationFactory(section=old, number="1", text="Решить о реке и дворе.", act=Act.DECIDE)


def grouped(client, query: str) -> list[tuple[str | None, list[str]]]:
    return [(forum, [row.text for row in rows]) for forum, rows in groups_of(client.get(f"{LIST}?{query}"))]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("", [("Молодой", YOUNG), ("Старый", OLD)]),
        ("sort=document", [("Молодой", YOUNG), ("Старый", OLD)]),
        ("q=двор&sort=newest", [("Молодой", YOUNG), ("Старый", OLD)]),
        ("q=закрыть", [(None, YOUNG[1:])]),  # by relevance rows of a forum do not stand together
        ("year=2001", [("Старый", OLD)]),
        ("page_size=1&page=2", [("Молодой", YOUNG[1:])]),
    ],
)
def test_both_views_have_the_same_rows_in_the_same_order_by_forum(client, query, groups):
    assert (grouped(client, query), grouped(client, f"{query}&view=table")) == (groups, groups)


def test_a_forum_is_named_once_over_its_cards(client, register):
    page = client.get(LIST).content.decode()

    assert [page.count(f'href="/forums/{slug}/"') for slug in ("tomsk-2021", register.section.forum.slug)] == [1, 1]


def table(client, query: str) -> list[list[tuple[str, str]]]:
    return cells_of(client.get(f"{LIST}?view=table&{query}"))


def test_a_table_has_the_columns_that_are_asked_for_in_one_order(client, register):
    everything = "&".join(f"columns={name}" for name in reversed(COLUMNS))

    assert table(client, everything)[0] == [
        ("Кому", "Мэрия Томска; Совет двора"),
        ("Срок", "до 1 мая 2022 г."),
        ("Секция", "Дворы"),
        ("Темы", "Благоустройство, Дороги"),
        ("Что делает", "рекомендует"),
        ("Форум", "Молодой"),
        ("Место", "Томск"),
        ("Дата форума", "21 апреля 2021 г."),
        ("Код", Recommendation.objects.get(text="Починить двор.").code),
    ]
    assert table(client, "columns=place&columns=act")[2] == [("Что делает", "решает само"), ("Место", "")]
    assert table(client, "") == table(client, "columns=term&columns=to")


def test_a_cell_with_nothing_in_it_is_empty(client, register):
    """A style sheet leaves it out on a phone, by that alone."""
    page = html.fromstring(client.get(f"{LIST}?view=table").content.decode())

    said = [cell.text or "" for cell in page.xpath("//td/div[@data-label='Срок']")]
    assert said == ["до 1 мая 2022 г.", "", ""]


def test_by_relevance_each_row_of_a_table_names_its_forum(client, register):
    assert table(client, "q=река") == [[("Кому", "не указан"), ("Срок", ""), ("Форум", "Старый")]]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("view=map", "Нет такого значения: «map»."),
        ("view=table&columns=phone", "Нет такого значения: «phone»."),
        ("columns=", None),
        ("view=", None),
    ],
)
def test_a_view_or_a_column_that_there_is_not_is_one_sentence(client, register, query, message):
    answer = client.get(f"{LIST}?{query}")

    assert (answer.status_code, [row["message"] for row in answer.context["filter_errors"]]) == (
        (400, [message]) if message else (200, [])
    )


def test_the_view_stays_through_filters_words_values_and_a_new_beginning(client, register):
    context = client.get(f"{LIST}?view=table&columns=code&place=tomsk").context

    kept = [("view", "table"), ("columns", "code")]
    assert [pair for pair in context["kept"] if pair[0] in ("view", "columns")] == kept
    assert [pair for pair in context["kept_by_search"] if pair[0] in ("view", "columns")] == kept
    assert context["reset_url"] == f"{LIST}?view=table&columns=code"
    assert [chip["label"] for chip in context["chosen"]] == ["Томск"]
    values = client.get(f"{reverse('recommendation-values', args=['to'])}?view=table&columns=code").context
    assert values["list_url"] == f"{LIST}?view=table&columns=code"


def test_files_feeds_and_programs_are_not_asked_how_a_page_looks(client, register):
    context = client.get(f"{LIST}?view=table&columns=code&place=tomsk&sort=document").context

    assert context["query_of_files"] == "?place=tomsk&sort=document"
    assert (context["feed_url"], context["subscribe_url"]) == (
        "/recommendations/feed/?place=tomsk",
        "/subscribe/?place=tomsk",
    )
    assert client.get("/api/v1/recommendations/?view=map&columns=phone").json()["count"] == 3


def test_a_table_costs_what_cards_cost_and_one_more_for_themes(client, register):
    def cost(query: str) -> int:
        caches["pieces"].clear()
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{LIST}?{query}")
        return len(asked)

    cost("page_size=3")  # the index and the names of values
    cards, table, themes = cost("page_size=4"), cost("page_size=4&view=table"), cost("view=table&columns=theme")

    assert (table - cards, themes - cards) == (0, 1)
