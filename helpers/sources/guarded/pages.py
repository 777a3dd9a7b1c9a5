"""The pages of a PDF, as pdfium reads them: their texts, and on demand where their print stands."""

from __future__ import annotations

import ctypes
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from helpers.computed import cached_property
from helpers.errors import SourceError
from helpers.sources.guarded.drawn import PICTURE, SHAPE, TEXT, Part
from helpers.sources.guarded.fonts import use_one_font
from helpers.sources.guarded.rules import BOX_SEGMENTS, Rule, segments_of
from helpers.sources.guarded.seen import Seen

MOST_PAGES = 2_000
# A page has hardly one piece of text without a width.
MOST_UNSEEN = 10_000
# pdfium leaves a piece of text out of the text of a page if it is no wider than this, in points.
NO_WIDTH = 0.01
# A picture in a cell is so high and at most so wide, in points; lines and scans are not.
PICTURE_HEIGHT, PICTURE_WIDTH = (4.0, 40.0), 150.0
# So high, and no wider, is the outline of a character.
OUTLINE = 3.0, 20.0
# What stands within so much of the size of something that is not in the text is beside it; a
# picture reaches half its height up and down.
PICTURE_REACH = 4.0

# By number of the page, the levels and sizes of what it draws and its text leaves out; then how
# many characters the text of each page has; then the ruled lines of each page.
Places = tuple[list[tuple[int, list[tuple[float, float]]]], list[int], list[list[Rule]]]

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

    def texts(self) -> tuple[tuple[list[str], list[int]], bytes]:
        """What a person sees of the text of every page, and the pages with text nobody sees."""
        try:
            texts = [page.text for page in self._pages]
        except pypdfium2.PdfiumError as error:
            raise self._damaged(error) from error
        hidden = [number for number, page in enumerate(self._pages, 1) if page.hides_figures]
        return (texts, hidden), b""

    def places(self) -> tuple[Places, bytes]:
        """Where the pages print what: what their texts leave out, their lines, and the boxes of
        all characters.
        """
        unseen = [(number, _unseen(page.parts)) for number, page in enumerate(self._pages, 1)]
        if sum(len(found) for _, found in unseen) > MOST_UNSEEN:
            raise SourceError(
                f"{self.name}: draws more than {MOST_UNSEEN} pieces of text that nobody sees; "
                "print it anew into a PDF"
            )
        boxes = b"".join(page.letters.boxes(page.places) for page in self._pages)
        sizes = [len(page.text) for page in self._pages]
        lines = [page.rules for page in self._pages]
        return ([page for page in unseen if page[1]], sizes, lines), boxes

    @cached_property
    def _pages(self) -> list[Seen]:
        try:
            return [Seen(self._page(number)) for number in range(len(self.document))]
        except pypdfium2.PdfiumError as error:
            raise self._damaged(error) from error

    def _page(self, number: int) -> pypdfium2.PdfPage:
        """A page, the fields of its forms and its other annotations as they are seen."""
        page = self.document[number]
        if pdfium.FPDFPage_GetAnnotCount(page.raw) <= 0:
            return page
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        return self.document[number]

    def _damaged(self, error: pypdfium2.PdfiumError) -> SourceError:
        reason = "is encrypted" if "password" in str(error).lower() else "is a damaged PDF"
        return SourceError(f"{self.name}: {reason} ({error}); save it anew without protection")


def _unseen(parts: list[Part]) -> list[tuple[float, float]]:
    """Levels and sizes of the texts without a width for want of a font, of pictures, of outlines.

    What stands alone in such a font, as one digit, is missing in the text of the page. Whether it
    is a digit or a space cannot be told, nor what a picture shows.
    """
    found = []
    for part in parts:
        level = (part.bottom + part.top) / 2
        if _is_picture(part):
            found.append((level, part.height / PICTURE_REACH))
        elif part.kind == TEXT and abs(part.width) < NO_WIDTH:
            text = ctypes.cast(part.handle, pdfium.FPDF_PAGEOBJECT)
            if not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text)):
                found.append((level, _size(text)))
        if len(found) > MOST_UNSEEN:
            break
    return found


def _is_picture(part: Part) -> bool:
    """Whether a part may be a picture in a cell, or the outline of a character."""
    low, high = PICTURE_HEIGHT
    if part.kind == PICTURE:
        return low <= part.height <= high and part.width <= PICTURE_WIDTH
    low, high = OUTLINE
    small = part.kind == SHAPE and low <= part.height <= high and part.width <= high
    return small and segments_of(part.handle) > BOX_SEGMENTS


def _size(text: pdfium.FPDF_PAGEOBJECT) -> float:
    """How high a piece of text is set on its page."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(text, size)
    pdfium.FPDFPageObj_GetMatrix(text, matrix)
    return size.value * hypot(matrix.c, matrix.d)
