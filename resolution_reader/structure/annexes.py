"""An annex: skipped up to its table of recommendations or its list of requests, or whole when it has none."""

import re
from collections.abc import Sequence

from resolution_reader.language.sentence_ends import sentences
from resolution_reader.readers.blocks import Block
from resolution_reader.structure import closing
from resolution_reader.structure.demands import asks, instructs, needs
from resolution_reader.structure.table_grid import table_end
from resolution_reader.structure.table_rows import first_table, mostly_asks
from resolution_reader.structure.walk import Walk

OF_REQUESTS = re.compile(
    r"наказ|предложени|рекомендаци|просьб|поручени|требовани|обращени|пожелани|инициатив|\bмер[аы]?\b|мероприяти|решени",
    re.I,
)
NOT_ADOPTED = re.compile(r"^\W*справочно|\bне\s+(?:поддержан|принят|вошед)|отклон[её]нн", re.I)
LONGEST_NAME = 4  # lines between «Приложение 1» and what it holds


def skip_annex(walk: Walk, index: int) -> int | None:
    """The block to go on at; None when no annex begins here."""
    if not closing.begins_annex(walk.blocks, index, walk.any_items()) or walk.blocks[index].table:
        return None
    annex = walk.blocks[index : _next_annex(walk, index)]
    requests = _list_of_requests(annex)
    found = requests or _table_of_recommendations(annex)
    end = index + (len(annex) if found is None else found)
    walk.close(index)
    walk.annex, walk.lead_in = walk.blocks[index].text, None
    if requests:
        _open(walk, index, end)
        return end
    walk.skipped += range(index, end)
    # What asks there is looked at by an editor.
    walk.refused += [at for at in range(index, end) if walk.blocks[at].label and instructs(walk.blocks[at].text)]
    return end


def _open(walk: Walk, index: int, end: int) -> None:
    """A section with the name of the list: the last line above it."""
    name = end - 1 if end - 1 > index else index
    walk.skipped += range(index, name)
    walk.new_chapter(walk.blocks[name].text.strip(" .:"), name)
    walk.headed(name, None)


def _next_annex(walk: Walk, index: int) -> int:
    following = range(index + 1, len(walk.blocks))
    return next((at for at in following if closing.begins_annex(walk.blocks, at, True)), len(walk.blocks))


def _list_of_requests(blocks: Sequence[Block]) -> int | None:
    """The first item of a list right below the annex's name, when that says so and most of its items ask."""
    first = next((at for at in range(1, min(1 + LONGEST_NAME, len(blocks))) if blocks[at].label), None)
    name = " ".join(block.text for block in blocks[:first])
    if first is None or not OF_REQUESTS.search(name) or NOT_ADOPTED.search(name):
        return None
    items = []
    for block in blocks[first:]:
        if not block.label or block.table:
            break
        items.append(next(iter(sentences(block.text)), ""))
    asking = sum(instructs(text) or asks(text) or needs(text) for text in items)
    return first if asking * 2 >= len(items) else None


def _table_of_recommendations(blocks: Sequence[Block]) -> int | None:
    """The first block of the next table that a header and the cells tell to be one of recommendations."""
    start = 0
    while start < len(blocks):
        table = start + first_table(blocks[start:], len(blocks) - start)
        if table < len(blocks) and mostly_asks(blocks, table):
            return table
        start = table_end(blocks, table) if table < len(blocks) else table
    return None
