"""Lines between the recommendations of a draft: where they stand, over what, and what may not be done to them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from resolution_reader import DaysFrom, Mention, from_json, general_directory
from resolutions.review.body import with_body
from resolutions.review.doubts import doubts_of
from resolutions.review.operations import cards, lines, moving, paragraphs, sections, terms
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.rereading import reread
from resolutions.review.sheet import sheet_from_json, sheet_json, skipped_blocks, used_blocks
from tests.review.sheets import ADOPTED_BLOCKS, BLOCKS, SHARED_BLOCKS, adopted_sheet, printed, shared_sheet, sheet

pytestmark = pytest.mark.pure

A, B, C, D, NGO, SCHOOLS = 2, 3, 4, 5, 7, 8
ALL, CITY, GREEN = 9, 10, 11
YARDS, NEIGHBOURS = 1, 6
HUGE = "9" * 5000
OVER_ITS_ITEMS = "Строка стоит над своими пунктами: сначала перенесите их"

AS_READ = [
    "> Участники секции рекомендуют:",
    ">> 1. Администрации города Томска:",
    "2 < 10",
    "3 < 10",
    ">> 2. Штабу озеленения:",
    "4 < 11",
    "5 < 11",
]
STORED = json.loads((Path(__file__).parent / "settled_before.json").read_text(encoding="utf-8"))


def test_lines_stand_at_their_place_with_blocks_of_their_own():
    found = adopted_sheet()

    assert printed(found)[0] == AS_READ
    assert [line.blocks for line in found.lines] == [(3,), (4,), (7,)]
    assert found.sections[0].blocks == (2,)
    assert used_blocks(found) == set(range(len(ADOPTED_BLOCKS)))
    assert sheet_from_json(sheet_json(found)) == found


def test_what_is_put_together_again_is_what_was_taken_apart():
    assert [with_body(section, section.body) for section in adopted_sheet().sections] == [*adopted_sheet().sections]


@pytest.mark.parametrize(
    ("key", "step", "body"),
    [
        (C, -1, [*AS_READ[:4], "4 < 10", AS_READ[4], "5 < 11"]),
        (B, 1, [*AS_READ[:3], AS_READ[4], "3 < 11", *AS_READ[5:]]),
        (A, -1, [AS_READ[0], "2 < 9", AS_READ[1], *AS_READ[3:]]),
        (A, 1, [*AS_READ[:2], "3 < 10", "2 < 10", *AS_READ[4:]]),
        (GREEN, -1, [*AS_READ[:3], AS_READ[4], "3 < 11", *AS_READ[5:]]),
    ],
)
def test_a_step_over_a_line_goes_into_its_group_or_out_of_it(key, step, body):
    assert printed(moving.move(adopted_sheet(), key, step))[0] == body


@pytest.mark.parametrize(("key", "step"), [(GREEN, 1), (CITY, 1), (ALL, 1), (CITY, -1)])
def test_a_line_is_not_taken_from_over_its_items(key, step):
    with pytest.raises(ImpossibleOperation, match=OVER_ITS_ITEMS):
        moving.move(adopted_sheet(), key, step)


def test_a_line_does_not_leave_its_section_without_its_items():
    with pytest.raises(ImpossibleOperation, match=OVER_ITS_ITEMS):
        moving.move(sheet(), 9, -1)

    bare = lines.turn_line(sheet(), 9)
    assert [line.key for line in moving.move(bare, 9, -1).sections[0].lines] == [8, 9]


def test_nothing_is_merged_over_a_line():
    with pytest.raises(ImpossibleOperation, match="Между пунктами стоит вводная строка: сначала уберите её"):
        cards.merge_with_previous(adopted_sheet(), C)
    with pytest.raises(ImpossibleOperation, match="объединять не с чем"):
        cards.merge_with_previous(adopted_sheet(), A)

    talk = paragraphs.assign(adopted_sheet(), 12, "remark", ADOPTED_BLOCKS)
    with pytest.raises(ImpossibleOperation, match="Между пунктами стоит обсуждение: сначала уберите его"):
        cards.merge_with_previous(talk, SCHOOLS)


def test_a_removed_line_leaves_its_items_to_the_line_above_and_their_addressees_to_them():
    found = lines.remove_line(adopted_sheet(), GREEN)

    assert printed(found)[0] == [*AS_READ[:4], "4 < 10", "5 < 10"]
    assert skipped_blocks(found) == {7}
    assert [mention.name for mention in found.card(C).addressees] == ["Штаб озеленения"]
    assert found.card(C).lead_in == "Администрации города Томска:"


def test_a_line_that_shares_its_paragraph_with_an_item_does_not_vanish():
    talk = next(line for line in shared_sheet().lines if line.text == "Соседи готовы помогать.")

    with pytest.raises(ImpossibleOperation, match="Это часть абзаца"):
        lines.remove_line(shared_sheet(), talk.key, SHARED_BLOCKS)

    found = lines.remove_line(lines.edit_line(shared_sheet(), talk.key, " "), talk.key, SHARED_BLOCKS)
    assert (skipped_blocks(found), used_blocks(found)) == (frozenset(), used_blocks(shared_sheet()))


def test_a_line_edited_keeps_whom_its_words_still_name():
    found = lines.edit_line(adopted_sheet(), CITY, "Рекомендовать Администрации города Томска:")
    assert [mention.name for mention in found.lines[1].addressees] == ["Администрация города Томска"]
    assert found.card(A).lead_in == "Рекомендовать Администрации города Томска:"

    found = lines.edit_line(found, CITY, "Школам:")
    assert found.lines[1].addressees == ()
    assert [mention.name for mention in found.card(A).addressees] == ["Администрация города Томска"]


def test_a_label_of_a_line_is_kept_as_typed():
    found = lines.edit_line_label(adopted_sheet(), CITY, " II. ")

    assert (found.lines[1].label, found.lines[1].number, found.sections[0].lead_in) == (
        "II.",
        "II",
        "Участники секции рекомендуют:",
    )
    with pytest.raises(ImpossibleOperation, match="номера не бывает"):
        lines.edit_line_label(lines.turn_line(found, CITY), CITY, "3.")


def test_a_line_becomes_talk_and_talk_a_line():
    talk = lines.turn_line(adopted_sheet(), GREEN)
    assert printed(talk)[0] == [*AS_READ[:4], "~ 2. Штабу озеленения:", "4 < 10", "5 < 10"]

    found = lines.turn_line(talk, GREEN)
    assert printed(found)[0] == [*AS_READ[:4], ">> 2. Штабу озеленения:", "4 < 11", "5 < 11"]
    assert used_blocks(found) == set(range(len(ADOPTED_BLOCKS)))


def test_a_line_goes_in_and_out_of_the_one_above():
    found = lines.change_level(adopted_sheet(), GREEN, -1)
    assert printed(found)[0][4] == "> 2. Штабу озеленения:"
    assert lines.change_level(found, GREEN, 1) == adopted_sheet()
    with pytest.raises(ImpossibleOperation, match="Глубже вложить нельзя"):
        lines.change_level(adopted_sheet(), CITY, 1)
    with pytest.raises(ImpossibleOperation, match="уже на верхнем уровне"):
        lines.change_level(found, GREEN, -1)


def test_a_new_line_stands_over_the_items_below_it_and_waits_for_words():
    found = lines.add_line(adopted_sheet(), B)

    assert printed(found)[0] == [*AS_READ[:3], ">> ", "3 < 12", *AS_READ[4:]]
    assert [doubt.code for doubt in doubts_of(found) if doubt.is_error] == ["empty-line"]
    assert doubts_of(lines.edit_line(found, 12, "Школам:")) == doubts_of(adopted_sheet())


def test_a_paragraph_is_a_line_at_its_place_in_the_source():
    without = lines.remove_line(adopted_sheet(), GREEN)
    found = paragraphs.assign(without, 7, "group", ADOPTED_BLOCKS)
    assert printed(found)[0] == [*AS_READ[:4], ">> 2. Штабу озеленения:", "4 < 12", "5 < 12"]

    talk = paragraphs.assign(without, 7, "remark", ADOPTED_BLOCKS)
    assert printed(talk)[0] == [*AS_READ[:4], "~ 2. Штабу озеленения:", "4 < 10", "5 < 10"]

    from_card = paragraphs.assign(adopted_sheet(), 5, "group", ADOPTED_BLOCKS)
    assert printed(from_card)[0][2:4] == [">> а) провести конкурс дворов. Итоги подвести осенью;", "3 < 12"]

    inside = paragraphs.assign(adopted_sheet(), 12, "remark", ADOPTED_BLOCKS)
    assert printed(inside)[1] == ["7", "~ Участники поблагодарили соседей.", "8"]


def test_a_section_that_begins_at_an_item_takes_the_line_above_it_along():
    found = sections.add_section(adopted_sheet(), before=C)
    assert printed(found)[:2] == [AS_READ[:4], ["> 2. Штабу озеленения:", "4 < 11", "5 < 11"]]

    titled = paragraphs.assign(adopted_sheet(), 7, "section", ADOPTED_BLOCKS)
    assert (titled.sections[1].title, printed(titled)[1]) == ("Штабу озеленения:", ["4", "5"])

    back = sections.remove_section(found, found.sections[1].key)
    assert printed(back)[0] == [*AS_READ[:4], "> 2. Штабу озеленения:", "4 < 11", "5 < 11"]


def test_a_line_goes_to_another_section_with_all_that_stands_under_it():
    found = moving.move_to_section(adopted_sheet(), GREEN, NEIGHBOURS)
    assert printed(found) == [AS_READ[:4], ["7", "8", "> 2. Штабу озеленения:", "4 < 11", "5 < 11"]]

    card = moving.move_to_section(adopted_sheet(), C, NEIGHBOURS)
    assert (printed(card)[1], card.card(C).lead_in) == (["7", "8", "4"], None)


def test_labels_and_numbers_go_together():
    found = cards.edit_number(adopted_sheet(), A, "г")
    assert (found.card(A).number, found.card(A).label) == ("г", "г)")
    found = cards.edit_number(found, A, "2)")
    assert (found.card(A).number, found.card(A).label) == ("2", "2)")
    found = lines.edit_line_label(cards.edit_number(found, A, ""), CITY, "")
    assert (found.card(A).number, found.card(A).label, found.lines[1].label) == (None, None, None)

    again = cards.renumber_as_printed(found, ADOPTED_BLOCKS)
    assert again == adopted_sheet()


def test_a_label_of_thousands_of_digits_is_kept_to_be_shortened():
    found = lines.edit_line_label(cards.edit_number(adopted_sheet(), A, HUGE), CITY, HUGE)
    again = reread(f"№ {HUGE}. Посадить сад.\n2. Полить.", sheet(), general_directory(), BLOCKS)

    assert (found.card(A).number, found.lines[1].label, again.cards[0].number) == (HUGE, HUGE, HUGE)
    assert [doubt.code for row in (found, again) for doubt in doubts_of(row) if doubt.code == "too-long"] == [
        "too-long"
    ] * 3


def test_halves_of_a_split_have_labels_and_acts_of_their_own():
    asked = terms.set_act(adopted_sheet(), A, "ask")
    found = cards.split(asked, A, [asked.card(A).text.index("Итоги")])

    assert [(card.label, card.act, card.group) for card in found.cards[:2]] == [
        ("а)", "ask", 1),
        (None, "recommend", 1),
    ]
    merged = cards.merge_with_previous(found, found.cards[1].key)
    assert merged.card(A) == asked.card(A)


def test_an_act_that_does_not_exist_is_refused():
    assert terms.set_act(adopted_sheet(), A, "decide").card(A).act == "decide"
    with pytest.raises(ImpossibleOperation, match="Такого действия"):
        terms.set_act(adopted_sheet(), A, "dance")


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("21.04.2021", "2021-04-21"),
        (" 30 дней со дня получения ", DaysFrom(30)),
        ("в течение 21 дня с момента получения", DaysFrom(21)),
        ("к  осени", "к осени"),
        ("", None),
    ],
)
def test_a_term_is_a_day_days_or_words(typed, term):
    assert terms.edit_deadline(adopted_sheet(), A, typed).card(A).deadline == term


def test_what_an_editor_said_of_a_term_outlives_a_new_text_and_what_was_read_does_not():
    typed = terms.edit_repeats(terms.edit_deadline(adopted_sheet(), C, "к весне"), B, "ежегодно")
    typed = cards.edit_text(cards.edit_text(typed, C, "Разработать план до 1 июня 2024 года."), B, "Отчитываться.")
    assert (typed.card(C).deadline, typed.card(B).repeats) == ("к весне", "ежегодно")

    read = cards.edit_text(adopted_sheet(), C, "Разработать план до 1 июня 2024 года.")
    read = cards.edit_text(read, B, "Отчитываться ежемесячно.")
    assert (read.card(C).deadline, read.card(B).repeats) == ("2024-06-01", "ежемесячно")


@pytest.mark.parametrize("change", ["merge", "split"])
def test_a_term_that_the_text_does_not_say_outlives_a_merge_and_a_split(change):
    typed = terms.edit_repeats(terms.edit_deadline(adopted_sheet(), A, "к весне"), A, "по средам")

    found = cards.merge_with_previous(typed, B) if change == "merge" else cards.split(typed, A, [24])

    assert (found.card(A).deadline, found.card(A).repeats) == ("к весне", "по средам")
    # The other half says what its own words say.
    assert change == "merge" or (found.cards[1].deadline, found.cards[1].repeats) == ("осенью", None)


def test_of_two_merged_a_term_that_was_typed_outlives_one_that_was_read():
    below = cards.merge_with_previous(terms.edit_deadline(adopted_sheet(), D, "к весне"), D)
    assert (adopted_sheet().card(C).deadline, below.card(C).deadline) == ("2024-05-01", "к весне")

    both = terms.edit_deadline(terms.edit_deadline(adopted_sheet(), C, "к осени"), D, "к весне")
    assert cards.merge_with_previous(both, D).card(C).deadline == "к осени"

    taken_out = cards.merge_with_previous(terms.edit_repeats(adopted_sheet(), A, ""), B)
    assert (taken_out.card(A).repeats, taken_out.card(A).deadline) == (
        "ежеквартально",
        adopted_sheet().card(A).deadline,
    )


def test_a_stored_draft_of_the_old_format_has_one_line_over_the_items_of_a_section():
    stored = json.loads(json.dumps(STORED["reviewed"]))
    found = sheet_from_json(stored)

    for section, was in zip(found.sections, stored["sections"], strict=True):
        assert [line.text for line in section.lines] == ([was["lead_in"]] if was["lead_in"] else [])
        assert section.body[: len(section.lines)] == section.lines
        over = [line.key for line in section.lines] or [None]
        assert [card.under for card in section.recommendations] == over * len(section.recommendations)
        assert section.blocks == tuple(was["blocks"])
    assert found.lines
    assert sheet_from_json(sheet_json(found)) == found == sheet_from_json(stored)
    keys = [row.key for section in found.sections for row in (section, *section.body)]
    assert len(set(keys)) == len(keys) < found.next_key


def test_an_old_draft_is_asked_nothing_twice_after_an_edit():
    found = sheet_from_json(STORED["reviewed"])
    for section in found.sections:
        for card in section.recommendations:
            found = cards.with_rows(found, found.sections.index(found.section_of(card)), found.section_of(card).body)

    assert doubts_of(found) == []


def test_the_line_of_an_old_draft_is_removed_with_its_paragraph():
    old = old_sheet()
    assert (old.sections[0].blocks, old.lines[0].blocks) == ((2, 3), ())

    found = lines.remove_line(old, old.lines[0].key, BLOCKS)
    assert (skipped_blocks(found), found.sections[0].lines) == ({3}, ())
    skipped = paragraphs.assign(old, 3, "skip", BLOCKS)
    assert (skipped_blocks(skipped), skipped.sections[0].lines) == ({3}, ())


def old_sheet():
    """As a draft of format 1 has it: the paragraph of the line is its section's."""
    data = sheet_json(sheet()) | {"format": 1}
    for section in data["sections"]:
        of_lines = [index for line in section.pop("groups") for index in line["blocks"]]
        section["blocks"] = sorted([*section["blocks"], *of_lines])
        for card in section["recommendations"]:
            del card["group"], card["under"]
    return sheet_from_json(data)


def test_a_number_inside_a_text_that_the_next_item_would_bear_is_a_doubt():
    text = "Открыть центр.\n2. Раздать саженцы."
    found = cards.edit_text(adopted_sheet(), NGO, text)
    assert [doubt.settles for doubt in doubts_of(found) if doubt.where == NGO] == ["next-number-inside:2"]
    assert not [doubt for doubt in doubts_of(cards.settle(found, NGO, ["next-number-inside:2"])) if doubt.where == NGO]

    for innocent in ("Открыть:\n1) центр;\n2) клуб.", "Открыть.\n3. Раздать.", "2. Открыть центр."):
        assert not [doubt for doubt in doubts_of(cards.edit_text(adopted_sheet(), NGO, innocent)) if doubt.where == NGO]
    whole = cards.merge_with_previous(paragraphs.assign(adopted_sheet(), 12, "skip", ADOPTED_BLOCKS), SCHOOLS)
    assert not [doubt for doubt in doubts_of(whole) if doubt.where == NGO and doubt.code == "next-number-inside"]


def test_what_the_register_has_no_room_for_is_an_error():
    found = lines.edit_line_label(adopted_sheet(), CITY, "1" * 31)
    found = terms.edit_repeats(terms.edit_deadline(found, A, "т" * 301), B, "р" * 201)

    assert [(doubt.where, doubt.code) for doubt in doubts_of(found) if doubt.is_error] == [
        (CITY, "too-long"),
        (A, "too-long"),
        (B, "too-long"),
    ]


def test_a_line_that_is_gone_is_said_to_be_gone():
    for refused in (
        lambda: lines.edit_line(adopted_sheet(), 99, "x"),
        lambda: lines.remove_line(adopted_sheet(), A),
        lambda: lines.turn_line(adopted_sheet(), 99),
    ):
        with pytest.raises(ImpossibleOperation, match="Этой строки в черновике уже нет"):
            refused()
    with pytest.raises(ImpossibleOperation, match="Этой рекомендации"):
        cards.split(adopted_sheet(), CITY, [3])


def test_an_outline_with_the_keys_of_a_sheet_is_an_outline():
    group = replace(adopted_sheet().lines[0], addressees=(Mention("НКО", "НКО"),))
    found = cards.with_rows(adopted_sheet(), 0, [group, *adopted_sheet().sections[0].body[1:]])

    outline = from_json(sheet_json(found))
    assert outline.sections[0].groups[0].addressees == group.addressees
    assert [card.group for card in outline.sections[0].recommendations] == [1, 1, 2, 2]


def test_a_card_that_stands_outside_of_a_group_stays_there_whatever_else_moves():
    found = moving.move_to_section(adopted_sheet(), NGO, YARDS)
    assert printed(found)[0] == [*AS_READ, "7"]

    found = moving.move(found, A, 1)
    assert printed(found)[0] == [*AS_READ[:2], "3 < 10", "2 < 10", *AS_READ[4:], "7"]
    assert printed(moving.move(found, NGO, -1))[0][-2:] == ["7 < 11", "5 < 11"]
