"""The prose against the tables: each stated figure against the cells that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.bounds import Bounds, Printed, names_of, printed, verdict
from helpers.claims import Claim
from helpers.enumerations import check_enumerations
from helpers.findings import ROUNDED, Finding, figure
from helpers.phrases import Caveat, caveat
from helpers.relations import check_relations
from helpers.report import Report

Verdict = tuple[str, str, str]
REPLACED = " (the parts stand for a blank total)", "（总计为空，以分项之和代之）"
NO_CELL = " (the report has no such cell)", "（报告中没有相应的单元格）"
NOT_READ = " (a cell is not read)", "（有单元格未能识读）"
AMBIGUOUS = " (it has several readings)", "（有多种读法）"
BLANK = " (with blank cells taken as 0)", "（空格按0计）"
ASSUMED = " (used to read the figures)", "（已用于识读）"


def check_narrative(report: Report) -> Iterator[Finding]:
    """One finding per claim, and one per enumeration of a stated whole.

    A claim is held against the cells that it speaks of; a share, a rate or a growth against other
    figures of the report; one whose scope is not certain is `not_assessable`.
    """
    cells = printed(report)
    for claim in report.narrative:
        if claim.table in cells.form.tables:
            yield check_claim(claim, cells)
    yield from check_relations(report, cells)
    yield from check_enumerations(report)


def check_claim(claim: Claim, cells: Printed) -> Finding:
    """The finding on one claim and its cells."""
    bounds, (status, remark, remark_zh) = _judged(claim, cells)
    stated, found = claim.plain, bounds.value
    prose = figure(stated)
    table = prose if found == stated else figure(found)
    return Finding(
        "narrative",
        claim.measure,
        claim.table,
        claim.row,
        claim.column,
        stated,
        found,
        None if found is None else round(stated - found, 6),
        status,
        names_of(str(claim.table), bounds.cells),
        f"The prose states {prose} (“{claim.quote}”), the table {table}{remark}",
        f"文中为{prose}（“{claim.quote}”），表中为{table}{remark_zh}",
    )


def _judged(claim: Claim, cells: Printed) -> tuple[Bounds, Verdict]:
    """What the cells of a claim add up to, and the verdict on it."""
    bounds = cells.of(*claim[1:4])  # type: ignore[arg-type]
    said = _verdict(claim, bounds, cells)
    doubt = caveat(claim.measure) if said[0] == "fails" else None
    if doubt:
        more = _as_doubted(doubt, claim, cells)
        if more is None or verdict(claim.place.low, claim.place.high, more.spans) == "holds":
            bounds = bounds if more is None else bounds._replace(cells=more.cells)
            said = "depends", f": {doubt.english}", f"：{doubt.chinese}"
    return bounds, said


def _as_doubted(doubt: Caveat, claim: Claim, cells: Printed) -> Bounds | None:
    """What the cells add up to that the caveat says are counted; None where it names none."""
    if doubt.row is None and doubt.column is None:
        return None
    table, row, column = str(claim.table), doubt.row or claim.row, doubt.column or claim.column
    return cells.of(table, str(row), str(column))


def _verdict(claim: Claim, bounds: Bounds, cells: Printed) -> Verdict:
    """The status, and what to add to the two sentences."""
    if not bounds.spans:
        return "not_assessable", *(NOT_READ if bounds.cells else NO_CELL)
    low, high = claim.place.low, claim.place.high
    status = verdict(low, high, bounds.spans)
    english = chinese = ""
    if bounds.replaced:
        english, chinese = REPLACED
    elif bounds.blank:
        english, chinese = BLANK
    elif bounds.value is None:
        english, chinese = AMBIGUOUS
    if low < high and claim.plain != bounds.value:
        english, chinese = english + ROUNDED[0], chinese + ROUNDED[1]
    if status == "holds" and cells.by_prose(bounds):
        return "assumed", english + ASSUMED[0], chinese + ASSUMED[1]
    return status, english, chinese
