"""Whatever an editor does, and in whatever order: blocks in = blocks used + blocks skipped, and keys name one card."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution_reader import general_directory
from resolutions.review.doubts import doubts_of
from resolutions.review.operations import addressees, cards, moving, paragraphs, sections
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.rereading import reread
from resolutions.review.sheet import sheet_from_json, sheet_json, skipped_blocks, used_blocks
from resolutions.review.text_mode import text_of
from tests.review.sheets import BLOCKS, keys, sheet

pytestmark = pytest.mark.pure

KEY = st.integers(1, 12)
STEP = st.sampled_from([-1, 1])
BODY = addressees.mention_of("НКО", general_directory())
WORDS = st.sampled_from(["", "Сделать двор. Посадить сад.", "1. Пункт\n2. Ещё", "== не секция", "Кому: не адресат"])
OPERATIONS = st.one_of(
    st.builds(lambda key, text: partial(cards.edit_text, key=key, text=text), KEY, WORDS),
    st.builds(lambda key, at: partial(cards.split, key=key, offsets=at), KEY, st.lists(st.integers(0, 60), max_size=2)),
    st.builds(lambda key: partial(cards.merge_with_previous, key=key), KEY),
    st.builds(lambda key, step: partial(moving.move, key=key, step=step), KEY, STEP),
    st.builds(lambda key, to: partial(moving.move_to_section, key=key, section_key=to), KEY, KEY),
    st.builds(lambda key: partial(cards.remove_card, key=key), KEY),
    st.builds(lambda key: partial(cards.add_card, section_key=key), KEY),
    st.just(partial(cards.renumber_as_printed, blocks=BLOCKS)),
    st.builds(lambda key: partial(sections.add_section, before=key), st.none() | KEY),
    st.builds(lambda key: partial(sections.remove_section, key=key), KEY),
    st.builds(lambda key, step: partial(sections.move_section, key=key, step=step), KEY, STEP),
    st.builds(
        lambda index, kind: partial(paragraphs.assign, index=index, kind=kind, blocks=BLOCKS),
        st.integers(0, len(BLOCKS) - 1),
        st.sampled_from(sorted(paragraphs.KINDS)),
    ),
    st.builds(lambda key: partial(addressees.add_addressee, key=key, mention=BODY), KEY),
    st.just(partial(addressees.choose_for_all, name="Штаб озеленения", body=BODY)),
    st.builds(lambda key: partial(cards.settle, where=key, doubts=["no-addressee"]), KEY),
)


def after(operations):
    found = sheet()
    for operation in operations:
        try:
            found = operation(found)
        except ImpossibleOperation:
            continue
    return found


@settings(max_examples=200, deadline=None)
@given(st.lists(OPERATIONS, max_size=12))
def test_every_paragraph_is_used_or_openly_skipped(operations):
    found = after(operations)

    used, skipped = used_blocks(found), skipped_blocks(found)
    assert used | skipped == set(range(len(BLOCKS)))
    assert used & skipped == set()


@settings(max_examples=100, deadline=None)
@given(st.lists(OPERATIONS, max_size=12))
def test_keys_are_unique_and_the_sheet_can_be_stored(operations):
    found = after(operations)

    named = [*keys(found), *(section.key for section in found.sections)]
    assert len(named) == len(set(named))
    assert max(named, default=0) < found.next_key
    stored = sheet_from_json(sheet_json(found))
    assert sheet_json(stored) == sheet_json(found)
    assert doubts_of(stored) == doubts_of(found)


@settings(max_examples=100, deadline=None)
@given(st.lists(OPERATIONS, max_size=8))
def test_text_mode_saved_without_a_change_keeps_every_card(operations):
    found = after(operations)

    again = reread(text_of(found), found, general_directory(), BLOCKS)

    assert [card.number for card in again.cards] == [card.number for card in found.cards]
    assert [card.text.split() for card in again.cards] == [card.text.split() for card in found.cards]
    assert [[m.name for m in card.addressees] for card in again.cards] == [
        [m.name for m in card.addressees] for card in found.cards
    ]
    assert used_blocks(again) | skipped_blocks(again) == set(range(len(BLOCKS)))
