"""Tables that recommend nothing: results of a vote, figures, a programme, people."""

import re
from collections.abc import Sequence

from resolution_reader.structure.demands import demands
from resolution_reader.structure.table_columns import mostly
from resolution_reader.structure.table_grid import Row, columns_in
from resolution_reader.structure.table_header import Header

MEASURE = r"(%|(чел|руб|шт|ед|тыс|млн|голос)\w*)"
FIGURE = re.compile(rf"^\W*\d[\d\s.,:/–—-]*{MEASURE}?\W*$", re.I)
CLOCK = re.compile(r"^\W*\d{1,2}[:.]\d\d\b(?!\.)", re.I)
VOTE = re.compile(r"^\W*(за|против|воздержал\w*|не\s+голосовал\w*)\W*$", re.I)


def asks_below(rows: Sequence[Row], header: Header) -> bool:
    """Whether the cells say what is to be done: a list of people has a header and columns, too."""
    return mostly(_texts(rows, header, "recommendation"), demands)


def counts(rows: Sequence[Row], header: Header) -> bool:
    """Whether a table whose header reads like one of recommendations is a report or a programme all the same."""
    if {"addressee", "helper"} & set(header.columns.values()) or asks_below(rows, header):
        return False
    below = dict(columns_in(rows[header.last + 1 :]))
    other = [texts for column, texts in below.items() if header.columns.get(column) == "other"]
    return any(mostly(texts, FIGURE.match) for texts in other) or mostly(_texts(rows, header, "deadline"), CLOCK.match)


def counts_votes(rows: Sequence[Row]) -> bool:
    """Whether «За» and «Против» head its columns: what was voted on stands elsewhere."""
    return sum(bool(VOTE.match(cell.text)) for row in rows for cell in row.own) > 1


def recommends_nothing(rows: Sequence[Row]) -> bool:
    """Whether a table without a header that is known holds no recommendations; else its cells are text like other."""
    if sum(len(row.own) > 1 for row in rows) < 2:
        return False
    if counts_votes(rows):
        return True
    texts = [cell.text for row in rows for cell in row.own]
    asking = [text for text in texts if not FIGURE.match(text) and demands(text)]
    if any(mostly(cells[1:], FIGURE.match) for _, cells in columns_in(rows)):
        return len(asking) * 2 < len([text for text in texts if not FIGURE.match(text)])
    return not asking


def only_counts(rows: Sequence[Row]) -> bool:
    """Whether every row below the first has a figure: nobody needs to look whether something was asked there."""
    return all(any(FIGURE.match(cell.text) for cell in row.own) for row in rows[1:])


def _texts(rows: Sequence[Row], header: Header, kind: str) -> list[str]:
    below = columns_in(rows[header.last + 1 :])
    return [text for column, texts in below if header.columns.get(column) == kind for text in texts]
