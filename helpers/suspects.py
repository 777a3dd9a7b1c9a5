"""Which cells are to blame where identities fail: all smallest explanations, with the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers import arguments
from helpers.evidence import Witness, strength
from helpers.evidence_text import Said, sentences
from helpers.explain import MOST_CELLS, SECONDS, Explained, Factors, Figures, Number, Row, explain
from helpers.frames import make_frame
from helpers.report import Report, Reports, reports_of
from helpers.shape import CODES, Shape
from helpers.slips import slip
from helpers.within import FAILS, evaluate

if TYPE_CHECKING:
    import pandas as pd

Years = dict[tuple[str | None, int], list[Report]]


def localize(
    reports: Report | Reports | Iterable[Report],
    most: int = MOST_CELLS,
    seconds: float = SECONDS,
    *,
    organs: str | Path | None = None,
    language: str = "en",
) -> pd.DataFrame:
    """The cells which, if they alone were wrong, would explain the failing identities of a table.

    One row per cell of each explanation. All smallest sets of cells are listed, at most `most`
    cells large; `explanation` numbers them from 1 in each table of each report, in the order of
    `helpers.evidence.KINDS` by the evidence for their weakest cell, then in the order of the form.
    `implied` is the value that the rest of the table demands (NA where several would do), `slip`
    how it may have become the printed one, `evidence` what the document says for it, and `sole`
    whether there is no other explanation. Blank, marked and ambiguous cells are unknown and never
    to blame.
    Where there is no set so small, or the search takes more than `seconds` a table, one row without
    a cell says so in `evidence`. `language` is that of `evidence`, English (`"en"`) or Chinese
    (`"zh"`); ArgumentError for another. `organs` is a map of names as for `helpers.read_all`.
    Example: `localize(report).query("sole")`.
    """
    given, language = reports_of(reports, organs), arguments.language(language)
    most = arguments.at_least("most", most, 1, "It is how many cells an explanation may have.")
    seconds = arguments.seconds(seconds)
    years = _by_year(given)
    rows = (
        row
        for report, table in _failing(given)
        for row in _rows(report, table, explanations(report, table, most, seconds), years, language)
    )
    return make_frame("suspects", rows)


def _failing(given: list[Report]) -> Iterator[tuple[Report, str]]:
    """Each report and table with a failing identity, in the order given."""
    failing: set[tuple[int, str]] = set()
    for found in evaluate(given):
        for index, number in np.argwhere(found.verdicts == FAILS):
            table = found.shape.equations[number].identity.table
            failing.add((int(found.numbers[index]), table))
    for number, report in enumerate(given):
        yield from (
            (report, name) for name in report.reading.form.tables if (number, name) in failing
        )


def explanations(
    report: Report, table: str, most: int = MOST_CELLS, seconds: float = SECONDS
) -> Explained:
    """All smallest sets of cells that explain the failing identities of one table, no evidence.

    Cells are named by their place in `report.vector.shape.keys`.
    """
    shape, values, codes = report.vector
    system = system_of(shape, table)
    known = codes == CODES["read"]
    places = sorted({place for factors in system for place in factors})
    printed = {p: _exact(float(values[p])) if known[p] else 0 for p in places}
    rows: list[Row] = [
        (factors, sum(factor * printed[place] for place, factor in factors.items()))
        for factors in system
    ]
    free = frozenset(p for p in places if not known[p])
    signed = frozenset(p for p in places if shape.signed[p])
    return explain(rows, Figures(printed, free, signed), most, seconds)


@cache
def system_of(shape: Shape, table: str) -> tuple[Factors, ...]:
    """The factors of the cells in each equation of a table."""
    return tuple(
        dict.fromkeys(equation.left, 1) | dict.fromkeys(equation.right, -1)
        for equation in shape.equations
        if equation.identity.table == table
    )


def _exact(value: float) -> Number:
    """A printed figure without the errors of binary fractions."""
    return int(value) if value == int(value) else Fraction(repr(value))


def _rows(
    report: Report, table: str, found: Explained, years: Years, language: str
) -> Iterator[tuple[Any, ...]]:
    """The rows of one table: its explanations in the order of their evidence."""
    origin = report.name, report.organ, report.year, table
    if not found.complete:
        why = Said(found.reason, {"limit": found.limit}).text(language)
        yield (*origin, 0, None, None, None, None, None, why, False)
    witness = Witness(report, _one(report, -1, years), _one(report, 1, years))
    judged = [(implied, witness.on(implied)) for implied in found.sets]
    judged.sort(key=lambda pair: strength(pair[1]))
    sole = found.complete and len(judged) == 1
    shape, values, _ = report.vector
    for number, (implied, evidence) in enumerate(judged, 1):
        for place, exact in implied.items():
            _, row, column = shape.keys[place]
            printed, value = float(values[place]), None if exact is None else float(exact)
            name = None if value is None else slip(printed, value)
            text = sentences((one.said for one in evidence[place]), language)
            yield (*origin, number, row, column, printed, value, name, text, sole)


def _by_year(given: list[Report]) -> Years:
    """The reports by organ and year, where both are known."""
    years: Years = {}
    for report in given:
        if report.owner is not None and report.year is not None:
            years.setdefault((report.owner, report.year), []).append(report)
    return years


def _one(report: Report, step: int, years: Years) -> Report | None:
    """The one report of the same organ that lies so many years away."""
    if report.owner is None or report.year is None:
        return None
    found = years.get((report.owner, report.year + step), [])
    return found[0] if len(found) == 1 else None
