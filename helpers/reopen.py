"""Rows whose pieces are one per cell and yet in doubt, and open rows that are in none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import compress

from helpers.cells import Problem
from helpers.document import Locate
from helpers.forms import Form, Table
from helpers.labels import PrintedLine, printed_lines
from helpers.pieces import Piece
from helpers.row import Context, Row
from helpers.row_pieces import are_cells, at_spaces
from helpers.run import Run
from helpers.whole_rows import WholeRow

_PAGE = re.compile(r"\d{1,3}")


def reopen_shifted(context: Context, block: list[Row]) -> None:
    """Open the rows of a grid that have blank cells elsewhere than the other rows have columns.

    Lines that a browser copied leave out the cells that reach down into them, so that a row with
    the head of its group stands further to the right: one that begins as close to its label as the
    others, and whose figures add up, is none of these.
    """
    gridded = [row for row in block if row.pieces and row.run.row is not None]
    places = [_lefts(row.pieces or ()) for row in gridded]
    if len(set(places)) < 2:
        return
    filled = [all([piece.raw for piece in row.pieces or ()]) for row in gridded]
    full = list(compress(places, filled))
    usual = Counter(full or places).most_common(1)[0][0]
    beside = {_left(row) for row, place in zip(gridded, places, strict=True) if place == usual}
    for row, place, whole in zip(gridded, places, filled, strict=True):
        if place == usual or whole:
            continue
        if beside != {_left(row)} or not _is_sound(context, row):
            row.pieces = None


def _left(row: Row) -> float | None:
    """How far behind its label the first piece of a row begins."""
    (first, *_), behind = _lefts(row.pieces or ()), row.run.token.right
    return None if first is None or behind is None else first - behind


def _is_sound(context: Context, row: Row) -> bool:
    """Whether a row is blank, its figures add up, or its total is the blank cell."""
    pieces = row.pieces or ()
    if not any(piece.raw for piece in pieces):
        return True
    sums = adds_up(context, row, pieces)
    return sums is True or (sums is False and not pieces[-1].raw)


def _lefts(pieces: Sequence[Piece]) -> tuple[float | None, ...]:
    """The column that each piece begins in."""
    if isinstance(pieces, WholeRow):
        return tuple(pieces.lefts)
    return tuple([piece.token.left for piece in pieces])


def without_blanks_behind(context: Context, rows: list[Row]) -> None:
    """Settle the open rows of a grid whose cells are all filled, with blank ones behind them.

    A page break within a group of rows, and a column of remarks, leave some. The figures must add
    up, or they might be those of other columns.
    """
    for row in rows:
        wanted = len(row.run.found.line.cells)
        if row.pieces is not None or row.run.row is None or len(row.run.pieces) <= wanted:
            continue
        kept, behind = list(row.run.pieces)[:wanted], list(row.run.pieces)[wanted:]
        filled = all(piece.raw for piece in kept) and not any(piece.raw for piece in behind)
        if filled and are_cells(kept, wanted) and adds_up(context, row, kept):
            row.pieces = kept


def reopen_disordered(rows: list[Row], locate: Locate) -> None:
    """Open the rows of a page whose pieces do not stand side by side, from left to right."""
    from helpers.geometry import in_reading_order

    for row in rows:
        if row.pieces and not in_reading_order(row, locate):
            row.pieces = None


def reopen_doubled(context: Context, rows: list[Row]) -> None:
    """Open the rows whose figures may be those of two rows.

    They may where the label that the form has behind theirs is not found, and either they break a
    sum, or nothing parts the figure from the text around it; and where a line of its own, such as
    a page number, completes a row that does not add up. Rows without sums are not read then.
    """
    _reopen_spaced(context, rows)
    expected = following(context.table)
    keys = [row.run.found.line.label.key for row in rows]
    found = {*keys, None}
    for row, key in zip(rows, keys, strict=True):
        if not row.pieces or row.run.row is not None:
            continue
        if not isinstance(row.pieces, WholeRow) and _is_torn(context, row):
            row.pieces, row.run.lost = None, True
            continue
        followed = expected[key] in found
        if followed and not _on_fewer_lines(row.pieces):
            continue
        if adds_up(context, row, row.pieces) is False:
            row.pieces = None
        elif not followed and _is_unparted(row):
            row.pieces, row.run.lost = None, True


def _is_unparted(row: Row) -> bool:
    """Whether a row prints its only figure on the line of its label, without a unit between."""
    pieces, run = row.pieces or (), row.run
    return run.unit is None and len(pieces) == 1 and pieces[0].token == run.token


def _reopen_spaced(context: Context, rows: list[Row]) -> None:
    """Take spaces for hints where nothing parts the figures of at least as many rows.

    Rows that spaces part are opened if no sum confirms them.
    """
    if context.locate is not None:
        return
    texts = [row for row in rows if row.run.row is None]
    glued = [row for row in texts if not row.pieces and _is_glued(row.run)]
    spaced = [row for row in texts if _is_spaced(row.run)] if glued else []
    if not spaced or len(glued) < len(spaced):
        return
    for row in spaced:
        row.hinted = True
        if row.pieces and adds_up(context, row, row.pieces) is None:
            row.pieces = None


def _is_spaced(run: Run) -> bool:
    """Whether spaces stand within a piece of a row."""
    if isinstance(run.pieces, WholeRow):
        return any(" " in text.strip() for text in run.pieces.texts)
    return any(" " in piece.text.strip() for piece in run.pieces)


def _is_glued(run: Run) -> bool:
    """Whether a row prints one stretch of digits that is long enough for all of its cells."""
    text = run.pieces[0].text.strip() if len(run.pieces) == 1 else ""
    return " " not in text and len(text) >= len(run.found.line.cells)


def _is_torn(context: Context, row: Row) -> bool:
    """Whether a line of its own, or the end of a label, may be no figure of a row."""
    stray = _has_stray_line(row.run) and not adds_up(context, row, row.pieces or ())
    return stray or _ends_label(row.run)


def _ends_label(run: Run) -> bool:
    """Whether the first figure is `?` or a letter that may belong to a label on several lines."""
    first = run.pieces[0]
    harmed = first.printed.kind == "bad" and not any(map(str.isdigit, first.text))
    return harmed and bool(run.found.rest) and first.token == run.token


def _has_stray_line(run: Run) -> bool:
    """Whether figures stand beside the label, and one that may be a page number below them."""
    if run.pieces[0].token != run.token:
        return False
    below = [piece for piece in run.pieces if piece.token != run.token]
    return any(piece.text.isdecimal() and piece.raw == piece.token.text for piece in below)


@cache
def following(table: Table) -> dict[str, str | None]:
    """The row that the form has behind each printed one."""
    keys = [line.label.key for line in printed_lines(table) if line.cells]
    return dict(zip(keys, [*keys[1:], None], strict=True))


def _on_fewer_lines(pieces: Sequence[Piece]) -> bool:
    """Whether pieces stand on several lines, though not each, as tokens do, on one of its own."""
    if isinstance(pieces, WholeRow):
        return False
    lines = [piece.token.line for piece in pieces]
    return lines[0] != lines[-1] and len(set(lines)) < len(lines)


def without_stray_lines(
    context: Context, open_rows: list[Row], problems: list[Problem]
) -> list[Row]:
    """The rows that stay open when a number on a line of its own, a page number, is left out.

    It is, where the figures on the other lines are one per cell and only so satisfy the sums.
    """
    for row in open_rows:
        pieces = row.run.pieces
        on_line = Counter(piece.token.line for piece in pieces)
        wanted = len(row.run.found.line.cells)
        if not 2 <= len(on_line) <= wanted + 1 or row.run.row is not None:
            continue
        lines = [
            piece.token.line
            for piece in pieces
            if on_line[piece.token.line] == 1 and _PAGE.fullmatch(piece.token.text.strip())
        ]
        left = [[piece for piece in pieces if piece.token.line != line] for line in lines]
        fitting = [
            (line, parted)
            for line, kept in zip(lines, left, strict=True)
            if are_cells(parted := at_spaces(kept), wanted) and adds_up(context, row, parted)
        ]
        if len(fitting) == 1:
            line, row.pieces = fitting[0]
            row.basis = "identity"
            stray = " ".join(piece.raw for piece in pieces if piece.token.line == line)
            problems.append(Problem(line, stray, "number on a line of its own, within a row"))
    return [row for row in open_rows if row.pieces is None]


def adds_up(context: Context, row: Row, pieces: Sequence[Piece]) -> bool | None:
    """Whether pieces, one per cell, satisfy the sums of their row; None where it has none."""
    texts = [piece.text for piece in pieces]
    return sums_hold(context.form, context.table, row.run.found.line, texts)


def sums_hold(form: Form, table: Table, line: PrintedLine, texts: Sequence[str]) -> bool | None:
    """Whether the figures of a printed line satisfy its sums; None where it has none."""
    from helpers.choices import satisfies_sums

    return satisfies_sums(table, line, form.identities_of(table.key), texts)
