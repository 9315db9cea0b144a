"""Every hostile file is refused in one sentence or read as plain text, within 20 seconds and 700 MB."""

import json
import os
import subprocess
import sys

import pytest

from resolution_reader import UnreadableDocument
from resolution_reader.readers.limits import check_blocks
from resolution_reader.readers.open_document import read_open_document
from resolution_reader.readers.pdf import read_pdf
from resolution_reader.readers.rich_text import read_rich_text
from resolution_reader.readers.web_page import read_web_page
from resolution_reader.readers.word import read_word
from tests.hostile.files import ALL_REFUSALS, CASES, Case

pytestmark = pytest.mark.pure

READERS = {
    "docx": read_word,
    "odt": read_open_document,
    "rtf": read_rich_text,
    "pdf": read_pdf,
    "html": read_web_page,
}
# Sizes and first bytes are looked at before any reader; `bytes` makes an empty file.
ALONE = [
    case for case in CASES if case.format in READERS and case.number not in (10, 12, 13) and case.make is not bytes
]


def outcome(case: Case) -> dict:
    command = [sys.executable, "-m", "tests.hostile.one_reading", case.format]
    done = subprocess.run(command, input=case.make(), capture_output=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}-{case.format}-{case.what}")
def test_a_hostile_file_is_refused_in_one_sentence_or_read_as_text(case):
    found = outcome(case)

    assert (found["refused"], tuple(found["read"])) == (case.refused, case.read)
    assert (found["seconds"] < 20, found["megabytes"] < 700) == (True, True)
    assert not os.path.exists("/tmp/out.xml")


@pytest.mark.parametrize("case", ALONE, ids=lambda case: f"{case.number}-{case.format}-{case.what}")
def test_the_reader_alone_does_the_same_without_its_cage(case):
    data = case.make()

    if case.refused:
        with pytest.raises(UnreadableDocument) as refusal:
            check_blocks(READERS[case.format](data).blocks)
        assert str(refusal.value) == case.refused
    else:
        assert tuple(block.printed for block in READERS[case.format](data).blocks) == case.read


def test_a_refusal_is_one_russian_sentence_that_says_what_to_do():
    advice = ("загрузите", "выберите", "Сохраните", "сохраните", "разделите")

    for sentence in ALL_REFUSALS:
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert any(word in sentence for word in advice), sentence
