"""The cells of many reports on one form as two arrays, reports by cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from helpers.report import Report

# From harmless to hopeless; `together` is a cell that the report prints with others as one row.
STATES = ("together", "read", "blank", "mark", "unit", "absent", "ambiguous", "unreadable")
TOGETHER, READ, BLANK, MARK, UNIT, ABSENT = range(6)
_CODES = {state: code for code, state in enumerate(STATES)}
SCALES = {"万": 1e4, "亿": 1e8}
MONEY = "元"
Key = tuple[str, str, str]


class CellMatrix(NamedTuple):
    """`values` in single units (yuan, not 万元), 0 unless read, and `states` as codes of STATES."""

    values: np.ndarray
    states: np.ndarray


def cell_matrix(
    reports: Sequence[Report], keys: Sequence[Key], money: frozenset[Key]
) -> CellMatrix:
    """The cells `keys` (table, row, column) of reports on one form; `money` are those in yuan."""
    values = np.zeros((len(reports), len(keys)))
    states = np.full((len(reports), len(keys)), TOGETHER, dtype=np.int8)
    column_of = {key: column for column, key in enumerate(keys)}
    places_of: dict[object, tuple[np.ndarray, list[tuple[int, bool]], np.ndarray]] = {}
    for line, report in enumerate(reports):
        tables, rows, names, printed, units, _, statuses, *_ = zip(*report.cells, strict=True)
        signature = tables, rows, names
        if signature not in places_of:
            every = zip(*signature, strict=True)
            found = [
                (i, column_of[key], key in money) for i, key in enumerate(every) if key in column_of
            ]
            places_of[signature] = (
                np.array([place for place, _, _ in found], dtype=np.intp),
                [(place, is_money) for place, _, is_money in found],
                np.array([column for _, column, _ in found], dtype=np.intp),
            )
        places, looked_up, columns = places_of[signature]
        scales = [_scale(units[place], is_money) for place, is_money in looked_up]
        values[line, columns] = np.array(printed, dtype=float)[places] * scales
        states[line, columns] = np.array([_CODES[status] for status in statuses])[places]
    states[(states == READ) & np.isnan(values)] = UNIT
    values[states != READ] = 0.0
    return CellMatrix(values, states)


@lru_cache(maxsize=1024)
def _scale(unit: str | None, money: bool) -> float:
    """How many single units one printed unit is; not a number for money without a unit of money."""
    if money and (unit is None or MONEY not in unit):
        return np.nan
    return SCALES.get((unit or "")[:1], 1.0)
