"""The pages of a PDF, as pdfium reads them: their texts, and on demand where their print stands."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from functools import partial
from math import hypot
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from helpers.computed import cached_property
from helpers.errors import SourceError
from helpers.sources.guarded.fonts import use_one_font

MOST_PAGES = 2_000
# A page has hardly one piece of text without a width.
MOST_UNSEEN = 10_000
# pdfium leaves a piece of text out of the text of a page if it is no wider than this, in points.
NO_WIDTH = 0.01

# Left, right, bottom and top of a character, as doubles.
BOX, DOUBLE = 4, ctypes.sizeof(ctypes.c_double)

# A page: its text, the characters of this, and the page itself.
Page = tuple[str, pypdfium2.PdfTextPage, pypdfium2.PdfPage]
# By number of the page, the levels and sizes of what it draws and its text leaves out; then how
# many characters the text of each page has.
Places = tuple[list[tuple[int, list[tuple[float, float]]]], list[int]]

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


def _address(pointer: Any) -> int | None:
    return ctypes.cast(pointer, _ADDRESS).value


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function of pdfium for plain addresses, which take half the time."""
    return ctypes.CFUNCTYPE(result, *arguments)(_address(function) or 0)


_char_box = _plain(pdfium.FPDFText_GetCharBox, _INT, _ADDRESS, _INT, *[_ADDRESS] * BOX)
_object = _plain(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
_kind = _plain(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
_bounds = _plain(pdfium.FPDFPageObj_GetBounds, _INT, _ADDRESS, *[_ADDRESS] * BOX)

use_one_font()


class Pdf:
    """A PDF whose pages stay open, so that a question about their places costs little."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises SourceError for a damaged or encrypted file, and one with too many pages."""
        self.name = name
        try:
            self.document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise self._damaged(error) from error
        if len(self.document) > MOST_PAGES:
            raise SourceError(f"{name}: has {len(self.document)} pages, more than {MOST_PAGES}")

    def texts(self) -> tuple[list[str], bytes]:
        """The text of every page."""
        return [text for text, _, _ in self._pages], b""

    def places(self) -> tuple[Places, bytes]:
        """Where the pages print what: what their texts leave out, and the boxes of all characters.

        What else is to be known of the print of a page belongs here, as its ruled lines.
        """
        unseen = [(number, _unseen(page)) for number, (_, _, page) in enumerate(self._pages, 1)]
        if sum(len(found) for _, found in unseen) > MOST_UNSEEN:
            raise SourceError(
                f"{self.name}: draws more than {MOST_UNSEEN} pieces of text that nobody sees; "
                "print it anew into a PDF"
            )
        boxes = b"".join(_boxes(letters, len(text)) for text, letters, _ in self._pages)
        sizes = [len(text) for text, _, _ in self._pages]
        return ([page for page in unseen if page[1]], sizes), boxes

    @cached_property
    def _pages(self) -> list[Page]:
        try:
            return [
                (letters.get_text_range(errors="replace"), letters, page)
                for page in self.document
                for letters in [page.get_textpage()]
            ]
        except pypdfium2.PdfiumError as error:
            raise self._damaged(error) from error

    def _damaged(self, error: pypdfium2.PdfiumError) -> SourceError:
        reason = "is encrypted" if "password" in str(error).lower() else "is a damaged PDF"
        return SourceError(f"{self.name}: {reason} ({error}); save it anew without protection")


def _boxes(letters: pypdfium2.PdfTextPage, count: int) -> bytes:
    """Left, right, bottom and top of each character as doubles; zeros where it has no place."""
    page = _address(letters.raw)
    boxes = (ctypes.c_double * (BOX * count))()
    first = ctypes.addressof(boxes)
    places = range(first, first + ctypes.sizeof(boxes), BOX * DOUBLE)
    for index, place in zip(_characters(letters, count), places, strict=True):
        _char_box(page, index, place, place + DOUBLE, place + 2 * DOUBLE, place + 3 * DOUBLE)
    return bytes(boxes)


def _characters(letters: pypdfium2.PdfTextPage, count: int) -> Iterable[int]:
    """The numbers, among all characters of a page, of those that its text has."""
    number = partial(pdfium.FPDFText_GetCharIndexFromTextIndex, letters.raw)
    # The numbers rise, so that none is left out before one that is as large as its place.
    return range(count) if number(count - 1) == count - 1 else map(number, range(count))


def _unseen(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Levels and sizes of the texts that have no width for want of a font.

    What stands alone in such a font, as one digit, is missing in the text of the page. Whether it
    is a digit or a space cannot be told.
    """
    address, count = _address(page.raw), pdfium.FPDFPage_CountObjects(page.raw)
    ends = (ctypes.c_float * BOX)()
    size = ctypes.sizeof(ends)
    places = range(ctypes.addressof(ends), ctypes.addressof(ends) + size, size // BOX)
    found: list[tuple[float, float]] = []
    for part in (_object(address, index) for index in range(count)):
        if _kind(part) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        _bounds(part, *places)
        left, bottom, right, top = ends
        if abs(right - left) < NO_WIDTH:
            text = ctypes.cast(part, pdfium.FPDF_PAGEOBJECT)
            if not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text)):
                found.append(((bottom + top) / 2, _size(text)))
        if len(found) > MOST_UNSEEN:
            break
    return found


def _size(text: pdfium.FPDF_PAGEOBJECT) -> float:
    """How high a piece of text is set on its page."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(text, size)
    pdfium.FPDFPageObj_GetMatrix(text, matrix)
    return size.value * hypot(matrix.c, matrix.d)
