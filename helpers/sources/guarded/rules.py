"""The ruled lines of a page, which part the cells of its tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator

import pypdfium2.raw as pdfium

from helpers.sources.guarded.drawn import SHAPE, Part, fast, matrix_of, point

# A line is at most so thick and at least so long, in points.
THICK, SHORT = 3.0, 4.0
# Shapes of forms that are no higher than this, in points, are those of fields in cells.
FIELD = 40.0
# Nobody sees where a box of such a colour ends.
WHITE = 250
# A path of so few segments is a box; one with more than MOST_SEGMENTS is a drawing.
BOX_SEGMENTS, MOST_SEGMENTS = 5, 400
# A page with more lines is no page of tables, or its lines are dotted.
MOST_RULES = 20_000

segments_of = fast("FPDFPath_CountSegments", ctypes.c_int, ctypes.c_void_p)

# The ends of a line: its left or lower one, then the other one.
Rule = tuple[float, float, float, float]
_POINT = ctypes.c_float


def rules(parts: Iterable[Part]) -> list[Rule]:
    """The level and upright lines of a page, and the edges of its boxes."""
    found: list[Rule] = []
    for part in parts:
        in_field = part.matrix is not None and part.height < FIELD
        if part.kind == SHAPE and not in_field:
            found += _lines(part)
        if len(found) > MOST_RULES:
            return []
    return [(round(a, 1), round(b, 1), round(c, 1), round(d, 1)) for a, b, c, d in found]


def _lines(part: Part) -> Iterator[Rule]:
    left, bottom, right, top = part[2:6]
    if part.height <= THICK:
        if part.width >= SHORT:
            middle = (bottom + top) / 2
            yield left, middle, right, middle
    elif part.width <= THICK:
        if part.height >= SHORT:
            middle = (left + right) / 2
            yield middle, bottom, middle, top
    elif not part.stroked and part.colour and min(part.colour[:3]) >= WHITE:
        return
    elif segments_of(part.handle) <= BOX_SEGMENTS:
        yield left, bottom, right, bottom
        yield left, top, right, top
        yield left, bottom, left, top
        yield right, bottom, right, top
    else:
        yield from _straight(part)


def _straight(part: Part) -> Iterator[Rule]:
    """The level and upright segments of a path with many."""
    for (left, bottom), (right, top) in strokes(part):
        if abs(right - left) <= 1 or abs(top - bottom) <= 1:
            yield min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def strokes(part: Part) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight segments of a shape, on the page."""
    path = ctypes.cast(part.handle, pdfium.FPDF_PAGEOBJECT)
    own = matrix_of(part.handle)
    x, y = _POINT(), _POINT()
    start = last = (0.0, 0.0)
    for index in range(min(segments_of(part.handle), MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        place = point(x.value, y.value, own)
        place = point(*place, part.matrix) if part.matrix else place
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = place
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, place
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield place, start
        last = place
