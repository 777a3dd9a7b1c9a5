"""The cells of a row whose pieces have, or have not, found their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat

from helpers.cells import Cell, Problem
from helpers.forms import Table
from helpers.labels import PrintedLine
from helpers.numbers import full_unit, read_number
from helpers.prints import Prints, prints_of_pieces
from helpers.row import Row
from helpers.signs import spoilt_by
from helpers.whole_rows import WholeRow

STATUS = {"number": "read", "mark": "mark", "blank": "blank", "bad": "unreadable"}
NOTE = "note in a cell"
Key = tuple[str, str]


def empty_cell(table: Table, row: str, column: str, status: str = "absent") -> Cell:
    """A cell that the form has and in which nothing was read."""
    return Cell(table.key, row, column, None, table.units[row, column], None, status)


def cells_of(table: Table, row: Row, missing: str, problems: list[Problem]) -> list[Cell]:
    """The cells of a row: settled ones as printed, the others ambiguous or blank."""
    line = row.run.found.line
    if row.pieces is None:
        return _open_cells(table, row, missing)
    pieces = row.pieces
    prints = pieces.prints if isinstance(pieces, WholeRow) else prints_of_pieces(pieces)
    if any(prints.notes) or "bad" in prints.kinds:
        problems += [
            Problem(
                piece.token.line, piece.raw, NOTE if piece.printed.note else spoilt_by(piece.raw)
            )
            for piece in pieces
            if piece.printed.note or piece.printed.kind == "bad"
        ]
    units = (row.run.unit,) * len(line.cells) if row.run.unit else line.units
    return printed_cells(table, line, prints, units, row.basis)


def printed_cells(
    table: Table, line: PrintedLine, prints: Prints, units: Sequence[str | None], basis: str
) -> list[Cell]:
    """The cells of a line as they are printed; `units` are those of cells that print none."""
    kinds, values, own_units, _, raws, pages, lines = prints
    if any(own_units):
        units = _own_units(table, line.cells, own_units, units)
    statuses, bases = map(STATUS.get, kinds), map({"number": basis}.get, kinds)
    columns = values, units, raws, statuses, bases, pages, lines
    # Cell(*fields) without a call of Python for each.
    return list(map(tuple.__new__, repeat(Cell), zip(repeat(table.key), *line.keys, *columns)))


def _own_units(
    table: Table, keys: Iterable[Key], own: Iterable[str | None], units: Iterable[str | None]
) -> tuple[str | None, ...]:
    """The unit of each cell, its own where it prints one."""
    return tuple(
        full_unit(printed, table.column_of[key].unit) if printed else unit
        for key, printed, unit in zip(keys, own, units, strict=True)
    )


def _open_cells(table: Table, row: Row, missing: str) -> list[Cell]:
    """The cells of a row with several readings: read where they agree, else ambiguous."""
    run = row.run
    raw = " ".join([piece.raw for piece in run.pieces if piece.raw]) or None
    token = run.pieces[0].token if run.pieces else None
    page, status = token.page if token else None, "ambiguous" if raw else missing
    keys = run.found.line.cells
    agreed = [set(texts) for texts in zip(*row.readings, strict=True)] or [set()] * len(keys)
    cells = []
    for key, texts in zip(keys, agreed, strict=True):
        unit = run.unit or table.units[key]
        if len(texts) != 1 or token is None:
            cells.append(Cell(table.key, *key, None, unit, raw, status, None, page, run.line))
            continue
        (text,) = texts
        kind, value, own, _ = read_number(text)
        unit = full_unit(own, table.column_of[key].unit) if own else unit
        basis = row.basis if kind == "number" else None
        cells.append(
            Cell(table.key, *key, value, unit, text, STATUS[kind], basis, page, token.line)
        )
    return cells
