"""How signs of a page of a .pdf are drawn.

Of a text object (what one operator has drawn) all signs share height, turn and colour.
"""

import ctypes
import math
from dataclasses import dataclass
from typing import Any, Literal

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # has no types of its own

UNSEEN_MODES = (3, 7)  # neither filled nor stroked: ISO 32000-1, table 106
FILLED_MODES = (0, 4)
WHITE = 245
BOLD = 600
RAISED = 0.2  # of the height of the type
ASKEW = 0.03  # of a quarter turn: what a scanner makes of a straight page

Seen = Literal["printed", "pale", "layer"]


@dataclass(frozen=True, slots=True)
class Style:
    size: float
    turn: int
    bold: bool
    seen: Seen


class Styles:
    """The style of each sign, asked once for each text object."""

    def __init__(self, layer: Any) -> None:
        self.layer = layer
        self.known: dict[int, Style] = {}

    def of(self, index: int) -> Style:
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

    def _style(self, index: int, drawn: Any) -> Style:
        turned, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
        pdfium.FPDFText_GetMatrix(self.layer, index, turned)
        pdfium.FPDFText_GetLooseCharBox(self.layer, index, box)
        size = pdfium.FPDFText_GetFontSize(self.layer, index) * math.hypot(turned.c, turned.d)
        quarters = math.atan2(turned.b, turned.a) / (math.pi / 2)
        turn = round(quarters) % 4 if abs(quarters - round(quarters)) < ASKEW else -1
        bold = pdfium.FPDFText_GetFontWeight(self.layer, index) >= BOLD or self._is_called_bold(index)
        return Style(size or box.top - box.bottom, turn, bold, self._seen(index, drawn))

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
