"""The cells of a row whose pieces have, or have not, found their places."""

from __future__ import annotations

from functools import partial

from helpers.cells import Cell, Problem
from helpers.forms import Table
from helpers.numbers import full_unit, read_number
from helpers.row import Row

STATUS = {"number": "read", "mark": "mark", "blank": "blank", "bad": "unreadable"}
REMARKS = {"number": "note in a cell", "bad": "not a number"}
# Cell(*fields) without a call of Python for each.
_settled = partial(tuple.__new__, Cell)


def empty_cell(table: Table, row: str, column: str, status: str = "absent") -> Cell:
    """A cell that the form has and in which nothing was read."""
    return Cell(table.key, row, column, None, table.units[row, column], None, status)


def cells_of(table: Table, row: Row, missing: str, problems: list[Problem]) -> list[Cell]:
    """The cells of a row: settled ones as printed, the others ambiguous or blank."""
    keys = row.run.found.line.cells
    if row.pieces is None:
        return [_open_cell(table, row, key, index, missing) for index, key in enumerate(keys)]
    unit, units, basis = row.run.unit, table.units, row.basis
    cells = []
    for key, (printed, _, raw, token, _) in zip(keys, row.pieces, strict=True):
        kind, value, own_unit, note = printed
        read = kind == "number"
        if own_unit:
            cell_unit: str | None = full_unit(own_unit, table.column_of[key].unit)
        else:
            cell_unit = unit or units[key]
        place = token.page, token.line
        settled_by = basis if read else None
        cells.append(
            _settled((table.key, *key, value, cell_unit, raw, STATUS[kind], settled_by, *place))
        )
        if note or kind == "bad":
            problems.append(Problem(token.line, raw, REMARKS[kind]))
    return cells


def _open_cell(table: Table, row: Row, key: tuple[str, str], index: int, missing: str) -> Cell:
    """A cell of a row with several readings: read where they agree, else ambiguous."""
    run = row.run
    texts = {reading[index] for reading in row.readings}
    if len(texts) == 1:
        (text,) = texts
        printed = read_number(text)
        token = run.pieces[0].token
        unit = (
            full_unit(printed.unit, table.column_of[key].unit)
            if printed.unit
            else (run.unit or table.units[key])
        )
        read = printed.kind == "number"
        return Cell(
            table.key,
            *key,
            printed.value,
            unit,
            text,
            STATUS[printed.kind],
            row.basis if read else None,
            token.page,
            token.line,
        )
    raw = " ".join(piece.raw for piece in run.pieces if piece.raw) or None
    page = run.pieces[0].token.page if run.pieces else None
    status = "ambiguous" if raw else missing
    unit = run.unit or table.units[key]
    return Cell(table.key, *key, None, unit, raw, status, None, page, run.line)
