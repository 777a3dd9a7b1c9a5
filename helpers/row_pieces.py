"""The pieces of a row, one per cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from helpers.cells import Problem
from helpers.characters import fold
from helpers.numbers import ONE_MARK, Printed, apart, read_folded
from helpers.pieces import Piece
from helpers.row import Row
from helpers.row_cells import STATUS
from helpers.run import Run
from helpers.whole_rows import WholeRow


def one_per_cell(run: Run, problems: list[Problem]) -> Sequence[Piece] | None:
    """The pieces of a row if they are one per cell, also when parted at their spaces."""
    wanted = len(run.found.line.cells)
    pieces = run.pieces
    if run.found.remark and any(map(str.isdigit, run.found.remark)):
        problems.append(Problem(run.line, run.quote(run.found.remark), "note in a label"))
    if isinstance(pieces, WholeRow) or are_cells(pieces, wanted):
        return pieces
    if run.row is not None and are_cells(whole := _one_per_token(pieces), wanted):
        return whole
    parted = at_spaces(pieces)
    if not are_cells(parted, wanted):
        return None
    if len(pieces) > 1:
        text = run.quote(" ".join(piece.raw for piece in pieces))
        problems.append(Problem(run.line, text, "several values on one line, read apart"))
    return parted


def _one_per_token(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a grid, those of one cell as one: marks, or print that is no number.

    Figures without a word between them stay apart, for they may be those of several cells.
    """
    cells: list[Piece] = []
    for token, group in groupby(pieces, key=lambda piece: piece.token):
        parts = list(group)
        text = fold(token.text)
        if ONE_MARK.fullmatch(text):
            kind = "mark"
        elif len(parts) > 1 and any(part.printed.kind == "bad" for part in parts):
            kind = "bad"
        else:
            cells += parts
            continue
        cells.append(Piece(Printed(kind), text, token.text, token))
    return cells


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
        for start, end in apart(piece.text):
            text, raw = piece.text[start:end], piece.raw[start:end]
            parted.append(piece._replace(printed=read_folded(text, raw), text=text, raw=raw))
    return parted


def without_blank_columns(blocks: Sequence[Sequence[Row]]) -> None:
    """Settle the open rows of a grid that all go on, behind their last cell, with blank ones.

    Lines that end in tabs and pages with an empty last column print so. Every row of the table must
    have as many of them, and every column that stays be filled in some row: a blank one in front
    might be the one that the form does not have.
    """
    rows = [row for block in blocks for row in block if row.run.pieces]
    surplus = {len(row.run.pieces) - len(row.run.found.line.cells) for row in rows}
    if len(surplus) != 1 or min(surplus) < 1 or any(row.run.row is None for row in rows):
        return
    (more,) = surplus
    for block in blocks:
        texts = [[piece.raw for piece in row.run.pieces] for row in block if row.run.pieces]
        filled = [any(column) for column in zip(*texts, strict=True)]
        if not all(filled[:-more]) or any(filled[-more:]):
            return
    for row in rows:
        kept = list(row.run.pieces)[:-more]
        row.pieces = kept if are_cells(kept, len(kept)) else None
