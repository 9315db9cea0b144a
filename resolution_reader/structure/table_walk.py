"""A table read row by row -> the sections and items of the walk."""

from resolution_reader.structure.lead_ins import LeadIn
from resolution_reader.structure.skeleton import Item, Over
from resolution_reader.structure.table_rows import TableRow, TableRows, table_end
from resolution_reader.structure.walk import Walk


def take_table(walk: Walk, tables: TableRows, start: int) -> int | None:
    """The index after the table; None when it holds no recommendations and its cells are paragraphs like others."""
    rows = tables.read(walk.blocks, start)
    if rows is None:
        return None
    walk.close(start)
    for row in rows:
        if title := row.heading or row.section:
            _take_title(walk, title, row)
        _take_items(walk, row)
    walk.item, walk.lead_in = None, None
    return table_end(walk.blocks, start)


def _take_title(walk: Walk, title: str, row: TableRow) -> None:
    """A section, or whom the rows below ask when the line names nothing else."""
    named = walk.names.whole(title) if row.heading else ()
    if named:
        walk.lead_in = LeadIn(title, True, named)
        walk.over(Over(walk.lead_in, None, title, (row.first, row.last)))
    elif title != walk.chapter.title:
        walk.new_chapter(title)
        walk.chapter.title_as_written = row.heading


def _take_items(walk: Walk, row: TableRow) -> None:
    if not row.entries:
        walk.chapter.own_blocks += range(row.first, row.last + 1)
    for entry in row.entries:
        item = Item(entry.label, entry.texts, row.first, row.last, walk.lead_in, "item", entry.parts, beside=row.beside)
        walk.chapter.add(item)
