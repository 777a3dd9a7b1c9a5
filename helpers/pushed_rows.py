"""Rows of a grid that lack a cell, so that their figures stand one column before their own."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.cells import Problem
from helpers.forms import Form, Table
from helpers.labels import PrintedLine
from helpers.numbers import read_print
from helpers.pieces import Piece
from helpers.row import Context, Row, blocks_of
from helpers.whole_rows import WholeRow

CLOSE = 1e-6


def reopen_pushed(context: Context, rows: list[Row], problems: list[Problem]) -> None:
    """Open the rows that end in a blank cell and would have totals one column further on.

    Where most rows leave their total blank, it is not printed, and none of them is pushed aside.
    """
    for block in blocks_of([row for row in rows if row.pieces and row.run.row is not None]):
        texts = [_raws(row.pieces or ()) for row in block]
        ending = [row_texts for row_texts in texts if any(row_texts) and not row_texts[-1]]
        whole = sum(bool(row_texts[-1]) for row_texts in texts)
        if not ending or (len(block) > 1 and whole < len(ending)):
            continue
        for row, row_texts in zip(block, texts, strict=True):
            if is_pushed(context.form, context.table, row.run.found.line, row_texts):
                row.pieces = None
                text = " ".join(filter(None, row_texts))
                problems.append(
                    Problem(row.run.line, text, "the figures may stand one column before their own")
                )


def is_pushed(form: Form, table: Table, line: PrintedLine, raws: Sequence[str]) -> bool:
    """Whether a line ends in a blank total, and one column further on it would have totals.

    The cell that it lacks may have had a figure, so a total may be greater than its parts.
    """
    if raws[-1] or not any(raws):
        return False
    from helpers.choices import row_sums

    values = [read_print(raw)[1].value or 0.0 for raw in raws]
    moved = [0.0, *values[:-1]]
    sums = row_sums(line, form.identities_of(table.key), table)
    return (
        any(values)
        and all(
            sum(moved[part] for part in parts) <= sum(moved[total] for total in totals) + CLOSE
            for parts, totals in sums
        )
        and any(
            abs(sum(values[part] for part in parts) - sum(values[total] for total in totals))
            > CLOSE
            for parts, totals in sums
        )
    )


def _raws(pieces: Sequence[Piece]) -> list[str]:
    if isinstance(pieces, WholeRow):
        return list(pieces.texts)
    return [piece.raw for piece in pieces]
