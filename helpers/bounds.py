"""What a sum of cells may be under every reading of blank, marked and ambiguous cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import product
from math import inf, prod
from typing import NamedTuple

import numpy as np

from helpers.cells import Cell
from helpers.findings import cell_names
from helpers.flat import Reading
from helpers.forms import Form, expand, load_form
from helpers.numbers import read_number
from helpers.report import Report
from helpers.shape import CODES, Shape

Key = tuple[str, str]
Span = tuple[float, float]
Located = tuple[tuple[Key, ...], tuple[int, ...]]
EMPTY = ("blank", "mark")
NOT_READ = ("unreadable", "absent")
READ = bytes([CODES["read"]])
CLOSE = 1e-6
# More readings than this are taken as everything between the least and the greatest.
MOST_SPANS = 1_000
MOST_NAMES = 10_000


class Bounds(NamedTuple):
    """A sum of cells: each span is one reading, a point or all that blank cells leave open.

    `spans` is empty where a cell is not read. `value` takes blank cells as 0; it is None where
    readings differ. `cells` are those added up, with their `places`: where a total is blank, its
    parts.
    """

    spans: tuple[Span, ...]
    value: float | None
    cells: tuple[Key, ...]
    places: tuple[int, ...]
    blank: bool
    replaced: bool


class Printed:
    """The cells of one report by table, row and column; `unread` are the places of those not read.

    What cells add up to is kept, since claims, shares and tables ask for the same ones; `wholes`
    is where shares keep the figures that they may be of.
    """

    def __init__(self, report: Report) -> None:
        self.shape, _, codes = report.vector
        self.form: Form = self.shape.form
        self.cells = report.cells
        self.unread = unread(codes)
        self._open = frozenset(self.unread)
        self.settled = report.reading.tables
        self._sums: dict[tuple[str, str, str], Bounds] = {}
        self.wholes: dict[str, list[tuple[Span, str]]] = {}

    def get(self, key: tuple[str, str, str]) -> Cell | None:
        """The cell of a key, None where the report prints its row in another way."""
        place = self.shape.index_of.get(key)
        return None if place is None else self.cells[place]

    def named(self, table: str, row: str, column: str) -> tuple[Key, ...]:
        """The cells that `row` and `column` name: `a+b` two, `refused_*` all of a group.

        A group that the report prints as one row is that row.
        """
        return named(self.shape, table, row, column)

    def of(self, table: str, row: str, column: str) -> Bounds:
        """What the cells that `row` and `column` name may add up to."""
        found = self._sums.get((table, row, column))
        if found is None:
            there = located(self.shape, table, row, column)
            found = self._sums[table, row, column] = self.at(table, there)
        return found

    def sum(self, table: str, keys: Sequence[Key]) -> Bounds:
        """What the cells may add up to."""
        places = [self.shape.index_of[table, *key] for key in keys]
        return self.at(table, (tuple(keys), tuple(places)))

    def by_prose(self, bounds: Bounds) -> bool:
        """Whether one of the cells was read with the help of the prose."""
        return "prose" in [self.cells[place][7] for place in bounds.places]

    def at(self, table: str, there: Located) -> Bounds:
        """What cells may add up to whose places are known."""
        if (known := self._known(there)) is not None:
            return Bounds(((known, known),), known, *there, False, False)
        added, replaced = self._standing_in(table, there)
        if replaced and (known := self._known(added)) is not None:
            return Bounds(((known, known),), known, *added, False, True)
        cells = [self.cells[place] for place in added[1]]
        statuses = {cell[6] for cell in cells}
        blank = not statuses.isdisjoint(EMPTY)
        if not cells or not statuses.isdisjoint(NOT_READ):
            return Bounds((), None, *added, blank, replaced)
        known = round(sum([cell[3] or 0.0 for cell in cells]), 6)
        spans = self._spans(table, cells, known)
        value = known if "ambiguous" not in statuses else None
        return Bounds(spans, value, *added, blank, replaced)

    def _known(self, there: Located) -> float | None:
        """The sum of cells that are all read, None of others and of none."""
        cells, places = self.cells, there[1]
        if len(places) == 1:
            return None if places[0] in self._open else round(cells[places[0]][3] or 0.0, 6)
        if not places or not self._open.isdisjoint(places):
            return None
        return round(sum([cells[place][3] or 0.0 for place in places]), 6)

    def _standing_in(self, table: str, there: Located) -> tuple[Located, bool]:
        """The cells with the parts of each blank total in its place; whether there was one."""
        keys: list[Key] = []
        places: list[int] = []
        replaced = False
        for key, place in zip(*there, strict=True):
            parts = self._parts(table, key) if self.cells[place][6] in EMPTY else None
            replaced = replaced or parts is not None
            added = parts or ((key,), (place,))
            keys += added[0]
            places += added[1]
        return (tuple(keys), tuple(places)), replaced

    def _parts(self, table: str, key: Key) -> Located | None:
        """The cells that add up to a cell by an identity, if any of them has a figure."""
        for parts in places_of_parts(self.shape, table).get(key, ()):
            if "read" in [self.cells[place][6] for place in parts[1]]:
                return parts
        return None

    def _spans(self, table: str, cells: list[Cell], known: float) -> tuple[Span, ...]:
        """The readings of cells that are not all read, on top of what is known."""
        low, high = known, known
        signs = self.form.tables[table].column_of
        rows = self.settled[table].readings if table in self.settled else []
        groups: dict[int, list[int]] = {}
        for cell in cells:
            status, key = cell[6], cell[1:3]
            if status == "ambiguous":
                place = next((i for i, (keys, _) in enumerate(rows) if key in keys), None)
                if place is not None:
                    groups.setdefault(place, []).append(rows[place][0].index(key))
                    continue
            if status != "read":
                high, low = inf, -inf if signs[key].signed else low
        if not groups:
            return ((low, high),)
        signed = any(signs[cell[1:3]].signed for cell in cells)
        choices = [{_total(one, ix, signed) for one in rows[i][1]} for i, ix in groups.items()]
        if prod(map(len, choices)) > MOST_SPANS:
            choices = [{(min(c)[0], max(most for _, most in c))} for c in choices]
        return tuple(
            (low + sum(least for least, _ in one), high + sum(most for _, most in one))
            for one in product(*map(sorted, choices))
        )


def unread(codes: np.ndarray) -> list[int]:
    """The places of the cells of a report that are not read; most often there are none."""
    if not codes.tobytes().strip(READ):
        return []
    return np.flatnonzero(codes != READ[0]).tolist()  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def printed(report: Report) -> Printed:
    """The cells of a report; those of the last report asked for are kept."""
    return Printed(report)


@lru_cache(maxsize=MOST_NAMES)
def names_of(table: str, keys: tuple[Key, ...]) -> str:
    """The cells as they stand in `findings.cells`; the same ones come again in every report."""
    return cell_names(table, keys)


def verdict(low: float, high: float, spans: Iterable[Span]) -> str:
    """Whether every reading lies from `low` to `high` (holds), none does (fails), or some do."""
    inside = outside = True
    for least, most in spans:
        inside = inside and low - CLOSE <= least and most <= high + CLOSE
        outside = outside and (most < low - CLOSE or least > high + CLOSE)
    return "holds" if inside else "fails" if outside else "depends"


def _total(reading: Reading, places: list[int], signed: bool) -> Span:
    """What some cells add up to in one reading of their row, which may leave cells blank."""
    figures = [read_number(reading[place]).value for place in places]
    known = sum(figure for figure in figures if figure is not None)
    if None in figures:
        return -inf if signed else known, inf
    return known, known


def _locate(shape: Shape, table: str, keys: Iterable[Key]) -> Located:
    """Those of some cells that reports of a shape print, and their places in them."""
    index = shape.index_of
    printed_ones = tuple(key for key in keys if (table, *key) in index)
    return printed_ones, tuple(index[table, *key] for key in printed_ones)


@lru_cache(maxsize=MOST_NAMES)
def places_of_parts(shape: Shape, table: str) -> dict[Key, list[Located]]:
    """For each cell that is a sum by an identity, the cells that add up to it."""
    sums = parts_of(shape.form.name, table).items()
    return {key: [_locate(shape, table, parts) for parts in found] for key, found in sums}


@lru_cache(maxsize=MOST_NAMES)
def located(shape: Shape, table: str, row: str, column: str) -> Located:
    """The cells that a row and a column name, with the single row of each group; their places."""
    declared = shape.form.tables[table]
    rows = list(expand(row, tuple(declared.rows)))
    for block in declared.blocks:
        if block.single and rows and all(item.key in rows for item in block.rows):
            rows.append(block.single.key)
    columns = expand(column, tuple(declared.columns))
    pairs = [(one, other) for one in dict.fromkeys(rows) for other in columns]
    return _locate(shape, table, pairs)


def named(shape: Shape, table: str, row: str, column: str) -> tuple[Key, ...]:
    """The cells that `row` and `column` name in reports of a shape: see `Printed.named`."""
    return located(shape, table, row, column)[0]


@cache
def parts_of(form: str, table: str) -> dict[Key, list[tuple[Key, ...]]]:
    """For each cell that stands alone on one side of an identity, the cells on the other side."""
    declared = load_form(form)
    rows, columns = tuple(declared.tables[table].rows), tuple(declared.tables[table].columns)
    found: dict[Key, list[tuple[Key, ...]]] = {}
    for identity in sorted(declared.identities_of(table), key=lambda i: i.along != "row"):
        by_row = identity.along == "row"
        for place in rows if by_row else columns:
            left, right = identity.sides(columns if by_row else rows)
            for alone, parts in ((left, right), (right, left)):
                if len(alone) == 1:
                    keys = [(place, one) if by_row else (one, place) for one in (*alone, *parts)]
                    found.setdefault(keys[0], []).append(tuple(keys[1:]))
    return found
