"""No text is refused for its form: whatever stands in it comes out, as an outline with doubts."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution_reader import from_json, general_directory, read_outline, to_json
from tests.resolution_reader.pieces import PIECES, PRINTED, has_signs
from tests.resolution_reader.test_pipeline import spans

pytestmark = [pytest.mark.pure, pytest.mark.xdist_group("pieces")]


def is_whole(data: bytes) -> None:
    blocks, found = read_outline(data, "txt", general_directory())

    held = [index for first, last in spans(found) for index in range(first, last + 1)]
    assert set(held) == set(range(len(blocks)))
    assert [problem.hint for problem in found.problems if problem.code == "words-lost"] == []
    assert all(problem.hint for problem in found.problems)
    assert from_json(json.loads(json.dumps(to_json(found)))) == found


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_pieces_of_resolutions_are_read_whole(text):
    is_whole(text.encode())


@settings(max_examples=100, deadline=None)
@given(st.text(PRINTED).filter(has_signs))
def test_any_signs_are_read_whole(text):
    is_whole(text.encode())
