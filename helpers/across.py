"""What two parts of one report say of the same thing: where one says none, the other has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from helpers.bounds import CLOSE, MOST_NAMES, Printed, named, names_of, printed, verdict
from helpers.findings import Finding, figure
from helpers.report import Report
from helpers.rules import Rule, rules_of
from helpers.shape import Shape
from helpers.stacked import Stack

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


def may_be_zero(stacks: Sequence[Stack], count: int) -> np.ndarray:
    """Whether the cells that a rule wants to be 0 may be so in each of `count` reports."""
    found = np.zeros(count, dtype=bool)
    for shape, who, values, read in stacks:
        for applied in _applied(shape.form.name):
            if not applied.said:
                other = [_other(place, shape, values, read) for place in applied.zero]
                found[who] |= ~np.any(other, axis=0)
    return found


def _other(place: Place, shape: Shape, values: np.ndarray, read: np.ndarray) -> np.ndarray:
    """Where cells that are all read add up to another number than 0."""
    table, row, column = place
    cells = [shape.index_of[table, *key] for key in named(shape, table, row, column)]
    return read[:, cells].all(axis=1) & (np.abs(values[:, cells].sum(axis=1)) > CLOSE)


def says_none(report: Report) -> bool:
    """Whether the prose states a figure of which a rule asks if it is 0."""
    return not _asked(report.form).isdisjoint([claim.measure for claim in report.narrative])


@cache
def _asked(form: str) -> frozenset[str | None]:
    return frozenset(applied.said for applied in _applied(form))


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
    settings, (table, row, column) = applied.rule.settings, applied.none
    bounds = cells.of(table, row, column)
    status = verdict(0, 0, bounds.spans) if bounds.spans else "not_assessable"
    remark = NOT_READ if status == "not_assessable" else OPEN if status == "depends" else ("", "")
    if status == "fails" and premise != "holds":
        status, remark = premise, OPEN if premise == "depends" else NOT_READ
    elif status == "fails" and "caveat" in settings:
        status, remark = "depends", (f"; {settings['caveat']}", f"；{settings['caveat_zh']}")
    found = None if bounds.value is None else bounds.value + 0.0
    names = *_names(applied, cells.shape), names_of(table, bounds.cells)
    return _written(applied, names, said, found, status, remark)


@lru_cache(maxsize=MOST_NAMES)
def _names(applied: Applied, shape: Shape) -> tuple[str, ...]:
    """The cells that the rule wants to be 0 before it applies, as reports of a shape have them."""
    return tuple(
        names_of(table, (key,))
        for table, rows, columns in applied.zero
        for key in named(shape, table, rows, columns)
    )


@lru_cache(maxsize=MOST_NAMES)
def _written(
    applied: Applied,
    names: tuple[str, ...],
    said: tuple[str, str],
    found: float | None,
    status: str,
    remark: tuple[str, str],
) -> Finding:
    """The finding in words; most often the cells have 0, and every report has the same one."""
    rule = applied.rule
    return Finding(
        "across",
        rule.key,
        *applied.none,
        0.0,
        found,
        None if found is None else -found,
        status,
        "; ".join(name for name in names if name),
        f"{rule.english}: {said[0]}, the table has {figure(found)}{remark[0]}",
        f"{rule.chinese}：{said[1]}，表中为{figure(found)}{remark[1]}",
    )
