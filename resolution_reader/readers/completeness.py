"""Whether every word of a document stands in some block: counted by a way of its own, not by the walk that reads."""

import unicodedata
from collections import Counter
from collections.abc import Iterable

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.encoding import normalise

MAX_SHOWN = 5
MAX_LOOKED_UP = 2_000
MAX_TOLD, MAX_LENGTH = 200, 100  # pieces left out, and characters of each
UNNAMED = "(часть текста)"


def lost_pieces(pieces: Iterable[str], blocks: Iterable[Block]) -> tuple[str, ...]:
    """Pieces of the source whose letters are missing from the blocks, a few of them; empty when nothing is."""
    named = list(pieces)
    source = [_squeezed(piece) for piece in named]
    kept = "".join(_squeezed(block.printed) for block in blocks)
    if not Counter("".join(source)) - Counter(kept):
        return ()
    missing = [piece for piece, letters in zip(named[:MAX_LOOKED_UP], source, strict=False) if letters not in kept]
    return tuple(map(_letters, missing[:MAX_SHOWN])) or (UNNAMED,)


def _letters(text: str) -> str:
    return "".join(sign for sign in normalise(text) if sign.isalnum())


def said_by(pieces: Iterable[str]) -> tuple[str, ...]:
    """Pieces left out on purpose as an editor is told of them: those with letters, each once, cut short."""
    said = (" ".join(normalise(piece[:MAX_LENGTH]).split()) for piece in pieces)
    return tuple(dict.fromkeys(piece for piece in said if any(sign.isalnum() for sign in piece)))[:MAX_TOLD]


def _squeezed(text: str) -> str:
    """Letters and figures only: spaces, marks and hyphens are the readers' to set right.

    Taken apart, for a piece may end between a letter and its sign above; a raised figure counts as the figure.
    """
    return "".join(sign for sign in unicodedata.normalize("NFKD", normalise(text)) if sign.isalnum())
