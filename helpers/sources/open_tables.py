"""The open tables of a page and its open line, as its tags begin and end them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from helpers.characters import visible
from helpers.signs import OBJECT
from helpers.sources.entities import unescaped
from helpers.sources.grid import Grid
from helpers.sources.steps import Step
from helpers.sources.stream import Cell, Stream, cell_of_lines, with_objects

# Short texts are remembered, from page to page.
KNOWN_TEXTS, LONGEST_KNOWN = 1 << 14, 60


def printed_text(text: str) -> str:
    """The text between tags as it is printed on one line."""
    if "&" in text:
        text = unescaped(text)
    line = " ".join(text.split())
    if text.isascii():
        return line
    if not line.isprintable():
        line = " ".join(visible(line).split())
    return with_objects(line) if OBJECT in line else line


_known_text = lru_cache(KNOWN_TEXTS)(printed_text)


def _printed_texts(texts: Iterable[str]) -> list[str]:
    return [_known_text(t) if len(t) <= LONGEST_KNOWN else printed_text(t) for t in texts]


class OpenTable:
    """An open table: its grid, the row and the cell that are being read."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.grid = Grid()
        self.cells: list[Cell] = []
        self.in_row = False
        # Whether the row holds a table: then its cells lay out the page.
        self.lays_out = False
        # The lines of the open cell, and how many columns and rows it takes.
        self.lines: list[str] | None = None
        self.across, self.down = 1, 1.0

    def begin_cell(self, across: int, down: float) -> None:
        """Begin a cell, at the end of the one that is open."""
        self.end_cell()
        self.lines, self.across, self.down = [], across, down

    def end_cell(self) -> None:
        """End the open cell."""
        if self.lines is not None:
            self.cells.append(cell_of_lines(self.lines, self.across, self.down))
            self.lines = None

    def end_row(self) -> None:
        """Write the row that is open, if one is."""
        self.end_cell()
        if self.lays_out or any(cell.blocks for cell in self.cells):
            self.stream.blocks(self.cells)
            self.grid.place((), ())
        elif self.cells:
            texts, across, down, _ = zip(*self.cells, strict=True)
            self.stream.row(texts, *self.grid.place(across, down))
        elif self.in_row:
            self.grid.place((), ())
        self.cells.clear()
        self.in_row = self.lays_out = False

    def hold_table(self) -> None:
        """Let the open cell hold a table: the cells of its row, and its lines, are blocks."""
        if self.lines is not None:
            self.stream.blocks(self.cells)
            self.stream.lines(self.lines)
            self.cells.clear()
            self.lines = None
            self.lays_out = True
        elif self.cells:
            self.end_row()


class Page:
    """Writes the lines and rows of a page to a stream, text by text and step by step."""

    def __init__(self) -> None:
        self.stream = Stream()
        self.tables = [OpenTable(self.stream)]
        self._line: list[str] = []

    def take(self, text: str, step: Step) -> None:
        """A text and what the tags behind it do."""
        if text:
            self._line.append(text)
        for action, across, down in step.actions:
            if self._line:
                self._end_line()
            table = self.tables[-1]
            if action == "cell":
                table.begin_cell(across, down)
            elif action == "row":
                table.end_row()
                table.in_row = True
            elif action == "end_cell":
                table.end_cell()
            elif action == "table":
                table.hold_table()
                self.tables.append(OpenTable(self.stream))
            elif action != "line":
                table.end_row()
                if action == "group":
                    table.grid.end_group()
                elif action == "end_table" and len(self.tables) > 1:
                    self.tables.pop()
        if step.kind == "w":
            self._line.append(" ")

    @property
    def in_line(self) -> bool:
        """Whether a line is open."""
        return bool(self._line)

    def fill_lines(self, texts: Iterable[str]) -> None:
        """Write texts each of which is a line."""
        self._add_lines([line for line in _printed_texts(texts) if line])

    def fill_rows(
        self,
        widths: Sequence[int],
        texts: Sequence[str],
        across: tuple[int, ...],
        down: tuple[float, ...],
    ) -> None:
        """Write the row that is open and those behind it, each of so many cells with one text."""
        table = self.tables[-1]
        lefts, rights, rows, _ = table.grid.place_rows(widths, across, down)
        self.stream.rows(_printed_texts(texts), lefts, rights, rows)
        table.in_row, table.lines = False, None

    def _end_line(self) -> None:
        line = printed_text("".join(self._line))
        self._line.clear()
        if line:
            self._add_lines([line])

    def _add_lines(self, lines: list[str]) -> None:
        """Write lines into the open cell, or else as blocks."""
        cell = self.tables[-1].lines
        if cell is None:
            self.stream.lines(lines)
        else:
            cell += lines
