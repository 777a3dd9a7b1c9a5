"""The pieces behind the labels of a table and its cells: which piece fills which cell.

This is for tables with a row that is not whole, or in doubt; `whole_table` has the ordinary ones.
"""

from __future__ import annotations

from functools import partial

from helpers.blank_lines import place_by_lines
from helpers.cells import Problem
from helpers.empty_places import NOTHING_PRINTED, has_lost_most, shows_empty_places
from helpers.pushed_rows import reopen_pushed
from helpers.reopen import (
    adds_up,
    reopen_disordered,
    reopen_doubled,
    reopen_shifted,
    without_blanks_behind,
    without_stray_lines,
)
from helpers.row import Context, Row, Settled, blocks_of
from helpers.row_cells import cells_of
from helpers.row_pieces import one_per_cell, without_blank_columns
from helpers.run import Run
from helpers.runs import figures_of
from helpers.unseen_rows import supposes, without_unseen


def settle(context: Context, runs: list[Run], problems: list[Problem]) -> Settled:
    """Settle every row of a table; whatever keeps a piece from its cell goes to `problems`."""
    rows = [Row(run, one_per_cell(run, problems)) for run in runs]
    if any(row.run.row is not None for row in rows):
        blocks = blocks_of(rows)
        without_blank_columns(blocks)
        without_blanks_behind(context, rows)
        for block in blocks:
            reopen_shifted(context, block)
    if context.locate is not None:
        reopen_disordered(rows, context.locate)
    reopen_doubled(context, rows)
    place_by_lines(context, rows)
    settled = Settled()
    open_rows = [row for row in rows if row.pieces is None and row.run.pieces and not row.run.lost]
    cut = rows[-1] if context.cut_off and rows and _is_unfinished(rows[-1]) else None
    if cut:
        problems.append(_cut_off(cut))
        open_rows = [row for row in open_rows if row is not cut]
    if open_rows:
        open_rows = without_stray_lines(context, open_rows, problems)
    if context.rules is not None:
        _place_by_rules(context, [r for r in rows if r.pieces is None and r is not cut])
        open_rows = [row for row in open_rows if row.pieces is None]
    if open_rows:
        open_rows = _placed_by_geometry(context, rows, open_rows)
    if has_lost_most(context, rows):
        settled.traceless = True
    elif open_rows:
        from helpers.joint import settle_jointly

        settle_jointly(context, rows, open_rows, settled, problems)
    reopen_pushed(context, rows, problems)
    doubtful = context.strays or any(row.pieces is None and row.run.pieces for row in rows)
    unshown = []
    for row in rows:
        missing = "blank"
        if row.run.lost or (doubtful and row.run.row is None):
            missing = "unreadable"
        elif row is cut:
            missing = "ambiguous"
        elif row.pieces is None and not shows_empty_places(context, row, rows):
            missing = "unreadable"
            unshown += [] if any(piece.raw for piece in row.run.pieces) else [row.run]
        cells = cells_of(context.table, row, missing, problems)
        if context.unseen is not None and any(map(supposes, cells)):
            cells = without_unseen(context.unseen(), context.locate, row, cells)
        settled.cells.update(zip(row.run.found.line.cells, cells, strict=True))
    if unshown:
        labels = " ".join(run.found.line.label.label for run in unshown)
        problems.append(Problem(unshown[0].line, labels, NOTHING_PRINTED))
    return settled


def _place_by_rules(context: Context, open_rows: list[Row]) -> None:
    """Settle the rows whose cells are ruled; those without print may be blank."""
    from helpers.ruled import RuledPages

    if open_rows and context.locate is not None and context.rules is not None:
        pages = RuledPages(open_rows[0].run.source, context.locate, context.rules())
        for row in open_rows:
            row.pieces = pages.pieces(row)
            row.basis = row.basis if row.pieces is None else "geometry"


def _is_unfinished(row: Row) -> bool:
    """Whether a row prints fewer figures than it has cells, and none that it may have stand apart.

    Of figures without a space between them nobody knows how many they are.
    """
    few = len(figures_of(row.run)) < len(row.run.found.line.cells)
    return row.pieces is None and not row.run.lost and few


def _placed_by_geometry(context: Context, rows: list[Row], open_rows: list[Row]) -> list[Row]:
    """The rows that stay open when those with blank cells were placed by their columns."""
    from helpers.geometry import place_rows
    from helpers.head_columns import head_columns

    locate, table = context.locate, context.table
    heads = (lambda row: head_columns(table, row.run, locate)) if locate else None
    for block in blocks_of(rows):
        if any(row is other for row in block for other in open_rows):
            place_rows(block, locate, partial(adds_up, context), heads)
    return [row for row in open_rows if row.pieces is None]


def _cut_off(row: Row) -> Problem:
    """That the document ends in a row; one with a character for each cell may be complete."""
    raw = " ".join(piece.raw for piece in row.run.pieces if piece.raw)
    reason = "the document ends within this row"
    if len("".join(raw.split())) >= len(row.run.found.line.cells):
        reason = "the document ends with this row, whose figures may go on"
    return Problem(row.run.line, row.run.quote(raw), reason)
