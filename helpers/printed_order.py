"""The order in which a document prints the columns of a table: by their heads, not by the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from helpers.across_order import across_as_usual, across_in_text, by_places, rows_denied
from helpers.broken_heads import are_aligned, deny_order, order_in_line
from helpers.document import Document, Strip
from helpers.forms import Block, Form, Table
from helpers.labels import Found, PrintedLine
from helpers.place_order import Order, order_in_grid, order_in_lines, order_on_page, tokens_above
from helpers.run import Run
from helpers.text_order import (
    ORDER,
    UNCLEAR,
    UNKNOWN,
    USUAL,
    Told,
    heads_in,
    is_usual,
    order_in_text,
)
from helpers.tokens import Token
from helpers.total_place import misfits, total_of, weighed


def in_usual_order(strip: Strip, table: Table, found: Sequence[Found], start: int) -> bool:
    """Whether the heads above the found lines of a table, which begins at `start`, are the usual.

    They are those that most reports print, above each block of rows that has heads of its own.
    """
    if table.layout == "across":
        return all(across_as_usual(table, strip, start, match.end) for match in found)
    columns: tuple[str, ...] = ()
    block: Block | None = None
    for match in found:
        own = table.group_of[match.line.label.key]
        if own is not block and _has_heads(strip, own, columns, match, start):
            usual = is_usual(table, own.columns, strip.text, start, match.start)
            if not usual and len(own.columns) > 1:
                return False
        block, columns, start = own, match.line.columns, match.end
    return True


def _has_heads(
    strip: Strip, block: Block, before: tuple[str, ...], first: Found, start: int
) -> bool:
    """Whether a block, whose first row is found, has other columns than the one before, or heads.

    Its heads stand from `start` on.
    """
    head = block.columns[0].spellings[0]
    return before != first.line.columns or strip.text.find(head, start, first.start) >= 0


def put_in_order(
    document: Document, form: Form, table: Table, runs: Sequence[Run], start: int
) -> list[Run]:
    """Give each run of a table the cells of its line in the order printed.

    `start` is where the table begins. The result are the runs whose columns stand in another order
    than the form's that their heads do not show. The form's order is kept where heads are missing.
    """
    strip = document.strip
    unclear: list[Run] = []
    told = Told(USUAL)
    across = table.layout == "across"
    block: Block | None = None
    columns: tuple[str, ...] = ()
    for run in runs:
        line = run.found.line
        own = table.group_of.get(line.label.key, table.blocks[0])
        if own is not block and _has_heads(strip, own, columns, run.found, start):
            end = run.found.start
            if not across and is_usual(table, own.columns, strip.text, start, end):
                above = Told(USUAL)
            else:
                above = _Heads(document, form, table, own, run, start).tell(runs)
            alike = columns == line.columns
            told = told if above.kind == UNKNOWN and alike else above
        block, columns, start = own, line.columns, run.found.end
        if told.kind == ORDER:
            run.found = run.found._replace(line=_in_order(line, told.order))
        elif told.kind == UNCLEAR:
            unclear.append(run)
    return unclear


@dataclass
class _Heads:
    """The heads from `start` on to the first row of a block, or to figures of rows side by side."""

    document: Document
    form: Form
    table: Table
    block: Block
    run: Run
    start: int

    @property
    def across(self) -> bool:
        return self.table.layout == "across"

    @property
    def end(self) -> int:
        return self.run.found.end if self.across else self.run.found.start

    def tell(self, runs: Sequence[Run]) -> Told:
        """The order that they tell; places on a page come before text, and sums where both fail."""
        if len(self.block.columns) < 2:
            return Told(USUAL)
        total = total_of(self.table, self.block, self.form.identities_of(self.table.key))
        told = self._in_grid() or self._in_lines(self._in_text(total), total)
        if told.kind == USUAL or told.certain:
            return told
        if total is not None:
            columns = {column.key for column in self.block.columns}
            alike = [run for run in runs if columns.issuperset(run.found.line.columns)]
            told = weighed(told, total, misfits(alike, len(columns)))
        if told.kind == USUAL:
            return told
        order = self._by_places()
        if order:
            return by_places(self.table, order) if self.across else _told(order)
        page = self.document.locate is not None
        return Told(UNCLEAR) if page and told.kind == ORDER else told

    def _in_lines(self, told: Told, total: int | None) -> Told:
        """What the text tells, as far as its lines bear it out; lines of a page's text do not.

        Of heads that are aligned, only those on one line show in which order they stand. Parts of
        heads on one line deny the form's order.
        """
        if self.document.locate is not None:
            return told
        lines = self._lines()
        if self.across and self.run.row is None and rows_denied(self.table, lines):
            return Told(UNCLEAR, certain=True)
        aligned = are_aligned(self.block.columns, lines)
        but = None if aligned else total
        if told.kind == UNKNOWN or aligned:
            denied = deny_order(self.table, self.block.columns, lines, but)
            if denied and told.kind == UNKNOWN:
                return Told(UNCLEAR)
            if not denied and told.kind in (ORDER, UNCLEAR):
                return Told(UNKNOWN)
        return told

    def _in_text(self, total: int | None) -> Told:
        strip = self.document.strip
        if self.across:
            return across_in_text(self.table, strip, self.start, self.run.found.start, self.end)
        return order_in_text(
            self.table, self.block.columns, strip.text[self.start : self.end], total
        )

    def _in_grid(self) -> Told | None:
        """The order by the columns of a grid; what heads are missing, the others may contradict.

        A head that stands twice has pushed others aside, so that they show no order. One that
        strayed out of its cell is missing.
        """
        strip = self.document.strip
        if self.across or self.run.row is None:
            return None
        text = strip.text[self.start : self.end]
        places = {
            number: self.start + start
            for number, start in heads_in(self.table, self.block.columns, text).items()
        }
        cells = strip.tokens.rows
        inside = {n: at for n, at in places.items() if cells[strip.token_at(at)] is not None}
        numbers = list(inside)
        order = order_in_grid(strip, list(inside.values()))
        if not order:
            return None
        if len(order) == len(self.block.columns):
            told = _told(tuple(numbers[place] for place in order))
            doubled = told.kind == ORDER and _has_doubled(strip, self.block, self.start, self.end)
            return Told(UNCLEAR, certain=True) if doubled else told
        rising = all(numbers[one] < numbers[other] for one, other in pairwise(order))
        return Told(UNKNOWN if rising else UNCLEAR, certain=True)

    def _by_places(self) -> Order | None:
        tokens, table = self._tokens(), self.table
        line, locate = self.run.found.line, self.document.locate
        if locate is not None:
            return order_on_page(table, line, tokens, locate)
        rows = len(table.rows) if self.across else 1
        shown = order_in_line(table, self.block.columns, self._lines(), rows)
        return shown or order_in_lines(table, line, tokens)

    def _lines(self) -> list[str]:
        """The lines of the heads as they are printed."""
        strip = self.document.strip
        return [strip.printed(*part)[0] for part in strip.slices(self.start, self.end)]

    def _tokens(self) -> Sequence[Token]:
        """The lines of the heads; where rows stand side by side, all lines above the figures."""
        strip, last = self.document.strip, self.run.first
        if self.across:
            pieces = self.run.pieces
            figures = pieces[0].token.line if pieces else 0
            last = self.run.last + 1
            while last < len(strip.tokens) and strip.tokens.lines[last] < figures:
                last += 1
        return tokens_above(strip.tokens, strip.token_at(self.start), last)


def _has_doubled(strip: Strip, block: Block, start: int, end: int) -> bool:
    """Whether cells in two columns print the head of the same one."""
    heads = {column.spellings[0] for column in block.columns}
    cells = range(strip.token_at(start), strip.token_at(end - 1) + 1)
    texts = {place: strip.text[strip.starts[place] : strip.ends[place]] for place in cells}
    places = {(text, strip.tokens.lefts[place]) for place, text in texts.items() if text in heads}
    return len(places) > len({text for text, _ in places})


def _told(order: Order) -> Told:
    return Told(USUAL if list(order) == sorted(order) else ORDER, order, certain=True)


@cache
def _in_order(line: PrintedLine, order: Order) -> PrintedLine:
    return replace(
        line,
        cells=tuple(line.cells[number] for number in order),
        units=tuple(line.units[number] for number in order),
    )
