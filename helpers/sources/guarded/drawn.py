"""What a page draws, in its order: pieces of text, shapes and pictures, with their places."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

TEXT, SHAPE, PICTURE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
# Forms within forms deeper than this are no print.
DEEPEST = 5
# What is nearly as transparent as this is not seen.
FAINT = 20
# Colours whose parts are all at least this are as light as paper.
LIGHT = 200

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


def fast(name: str, answer: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of pdfium for plain addresses, which takes half the time."""
    kind = ctypes.CFUNCTYPE(answer, *arguments)
    return kind(ctypes.cast(getattr(pdfium, name), _ADDRESS).value or 0)


_count = fast("FPDFPage_CountObjects", _INT, _ADDRESS)
_object = fast("FPDFPage_GetObject", _ADDRESS, _ADDRESS, _INT)
_count_in_form = fast("FPDFFormObj_CountObjects", _INT, _ADDRESS)
_object_in_form = fast("FPDFFormObj_GetObject", _ADDRESS, _ADDRESS, ctypes.c_ulong)
_kind = fast("FPDFPageObj_GetType", _INT, _ADDRESS)
_bounds = fast("FPDFPageObj_GetBounds", _INT, _ADDRESS, *[_ADDRESS] * 4)
_fill = fast("FPDFPageObj_GetFillColor", _INT, _ADDRESS, *[_ADDRESS] * 4)
_draws = fast("FPDFPath_GetDrawMode", _INT, _ADDRESS, _ADDRESS, _ADDRESS)

Colour = tuple[int, int, int, int]
Matrix = tuple[float, float, float, float, float, float]


class Part(NamedTuple):
    """A piece of text, a shape or a picture: where it is drawn, after how many others, and how.

    `colour` is that of what fills it, with its opacity last; None if nothing does. `matrix` is that
    of the form that it belongs to; `stroked` shapes have an outline.
    """

    kind: int
    handle: int
    left: float
    bottom: float
    right: float
    top: float
    order: int
    colour: Colour | None
    matrix: Matrix | None
    stroked: bool

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


class _Slots:
    """Places in memory that pdfium writes its answers to."""

    def __init__(self) -> None:
        self.ends = (ctypes.c_float * 4)()
        self.colour = (ctypes.c_uint * 4)()
        self.mode = (ctypes.c_int * 2)()
        at = ctypes.addressof
        self.at_ends = [at(self.ends) + 4 * i for i in range(4)]
        self.at_colour = [at(self.colour) + 4 * i for i in range(4)]
        self.at_mode = [at(self.mode) + 4 * i for i in range(2)]


def drawn(page: pypdfium2.PdfPage) -> list[Part]:
    """The parts of a page, those of its forms included, in the order in which they are drawn."""
    address = ctypes.cast(page.raw, _ADDRESS).value
    handles = (_object(address, index) for index in range(_count(address)))
    return list(_parts(handles, _Slots(), [0], None, 0))


def _parts(
    handles: Iterator[int], slots: _Slots, orders: list[int], matrix: Matrix | None, depth: int
) -> Iterator[Part]:
    for handle in handles:
        kind = _kind(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = (_object_in_form(handle, i) for i in range(_count_in_form(handle)))
            yield from _parts(inner, slots, orders, _combined(handle, matrix), depth + 1)
        elif kind in (TEXT, SHAPE, PICTURE):
            _bounds(handle, *slots.at_ends)
            left, bottom, right, top = slots.ends
            if matrix:
                left, bottom, right, top = _moved((left, bottom, right, top), matrix)
            orders[0] += 1
            colour = _colour(handle, kind, slots)
            stroked = kind == SHAPE and slots.mode[1] != 0
            if kind == SHAPE and not stroked and (not colour or colour[3] < FAINT):
                continue
            yield Part(kind, handle, left, bottom, right, top, orders[0], colour, matrix, stroked)


def _colour(handle: int, kind: int, slots: _Slots) -> Colour | None:
    if kind == PICTURE:
        return None
    if kind == SHAPE:
        _draws(handle, *slots.at_mode)
        if not slots.mode[0]:
            return None
    _fill(handle, *slots.at_colour)
    red, green, blue, opacity = slots.colour
    return red, green, blue, opacity


def is_light(colour: Colour) -> bool:
    """Whether a colour is hardly to be told from white."""
    return min(colour[:3]) >= LIGHT


def matrix_of(handle: int) -> Matrix:
    """The matrix that an object is drawn by."""
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(ctypes.cast(handle, pdfium.FPDF_PAGEOBJECT), found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _combined(form: int, outer: Matrix | None) -> Matrix:
    """The matrix of what a form holds."""
    a, b, c, d, e, f = matrix_of(form)
    if outer is None:
        return a, b, c, d, e, f
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """A point, moved by a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(
    ends: tuple[float, float, float, float], matrix: Matrix
) -> tuple[float, float, float, float]:
    """The box around a box that a matrix moves."""
    left, bottom, right, top = ends
    corners = [point(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
