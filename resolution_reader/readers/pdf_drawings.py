"""What is drawn on a page of a .pdf beside its words: straight rules, grounds that are filled, pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # has no types of its own
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # has no types of its own

from resolution_reader.readers.pdf_frame import Box, Frame
from resolution_reader.readers.pdf_styles import WHITE

MAX_OBJECTS, MAX_SEGMENTS, MAX_DEPTH = 50_000, 20_000, 4  # of one page: drawings are no tables
THIN = 3.0  # points: a filled box that is no thicker is a rule
DOT = 8.0  # points: a filled sign that is no larger
STRAIGHT = 1.0  # points: what a rule may lean
SHORT = 3.0

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: `at` is its height, or for one from top to bottom its distance from the left."""

    at: float
    first: float
    last: float


@dataclass
class Drawings:
    """In the places of the frame, in the order of the page. `dots` are filled and small, as bullets are."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    curves: int = 0

    def add_line(self, box: Box) -> None:
        left, bottom, right, top = box
        if top - bottom <= STRAIGHT and right - left >= SHORT:
            self.across.append(Rule((bottom + top) / 2, left, right))
        elif right - left <= STRAIGHT and top - bottom >= SHORT:
            self.down.append(Rule((left + right) / 2, bottom, top))

    def add_bar(self, box: Box) -> None:
        left, bottom, right, top = box
        if right - left >= top - bottom:
            self.add_line((left, (bottom + top) / 2, right, (bottom + top) / 2))
        else:
            self.add_line(((left + right) / 2, bottom, (left + right) / 2, top))


def drawings_of(page: pypdfium2.PdfPage, frame: Frame) -> Drawings:
    """All of one page, but nothing of a drawing of too many pieces."""
    found = Drawings()
    left = [MAX_OBJECTS, MAX_SEGMENTS]
    for drawn, matrix in _objects(page.raw, SAME, 0, left):
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(found, drawn, matrix, frame, left)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            box = _bounds(drawn, matrix, frame)
            (found.pictures if kind == pdfium.FPDF_PAGEOBJ_IMAGE else found.grounds).append(box)
    return found


def _objects(holder: Any, outer: Matrix, depth: int, left: list[int]) -> Iterator[tuple[Any, Matrix]]:
    count, one = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for index in range(count(holder)):
        left[0] -= 1
        if left[0] < 0:
            return
        drawn = one(holder, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            yield from _objects(drawn, _after(_matrix(drawn), outer), depth + 1, left)
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT:
            yield drawn, outer


def _matrix(drawn: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, found):
        return SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _after(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    (x, y), (u, v), (g, h) = (_moved(outer, *pair) for pair in ((a, b), (c, d), (e, f)))
    return x - outer[4], y - outer[5], u - outer[4], v - outer[5], g, h


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(drawn: Any, matrix: Matrix, frame: Frame) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    one, two = _moved(matrix, left.value, bottom.value), _moved(matrix, right.value, top.value)
    return frame.placed((*one, *two))


def _add_path(found: Drawings, drawn: Any, matrix: Matrix, frame: Frame, left: list[int]) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if not stroke.value and not fill.value:
        return
    if stroke.value:
        count = pdfium.FPDFPath_CountSegments(drawn)
        left[1] -= count
        if left[1] >= 0:
            _add_strokes(found, drawn, count, _after(_matrix(drawn), matrix), frame)
    box = _bounds(drawn, matrix, frame)
    if not stroke.value and min(box[2] - box[0], box[3] - box[1]) <= THIN:
        if not _is_white(drawn):
            found.add_bar(box)
    elif fill.value and not _is_white(drawn):
        (found.dots if max(box[2] - box[0], box[3] - box[1]) <= DOT else found.grounds).append(box)


def _add_strokes(found: Drawings, drawn: Any, count: int, matrix: Matrix, frame: Frame) -> None:
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.place(*_moved(matrix, x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            found.add_line(_box(last, point))
        else:
            found.curves += 1
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            found.add_line(_box(last, start))


def _box(one: tuple[float, float], two: tuple[float, float]) -> Box:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])


def _is_white(drawn: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha)
    return bool(known) and (min(red.value, green.value, blue.value) >= WHITE or not alpha.value)
