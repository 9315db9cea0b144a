"""Lines on the page of their section, parts on that of their recommendation: one order, and nothing stands astray."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from resolutions.models import Addressing, Line, Part, Recommendation
from resolutions.register.addressing import withdraw_addressing
from resolutions.vocabulary import LineKind, Role
from tests.admin.forms import filled
from tests.factories import (
    AddressingFactory,
    ForumFactory,
    LineFactory,
    PartFactory,
    RecommendationFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db
OVER_SOMETHING = "kind: Под этой строкой стоят пункты или строки: сначала поставьте их под другую."


@pytest.fixture
def editor(signed_in):
    return signed_in(role=Role.EDITOR)


@pytest.fixture
def section(editor):
    return SectionFactory(forum=ForumFactory(organizer=editor.user.organizer, published_at=None))


@pytest.fixture
def group(section):
    return LineFactory(section=section, order=1, text="Управлению культуры:", label="3.")


def page_of(row) -> str:
    return reverse(f"admin:resolutions_{row._meta.model_name}_change", args=[row.pk])


def save(editor, row, **changes):
    path = page_of(row)
    return editor.post(path, filled(editor.get(path), **changes))


def new_line(editor, section, **fields):
    path = page_of(section)
    count = section.lines.count()
    data = filled(editor.get(path)) | {"lines-TOTAL_FORMS": str(count + 1)}
    row = {"order": "", "kind": "group", "label": "", "text": "Просят:", "above": "", "id": "", "section": section.pk}
    data |= {f"lines-{count}-{name}": value for name, value in (row | fields).items()}
    return editor.post(path, data)


def complaints(answer) -> list[str]:
    formsets = [answer.context["adminform"].form, *(one.formset for one in answer.context["inline_admin_formsets"])]
    found = []
    for one in formsets:
        for errors in one.errors if isinstance(one.errors, list) else [one.errors]:
            found += [f"{name}: {error}" for name, told in errors.items() for error in told]
    return found


# Where a line stands


def test_a_line_is_shown_in_its_place_among_the_recommendations(editor, section, group):
    RecommendationFactory(section=section, order=1, text="Первая.")
    RecommendationFactory(section=section, order=3, text="Вторая.")
    LineFactory(section=section, order=2, kind=LineKind.REMARK, text="Обсудили.")

    page = editor.get(page_of(section)).content.decode()
    marks = [
        "Строка на месте 1:</span> 3. Управлению культуры:",
        "Первая.",
        "Строка на месте 2:</span> Обсудили.",
        "Вторая.",
    ]

    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)


@pytest.mark.parametrize(("order", "expected"), [("", 8), ("2", 2)])
def test_a_new_line_stands_where_it_is_told_or_behind_all(editor, section, order, expected):
    RecommendationFactory(section=section, order=7)

    assert new_line(editor, section, order=order).status_code == 302

    line = Line.objects.get()
    assert (line.order, line.level, line.history.get().history_user) == (expected, 1, editor.user)


def test_a_new_recommendation_stands_behind_lines_as_well(editor, section):
    LineFactory(section=section, order=9)
    path = reverse("admin:resolutions_recommendation_add")
    editor.post(path, filled(editor.get(path), section=section.pk, text="Отдельно."))
    row = {"text": "На странице секции.", "number": "", "act": "ask", "order": "", "leads": [], "co_executors": []}
    page = page_of(section)

    editor.post(page, filled(editor.get(page)) | {f"recommendations-1-{name}": value for name, value in row.items()})

    assert [(row.order, row.text, row.act) for row in section.recommendations.all()] == [
        (10, "Отдельно.", "recommend"),
        (11, "На странице секции.", "ask"),
    ]


# Under what a recommendation stands


@pytest.mark.parametrize("page", ["section", "recommendation"])
def test_a_recommendation_is_put_under_a_line_of_its_section_alone(editor, section, group, page):
    row = RecommendationFactory(section=section, order=2)
    other = LineFactory(section=SectionFactory(forum=section.forum))
    field = {"section": "recommendations__0__group", "recommendation": "group"}[page]
    shown = {"section": section, "recommendation": row}[page]

    refused = save(editor, shown, **{field: other.pk})
    taken = save(editor, shown, **{field: group.pk})

    row.refresh_from_db()
    assert complaints(refused) == ["group: Выберите вводную строку этой же секции."]
    assert (taken.status_code, row.group, row.version) == (302, group, 2)


def test_who_moves_it_into_another_section_leaves_its_line(editor, section, group):
    row = RecommendationFactory(section=section, order=2, group=group)
    other = SectionFactory(forum=section.forum)

    assert complaints(save(editor, row, section=other.pk)) == ["group: Выберите вводную строку этой же секции."]
    assert save(editor, row, section=other.pk, group="").status_code == 302


def test_a_line_is_not_put_below_what_stands_under_it(editor, section, group):
    RecommendationFactory(section=section, order=2, group=group)
    RecommendationFactory(section=section, order=3, group=group)

    assert complaints(save(editor, section, lines__0__order="3")) == [
        "order: Строка стоит над своими пунктами: поставьте её выше них."
    ]
    assert save(editor, section, lines__0__order="2").status_code == 302  # of one place the line is above
    assert Line.objects.get().order == 2


@pytest.mark.parametrize("page", ["section", "recommendation"])
def test_a_recommendation_is_not_put_above_its_line(editor, section, page):
    group = LineFactory(section=section, order=5)
    row = RecommendationFactory(section=section, order=6, group=group)
    field = {"section": "recommendations__0__order", "recommendation": "order"}[page]

    refused = save(editor, {"section": section, "recommendation": row}[page], **{field: "4"})

    assert "order: Пункт стоит под своей строкой: поставьте его ниже неё." in complaints(refused)
    assert Recommendation.objects.get().order == 6


def test_both_move_together(editor, section, group):
    RecommendationFactory(section=section, order=2, group=group)

    assert save(editor, section, lines__0__order="8", recommendations__0__order="9").status_code == 302


# Lines under lines


def test_a_level_follows_from_the_lines_above(editor, section, group):
    lower = LineFactory(section=section, order=2, text="Школам:")
    LineFactory(section=section, order=3, text="Садам:", above=lower, level=2)

    save(editor, section, lines__1__above=group.pk)

    assert list(Line.objects.values_list("text", "level", "version")) == [
        ("Управлению культуры:", 1, 1),
        ("Школам:", 2, 2),
        ("Садам:", 3, 2),
    ]


def test_a_line_is_not_its_own_nor_above_the_one_it_stands_under(editor, section, group):
    second = LineFactory(section=section, order=2, above=group, level=2)

    circle = complaints(save(editor, section, lines__0__above=second.pk))
    above = complaints(save(editor, section, lines__1__order="0"))

    assert "above: Строка не может быть подчинена самой себе." in circle
    assert above == ["order: Эта строка подчинена другой: поставьте её ниже той."]


def test_a_fourth_level_and_talk_under_a_line_are_refused(editor, section, group):
    second = LineFactory(section=section, order=2, above=group, level=2)
    third = LineFactory(section=section, order=3, above=second, level=3)

    deep = complaints(new_line(editor, section, above=third.pk))
    talk = complaints(new_line(editor, section, kind="remark", above=group.pk))

    assert deep == ["above: Вводные строки вложены глубже 3 уровней."]
    assert talk == ["__all__: Обсуждение не бывает под номером и под вводной строкой."]


def test_what_stood_under_a_line_that_goes_stands_under_what_that_stood_under(editor, section, group):
    second = LineFactory(section=section, order=2, above=group, level=2)
    third = LineFactory(section=section, order=3, above=second, level=3)
    row = RecommendationFactory(section=section, order=4, group=second)

    assert save(editor, section, lines__1__DELETE="on").status_code == 302

    row.refresh_from_db()
    third.refresh_from_db()
    assert (row.group, third.above, third.level) == (group, group, 2)
    assert row.history.first().history_user == editor.user


def test_what_stands_under_a_line_that_goes_is_changed_in_the_same_save(editor, section, group):
    second = LineFactory(section=section, order=2, above=group, level=2)
    third = LineFactory(section=section, order=3, above=second, level=3)
    gone = {"lines__0__DELETE": "on", "lines__1__DELETE": "on"}

    assert save(editor, section, **gone, lines__2__text="Школам:").status_code == 302

    third.refresh_from_db()
    assert (third.text, third.above, third.level) == ("Школам:", None, 1)
    assert third.history.first().above_id is None


def test_a_line_is_not_put_below_what_comes_to_stand_under_it(editor, section, group):
    second = LineFactory(section=section, order=2, above=group, level=2)
    RecommendationFactory(section=section, order=3, group=second)

    refused = save(editor, section, lines__1__DELETE="on", lines__0__order="5")

    assert complaints(refused) == ["order: Строка стоит над своими пунктами: поставьте её выше них."]


def test_a_line_over_something_becomes_no_talk(editor, section, group):
    second = LineFactory(section=section, order=2, text="Школам:", above=group, level=2)
    row = RecommendationFactory(section=section, order=3, group=second)

    first = save(editor, section, lines__0__kind="remark", lines__0__label="")
    lower = save(editor, section, lines__1__kind="remark", lines__1__above="")
    emptied = save(editor, section, lines__1__kind="remark", lines__1__above="", recommendations__0__group=group.pk)

    row.refresh_from_db()
    assert [complaints(first), complaints(lower)] == [[OVER_SOMETHING], [OVER_SOMETHING]]
    assert (emptied.status_code, row.group) == (302, group)


# What a recommendation says


@pytest.mark.parametrize("page", ["section", "recommendation"])
def test_act_term_and_repetition_are_typed_and_only_one_term_is(editor, section, page):
    row = RecommendationFactory(section=section)
    prefix = {"section": "recommendations__0__", "recommendation": ""}[page]
    shown = {"section": section, "recommendation": row}[page]
    said = {"act": "instruct", "due_on": "01.05.2024", "repeats": "ежеквартально", "label": "1)"}

    refused = save(editor, shown, **{f"{prefix}{name}": value for name, value in (said | {"due_in_days": 3}).items()})
    save(editor, shown, **{f"{prefix}{name}": value for name, value in said.items()})

    row.refresh_from_db()
    assert complaints(refused) == ["__all__: Срок задают один раз: днём, числом дней со дня получения или словами."]
    assert (row.act, row.due_on, row.repeats, row.label) == ("instruct", date(2024, 5, 1), "ежеквартально", "1)")


@pytest.mark.parametrize("days", ["0", "3651", "40000"])
def test_days_are_from_one_to_ten_years_in_the_forms_and_in_the_database(editor, section, days):
    row = RecommendationFactory(section=section, due_in_days=1)
    PartFactory(recommendation=row, due_in_days=3650)
    told = "due_in_days: Дней со дня получения бывает от 1 до 3650."

    assert complaints(save(editor, row, due_in_days=days, parts__0__due_in_days=days)) == [told, told]
    for kind in (Recommendation, Part):
        with pytest.raises(DatabaseError), transaction.atomic():
            kind.objects.update(due_in_days=int(days))


def test_an_act_that_does_not_exist_is_refused_by_the_form_and_by_the_database(editor, section):
    row = RecommendationFactory(section=section)

    (told,) = complaints(save(editor, row, act="order"))

    assert told.startswith("act: ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.update(act="order")


def test_others_are_read_on_the_page_of_the_recommendation(editor, section):
    others = [{"name": "Дума", "as_written": "в Думу", "role": "recipient"}]
    row = RecommendationFactory(section=section, others=others)

    assert "получатель: в Думу" in editor.get(page_of(row)).content.decode()


def test_parts_are_typed_and_an_addressing_hangs_on_one_of_them_alone(editor, section):
    asked = AddressingFactory(recommendation__section=section)
    stranger = PartFactory()
    path = page_of(asked.recommendation)
    data = filled(editor.get(path)) | {"parts-TOTAL_FORMS": "1"}
    part = {
        "order": "",
        "label": "а)",
        "text": "спеть",
        "due_in_days": "30",
        "due_on": "",
        "due_as_written": "",
        "id": "",
    }
    data |= {f"parts-0-{name}": value for name, value in (part | {"recommendation": asked.recommendation.pk}).items()}

    editor.post(path, data)
    part = Part.objects.get(recommendation=asked.recommendation)
    refused = save(editor, asked.recommendation, addressings__0__part=stranger.pk)
    save(editor, asked.recommendation, addressings__0__part=part.pk)

    assert (part.order, part.due_in_days) == (1, 30)
    assert complaints(refused) == ["part: Выберите часть этой рекомендации."]
    assert Addressing.objects.get().part == part

    save(editor, asked.recommendation, parts__0__DELETE="on")
    assert (Addressing.objects.get().part, Part.objects.filter(pk=part.pk).exists()) == (None, False)


def test_who_was_asked_by_a_part_that_goes_is_on_record_as_asked_by_the_whole(editor, section):
    part = PartFactory(recommendation__section=section)
    asked = AddressingFactory(recommendation=part.recommendation, part=part)
    before = withdraw_addressing(AddressingFactory(recommendation=part.recommendation, part=part), by=None)

    assert save(editor, part.recommendation, parts__0__DELETE="on").status_code == 302

    for row, version in ((asked, 2), (before, 3)):
        record = row.history.first()
        now = Addressing.everything.get(pk=row.pk)
        assert (now.part, now.version) == (None, version)
        assert (record.part_id, record.version, record.history_user) == (None, version, editor.user)


def test_lines_cost_no_query_per_row(editor, section, django_assert_num_queries):
    for order in range(1, 7, 2):
        line = LineFactory(section=section, order=order)
        RecommendationFactory(section=section, order=order + 1, group=line)
    editor.get(page_of(section))

    with django_assert_num_queries(12):
        editor.get(page_of(section))
