"""Rows of tables that no known form has become problems of a report in prose: none is lost."""

from __future__ import annotations

import re
from itertools import groupby

from helpers.cells import Problem
from helpers.characters import fold
from helpers.tokens import Tokens

# What a cell of a table holds: a number, with a unit or without.
_FIGURE = re.compile(r"[+-]?\d[\d,.]*%?[万亿]?[件条次份篇起宗例项人元]?")
# In plain text a label with fewer figures behind it may be a list, and one alone a page number.
FEWEST = 2
# A line with more characters, or with a stop, is no label of a row.
LONGEST_LABEL = 40
_STOP = re.compile("[。;；,，!?]")


def unknown_rows(tokens: Tokens) -> list[Problem]:
    """A problem for each row with figures: cells of a grid, or a label and figures in lines."""
    found: list[Problem] = []
    cells = [(place, text) for place, text in enumerate(tokens.texts) if text.strip()]
    for gridded, group in groupby(cells, lambda cell: tokens.rows[cell[0]] is not None):
        places = [place for place, _ in group]
        rows = _grid_rows(tokens, places) if gridded else _text_rows(tokens, places)
        for row in rows:
            text = " ".join(" ".join(tokens.texts[place].split()) for place in row)
            line = tokens.lines[row[0]]
            found.append(Problem(line, text, "row of a table that no known form has"))
    return found


def _grid_rows(tokens: Tokens, places: list[int]) -> list[list[int]]:
    """The rows of several cells of which one is a figure; a cell with a sentence is layout."""
    rows = [list(row) for _, row in groupby(places, lambda place: tokens.rows[place])]
    return [row for row in rows if len(row) > 1 and any(_figures(tokens, p)[1] for p in row)]


def _text_rows(tokens: Tokens, places: list[int]) -> list[list[int]]:
    """The labels with the figures in their lines and in the lines below them."""
    rows: list[tuple[list[int], int]] = []
    for place in places:
        label, count = _figures(tokens, place)
        if label or not rows:
            rows.append(([place], count))
        else:
            row, before = rows[-1]
            rows[-1] = [*row, place], before + count
    found = (row if _is_label(tokens, row[0]) else row[1:] for row, n in rows if n >= FEWEST)
    return [row for row in found if row]


def _figures(tokens: Tokens, place: int) -> tuple[bool, int]:
    """Whether a token has words in front of its figures, and how many it ends in."""
    words = fold(tokens.texts[place]).split()
    behind = 0
    while behind < len(words) and _FIGURE.fullmatch(words[-1 - behind]):
        behind += 1
    return behind < len(words), behind


def _is_label(tokens: Tokens, place: int) -> bool:
    """Whether a line can be the label of a row, and no sentence."""
    text = tokens.texts[place]
    return len(text) <= LONGEST_LABEL and not _STOP.search(text)
