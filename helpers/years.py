"""A link between the figures of two years: what it says under every reading of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import inf, prod
from typing import NamedTuple

from helpers.cells import Cell
from helpers.findings import ALL_EQUAL, ALL_UNEQUAL, Finding, figure, figure_zh
from helpers.flat import Reading
from helpers.forms import load_form
from helpers.links import Link, Pair, Placed, Term
from helpers.numbers import read_number
from helpers.report import Report
from helpers.sentences import RELATIONS
from helpers.within import CLOSE, MOST_COMBINATIONS
from helpers.year_lines import Line

KIND = "years"
EMPTY = ("blank", "mark")
USED = "assumed", " (used to read the figures)", "（识读时已采用，不作验证）"
NOT_KNOWN = "not_assessable", " (a figure is not known)", "（有数字未能确定）"
BLANKS = " (with blank cells taken as 0)", "（空格按0计）"
KNOWN = "read", *EMPTY
Verdict = tuple[str, str, str]
Rows = list[tuple[list[tuple[Term, int]], list[Reading]]]


class Gap(NamedTuple):
    """Left minus right of a link under one reading: from `low` to `high`, as blanks leave open."""

    low: float
    high: float


def missing(link: Link, pair: Pair) -> Finding:
    """A link that cannot be assessed, since the report on the year before is not there."""
    before = (pair.report.year or 0) - 1
    return Finding(
        KIND, link.key, link.table, None, None, None, None, None, "not_assessable", "",
        f"{link.english}: {pair.missing}",
        f"{link.chinese}：没有唯一的{before}年报告",
    )  # fmt: skip


def link_finding(line: Line, earlier: Report, report: Report) -> Finding:
    """The finding on a link in one place, whatever its cells are."""
    both = [*earlier.cells, *report.cells]
    left_cells = [None if place is None else both[place] for place in line.left]
    right_cells = [None if place is None else both[place] for place in line.right]
    left, right = _side(left_cells), _side(right_cells)
    status, remark, remark_zh = _verdict(line.placed, earlier, report, left_cells + right_cells)
    relation = 2 if left is None or right is None else int(left != right)
    sums = f"{figure(left)}{RELATIONS['en'][relation]}{figure(right)}"
    sums_zh = f"{figure_zh(left)}{RELATIONS['zh'][relation]}{figure_zh(right)}"
    link, row, column, _ = line.placed
    return Finding(
        KIND,
        link.key,
        link.table,
        row,
        column,
        left,
        right,
        None if left is None or right is None else round(left - right, 6),
        status,
        line.names_with(earlier.year),
        f"{line.head}{sums}{remark}",
        f"{line.head_zh}{sums_zh}{remark_zh}",
    )


def cell_of(report: Report, term: Term) -> Cell | None:
    """The cell of a term, None where the report prints its row in another way."""
    place = report.vector.shape.index_of.get(term.key)
    return None if place is None else report.cells[place]


def _side(cells: list[Cell | None]) -> float | None:
    """The sum of one side, blanks as 0; None where a figure is not known."""
    if not all([cell and cell.status in KNOWN for cell in cells]):
        return None
    return round(sum([cell.value or 0.0 for cell in cells if cell]), 6)


def _verdict(placed: Placed, earlier: Report, report: Report, cells: list[Cell | None]) -> Verdict:
    """The status on which every reading agrees, and what to add to the sentences."""
    status = ""
    for gap in gaps(placed, earlier, report):
        other, status = status, _of_gap(gap)
        if other and other != status:
            status = "depends"
            break
    if not status:
        return NOT_KNOWN
    statuses = {cell.status for cell in cells if cell}
    if status == "holds" and any(cell and cell.basis == "year" for cell in cells):
        return USED
    if "ambiguous" in statuses:
        if status == "depends":
            return status, " (a figure has several readings)", "（有数字存在多种读法）"
        every = ALL_EQUAL if status == "holds" else ALL_UNEQUAL
        return status, " (under every reading)", f"（{every}）"
    if not statuses.isdisjoint(EMPTY):
        return status, *BLANKS
    return status, "", ""


def _of_gap(gap: Gap) -> str:
    if gap.low > CLOSE or gap.high < -CLOSE:
        return "fails"
    return "holds" if gap.low == gap.high else "depends"


def gaps(placed: Placed, earlier: Report, report: Report) -> Iterator[Gap]:
    """Left minus right under every reading; none where a figure has no known readings."""
    low = high = 0.0
    rows: Rows = []
    for one, is_earlier in ((earlier, True), (report, False)):
        mine = [term for term in placed.terms if term.earlier == is_earlier]
        known = {term: cell_of(one, term) for term in mine}
        for term, cell in known.items():
            if cell is None or cell.status in ("absent", "unreadable"):
                return
            if cell.status != "ambiguous":
                least, most = _gap(term, cell.value if cell.status == "read" else None, one)
                low, high = low + least, high + most
        open_terms = [t for t, cell in known.items() if cell and cell.status == "ambiguous"]
        grouped = readings_of(one, open_terms)
        if grouped is None:
            return
        rows += grouped
    if prod(len(readings) for _, readings in rows) > MOST_COMBINATIONS:
        return
    spans = [_spans(terms, readings, earlier, report) for terms, readings in rows]
    for choice in product(*spans):
        yield Gap(low + sum([gap[0] for gap in choice]), high + sum([gap[1] for gap in choice]))


def _spans(
    terms: list[tuple[Term, int]], readings: list[Reading], earlier: Report, report: Report
) -> list[Gap]:
    """What the ambiguous terms of one row add to left minus right in each reading."""
    found = []
    for reading in readings:
        low = high = 0.0
        for term, place in terms:
            value = read_number(reading[place]).value
            least, most = _gap(term, value, earlier if term.earlier else report)
            low, high = low + least, high + most
        found.append(Gap(low, high))
    return found


def readings_of(report: Report, terms: list[Term]) -> Rows | None:
    """The readings of the rows in which ambiguous terms stand; None where one has none listed.

    Readings that suppose empty cells are left out where the print can fill every cell: an empty
    cell may stand for any figure, so that nothing could ever be said.
    """
    rows: Rows = []
    left = list(terms)
    for name, table in report.reading.tables.items():
        for cells, readings in table.readings:
            here = [(t, cells.index(t.key[1:])) for t in left
                    if t.key[0] == name and t.key[1:] in cells]  # fmt: skip
            if here:
                rows.append((here, [one for one in readings if all(one)] or readings))
                left = [term for term in left if term not in {term for term, _ in here}]
    return None if left else rows


def _gap(term: Term, value: float | None, report: Report) -> tuple[float, float]:
    """What a figure adds to left minus right; an empty cell may stand for any figure."""
    sign = 1.0 if term.left else -1.0
    if value is not None:
        return sign * value, sign * value
    if load_form(report.form).tables[term.key[0]].column_of[term.key[1:]].signed:
        return -inf, inf
    return (0.0, inf) if term.left else (-inf, 0.0)
