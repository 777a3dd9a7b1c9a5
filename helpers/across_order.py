"""The order of the columns of a table whose rows stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from helpers.characters import normalise
from helpers.document import Strip
from helpers.forms import Table
from helpers.labels import heads_in_one
from helpers.place_order import Order, order_in_grid
from helpers.text_order import ORDER, UNCLEAR, UNKNOWN, USUAL, Told


def across_in_text(table: Table, strip: Strip, start: int, first: int, end: int) -> Told:
    """What the heads tell that stand in text from `first` to `end`, in a table that has `start`.

    The order is one of all cells; the rows themselves stand in the form's order or are UNCLEAR.
    """
    in_turn = _rows_in_turn(table, strip.text[start:end])
    if not in_turn and not _rows_beside(table, strip, start, end):
        return Told(UNCLEAR)
    if _in_turn_in_each_row(table, strip, first, end):
        return Told(USUAL)
    heads = list(_any_head(table).finditer(strip.text, first, end))
    if len(heads) != len(table.cells):
        return Told(UNKNOWN)
    column_of = _column_of(table)
    order = order_in_grid(strip, [head.start() for head in heads]) or range(len(heads))
    told = in_rows(table, [column_of[heads[place][0]] for place in order])
    return Told(UNCLEAR) if told.kind == ORDER and _are_parted(table, heads) else told


def _are_parted(table: Table, heads: Sequence[re.Match[str]]) -> bool:
    """Whether other text stands between the heads of a row, as where one is lost or doubled."""
    size = len(table.columns)
    rows = (heads[first : first + size] for first in range(0, len(heads), size))
    return any(one.end() != other.start() for row in rows for one, other in pairwise(row))


def across_as_usual(table: Table, strip: Strip, start: int, end: int) -> bool:
    """Whether all heads between two offsets stand in the form's order."""
    return _rows_in_turn(table, strip.text[start:end]) and _in_turn_in_each_row(
        table, strip, start, end
    )


def _in_turn_in_each_row(table: Table, strip: Strip, start: int, end: int) -> bool:
    return strip.text.count(heads_in_one(table), start, end) == len(table.rows)


def in_rows(table: Table, columns: Sequence[int]) -> Told:
    """The order of all cells by the column of each, from left to right."""
    size = len(table.columns)
    order: list[int] = []
    for first in range(0, len(columns), size):
        row = columns[first : first + size]
        if sorted(row) != list(range(size)):
            return Told(UNCLEAR)
        order += [first + number for number in row]
    return Told(USUAL if order == sorted(order) else ORDER, tuple(order))


def by_places(table: Table, order: Order) -> Told:
    """The order of all cells, if those of each row stand together."""
    size = len(table.columns)
    together = all(place // size == cell // size for place, cell in enumerate(order))
    return in_rows(table, [cell % size for cell in order]) if together else Told(UNCLEAR)


def _rows_beside(table: Table, strip: Strip, start: int, end: int) -> bool:
    """Whether the cells of a grid that print the heads of rows begin in the form's order.

    A merged cell may be printed once for each of its columns, and once more in the row below.
    """
    tokens = strip.tokens
    lefts: dict[str, float] = {}
    for place in range(strip.token_at(start), strip.token_at(end - 1) + 1):
        text, left = strip.text[strip.starts[place] : strip.ends[place]], tokens.lefts[place]
        if tokens.rows[place] is not None and left is not None:
            lefts[text] = min(left, lefts.get(text, left))
    for labels in _row_heads(table):
        found = [lefts[label] for label in labels if label in lefts]
        if len(found) < len(labels) or any(one >= other for one, other in pairwise(found)):
            return False
    return True


def rows_denied(table: Table, lines: Iterable[str]) -> bool:
    """Whether one line prints heads of rows in another order than the form's."""
    return not all(_rows_in_turn(table, normalise(line)) for line in lines)


def _rows_in_turn(table: Table, text: str) -> bool:
    """Whether the heads of the rows, as far as they are there, stand in the form's order."""
    for labels in _row_heads(table):
        places = [place for label in labels if (place := text.rfind(label)) >= 0]
        if places != sorted(places):
            return False
    return True


@cache
def _row_heads(table: Table) -> tuple[tuple[str, ...], ...]:
    """The heads that stand beside each other: those of blocks, and of the rows of each block."""
    blocks = tuple(block.label or block.rows[0].label for block in table.blocks)
    return (blocks, *(tuple(row.label for row in block.rows) for block in table.blocks))


@cache
def _column_of(table: Table) -> dict[str, int]:
    return {
        spelling: number
        for number, column in enumerate(table.columns.values())
        for spelling in column.spellings
    }


@cache
def _any_head(table: Table) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _column_of(table)), key=len, reverse=True)))
