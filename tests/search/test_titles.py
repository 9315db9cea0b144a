"""Words are looked for in the text of a recommendation and in the titles of its section and of its forum."""

import pytest
from django.urls import reverse
from lxml import html

from tests.factories import ForumFactory, RecommendationFactory, SectionFactory
from tests.shown import texts_of

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")


@pytest.fixture
def sections():
    forum = ForumFactory(title="ФОРУМ СОСЕДЕЙ ОЗЁРСКА")
    home = SectionFactory(forum=forum, title="Двор и дом")
    roads = SectionFactory(forum=forum, title="Дороги")
    for section, text in [
        (home, "Посадить липы во дворах"),
        (home, "Открыть библиотеку"),
        (roads, "Починить мост у дома"),
    ]:
        RecommendationFactory(section=section, text=text)
    RecommendationFactory(section__title="Двор", section__forum__published_at=None, text="Скрытая")
    RecommendationFactory(section__title="Прочее", section__forum__title="Съезд", text="Липы")
    return home, roads


def found(client, query, **more):
    return sorted(texts_of(client.get(LIST, {"q": query, **more})))


@pytest.mark.usefixtures("sections")
@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("соседи", ["Открыть библиотеку", "Посадить липы во дворах", "Починить мост у дома"]),
        ("озерск мост", ["Починить мост у дома"]),
        ("двор", ["Открыть библиотеку", "Посадить липы во дворах"]),
        ("дом", ["Открыть библиотеку", "Посадить липы во дворах", "Починить мост у дома"]),
        ("форум дороги мост", ["Починить мост у дома"]),
        ("липы", ["Липы", "Посадить липы во дворах"]),
        ("липы -соседи", ["Липы"]),
        ("дом -дороги", ["Открыть библиотеку", "Посадить липы во дворах"]),
        ('"форум соседей"', ["Открыть библиотеку", "Посадить липы во дворах", "Починить мост у дома"]),
        ('"двор и дом"', ["Открыть библиотеку", "Посадить липы во дворах"]),
        ('"озёрск двор"', []),  # the end of one title and the beginning of the next are no phrase
        ('"библиотеку форум"', []),
    ],
)
def test_each_word_may_stand_in_the_text_or_in_a_title(client, query, texts):
    assert found(client, query) == texts


@pytest.mark.usefixtures("sections")
def test_what_says_the_word_itself_comes_before_what_stands_below_it(client):
    RecommendationFactory(section=SectionFactory(title="Липы"), text="Сирень")

    assert texts_of(client.get(LIST, {"q": "липы"})) == ["Липы", "Посадить липы во дворах", "Сирень"]


@pytest.mark.usefixtures("sections")
def test_what_is_marked_is_in_the_text(client):
    page = html.fromstring(client.get(LIST, {"q": "двор", "sort": "document"}).content.decode())

    texts = page.xpath("//*[@class='recommendation-card__text']/p")
    assert [[mark.text for mark in text.xpath("mark")] for text in texts] == [["дворах"], []]


def test_a_title_that_is_corrected_is_found_by_its_new_words_alone(client, sections):
    home, _ = sections
    assert found(client, "дороги") == ["Починить мост у дома"]

    home.title = "Дороги к дому"
    home.save()
    home.forum.title = "Слёт"
    home.forum.save()

    assert found(client, "дороги") == ["Открыть библиотеку", "Посадить липы во дворах", "Починить мост у дома"]
    assert [found(client, words) for words in ("соседи", "слет мост")] == [[], ["Починить мост у дома"]]


def test_a_word_of_a_title_is_no_misprint(client):
    RecommendationFactory(section__title="Парк", text="Посадить сирень")
    RecommendationFactory(text="Купить парты")

    assert client.get(LIST, {"q": "парк сирнь"}).context["corrected"]["words"] == "парк сирень"
