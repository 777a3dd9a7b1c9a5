"""The cells of a row whose pieces have, or have not, found their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import repeat

from helpers.cells import Cell, Problem
from helpers.forms import Table
from helpers.numbers import full_unit, read_number
from helpers.pieces import WholeRow
from helpers.row import Row

STATUS = {"number": "read", "mark": "mark", "blank": "blank", "bad": "unreadable"}
REMARKS = {"number": "note in a cell", "bad": "not a number"}
Key = tuple[str, str]
# Cell(*fields) without a call of Python for each.
_settled = partial(tuple.__new__, Cell)


def empty_cell(table: Table, row: str, column: str, status: str = "absent") -> Cell:
    """A cell that the form has and in which nothing was read."""
    return Cell(table.key, row, column, None, table.units[row, column], None, status)


def cells_of(table: Table, row: Row, missing: str, problems: list[Problem]) -> list[Cell]:
    """The cells of a row: settled ones as printed, the others ambiguous or blank."""
    line = row.run.found.line
    if row.pieces is None:
        return [_open_cell(table, row, k, index, missing) for index, k in enumerate(line.cells)]
    pieces = row.pieces
    raws: Sequence[str]
    if isinstance(pieces, WholeRow):
        kinds, values, own_units, notes = pieces.kinds, pieces.values, pieces.units, pieces.notes
        raws, pages, lines = pieces.raws, pieces.pages, pieces.lines
    else:
        prints, _, raws, tokens, _ = zip(*pieces, strict=True)
        kinds, values, own_units, notes = zip(*prints, strict=True)
        pages, lines = [token.page for token in tokens], [token.line for token in tokens]
    units = (row.run.unit,) * len(kinds) if row.run.unit else line.units
    if any(own_units):
        units = _own_units(table, line.cells, own_units, units)
    if any(notes) or "bad" in kinds:
        problems += [
            Problem(piece.token.line, piece.raw, REMARKS[piece.printed.kind])
            for piece in pieces
            if piece.printed.note or piece.printed.kind == "bad"
        ]
    statuses, basis = map(STATUS.get, kinds), map({"number": row.basis}.get, kinds)
    columns = values, units, raws, statuses, basis, pages, lines
    return list(map(_settled, zip(repeat(table.key), *line.keys, *columns)))


def _own_units(
    table: Table, keys: Iterable[Key], own: Iterable[str | None], units: Iterable[str | None]
) -> tuple[str | None, ...]:
    """The unit of each cell, its own where it prints one."""
    return tuple(
        full_unit(printed, table.column_of[key].unit) if printed else unit
        for key, printed, unit in zip(keys, own, units, strict=True)
    )


def _open_cell(table: Table, row: Row, key: Key, index: int, missing: str) -> Cell:
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
