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


def reopen_pushed(context: Context, rows: list[Row], problems: list[Problem]) -> None:
    """Open the rows that end in a blank cell and would have totals one column further on."""
    for block in blocks_of([row for row in rows if row.pieces and row.run.row is not None]):
        texts = [(row.run.found.line, _raws(row.pieces or ())) for row in block]
        for place in pushed(context.form, context.table, texts):
            row = block[place]
            row.pieces = None
            text = row.run.quote(" ".join(filter(None, texts[place][1])))
            problems.append(
                Problem(row.run.line, text, "the figures may stand one column before their own")
            )


def pushed(
    form: Form, table: Table, rows: Sequence[tuple[PrintedLine, Sequence[str]]]
) -> list[int]:
    """The places of the rows, of the same columns each, that lack a cell before a blank total.

    Where most rows leave their total blank, it is not printed, and none of them is pushed aside.
    """
    ending = [place for place, (_, raws) in enumerate(rows) if not raws[-1] and any(raws)]
    whole = sum(bool(raws[-1]) for _, raws in rows)
    if len(rows) > 1 and whole < len(ending):
        return []
    return [place for place in ending if _is_pushed(form, table, *rows[place])]


def _is_pushed(form: Form, table: Table, line: PrintedLine, raws: Sequence[str]) -> bool:
    """Whether a line that ends in a blank total would have totals one column further on.

    The cell that it lacks may have had a figure, so a total may be greater than its parts.
    """
    values = [read_print(raw)[1].value or 0.0 for raw in raws]
    if not any(values):
        return False
    from helpers.choices import CLOSE, row_sums

    moved = [0.0, *values[:-1]]
    sums = row_sums(line, form.identities_of(table.key), table)
    fits = all(_excess(moved, *sides) <= CLOSE for sides in sums)
    return fits and any(abs(_excess(values, *sides)) > CLOSE for sides in sums)


def _excess(values: Sequence[float], parts: Sequence[int], totals: Sequence[int]) -> float:
    """By how much the parts of a sum are more than its total."""
    return sum([values[place] for place in parts]) - sum([values[place] for place in totals])


def _raws(pieces: Sequence[Piece]) -> list[str]:
    if isinstance(pieces, WholeRow):
        return list(pieces.texts)
    return [piece.raw for piece in pieces]
