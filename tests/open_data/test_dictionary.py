"""docs/open_data.md says of every field what the published structures say; every command option is written down."""

import re
from pathlib import Path

import pytest

from resolutions.open_data.tables import ALL

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "open_data.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.pure


def test_the_docs_explain_every_field_in_the_published_words_and_no_other():
    parts = re.split(r"^### ([a-z]+)\n", DOCS.split("\n## Akoma Ntoso")[0], flags=re.MULTILINE)[1:]
    written = {
        name: [tuple(line) for line in re.findall(r"^\| `([a-z_]+)` \| (\w+) \| (.+) \|$", text, re.MULTILINE)]
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }

    assert written == {
        table.name: [(column.name, column.format, column.english.replace("|", "&#124;")) for column in table.columns]
        for table in ALL
    }


def test_the_operator_is_told_how_to_make_a_dump_and_how_to_forget_one():
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    assert ("manage.py dump_open_data" in operations, "dump_open_data --keep 1" in operations) == (True, True)


def test_every_table_has_a_structure_and_every_structure_a_table():
    assert {path.stem for path in (ROOT / "resolutions" / "open_data" / "structures").iterdir()} == {
        table.name for table in ALL
    }
