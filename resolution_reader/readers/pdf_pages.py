"""Pages of a .pdf to what stands on them in reading order: printed lines, column by column, and tables."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from resolution_reader.readers.pdf_drawings import Drawings
from resolution_reader.readers.pdf_grids import Grid, fill, grids_of
from resolution_reader.readers.pdf_gutters import columns_of, is_text, runs_of
from resolution_reader.readers.pdf_lines import Line, line_of, rows_of
from resolution_reader.readers.pdf_running import without_notes, without_running
from resolution_reader.readers.pdf_tables import Table, continued, of_grid
from resolution_reader.readers.pdf_white_tables import level_rules, of_rules, of_run
from resolution_reader.readers.pdf_words import Word

GRACE = 4.0  # points
JUSTIFIED, STAND_OUT = 3, 2  # lines that end alike, lines that are longer all the same
GOES_ON = -1  # the room of lines in a column that the page before has opened
UNBROKEN = 60.0  # points that even the longest line stays away from the edge: each is a paragraph

Row = list[Word]
Piece = Line | Table


@dataclass
class Sheet:
    """One page: its number from 0, its size in points, its words; those outside of grids in rows, from the top down."""

    number: int
    size: tuple[float, float]
    words: Sequence[Word]
    rows: list[Row]
    grids: list[Grid] = field(default_factory=list)
    drawings: Drawings = field(default_factory=Drawings)


def sheet_of(number: int, size: tuple[float, float], words: Sequence[Word], drawings: Drawings) -> Sheet:
    grids = grids_of(drawings)
    return Sheet(number, size, words, rows_of(fill(grids, words)), [grid for grid in grids if _is_full(grid)], drawings)


def _is_full(grid: Grid) -> bool:
    return any(cell.words for cell in grid.cells)


def pieces_of(sheets: Sequence[Sheet]) -> list[Piece]:
    """All pages in reading order, without what surrounds their text; a table over several pages is one."""
    usual = _usual_size(sheets)
    rows = without_running([sheet.rows for sheet in sheets], [sheet.size[1] for sheet in sheets])
    found: list[Piece] = []
    for sheet, left in zip(sheets, rows, strict=True):
        column = _open_column(found)
        kept = without_notes(left, usual, sheet.drawings.across)
        for piece in _of_sheet(sheet, kept, usual):
            last = found[-1] if found else None
            column = column if isinstance(piece, Line) and _fits(piece, column) else None
            if isinstance(piece, Line) and column:
                piece = replace(piece, room=GOES_ON, edges=column)
            if not (isinstance(piece, Table) and isinstance(last, Table) and continued(last, piece)):
                found.append(piece)
    return _with_edges(found, [sheet.size[0] for sheet in sheets])


def _open_column(pieces: Sequence[Piece]) -> tuple[float, float] | None:
    """The edges of the first column when a page ends in columns: the next page may have no more than some of it."""
    last = pieces[-1] if pieces else None
    if not isinstance(last, Line) or not last.room:
        return None
    lines = [piece for piece in pieces if isinstance(piece, Line) and piece.page == last.page and piece.room]
    return min(line.edges for line in lines)


def _fits(line: Line, edges: tuple[float, float] | None) -> bool:
    return bool(edges and not line.room and line.left >= edges[0] - GRACE and line.right <= edges[1] + GRACE)


def _usual_size(sheets: Sequence[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for row in sheet.rows:
            for word in row:
                sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _of_sheet(sheet: Sheet, rows: list[Row], usual: float) -> Iterator[Piece]:
    """Tables where they stand between the rows."""
    tables = [of_grid(grid, sheet.number) for grid in sheet.grids]
    for rules in level_rules(sheet.drawings.across, sheet.grids):
        for table, taken in of_rules(rows, rules, sheet.number):
            tables.append(table)
            rows = [row for row in rows if not any(row is other for other in taken)]
    tables.sort(key=lambda table: -table.top)
    for table in tables:
        above = [row for row in rows if row[0].base > table.top]
        yield from _in_columns(above, sheet, usual)
        yield table
        rows = rows[len(above) :]
    yield from _in_columns(rows, sheet, usual)


def _in_columns(rows: list[Row], sheet: Sheet, usual: float) -> Iterator[Piece]:
    at, room = 0, 1
    for run in runs_of(rows):
        yield from (line_of(row, sheet.number) for row in rows[at : run.first])
        columns = columns_of(rows, run)
        if is_text(columns):
            for column in columns:
                kept = without_notes(column, usual, sheet.drawings.across)
                edges = min(row[0].left for row in column), max(row[-1].right for row in column)
                yield from (line_of(row, sheet.number, room, edges) for row in kept)
                room += 1
        else:
            yield of_run(rows, run, sheet.number)
        at = run.last
    yield from (line_of(row, sheet.number) for row in rows[at:])


def _with_edges(pieces: Sequence[Piece], widths: Sequence[float]) -> list[Piece]:
    """Lines over a whole page get the edges that such lines have on all pages of this width."""
    lines: dict[int, list[Line]] = {}
    for piece in pieces:
        if isinstance(piece, Line) and not piece.room:
            lines.setdefault(round(widths[piece.page]), []).append(piece)
    edges = {
        width: _edges_of(min(line.left for line in found), sorted(line.right for line in found), width)
        for width, found in lines.items()
    }
    return [
        replace(piece, edges=edges[round(widths[piece.page])]) if isinstance(piece, Line) and not piece.room else piece
        for piece in pieces
    ]


def _edges_of(left: float, rights: Sequence[float], width: float) -> tuple[float, float]:
    """Where several lines end, if hardly any stands out, else where the longest does: if lines are broken at all."""
    ends = Counter(round(right) for right in rights)
    common = max((end for end, count in ends.items() if count >= JUSTIFIED), default=None)
    beyond = sum(right > common + GRACE for right in rights) if common else len(rights)
    right = common if common and beyond <= STAND_OUT else rights[-1]
    return left, right if right > width - left - UNBROKEN else width - left
