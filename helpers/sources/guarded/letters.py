"""The characters of a page's text: where each stands, how large it is, and who draws it."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cached_property
from math import hypot
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from helpers.sources.guarded.drawn import fast

_ADDRESS, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.sizeof(ctypes.c_double)
_index = fast("FPDFText_GetCharIndexFromTextIndex", _INT, _ADDRESS, _INT)
_box = fast("FPDFText_GetCharBox", _INT, _ADDRESS, _INT, *[_ADDRESS] * 4)
_owner = fast("FPDFText_GetTextObject", _ADDRESS, _ADDRESS, _INT)


class Box(NamedTuple):
    """Where a character stands; zeros where it has no place."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


class Letters:
    """The text of a page as pdfium reads it, and what each of its characters is."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.letters = page.get_textpage()
        self.text: str = self.letters.get_text_range(errors="replace")
        self.address = ctypes.cast(self.letters.raw, _ADDRESS).value
        self._ends = (ctypes.c_double * 4)()
        first = ctypes.addressof(self._ends)
        self._slots = [first + _DOUBLE * end for end in range(4)]

    def box(self, place: int) -> Box:
        """The box of the character at a place of the text."""
        if not _box(self.address, _index(self.address, place), *self._slots):
            return Box(0.0, 0.0, 0.0, 0.0)
        return Box(*self._ends)

    def cell(self, place: int) -> Box:
        """The box that the font of a character sets it in."""
        ends = pdfium.FS_RECTF()
        index = _index(self.address, place)
        pdfium.FPDFText_GetLooseCharBox(self.letters.raw, index, ends)
        return Box(ends.left, ends.right, ends.bottom, ends.top)

    @cached_property
    def owners(self) -> list[int]:
        """The piece of text that draws each character."""
        places = range(len(self.text))
        return [_owner(self.address, _index(self.address, place)) or 0 for place in places]

    @cached_property
    def said(self) -> dict[int, str]:
        """What each piece of text says."""
        said: dict[int, list[str]] = {}
        for letter, owner in zip(self.text, self.owners, strict=True):
            said.setdefault(owner, []).append(letter)
        return {owner: "".join(letters).strip() for owner, letters in said.items()}

    def size(self, place: int) -> float:
        """How large the font of a character is set, in points."""
        index, matrix = _index(self.address, place), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.letters.raw, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self.letters.raw, index)
        return float(size) * hypot(matrix.c, matrix.d)

    def level(self, place: int) -> float:
        """How high the line is that a character stands on."""
        x, y = ctypes.c_double(), ctypes.c_double()
        index = _index(self.address, place)
        pdfium.FPDFText_GetCharOrigin(self.letters.raw, index, x, y)
        return y.value

    def boxes(self, places: Sequence[int]) -> bytes:
        """Left, right, bottom and top of the characters at these places, as doubles."""
        ends = (ctypes.c_double * (4 * len(places)))()
        first, step = ctypes.addressof(ends), 4 * _DOUBLE
        for number, place in enumerate(places):
            start = first + number * step
            slots = range(start, start + step, _DOUBLE)
            _box(self.address, _index(self.address, place), *slots)
        return bytes(ends)
