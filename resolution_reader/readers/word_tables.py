"""The rows and cells of a Word table, each cell with its place on the grid."""

from collections.abc import Iterator

from lxml import etree

from resolution_reader.readers.grid import Merge, Place, Slot, joined, on_columns
from resolution_reader.readers.word_xml import W, child, number, value

# What Word puts around rows and cells (and paragraphs) without printing anything of its own.
TRANSPARENT = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}

Cells = list[list[tuple[etree._Element, Place]]]


def cells_of(table: etree._Element) -> Cells:
    """The rows that are printed, each as (cell, place)."""
    rows = [row for row in _within(table, "tr") if not is_deleted_row(row)]
    cells = [list(_within(row, "tc")) for row in rows]
    grid = on_columns(joined([_slots(row, own) for row, own in zip(rows, cells, strict=True)]))
    return [list(zip(own, places, strict=True)) for own, places in zip(cells, grid, strict=True)]


def is_deleted_row(row: etree._Element) -> bool:
    return row.tag == W + "tr" and child(child(row, "trPr"), "del") is not None


def _slots(row: etree._Element, cells: list[etree._Element]) -> list[Slot]:
    left_out = child(child(row, "trPr"), "gridBefore")
    column = 1 + (0 if left_out is None else number(left_out, "val"))
    slots = []
    for cell in cells:
        properties = child(cell, "tcPr")
        span = child(properties, "gridSpan")
        columns = max(1, 0 if span is None else number(span, "val"))
        slots.append(Slot(column, columns, _merge(child(properties, "vMerge"))))
        column += columns
    return slots


def _merge(mark: etree._Element | None) -> Merge:
    if mark is None:
        return ""
    return "begins" if value(mark) == "restart" else "goes on"


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table, cells of a row: also those inside content controls and insertions."""
    for part in element.iterchildren(tag=etree.Element):
        if part.tag == W + name:
            yield part
        elif part.tag in TRANSPARENT:
            yield from _within(part, name)
