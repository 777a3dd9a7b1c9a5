"""The columns of a page without ruled cells: figures one below the other are of one column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from helpers.columns import Word
from helpers.row_cells import STATUS

# Figures that overlap by less than this, in points, are of two columns.
OVERLAP = 0.5

# The left and the right end of a column.
Span = tuple[float, float]


def spans_of(
    words: Iterable[Sequence[Word] | None], wanted: int, heads: Sequence[Span] | None
) -> list[Span] | None:
    """The columns of a table, as wide as what is printed in each; None unless that is certain.

    What is printed in two columns nowhere overlaps, and what overlaps a head is below it. So the
    columns are certain where they are as many as the cells of a row, or each has its head.
    """
    printed = [
        (word.left, word.right)
        for row_words in words
        for word in row_words or ()
        if word.piece.raw and word.piece.printed.kind in STATUS
    ]
    columns = _merged(printed)
    if not heads:
        return columns if len(columns) == wanted else None
    together = _merged([*printed, *heads])
    if len(together) == len(heads) == wanted and all(map(_overlap, together, heads)):
        return together
    agree = len(columns) == wanted and all(
        place == number
        for number, column in enumerate(columns)
        for place, head in enumerate(heads)
        if _overlap(column, head)
    )
    return columns if agree else None


def column_of(word: Word, spans: Sequence[Span]) -> int:
    """The number of the column that a word is printed in."""
    return bisect_right([left for left, _ in spans], word.centre) - 1


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans with those that overlap made one, from left to right."""
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left < merged[-1][1] - OVERLAP:
            merged[-1] = merged[-1][0], max(right, merged[-1][1])
        else:
            merged.append((left, right))
    return merged


def _overlap(one: Span, other: Span) -> bool:
    return min(one[1], other[1]) - max(one[0], other[0]) > OVERLAP


def are_apart(spans: Sequence[Span]) -> bool:
    """Whether spans stand side by side in their order."""
    return all(left[1] <= right[0] for left, right in pairwise(spans))
