"""enter() keeps what stands between recommendations, and what each of these says: rows equal to the outline."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resolution_reader import DaysFrom, Group, Mention, Outline, Part, to_json
from resolutions.models import Addressing, Draft, Forum, Line, Recommendation
from resolutions.models import Part as PartRow
from resolutions.review.enter import enter
from tests.factories import DraftFactory, UserFactory
from tests.review.outlines import CULTURE, adopted, item, yards

pytestmark = pytest.mark.django_db


def draft_of(outline: Outline) -> Draft:
    return DraftFactory(outline=to_json(outline))


def entered(outline: Outline) -> Forum:
    return enter(draft_of(outline), by=None)


def test_the_document_says_how_it_was_adopted():
    forum = entered(adopted())
    section = forum.sections.get()

    assert forum.head == "РЕЗОЛЮЦИЯ\nII форума дворов"
    assert (forum.adopted_on, forum.adopted_number, forum.votes) == (date(2023, 6, 6), "12-р", "за – 31, против – 0")
    assert (section.title, section.title_as_written, section.annex) == ("Дворы", "Секция 1. «Дворы»", "Приложение 1")


def test_lines_and_recommendations_stand_in_one_order_as_printed():
    [section] = entered(adopted()).sections.read(Recommendation.objects.in_section_order())

    assert [(row.order, row.printed.split("\n")[0]) for row in section.body_shown] == [
        (1, "Рекомендовать администрации города:"),
        (2, "1.1. провести конкурс дворов."),
        (3, "Участники отметили, что дворы пусты."),
        (4, "3. Управлению культуры:"),
        (5, "2) Принять меры:"),
        (6, "4. Соседям:"),
        (7, "– принять к сведению доклад."),
    ]
    assert [
        (line.kind, line.label, line.level, line.source_first, line.source_last) for line in section.lines_shown
    ] == [
        ("group", "", 1, 3, 3),
        ("remark", "", 1, 5, 5),
        ("group", "3.", 2, 5, 5),
        ("group", "4.", 1, 7, 7),
    ]
    assert [[line.text for line in row.way] for row in section.recommendations_shown] == [
        ["Рекомендовать администрации города:"],
        ["Рекомендовать администрации города:", "Управлению культуры:"],
        ["Соседям:"],
    ]


def test_each_recommendation_says_what_it_said():
    entered(adopted())
    first, second, third = Recommendation.objects.in_document_order()

    assert [(row.number, row.label, row.act, row.repeats, row.deadline) for row in (first, second, third)] == [
        ("1.1", "1.1.", "recommend", "", None),
        ("2", "2)", "instruct", "ежеквартально", None),
        ("", "–", "note", "", "2024-12-31"),
    ]
    assert (first.others, second.others) == (
        [],
        [{"name": "первый заместитель мэра", "as_written": "на первого заместителя мэра", "role": "controller"}],
    )


def test_parts_keep_their_terms_their_others_and_whom_they_ask():
    entered(adopted())
    parts = list(PartRow.objects.all())

    assert [(part.order, str(part), part.deadline) for part in parts] == [
        (1, "а) Управлению культуры провести конкурс", "2024-05-01"),
        (2, "б) бассейну «Волна» открыть дорожку", DaysFrom(30)),
        (3, "в) провести праздник", "до конца года"),
    ]
    assert [len(part.others) for part in parts] == [0, 1, 0]
    asked = Addressing.objects.filter(recommendation=parts[0].recommendation)
    assert list(asked.values_list("addressee__name", "part__order")) == [
        ("управление культуры", 1),
        ("бассейн «Волна»", 2),
    ]


def test_every_row_of_it_keeps_who_entered_it():
    draft = draft_of(adopted())
    editor = UserFactory(organizer=draft.organizer)

    enter(draft, by=editor)

    rows = [*Line.objects.all(), *PartRow.objects.all(), *Recommendation.objects.all(), *Addressing.objects.all()]
    assert [row.history.get().history_user for row in rows] == [editor] * len(rows)
    assert len(rows) == 4 + 3 + 3 + 3


def test_a_body_that_two_parts_or_the_words_before_them_name_is_asked_once_and_by_the_whole():
    meeting = Mention(CULTURE.name, "культуре", kind="department")
    twice = tuple(Part(None, text, addressees=(CULTURE,)) for text in ("Управлению культуры: спеть", "и сплясать"))
    before = Part(None, "сыграть", addressees=(meeting,))
    section = replace(
        yards(),
        groups=(),
        remarks=(),
        recommendations=(
            item("Управлению культуры: спеть\nи сплясать", 1, parts=twice, addressees=(CULTURE, CULTURE)),
            item("Поручить культуре:\nсыграть", 2, parts=(before,), addressees=(meeting,)),
        ),
    )

    entered(replace(adopted(), sections=(section,)))

    assert list(Addressing.objects.values_list("recommendation__source_first", "part")) == [(1, None), (2, None)]


def test_groups_in_whatever_list_they_stand_keep_their_recommendations():
    section = yards()
    turned = replace(
        section,
        groups=section.groups[::-1],
        recommendations=tuple(replace(row, group=2 - row.group) for row in section.recommendations),
    )

    entered(replace(adopted(), sections=(turned,)))

    assert list(Recommendation.objects.in_document_order().values_list("group__text", flat=True)) == [
        "Рекомендовать администрации города:",
        "Управлению культуры:",
        "Соседям:",
    ]


def test_groups_deeper_than_the_register_knows_stand_under_the_second():
    groups = tuple(Group(f"{level}-й:", level - 1, level=level) for level in (1, 2, 4, 7, 2))
    groups = tuple(replace(group, place=place) for place, group in enumerate(groups))
    section = replace(yards(), groups=groups, remarks=(), recommendations=(item("спеть.", 9, group=3),))

    entered(replace(adopted(), sections=(section,)))

    assert list(Line.objects.in_section_order().values_list("level", "above__order")) == [
        (1, None),
        (2, 1),
        (3, 2),
        (3, 2),
        (2, 1),
    ]
    assert [line.text for line in Recommendation.objects.get().way] == ["1-й:", "2-й:", "7-й:"]


def test_thousands_of_items_are_entered_in_few_questions():
    groups = tuple(Group(f"Группа {n}:", n * 5, level=1 + n % 2) for n in range(800))
    items = tuple(
        item(f"Сделать {n}.", n, group=n // 4, addressees=(CULTURE,), parts=(Part(None, f"сделать {n}"),))
        for n in range(3200)
    )
    draft = draft_of(replace(adopted(), sections=(replace(yards(), groups=groups, remarks=(), recommendations=items),)))

    with CaptureQueriesContext(connection) as asked:
        enter(draft, by=None)

    assert (Line.objects.count(), Recommendation.objects.count(), PartRow.objects.count()) == (800, 3200, 3200)
    assert Recommendation.objects.filter(group=None).count() == 0
    assert len(asked) < 700


@pytest.mark.parametrize(
    ("days", "in_days", "words"),
    [(1, 1, ""), (0, None, "0 дней со дня получения"), (9999, None, "9999 дней со дня получения")],
)
def test_days_that_no_column_takes_are_words(days, in_days, words):
    asked = replace(item("Открыть клуб.", 3), deadline=DaysFrom(days))
    section = replace(yards(), groups=(), remarks=(), recommendations=(asked,))
    entered(replace(adopted(), sections=(section,)))

    assert Recommendation.objects.values_list("due_in_days", "due_as_written").get() == (in_days, words)
