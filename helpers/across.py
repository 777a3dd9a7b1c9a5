"""What two parts of one report say of the same thing: where one says none, the other has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from helpers.bounds import CLOSE, MOST_NAMES, Printed, located, named, names_of, printed, verdict
from helpers.findings import Finding, figure, figure_zh
from helpers.report import Report
from helpers.rules import Rule, rules_of
from helpers.shape import Shape
from helpers.stacked import Stack

Place = tuple[str, str, str]
SAID = "the prose says that there was none (“{}”)", "文中称没有（“{}”）"
PRINTED = "the form has 0", "表中相关数字为0"
PERHAPS = "the form may have 0", "表中相关数字可能为0"
NOT_READ = "; a cell is not read", "；有单元格未能识读"
NOTHING = "", ""
SILENT, HELD, UNCERTAIN = range(3)
OPEN = "; it depends on blank or ambiguous cells", "；取决于空格或多种读法"


class Applied(NamedTuple):
    """A rule in one place: it applies where all cells of `zero` are 0; then those of `none` are.

    A rule with `same` says that its cells have the figure of those of `none`, whatever that is.
    """

    rule: Rule
    said: str | None
    zero: tuple[Place, ...]
    none: Place
    same: Place | None = None


def check_across(report: Report) -> Iterator[Finding]:
    """One finding per rule that applies: that one side says none, and what the other has."""
    cells = printed(report)
    stated = {claim.measure for claim in report.narrative}
    for applied in _applied(report.form):
        if applied.same:
            yield _compared(applied, applied.same, cells)
        elif applied.said:
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


def says_none(report: Report) -> bool:
    """Whether the prose says that there was none of what a rule asks for."""
    asked = _asked(report.form)
    return any([not claim.value and claim.measure in asked for claim in report.narrative])


@cache
def _asked(form: str) -> frozenset[str | None]:
    return frozenset(applied.said for applied in _applied(form))


def from_cells(stacks: Sequence[Stack], count: int) -> list[Sequence[Finding] | None]:
    """For each of `count` reports the findings of rules that ask for cells alone.

    None stands where a rule cannot be judged from cells that are all read, or does not hold.
    """
    found: list[Sequence[Finding] | None] = [None] * count
    for stack in stacks:
        rules = [applied for applied in _applied(stack.shape.form.name) if not applied.said]
        states = np.array([_states(applied, stack) for applied in rules]).T
        for who, state in zip(stack.who.tolist(), states.tolist(), strict=True):
            found[who] = _held(stack.shape, tuple(state))
    return found


def _states(applied: Applied, stack: Stack) -> np.ndarray:
    """Whether a rule does not apply, holds, or is to be looked at, one code per report."""
    if applied.same:
        return np.full(len(stack.read), UNCERTAIN)
    zero, other = zip(*[_sums(place, stack) for place in applied.zero], strict=True)
    both_zero = np.all(zero, axis=0) & _sums(applied.none, stack)[0]
    return np.where(np.any(other, axis=0), SILENT, np.where(both_zero, HELD, UNCERTAIN))


def _sums(place: Place, stack: Stack) -> tuple[np.ndarray, np.ndarray]:
    """Where cells that are all read add up to 0, and where to another number."""
    table, row, column = place
    places = list(located(stack.shape, table, row, column)[1])
    read, sums = stack.read[:, places].all(axis=1), stack.values[:, places].sum(axis=1)
    return read & (sums == 0) & bool(places), read & (np.abs(sums) > CLOSE)


@lru_cache(maxsize=MOST_NAMES)
def _held(shape: Shape, states: tuple[int, ...]) -> Sequence[Finding] | None:
    """The findings on the rules that hold; None where one is to be looked at."""
    if UNCERTAIN in states:
        return None
    rules = [applied for applied in _applied(shape.form.name) if not applied.said]
    return [
        _written(applied, _all_names(applied, shape), PRINTED, 0.0, "holds", NOTHING)
        for applied, state in zip(rules, states, strict=True)
        if state == HELD
    ]


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
        if "none" in rule.settings
        else Applied(
            rule, None, (), *(_place(cell, "") for cell in reversed(rule.settings["same"]))
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


def _compared(applied: Applied, place: Place, cells: Printed) -> Finding:
    """Whether two cells have the same figure: if not, the caveat may be the reason."""
    rule, other = applied.rule, applied.none
    left, right = cells.of(*place), cells.of(*other)
    spans = [(low - most, high - least) for low, high in left.spans for least, most in right.spans]
    status = verdict(0, 0, spans) if spans else "not_assessable"
    remark = NOT_READ if status == "not_assessable" else OPEN if status == "depends" else NOTHING
    if status == "fails":
        status = "depends"
        remark = f"; {rule.settings['caveat']}", f"；{rule.settings['caveat_zh']}"
    known = left.value is not None and right.value is not None
    return Finding(
        "across",
        rule.key,
        *other,
        left.value,
        right.value,
        round(left.value - right.value, 6) if known else None,  # type: ignore[operator]
        status,
        "; ".join(names_of(at[0], bounds.cells) for at, bounds in ((place, left), (other, right))),
        f"{rule.english}: {figure(left.value)} and {figure(right.value)}{remark[0]}",
        f"{rule.chinese}：{figure(left.value)}与{figure(right.value)}{remark[1]}",
    )


def _finding(applied: Applied, cells: Printed, premise: str, said: tuple[str, str]) -> Finding:
    """What the cells say that must be 0, where the other side says none as surely as `premise`."""
    settings, (table, row, column) = applied.rule.settings, applied.none
    bounds = cells.of(table, row, column)
    status = verdict(0, 0, bounds.spans) if bounds.spans else "not_assessable"
    remark = NOT_READ if status == "not_assessable" else OPEN if status == "depends" else NOTHING
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


def _all_names(applied: Applied, shape: Shape) -> tuple[str, ...]:
    """All cells of the rule, as reports of a shape have them."""
    table, row, column = applied.none
    return *_names(applied, shape), names_of(table, named(shape, table, row, column))


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
        rule.kind,
        rule.key,
        *applied.none,
        0.0,
        found,
        None if found is None else -found,
        status,
        "; ".join(name for name in names if name),
        f"{rule.english}: {said[0]}, the table has {figure(found)}{remark[0]}",
        f"{rule.chinese}：{said[1]}，表中为{figure_zh(found)}{remark[1]}",
    )
