"""Each operation of the review screen, on one small document: what it gives, and what it leaves alone."""

from dataclasses import replace

import pytest

from resolution_reader import general_directory, read_outline
from resolutions.review.doubts import doubts_of
from resolutions.review.named import is_open
from resolutions.review.operations import addressees, cards, lines, moving, paragraphs, sections
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.sheet import Sheet, sheet_from_json, sheet_json, sheet_of, skipped_blocks, used_blocks
from tests.review.sheets import BLOCKS, keys, numbers, sheet, texts

pytestmark = pytest.mark.pure

FIRST, SECOND, FOURTH, NGO, LAST = 2, 3, 4, 6, 7
YARDS, NEIGHBOURS = 1, 5
ASK_YARDS, ASK_NEIGHBOURS = 8, 9  # the lines «Участники секции предлагают:»


def codes(found: Sheet, where: int) -> list[str]:
    return [doubt.code for doubt in doubts_of(found) if doubt.where == where]


def test_a_sheet_comes_back_from_json_as_it_was():
    assert sheet_from_json(sheet_json(sheet())) == sheet()


def test_a_split_gives_two_cards_with_one_source_and_the_same_addressees():
    text = sheet().card(FIRST).text

    found = cards.split(sheet(), FIRST, [text.index("Итоги")])

    upper, lower = found.cards[:2]
    assert (upper.text, lower.text) == (
        "Рекомендовать администрации города Томска провести конкурс дворов.",
        "Итоги подвести осенью.",
    )
    assert (upper.number, lower.number, upper.blocks, lower.blocks) == ("1", None, (4,), (4,))
    assert upper.addressees == lower.addressees
    assert keys(found)[2:] == keys(sheet())[1:]


def test_after_a_split_each_half_asks_whom_it_names():
    merged = cards.merge_with_previous(sheet(), SECOND)

    found = cards.split(merged, FIRST, [merged.card(FIRST).text.index("Штабу")])

    assert [[mention.name for mention in card.addressees] for card in found.cards[:2]] == [
        ["администрация города Томска"],
        ["Штаб озеленения"],
    ]


@pytest.mark.parametrize("offsets", [[], [0], [10_000]])
def test_a_split_outside_the_text_is_refused(offsets):
    with pytest.raises(ImpossibleOperation):
        cards.split(sheet(), FIRST, offsets)


def test_a_merge_takes_the_number_of_the_upper_and_keeps_the_words_of_both():
    found = cards.merge_with_previous(sheet(), SECOND)

    merged = found.card(FIRST)
    assert merged.text.endswith("Итоги подвести осенью.\n2. Штабу озеленения разработать план посадок.")
    assert (merged.number, merged.blocks) == ("1", (4, 5))
    assert [mention.name for mention in merged.addressees] == ["администрация города Томска", "Штаб озеленения"]
    assert numbers(found) == [["1", "4"], ["1", "2"]]


def test_the_first_of_a_section_has_nothing_to_merge_with():
    with pytest.raises(ImpossibleOperation):
        cards.merge_with_previous(sheet(), NGO)


@pytest.mark.parametrize(
    ("key", "step", "order"),
    [
        (SECOND, -1, [[3, 2, 4], [6, 7]]),
        (SECOND, 1, [[2, 4, 3], [6, 7]]),
        (FOURTH, 1, [[2, 3], [4, 6, 7]]),
        (NGO, -1, [[2, 3, 4], [6, 7]]),
    ],
)
def test_a_card_moves_one_place_over_a_card_a_line_or_the_edge_of_its_section(key, step, order):
    found = moving.move(sheet(), key, step)

    assert [[card.key for card in section.recommendations] for section in found.sections] == order


@pytest.mark.parametrize(("key", "step"), [(ASK_YARDS, -1), (LAST, 1)])
def test_beyond_the_document_there_is_nowhere_to_move(key, step):
    with pytest.raises(ImpossibleOperation):
        moving.move(sheet(), key, step)


def test_a_card_goes_to_the_end_of_another_section():
    assert numbers(moving.move_to_section(sheet(), FIRST, NEIGHBOURS)) == [["2", "4"], ["1", "2", "1"]]


def test_what_is_no_recommendation_is_skipped_and_nothing_else_is():
    found = cards.remove_card(sheet(), FOURTH)

    assert (keys(found), skipped_blocks(found)) == ([2, 3, 6, 7], {6})


def test_half_of_a_split_is_not_removed_with_words_that_would_be_nowhere():
    halves = cards.split(sheet(), FIRST, [10])
    second = halves.cards[1].key

    with pytest.raises(ImpossibleOperation, match="Это часть абзаца"):
        cards.remove_card(halves, second)

    found = cards.remove_card(cards.edit_text(halves, second, ""), second)
    assert (skipped_blocks(found), used_blocks(found)) == (frozenset(), used_blocks(sheet()))


def test_numbers_come_back_as_they_are_printed():
    changed = cards.edit_number(cards.edit_number(sheet(), FIRST, " 7 "), FOURTH, "")

    assert numbers(changed) == [["7", "2", None], ["1", "2"]]
    assert numbers(cards.renumber_as_printed(changed, BLOCKS)) == numbers(sheet())


def test_numbers_that_stand_in_cells_of_a_table_stay():
    page = """<h1>Резолюция форума дворов</h1><p>5 июня 2023 года, город Томск</p>
        <table><tr><th>Кому</th><th>№</th><th>Рекомендация</th></tr>
        <tr><td>Администрация города Томска</td><td>1.</td><td>Посадить сад</td></tr>
        <tr><td>НКО</td><td>2.</td><td>Провести конкурс дворов</td></tr></table>"""
    blocks, outline = read_outline(page.encode(), "html", general_directory())
    found = sheet_of(outline)

    assert numbers(found) == [["1", "2"]]
    assert cards.renumber_as_printed(found, blocks) == found


def test_a_number_within_the_words_of_a_paragraph_stays():
    within = [replace(block, label="", text=block.printed) for block in BLOCKS]
    changed = cards.edit_number(sheet(), FOURTH, "7")

    assert cards.renumber_as_printed(sheet(), within) == sheet()
    assert numbers(cards.renumber_as_printed(changed, within)) == [["1", "2", None], ["1", "2"]]


def test_an_empty_recommendation_is_an_error_until_it_has_text():
    added = cards.add_card(sheet(), YARDS, after=FIRST)
    new = added.cards[1].key

    assert codes(added, new) == ["empty-text"]
    assert codes(cards.edit_text(added, new, "Сделать."), new) == []
    assert codes(cards.settle(added, new, ["empty-text"]), new) == ["empty-text"]


def test_a_number_twice_is_a_doubt_and_a_filled_gap_is_none():
    assert codes(sheet(), FOURTH) == ["number-gap"]
    assert codes(cards.edit_number(sheet(), FOURTH, "3"), FOURTH) == []
    assert codes(cards.edit_number(sheet(), FOURTH, "2"), FOURTH) == ["number-twice"]


def test_a_confirmed_doubt_stays_confirmed_after_other_edits():
    found = cards.settle(sheet(), FOURTH, ["number-gap:2-4"])
    assert codes(found, FOURTH) == []

    found = moving.move(cards.edit_text(found, FOURTH, "Провести два субботника."), FOURTH, -1)

    assert codes(found, FOURTH) == ["number-gap"]  # after another item it is another gap
    assert codes(moving.move(found, FOURTH, 1), FOURTH) == []


def test_what_the_document_says_is_edited_and_a_day_is_understood():
    found = sections.edit_document(sheet(), "date", "21.04.2021")
    found = sections.edit_document(found, "date_end", "20.04.2021")
    found = sections.edit_document(found, "title", "  ")

    assert (found.date, found.date_end, found.title) == ("2021-04-21", "2021-04-20", None)
    assert codes(found, 0) == ["no-title", "dates-order"]
    assert codes(sections.edit_document(sheet(), "date", "31.02.2021"), 0) == ["bad-date"]


def test_a_line_edited_is_the_lead_in_of_its_cards():
    found = lines.edit_line(sheet(), ASK_YARDS, "Просят:")

    assert {card.lead_in for card in found.sections[0].recommendations} == {"Просят:"}
    assert (found.sections[0].lead_in, found.sections[0].groups[0].blocks) == ("Просят:", (3,))
    assert found.sections[1] == sheet().sections[1]


def test_a_section_begins_at_a_card_and_takes_what_follows():
    assert numbers(sections.add_section(sheet(), SECOND)) == [["1"], ["2", "4"], ["1", "2"]]
    assert numbers(sections.add_section(sheet())) == [["1", "2", "4"], ["1", "2"], []]


def test_what_a_removed_section_holds_goes_up_and_its_heading_is_skipped():
    found = sections.remove_section(sheet(), NEIGHBOURS)

    assert (numbers(found), skipped_blocks(found)) == ([["1", "2", "4", "1", "2"]], {7})
    assert found.lines == (sheet().lines[0], replace(sheet().lines[1], place=4))
    assert numbers(sections.remove_section(sheet(), YARDS)) == [["1", "2", "4", "1", "2"]]
    with pytest.raises(ImpossibleOperation):
        sections.remove_section(found, YARDS)


def test_sections_change_places():
    assert numbers(sections.move_section(sheet(), YARDS, 1)) == [["1", "2"], ["1", "2", "4"]]
    with pytest.raises(ImpossibleOperation):
        sections.move_section(sheet(), YARDS, -1)


def test_a_skipped_paragraph_comes_back_as_whatever_the_editor_says():
    skipped = cards.remove_card(sheet(), FOURTH)

    again = paragraphs.assign(skipped, 6, "recommendation", BLOCKS)
    assert (texts(again), numbers(again)) == (texts(sheet()), numbers(sheet()))
    joined = paragraphs.assign(skipped, 6, "continuation", BLOCKS)
    assert joined.card(SECOND).text.endswith("план посадок.\n4. Провести субботник.")
    assert joined.card(SECOND).blocks == (5, 6)
    titled = paragraphs.assign(skipped, 6, "section", BLOCKS)
    assert [section.title for section in titled.sections] == ["Дворы", "Провести субботник.", "Соседи"]
    opened = paragraphs.assign(skipped, 6, "preamble", BLOCKS)
    assert opened.preamble == "4. Провести субботник."
    assert [skipped_blocks(found) for found in (again, joined, titled, opened)] == [frozenset()] * 4


def test_a_paragraph_of_a_card_is_taken_out_of_it_with_its_words():
    merged = cards.merge_with_previous(sheet(), SECOND)

    found = paragraphs.assign(merged, 5, "recommendation", BLOCKS)

    assert texts(found) == texts(sheet())
    assert found.card(FIRST).blocks == (4,)


def test_a_paragraph_whose_words_were_rewritten_stays_where_it_is():
    merged = cards.edit_text(cards.merge_with_previous(sheet(), SECOND), FIRST, "Совсем другое.")

    with pytest.raises(ImpossibleOperation):
        paragraphs.assign(merged, 5, "skip", BLOCKS)


def test_the_title_of_a_section_can_be_no_title():
    found = paragraphs.assign(sheet(), 8, "skip", BLOCKS)

    assert (found.sections[1].lead_in, skipped_blocks(found)) == (None, {8})


def test_a_paragraph_is_said_to_be_the_name_of_the_document():
    """In the head its words stay as printed, and others come there; nothing is passed over."""
    in_head = paragraphs.assign(sheet(), 1, "title", BLOCKS)
    found = paragraphs.assign(in_head, 6, "title", BLOCKS)

    assert (in_head.title, in_head.head) == (BLOCKS[1].text, sheet().head)
    assert (found.title, found.head) == ("Провести субботник.", f"{sheet().head}\n4. Провести субботник.")
    assert (keys(found), skipped_blocks(found)) == ([FIRST, SECOND, NGO, LAST], frozenset())
    assert paragraphs.assign(found, 0, "title", BLOCKS).title == sheet().title


@pytest.mark.parametrize(("index", "kind"), [(99, "skip"), (-1, "skip"), (1, "nonsense")])
def test_an_unknown_paragraph_or_kind_is_refused(index, kind):
    with pytest.raises(ImpossibleOperation):
        paragraphs.assign(sheet(), index, kind, BLOCKS)


def test_an_addressee_is_confirmed_for_one_card_or_for_all_alike():
    name = "Штаб озеленения"

    def waiting(found):
        return [key for key in (SECOND, LAST) if is_open(found.card(key).addressees[0], found.card(key))]

    assert waiting(sheet()) == [SECOND, LAST]
    assert waiting(addressees.confirm_addressee(sheet(), SECOND, name)) == [LAST]
    assert waiting(addressees.confirm_for_all(sheet(), name)) == []


def test_a_body_chosen_for_all_alike_is_learned_as_another_name():
    body = addressees.mention_of("НКО", general_directory())

    found = addressees.choose_for_all(sheet(), "Штаб озеленения", body)

    known = body.known_as or body.name
    assert [found.card(key).addressees[0].name for key in (SECOND, LAST)] == ["НКО", "НКО"]
    assert found.card(SECOND).addressees[0].as_written == "Штабу озеленения"
    assert found.aliases == (("Штаб озеленения", known),)
    assert addressees.choose_for_all(found, "Штаб озеленения", body) == found


def test_addressees_are_added_turned_and_removed():
    found = addressees.add_addressee(sheet(), FOURTH, addressees.mention_of("клуб соседей", general_directory()))
    found = addressees.add_addressee(found, FOURTH, addressees.mention_of("НКО", general_directory()))
    found = addressees.change_role(found, FOURTH, "Клуб соседей")

    card = found.card(FOURTH)
    assert [(mention.name, mention.role) for mention in card.addressees] == [
        ("НКО", "lead"),
        ("клуб соседей", "co-executor"),
    ]
    assert codes(found, FOURTH) == ["number-gap"]
    assert addressees.remove_addressee(found, FOURTH, "НКО").card(FOURTH).addressees == card.addressees[1:]


def test_a_card_that_is_gone_is_said_to_be_gone():
    with pytest.raises(ImpossibleOperation):
        cards.edit_text(sheet(), 99, "x")
    with pytest.raises(ImpossibleOperation):
        cards.add_card(sheet(), 99)
    with pytest.raises(ImpossibleOperation):
        sections.edit_section(sheet(), 99, "title", "x")
