"""Findings of kind filling: that a rule of filling holds, or what is amiss."""

from __future__ import annotations

from functools import cache

from helpers.findings import Finding
from helpers.rules import Rule


@cache
def sound(rule: Rule, table: str | None = None) -> Finding:
    """The finding that a rule holds."""
    return finding(rule, "holds", ("yes", "符合"), table)


@cache
def sounds(rule: Rule, tables: tuple[str, ...]) -> tuple[Finding, ...]:
    """The findings that a rule holds in each of some tables."""
    return tuple(sound(rule, table) for table in tables)


def finding(
    rule: Rule,
    status: str,
    said: tuple[str, str],
    table: str | None = None,
    row: str | None = None,
    column: str | None = None,
    sides: tuple[float | None, float | None] = (None, None),
    cells: str = "",
) -> Finding:
    """The finding on a rule in one place; `said` is what is to be said in English and Chinese."""
    left, right = sides
    difference = None if left is None or right is None else round(left - right, 6)
    return Finding(
        "filling", rule.key, table, row, column, left, right, difference, status, cells,
        f"{rule.english}: {said[0]}", f"{rule.chinese}：{said[1]}",
    )  # fmt: skip
