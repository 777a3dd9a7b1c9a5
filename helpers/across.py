"""What two parts of one report say of the same thing: where one says none, the other has none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from helpers.bounds import Key, Printed, names_of, printed, verdict
from helpers.findings import Finding, figure
from helpers.report import Report
from helpers.rules import Rule, rules_of

Place = tuple[str, str, str]
SAID = "the prose says that there was none (“{}”)", "文中称没有（“{}”）"
PRINTED = "the form has 0", "表中相关数字为0"
PERHAPS = "the form may have 0", "表中相关数字可能为0"
NOT_READ = "; a cell is not read", "；有单元格未能识读"
OPEN = "; it depends on blank or ambiguous cells", "；取决于空格或多种读法"


class Applied(NamedTuple):
    """A rule in one place: it applies where all cells of `zero` are 0; then those of `none` are."""

    rule: Rule
    said: str | None
    zero: tuple[Place, ...]
    none: Place


def check_across(report: Report) -> Iterator[Finding]:
    """One finding per rule that applies: that one side says none, and what the other has."""
    cells = printed(report)
    stated = {claim.measure for claim in report.narrative}
    for applied in _applied(report.form):
        if applied.said:
            if applied.said not in stated:
                continue
            claims = [claim for claim in report.narrative if claim.measure == applied.said]
            if not any(claim.value for claim in claims):
                said = SAID[0].format(claims[0].quote), SAID[1].format(claims[0].quote)
                yield _finding(applied, cells, "holds", said)
        else:
            premise = _zero(applied.zero, cells)
            if premise != "fails":
                yield _finding(applied, cells, premise, PRINTED if premise == "holds" else PERHAPS)


@cache
def _applied(form: str) -> tuple[Applied, ...]:
    """The rules of a form, once for each row that they name."""
    return tuple(
        Applied(
            rule,
            rule.settings.get("said"),
            tuple(_place(cell, row) for cell in rule.settings.get("zero", ())),
            _place(rule.settings["none"], row),
        )
        for rule in rules_of("across", form)
        for row in rule.settings.get("rows", [""])
    )


def _place(cell: str, row: str) -> Place:
    table, rows, columns = cell.replace("@", row).split("/")
    return table, rows, columns


def _zero(places: tuple[Place, ...], cells: Printed) -> str:
    """Whether each of the cells is 0: holds, fails, depends or not_assessable."""
    worst = "holds"
    for table, row, column in places:
        spans = cells.of(table, row, column).spans
        status = verdict(0, 0, spans) if spans else "not_assessable"
        if status == "fails":
            return status
        worst = status if status == "not_assessable" or worst == "holds" else worst
    return worst


def _finding(applied: Applied, cells: Printed, premise: str, said: tuple[str, str]) -> Finding:
    """What the cells say that must be 0, where the other side says none as surely as `premise`."""
    rule, (table, row, column) = applied.rule, applied.none
    bounds = cells.of(table, row, column)
    status = verdict(0, 0, bounds.spans) if bounds.spans else "not_assessable"
    remark = NOT_READ if status == "not_assessable" else OPEN if status == "depends" else ("", "")
    if status == "fails" and premise != "holds":
        status, remark = premise, OPEN if premise == "depends" else NOT_READ
    elif status == "fails" and "caveat" in rule.settings:
        settings = rule.settings
        status, remark = "depends", (f"; {settings['caveat']}", f"；{settings['caveat_zh']}")
    keys: list[tuple[str, Key]] = [
        (one, key) for one, rows, columns in applied.zero for key in cells.named(one, rows, columns)
    ]
    names = [names_of(one, (key,)) for one, key in keys] + [names_of(table, bounds.cells)]
    found = bounds.value
    return Finding(
        "across",
        rule.key,
        table,
        row,
        column,
        0.0,
        found,
        None if found is None else -found,
        status,
        "; ".join(name for name in names if name),
        f"{rule.english}: {said[0]}, the table has {figure(found)}{remark[0]}",
        f"{rule.chinese}：{said[1]}，表中为{figure(found)}{remark[1]}",
    )
