"""Lines between the cards of the review, by their fields and buttons; acts and terms of a card beside its text."""

import re

import pytest
from django.urls import reverse

from resolution_reader import DaysFrom
from resolutions.models import Draft
from resolutions.review.operations.lines import add_line, edit_line
from resolutions.review.receive import receive
from resolutions.review.sheet import sheet_from_json, sheet_json, skipped_blocks
from resolutions.workspace.cutting import MOST
from tests.review.sheets import ADOPTED, printed
from tests.review.test_lines import AS_READ
from tests.workspace.large import large_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(editor):
    return receive(ADOPTED.encode(), "форум.txt", editor.user.organizer, editor.user)


def now(draft):
    return sheet_from_json(Draft.objects.get(pk=draft.pk).outline)


def html(client, draft):
    return client.get(draft.get_absolute_url()).content.decode()


def save_itself(client, draft, **fields):
    draft.refresh_from_db()
    return client.post(reverse("draft-autosave", args=[draft.pk]), {"revision": draft.revision} | fields)


def test_lines_stand_between_the_cards_where_they_are_printed(editor, draft):
    page = html(editor, draft)

    rows = re.findall(r'<(?:article|div) class="draft-(?:card draft-card--item|line)[^"]*" id="([cl]-\d+)"', page)
    assert rows == ["l-9", "l-10", "c-2", "c-3", "l-11", "c-4", "c-5", "c-7", "c-8"]
    assert re.search(r'name="line-10-label" value="1\."', page)
    assert re.search(r'name="line-10-text"[^>]*>Администрации города Томска:</textarea>', page)
    assert '<p class="draft-line__named">Администрация города Томска</p>' in page
    assert page.count(">вводная строка<") >= 3
    assert 'value="merge:4"' not in page  # a line stands over it
    assert 'value="merge:5"' in page


@pytest.mark.parametrize(
    ("op", "anchor", "body"),
    [
        ("line-up:11", "l-11", [*AS_READ[:3], AS_READ[4], "3 < 11", *AS_READ[5:]]),
        ("line-remove:11", "c-3", [*AS_READ[:4], "4 < 10", "5 < 10"]),
        ("line-turn:11", "l-11", [*AS_READ[:4], "~ 2. Штабу озеленения:", "4 < 10", "5 < 10"]),
        ("line-outer:11", "l-11", [*AS_READ[:4], "> 2. Штабу озеленения:", *AS_READ[5:]]),
        ("line-above:5", "l-12", [*AS_READ[:6], ">> ", "5 < 12"]),
        ("up:4", "c-4", [*AS_READ[:4], "4 < 10", AS_READ[4], "5 < 11"]),
        ("down:3", "c-3", [*AS_READ[:3], AS_READ[4], "3 < 11", *AS_READ[5:]]),
        ("assign:6:group", "b-6", [*AS_READ[:3], ">> б) ежеквартально отчитываться о ремонте.", *AS_READ[4:]]),
        ("assign:6:remark", "b-6", [*AS_READ[:3], "~ б) ежеквартально отчитываться о ремонте.", *AS_READ[4:]]),
    ],
)
def test_a_button_of_a_line_does_its_work_and_is_undone(press, draft, op, anchor, body):
    answer = press(op)

    assert printed(now(draft))[0] == body
    if not op.startswith("assign"):
        assert answer["Location"] == f"{draft.get_absolute_url()}#{anchor}"
    press("undo")
    assert printed(now(draft))[0] == AS_READ


def test_a_line_goes_to_another_section_with_its_items(press, draft):
    press("line-to-section:11", **{"line-11-to": "6"})

    assert printed(now(draft)) == [AS_READ[:4], ["7", "8", "> 2. Штабу озеленения:", "4 < 11", "5 < 11"]]


@pytest.mark.parametrize(
    ("op", "sentence"),
    [
        ("line-down:11", "Строка стоит над своими пунктами: сначала перенесите их."),
        ("merge:4", "Между пунктами стоит вводная строка: сначала уберите её."),
        ("line-up:99", "Этой строки в черновике уже нет."),
        ("line-turn:2", "Этой строки в черновике уже нет."),
        ("line-to-section:11", "Выберите секцию и нажмите снова."),
        ("line-deeper:10", "Глубже вложить нельзя."),
    ],
)
def test_what_cannot_be_done_to_a_line_is_said_in_one_sentence(editor, press, draft, op, sentence):
    before = now(draft)

    press(op)

    assert sentence in html(editor, draft)
    assert now(draft) == before


def test_whatever_is_typed_beside_a_card_or_into_a_line_is_saved_with_any_button(press, draft):
    press(
        "save",
        **{
            "line-10-text": "Администрации Томска:",
            "line-10-label": "I.",
            "card-2-act": "ask",
            "card-2-deadline": "21.04.2024",
            "card-2-repeats": "ежегодно",
            "card-3-deadline": "30 дней со дня получения",
            "card-4-deadline": "",
        },
    )

    found = now(draft)
    assert found.lines[1].printed == "I. Администрации Томска:"
    first, second, third = found.cards[:3]
    assert (first.act, first.deadline, first.repeats) == ("ask", "2024-04-21", "ежегодно")
    assert (second.deadline, third.deadline) == (DaysFrom(30), None)


def test_an_act_that_does_not_exist_is_refused_and_nothing_is_saved(editor, press, draft):
    press("save", **{"card-2-act": "dance", "card-2-text": "Другое."})
    assert "Такого действия у рекомендации не бывает: выберите из списка." in html(editor, draft)

    answer = save_itself(editor, draft, **{"card-2-act": "dance"})
    assert (answer.status_code, "Такого действия" in answer.content.decode()) == (409, True)
    assert now(draft).card(2).text != "Другое."


def test_a_line_saves_itself_and_says_when_it_has_no_words(editor, draft):
    answer = save_itself(editor, draft, **{"line-11-text": "Школам:"})
    assert answer.status_code == 200
    assert 'id="l-11-look"' in answer.content.decode()
    assert now(draft).lines[2].text == "Школам:"

    answer = save_itself(editor, draft, **{"line-11-text": " "})
    assert "У вводной строки нет текста" in answer.content.decode()
    publish = editor.get(reverse("draft-publish", args=[draft.pk])).content.decode()
    assert f'href="{draft.get_absolute_url()}?strictly=1#l-11"' in publish


def test_two_editors_see_both_words_of_a_line_and_of_an_act(editor, press, draft):
    press("save", **{"line-11-text": "Школам:", "card-2-act": "ask"})

    stale = {"op": "save", "revision": 1, "line-11-text": "Больницам:", "card-2-act": "decide"}
    answer = editor.post(draft.get_absolute_url(), stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Больницам:", "Школам:", "решает само", "просит"))

    draft.refresh_from_db()
    kept = {"revision": draft.revision, "line-11-text": "Больницам:", "card-2-act": "решает само"}
    editor.post(reverse("draft-both", args=[draft.pk]), kept)
    assert (now(draft).lines[2].text, now(draft).card(2).act) == ("Больницам:", "decide")


def test_words_typed_into_a_line_that_is_gone_can_be_copied(editor, press, draft):
    press("line-remove:11")

    answer = editor.post(draft.get_absolute_url(), {"op": "save", "revision": 1, "line-11-text": "Больницам:"})

    page = answer.content.decode()
    assert "Этой строки в черновике уже нет" in page
    assert "Больницам:" in page


def test_words_typed_into_the_one_field_of_an_older_page_can_be_copied(editor, draft):
    typed = {"op": "save", "revision": 0, "section-1-lead_in": "Просят:"}
    page = editor.post(draft.get_absolute_url(), typed).content.decode()
    assert "Теперь вводные строки стоят между рекомендациями." in page

    unchanged = {"op": "save", "revision": 0, "section-1-lead_in": "Участники секции рекомендуют:"}
    assert editor.post(draft.get_absolute_url(), unchanged).status_code == 302


def test_the_preview_shows_lines_where_they_stand(editor, press, draft):
    press("assign:12:remark")

    page = editor.get(reverse("draft-preview", args=[draft.pk]))

    assert [[getattr(row, "printed", "") for row in section.body_shown] for section in page.context["sections"]] == [
        [
            "Участники секции рекомендуют:",
            "1. Администрации города Томска:",
            "а) провести конкурс дворов. Итоги подвести осенью;",
            "б) ежеквартально отчитываться о ремонте.",
            "2. Штабу озеленения:",
            "а) разработать план посадок до 1 мая 2024 года;",
            "б) принять к сведению опыт Северска.",
        ],
        [
            "1. Рекомендовать НКО открыть соседский центр.",
            "Участники поблагодарили соседей.",
            "2. Школам раздать саженцы.",
        ],
    ]
    rows = page.context["sections"][0].recommendations_shown
    assert [[line.printed for line in row.way] for row in rows[1:3]] == [
        ["Участники секции рекомендуют:", "1. Администрации города Томска:"],
        ["Участники секции рекомендуют:", "2. Штабу озеленения:"],
    ]
    assert rows[0].get_absolute_url() == "#r-2"


def test_paragraphs_of_a_removed_line_are_skipped_on_the_screen(press, draft):
    press("line-remove:11")

    assert skipped_blocks(now(draft)) == {7}


def test_lines_are_counted_on_the_pages_of_a_large_draft(editor):
    draft = large_draft(editor.user, 80)
    sheet = sheet_from_json(draft.outline)
    for card in sheet.cards:
        sheet = add_line(sheet, card.key)
        sheet = edit_line(sheet, sheet.next_key - 1, "Рекомендовать управлению «культуры» " + "и делам молодёжи " * 20)
    draft.outline = sheet_json(sheet)
    draft.save()

    first = editor.get(draft.get_absolute_url())
    count = first.context["screen"].cut.count
    pages = [first, *(editor.get(draft.get_absolute_url(), {"page": page}) for page in range(2, count + 1))]

    assert count > 1
    assert [len(page.content) <= MOST for page in pages] == [True] * count
    shown = [row.anchor for page in pages for section in page.context["screen"].sections for row in section.rows]
    assert shown == [
        f"{'c' if row in section.recommendations else 'l'}-{row.key}"
        for section in sheet.sections
        for row in section.body
    ]
