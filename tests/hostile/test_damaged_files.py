"""Real documents with bytes cut out, doubled or changed: read, or refused in one sentence, never anything else."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution_reader import UnreadableDocument, read
from tests.resolution_reader.readers.seed_files import FORMATS, seed_file

pytestmark = pytest.mark.pure


def damaged(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    place, length = chance.randrange(8, len(data)), chance.randrange(1, 2_000)
    return chance.choice(
        [
            data[:place] + data[place + length :],
            data[:place] + data[place : place + length] + data[place:],
            data[:place] + chance.randbytes(length) + data[place + length :],
        ]
    )


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_damaged_document_is_read_or_refused_in_one_sentence(format, seed):
    try:
        outcome = "".join(block.text for block in read(damaged(seed_file("s1", format), seed), format))
    except UnreadableDocument as refusal:
        outcome = str(refusal)
        assert outcome.endswith(".")

    assert outcome
