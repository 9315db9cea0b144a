"""Where a text has the words that were asked for, compared as the index compares them: by lemmas."""

from dataclasses import dataclass

from resolution_reader.language import Word, words_of
from resolutions.search.asked import Asked, Term

BEFORE, LENGTH = 12, 80  # words of a text that an excerpt shows before the first hit, and in all
Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool


def excerpt(text: str, asked: Asked) -> list[Piece]:
    """Some of the text around the first hit, every hit marked; «…» stands where something is left out."""
    words = list(words_of(text))
    spans = hits(words, asked)
    start, end = window(words, spans, len(text))
    pieces = [Piece("… ", False)] if start else []
    place = start
    for first, last in spans:
        if first >= place and last <= end:
            pieces += [Piece(text[place:first], False), Piece(text[first:last], True)]
            place = last
    pieces.append(Piece(text[place:end] + (" …" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece.text]


def window(words: list[Word], spans: list[Span], length: int) -> Span:
    """Offsets in the text: from its beginning if a hit is near it, else from a few words before the first hit."""
    first_hit = next((place for place, word in enumerate(words) if spans and word.start >= spans[0][0]), 0)
    first = 0 if first_hit < LENGTH - BEFORE else first_hit - BEFORE
    last = first + LENGTH
    return words[first].start if first else 0, words[last - 1].end if last < len(words) else length


def hits(words: list[Word], asked: Asked) -> list[Span]:
    """Spans of the text, from left to right, none inside another."""
    found = sorted({span for term in asked.wanted for span in spans_of(term, words)})
    merged: list[Span] = []
    for first, last in found:
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def spans_of(term: Term, words: list[Word]) -> list[Span]:
    wanted = [frozenset(lemmas) for lemmas in term.positions]
    together = frozenset(term.together)
    if len(wanted) == 1:
        either = together | wanted[0]
        return [(word.start, word.end) for word in words if takes(word, wanted[0]) or written_as(word, either)]
    spans = [(word.start, word.end) for word in words if written_as(word, together)]
    # Each position a word takes, with the word itself: a phrase may begin or end within a hyphened one.
    places = [(lemmas, word) for word in words for lemmas in word.positions]
    for start in range(len(places) - len(wanted) + 1):
        run = places[start : start + len(wanted)]
        if not any(asked.isdisjoint(lemmas) for (lemmas, _), asked in zip(run, wanted, strict=True)):
            spans.append((run[0][1].start, run[-1][1].end))
    return spans


def takes(word: Word, lemmas: frozenset[str]) -> bool:
    """Whether it, or a part of it, is one of these."""
    return any(not lemmas.isdisjoint(own) for own in word.positions)


def written_as(word: Word, lemmas: frozenset[str]) -> bool:
    """Whether it is one of these as a whole, its parts written together."""
    single = len(word.positions) == 1 and not lemmas.isdisjoint(word.positions[0])
    return single or not lemmas.isdisjoint(word.together)
