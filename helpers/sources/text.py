"""Plain text: a line is a token; tabs and pipes part a line into cells."""

from __future__ import annotations

import re
from functools import partial

from helpers.characters import visible
from helpers.document import Document, Token
from helpers.sources.repeated import Repeats

_CELLS = re.compile(r"[\t|｜│┃]")
_FRAME = re.compile(r"[\s|+:=\-—─━┼├┤┌┐└┘]*")
# A rule is longer than a mark in a cell, such as -- or —.
_RULE = re.compile(r"[+:=\-—─━┼├┤┌┐└┘]{3}")
_NEW_PAGE = "\f"
# Token(*fields) without a call of Python for each: a third of the time of reading a page.
_token = partial(tuple.__new__, Token)


def text_document(text: str) -> Document:
    """The document of a plain text; lines count from 1, pages where form feeds part them."""
    lines = visible(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if _NEW_PAGE not in text and not _CELLS.search(text):
        tokens = [
            _token((text, number, None, None, None, None))
            if line[0] == text[0]
            else _line(line, number, None)
            for number, line in enumerate(lines, 1)
            if (text := line.strip())
        ]
        return Document(tokens, "text")
    tokens = []
    repeats = Repeats()
    page = 1 if _NEW_PAGE in text else None
    for number, line in enumerate(lines, 1):
        if page and _NEW_PAGE in line:
            page += line.count(_NEW_PAGE)
        if _CELLS.search(line):
            tokens += _cells(line, number, page, repeats)
        elif not line.isspace() and line:
            tokens.append(_line(line, number, page))
    return Document(tokens, "text")


def _line(line: str, number: int, page: int | None) -> Token:
    """A line as one token; an indented one keeps its indentation, which places its words."""
    text = line.strip()
    if len(text) == len(line) or not line[0].isspace():
        return Token(text, number, page)
    return Token(text, number, page, None, len(line) - len(line.lstrip()))


def _cells(line: str, number: int, page: int | None, repeats: Repeats) -> list[Token]:
    """The cells of a line with separators; the frame of a table and its rules are no cells."""
    if _FRAME.fullmatch(line) and (_RULE.search(line) or not line.replace("|", " ").strip()):
        return []
    parts = [part.strip() for part in _CELLS.split(line)]
    if line.lstrip()[0] in "|｜│┃":
        del parts[0]
    if parts and line.rstrip()[-1] in "|｜│┃":
        parts.pop()
    if len(parts) == 1:
        return [Token(parts[0], number, page)] if parts[0] else []
    return [
        Token(text, number, page, number, left, right) for text, left, right in repeats.spans(parts)
    ]
