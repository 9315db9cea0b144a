"""Words of a page of a .pdf with their places, as somebody sees them: the page upright, its crop box the frame.

pdfium tells signs, in the order in which they were drawn; what is read here is where they stand. Of a text object
(what one operator has drawn) all signs share height, turn and colour.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pypdfium2  # type: ignore[import-untyped]  # has no types of its own
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # has no types of its own

from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.pdf_frame import Box, Frame

DAMAGED = "Файл PDF повреждён: откройте его, сохраните заново и загрузите снова."
WORD_GAP = 0.2  # of the height of the letters; a blank is wider
UNSEEN_MODES = (3, 7)  # neither filled nor stroked: ISO 32000-1, table 106
WHITE = 245
BOLD = 600
FIGURES, RAISED = frozenset("0123456789"), 0.2  # of the height of the type
ASKEW = 0.03  # of a quarter turn: what a scanner makes of a straight page
FILLED_MODES = (0, 4)
HYPHENS = {"\x02": "-", "\ufffe": "-", "\xad": "-"}  # pdfium's signs for a hyphen at the end of a line
BLANKS = frozenset(" \t\xa0\r\n\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000")

Seen = Literal["printed", "pale", "layer"]


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
    style: "_Style"
    raised: bool


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    turn: int
    bold: bool
    seen: Seen


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
    return Word(word.text, left, right, base, style.size, style.bold, turn, style.seen, word.raised)


def _drawn(layer: Any) -> Iterator[_Drawn]:
    """Only the first sign of a word, and one of another height, is asked for its style: asking takes half the time."""
    unicode_of, box_of, box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FS_RECTF()
    styles, signs = _Styles(layer), _Signs()
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
        self[code] = "" if code == 0 or sign in BLANKS else sign
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


class _Styles:
    """The style of each sign, asked once for each text object."""

    def __init__(self, layer: Any) -> None:
        self.layer = layer
        self.known: dict[int, _Style] = {}

    def of(self, index: int) -> _Style:
        drawn = pdfium.FPDFText_GetTextObject(self.layer, index)
        key = ctypes.addressof(drawn.contents) if drawn else 0
        if key not in self.known:
            self.known[key] = self._style(index, drawn)
        return self.known[key]

    def origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self.layer, index, x, y)
        return x.value, y.value

    def is_raised(self, index: int) -> bool:
        """Whether the font itself has drawn a figure as a raised one: its box begins above the base line."""
        style = self.of(index)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self.layer, index, left, right, bottom, top)
        x, y = self.origin(index)
        rise = (bottom.value - y, x - right.value, y - top.value, left.value - x)[style.turn]
        return style.turn >= 0 and rise > RAISED * style.size

    def _style(self, index: int, drawn: Any) -> _Style:
        turned, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
        pdfium.FPDFText_GetMatrix(self.layer, index, turned)
        pdfium.FPDFText_GetLooseCharBox(self.layer, index, box)
        size = pdfium.FPDFText_GetFontSize(self.layer, index) * math.hypot(turned.c, turned.d)
        quarters = math.atan2(turned.b, turned.a) / (math.pi / 2)
        turn = round(quarters) % 4 if abs(quarters - round(quarters)) < ASKEW else -1
        bold = pdfium.FPDFText_GetFontWeight(self.layer, index) >= BOLD or self._is_called_bold(index)
        return _Style(size or box.top - box.bottom, turn, bold, self._seen(index, drawn))

    def _is_called_bold(self, index: int) -> bool:
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self.layer, index, name, 128, None)
        return b"bold" in name.value.lower()

    def _seen(self, index: int, drawn: Any) -> Seen:
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
        if mode in UNSEEN_MODES:
            return "layer"
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        known = pdfium.FPDFText_GetFillColor(self.layer, index, red, green, blue, alpha)
        if not known or mode not in FILLED_MODES:
            return "printed"
        white = min(red.value, green.value, blue.value) >= WHITE
        return "pale" if white or not alpha.value else "printed"
