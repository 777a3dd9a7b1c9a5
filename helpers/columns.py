"""The columns of a table, by where the figures of its rows stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from helpers.pieces import Piece
from helpers.row import Row

# Columns whose numbers scatter by more than this part of their distance are no columns.
SCATTER = 0.25


class Word(NamedTuple):
    """A piece of a row and its horizontal place."""

    piece: Piece
    left: float
    right: float

    @property
    def centre(self) -> float:
        """The middle of the word."""
        return (self.left + self.right) / 2


def columns_of(rows: Sequence[Row], words: Sequence[list[Word] | None]) -> list[float] | None:
    """The centre of every column, from the rows that have a number in each."""
    full = [
        [word.centre for word in row_words]
        for row, row_words in zip(rows, words, strict=True)
        if row.pieces is not None and row_words and len(row_words) == len(row.pieces)
    ]
    if not full:
        return None
    columns = [list(column) for column in zip(*full, strict=True)]
    centres = [median(column) for column in columns]
    gaps = [right - left for left, right in pairwise(centres)]
    if any(gap <= 0 for gap in gaps):
        return None
    for column, centre in zip(columns, centres, strict=True):
        if gaps and max(abs(place - centre) for place in column) > SCATTER * min(gaps):
            return None
    return centres


def filled_columns(rows: Sequence[Row], words: Sequence[list[Word] | None]) -> list[float] | None:
    """The columns of a grid that are not blank in every row, if they are as many as the cells.

    Two columns side by side with the same print in every row may be one merged cell.
    """
    if any(row_words is None or row.run.pieces[0].token.row is None
           for row, row_words in zip(rows, words, strict=True) if row.run.pieces):  # fmt: skip
        return None
    filled = {w.centre: w for row_words in words for w in row_words or () if w.piece.raw}
    wanted = len(rows[0].run.found.line.cells)
    centres = sorted(filled)
    twins = any(
        filled[one].right == filled[other].left and _print_the_same(words, one, other)
        for one, other in pairwise(centres)
    )
    return None if twins or len(centres) != wanted else centres


def _print_the_same(words: Sequence[list[Word] | None], one: float, other: float) -> bool:
    """Whether two columns are alike in every row, and not for being 0, as a merged cell is."""
    texts = [{word.centre: word.piece.text for word in row_words or ()} for row_words in words]
    pairs = [(row.get(one), row.get(other)) for row in texts]
    return all(left == right for left, right in pairs) and any(left != "0" for left, _ in pairs)
