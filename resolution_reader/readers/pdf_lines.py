"""Words of a page to printed lines: what stands on one base line, raised figures and spaced letters set right."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from resolution_reader.readers.pdf_words import Word
from resolution_reader.readers.raised import raised

ONE_LINE = 0.25  # of the height of the type: what base lines of one line may differ
GLUED = 0.1  # of it: pieces that stand no further apart are one word
SMALL = 0.82  # of it: figures of no more are raised ones, if they stand higher
LEAST_RISE, MOST_RISE = 0.12, 0.8
NEAR_MARK, NEAR_NOTE = 0.35, 1.2
MAX_MARKS = 1_000  # of one page
SPACED = 4  # letters one by one are a spaced word
WIDER = 1.7


@dataclass(frozen=True)
class Line:
    """One printed line; places are in points, `bottom` is the base line, counted from the foot of the page.

    `room` tells columns and cells of one page apart, `edges` are the left and the right one of the room. `note`: it
    begins with a raised mark.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    room: int = 0
    edges: tuple[float, float] = (0.0, 0.0)
    note: bool = False


def common_size(words: Iterable[Word]) -> float:
    """The height of most letters; 0 without any."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one base line together, from the top down, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(_raised(words), key=lambda word: -word.base):
        if rows and rows[-1][0].base - word.base <= ONE_LINE * max(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _raised(words: Sequence[Word]) -> list[Word]:
    """The words, small figures beside or before a larger word put on its base line and marked as raised."""
    usual = common_size(words)
    small = [number for number, word in enumerate(words) if word.size <= SMALL * usual and _is_mark(word.text)]
    found = list(words)
    hosts = sorted((word for word in words if word.size > SMALL * usual or not _is_mark(word.text)), key=_base)
    for number in small[:MAX_MARKS]:
        if host := _host(words[number], hosts, usual):
            found[number] = replace(words[number], base=host.base, raised=True)
    return found


def _base(word: Word) -> float:
    return word.base


def _is_mark(text: str) -> bool:
    bare = text.rstrip(").,;")
    return len(bare) <= 3 and (bare.isdigit() or set(bare) == {"*"})


def _host(mark: Word, hosts: Sequence[Word], usual: float) -> Word | None:
    for host in hosts[bisect_left(hosts, mark.base - MOST_RISE * usual, key=_base) :]:
        rise = mark.base - host.base
        if rise < LEAST_RISE * host.size:
            return None
        if mark.size > SMALL * host.size or rise > MOST_RISE * host.size:
            continue
        after, before = mark.left - host.right, host.left - mark.right
        if abs(after) <= NEAR_MARK * host.size or -NEAR_MARK * host.size <= before <= NEAR_NOTE * host.size:
            return host
    return None


def line_of(row: Sequence[Word], page: int, room: int = 0, edges: tuple[float, float] = (0.0, 0.0)) -> Line:
    """The line that these words of one base line make."""
    letters = [word for word in row if not word.raised] or list(row)
    telling = [word for word in letters if any(map(str.isalnum, word.text))]
    return Line(
        text_of(row),
        page,
        letters[0].left,
        letters[-1].right,
        letters[0].base,
        common_size(letters),
        bool(telling) and all(word.bold for word in telling),
        room,
        edges,
        note=row[0].raised,
    )


def text_of(row: Sequence[Word]) -> str:
    """The words with blanks between; raised figures as powers, or left out where they are marks of notes."""
    text = ""
    before: Word | None = None
    for word in _unspaced(row):
        glued = before is not None and word.left - before.right < GLUED * max(before.size, word.size)
        if word.raised and before is not None:
            text += raised(word.text, text)
        else:
            text = text + word.text if glued or not text else f"{text} {word.text}"
        before = word
    return text


def _unspaced(row: Sequence[Word]) -> list[Word]:
    """Letters that stand one by one, as in «Р Е Ш И Л И», put together to words."""
    found: list[Word] = []
    letters: list[Word] = []
    for word in [*row, None]:
        if word and _is_letter(word):
            letters.append(word)
            if len(word.text) == 1:
                continue
        found += _words_of_letters(letters)
        letters = []
        if word and not _is_letter(word):
            found.append(word)
    return found


def _is_letter(word: Word) -> bool:
    """One letter, perhaps with the mark that ends its word."""
    return (
        len(word.text) < 3 and word.text[0].isalpha() and not word.raised and not any(map(str.isalnum, word.text[1:]))
    )


def _usual_gap(letters: Sequence[Word]) -> float:
    return median(after.left - before.right for before, after in pairwise(letters))


def _words_of_letters(letters: list[Word]) -> list[Word]:
    if len(letters) < SPACED:
        return letters
    usual = _usual_gap(letters)
    words = [letters[0]]
    for letter in letters[1:]:
        if letter.left - words[-1].right > WIDER * usual:
            words.append(letter)
        else:
            words[-1] = replace(words[-1], text=words[-1].text + letter.text, right=letter.right)
    return words
