"""The rows of sheets and of separated values to tokens."""

from __future__ import annotations

import re

from helpers.sources.repeated import Repeats
from helpers.tokens import Tokens

# A sheet is read as a whole rectangle, so that one cell far away would fill the memory.
MOST_CELLS = 500_000
HEAD_CELLS = 3
_DIGIT = re.compile(r"\d")

Place = tuple[int, int]
Spans = dict[Place, Place]


class SheetWriter:
    """The tokens of the sheets of one workbook; every printed row has a number of its own."""

    def __init__(self) -> None:
        self.tokens = Tokens()
        self.row = 0

    def table(self, rows: list[list[str]], spans: Spans, page: int | None) -> None:
        """Write one sheet; `spans` has the last row and column of each merged cell by its first.

        Without merged cells, a converter may have printed their text in every column.
        """
        if not rows:
            return
        covered = _covered(rows, spans)
        table, repeats = None, Repeats()
        for number, border in enumerate(_borders(rows, spans)):
            if border != table:
                table, repeats = border, Repeats()
            start, end = border
            texts = rows[number][start:end]
            if spans:
                cells = [
                    (text, column, _right(spans, number, column))
                    for column, text in enumerate(texts, start)
                    if (number, column) not in covered
                ]
            else:
                cells = [(text, start + a, start + b) for text, a, b in repeats.spans(texts)]
            if any(text for text, _, _ in cells):
                self._row(cells, number + 1, page)

    def _row(self, cells: list[tuple[str, int, int]], line: int, page: int | None) -> None:
        self.row += 1
        if len(cells) == 1:
            self.tokens.add(cells[0][0], line, page)
            return
        texts, lefts, rights = zip(*cells, strict=True)
        self.tokens.add_row(texts, line, lefts, rights, page, self.row)


def _covered(rows: list[list[str]], spans: Spans) -> set[Place]:
    """The places of a sheet that merged cells cover, but for their first.

    What overlaps takes more places than the sheet has, and is no merged cell.
    """
    covered: set[Place] = set()
    free = sum(map(len, rows))
    for (top, left), (bottom, right) in spans.items():
        places = [
            (row, column)
            for row in range(top, min(bottom + 1, len(rows)))
            for column in range(left, min(right + 1, len(rows[0])))
        ]
        free -= len(places)
        if free < 0:
            break
        covered.update(places[1:])
    return covered


def _right(spans: Spans, row: int, column: int) -> int:
    """The column behind a cell."""
    return spans.get((row, column), (row, column))[1] + 1


def _borders(rows: list[list[str]], spans: Spans) -> list[Place]:
    """Where the table that a row belongs to begins and ends; empty cells outside of it are none.

    Tables of a sheet stand below each other. A new one begins behind an empty row, or with a head:
    a row of several cells without digits behind a row that is none.
    """
    starts, ends = zip(*(_extent(spans, *row) for row in enumerate(rows)), strict=True)
    heads = [_is_head(row) for row in rows]
    borders: list[Place] = []
    first = 0
    for number in range(1, len(rows) + 1):
        behind = number == len(rows) or not ends[number]
        if behind or (heads[number] and not heads[number - 1]):
            border = min(starts[first:number]), max(ends[first:number])
            borders += [border] * (number - first)
            first = number
    return borders


def _extent(spans: Spans, number: int, row: list[str]) -> Place:
    """The first column that a row fills, and the column behind the last."""
    filled = [column for column, text in enumerate(row) if text]
    if not filled:
        return len(row), 0
    return filled[0], max(_right(spans, number, column) for column in filled)


def _is_head(row: list[str]) -> bool:
    filled = [text for text in row if text]
    return len(filled) >= HEAD_CELLS and not any(len(t) < 2 or _DIGIT.search(t) for t in filled)
