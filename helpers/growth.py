"""Growth that the prose states, against the figures of this year's report and of last year's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

from helpers.bounds import CLOSE, Printed
from helpers.claims.claim import Claim
from helpers.claims.context import GROWTH
from helpers.claims.measures import cell_of, load_measures
from helpers.findings import Finding, cell_names, figure, figure_zh
from helpers.links import Pair
from helpers.report import Report

KIND, RULE = "years", "growth"
DIGITS = 2


class Count(NamedTuple):
    """One way of counting what a growth speaks of: the sum of some cells, and their names."""

    value: float
    names: str


def check_growth(pair: Pair) -> Iterator[Finding]:
    """One finding per growth that the prose states of a figure printed in both years.

    It holds where the printed figures grew so; where they did only if requests carried over are
    counted in, it depends. Figures that are not exact are not assessed.
    """
    for claim in pair.report.narrative:
        base = claim.measure.removesuffix(GROWTH)
        if base != claim.measure:
            yield _finding(claim, load_measures().measures.get(base, {}), pair)


def _finding(claim: Claim, measure: dict[str, Any], pair: Pair) -> Finding:
    if pair.earlier is None:
        return _not_assessable(claim, pair.missing, "没有可供核对的上一年报告")
    now = _counts(pair.report, measure)
    before = _counts(pair.earlier, measure)
    same_kind = pair.report.form.isdecimal() == pair.earlier.form.isdecimal()
    if not (same_kind and now and before):
        return _not_assessable(
            claim, "the two reports have no comparable figures", "两年报告中没有可比的数字"
        )
    grown = [(_grown(claim, new.value, old.value), new, old) for new, old in product(now, before)]
    fitting = [one for one in grown if one[0] is not None and _fits(claim, one[0])]
    value, new, old = fitting[0] if fitting else grown[0]
    if value is None:
        return _not_assessable(
            claim, "growth from zero has no percentage", "上年为零，无法计算增幅"
        )
    value = round(value, DIGITS)
    as_printed = bool(fitting) and fitting[0] is grown[0]
    status = "holds" if as_printed else "depends" if fitting else "fails"
    remark = (
        (": if requests carried over are counted", "：若计入结转的申请") if fitting else ("", "")
    )
    english, chinese = ("", "") if as_printed else remark
    unit = _unit(claim)
    return Finding(
        KIND, RULE, None, None, None, claim.plain, value, round(claim.plain - value, 6), status,
        "; ".join((new.names, *(f"{name}@{pair.earlier.year}" for name in old.names.split("; ")))),
        f"The prose states {figure(claim.plain)}{unit} (“{claim.quote}”), "
        f"from {figure(old.value)} to {figure(new.value)} is {figure(value)}{unit}{english}",
        f"正文称{figure_zh(claim.plain)}{unit}（“{claim.quote}”），"
        f"由{figure_zh(old.value)}到{figure_zh(new.value)}为{figure_zh(value)}{unit}{chinese}",
    )  # fmt: skip


def _counts(report: Report, measure: dict[str, Any]) -> list[Count]:
    """The exact figure of a measure in a report, then that with what its caveat counts in."""
    cells = Printed(report)
    table, row, column = cell_of(measure, cells.form)
    found = []
    doubt = measure.get("caveat")
    for rows, columns in ((row, column), (doubt and doubt.row, doubt and (doubt.column or column))):
        if table and rows and columns:
            keys = cells.named(table, rows, columns)
            bounds = cells.sum(table, keys)
            exact = len(bounds.spans) == 1 and bounds.spans[0][0] == bounds.spans[0][1]
            if exact and bounds.value is not None:
                found.append(Count(bounds.value, cell_names(table, bounds.cells)))
    return found


def _grown(claim: Claim, now: float, before: float) -> float | None:
    """The growth in the unit of a claim, None from zero."""
    if claim.unit != "%":
        return now - before
    return 100 * (now - before) / before if before else None


def _fits(claim: Claim, value: float) -> bool:
    """Whether a growth lies in the interval that the words allow."""
    return claim.place.low - CLOSE <= value <= claim.place.high + CLOSE


def _unit(claim: Claim) -> str:
    return "%" if claim.unit == "%" else ""


def _not_assessable(claim: Claim, english: str, chinese: str) -> Finding:
    stated = f"{figure(claim.plain)}{_unit(claim)}"
    return Finding(
        KIND, RULE, None, None, None, claim.plain, None, None, "not_assessable", "",
        f"The prose states {stated} (“{claim.quote}”): {english}",
        f"正文称{stated.replace(',', '')}（“{claim.quote}”）：{chinese}",
    )  # fmt: skip
