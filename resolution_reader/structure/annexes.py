"""An annex: skipped up to its table of recommendations or its list of requests, or whole when it has none."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice, takewhile

from resolution_reader.addressees.tokens import tokens
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.readers.blocks import Block
from resolution_reader.structure import closing
from resolution_reader.structure.clauses import is_wish
from resolution_reader.structure.demands import demands, instructs
from resolution_reader.structure.front.lines import is_sentence
from resolution_reader.structure.headings import heading_title
from resolution_reader.structure.openings import opens_requests
from resolution_reader.structure.table_grid import table_end
from resolution_reader.structure.table_rows import first_table, mostly_asks
from resolution_reader.structure.walk import Walk

OF_REQUESTS = re.compile(
    r"наказ|предложени|рекомендаци|просьб|поручени|требовани|обращени|пожелани|инициатив|\bмер[аы]?\b|мероприяти|решени",
    re.I,
)
NOT_ADOPTED = re.compile(r"^\W*справочно|\bне\s+(?:поддержан|принят|вошед)|отклон[её]нн", re.I)
BESIDE_NAME = re.compile(r"^\W*(?:к|от|утвержд\w+)\b|^\(", re.I)  # «к резолюции форума», «(слог сохранён)»
LONGEST_NAME = 6  # lines between «Приложение 1» and what it holds


def skip_annex(walk: Walk, index: int) -> int | None:
    """The block to go on at; None when no annex begins here."""
    if not closing.begins_annex(walk.blocks, index, walk.any_items()) or walk.blocks[index].table:
        return None
    annex = walk.blocks[index : _next_annex(walk, index)]
    requests = _list_of_requests(annex)
    found = requests or _table_of_recommendations(annex)
    end = index + (len(annex) if found is None else found)
    walk.close(index)
    walk.annex, walk.lead_in, walk.general = walk.blocks[index].text, None, None
    if requests:
        return _open(walk, index, end)
    walk.skipped += range(index, end)
    # What asks there is looked at by an editor.
    walk.refused += [at for at in range(index, end) if _is_doubtful(walk.blocks[at])]
    return end


def _is_doubtful(block: Block) -> bool:
    if block.table:
        return False
    return instructs(block.text) if block.label else _asks(block)


def _open(walk: Walk, index: int, end: int) -> int:
    """A section with the name of the list, which the lines above it tell, else of the annex; returns what is below."""
    name = [*_name(walk.blocks, index + 1, end)] or [index]
    walk.skipped += [at for at in range(index, name[-1]) if at not in name]
    walk.new_chapter(" ".join(walk.blocks[at].text for at in name).strip(" .:"))
    walk.chapter.title_as_written = "\n".join(walk.blocks[at].printed for at in name)
    walk.chapter.own_blocks += name
    return name[-1] + 1


def _name(blocks: Sequence[Block], start: int, end: int) -> Iterator[int]:
    """The lines from the first that is no «к резолюции форума» to one that is whole, and no sentence or heading."""
    begun = False
    for at in range(start, end):
        if BESIDE_NAME.match(blocks[at].text) or (begun and _is_below_name(blocks, at)):
            if begun:
                return
            continue
        begun = True
        yield at
        if blocks[at].text.endswith("."):
            return


def _is_below_name(blocks: Sequence[Block], index: int) -> bool:
    """A paragraph, or the first heading in the annex: «Дворы» in bold, below a name that is in bold as well."""
    if heading_title(blocks, index) is None:
        return is_sentence(blocks[index].text)
    return opens_list(blocks[index + 1]) or (bool(blocks[index + 1].label) and _is_one_of_several(blocks, index))


def _is_one_of_several(blocks: Sequence[Block], index: int) -> bool:
    """Whether a heading of the same looks stands below the list: it parts what the name is of."""
    looks = blocks[index].kind, blocks[index].emphasis
    below = dropwhile(lambda at: bool(blocks[at].label), range(index + 1, len(blocks)))
    return any((blocks[at].kind, blocks[at].emphasis) == looks and heading_title(blocks, at) for at in islice(below, 1))


def _next_annex(walk: Walk, index: int) -> int:
    following = range(index + 1, len(walk.blocks))
    return next((at for at in following if closing.begins_annex(walk.blocks, at, True)), len(walk.blocks))


def _list_of_requests(blocks: Sequence[Block]) -> int | None:
    """Where the lines over a list in the annex begin to say who asks, when most of its items ask."""
    first = next((at for at in range(1, min(1 + LONGEST_NAME, len(blocks))) if blocks[at].label), None)
    if first is None:
        return _prose_of_requests(blocks)
    name = next((at for at in range(1, first) if opens_list(blocks[at])), first)
    over = " ".join(block.text for block in blocks[:name])
    asked = any(opens_requests(block.text) for block in blocks[name:first])
    if NOT_ADOPTED.search(over) or not (asked or OF_REQUESTS.search(over)):
        return None
    items = [next(iter(sentences(block.text)), "") for block in takewhile(_is_listed, blocks[first:]) if block.label]
    asking = sum(demands(text) or (asked and is_wish(tokens(text))) for text in items)
    return name if asking * 2 >= len(items) else None


def _prose_of_requests(blocks: Sequence[Block]) -> int | None:
    """The first paragraph that asks, when the annex's name says that it holds requests and most paragraphs ask."""
    asking = [at for at, block in enumerate(blocks) if at and not block.table and _asks(block)]
    first = asking[0] if asking else len(blocks)
    name = " ".join(block.text for block in blocks[:first])
    if not OF_REQUESTS.search(name) or NOT_ADOPTED.search(name) or first > LONGEST_NAME:
        return None
    return first if len(asking) * 2 > len(blocks) - first else None


def _asks(block: Block) -> bool:
    return any(map(demands, sentences(block.text)))


def opens_list(block: Block) -> bool:
    """«Жители просят:», «почтовое отделение –»"""
    return block.text.endswith((":", "–", "—"))


def _is_listed(block: Block) -> bool:
    return not block.table and (bool(block.label) or opens_list(block))


def _table_of_recommendations(blocks: Sequence[Block]) -> int | None:
    """The first block of the next table that a header and the cells tell to be one of recommendations."""
    start = 0
    while start < len(blocks):
        table = start + first_table(blocks[start:], len(blocks) - start)
        if table < len(blocks) and mostly_asks(blocks, table):
            return table
        start = table_end(blocks, table) if table < len(blocks) else table
    return None
