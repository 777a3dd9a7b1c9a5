"""Cells: what one cell of a form says in one report."""

from __future__ import annotations

from typing import NamedTuple

STATUSES = ("read", "blank", "mark", "ambiguous", "unreadable", "absent")


# What views call a cell whose figure was corrected; its own status stays as it was read.
CORRECTED = "corrected"


class Cell(NamedTuple):
    """One cell: `value` is the printed number in the printed `unit`, `raw` the text as printed."""

    table: str
    row: str
    column: str
    value: float | None
    unit: str | None
    raw: str | None
    status: str
    basis: str | None = None
    page: int | None = None
    line: int | None = None


class Problem(NamedTuple):
    """A number or a line that no cell holds, or a remark on how a row was read."""

    line: int | None
    text: str
    reason: str
