"""Blocks and table rows, in reading order, to tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from helpers.tokens import Tokens

# A cell of so many lines and characters lays out a page: its lines are blocks of their own.
LAYOUT_LINES, LAYOUT_LENGTH = 3, 200
# Steps over cells that reach into later rows; a table that needs more is an attack.
MOST_STEPS = 5_000_000
MOST_TOKENS = 1_000_000
MOST_ACROSS = 1_000
TO_THE_END = float("inf")
# The tables of all reports have a few widths of rows.
KNOWN_ROWS = 1 << 10

# The left and right grid columns of the cells of a row.
Columns = tuple[list[int], list[int]]


class Cell(NamedTuple):
    """A cell as its medium tells it: its text, and how many columns and rows it takes.

    `down` is TO_THE_END for a cell that reaches to the end of its table. `blocks` is empty but for
    a cell that lays out a page: then it holds the lines, which belong to no table.
    """

    text: str
    across: int = 1
    down: float = 1
    blocks: tuple[str, ...] = ()


class TooLargeError(Exception):
    """A document is larger than any report, or built to exhaust its reader."""


def cell_of_lines(lines: list[str], across: int = 1, down: float = 1) -> Cell:
    """The cell that prints these lines."""
    text = " ".join(lines)
    lays_out = len(lines) >= LAYOUT_LINES and len(text) > LAYOUT_LENGTH
    return Cell(text, across, down, tuple(lines) if lays_out else ())


class Stream:
    """The tokens of a document, written block by block and row by row; lines count from 1."""

    def __init__(self) -> None:
        self.tokens = Tokens()
        self.line = 0

    def block(self, text: str) -> None:
        """A paragraph, or whatever stands on a line of its own outside of tables."""
        if text:
            self.line += 1
            self.tokens.add(text, self.line)

    def blocks(self, cells: Iterable[Cell]) -> None:
        """Cells that only lay out the page, as blocks."""
        for text, _, _, lines in cells:
            for line in lines or (text,):
                self.block(line)

    def row(self, texts: Sequence[str], lefts: Iterable[int], rights: Iterable[int]) -> None:
        """The cells of one printed table row: their texts, left and right grid columns."""
        self.line += 1
        self.tokens.add_row(texts, self.line, lefts, rights)
        if len(self.tokens) > MOST_TOKENS:
            raise TooLargeError(f"more than {MOST_TOKENS:,} cells, which no report has")


@lru_cache(KNOWN_ROWS)
def _side_by_side(edge: int, across: tuple[int, ...]) -> Columns:
    """The columns of cells that stand one behind the other from the column `edge` on."""
    borders = list(accumulate(across, initial=edge))
    return borders[:-1], borders[1:]


class Grid:
    """One table: places its cells as a browser does, where merged cells push others aside."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.row = 0
        self.steps = 0
        # Cells that reach into later rows: left, right, first row below; from left to right.
        self.reaching: list[tuple[int, int, float]] = []
        # The first column that none of them takes, whether one stands behind it, and the first row
        # below one of them.
        self.edge, self.broken, self.change = 0, False, TO_THE_END

    def add(self, cells: list[Cell]) -> None:
        """Write the next row; one with a cell that lays out the page becomes blocks."""
        self.row += 1
        reaching: list[tuple[int, int, float]] = []
        if cells:
            texts, across, down, blocks = zip(*cells, strict=True)
            if any(blocks):
                self.stream.blocks(cells)
            else:
                if self.broken:
                    lefts, rights = self._beside(across)
                else:
                    lefts, rights = _side_by_side(self.edge, across)
                self.stream.row(texts, lefts, rights)
                if down.count(1) < len(down):
                    spans = zip(lefts, rights, down, strict=True)
                    reaching = [(le, ri, self.row - 1 + do) for le, ri, do in spans if do != 1]
        if reaching or self.row >= self.change:
            self._go_down(reaching)

    def _beside(self, across: tuple[int, ...]) -> Columns:
        """The columns of a row's cells, between those that reach into it from above."""
        lefts, rights = [], []
        column = self.edge
        ahead = iter(self.reaching)
        taken = next(ahead, None)
        for width in across:
            while taken and taken[0] <= column:
                self.steps += 1
                column = max(column, taken[1])
                taken = next(ahead, None)
            lefts.append(column)
            column += width
            rights.append(column)
        return lefts, rights

    def end_group(self) -> None:
        """No cell reaches from one group of rows into the next."""
        self.reaching = []
        self._go_down([])

    def _go_down(self, row: list[tuple[int, int, float]]) -> None:
        """Keep the cells, old ones and those of `row`, that reach into the next row."""
        self.steps += len(self.reaching) + len(row)
        if self.steps > MOST_STEPS:
            raise TooLargeError("the merged cells of its tables cannot be placed")
        self.reaching = sorted(span for span in (*self.reaching, *row) if span[2] > self.row)
        self.edge, self.broken = 0, False
        for left, right, _ in self.reaching:
            if left > self.edge:
                self.broken = True
            elif not self.broken:
                self.edge = max(self.edge, right)
        self.change = min((below for _, _, below in self.reaching), default=TO_THE_END)


class OpenTable:
    """An open table: its grid, and the row that is being read."""

    def __init__(self, stream: Stream) -> None:
        self.grid = Grid(stream)
        self.cells: list[Cell] = []
        self.in_row = False
        # Whether the row holds a table: then its cells lay out the page.
        self.lays_out = False

    def end_row(self) -> None:
        """Write the cells since the last row."""
        if self.lays_out:
            self._write_blocks()
        self.grid.add(self.cells)
        self.cells.clear()
        self.in_row = self.lays_out = False

    def end_open_row(self) -> None:
        """Write the row that is open, if one is."""
        if self.in_row or self.cells or self.lays_out:
            self.end_row()

    def open_cell(self) -> None:
        """Begin a cell that holds a table."""
        self._write_blocks()
        self.lays_out = True

    def _write_blocks(self) -> None:
        self.grid.stream.blocks(self.cells)
        self.cells.clear()
