"""The prose against the tables: stated figures against cells, and parts against their whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from helpers.findings import Finding, cell_names, figure
from helpers.forms import Table, expand, load_form
from helpers.narrative import Claim
from helpers.phrases import caveat
from helpers.report import Report

WHOLE, PART = "published_total", "published_part"
REMAINDER = ("其他", "其它")
SCALES = {"万": 10_000, "亿": 100_000_000}
CLOSE = 1e-6
Values = dict[tuple[str, str, str], tuple[float | None, str, str | None]]


def check_narrative(report: Report) -> Iterator[Finding]:
    """One finding per claim that speaks of cells, and one per enumeration of a stated whole."""
    form = load_form(report.form)
    values = {(c.table, c.row, c.column): (c.value, c.status, c.basis) for c in report.cells}
    for claim in report.narrative:
        if claim.table in form.tables:
            yield _against_cells(claim, form.tables[claim.table], values)
    yield from _parts(report)


def _against_cells(claim: Claim, table: Table, values: Values) -> Finding:
    known = {key[1:] for key in values if key[0] == table.key}
    keys = named_cells(claim.row, claim.column, table, known)
    found, statuses = _sum(table, keys, values)
    stated = _plain(claim)
    by_prose = any(values[table.key, *key][2] == "prose" for key in keys)
    status, remark, remark_zh = _verdict(claim, stated, found, statuses, by_prose)
    doubt = caveat(claim.measure)
    if status == "fails" and doubt:
        more = named_cells(doubt.row, claim.column, table, known) if doubt.row else keys
        if doubt.row is None or _sum(table, more, values)[0] == stated:
            keys = more
            status, remark, remark_zh = "depends", f": {doubt.english}", f"：{doubt.chinese}"
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
        cell_names(table.key, keys),
        f"The prose states {figure(stated)} (“{claim.quote}”), the table {figure(found)}{remark}",
        f"文中为{figure(stated)}（“{claim.quote}”），表中为{figure(found)}{remark_zh}",
    )


def _sum(
    table: Table, keys: list[tuple[str, str]], values: Values
) -> tuple[float | None, set[str]]:
    """The sum of cells, blanks and marks as 0, None where one is not read; and their statuses."""
    states = [values[table.key, *key] for key in keys]
    statuses = {status for _, status, _ in states}
    if not keys or not statuses <= {"read", "blank", "mark"}:
        return None, statuses
    return round(sum(value or 0.0 for value, _, _ in states), 6), statuses


def named_cells(
    row: str | None, column: str | None, table: Table, known: set[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The cells whose sum a claim speaks of: `a+b` two rows, `refused_*` all rows of a group."""
    rows = tuple(key for key in table.rows if any(key == other for other, _ in known))
    return [
        (one, other)
        for one in expand(row or "", rows)
        for other in expand(column or "", tuple(table.columns))
        if (one, other) in known
    ]


def _plain(claim: Claim) -> float:
    """The stated number in single units: `1.2万件` is 12,000."""
    return claim.value * SCALES.get((claim.unit or "")[:1], 1) if claim.table else claim.value


def _verdict(
    claim: Claim, stated: float, found: float | None, statuses: set[str], by_prose: bool
) -> tuple[str, str, str]:
    """The status, and what to add to the two sentences."""
    if found is None:
        return "not_assessable", " (a cell is not read)", "（有单元格未能识读）"
    if abs(stated - found) < CLOSE and statuses == {"read"}:
        if by_prose:
            return "assumed", " (used to read the figures)", "（已用于识读）"
        return "holds", "", ""
    if claim.approximate:
        return "depends", ": the prose rounds", "：文中为约数"
    if statuses != {"read"}:
        return "depends", " (with blank cells taken as 0)", "（空格按0计）"
    return "fails", "", ""


def _parts(report: Report) -> Iterator[Finding]:
    """The items of an enumeration against the whole that the prose states before it."""
    whole: Claim | None = None
    for _, group in groupby(report.narrative, key=lambda claim: _sentence(report, claim)):
        claims = list(group)
        whole = next((c for c in claims if c.measure == WHOLE), whole)
        parts = [claim for claim in claims if claim.measure == PART]
        if whole is not None and len(parts) > 1:
            yield _parts_finding(whole, parts)


def _sentence(report: Report, claim: Claim) -> int:
    """Where the sentence of a claim begins on the strip."""
    text = report.document.strip.text
    return max(text.rfind(stop, 0, claim.start) for stop in "。!?")


def _parts_finding(whole: Claim, parts: list[Claim]) -> Finding:
    total = round(sum(part.value for part in parts), 6)
    complete = any(word in part.quote for part in parts for word in REMAINDER)
    if abs(total - whole.value) < CLOSE:
        status, remark, remark_zh = "holds", "", ""
    elif total > whole.value or complete:
        status, remark, remark_zh = "fails", "", ""
    else:
        status = "depends"
        remark, remark_zh = ": the enumeration may be incomplete", "：列举可能不全"
    terms = " + ".join(figure(part.value) for part in parts)
    return Finding(
        "narrative",
        "published_parts",
        None,
        None,
        None,
        total,
        whole.value,
        round(total - whole.value, 6),
        status,
        "",
        f"The listed parts ({terms}) add up to {figure(total)}, "
        f"the prose states {figure(whole.value)} in all{remark}",
        f"分项之和（{terms}）为{figure(total)}，文中总数为{figure(whole.value)}{remark_zh}",
    )
