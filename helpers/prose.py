"""The prose against the tables: stated figures against cells, and parts against their whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from helpers.findings import Finding, cell_names, figure
from helpers.forms import Table, expand, load_form
from helpers.narrative import Claim, caveat
from helpers.report import Report

WHOLE, PART = "published_total", "published_part"
REMAINDER = ("其他", "其它")
SCALES = {"万": 10_000, "亿": 100_000_000}
CLOSE = 1e-6


def check_narrative(report: Report) -> Iterator[Finding]:
    """One finding per claim that speaks of cells, and one per enumeration of a stated whole."""
    form = load_form(report.form)
    values = {(c.table, c.row, c.column): (c.value, c.status) for c in report.cells}
    for claim in report.narrative:
        if claim.table in form.tables:
            yield _against_cells(claim, form.tables[claim.table], values)
    yield from _parts(report)


def _against_cells(
    claim: Claim, table: Table, values: dict[tuple[str, str, str], tuple[float | None, str]]
) -> Finding:
    keys = named_cells(claim, table, {key[1:] for key in values if key[0] == table.key})
    states = [values[table.key, *key] for key in keys]
    stated = _plain(claim)
    found = None
    if keys and all(status in ("read", "blank", "mark") for _, status in states):
        found = round(sum(value or 0.0 for value, _ in states), 6)
    status, remark, remark_zh = _verdict(claim, stated, found, [status for _, status in states])
    printed = f"{figure(found)}"
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
        f"The prose states {figure(stated)} (“{claim.quote}”), the table {printed}{remark}",
        f"文中为{figure(stated)}（“{claim.quote}”），表中为{printed}{remark_zh}",
    )


def named_cells(claim: Claim, table: Table, known: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The cells whose sum a claim speaks of: `a+b` two rows, `refused_*` all rows of a group."""
    rows = tuple(row for row in table.rows if any(row == other for other, _ in known))
    columns = tuple(table.columns)
    return [
        (row, column)
        for row in expand(claim.row or "", rows)
        for column in expand(claim.column or "", columns)
        if (row, column) in known
    ]


def _plain(claim: Claim) -> float:
    """The stated number in single units: `1.2万件` is 12,000."""
    return claim.value * SCALES.get((claim.unit or "")[:1], 1) if claim.table else claim.value


def _verdict(
    claim: Claim, stated: float, found: float | None, statuses: list[str]
) -> tuple[str, str, str]:
    if found is None:
        return "not_assessable", " (a cell is not read)", "（有单元格未能识读）"
    if abs(stated - found) < CLOSE and set(statuses) == {"read"}:
        return "holds", "", ""
    if doubt := caveat(claim.measure):
        return "depends", f": {doubt[0]}", f"：{doubt[1]}"
    if claim.approximate:
        return "depends", ": the prose rounds", "：文中为约数"
    if set(statuses) != {"read"}:
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
