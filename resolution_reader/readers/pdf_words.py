"""Words of a page of a .pdf with their places, as somebody sees them: the page upright, its crop box the frame.

pdfium tells signs, in the order in which they were drawn; what is read here is where they stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # has no types of its own
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # has no types of its own

from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.pdf_frame import Box, Frame
from resolution_reader.readers.pdf_styles import Seen, Style, Styles

DAMAGED = "Файл PDF повреждён: откройте его, сохраните заново и загрузите снова."
WORD_GAP = 0.2  # of the height of the letters; a blank is wider
FIGURES = frozenset("0123456789")
HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "-"}  # pdfium's signs for a hyphen at the end of a line
HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")  # pdfium tells a sign beyond the first 65,536 as two


@dataclass(frozen=True, slots=True)
class Word:
    """Signs without a blank between them. Places in points from the page's lower left corner; `base` is that of the
    base line, `size` the height of the type, `turn` how far it is turned, in quarters against the clock, -1 askew.
    `seen`: "pale" is white or transparent, "layer" neither filled nor stroked. `raised`: above the base line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    turn: int = 0
    seen: Seen = "printed"
    raised: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, self.base + 0.3 * self.size


@dataclass(slots=True)
class _Drawn:
    """A word in the page's own places."""

    text: str
    box: Box
    origin: tuple[float, float]
    style: Style
    raised: bool


def words_of(page: pypdfium2.PdfPage) -> tuple[Frame, list[Word]]:
    """(the frame in which most words stand upright, the words in the order in which they were drawn)."""
    try:
        layer = page.get_textpage()
    except pypdfium2.PdfiumError as reason:
        raise UnreadableDocument(DAMAGED) from reason
    drawn = list(_drawn(layer.raw))
    frame = Frame(page.get_cropbox(), page.get_rotation() // 90 % 4)
    votes = [0, 0, 0, 0]
    for word in drawn:
        if word.style.turn >= 0:
            votes[(word.style.turn - frame.quarters) % 4] += len(word.text)
    frame = frame.turned(votes.index(max(votes)))
    return frame, [_placed(word, frame) for word in drawn]


def _placed(word: _Drawn, frame: Frame) -> Word:
    style = word.style
    left, _, right, _ = frame.placed(word.box)
    _, base = frame.place(*word.origin)
    turn = (style.turn - frame.quarters) % 4 if style.turn >= 0 else -1
    text = HALVES.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), word.text)
    return Word(text, left, right, base, style.size, style.bold, turn, style.seen, word.raised)


def _drawn(layer: Any) -> Iterator[_Drawn]:
    """Only the first sign of a word, and one of another height, is asked for its style: asking takes half the time."""
    unicode_of, box_of, box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FS_RECTF()
    styles, signs = Styles(layer), _Signs()
    word: _Drawn | None = None
    for index in range(pdfium.FPDFText_CountChars(layer)):
        sign = signs[unicode_of(layer, index)]
        if not sign:
            if word:
                yield word
            word = None
            continue
        box_of(layer, index, box)
        place = (box.left, box.bottom, box.right, box.top)
        raised = sign in FIGURES and styles.is_raised(index)
        if (
            word
            and word.raised == raised
            and (_is_level(word, place) or word.style is styles.of(index))
            and _goes_on(word, place)
        ):
            word.text += sign
            left, bottom, right, top = word.box
            word.box = min(left, place[0]), min(bottom, place[1]), max(right, place[2]), max(top, place[3])
            continue
        if word:
            yield word
        word = _Drawn(sign, place, styles.origin(index), styles.of(index), raised)
    if word:
        yield word


class _Signs(dict[int, str]):
    """The sign of each code; none for a blank."""

    def __missing__(self, code: int) -> str:
        sign = HYPHENS.get(chr(code), chr(code))
        self[code] = "" if code == 0 or sign.isspace() else sign
        return self[code]


def _is_level(word: _Drawn, place: Box) -> bool:
    """Whether a sign is as high as the word, across its direction."""
    first = (word.style.turn + 1) % 2
    return word.box[first] == place[first] and word.box[first + 2] == place[first + 2]


def _goes_on(word: _Drawn, place: Box) -> bool:
    """Whether a sign stands right after the word, in the direction in which both are written."""
    left, bottom, right, top = word.box
    if word.style.turn < 0:
        return True
    gap = (place[0] - right, place[1] - top, left - place[2], bottom - place[3])[word.style.turn]
    return -word.style.size < gap < WORD_GAP * word.style.size
