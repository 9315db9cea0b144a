"""The child's side of the cage: limits on itself first, then bytes from standard input, blocks as JSON to the output.

Nothing of Django and no dictionary is loaded here: a document must not wait for what its reader does not need.
"""

import json
import sys
from collections.abc import Callable

from resolution_reader.cage.inside import confine
from resolution_reader.readers.blocks import Block, Reading
from resolution_reader.readers.limits import UnreadableDocument, check_blocks

FIELDS = ("kind", "level", "label", "text", "emphasis", "span", "table", "row", "column", "rows", "columns", "picture")


def serve(reader: Callable[[bytes], Reading], *, own_tmp: bool = False) -> None:
    """What a reader's module does when it is started as a program. `own_tmp`: as `confine` has it."""
    confine(own_tmp=own_tmp)
    data = sys.stdin.buffer.read()
    try:
        reading = reader(data)
        check_blocks(reading.blocks)
        answer = {
            "blocks": [[getattr(block, name) for name in FIELDS] for block in reading.blocks],
            "lost": reading.lost,
            "unprinted": reading.unprinted,
            "doubts": reading.doubts,
        }
    except UnreadableDocument as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


def reading_of(printed: bytes) -> Reading:
    """The reading back from what `serve` wrote; UnreadableDocument when the child refused."""
    answer = json.loads(printed)
    if "refused" in answer:
        raise UnreadableDocument(answer["refused"])
    blocks = [Block(**dict(zip(FIELDS, [*row[:5], tuple(row[5]), *row[6:]], strict=True))) for row in answer["blocks"]]
    return Reading(
        blocks,
        tuple(answer["lost"]),
        tuple(answer["unprinted"]),
        tuple((code, sentence) for code, sentence in answer["doubts"]),
    )
