"""The pieces of a row, one per cell."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.cells import Problem
from helpers.numbers import read_number
from helpers.pieces import Piece, WholeRow
from helpers.row_cells import STATUS
from helpers.run import Run


def one_per_cell(run: Run, problems: list[Problem]) -> Sequence[Piece] | None:
    """The pieces of a row if they are one per cell, also when parted at their spaces."""
    wanted = len(run.found.line.cells)
    pieces = run.pieces
    if run.found.remark and any(map(str.isdigit, run.found.remark)):
        problems.append(Problem(run.line, run.found.remark, "note in a label"))
    if isinstance(pieces, WholeRow) or are_cells(pieces, wanted):
        return pieces
    parted = at_spaces(pieces)
    if not are_cells(parted, wanted):
        return None
    if len(pieces) > 1:
        text = " ".join(piece.raw for piece in pieces)
        problems.append(Problem(run.line, text, "several values on one line, read apart"))
    return parted


def are_cells(pieces: Sequence[Piece], wanted: int) -> bool:
    """Whether pieces are as many as the cells of a row, each can stand in one, and none strays.

    Of a table with rows, all must stand in the same row.
    """
    if len(pieces) != wanted or not STATUS.keys() >= {piece.printed.kind for piece in pieces}:
        return False
    return len({piece.token.row for piece in pieces}) < 2


def at_spaces(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with those that hold several values parted at their spaces."""
    parted: list[Piece] = []
    for piece in pieces:
        if piece.printed.kind not in ("run", "bad"):
            parted.append(piece)
            continue
        texts = zip(piece.text.split(), piece.raw.split(), strict=True)
        parted += [piece._replace(printed=read_number(t), text=t, raw=r) for t, r in texts]
    return parted
