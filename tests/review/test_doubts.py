"""What is left to look at, computed from the sheet as it is."""

from dataclasses import replace

import pytest

from resolution_reader import Problem, spans
from resolutions.review.doubts import doubts_of, errors_of, left_to_check
from resolutions.review.operations import cards, moving, sections
from resolutions.review.operations.paragraphs import assign
from resolutions.review.sheet import EMPTY, used_blocks
from tests.review.sheets import BLOCKS, sheet

pytestmark = pytest.mark.pure


def codes(found):
    return [doubt.code for doubt in doubts_of(found)]


def test_an_empty_document_misses_everything_and_has_one_error():
    assert codes(EMPTY) == ["no-title", "no-date", "no-place", "no-recommendations"]
    assert ([doubt.code for doubt in errors_of(EMPTY)], left_to_check(EMPTY)) == (["no-recommendations"], 1)


def test_what_does_not_fit_into_the_register_is_an_error():
    found = replace(sheet(), ordinal="Ы" * 21, place="т" * 301)
    found = cards.edit_number(found, 2, "1" * 21)
    long_name = replace(found.card(3).addressees[0], name="ш" * 501)
    found = cards.with_card(found, 3, lambda card: replace(card, addressees=(long_name,)))

    assert [doubt.where for doubt in errors_of(found) if doubt.code == "too-long"] == [0, 0, 2, 3]


def test_words_that_no_reader_placed_block_until_a_person_has_looked():
    found = replace(sheet(), problems=(Problem("words-lost", None, "Не прочитано: «сноска»."),))
    assert [doubt.code for doubt in errors_of(found)] == ["words-lost"]

    assert errors_of(cards.settle(found, 0, ["words-lost"])) == []


def test_a_lost_paragraph_is_settled_by_giving_it_a_place():
    lost = cards.with_rows(sheet(), 0, sheet().sections[0].body[:3])
    found = replace(lost, problems=(Problem("words-lost", (6, 6), "Не попало: «Провести субботник.»"),))
    assert 6 not in used_blocks(found)
    assert [doubt.code for doubt in errors_of(found)] == ["words-lost"]

    assert errors_of(assign(found, 6, "skip", BLOCKS)) == []
    assert errors_of(assign(found, 6, "recommendation", BLOCKS)) == []


def test_a_list_that_was_not_taken_is_a_doubt_until_its_items_are_cards():
    found = replace(sheet(), problems=(Problem("list-not-taken", (1, 1), "Пропущен список."),))
    assert codes(found)[0] == "list-not-taken"

    assert "list-not-taken" not in codes(assign(found, 1, "recommendation", BLOCKS))


def test_a_guessed_place_is_sure_once_it_was_edited():
    found = replace(sheet(), problems=(Problem("place-guessed", None, "Место взято из текста."),))
    assert codes(found)[0] == "place-guessed"

    assert codes(sections.edit_document(found, "place", "Северск"))[0] != "place-guessed"


def test_an_unlikely_title_is_a_doubt_until_somebody_types_one():
    found = replace(sheet(), problems=(Problem("title-unlikely", None, "Не похоже на название."),))

    assert codes(found)[0] == "title-unlikely"
    assert "title-unlikely" not in codes(sections.edit_document(found, "title", "Форум соседей"))


def test_a_long_text_and_an_empty_section_are_doubts_and_an_inherited_addressee_is_none():
    found = cards.with_card(sheet(), 6, lambda card: replace(card, implicit=True, text="а" * 1501))
    found = moving.move_to_section(moving.move_to_section(found, 6, 1), 7, 1)

    of_card = [doubt.code for doubt in doubts_of(found) if doubt.where == 6]
    assert of_card == ["very-long"]
    assert [doubt.where for doubt in doubts_of(found) if doubt.code == "empty-section"] == [5]


def test_what_intake_reported_of_a_card_goes_with_a_split():
    report = Problem("two-requests", (4, 4), "Две просьбы.")
    found = cards.with_card(sheet(), 2, lambda card: replace(card, reported=(report,)))
    assert "two-requests" in codes(found)

    assert "two-requests" not in codes(cards.split(found, 2, [66]))


def test_runs_of_blocks_are_written_as_spans():
    assert spans([5, 1, 2, 2, 7, 6]) == ((1, 2), (5, 7))
