"""A finding: one rule applied in one place, with both sides and a sentence in two languages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

STATUSES = ("holds", "fails", "depends", "assumed", "not_assessable")
# What is added to both sentences where the prose gives no exact number.
ROUNDED = ": the prose rounds", "：正文为约数"
MOST_FIGURES = 1 << 16
ALL_EQUAL, ALL_UNEQUAL = "任何读法下均相等", "任何读法下均不相等"
MESSAGES = {"en": "message", "zh": "message_zh"}
UNKNOWN_ZH = "待定"
SECTIONS = "〇一二三四五六"


class Finding(NamedTuple):
    """`difference` is left minus right; `cells` names both sides' cells as `table/row/column`."""

    kind: str
    rule: str
    table: str | None
    row: str | None
    column: str | None
    left: float | None
    right: float | None
    difference: float | None
    status: str
    cells: str
    message: str
    message_zh: str


def table_name(section: int) -> str:
    """A table as officials call it: after the section that it is in, or the statistical table."""
    return f"表{SECTIONS[section]}" if section else "统计表"


def cell_names(table: str, cells: Iterable[tuple[str, str]]) -> str:
    """The cells of one table as they stand in `findings.cells`."""
    return "; ".join(f"{table}/{row}/{column}" for row, column in cells)


def figure(value: float | None) -> str:
    """A value as a reader would write it: no `.0` behind whole numbers, an unknown one as `?`."""
    if value is None:
        return "?"
    return _remembered(value + 0.0)


def written(value: float) -> str:
    """A known value, as a reader would write it."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.15g}"


def figure_zh(value: float | None) -> str:
    """A value as Chinese sentences have it: without separators, an unknown one as 待定."""
    return UNKNOWN_ZH if value is None else figure(value).replace(",", "")


# Small figures come again and again; -0.0 has become 0.0 before.
_remembered = lru_cache(maxsize=MOST_FIGURES)(written)
