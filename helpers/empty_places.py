"""Whether a document shows an empty place where a row prints nothing: only then a cell is blank."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.row import Context, Row
from helpers.run import Run

NOTHING_PRINTED = "neither a figure nor an empty place for one follows the label"


def shows_empty_places(context: Context, row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row has a place for each of its cells, should nothing be printed in it.

    In a grid these are its cells. In text it has them where other rows print their figures on the
    line of their label, and the text has not left out what it printed before.
    """
    if context.locate is not None:
        return True
    if row.run.row is not None or len(row.run.pieces):
        return len(row.run.pieces) >= len(row.run.found.line.cells)
    others = [other.run for other in rows if other is not row]
    beside = [run for run in others if run.line in {piece.token.line for piece in run.pieces}]
    own_line = all(run.line != row.run.line for run in others)
    return own_line and bool(beside) and keeps_repeated(others)


def has_lost_most(context: Context, rows: Sequence[Row]) -> bool:
    """Whether most rows of a text print nothing: then their sums prove nothing of the others."""
    texts = [row.run for row in rows if row.run.row is None]
    empty = [run for run in texts if not run.lost and not len(run.pieces)]
    return context.locate is None and 2 * len(empty) > len(texts)


def keeps_repeated(runs: Sequence[Run]) -> bool:
    """Whether some row prints a figure twice: what is left out is not each text printed before."""
    figures = [" ".join(piece.text for piece in run.pieces).split() for run in runs]
    return any(len(set(row)) < len(row) for row in figures)
