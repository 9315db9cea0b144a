"""«Как текст»: the sheet as plain text, and what an editor types back."""

import pytest

from resolution_reader import general_directory
from resolutions.review.operations.cards import edit_text, remove_card
from resolutions.review.rereading import reread
from resolutions.review.sheet import EMPTY, skipped_blocks
from resolutions.review.text_mode import text_of
from tests.review.sheets import BLOCKS, numbers, sheet, texts

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


def test_lines_that_look_like_marks_stay_words():
    words = "Пункт.\n== не секция\n№ 5. не пункт\nКому: не адресат\n– не пункт"
    before = edit_text(typed("№ 1. Пункт."), 2, words)

    found = typed(text_of(before), before)

    assert texts(found) == [[words]]


def test_what_was_skipped_before_stays_skipped():
    before = remove_card(sheet(), 4)

    assert skipped_blocks(typed(text_of(before), before, BLOCKS)) == {6}
