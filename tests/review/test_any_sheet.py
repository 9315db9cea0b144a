"""Whatever was read, every operation of the review can be tried on it, and «Как текст» says it and reads it back."""

import inspect
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution_reader import general_directory, read_outline
from resolutions.review.doubts import doubts_of
from resolutions.review.operations import addressees, cards, lines, moving, paragraphs, sections, terms
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.rereading import reread
from resolutions.review.sheet import EMPTY, Sheet, sheet_from_json, sheet_json, sheet_of
from resolutions.review.text_mode import text_of
from resolutions.vocabulary import Act
from tests.resolution_reader.pieces import LINE, PIECES

pytestmark = [pytest.mark.pure, pytest.mark.xdist_group("pieces")]

ROOMS = (addressees, cards, lines, moving, paragraphs, sections, terms)
TEXT = st.lists(LINE, max_size=3).map("\n".join)
STEP = st.sampled_from([-1, 1])
ALWAYS = {
    "after": st.none(),
    "act": st.sampled_from(Act.values),
    "doubts": st.just(["no-addressee"]),
    "kind": st.sampled_from(sorted(paragraphs.KINDS)),
    "label": TEXT,
    "mention": st.just(addressees.mention_of("НКО", general_directory())),
    "number": st.sampled_from(["7)", "", "а", "1.2.3", "№ 5", "–", "12-а", "(3)"]),
    "offsets": st.lists(st.integers(0, 80), max_size=2),
    "step": STEP,
    "text": TEXT,
}
ALWAYS["body"] = ALWAYS["mention"]
OF_THE_SHEET = ("before", "blocks", "field", "index", "key", "name", "section_key", "where")


def is_an_operation(found) -> bool:
    """Those that are made of operations have parameters that nobody types."""
    if not inspect.isfunction(found) or found.__name__.startswith("_"):
        return False
    asked = inspect.signature(found)
    first, *more = asked.parameters or [""]
    return first == "sheet" and asked.return_annotation is Sheet and {*more} <= {*ALWAYS, *OF_THE_SHEET}


OPERATIONS = sorted(
    {found for room in ROOMS for found in vars(room).values() if is_an_operation(found)} - {paragraphs.released},
    key=lambda found: found.__name__,
)


def arguments(operation, found: Sheet, blocks) -> st.SearchStrategy:
    rows = [row.key for row in (*found.cards, *found.lines, *found.sections)] or [1]
    bodies = [mention.name for card in found.cards for mention in card.addressees] or ["мэрия"]
    fields = sections.FIELDS if operation is sections.edit_document else sections.SECTION_FIELDS
    known = ALWAYS | {
        "before": st.sampled_from(rows),
        "blocks": st.just(blocks),
        "field": st.sampled_from(fields),
        "index": st.integers(0, len(blocks) - 1),
        "key": st.sampled_from(rows),
        "name": st.sampled_from(bodies),
        "section_key": st.sampled_from(rows),
        "where": st.sampled_from(rows),
    }
    asked = list(inspect.signature(operation).parameters)[1:]
    return st.fixed_dictionaries({name: known[name] for name in asked})


@st.composite
def edited(draw: st.DrawFn) -> tuple[Sheet, list]:
    """A sheet after some operations, and the blocks of its document."""
    blocks, outline = read_outline(draw(PIECES).encode(), "txt", general_directory())
    found = sheet_of(outline)
    for operation in draw(st.lists(st.sampled_from(OPERATIONS), max_size=6)):
        try:
            after = partial(operation, found, **draw(arguments(operation, found, blocks)))()
        except ImpossibleOperation:
            continue
        found = sheet_from_json(sheet_json(after))
        assert sheet_json(found) == sheet_json(after)
    return found, blocks


def test_every_operation_is_tried():
    assert len(OPERATIONS) >= 35
    assert {*paragraphs.KINDS.values()} <= {*OPERATIONS}


@settings(max_examples=200, deadline=None)
@given(edited())
def test_as_text_and_back_it_says_the_same(drawn):
    found, blocks = drawn
    text = text_of(found)

    assert all(doubt.hint for doubt in doubts_of(found))
    assert text_of(reread(text, found, general_directory(), blocks)) == text
    if all(line.text.strip() for line in found.lines):
        assert text_of(reread(text, EMPTY, general_directory(), ())) == text  # a line without words is no line


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_what_is_typed_is_settled_at_once(text):
    typed = text_of(reread(text, EMPTY, general_directory(), ()))

    assert text_of(reread(typed, EMPTY, general_directory(), ())) == typed
