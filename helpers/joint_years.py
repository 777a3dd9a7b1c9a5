"""Rows of flat text that the report of a neighbouring year decides.

A row whose digits can be cut in several ways is read only if one of them alone agrees with what the
report on the year before or after prints of the same figures. Its figures get the basis `year`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from helpers.cells import Cell, Problem
from helpers.errors import defect
from helpers.flat import Reading as RowReading
from helpers.links import Placed, Term, pairs, placed_links
from helpers.numbers import full_unit, read_number
from helpers.report import Report
from helpers.within import CLOSE
from helpers.years import Rows, cell_of, readings_of

RowKey = tuple[str, str]
# The rows that a link leaves open, each with the readings that agree with the other year.
Agreeing = list[tuple[Report, RowKey, set[RowReading]]]
# The readings that are left of the rows of a report.
Rest = dict[RowKey, set[RowReading]]


def read_jointly(reports: Iterable[Report]) -> list[Report]:
    """The reports with every row read that one link between two years decides; the others as given.

    A link decides a row where exactly one reading of it agrees with the other report. Where none
    does, the reports contradict each other, and where several do, the row stays ambiguous, but for
    cells on which all of them agree. A row that is ambiguous in both years is read only if the same
    link is known to hold between the two reports: by a figure printed alone in another row, and
    against none. Else chance would find an agreement that the publisher never printed. A report in
    which this ends in an error that nobody foresaw stays as given, and its problems say so.
    """
    given = list(reports)
    narrowed: dict[int, Rest] = {}
    defects: dict[int, str] = {}
    for earlier, report, _ in pairs(given):
        if earlier is None:
            continue
        try:
            decided = _decided(earlier, report)
        except Exception as error:
            defects[id(report)] = defect(error)
            continue
        for one, key, left in decided:
            rows = narrowed.setdefault(id(one), {})
            rows[key] = rows[key] & left if key in rows else left
    return [_joined(one, narrowed.get(id(one)), defects.get(id(one))) for one in given]


def _joined(report: Report, rows: Rest | None, defect_of_links: str | None) -> Report:
    """The report with what the other years decide, or with a problem that says why not."""
    try:
        joined = _narrow(report, rows) if rows else report
    except Exception as error:
        joined, defect_of_links = report, defect(error)
    if defect_of_links is None:
        return joined
    problem = Problem(None, "", f"not read together with the year before: {defect_of_links}")
    reading = replace(joined.reading, problems=[*joined.reading.problems, problem])
    return replace(joined, reading=reading)


def _decided(earlier: Report, report: Report) -> Agreeing:
    """The readings that are left by the links between two reports."""
    by_link: dict[str, list[Agreeing]] = {}
    for placed in placed_links(earlier.form, report.form):
        agreeing = _agreeing(placed, earlier, report)
        if agreeing is not None:
            by_link.setdefault(placed.link.key, []).append(agreeing)
    decided: Agreeing = []
    for found in by_link.values():
        contradicted = any(not left for rows in found for _, _, left in rows)
        supported = any(len(rows) < 2 and all(left for _, _, left in rows) for rows in found)
        for rows in found:
            if len(rows) == 1 or (supported and not contradicted):
                decided += [row for row in rows if row[2]]
    return decided


def _agreeing(placed: Placed, earlier: Report, report: Report) -> Agreeing | None:
    """For each ambiguous row of a link the readings that agree with the other year.

    Where every figure is printed alone there is no row if the link holds, and one without readings
    if it is broken. None where the link says nothing since a figure is not known.
    """
    known = 0.0
    rows: list[tuple[Report, Rows]] = []
    for one, is_earlier in ((earlier, True), (report, False)):
        terms = [term for term in placed.terms if term.earlier == is_earlier]
        cells = [(term, cell_of(one, term)) for term in terms]
        if any(cell is None or cell.status not in ("read", "ambiguous") for _, cell in cells):
            return None
        known += sum(
            (cell.value or 0.0) * (1 if term.left else -1)
            for term, cell in cells
            if cell and cell.status == "read"
        )
        found = readings_of(one, [t for t, cell in cells if cell and cell.status == "ambiguous"])
        if found is None or len(found) > 1:
            return None
        rows.append((one, found))
    if not any(found for _, found in rows):
        return [] if abs(known) < CLOSE else [(report, placed.terms[0].key[:2], set())]
    return _matching(known, rows)


def _matching(known: float, rows: list[tuple[Report, Rows]]) -> Agreeing:
    """The readings of one row, or of two, that take part in a combination with no gap."""
    open_rows = [(one, found[0]) for one, found in rows if found]
    by_total: list[dict[float, set[RowReading]]] = [{} for _ in open_rows]
    for totals, (_, (terms, readings)) in zip(by_total, open_rows, strict=True):
        for reading in readings:
            totals.setdefault(_total(terms, reading), set()).add(reading)
    first, second = by_total[0], by_total[1] if len(by_total) > 1 else {0.0: set[RowReading]()}
    ordered = sorted(second)
    kept: list[set[RowReading]] = [set(), set()]
    for total, readings_of_total in first.items():
        gap = known + total
        near = ordered[bisect_left(ordered, -gap - CLOSE) : bisect_right(ordered, CLOSE - gap)]
        for other in near:
            if abs(gap + other) < CLOSE:
                kept[0] |= readings_of_total
                kept[1] |= second[other]
    return [
        (one, terms[0][0].key[:2], left)
        for (one, (terms, _)), left in zip(open_rows, kept, strict=False)
    ]


def _total(terms: list[tuple[Term, int]], reading: RowReading) -> float:
    """What a reading adds to left minus right."""
    return sum(
        (read_number(reading[place]).value or 0.0) * (1 if term.left else -1)
        for term, place in terms
    )


def _narrow(report: Report, rows: Rest) -> Report:
    """The report with the cells read on which the readings that are left agree."""
    cells = {cell[:3]: cell for cell in report.cells}
    tables = dict(report.reading.tables)
    for (table, row), left in rows.items():
        settled = tables[table]
        names, readings = next(found for found in settled.readings if row in dict(found[0]))
        kept = [reading for reading in readings if reading in left]
        if not kept:
            continue
        for place, name in enumerate(names):
            texts = {reading[place] for reading in kept}
            if len(texts) == 1:
                cells[table, *name] = _read(cells[table, *name], texts.pop())
        rest = [(n, kept if n == names else other) for n, other in settled.readings]
        tables[table] = replace(settled, readings=[found for found in rest if len(found[1]) > 1])
    reading = replace(report.reading, cells=list(cells.values()), tables=tables)
    return replace(report, reading=reading)


def _read(cell: Cell, text: str) -> Cell:
    """An ambiguous cell with the one figure that is left; one that was read before stays."""
    printed = read_number(text)
    if cell.status != "ambiguous" or printed.kind != "number":
        return cell
    unit = full_unit(printed.unit, cell.unit) if printed.unit else cell.unit
    return cell._replace(value=printed.value, unit=unit, raw=text, status="read", basis="year")
