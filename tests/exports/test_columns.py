"""Columns are described once; the docs, the spreadsheet and the records agree with them."""

import re
from pathlib import Path

import pytest

from resolutions.exports.columns import PAIRS, RECOMMENDATIONS, WORKING
from resolutions.exports.formats import FORMATS

pytestmark = pytest.mark.pure
DOCS = (Path(__file__).parents[2] / "docs/exports.md").read_text(encoding="utf-8")


def table_under(heading: str) -> list[tuple[str, ...]]:
    """The rows of the first table under a heading of the docs, without its head."""
    lines = DOCS.split(f"### {heading}\n", 1)[1].splitlines()
    table = [line for line in lines[: lines.index("", 4)] if line.startswith("|")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table[2:]]


@pytest.mark.parametrize(
    ("heading", "columns"),
    [("Рекомендации", RECOMMENDATIONS), ("Для работы", WORKING), ("По адресатам", PAIRS)],
)
def test_the_docs_name_every_column_in_its_order_with_its_meaning(heading, columns):
    assert table_under(heading) == [(column.name, column.kind, column.meaning) for column in columns]


def test_no_two_columns_of_a_table_share_a_name():
    for columns in ((*RECOMMENDATIONS, *WORKING), PAIRS):
        assert len({column.name for column in columns}) == len(columns)


def test_the_docs_name_every_format_and_what_it_holds():
    told = dict(re.findall(r"^\| `(\w+)` \|.*\| ([\w, ]+) \|$", DOCS, re.MULTILINE))

    assert told == {name: f"{format.most:,}" if format.most else "any number" for name, format in FORMATS.items()}


@pytest.mark.parametrize("format", FORMATS.values(), ids=list(FORMATS))
def test_a_format_takes_as_many_as_it_holds_and_no_more(format):
    most = format.most or 10**9

    assert (format.holds(0), format.holds(most), format.holds(most + 1)) == (True, True, format.most is None)
