"""Rows whose columns stand in an order that cannot be told: none of their figures has a cell."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.cells import Cell, Problem
from helpers.row import Settled
from helpers.run import Run

UNCLEAR_COLUMNS = "columns in another order than the form's, which their heads do not show"


def leave_open(settled: Settled, runs: Sequence[Run], problems: list[Problem]) -> None:
    """Make the cells of these rows ambiguous and report the rows.

    A row that prints the same in every cell is read in any order.
    """
    doubtful = []
    for run in runs:
        keys = run.found.line.cells
        cells = [settled.cells[key] for key in keys]
        if len({(cell.raw, cell.status) for cell in cells}) > 1:
            doubtful.append(run)
            settled.cells.update(zip(keys, _open(run, cells), strict=True))
    if doubtful:
        open_keys = {run.found.line.cells for run in doubtful}
        settled.readings = [entry for entry in settled.readings if entry[0] not in open_keys]
        labels = " ".join(run.found.line.label.label for run in doubtful)
        problems.append(Problem(doubtful[0].line, labels, UNCLEAR_COLUMNS))


def _open(run: Run, cells: Sequence[Cell]) -> list[Cell]:
    raw = " ".join(piece.raw for piece in run.pieces if piece.raw) or None
    return [
        cell._replace(value=None, raw=raw, status="ambiguous", basis=None, line=run.line)
        if cell.status in ("read", "blank", "mark", "ambiguous")
        else cell
        for cell in cells
    ]
