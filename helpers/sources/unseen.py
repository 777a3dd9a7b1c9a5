"""Characters that a page draws and that its text leaves out, because no font here shows them."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from helpers.document import Unseen

# pdfium leaves a piece of text out of the text of a page if it is no wider than this, in points.
NO_WIDTH = 0.01


@lru_cache(maxsize=1)
def unseen_places(content: bytes) -> dict[int, list[Unseen]]:
    """Where the pages of a PDF draw what their text misses, by the number of the page.

    A font that is neither in the file nor on this machine gives its characters no width, and what
    stands alone, such as one full-width digit, is then missing in the text. Whether it is a digit
    or a space cannot be told.
    """
    with pypdfium2.PdfDocument(content) as document:
        places = {number: _places(page.raw) for number, page in enumerate(document, 1)}
    return {number: found for number, found in places.items() if found}


def _places(page: pdfium.FPDF_PAGE) -> list[Unseen]:
    parts = (
        pdfium.FPDFPage_GetObject(page, index)
        for index in range(pdfium.FPDFPage_CountObjects(page))
    )
    texts = (part for part in parts if pdfium.FPDFPageObj_GetType(part) == pdfium.FPDF_PAGEOBJ_TEXT)
    return [place for text in texts if (place := _unseen(text))]


def _unseen(text: pdfium.FPDF_PAGEOBJECT) -> Unseen | None:
    """The place of a text that has no width for want of a font."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(text, left, bottom, right, top)
    if abs(right.value - left.value) >= NO_WIDTH:
        return None
    if pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text)):
        return None
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(text, size)
    pdfium.FPDFPageObj_GetMatrix(text, matrix)
    return Unseen((bottom.value + top.value) / 2, size.value * hypot(matrix.c, matrix.d))
