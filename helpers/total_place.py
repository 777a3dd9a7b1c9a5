"""In which place of a row its figures have their total, by arithmetic alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice

from helpers.forms import Block, Identity, Table
from helpers.numbers import parted, read_number
from helpers.run import Run
from helpers.text_order import ORDER, UNCLEAR, UNKNOWN, USUAL, Told

# Rows enough to tell where their total stands.
ENOUGH = 5
_ZERO = frozenset("0")
_CLEAR = frozenset({"number", "mark"})


@cache
def total_of(table: Table, block: Block, identities: tuple[Identity, ...]) -> int | None:
    """Which of the columns of a block is the sum of all others, if the form says so."""
    columns = [column.key for column in block.columns]
    for identity in identities:
        if identity.along == "row":
            left, right = identity.sides(tuple(table.columns))
            if len(right) == 1 and {*left, *right} == set(columns):
                return columns.index(right[0])
    return None


def misfits(runs: Iterable[Run], size: int) -> list[int]:
    """For each place of a row of `size` figures, in how many rows it is not the sum of the others.

    A run may hold several such rows side by side. Rows with blank cells or glued figures say
    nothing, and the first ENOUGH runs with a figure above 0 say it.
    """
    counts = [0] * size
    for run in islice(filter(None, map(_figures, runs)), ENOUGH):
        for start in range(0, len(run), size):
            row = run[start : start + size]
            doubled = sum(row)
            counts = [count + (2 * f != doubled) for count, f in zip(counts, row, strict=True)]
    return counts


def _figures(run: Run) -> list[float]:
    """The figures of a row, marks as 0; none where one is not clear, or all are 0."""
    texts = [text for piece in run.pieces for text in parted(piece.text) or [""]]
    if len(texts) != len(run.found.line.cells) or _ZERO.issuperset(texts):
        return []
    printed = list(map(read_number, texts))
    if not _CLEAR.issuperset(each.kind for each in printed):
        return []
    return [each.value or 0.0 for each in printed]


def weighed(told: Told, total: int, counts: list[int]) -> Told:
    """What heads tell, held against the place that the sums of the rows give the total.

    The sums confirm or deny an order, also the form's where heads are unknown; they never tell one.
    """
    usual = counts[total]
    if told.kind == ORDER:
        printed = told.order.index(total)
        if usual >= counts[printed]:
            return told
        parts = [number for number in told.order if number % len(counts) != total]
        return Told(USUAL if parts == sorted(parts) else UNCLEAR)
    others = min(counts[:total] + counts[total + 1 :])
    if told.kind == UNKNOWN and usual > others:
        return Told(UNCLEAR)
    return Told(USUAL) if told.kind == UNKNOWN and told.order and usual < others else told
