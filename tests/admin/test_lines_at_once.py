"""Two people at the lines of one section: what one of them saved counts for the other's page, opened before."""

import pytest
from django.urls import reverse

from resolutions.models import Line
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.admin.test_lines import OVER_SOMETHING, complaints, page_of, save
from tests.factories import (
    AddressingFactory,
    ForumFactory,
    LineFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(signed_in):
    return signed_in(role=Role.EDITOR)


@pytest.fixture
def section(editor):
    return SectionFactory(forum=ForumFactory(organizer=editor.user.organizer, published_at=None))


def opened(editor, row) -> dict[str, object]:
    return filled(editor.get(page_of(row)))


def added_line(section, index: int) -> dict[str, object]:
    row = {"order": "", "kind": "group", "label": "", "text": "Просят:", "above": "", "id": "", "section": section.pk}
    return {"lines-TOTAL_FORMS": str(index + 1)} | {f"lines-{index}-{name}": value for name, value in row.items()}


def places() -> list[tuple[str, int, int | None]]:
    return list(Line.objects.order_by("pk").values_list("text", "order", "above"))


def test_two_who_put_lines_under_each_other_make_no_circle(editor, section):
    first = LineFactory(section=section, order=1, text="A:")
    second = LineFactory(section=section, order=2, text="B:")
    before = opened(editor, section)
    save(editor, section, lines__0__order="3", lines__0__above=second.pk)

    answer = editor.post(page_of(section), before | {"lines-1-above": str(first.pk)})

    assert "above: Строка не может быть подчинена самой себе." in complaints(answer)
    assert places() == [("A:", 3, second.pk), ("B:", 2, None)]


def test_a_line_is_not_put_below_an_item_that_was_put_under_it_meanwhile(editor, section):
    line = LineFactory(section=section, order=1)
    row = RecommendationFactory(section=section, order=5)
    before = opened(editor, section)
    save(editor, section, recommendations__0__group=line.pk, recommendations__0__order="2")

    answer = editor.post(page_of(section), before | {"lines-0-order": "4"})

    assert complaints(answer) == ["order: Строка стоит над своими пунктами: поставьте её выше них."]
    row.refresh_from_db()
    assert (row.order, row.group, Line.objects.get().order) == (2, line, 1)


def test_a_page_whose_only_line_was_deleted_meanwhile_takes_a_new_one(editor, section):
    line = LineFactory(section=section, order=1)
    before = opened(editor, section)
    line.delete()

    assert editor.post(page_of(section), before | added_line(section, 1)).status_code == 302

    assert list(Line.objects.values_list("text", "level")) == [("Просят:", 1)]


def test_a_line_is_not_put_below_an_item_that_was_added_meanwhile(editor, section):
    line = LineFactory(section=section, order=1)
    before = opened(editor, section)
    RecommendationFactory(section=section, order=2, group=line)

    below = editor.post(page_of(section), before | {"lines-0-order": "4"})
    talk = editor.post(page_of(section), before | {"lines-0-kind": "remark"})

    assert complaints(below) == ["order: Строка стоит над своими пунктами: поставьте её выше них."]
    assert complaints(talk) == [OVER_SOMETHING]


def test_lines_added_meanwhile_stand_where_the_line_above_them_goes(editor, section):
    first = LineFactory(section=section, order=1, text="A:")
    second = LineFactory(section=section, order=3, text="B:")
    before = opened(editor, section)
    added = LineFactory(section=section, order=4, text="C:", above=second, level=2)
    path = page_of(section)

    circle = editor.post(path, before | {"lines-1-above": str(added.pk), "lines-1-order": "5"})
    below = editor.post(path, before | {"lines-1-order": "5"})
    taken = editor.post(path, before | {"lines-1-above": str(first.pk)})

    assert complaints(circle) == [
        "above: Строка не может быть подчинена самой себе.",
        "order: Строка стоит над своими пунктами: поставьте её выше них.",
    ]
    assert complaints(below) == ["order: Строка стоит над своими пунктами: поставьте её выше них."]
    assert taken.status_code == 302
    assert list(Line.objects.values_list("text", "level", "version")) == [("A:", 1, 1), ("B:", 2, 2), ("C:", 3, 2)]


def test_a_page_on_which_nothing_was_changed_takes_back_no_themes(editor, section):
    row = RecommendationFactory(section=section, text="Было.")
    before = opened(editor, section)
    theme = ThemeFactory()
    save(editor, section, themes=[theme.pk])

    assert editor.post(page_of(section), before | {"recommendations-0-text": "Стало."}).status_code == 302

    row.refresh_from_db()
    assert (row.text, list(section.themes.all())) == ("Стало.", [theme])


def test_who_changes_what_hangs_on_a_recommendation_hears_nothing_of_where_it_stood(editor, section):
    line = LineFactory(section=section, order=1)
    asked = AddressingFactory(recommendation__section=section, recommendation__order=2, recommendation__group=line)
    before = opened(editor, asked.recommendation)
    save(editor, section, lines__0__order="7", recommendations__0__order="8")

    answer = editor.post(page_of(asked.recommendation), before | {"addressings-0-as_written": "мэрии"})

    asked.refresh_from_db()
    assert (answer.status_code, asked.as_written, asked.recommendation.order) == (302, "мэрии", 8)


def test_pages_of_lines_that_go_round_are_shown(client):
    section = SectionFactory()
    first = LineFactory(section=section, order=1, text="A:", label="1.")
    second = LineFactory(section=section, order=2, text="B:", above=first, level=2)
    row = RecommendationFactory(section=section, order=3, group=second)
    Line.objects.filter(pk=first.pk).update(above=second)  # no form lets it

    pages = [section.forum.get_absolute_url(), row.get_absolute_url(), reverse("recommendation-list")]

    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
