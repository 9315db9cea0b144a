"""An annex: skipped up to its table of recommendations, or whole when it has none."""

from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure import closing
from resolution_reader.structure.demands import instructs
from resolution_reader.structure.table_grid import table_end
from resolution_reader.structure.table_rows import first_table, mostly_asks
from resolution_reader.structure.walk import Walk


def skip_annex(walk: Walk, index: int) -> int | None:
    """The block to go on at; None when no annex begins here."""
    if not closing.begins_annex(walk.blocks, index, walk.any_items()) or walk.blocks[index].table:
        return None
    table = _table_of_recommendations(walk.blocks, index)
    end = len(walk.blocks) if table is None else table
    walk.close(index)
    walk.annex = walk.blocks[index].text
    walk.skipped += range(index, end)
    # What asks there is looked at by an editor.
    walk.refused += [at for at in range(index, end) if walk.blocks[at].label and instructs(walk.blocks[at].text)]
    return end


def _table_of_recommendations(blocks: Sequence[Block], start: int) -> int | None:
    """The first block of the next table that a header and the cells tell to be one of recommendations."""
    while start < len(blocks):
        table = start + first_table(blocks[start:], len(blocks) - start)
        if table < len(blocks) and mostly_asks(blocks, table):
            return table
        start = table_end(blocks, table) if table < len(blocks) else table
    return None
