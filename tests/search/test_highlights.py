"""The text around the words that were asked for, with these marked; whatever the text is, it stays text."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from resolutions.search.asked import read_query
from resolutions.search.highlights import excerpt
from tests.factories import RecommendationFactory

LIST = reverse("recommendation-list")


def marked(text, query):
    """The excerpt with [ ] around what is marked."""
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in excerpt(text, read_query(query)))


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Благоустроить дворы и парки", "двор", "Благоустроить [дворы] и парки"),
        ("Дворы. Двор, дворов!", "двор", "[Дворы]. [Двор], [дворов]!"),
        ("Рекомендовать мэрии города", "город мэрия", "Рекомендовать [мэрии] [города]"),
        ("Рекомендовать мэрии города и мэрии", '"мэрия города"', "Рекомендовать [мэрии города] и мэрии"),
        ("Мэрии\nгорода", '"мэрия города"', "[Мэрии\nгорода]"),
        ("Мэрии\r\n\r\nгорода", '"мэрия города"', "[Мэрии\r\n\r\nгорода]"),
        ("Школа медиа-волонтёров", "волонтёр", "Школа [медиа-волонтёров]"),
        ("Школа медиа-волонтёров", "медиаволонтёр", "Школа [медиа-волонтёров]"),
        ("Школа медиаволонтёров", "медиа-волонтёр", "Школа [медиаволонтёров]"),
        ("Школа медиа-волонтёров города", '"волонтёры города"', "Школа [медиа-волонтёров города]"),
        ("Правительство о\u0301бласти", "область", "Правительство [о\u0301бласти]"),
        ("Само\u00adуправ\u00adление", "самоуправление", "[Само\u00adуправ\u00adление]"),
        ("Отдых и занятость", "отдых и", "[Отдых] и занятость"),
        ("Отдых и занятость", "отдых -дети", "[Отдых] и занятость"),
        ("Отдых и занятость", "-дети", "Отдых и занятость"),
        ("Отдых <b>детей</b> & родителей", "дети", "Отдых <b>[детей]</b> & родителей"),
        ("Отдых", "слон", "Отдых"),
        ("", "слон", ""),
    ],
)
def test_words_are_marked_in_whatever_form_they_stand(text, query, expected):
    assert marked(text, query) == expected


def test_of_a_long_text_the_part_around_the_first_hit_is_shown():
    text = "слово " * 200 + "двор " + "слово " * 200

    shown = marked(text, "двор")

    assert shown == "… " + "слово " * 12 + "[двор] " + "слово " * 66 + "слово …"


def test_a_hit_near_the_beginning_leaves_the_beginning():
    assert marked("двор " + "слово " * 200, "двор") == "[двор] " + "слово " * 78 + "слово …"


@pytest.mark.parametrize(("before", "left_out"), [(67, 0), (68, 56)])
def test_an_excerpt_begins_with_the_text_as_long_as_a_hit_there_has_enough_after_it(before, left_out):
    shown = marked("слово " * before + "двор" + " слово" * 200, "двор")

    assert shown == "… " * bool(left_out) + "слово " * (before - left_out) + "[двор]" + shown.partition("[двор]")[2]
    assert len(shown.strip("… ").split()) == 80


@given(
    st.text(alphabet="двор мэрия-и<>&\"'\n\u0301\u00ad .", max_size=400), st.sampled_from(["двор", '"двор мэрия"', "и"])
)
def test_an_excerpt_says_what_the_text_says(text, query):
    shown = "".join(piece.text for piece in excerpt(text, read_query(query)))

    assert shown.removeprefix("… ").removesuffix(" …") in text


@pytest.mark.django_db
def test_a_text_that_looks_like_markup_stays_text_on_the_page(client):
    text = "<script>alert('двор')</script> <img src=x onerror=alert(1)> двор & <mark>сад</mark>\nвторой двор"
    RecommendationFactory(text=text)

    answer = client.get(LIST, {"q": "двор"}).content.decode()

    card = html.fromstring(answer).xpath("//*[contains(@class, 'recommendation-card__text')]")[0]
    assert card.text_content().strip() == text
    assert [mark.text for mark in card.iter("mark")] == ["двор", "двор", "двор"]
    assert {element.tag for element in card.iter()} <= {"div", "p", "mark", "br"}
