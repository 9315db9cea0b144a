"""Whatever an editor does, and in whatever order: blocks in = blocks used + blocks skipped, and keys name one row.

What is put together again is what was adopted: every word, and in its order where nothing was moved.
"""

from collections import Counter
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from resolution_reader import adopted_text, from_json, general_directory
from resolutions.review.body import with_body
from resolutions.review.doubts import doubts_of
from resolutions.review.operations import addressees, cards, lines, moving, paragraphs, sections, terms
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.rereading import reread
from resolutions.review.sheet import EMPTY, sheet_from_json, sheet_json, skipped_blocks, used_blocks
from resolutions.review.text_mode import text_of
from tests.review.sheets import SHARED_BLOCKS as BLOCKS
from tests.review.sheets import keys, shared_sheet

pytestmark = pytest.mark.pure

KEY = st.integers(1, 20)
STEP = st.sampled_from([-1, 1])
BODY = addressees.mention_of("НКО", general_directory())
WORDS = st.sampled_from(
    [
        "",
        "Сделать двор. Посадить сад.",
        "1. Пункт\n2. Ещё",
        "== не секция",
        "Кому: не адресат",
        "Конец вводной строки",
        "–",
    ]
)
FIRST_BELOW_THE_HEAD = 2  # block; a document without a head prints its title there
FIRST_OF_A_SECTION = 3  # what stands above it in the document has no place among recommendations


def merge_neighbours(found, key):
    """What was skipped between two comes below both."""
    merged = cards.merge_with_previous(found, key)
    if any(len(card.blocks) < max(card.blocks) - min(card.blocks) + 1 for card in merged.cards if card.blocks):
        raise ImpossibleOperation
    return merged


def remove_but_first(found, key):
    if found.sections[0].key == key:
        raise ImpossibleOperation
    return sections.remove_section(found, key)


def assign_edge(found, index, kind, blocks):
    """Out of the middle of a recommendation a paragraph goes below all of it."""
    if any(min(card.blocks, default=index) < index < max(card.blocks, default=index) for card in found.cards):
        raise ImpossibleOperation
    return paragraphs.assign(found, index, kind, blocks)


def assigning(kinds, first=0, assign=paragraphs.assign):
    return st.builds(
        lambda index, kind: partial(assign, index=index, kind=kind, blocks=BLOCKS),
        st.integers(first, len(BLOCKS) - 1),
        st.sampled_from(kinds),
    )


def on_a_row(operation, **more):
    return st.builds(lambda key: partial(operation, key=key, **more), KEY)


FAITHFUL = st.one_of(
    st.builds(lambda key, at: partial(cards.split, key=key, offsets=at), KEY, st.lists(st.integers(0, 60), max_size=2)),
    on_a_row(merge_neighbours),
    on_a_row(cards.remove_card),
    on_a_row(lines.remove_line),
    on_a_row(lines.turn_line),
    st.builds(lambda key, step: partial(lines.change_level, key=key, step=step), KEY, STEP),
    st.builds(lambda key: partial(cards.add_card, section_key=key), KEY),
    st.builds(lambda key: partial(lines.add_line, before=key), KEY),
    st.just(partial(cards.renumber_as_printed, blocks=BLOCKS)),
    st.builds(lambda key: partial(sections.add_section, before=key), st.none() | KEY),
    on_a_row(remove_but_first),
    assigning(["recommendation", "group", "remark", "section", "skip"], FIRST_OF_A_SECTION, assign_edge),
    on_a_row(addressees.add_addressee, mention=BODY),
    on_a_row(terms.set_act, act="ask"),
    on_a_row(terms.edit_deadline, text="к весне"),
    st.builds(lambda key: partial(cards.settle, where=key, doubts=["no-addressee"]), KEY),
    st.sampled_from(["undo", "redo"]),
)
MOVING = st.one_of(
    st.builds(lambda key, step: partial(moving.move, key=key, step=step), KEY, STEP),
    st.builds(lambda key, to: partial(moving.move_to_section, key=key, section_key=to), KEY, KEY),
    on_a_row(cards.merge_with_previous),
    on_a_row(sections.remove_section),
    st.builds(lambda key, step: partial(sections.move_section, key=key, step=step), KEY, STEP),
    assigning(sorted(paragraphs.KINDS), FIRST_BELOW_THE_HEAD),
)
WRITING = st.one_of(
    st.builds(lambda key, text: partial(cards.edit_text, key=key, text=text), KEY, WORDS),
    st.builds(lambda key, text: partial(lines.edit_line, key=key, text=text), KEY, WORDS),
    on_a_row(cards.edit_number, number="7)"),
    st.just(partial(addressees.choose_for_all, name="Штаб озеленения", body=BODY)),
)
OPERATIONS = FAITHFUL | MOVING | WRITING | assigning(sorted(paragraphs.KINDS))


def after(operations):
    """As stored after each, with undo and redo."""
    steps, at = [shared_sheet()], 0
    for operation in operations:
        if operation in ("undo", "redo"):
            at = max(0, at - 1) if operation == "undo" else min(len(steps) - 1, at + 1)
            continue
        try:
            found = operation(steps[at])
        except ImpossibleOperation:
            continue
        steps[at + 1 :] = [sheet_from_json(sheet_json(found))]
        at += 1
    return steps[at]


def letters_adopted(found):
    """A word may be split, so blanks tell nothing."""
    lines = adopted_text(from_json(sheet_json(found)), BLOCKS)
    return " ".join(line.removeprefix("~ ") for line in lines).replace(" ", "")


SOURCE = "".join(block.printed for block in BLOCKS).replace(" ", "")


@settings(max_examples=300, deadline=None)
@given(st.lists(FAITHFUL, max_size=12))
def test_where_nothing_is_moved_the_text_is_the_one_that_was_adopted(operations):
    assert letters_adopted(after(operations)) == SOURCE


@settings(max_examples=200, deadline=None)
@given(st.lists(FAITHFUL | MOVING, max_size=12))
def test_where_things_are_moved_no_letter_is_lost(operations):
    assert Counter(letters_adopted(after(operations))) == Counter(SOURCE)


@settings(max_examples=200, deadline=None)
@given(st.lists(OPERATIONS, max_size=12))
def test_every_paragraph_is_used_or_openly_skipped(operations):
    found = after(operations)

    used, skipped = used_blocks(found), skipped_blocks(found)
    assert used | skipped == set(range(len(BLOCKS)))
    assert used & skipped == set()


@settings(max_examples=200, deadline=None)
@given(st.lists(OPERATIONS, max_size=12))
def test_keys_are_unique_and_the_sheet_can_be_stored(operations):
    found = after(operations)

    named = [*keys(found), *(row.key for row in (*found.sections, *found.lines))]
    assert len(named) == len(set(named))
    assert max(named, default=0) < found.next_key
    assert [with_body(section, section.body) for section in found.sections] == [*found.sections]
    stored = sheet_from_json(sheet_json(found))
    assert sheet_json(stored) == sheet_json(found)
    assert doubts_of(stored) == doubts_of(found)


@settings(max_examples=200, deadline=None)
@given(st.lists(OPERATIONS, max_size=8))
def test_text_mode_saved_without_a_change_keeps_every_row(operations):
    found = after(operations)

    again = reread(text_of(found), found, general_directory(), BLOCKS)

    assert [card.number for card in again.cards] == [card.number for card in found.cards]
    assert [card.label for card in again.cards] == [card.label for card in found.cards]
    assert [card.text.split() for card in again.cards] == [card.text.split() for card in found.cards]
    assert [[m.name for m in card.addressees] for card in again.cards] == [
        [m.name for m in card.addressees] for card in found.cards
    ]
    assert [row.split() for row in said(again)] == [row.split() for row in said(found)]
    assert used_blocks(again) | skipped_blocks(again) == set(range(len(BLOCKS)))


@settings(max_examples=200, deadline=None)
@given(st.lists(OPERATIONS, max_size=8))
def test_text_typed_into_nothing_says_the_same(operations):
    found = after(operations)

    assume(all(line.text.strip() for line in found.lines))  # one without words is no line

    typed = reread(text_of(found), EMPTY, general_directory(), ())

    assert said(typed) == said(found)
    assert text_of(typed) == text_of(found)


def said(found):
    """Lines by their level and words, cards by their words and the line they stand under."""
    rows = []
    for section in found.sections:
        for row in section.body:
            over = section.groups[row.group].printed if getattr(row, "group", None) is not None else ""
            rows.append(f"{getattr(row, 'level', '')} {getattr(row, 'printed', row.text)} < {over}")
    return rows
