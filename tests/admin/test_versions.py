"""Two people at one row: the second one sees both texts, and nobody's is overwritten unawares."""

import re

import pytest
from django.urls import reverse

from resolutions.models import Addressing, Forum, Recommendation, Section
from resolutions.vocabulary import AddressingRole, Role
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    OrganizerFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def page_of(model, row):
    return reverse(f"admin:resolutions_{model}_change", args=[row.pk])


@pytest.fixture
def two_editors(signed_in):
    organizer = OrganizerFactory()
    return (
        signed_in(role=Role.EDITOR, organizer=organizer, full_name="Анна"),
        signed_in(role=Role.EDITOR, organizer=organizer, full_name="Борис"),
    )


@pytest.fixture
def forum(two_editors):
    return ForumFactory(organizer=two_editors[0].user.organizer, title="Было", place="Зал")


def rows_errors(answer):
    return answer.context["inline_admin_formsets"][0].formset.errors


def test_saving_moves_the_version_by_one_and_saving_nothing_moves_nothing(two_editors, forum):
    anna, _ = two_editors
    path = page_of("forum", forum)
    versions = []

    for title in ("Стало", "Стало", "Стало иначе"):
        anna.post(path, filled(anna.get(path), title=title))
        versions.append(Forum.objects.get().version)

    assert versions == [2, 2, 3]
    assert Forum.history.count() == 3


def test_the_second_one_sees_both_texts_and_pressing_again_overwrites(two_editors, forum):
    anna, boris = two_editors
    path = page_of("forum", forum)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), title="Текст Бориса"))

    refused = anna.post(path, filled(opened, title="Текст Анны"))

    form = refused.context["adminform"].form
    assert refused.status_code == 200
    assert Forum.objects.get().title == "Текст Бориса"
    assert form["title"].value() == "Текст Анны"
    assert form.errors["title"] == ["Сейчас в реестре: Текст Бориса"]
    (told,) = form.non_field_errors()
    assert re.match(r"Пока вы правили, это изменил\(а\) Борис, \d\d:\d\d\. Ваш текст остался в форме", told)
    assert list(form.errors) == ["__all__", "title"]

    anna.post(path, filled(refused))

    assert (Forum.objects.get().title, Forum.objects.get().version) == ("Текст Анны", 3)
    assert [record.title for record in Forum.history.order_by("history_id")] == [
        "Было",
        "Текст Бориса",
        "Текст Анны",
    ]


def test_what_the_other_one_changed_elsewhere_in_the_form_is_shown_too(two_editors, forum):
    anna, boris = two_editors
    path = page_of("forum", forum)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), place="Дом культуры", starts_on="13.12.2019"))

    refused = anna.post(path, filled(opened, title="Текст Анны"))

    errors = dict(refused.context["adminform"].form.errors)
    del errors["__all__"]
    assert errors == {
        "title": ["Сейчас в реестре: Было"],
        "place": ["Сейчас в реестре: Дом культуры"],
        "starts_on": ["Сейчас в реестре: 13.12.2019"],
    }


@pytest.mark.parametrize("version", ["", "x", "0", "99", "-1", "1" * 50])
def test_a_version_that_is_nonsense_never_overwrites(two_editors, forum, version):
    anna, _ = two_editors
    path = page_of("forum", forum)

    answer = anna.post(path, filled(anna.get(path), title="Текст Анны", opened_version=version))

    assert answer.status_code == 200
    assert Forum.objects.get().title == "Было"


def test_the_same_text_sent_twice_is_no_conflict(two_editors, forum):
    anna, _ = two_editors
    path = page_of("forum", forum)
    data = filled(anna.get(path), title="Стало")

    statuses = [anna.post(path, data).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert (Forum.objects.get().version, Forum.history.count()) == (2, 2)


def test_a_form_that_nobody_touched_takes_what_is_there(two_editors, forum):
    anna, boris = two_editors
    path = page_of("forum", forum)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), title="Текст Бориса"))

    answer = anna.post(path, filled(opened))

    assert answer.status_code == 302
    assert (Forum.objects.get().title, Forum.objects.get().version) == ("Текст Бориса", 2)


def test_publishing_by_another_one_is_not_undone_by_an_older_form(two_editors):
    anna, boris = two_editors
    forum = ForumFactory(organizer=anna.user.organizer, published_at=None, title="Было")
    RecommendationFactory(section__forum=forum)
    path = page_of("forum", forum)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), _publish="1"))

    refused = anna.post(path, filled(opened, title="Текст Анны"))
    anna.post(path, filled(refused))

    forum.refresh_from_db()
    assert (forum.title, forum.published_at is not None) == ("Текст Анны", True)


def test_two_rows_of_one_section_are_edited_at_once_without_a_conflict(two_editors, forum):
    anna, boris = two_editors
    section = SectionFactory(forum=forum)
    _, second = RecommendationFactory.create_batch(2, section=section)
    AddressingFactory(recommendation=second)
    path = page_of("section", section)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), recommendations__0__text="Текст Бориса"))

    answer = anna.post(path, filled(opened, recommendations__1__text="Текст Анны"))

    assert answer.status_code == 302
    assert [row.text for row in Recommendation.objects.order_by("pk")] == ["Текст Бориса", "Текст Анны"]
    assert [row.version for row in Recommendation.objects.order_by("pk")] == [2, 2]
    assert Section.objects.get().version == 1


def test_one_row_of_a_section_edited_by_two_shows_both_texts(two_editors, forum):
    anna, boris = two_editors
    section = SectionFactory(forum=forum)
    row, _ = RecommendationFactory.create_batch(2, section=section)
    path = page_of("section", section)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), recommendations__0__text="Текст Бориса"))

    changes = {"recommendations__0__text": "Текст Анны", "recommendations__1__number": "7а"}
    refused = anna.post(path, filled(opened, **changes))

    row.refresh_from_db()
    assert row.text == "Текст Бориса"
    (note,) = rows_errors(refused)[0]["text"]
    assert note == "Сейчас в реестре: Текст Бориса"
    assert rows_errors(refused)[1] == {}
    assert Recommendation.objects.filter(number="7а").count() == 0

    anna.post(path, filled(refused))

    row.refresh_from_db()
    assert (row.text, row.version) == ("Текст Анны", 3)
    assert Recommendation.objects.filter(number="7а").count() == 1


def test_addressees_changed_by_two_show_both_choices(two_editors, forum):
    anna, boris = two_editors
    row = RecommendationFactory(section__forum=forum)
    city, council, ngo = (AddresseeFactory(name=name) for name in ("мэрия", "совет", "НКО"))
    path = page_of("section", row.section)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), recommendations__0__leads=[council.pk, city.pk]))

    refused = anna.post(path, filled(opened, recommendations__0__leads=[ngo.pk]))

    (note,) = rows_errors(refused)[0]["leads"]
    assert note == "Сейчас в реестре: совет, мэрия"
    assert sorted(str(row) for row in Addressing.objects.all()) == ["мэрия", "совет"]


def test_the_words_of_an_addressing_edited_by_two_show_both(two_editors, forum):
    anna, boris = two_editors
    row = AddressingFactory(recommendation__section__forum=forum, as_written="мэрии")
    path = page_of("recommendation", row.recommendation)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), addressings__0__as_written="слова Бориса"))

    refused = anna.post(path, filled(opened, addressings__0__as_written="слова Анны"))

    row.refresh_from_db()
    assert (refused.status_code, row.as_written) == (200, "слова Бориса")
    (note,) = rows_errors(refused)[0]["as_written"]
    assert note == "Сейчас в реестре: слова Бориса"

    anna.post(path, filled(refused))

    row.refresh_from_db()
    row.recommendation.refresh_from_db()
    assert (row.as_written, row.recommendation.version) == ("слова Анны", 3)


def test_a_row_deleted_meanwhile_keeps_the_text_that_was_typed(two_editors, forum):
    anna, boris = two_editors
    row, other = RecommendationFactory.create_batch(2, section=SectionFactory(forum=forum))
    path = page_of("section", row.section)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), recommendations__0__DELETE="on"))

    changes = {"recommendations__0__text": "Текст Анны"}
    refused = anna.post(path, filled(opened, **changes))
    untouched = anna.post(path, filled(opened, recommendations__1__text="Другая"))

    assert "тем временем удалили" in rows_errors(refused)[0]["__all__"][0]
    assert "Текст Анны" in refused.content.decode()
    assert untouched.status_code == 302
    other.refresh_from_db()
    assert other.text == "Другая"


def test_themes_changed_by_two_show_both_choices(two_editors, forum):
    anna, boris = two_editors
    section = SectionFactory(forum=forum)
    first, second = ThemeFactory(name="ТОС"), ThemeFactory(name="Молодёжь")
    path = page_of("section", section)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), themes=[first.pk]))

    refused = anna.post(path, filled(opened, themes=[second.pk]))

    assert refused.context["adminform"].form.errors["themes"] == ["Сейчас в реестре: ТОС"]


def test_line_ends_of_a_browser_are_no_change(two_editors, forum):
    anna, _ = two_editors
    row = RecommendationFactory(section__forum=forum, text="Первая строка\nвторая строка")
    path = page_of("section", row.section)

    anna.post(path, filled(anna.get(path)))

    row.refresh_from_db()
    assert (row.text, row.version) == ("Первая строка\nвторая строка", 1)


def test_a_choice_is_told_in_the_words_of_the_vocabulary(signed_in):
    anna, boris = (signed_in(role=Role.ADMINISTRATOR) for _ in range(2))
    row = AddressingFactory(role=AddressingRole.LEAD)
    path = page_of("recommendation", row.recommendation)
    opened = anna.get(path)
    boris.post(path, filled(boris.get(path), addressings__0__as_written="иначе"))

    refused = anna.post(path, filled(opened, addressings__0__role="co-executor"))

    assert rows_errors(refused)[0]["role"] == ["Сейчас в реестре: исполнитель"]
