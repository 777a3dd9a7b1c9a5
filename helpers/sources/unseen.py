"""Characters that a page draws and that its text leaves out, because no font here shows them."""

from __future__ import annotations

import ctypes
from functools import lru_cache

import pypdfium2
import pypdfium2.raw as pdfium

# pdfium leaves a piece of text out of the text of a page if it is no wider than this, in points.
NO_WIDTH = 0.01


@lru_cache(maxsize=1)
def unseen_pages(content: bytes) -> frozenset[int]:
    """The numbers of the pages of a PDF whose text may miss characters.

    A font that is neither in the file nor on this machine gives its characters no width, and what
    stands alone, such as one full-width digit, is then missing in the text. Whether it is a digit
    or a space cannot be told.
    """
    with pypdfium2.PdfDocument(content) as document:
        return frozenset(
            number for number, page in enumerate(document, 1) if _misses_text(page.raw)
        )


def _misses_text(page: pdfium.FPDF_PAGE) -> bool:
    objects = (
        pdfium.FPDFPage_GetObject(page, index)
        for index in range(pdfium.FPDFPage_CountObjects(page))
    )
    return any(
        pdfium.FPDFPageObj_GetType(part) == pdfium.FPDF_PAGEOBJ_TEXT
        and _width(part) < NO_WIDTH
        and not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(part))
        for part in objects
    )


def _width(part: pdfium.FPDF_PAGEOBJECT) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(part, left, bottom, right, top)
    return abs(right.value - left.value)
