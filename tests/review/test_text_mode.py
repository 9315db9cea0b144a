"""«Как текст»: the sheet as plain text, and what an editor types back."""

from dataclasses import replace

import pytest

from resolution_reader import general_directory
from resolutions.review.body import with_body
from resolutions.review.operations.cards import edit_text, remove_card
from resolutions.review.operations.lines import edit_line
from resolutions.review.operations.sections import edit_section
from resolutions.review.rereading import reread
from resolutions.review.sheet import EMPTY, SheetRemark, skipped_blocks
from resolutions.review.text_mode import one_spacing, text_of
from tests.review.sheets import ADOPTED_BLOCKS, BLOCKS, adopted_sheet, numbers, printed, sheet, texts

pytestmark = pytest.mark.pure


def typed(text, before=EMPTY, blocks=()):
    return reread(text, before, general_directory(), blocks)


def test_the_text_shows_everything_that_can_be_edited():
    assert text_of(sheet()).startswith(
        "Название: Резолюция II Форума дворов\n"
        "Номер по счёту: II\n"
        "Первый день: 05.06.2023\n"
        "Последний день:\n"
        "Место: город Томск\n"
        "\n"
        "Преамбула:\n"
        "\n"
        "== Дворы\n"
        "Вводная строка: Участники секции предлагают:\n"
        "\n"
        "№ 1. Рекомендовать администрации города Томска провести конкурс дворов. Итоги подвести осенью.\n"
        "Кому: администрация города Томска\n"
        "\n"
        "№ 2. Штабу озеленения разработать план посадок.\n"
        "Кому: Штаб озеленения\n"
    )


def test_saved_as_it_was_it_is_the_same_sheet():
    assert typed(text_of(sheet()), sheet(), BLOCKS) == sheet()


def test_a_resolution_is_typed_from_nothing_in_plain_lines():
    found = typed(
        """Название: Форум дворов
Первый день: 05.06.2023

Собрались жители.

== Дворы
Участники предлагают:

1. Посадить сад:
а) яблони;
б) груши.
Кому: мэрия; НКО
При участии: школы

– Убрать двор.

Покрасить лавки.
"""
    )

    section = found.sections[0]
    assert (found.title, found.date, found.preamble) == ("Форум дворов", "2023-06-05", "Собрались жители.")
    assert (section.title, section.lead_in) == ("Дворы", "Участники предлагают:")
    assert [(card.number, card.text) for card in found.cards] == [
        ("1", "Посадить сад:\nа) яблони;\nб) груши."),
        (None, "Убрать двор."),
        (None, "Покрасить лавки."),
    ]
    assert [(mention.name, mention.role) for mention in found.cards[0].addressees] == [
        ("мэрия", "lead"),
        ("НКО", "lead"),
        ("школы", "co-executor"),
    ]


def test_a_changed_text_is_the_same_card_with_its_source_and_words():
    text = text_of(sheet()).replace("разработать план посадок", "составить план посадок на весну")

    found = typed(text, sheet(), BLOCKS)

    card = found.cards[1]
    assert (card.key, card.blocks, card.text) == (3, (5,), "Штабу озеленения составить план посадок на весну.")
    assert card.addressees == sheet().cards[1].addressees


def test_a_deleted_card_is_skipped_and_a_merged_one_keeps_its_paragraph():
    text = text_of(sheet())
    start, end = text.index("\n№ 4."), text.index("\n== Соседи")

    deleted = typed(text[:start] + text[end:], sheet(), BLOCKS)
    merged = typed(
        text.replace("\nКому: администрация города Томска\n\n№ 2. ", "\n").replace("Кому: Штаб", "Кому: Штаб", 1),
        sheet(),
        BLOCKS,
    )

    assert (numbers(deleted), skipped_blocks(deleted)) == ([["1", "2"], ["1", "2"]], {6})
    assert skipped_blocks(merged) == frozenset()
    assert sorted(index for card in merged.cards[:1] for index in card.blocks) == [4, 5]


@pytest.mark.parametrize("held", ["items", "nothing"])
def test_a_section_of_another_name_is_the_same_section(held):
    found = sheet()
    yards = replace(found.sections[0], title_as_written="Секция «Дворы»", annex="Приложение 1", settled=("code",))
    yards = yards if held == "items" else with_body(yards, [])
    before = replace(found, sections=(yards, found.sections[1]))

    again = typed(text_of(before).replace("== Дворы", "== Дворы и сады"), before, BLOCKS)

    assert again.sections == (replace(yards, title="Дворы и сады"), found.sections[1])
    assert skipped_blocks(again) == skipped_blocks(before)


def test_a_new_section_is_not_one_whose_items_are_elsewhere():
    before = adopted_sheet()
    text = text_of(before).replace("\n== Соседи\n", "").replace("№ 2. Школам", "== Школы\n№ 2. Школам")

    again = typed(text, before, ADOPTED_BLOCKS)

    assert [section.title for section in again.sections] == ["Дворы", "Школы"]
    assert (again.sections[1].blocks, again.sections[1].title_as_written) == ((), None)
    assert skipped_blocks(again) - skipped_blocks(before) == set(before.sections[1].blocks)


def test_lines_that_look_like_marks_stay_words():
    words = "Пункт.\n== не секция\n№ 5. не пункт\nКому: не адресат\n– не пункт"
    before = edit_text(typed("№ 1. Пункт."), 2, words)

    found = typed(text_of(before), before)

    assert texts(found) == [[words]]


@pytest.mark.parametrize("words", ["Пункт.\n–\nне пункт", "  Пункт.  \n\n  – а  "])
def test_a_dash_alone_stays_a_line_and_spaces_around_make_no_other_text(words):
    shown = text_of(edit_text(typed("№ 1. Пункт."), 2, words))

    assert text_of(typed(shown)) == shown


@pytest.mark.parametrize("title", ["==Контроль", "2 + 2 =", "=", "== ==", "Школы"])
def test_a_title_keeps_the_signs_of_its_mark(title):
    before = edit_section(typed("№ 1. Пункт."), 1, "title", title)

    assert [section.title for section in typed(text_of(before)).sections] == [title]


def test_a_title_may_be_closed_by_its_mark():
    titles = [section.title for section in typed("== Школы ==\n\n===Дворы===\n\n====").sections]

    assert titles == ["Школы", "Дворы", None]


def test_a_label_alone_on_its_line_is_a_word_of_the_line():
    before = edit_line(adopted_sheet(), adopted_sheet().lines[0].key, "а)\nб)")

    assert text_of(typed(text_of(before))) == text_of(before)


def test_what_was_skipped_before_stays_skipped():
    before = remove_card(sheet(), 4)

    assert skipped_blocks(typed(text_of(before), before, BLOCKS)) == {6}


LINES = """== Дворы
Обсуждение: Дворы стали чище.
Вводная строка: Участники рекомендуют:

Вводная строка, уровень 2: 1. Администрации города Томска:

№ а) провести конкурс дворов. Итоги подвести осенью;
Кому:

Обсуждение: Поспорили о сроках.

№ б) отчитываться о ремонте.
Кому:

Конец вводной строки, уровень 2

– Провести субботник.
Кому:

Конец вводной строки

– Встретиться через год.
Кому:
"""


def test_lines_are_typed_where_they_stand():
    found = typed(LINES)

    section = found.sections[0]
    assert (section.preamble, section.lead_in) == ("Дворы стали чище.", "Участники рекомендуют:")
    assert [row.split(" < ")[-1] if row[0].isdigit() else row for row in printed(found)[0]] == [
        "> Участники рекомендуют:",
        ">> 1. Администрации города Томска:",
        str(section.groups[1].key),
        "~ Поспорили о сроках.",
        str(section.groups[1].key),
        str(section.groups[0].key),
        str(section.recommendations[-1].key),
    ]
    assert (section.groups[1].label, section.groups[1].number) == ("1.", "1")
    assert [card.label for card in found.cards] == ["а)", "б)", None, None]
    assert text_of(found).endswith(LINES)


def test_lines_that_say_the_same_or_nearly_are_the_same_lines():
    before = adopted_sheet()
    text = text_of(before).replace("2. Штабу озеленения:", "2. Штабу озеленения города:")

    found = typed(text, before, ADOPTED_BLOCKS)

    assert [line.key for line in found.lines] == [line.key for line in before.lines]
    assert (found.lines[2].printed, found.lines[2].blocks) == ("2. Штабу озеленения города:", (7,))
    assert typed(text_of(before), before, ADOPTED_BLOCKS) == before

    talk = typed(text_of(before).replace("Вводная строка, уровень 2: 2.", "Обсуждение: 2."), before, ADOPTED_BLOCKS)
    assert [(line.key, line.blocks, type(line)) for line in talk.sections[0].remarks] == [(11, (7,), SheetRemark)]
    assert [card.under for card in talk.cards[:4]] == [10] * 4


def test_a_line_taken_out_of_the_text_is_skipped_and_its_items_stay():
    before = adopted_sheet()
    text = text_of(before).replace("Вводная строка, уровень 2: 2. Штабу озеленения:\n\n", "")

    found = typed(text, before, ADOPTED_BLOCKS)

    assert (skipped_blocks(found), [card.under for card in found.cards[:4]]) == ({7}, [10] * 4)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. Посадить сад.\n2. Убрать двор.\nКому: жители", [("1", "Посадить сад."), ("2", "Убрать двор.")]),
        ("1) Сад.\n2) Двор.\n3) Парк.", [("1", "Сад."), ("2", "Двор."), ("3", "Парк.")]),
        ("а) Сад.\nб) Двор.", [("а", "Сад."), ("б", "Двор.")]),
        ("1.1. Сад.\n1.2. Двор.\n2. Парк.", [("1.1", "Сад."), ("1.2", "Двор."), ("2", "Парк.")]),
        ("1. Посадить:\nа) яблони;\nб) груши.\n2. Двор.", [("1", "Посадить:\nа) яблони;\nб) груши."), ("2", "Двор.")]),
        ("1. Посадить:\n1) яблони;\n2) груши.\n2. Двор.", [("1", "Посадить:\n1) яблони;\n2) груши."), ("2", "Двор.")]),
        ("1. Посадить:\n1. яблони;\n2. груши.", [("1", "Посадить:\n1. яблони;\n2. груши.")]),
        ("1. Сад.\n 2. груши.", [("1", "Сад.\n2. груши.")]),
        ("1. Сад.\n7. Двор.", [("1", "Сад.\n7. Двор.")]),
        ("== Дворы\nПросим:\n1. Сад.\n2. Двор.", [("1", "Сад."), ("2", "Двор.")]),
        ("Место: Томск\n1. Сад.\n2. Двор.", [("1", "Сад."), ("2", "Двор.")]),
    ],
)
def test_a_line_that_begins_with_the_next_number_is_an_item(text, items):
    found = typed(text)

    assert [(card.number, card.text) for card in found.cards] == items
    assert found.place in (None, "Томск")


def test_whom_the_last_line_names_is_the_addressee_of_the_last_item():
    found = typed("1. Посадить сад.\n2. Убрать двор.\nКому: жители")

    assert [[mention.name for mention in card.addressees] for card in found.cards] == [[], ["жители"]]


def test_a_typed_line_that_ends_in_a_colon_stands_over_what_is_below_it():
    found = typed("== Дворы\n\nМэрии:\n\n1. Сад.\n\nШколам:\n\n1. Двор.")

    assert [line.text for line in found.lines] == ["Мэрии:", "Школам:"]
    assert [card.under for card in found.cards] == [line.key for line in found.lines]


def test_what_an_item_does_is_read_from_what_was_typed():
    found = typed("== Дворы\nУчастники просят:\n\n1. Мэрию посадить сад.\n\n2. Принять к сведению доклад.")

    assert [card.act for card in found.cards] == ["ask", "note"]


def test_an_old_line_end_inside_a_text_is_a_line_end():
    assert one_spacing("1. \rОткрыть каток\r\nзимой") == "1.\nОткрыть каток\nзимой"
