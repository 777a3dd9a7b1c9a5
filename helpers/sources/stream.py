"""Blocks and table rows, in reading order, to tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from helpers.characters import fold
from helpers.numbers import read_number
from helpers.signs import OBJECT
from helpers.tokens import Tokens

# A cell of so many lines and characters lays out a page: its lines are blocks of their own.
LAYOUT_LINES, LAYOUT_LENGTH = 3, 200
MOST_TOKENS = 1_000_000
MOST_ACROSS = 1_000
TO_THE_END = float("inf")


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


def with_objects(text: str) -> str:
    """The text of a cell in which objects are drawn: beside words they only adorn it."""
    plain = " ".join(text.replace(OBJECT, " ").split())
    return plain if read_number(fold(plain)).kind == "text" else text


def cell_of_lines(lines: list[str], across: int = 1, down: float = 1) -> Cell:
    """The cell that prints these lines."""
    text = " ".join(lines)
    if OBJECT in text:
        text = with_objects(text)
    lays_out = len(lines) >= LAYOUT_LINES and len(text) > LAYOUT_LENGTH
    return Cell(text, across, down, tuple(lines) if lays_out else ())


class Stream:
    """The tokens of a document, written block by block and row by row; lines count from 1."""

    def __init__(self) -> None:
        self.tokens = Tokens()
        self.line = 0

    def block(self, text: str) -> None:
        """A paragraph, or whatever stands on a line of its own outside of tables."""
        if text := text.replace(OBJECT, ""):
            self.line += 1
            self.tokens.add(text, self.line)

    def lines(self, texts: list[str]) -> None:
        """Blocks none of which is empty."""
        if OBJECT in "".join(texts):
            texts = [plain for text in texts if (plain := text.replace(OBJECT, ""))]
        self.tokens.add_lines(texts, self.line + 1)
        self.line += len(texts)

    def blocks(self, cells: Iterable[Cell]) -> None:
        """Cells that only lay out the page, as blocks."""
        for text, _, _, lines in cells:
            for line in lines or (text,):
                self.block(line)

    def row(self, texts: Sequence[str], lefts: Iterable[int], rights: Iterable[int]) -> None:
        """The cells of one printed table row: their texts, left and right grid columns."""
        self.rows(texts, lefts, rights, [0] * len(texts))

    def rows(
        self,
        texts: Sequence[str],
        lefts: Iterable[int],
        rights: Iterable[int],
        numbers: Sequence[int],
    ) -> None:
        """The cells of printed table rows, each with the number of its row, counted from 0."""
        first = self.line + 1
        lines = [first + number for number in numbers]
        self.line = lines[-1] if lines else first
        self.tokens.add_rows(texts, lines, lefts, rights)
        if len(self.tokens) > MOST_TOKENS:
            raise TooLargeError(f"more than {MOST_TOKENS:,} cells, which no report has")
