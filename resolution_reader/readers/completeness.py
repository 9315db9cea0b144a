"""Whether every word of a document stands in some block: counted by a way of its own, not by the walk that reads."""

from collections import Counter
from collections.abc import Iterable

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.encoding import normalise

MAX_SHOWN = 5
MAX_LOOKED_UP = 2_000
UNNAMED = "(часть текста)"


def lost_pieces(pieces: Iterable[str], blocks: Iterable[Block]) -> tuple[str, ...]:
    """Pieces of the source whose letters are missing from the blocks, a few of them; empty when nothing is."""
    source = [_squeezed(piece) for piece in pieces]
    kept = "".join(_squeezed(block.printed) for block in blocks)
    if not Counter("".join(source)) - Counter(kept):
        return ()
    missing = [piece for piece in source[:MAX_LOOKED_UP] if piece not in kept]
    return tuple(missing[:MAX_SHOWN]) or (UNNAMED,)


def _squeezed(text: str) -> str:
    """Letters and figures only: spaces, marks and hyphens are the readers' to set right."""
    return "".join(sign for sign in normalise(text) if sign.isalnum())
