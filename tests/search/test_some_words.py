"""When nothing has all the words, the page shows what has some of them, and says so; programs are told of nothing."""

import time

import pytest
from django.urls import reverse
from lxml import html

from tests.exports.taking import address_of
from tests.factories import ForumFactory, RecommendationFactory, SectionFactory
from tests.search.doors import fed, programmed, taken
from tests.shown import texts_of

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")


@pytest.fixture
def register():
    """«Город» stands in thirty texts, «школа» in three of them, «мост» in one, «река» in one."""
    section = SectionFactory(title="", forum=ForumFactory(title="Съезд"))
    texts = ["Город и школа", "Город и школа у реки", "Городу: мост", *[f"Город {number}" for number in range(27)]]
    for text in texts:
        RecommendationFactory(section=section, text=text)
    RecommendationFactory(
        text="Школа и двор", section__title="", section__forum=ForumFactory(title="Слёт", starts_on=None)
    )


def page_of(client, query, **more):
    answer = client.get(LIST, {"q": query, **more})
    assert answer.status_code == 200
    return answer


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "enough", "first", "total"),
    [
        ("школа мост", ("школа", "мост"), {"Город и школа", "Городу: мост"}, 4),
        ("школы вертолёты", ("школы",), {"Город и школа"}, 3),
        ("город школа мост", ("школа", "мост"), {"Город и школа", "Город и школа у реки", "Городу: мост"}, 4),
        ("мост у реки на двор", ("мост", "реки", "двор"), None, 3),
        ("реке школа мост", ("реке", "школа", "мост"), {"Город и школа у реки"}, 4),
        ("вертолёты города", ("города",), None, 30),  # no word of it tells much
        ('"школа и двор" мост', ("школа и двор", "мост"), None, 2),
        ("школа мост -река", ("школа", "мост"), None, 3),
    ],
)
def test_some_of_the_words_are_enough_the_more_the_higher(client, query, enough, first, total):
    answer = page_of(client, query)
    texts = texts_of(answer)

    assert (answer.context["some"], answer.context["total"]) == (enough, total)
    assert first is None or texts[0] in first


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "query", ["город школа", "вертолёты", "вертолёты слоны", "-школа -город -двор", "школа -школа", "!!!"]
)
def test_where_all_are_there_or_none_nothing_else_is_shown(client, query):
    answer = page_of(client, query)

    assert answer.context["some"] == ()
    assert "По всем словам" not in answer.content.decode()


@pytest.mark.usefixtures("register")
def test_the_page_says_so_in_one_sentence_and_offers_no_file_of_it(client):
    page = html.fromstring(page_of(client, "школа мост вертолёты").content.decode())

    assert page.xpath("//h1")[0].text_content().strip() == "Рекомендации по части слов: найдено 4"
    assert page.xpath("//title")[0].text.startswith("Рекомендации по части слов: найдено 4")
    assert page.xpath("//p[@class='by-some-words']")[0].text_content() == (
        "По всем словам ничего не нашлось. Показано то, где есть хотя бы одно из слов: «школа», «мост»."
    )
    assert page.xpath("//a[contains(@href, '/export/')]") == []
    assert {mark.text for mark in page.xpath("//mark")} == {"школа", "Школа", "мост"}


@pytest.mark.usefixtures("register")
def test_what_is_chosen_stays_chosen_and_the_ways_out_hold(client):
    answer = page_of(client, "школа мост вертолёты", year="2019")

    assert set(texts_of(answer)) == {
        "Город и школа",
        "Город и школа у реки",
        "Городу: мост",
    }
    years = next(facet for facet in answer.context["facets"] if facet.name == "year").options
    assert {option.value: option.count for option in years} == {"2019": 3, "none": 1}
    assert [(way["label"], way["count"]) for way in answer.context["ways_out"]] == [("Без слов", 30)]


@pytest.mark.usefixtures("register")
def test_the_list_has_pages_and_an_order_of_its_own(client):
    second = page_of(client, "города вертолёты", page="2")
    newest = page_of(client, "школа мост", sort="newest")

    assert (len(second.context["page"].object_list), second.context["total"]) == (5, 30)
    assert texts_of(newest)[-1] == "Школа и двор"


@pytest.mark.usefixtures("register")
def test_programs_files_and_feeds_have_all_the_words_or_nothing(client):
    query = "q=школа+мост"

    assert page_of(client, "школа мост").context["total"] == 4
    assert programmed(client, query)[:2] == ([], 0)
    assert (taken(client, query), fed(client, query)) == ([], [])
    assert client.get(address_of("json", query)).status_code == 200


@pytest.mark.usefixtures("register")
def test_a_misprint_goes_first(client):
    answer = page_of(client, "шкла двор")

    assert (answer.context["corrected"]["words"], answer.context["some"]) == ("школа двор", ())


@pytest.mark.usefixtures("register")
def test_very_many_words_are_answered_at_once(client):
    words = " ".join(["мост", "школа", *[f"слово{number}" for number in range(200)]])
    since = time.process_time()

    answer = page_of(client, words)

    assert (answer.context["some"], time.process_time() - since < 2) == (("мост", "школа"), True)
