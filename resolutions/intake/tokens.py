"""A sentence to tokens; a quotation and a bracketed insertion are one token each, since no phrase ends inside them."""

import re
from dataclasses import dataclass
from typing import Literal

TokenKind = Literal["word", "number", "quote", "paren", "dash", "comma", "mark"]

PIECE = re.compile(
    r"""
    (?P<number> \d+(?:[.,:/-]\d+)* (?:-(?:[а-яё]{1,3}|[IVX]+)\b)?)
  | (?P<word>   [^\W\d_]+ (?:[-‑][^\W_]+)*)
  | (?P<dash>   [–—−-])
  | (?P<comma>  ,)
  | (?P<mark>   \S)
    """,
    re.VERBOSE,
)
CLOSERS = {"«": "»", "„": "“", "“": "”", "(": ")"}


@dataclass(frozen=True)
class Token:
    """Text and its place in the sentence: sentence[start:end] == text."""

    text: str
    start: int
    end: int
    kind: TokenKind

    @property
    def small(self) -> str:
        return self.text.lower().replace("ё", "е")


def tokens(sentence: str) -> list[Token]:
    found: list[Token] = []
    position = 0
    while position < len(sentence):
        closed = _closed_at(sentence, position)
        if closed:
            kind: TokenKind = "paren" if sentence[position] == "(" else "quote"
            found.append(Token(sentence[position:closed], position, closed, kind))
            position = closed
            continue
        piece = PIECE.match(sentence, position)
        if piece:
            found.append(Token(piece[0], position, piece.end(), piece.lastgroup))  # type: ignore[arg-type]
            position = piece.end()
        else:
            position += 1
    return found


def _closed_at(text: str, start: int) -> int | None:
    """The index after the mark that closes what opens here; None when nothing opens or it never closes."""
    opener = text[start]
    if opener == '"':
        closing = text.find('"', start + 1)
        return closing + 1 if closing > 0 and (start == 0 or not text[start - 1].isalnum()) else None
    closer = CLOSERS.get(opener)
    if closer is None:
        return None
    depth = 0
    for position in range(start, len(text)):
        if text[position] == opener:
            depth += 1
        elif text[position] == closer:
            depth -= 1
            if depth == 0:
                return position + 1
    closing = text.find(closer, start)  # «a «b» never closed twice: the first closing mark has to do
    return closing + 1 if closing > 0 else None
