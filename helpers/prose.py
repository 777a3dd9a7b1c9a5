"""The prose against the tables: each stated figure against the cells that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.bounds import Bounds, Printed, names_of, printed, verdict
from helpers.claims.claim import Claim
from helpers.claims.measures import Caveat, caveat
from helpers.enumerations import check_enumerations
from helpers.findings import ROUNDED, Finding, figure, figure_zh
from helpers.relations import check_relations
from helpers.report import Report

Verdict = tuple[str, str, str]
REPLACED = " (the parts stand for a blank total)", "表中总计栏为空，分项合计{}"
NOT_READ = " (a cell is not read)", "表中该格未能识读"
NO_CELL = " (the report has no such cell)", "报告中没有该格"
AMBIGUOUS = " (it has several readings)", "该格有多种读法"
NONE_OF_THEM = "，但无一为{}"
BLANK = " (with blank cells taken as 0)", "表中为{}（空格按0计）"
PRINTED = "", "表中为{}"
ASSUMED = " (used to read the figures)", "（识读时已采用，不作验证）"


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
    table, unit = prose if found == stated else figure(found), claim.unit or ""
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
        f"正文称{figure_zh(stated)}{unit}（“{claim.quote}”），"
        f"{_printed(claim, bounds, status)[1].format(figure_zh(found) + unit)}{remark_zh}",
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
        return "not_assessable", _printed(claim, bounds, "not_assessable")[0], ""
    low, high = claim.place.low, claim.place.high
    status = verdict(low, high, bounds.spans)
    english, chinese = _printed(claim, bounds, status)[0], ""
    if low < high and claim.plain != bounds.value:
        english, chinese = english + ROUNDED[0], chinese + ROUNDED[1]
    if status == "holds" and cells.by_prose(bounds):
        return "assumed", english + ASSUMED[0], chinese + ASSUMED[1]
    return status, english, chinese


def _printed(claim: Claim, bounds: Bounds, status: str) -> tuple[str, str]:
    """How the table prints the figure: a remark in English, and what the table has in Chinese."""
    if not bounds.spans:
        return NOT_READ if bounds.cells else NO_CELL
    if bounds.replaced:
        return REPLACED
    if bounds.blank:
        return BLANK
    if bounds.value is not None:
        return PRINTED
    none = NONE_OF_THEM.format(figure_zh(claim.plain)) if status == "fails" else ""
    return AMBIGUOUS[0], AMBIGUOUS[1] + none
