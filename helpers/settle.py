"""The pieces behind one label and the cells of its row: which piece fills which cell."""

from __future__ import annotations

from helpers.cells import Cell, Problem
from helpers.forms import Table
from helpers.numbers import full_unit, read_number
from helpers.runs import Piece, Run

REMARKS = {"number": "note in a cell", "bad": "not a number"}
STATUS = {"number": "read", "mark": "mark", "blank": "blank", "bad": "unreadable"}


def settle(table: Table, run: Run, cut_off: bool, problems: list[Problem]) -> list[Cell]:
    """The cells of one printed row; whatever keeps a piece from its cell goes to `problems`.

    `cut_off` says that the document ends within this row, so that missing cells are not blank.
    """
    wanted = len(run.found.line.cells)
    pieces = run.pieces
    if run.found.remark and any(map(str.isdigit, run.found.remark)):
        problems.append(Problem(run.line, run.found.remark, "note in a label"))
    if len(pieces) != wanted or any(piece.printed.kind == "run" for piece in pieces):
        parted = _at_spaces(pieces)
        if len(parted) == wanted and all(piece.printed.kind in STATUS for piece in parted):
            if len(pieces) > 1:
                text = " ".join(piece.raw for piece in pieces)
                problems.append(Problem(run.line, text, "several values on one line, read apart"))
            pieces = parted
        else:
            return _unsettled(table, run, cut_off, problems)
    cells = []
    for key, piece in zip(run.found.line.cells, pieces, strict=True):
        cells.append(_cell(table, run, key, piece))
        if piece.printed.note or piece.printed.kind == "bad":
            problems.append(Problem(piece.token.line, piece.raw, REMARKS[piece.printed.kind]))
    return cells


def absent_cell(table: Table, row: str, column: str) -> Cell:
    """A cell that the form has and the report does not print."""
    return Cell(table.key, row, column, None, table.units[row, column], None, "absent")


def _cell(table: Table, run: Run, key: tuple[str, str], piece: Piece) -> Cell:
    printed = piece.printed
    unit = run.unit or table.units[key]
    if printed.unit:
        unit = full_unit(printed.unit, table.column_of[key].unit)
    status = STATUS[printed.kind]
    basis = "printed" if status == "read" else None
    return Cell(
        table.key,
        *key,
        printed.value,
        unit,
        piece.raw,
        status,
        basis,
        piece.token.page,
        piece.token.line,
    )


def _at_spaces(pieces: list[Piece]) -> list[Piece]:
    """The pieces with those that hold several values parted at their spaces."""
    parted: list[Piece] = []
    for piece in pieces:
        if piece.printed.kind != "run":
            parted.append(piece)
            continue
        texts = zip(piece.text.split(), piece.raw.split(), strict=True)
        parted += [piece._replace(printed=read_number(t), text=t, raw=r) for t, r in texts]
    return parted


def _unsettled(table: Table, run: Run, cut_off: bool, problems: list[Problem]) -> list[Cell]:
    """The cells of a row whose pieces do not fit: blank where there are none, else ambiguous."""
    cells = run.found.line.cells
    raw = " ".join(piece.raw for piece in run.pieces if piece.raw)
    status = "ambiguous" if raw or cut_off else "blank"
    if raw:
        count = len(run.pieces)
        problems.append(Problem(run.line, raw, f"{count} pieces of print for {len(cells)} cells"))
    if cut_off:
        problems.append(Problem(run.line, raw, "the document ends within this row"))
    page = run.pieces[0].token.page if run.pieces else None
    return [
        Cell(
            table.key,
            row,
            column,
            None,
            run.unit or table.units[row, column],
            raw or None,
            status,
            None,
            page,
            run.line,
        )
        for row, column in cells
    ]
