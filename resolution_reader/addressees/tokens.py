"""A sentence to tokens; a quotation and a bracketed insertion are one token each, since no phrase ends inside them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from resolution_reader.addressees.bodies import ABBREVIATIONS
from resolution_reader.language.words import ALIKE, in_one_alphabet

TokenKind = Literal["word", "number", "quote", "paren", "dash", "comma", "mark"]

PIECE = re.compile(
    r"""
    (?P<number> \d+(?:[.,:/-]\d+)* (?:-(?:[а-яё]{1,3}|[IVX]+)\b)?)
  | (?P<word>   [^\W\d_]+ (?:[-‑][^\W_]+|[–—](?=[А-ЯЁ])[^\W\d_]+)*)   # also «Осетия–Алания», set with a dash
  | (?P<dash>   [–—−-])
  | (?P<comma>  ,)
  | (?P<mark>   \S)
    """,
    re.VERBOSE,
)
CLOSERS = {"«": "»", "„": "“", "“": "”", "(": ")", '"': '"'}


@dataclass(frozen=True)
class Token:
    """Text and its place in the sentence: sentence[start:end] == text, but for Latin letters in a Cyrillic word."""

    text: str
    start: int
    end: int
    kind: TokenKind

    @cached_property
    def small(self) -> str:
        return self.text.lower().replace("ё", "е")


def tokens(sentence: str) -> list[Token]:
    return list(_tokens(sentence))


def words(sentence: str) -> list[Token]:
    """Those of the tokens that are words, outside quotations and brackets."""
    return [token for token in _tokens(sentence) if token.kind == "word"]


@lru_cache(maxsize=2_000)
def _tokens(sentence: str) -> tuple[Token, ...]:
    """Every question about a sentence reads it anew; remembered, it is cut once."""
    closed_at = _closings(sentence)
    found: list[Token] = []
    position = 0
    while position < len(sentence):
        closed = closed_at.get(position)
        if closed:
            kind: TokenKind = "paren" if sentence[position] == "(" else "quote"
            found.append(Token(sentence[position:closed], position, closed, kind))
            position = closed
            continue
        piece = PIECE.match(sentence, position)
        if piece:
            text = _in_one_alphabet(piece[0]) if piece.lastgroup == "word" else piece[0]
            found.append(Token(text, position, piece.end(), piece.lastgroup))  # type: ignore[arg-type]  # the pattern has a group for every piece
            position = piece.end()
        else:
            position += 1
    return tuple(found)


def _in_one_alphabet(word: str) -> str:
    """Also of an abbreviation typed all in Latin letters: TOC."""
    ours = word.translate(ALIKE) if word.isascii() and len(word) > 2 else ""
    return ours if ours in ABBREVIATIONS else in_one_alphabet(word)


def _closings(text: str) -> dict[int, int]:
    """Where each bracket and quotation opens -> the index after its closing mark; one pass, however many there are."""
    closed: dict[int, int] = {}
    opened: dict[str, list[int]] = {closer: [] for closer in CLOSERS.values()}
    ends: dict[str, list[int]] = {closer: [] for closer in CLOSERS.values()}
    for position, character in enumerate(text):
        if character == '"':
            _straight_quote(text, position, opened, closed)
        elif opened.get(character):
            closed[opened[character].pop()] = position + 1
            ends[character].append(position + 1)
        elif character in CLOSERS:
            opened[CLOSERS[character]].append(position)
    for closer, positions in opened.items():  # «a «b» closed once only: the mark of the inner one has to do for both
        for position in positions:
            following = bisect_right(ends[closer], position)
            if following < len(ends[closer]):
                closed[position] = ends[closer][following]
    return closed


def _straight_quote(text: str, position: int, opened: dict[str, list[int]], closed: dict[int, int]) -> None:
    if opened['"']:
        closed[opened['"'].pop()] = position + 1
    elif position == 0 or not text[position - 1].isalnum():
        opened['"'].append(position)
