"""Plain text: a line is a token; tabs and pipes part a line into cells."""

from __future__ import annotations

import re
from itertools import compress, count, repeat

from helpers.characters import visible
from helpers.document import Document
from helpers.sources.furniture import furniture
from helpers.sources.repeated import Repeats
from helpers.tokens import Tokens

_CELLS = re.compile(r"[\t|｜│┃]")
_SIDES = ("|", "｜", "│", "┃")
_BARS = re.compile(f"[{''.join(_SIDES)}]")
_FRAME = re.compile(r"[\s|+:=\-—─━┼├┤┌┐└┘]*")
# A rule is longer than a mark in a cell, such as -- or —.
_RULE = re.compile(r"[+:=\-—─━┼├┤┌┐└┘]{3}")
# A line of a drawn frame; one of dashes alone may be a mark.
_DRAWN = re.compile(r"(?=.*[^\s─━])[\s\u2500-\u257f]+")
# So many cells show that a line is the row of a table.
MANY = 4
_NEW_PAGE = "\f"


def text_document(text: str) -> Document:
    """The document of a plain text; lines count from 1, pages where form feeds part them."""
    lines = visible(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    celled = _BARS.search(text) is not None or ("\t" in text and any(map(_has_cells, lines)))
    if _NEW_PAGE not in text and not celled:
        return Document(_lines(lines), "text")
    tokens = Tokens()
    repeats = Repeats()
    page = 1 if _NEW_PAGE in text else None
    closed = not any(map(_is_open, lines))
    lines = _without_furniture(lines) if page else lines
    for number, line in enumerate(lines, 1):
        if page and _NEW_PAGE in line:
            page += line.count(_NEW_PAGE)
        if celled and _CELLS.search(line):
            _add_cells(tokens, line, number, page, repeats, closed)
        elif _DRAWN.fullmatch(line):
            continue
        elif stripped := line.strip():
            tokens.add(stripped, number, page, None, _indentation(line, stripped))
    return Document(tokens, "text")


def _has_cells(line: str) -> bool:
    """Whether tabs part a line into cells; one before or after a single cell parts nothing."""
    return "\t" in line.strip() or "\t\t" in line


def _is_open(line: str) -> bool:
    """Whether bars part a line into three cells or more, and none closes it at either end."""
    stripped = line.strip()
    ends = stripped.startswith(_SIDES) or stripped.endswith(_SIDES)
    return not ends and len(_BARS.findall(stripped)) > 1


def _without_furniture(lines: list[str]) -> list[str]:
    """The lines, those that belong to their page and not to its text set off or blank."""
    pages: list[list[str]] = [[]]
    places = []
    for line in lines:
        pages += [[] for _ in range(line.count(_NEW_PAGE))]
        places.append((len(pages) - 1, len(pages[-1])))
        pages[-1].append(line.strip())
    marked = furniture(pages)
    return [
        line if place not in marked else _NEW_PAGE * line.count(_NEW_PAGE) + marked[place]
        for line, place in zip(lines, places, strict=True)
    ]


def _lines(lines: list[str]) -> Tokens:
    """The lines that are not blank, each a token."""
    stripped = list(map(str.strip, lines))
    printed = list(compress(lines, stripped))
    texts = list(filter(None, stripped))
    numbers = list(compress(count(1), stripped))
    if printed == list(map(str.lstrip, printed)):
        return Tokens.of_lines(texts, numbers, repeat(None, len(texts)))
    return Tokens.of_lines(texts, numbers, map(_indentation, printed, texts))


def _indentation(line: str, stripped: str) -> int | None:
    """How far a line is indented, which places its words; None if it is not."""
    return None if line[0] == stripped[0] else len(line) - len(line.lstrip())


def _add_cells(
    tokens: Tokens, line: str, number: int, page: int | None, repeats: Repeats, closed: bool
) -> None:
    """Add the cells of a line with separators; the frame of a table and its rules are no cells.

    A bar at the end of a line is its frame where lines are `closed` or where one begins it; else an
    empty cell follows.
    """
    frame = _FRAME.fullmatch(line) and (_RULE.search(line) or not line.replace("|", " ").strip())
    if frame and line.strip(" \t"):
        return
    parts = [part.strip() for part in _CELLS.split(line)]
    begun = line.lstrip().startswith(_SIDES)
    if begun:
        del parts[0]
    if parts and line.rstrip().endswith(_SIDES) and (closed or begun or len(parts) < MANY):
        parts.pop()
    if len(parts) > 1:
        texts, lefts, rights = zip(*repeats.spans(parts), strict=True)
        tokens.add_row(texts, number, lefts, rights, page)
    elif parts and parts[0]:
        tokens.add(parts[0], number, page)
