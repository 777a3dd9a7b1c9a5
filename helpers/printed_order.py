"""The order in which a grid prints the columns of a table: by their heads, not by the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from helpers.document import Strip
from helpers.forms import Block, Table
from helpers.labels import Found, PrintedLine, without_spanning_heads


def in_printed_order(strip: Strip, table: Table, found: Sequence[Found], start: int) -> list[Found]:
    """The found lines of a table from `start` on, each with its cells in the order printed.

    The form's order is kept where a head is not found above the first row of its block, and on
    pages of text, whose order need not be that of the print. Heads in one printed row are compared,
    because others may span it; in plain text those that stand on lines of their own.
    """
    if table.layout == "across" or not found or _is_usual(strip, table, start, found[-1].start):
        return list(found)
    ordered: list[Found] = []
    block: Block | None = None
    columns: tuple[str, ...] = ()
    order: tuple[int, ...] | None = None
    for match in found:
        own = table.group_of[match.line.label.key]
        if own is not block:
            alike = columns == match.line.columns
            first = own.columns[0].spellings[0]
            if not alike or strip.text.find(first, start, match.start) >= 0:
                above = _order(strip, table, own, start, match.start)
                order = order if above is None and alike else above or None
        block, columns, start = own, match.line.columns, match.end
        ordered.append(match._replace(line=_in_order(match.line, order)) if order else match)
    return ordered


def _order(
    strip: Strip, table: Table, block: Block, start: int, end: int
) -> tuple[int, ...] | None:
    """Which column of a block stands in each place, by the heads between two offsets.

    Nothing in it says that the order is the form's, None that it is not known.
    """
    if len(block.columns) < 2 or strip.text.find(_in_one(block), start, end) >= 0:
        return ()
    text = without_spanning_heads(table, strip.text[start:end])
    tokens = strip.tokens
    rows: dict[int | None, list[tuple[float, int]]] = {}
    for number, column in enumerate(block.columns):
        place = max(map(text.rfind, column.spellings))
        index = strip.token_at(start + place)
        row, left = tokens.rows[index], tokens.lefts[index]
        if place < 0 or (row is None and tokens.pages[index] is not None):
            return None
        rows.setdefault(row, []).append((index if row is None or left is None else left, number))
    lines = [index for index, _ in rows.get(None, ())]
    together = len(lines) == len(block.columns) and max(lines) - min(lines) < len(lines)
    if lines and not together:
        return None
    order = list(range(len(block.columns)))
    for heads in rows.values():
        if len({left for left, _ in heads}) < len(heads):
            return None
        for place, (_, number) in zip([n for _, n in heads], sorted(heads), strict=True):
            order[place] = number
    return () if order == sorted(order) else tuple(order)


def _is_usual(strip: Strip, table: Table, start: int, end: int) -> bool:
    """Whether the heads of every block stand in the form's order, as often as the form has them."""
    return all(strip.text.count(h, start, end) == times for h, times in _usual_heads(table).items())


@cache
def _usual_heads(table: Table) -> Counter[str]:
    return Counter(_in_one(block) for block in table.blocks if len(block.columns) > 1)


@cache
def _in_one(block: Block) -> str:
    """The heads of a block as most reports print them, one behind the other."""
    return "".join(column.spellings[0] for column in block.columns)


@cache
def _in_order(line: PrintedLine, order: tuple[int, ...]) -> PrintedLine:
    return replace(
        line,
        cells=tuple(line.cells[number] for number in order),
        units=tuple(line.units[number] for number in order),
    )
