"""Blank cells of a text with one cell to a line: each leaves an empty line."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.numbers import Printed
from helpers.pieces import Piece
from helpers.reopen import adds_up
from helpers.row import Context, Row
from helpers.row_cells import STATUS
from helpers.run import Run
from helpers.tokens import Token

# So many rows that all take the lines of their cells show that lines are cells.
FEWEST_ROWS = 3


def place_by_lines(context: Context, rows: Sequence[Row]) -> None:
    """Settle the open rows of a table whose cells stand on lines at equal distances.

    They do where every row takes as many lines as it has cells, be they empty or not; then an empty
    line is a blank cell. Rows that would not add up stay open.
    """
    if context.locate is not None or all(row.pieces is not None for row in rows):
        return
    across = context.table.layout == "across"
    spans = [_lines(row.run) for row in rows]
    steps = set(spans if across else spans[:-1])
    if len(steps) != 1 or (len(rows) < FEWEST_ROWS and not across):
        return
    (step,) = steps
    if not step or step % 1:
        return
    for row, span in zip(rows, spans, strict=True):
        if row.pieces is None and not row.run.lost and span and span >= step:
            pieces = _at_lines(row.run, int(step))
            sums = adds_up(context, row, pieces) if pieces else False
            if sums or (sums is None and not across):
                row.pieces, row.basis = pieces, "geometry"


def _lines(run: Run) -> float | None:
    """How many lines each cell of a row would take, so that they end where the text behind stands.

    Behind the last row of a table there may be more.
    """
    behind = run.last + 1 + len(run.pieces)
    if run.row is not None or behind >= len(run.source):
        return None
    return (run.source.lines[behind] - run.line) / (len(run.found.line.cells) + 1)


def _at_lines(run: Run, step: int) -> list[Piece] | None:
    """A piece for each cell of a row, blank where its line is empty."""
    cells = [
        Piece(Printed("blank"), "", "", Token("", run.line + step * (number + 1), run.page))
        for number in range(len(run.found.line.cells))
    ]
    for piece in run.pieces:
        place, rest = divmod(piece.token.line - run.line, step)
        whole = piece.raw == piece.token.text and piece.printed.kind in STATUS
        if rest or not whole or not 1 <= place <= len(cells) or cells[place - 1].raw:
            return None
        cells[place - 1] = piece
    return cells
