"""Totals that are empty or 0 under parts that are not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from helpers.bounds import EMPTY, MOST_NAMES, NOT_READ, Printed, parts_of, places_of_parts, printed
from helpers.cell_words import cell_word
from helpers.cells import Cell
from helpers.defects import finding, sound
from helpers.findings import Finding, cell_names, figure, figure_zh
from helpers.forms import load_form
from helpers.report import Report
from helpers.rules import Rule
from helpers.shape import Shape

MOST_SHAPES = 512


def empty_totals(report: Report, rule: Rule) -> Iterator[Finding]:
    """Totals that are empty or 0 though a part of them is more than 0."""
    shape, values, _ = report.vector
    totals = _totals(shape)
    positive = int.from_bytes(np.packbits(values > 0, bitorder="little").tobytes(), "little")
    open_ones: dict[str, list[Cell | None]] = {table: [] for table in report.reading.tables}
    for number, (own, parts) in enumerate(totals.bits):
        if parts & positive and not own & positive:
            table, place = totals.tables[number], totals.places[number]
            if table in open_ones:
                open_ones[table].append(report.cells[place] if place >= 0 else None)
    there = {cell.table for cell in report.cells if cell.status not in NOT_READ}
    for table, cells in open_ones.items():
        if table not in there:
            said = "no cell of the table is read", "该表未能识读"
            yield finding(rule, "not_assessable", said, table)
        else:
            yield from _open_totals(report, rule, table, cells) if cells else (sound(rule, table),)


def all_above_parts(shape: Shape, values: np.ndarray) -> np.ndarray:
    """Whether every total is more than 0 where a part of it is, for each report of a shape.

    `values` has the cells of one report per line.
    """
    totals = _totals(shape)
    positive = np.append(values > 0, np.zeros((len(values), 1), dtype=bool), axis=1)
    some = positive[:, :-1].astype(np.float32) @ totals.parts > 0
    return ~(some & ~positive[:, totals.places]).any(axis=1)  # type: ignore[no-any-return]


def _open_totals(
    report: Report, rule: Rule, table: str, totals: list[Cell | None]
) -> Iterator[Finding]:
    """The findings on totals that are not known to be more than 0, though a part of them is."""
    known = [cell for cell in totals if cell and cell.status in ("read", *EMPTY)]
    wrong = [cell for cell in known if not cell.value]
    for cell in wrong:
        yield _empty_total(report.form, rule, cell, printed(report))
    if not wrong and len(known) < len(totals):
        said = "a total is not read", "有总计未能识读"
        yield finding(rule, "not_assessable", said, table)
    elif not wrong:
        yield sound(rule, table)


class Totals(NamedTuple):
    """The totals of a form: their tables, their places in a report, and their parts.

    A place is -1 where a report of the shape has no such cell. `bits` has for each total a number
    with a bit for its own cell, and one with a bit for each of its parts; `parts` is cells by
    totals, float: 1 where a cell is a part of a total.
    """

    tables: list[str]
    places: list[int]
    bits: list[tuple[int, int]]
    parts: np.ndarray


@lru_cache(maxsize=MOST_SHAPES)
def _totals(shape: Shape) -> Totals:
    """The totals of the tables of a report of a shape."""
    index = shape.index_of
    tables, places, parts = [], [], []
    for table in shape.form.tables:
        for total, sums in parts_of(shape.form.name, table).items():
            if total in shape.form.tables[table].column_of:
                keys = {(table, *part) for several in sums for part in several}
                parts.append([index[key] for key in keys if key in index])
                tables.append(table)
                places.append(index.get((table, *total), -1))
    matrix = np.zeros((len(index), len(parts)), dtype=np.float32)
    for number, some in enumerate(parts):
        matrix[some, number] = 1
    own = [1 << place if place >= 0 else 0 for place in places]
    bits = [sum(1 << place for place in some) for some in parts]
    return Totals(tables, places, list(zip(own, bits, strict=True)), matrix)


def _empty_total(form: str, rule: Rule, cell: Cell, cells: Printed) -> Finding:
    """The finding on one total and the parts with a figure of the first sum that has one."""
    sums = places_of_parts(cells.shape, cell.table)[cell.row, cell.column]
    every = cells.cells
    figures = ([every[place] for place in places if every[place].value] for _, places in sums)
    found = next(parts for parts in figures if parts)
    total = round(sum([part.value or 0.0 for part in found]), 6)
    keys = [(part.row, part.column) for part in (cell, *found)]
    is_zero, adds_up = cell.status == "read", figure(total)
    where, where_zh = _where(form, cell.table, cell.row, cell.column)
    said = (
        f"{where} is {'0' if is_zero else 'empty'}, its parts add up to {adds_up}",
        f"{where_zh}为{'0' if is_zero else '空'}，分项合计{figure_zh(total)}",
    )
    place = cell.table, cell.row, cell.column
    names = cell_names(cell.table, keys)
    return finding(rule, "fails", said, *place, sides=(cell.value, total), cells=names)


@lru_cache(maxsize=MOST_NAMES)
def _where(form: str, table: str, row: str, column: str) -> tuple[str, str]:
    """The row and the column of a cell in English and in Chinese."""
    found = load_form(form).tables[table]
    english = f"{found.row_label(row, 'en')}, {found.column_label(column, 'en')}"
    return english, cell_word(load_form(form), (table, row, column), "zh")
