"""Findings as columns: parts made by different rules, put together into frames in their order.

A hundred thousand reports have millions of findings; held as tuples they would not fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from helpers.findings import Finding
from helpers.frames import COLUMNS, column_of_arrow, make_frame
from helpers.report import Report
from helpers.sentences import strings

# No report has so many findings of one kind.
STEP = 1_000_000
NUMBERS = "left", "right", "difference"


class Coded(NamedTuple):
    """A column of few different values: Arrow's `values`, and which of them each finding has."""

    values: pa.Array
    codes: np.ndarray


class Part(NamedTuple):
    """Some findings: `order` sorts them, `who` numbers their reports.

    Both and the codes of the `columns`, which are those of `Finding`, have one entry per finding.
    """

    order: np.ndarray
    who: np.ndarray
    columns: dict[str, Coded]


class Rows:
    """Findings that are written one by one, each with its place and the number of its report."""

    def __init__(self) -> None:
        self.order: list[int] = []
        self.who: list[int] = []
        self.findings: list[Finding] = []

    def add(self, who: int, place: int, findings: Iterable[Finding]) -> None:
        """Add findings of a report, from a place on among all that it has."""
        found = list(findings)
        start = who * STEP + place
        self.order += range(start, start + len(found))
        self.who += [who] * len(found)
        self.findings += found

    def parts(self, wanted: frozenset[str]) -> list[Part]:
        """Those whose status is wanted as one part, if there are any.

        A finding that comes again and again as the same object is stored once.
        """
        ids = list(map(id, self.findings))
        every = dict(zip(ids, self.findings, strict=True))
        different = {key: one for key, one in every.items() if one.status in wanted}
        if not different:
            return []
        number_of = dict(zip(different, range(len(different)), strict=True))
        codes = np.array([number_of.get(key, -1) for key in ids])
        chosen = np.flatnonzero(codes >= 0)
        columns = zip(Finding._fields, zip(*different.values(), strict=True), strict=True)
        made = {name: Coded(_column(name, values), codes[chosen]) for name, values in columns}
        return [Part(np.array(self.order)[chosen], np.array(self.who)[chosen], made)]


def _column(name: str, values: Sequence[object]) -> pa.Array:
    return pa.array(values, pa.float64()) if name in NUMBERS else strings(values)


def numbers(values: np.ndarray) -> Coded:
    """Figures as a column, NaN as missing."""
    return whole(pa.array(values, pa.float64(), from_pandas=True))


def coded(values: Sequence[object], codes: np.ndarray) -> Coded:
    """A column of texts."""
    return Coded(strings(values), codes)


def whole(values: pa.Array) -> Coded:
    """A column that has a value of its own for each finding."""
    return Coded(values, np.arange(len(values)))


def _together(columns: Sequence[Coded], sorting: np.ndarray) -> pa.Array:
    """Columns behind each other, then sorted."""
    starts = np.cumsum([0, *(len(column.values) for column in columns[:-1])])
    codes = [column.codes + start for column, start in zip(columns, starts, strict=True)]
    values = pa.concat_arrays([column.values for column in columns])
    return values.take(pa.array(np.concatenate(codes)[sorting]))


def frame_of(parts: Iterable[Part], reports: Sequence[Report]) -> pd.DataFrame:
    """The frame of some parts, sorted; `who` numbers the `reports`."""
    given = [part for part in parts if len(part.order)]
    if not given:
        return make_frame("findings", [])
    order = np.concatenate([part.order for part in given])
    sorting = np.argsort(order, kind="stable")
    who = pa.array(np.concatenate([part.who for part in given])[sorting])
    columns = {
        "report": strings([report.name for report in reports]).take(who),
        "organ": strings([report.organ for report in reports]).take(who),
        "year": pa.array([report.year for report in reports], pa.int64()).take(who),
    }
    for name in Finding._fields:
        columns[name] = _together([part.columns[name] for part in given], sorting)
    declared = COLUMNS["findings"].items()
    return pd.DataFrame({c: column_of_arrow(columns[c], t) for c, t in declared}, copy=False)
