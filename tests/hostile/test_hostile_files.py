"""Every hostile file is refused in one sentence or read as plain text, within 20 seconds and 700 MB."""

import json
import os
import subprocess
import sys

import pytest

from tests.hostile.files import ALL_REFUSALS, CASES, Case

pytestmark = pytest.mark.pure


def outcome(case: Case) -> dict:
    command = [sys.executable, "-m", "tests.hostile.one_reading", case.format]
    done = subprocess.run(command, input=case.make(), capture_output=True, check=True, timeout=30)
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}-{case.format}-{case.what}")
def test_a_hostile_file_is_refused_in_one_sentence_or_read_as_text(case):
    found = outcome(case)

    assert (found["refused"], tuple(found["read"])) == (case.refused, case.read)
    assert (found["seconds"] < 20, found["megabytes"] < 700) == (True, True)
    assert not os.path.exists("/tmp/out.xml")


def test_a_refusal_is_one_russian_sentence_that_says_what_to_do():
    advice = ("загрузите", "выберите", "Сохраните", "сохраните", "разделите")

    for sentence in ALL_REFUSALS:
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert any(word in sentence for word in advice), sentence
