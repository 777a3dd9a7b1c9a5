"""The pages of a PDF, as pdfium reads them: their texts, and on demand where their print stands."""

from __future__ import annotations

import ctypes
from math import hypot

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

_ADDRESS = ctypes.c_void_p
# The same function for plain addresses, which take half the time.
_CHAR_BOX = ctypes.CFUNCTYPE(ctypes.c_int, _ADDRESS, ctypes.c_int, *[_ADDRESS] * BOX)
_char_box = _CHAR_BOX(ctypes.cast(pdfium.FPDFText_GetCharBox, _ADDRESS).value or 0)

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
    page = letters.raw
    boxes = (ctypes.c_double * (BOX * count))()
    first = ctypes.addressof(boxes)
    for number in range(count):
        index = pdfium.FPDFText_GetCharIndexFromTextIndex(page, number)
        places = range(first + number * BOX * DOUBLE, first + (number + 1) * BOX * DOUBLE, DOUBLE)
        _char_box(page, index, *places)
    return bytes(boxes)


def _unseen(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Levels and sizes of the texts that have no width for want of a font.

    What stands alone in such a font, as one digit, is missing in the text of the page. Whether it
    is a digit or a space cannot be told.
    """
    ends = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = ends
    references = [ctypes.byref(end) for end in ends]
    found = []
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        part = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(part) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        pdfium.FPDFPageObj_GetBounds(part, *references)
        narrow = abs(right.value - left.value) < NO_WIDTH
        if narrow and not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(part)):
            found.append(((bottom.value + top.value) / 2, _size(part)))
    return found


def _size(text: pdfium.FPDF_PAGEOBJECT) -> float:
    """How high a piece of text is set on its page."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(text, size)
    pdfium.FPDFPageObj_GetMatrix(text, matrix)
    return size.value * hypot(matrix.c, matrix.d)
