"""PDF with a text layer: the lines in the order of the content, and the places of their words."""

from __future__ import annotations

import ctypes
import re
from functools import partial
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from helpers.document import Document, Placed
from helpers.errors import SourceError
from helpers.sources.furniture import furniture
from helpers.sources.pdf_worker import LIMITS, MOST_SECONDS, MOST_SPACE, pdf_pages
from helpers.sources.unseen import unseen_places
from helpers.tokens import Token, Tokens

# Characters further apart than so many of their heights belong to two words: those with a space
# between them in the text, and those without, such as full-width digits.
WORD_GAP, CELL_GAP = 0.6, 2.5
_CHARACTER = re.compile(r"\S")
_CONTROL = {"\x02": "-", "\ufffe": "-", "\x00": " "}


def pdf_document(content: bytes, name: str) -> Document:
    """The document of a PDF; lines count from 1 over all pages.

    Raises SourceError, which calls the source `name`, for a damaged or encrypted file, one with too
    many pages or too much to draw, and one without a text layer, such as a scan.
    """
    pages = _pages(content, name)
    tokens = Tokens()
    starts: dict[int, tuple[int, int]] = {}
    texts = [text.split("\n") for text in pages]
    marked = furniture([[line.strip() for line in lines] for lines in texts])
    for number, lines in enumerate(texts, 1):
        start = 0
        for index, printed in enumerate(lines):
            line = printed.rstrip("\r")
            if stripped := marked.get((number - 1, index), line.strip()):
                place = len(tokens) + 1
                starts[place] = number, start + len(line) - len(line.lstrip())
                tokens.add(stripped, place, number)
            start += len(printed) + 1
    if not tokens:
        raise SourceError(
            f"{name}: has no text layer (a scan?); run optical character recognition over it, or "
            "look for the web page of the report"
        )
    return Document(tokens, "pdf", _Places(content, starts), partial(unseen_places, content))


def _pages(content: bytes, name: str) -> list[str]:
    """The text of every page, control characters replaced one by one."""
    reply = pdf_pages(content)
    if reply.reason == LIMITS:
        raise SourceError(
            f"{name}: its text cannot be read within {MOST_SECONDS} seconds and "
            f"{MOST_SPACE / 1e6:.0f} MB (a page may draw itself); print it anew into a PDF"
        )
    if reply.reason:
        reason = "is encrypted" if "password" in reply.reason.lower() else "is a damaged PDF"
        raise SourceError(f"{name}: {reason} ({reply.reason}); save it anew without protection")
    pages = reply.pages
    for control, plain in _CONTROL.items():
        pages = [text.replace(control, plain) for text in pages]
    return pages


class _Places:
    """The places of words, looked up on the page when a row is in doubt."""

    def __init__(self, content: bytes, starts: dict[int, tuple[int, int]]) -> None:
        self.content, self.starts = content, starts
        self.pages: dict[int, pypdfium2.PdfTextPage] = {}

    def __call__(self, token: Token, offset: int, length: int) -> list[Placed]:
        """The words of token.text[offset:offset + length] with their places in points."""
        number, start = self.starts[token.line]
        text = token.text[offset : offset + length]
        letters = [
            (match.start(), self._letter(match[0], number, start + offset + match.start()))
            for match in _CHARACTER.finditer(text)
        ]
        words = [[letters[0][1]]] if letters else []
        for (place, before), (following, behind) in pairwise(letters):
            spaced = following > place + 1
            gap = (behind.left - before.right) / (behind.height or 1.0)
            if behind.left < before.left or gap > (WORD_GAP if spaced else CELL_GAP):
                words.append([])
            words[-1].append(behind)
        return [
            word[0]._replace(text="".join(w.text for w in word), right=word[-1].right)
            for word in words
        ]

    def _letter(self, text: str, number: int, place: int) -> Placed:
        """The character at a place of a page's text."""
        if number not in self.pages:
            document = pypdfium2.PdfDocument(self.content)
            self.pages[number] = document[number - 1].get_textpage()
        page = self.pages[number]
        index = pdfium.FPDFText_GetCharIndexFromTextIndex(page.raw, place)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(page.raw, index, left, right, bottom, top)
        height = top.value - bottom.value
        return Placed(text, left.value, right.value, bottom.value + height / 2, height)
