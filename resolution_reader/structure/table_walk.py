"""A table read row by row -> the sections and items of the walk."""

from resolution_reader.structure import closing
from resolution_reader.structure.lead_ins import LeadIn
from resolution_reader.structure.skeleton import Beside, Item, Over
from resolution_reader.structure.table_grid import table_end
from resolution_reader.structure.table_rows import TableRow, TableRows
from resolution_reader.structure.walk import Walk


def take_table(walk: Walk, tables: TableRows, start: int) -> int | None:
    """The index after the table; None when its cells are paragraphs like others."""
    told = tables.read(walk.blocks, start)
    if told is None:
        return None
    end = table_end(walk.blocks, start)
    if not told.recommends:
        _pass_over(walk, start, end, doubtful=told.doubtful)
        return end
    walk.close(start)
    for row in told.rows:
        if title := row.heading or row.section:
            _take_title(walk, title, row)
        _take_items(walk, row)
    walk.item, walk.lead_in = None, None
    return end


def _pass_over(walk: Walk, start: int, end: int, *, doubtful: bool) -> None:
    walk.take_back_lead_in(start - 1)
    for index in range(start, end):
        walk.skip(index)
    signed = any(closing.is_signature(walk.blocks[index]) for index in range(start, end))
    if doubtful and not signed:
        walk.passed_tables.append((start, end - 1))


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
    before = walk.chapter.items[-1] if walk.chapter.items else None
    if row.goes_on and before and before.beside and before.last == row.first - 1:
        before.beside, before.last = _together(before.beside, row.beside), row.last
        return
    if not row.entries:
        walk.chapter.own_blocks += range(row.first, row.last + 1)
    for entry in row.entries:
        item = Item(entry.label, entry.texts, row.first, row.last, walk.lead_in, "item", entry.parts, beside=row.beside)
        walk.chapter.add(item)


def _together(beside: Beside, more: Beside) -> Beside:
    """What two rows say of one recommendation."""
    known = {mention.name for mention in beside.addressees}
    added = (mention for mention in more.addressees if mention.name not in known)
    return Beside((*beside.addressees, *added), beside.repeats, beside.deadline or more.deadline)
