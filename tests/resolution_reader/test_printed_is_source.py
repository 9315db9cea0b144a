"""What is printed of an outline is the document, line by line: for every document of the repository."""

import re

import pytest

from resolution_reader import Block, adopted_text, general_directory, read_outline
from tests.documents.every import ALL, documents

pytestmark = pytest.mark.pure


def joined(line: str) -> str:
    return re.sub(r"\s+", "", line)


def lines_of(blocks: list[Block]) -> list[str]:
    """Of a table the register keeps the words of its cells, not the lines."""
    return [joined(line) for block in blocks if not block.table for line in block.printed.split("\n")]


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_lost_added_or_moved(name, tmp_path):
    differing, count = [], 0
    for id, path in documents(name, tmp_path):
        blocks, outline = read_outline(path.read_bytes(), path.suffix[1:], general_directory())
        source = lines_of(blocks)
        printed = [joined(line.removeprefix("~ ")) for line in adopted_text(outline, blocks)]
        if any(block.table for block in blocks):
            known = set(source)
            printed = [line for line in printed if line in known]
        count += 1
        if printed != source:
            differing.append(id)

    assert differing == []
    assert count > 1
