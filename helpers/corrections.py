"""Reports with the figures that an explanation implies, and a log of every change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from helpers import arguments
from helpers.cells import Cell
from helpers.errors import ArgumentError
from helpers.frames import COLUMNS, make_frame
from helpers.report import Report, Reports, reports_of

if TYPE_CHECKING:
    import pandas as pd

Accept = Callable[["pd.Series"], bool]
Change = tuple[float, str]


class Corrected(NamedTuple):
    """`reports` is the corrected copy; `log` has one row per change: old, new and why."""

    reports: Reports
    log: pd.DataFrame


def corrected(
    reports: Report | Reports | Iterable[Report],
    suspects: pd.DataFrame,
    accept: Accept | None = None,
) -> Corrected:
    """A copy of the reports with accepted explanations applied; the reports stay as printed.

    `suspects` is a frame from `helpers.localize`. Applied are the explanations that are `sole`, and
    those whose every row `accept` answers with True. A corrected cell keeps its printed text in
    `raw` and its status, and its basis becomes `identity`; `report.corrections` has the figure that
    was printed, `show`, `table` and the notes of `panel` give both. Raises ArgumentError where two
    accepted explanations of one table differ on a cell, and where two reports have the suspect's
    name. Example:
    `corrected(reports, localize(reports)).log[["row", "column", "old", "new", "why"]]`.
    """
    given, columns = reports_of(reports), COLUMNS["suspects"]
    suspects = arguments.frame("suspects", suspects, "helpers.localize(reports)", columns)
    if accept is not None and not callable(accept):
        advice = "It answers True for each row of an explanation that is to be applied."
        arguments.refuse("accept", accept, "a function of a row, or None", advice, type_=True)
    names = Counter(report.name for report in given)
    changes: dict[tuple[str, str, str, str], Change] = {}
    for row in _accepted(suspects, accept):
        if names[row.report] > 1:
            raise ArgumentError(f"{names[row.report]} reports are called {row.report}; read them "
                             "together with read_all, so that their names differ")  # fmt: skip
        key = row.report, row.table, row.row, row.column
        change = float(row.implied), _why(row)
        if changes.setdefault(key, change)[0] != change[0]:
            raise ArgumentError(
                f"{'/'.join(key)}: two accepted explanations imply different figures; accept one"
            )
    log: list[tuple[object, ...]] = []
    copies = [_copy(report, changes, log) for report in given]
    return Corrected(Reports(copies), make_frame("corrections", log))


def _accepted(suspects: pd.DataFrame, accept: Accept | None) -> list[pd.Series]:
    """The rows of the explanations to apply; one that implies no single value is none of them."""
    accepted: list[pd.Series] = []
    for _, explanation in suspects.groupby(["report", "table", "explanation"], sort=False):
        rows = [row for _, row in explanation.iterrows()]
        if explanation[["row", "implied"]].isna().any(axis=None):
            continue
        if bool(explanation["sole"].all()) or (accept is not None and all(map(accept, rows))):
            accepted += rows
    return accepted


def _why(row: pd.Series) -> str:
    """Why a figure was changed, in one sentence."""
    reason = "the only explanation" if row.sole else "by the caller's choice, one explanation"
    evidence = f"; {row.evidence}" if isinstance(row.evidence, str) else ""
    return f"{reason} of the failing identities of the table {row.table}{evidence}"


def _copy(
    report: Report, changes: dict[tuple[str, str, str, str], Change], log: list[tuple[object, ...]]
) -> Report:
    cells: list[Cell] = []
    old: dict[tuple[str, str, str], float | None] = {}
    for cell in report.cells:
        change = changes.get((report.name, cell.table, cell.row, cell.column))
        if change is None:
            cells.append(cell)
            continue
        new, why = change
        old[cell[:3]] = cell.value
        log.append((report.name, report.organ, report.year, *cell[:3], cell.value, new, why))
        cells.append(cell._replace(value=new, basis="identity"))
    return replace(
        report,
        reading=replace(report.reading, cells=cells),
        corrections=old | dict(report.corrections),
    )
