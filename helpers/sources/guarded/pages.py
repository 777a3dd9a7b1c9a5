"""The pages of a PDF, as pdfium reads them: their texts, and on demand where their print stands."""

from __future__ import annotations

import ctypes
from array import array
from functools import cached_property
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from helpers.errors import SourceError
from helpers.sources.guarded.fonts import use_one_font

MOST_PAGES = 2_000
# A page has hardly one piece of text without a width.
MOST_UNSEEN = 10_000
# pdfium leaves a piece of text out of the text of a page if it is no wider than this, in points.
NO_WIDTH = 0.01

Text = tuple[str, pypdfium2.PdfTextPage, pypdfium2.PdfPage]
# The number of each page that draws more than its text says, and the levels and sizes of that;
# then how many characters each page has.
Places = tuple[list[tuple[int, list[tuple[float, float]]]], list[int]]

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
        """Where the pages print what: what their texts miss, and the boxes of all characters.

        Of each character of the texts, the numbers are left, right, bottom and top, in points.
        What else is to be known of the print of a page belongs here, lines for example.
        """
        unseen = []
        sizes = []
        boxes = array("d")
        for number, (text, letters, page) in enumerate(self._pages, 1):
            _add_boxes(boxes, letters, len(text))
            if found := _unseen(page):
                unseen.append((number, found))
            sizes.append(len(text))
        if sum(len(found) for _, found in unseen) > MOST_UNSEEN:
            raise SourceError(
                f"{self.name}: draws more than {MOST_UNSEEN} pieces of text that nobody sees; "
                "print it anew into a PDF"
            )
        return (unseen, sizes), boxes.tobytes()

    @cached_property
    def _pages(self) -> list[Text]:
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


def _add_boxes(boxes: array[float], letters: pypdfium2.PdfTextPage, count: int) -> None:
    """Append left, right, bottom and top of each character; zeros where it has no place."""
    box = [ctypes.c_double() for _ in range(4)]
    references = [ctypes.byref(value) for value in box]
    page = letters.raw
    for place in range(count):
        index = pdfium.FPDFText_GetCharIndexFromTextIndex(page, place)
        if pdfium.FPDFText_GetCharBox(page, index, *references):
            boxes.extend([value.value for value in box])
        else:
            boxes.extend((0.0, 0.0, 0.0, 0.0))


def _unseen(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    """Levels and sizes of the texts that have no width for want of a font.

    What stands alone in such a font, as one digit, is missing in the text of the page. Whether it
    is a digit or a space cannot be told.
    """
    parts = (
        pdfium.FPDFPage_GetObject(page.raw, index)
        for index in range(pdfium.FPDFPage_CountObjects(page.raw))
    )
    texts = (part for part in parts if pdfium.FPDFPageObj_GetType(part) == pdfium.FPDF_PAGEOBJ_TEXT)
    return [place for text in texts if (place := _without_width(text))]


def _without_width(text: pdfium.FPDF_PAGEOBJECT) -> tuple[float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(text, left, bottom, right, top)
    if abs(right.value - left.value) >= NO_WIDTH:
        return None
    if pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text)):
        return None
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(text, size)
    pdfium.FPDFPageObj_GetMatrix(text, matrix)
    return (bottom.value + top.value) / 2, size.value * hypot(matrix.c, matrix.d)
