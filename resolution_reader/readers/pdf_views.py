"""What nobody sees on a page of a .pdf, and what is drawn there twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]  # has no types of its own

from resolution_reader.readers.pdf_drawings import Drawings, drawings_of
from resolution_reader.readers.pdf_frame import Box
from resolution_reader.readers.pdf_letters import repaired
from resolution_reader.readers.pdf_lines import rows_of, text_of
from resolution_reader.readers.pdf_words import Word, words_of

COVERED = 0.5  # of the page, by pictures: the layer of letters that nobody sees is what was recognised in them
LEAST_LETTERS = 20  # of a page that has a text
LEAST_PICTURE = 0.3  # of a page: less is a photograph
MANY_CURVES = 200  # of a page whose letters are drawings
MAX_DOTS, TAB = 500, 40.0  # of one page; points
SAME_PLACE = 3.0  # points
Field = tuple[str, int, int]
SEEN_FIRST = ("printed", "layer", "pale")


@dataclass(frozen=True)
class View:
    """A page as somebody sees it. `number` from 0; `size` across and up in points; `words`: those that are read;
    `unseen`: lines that nobody sees and that stand nowhere else; `across`: what runs across the page; `recognised`:
    whether the words are what a program saw in a picture; `repaired`: whether their letters were set right.
    """

    number: int
    size: tuple[float, float]
    words: list[Word]
    drawings: Drawings
    unseen: tuple[str, ...] = ()
    across: str = ""
    recognised: bool = False
    repaired: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether its text is in a picture, or drawn, and not there as letters."""
        letters = sum(sum(map(str.isalnum, word.text)) for word in self.words)
        drawn = _share(self.drawings.pictures, self.size) >= LEAST_PICTURE or self.drawings.curves >= MANY_CURVES
        return letters < LEAST_LETTERS and drawn


def view_of(page: pypdfium2.PdfPage, number: int) -> View:
    frame, words = words_of(page)
    drawings, size = drawings_of(page, frame), frame.size
    right = repaired(words)
    covered = _share(drawings.pictures, size) >= COVERED
    drawn: dict[Field, Word] = {}
    seen: list[Word] = []
    unseen: list[Word] = []
    across: list[Word] = []
    for word in sorted(right or words, key=lambda word: SEEN_FIRST.index(word.seen)):
        if any(_is_one(word, drawn[field]) for field in _fields(word) if field in drawn):
            continue
        drawn[next(_fields(word))] = word
        if not _is_on(word, (0.0, 0.0, *size)) or not _is_seen(word, drawings, covered=covered):
            unseen.append(word)
        else:
            (across if word.turn else seen).append(word)
    return View(
        number,
        size,
        [*seen, *_bullets(drawings.dots, seen)],
        drawings,
        tuple(text_of(row) for row in rows_of(unseen)),
        " ".join(word.text for word in across),
        recognised=any(word.seen == "layer" for word in seen),
        repaired=right is not None,
    )


def _bullets(dots: Sequence[Box], words: Sequence[Word]) -> Iterator[Word]:
    """Bullets that are drawn, as browsers do: dots left of the first word of a line, no further than a tab."""
    rows = rows_of(words) if 0 < len(dots) <= MAX_DOTS else []
    for row in rows:
        first = row[0]
        for left, bottom, right, top in dots:
            if first.base <= (bottom + top) / 2 <= first.base + first.size and 0 < first.left - right < TAB:
                yield Word("•", left, right, first.base, first.size)


def _share(pictures: Sequence[Box], size: tuple[float, float]) -> float:
    """How much of the page pictures cover, those above each other counted twice."""
    across, up = size
    area = sum(
        max(0.0, min(right, across) - max(left, 0.0)) * max(0.0, min(top, up) - max(bottom, 0.0))
        for left, bottom, right, top in pictures
    )
    return area / (across * up or 1.0)


def _is_seen(word: Word, drawings: Drawings, *, covered: bool) -> bool:
    if word.seen == "layer":
        return covered
    return word.seen == "printed" or any(_is_on(word, box) for box in [*drawings.grounds, *drawings.pictures])


def _is_on(word: Word, box: Box) -> bool:
    x, y = word.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _fields(word: Word) -> Iterator[Field]:
    """The text of a word with the field of the page where it begins, then with those around it."""
    x, y = round(word.left / SAME_PLACE), round(word.base / SAME_PLACE)
    return ((word.text, x + right, y + up) for right in (0, -1, 1) for up in (0, -1, 1))


def _is_one(word: Word, other: Word) -> bool:
    """Whether two words of the same letters are one drawn twice; beside each other they may stand close, too: «1 1»."""
    across = abs(word.left - other.left)
    return across <= min(SAME_PLACE, word.right - word.left) and abs(word.base - other.base) <= SAME_PLACE
