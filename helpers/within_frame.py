"""The findings of identities as a frame, written column by column: no row costs a step of Python.

What is the same for every report of a shape is stored once and shared, so that a hundred thousand
reports fit into memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa

from helpers.arguments import LANGUAGES
from helpers.cell_words import cell_word, place_word
from helpers.findings import ALL_EQUAL, ALL_UNEQUAL, STATUSES, cell_names
from helpers.forms import Form, Table
from helpers.frames import INTEGER, arrow_strings, make_frame
from helpers.report import Report
from helpers.sentences import joined, picked, strings, sums
from helpers.shape import Equation, Shape
from helpers.within import (
    ASSUMED,
    CLOSE,
    DEPENDS,
    FAILS,
    NOT_ASSESSABLE,
    Evaluated,
    evaluate,
    unknown_cell,
)

KIND = "within"
TILE = 256
UNKNOWN = {
    "ambiguous": ("is ambiguous", "有多种读法"),
    "unreadable": ("cannot be read", "无法识读"),
    "absent": ("is not in the report", "未列出"),
}
PLAIN, BLANK, USED = range(3)
REMARKS = (("", ""), (" (with blank cells taken as 0)", "（空格按0计）"),
           (" (used to read the figures)", "（识读时已采用，不作验证）"))  # fmt: skip
ENGLISH, CHINESE = range(2)
COLONS = (": ", "：")


def within_frame(reports: Sequence[Report], wanted: frozenset[str]) -> pd.DataFrame:
    """The findings whose status is wanted, reports of one shape together, in the order given."""
    frames = [
        _frame(found, reports, every)
        for found in evaluate(reports)
        if len(every := np.flatnonzero(_is_wanted(found, wanted)))
    ]
    if not frames:
        return make_frame("findings", [])
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def _is_wanted(found: Evaluated, wanted: frozenset[str]) -> np.ndarray:
    codes = [code for code, status in enumerate(STATUSES) if status in wanted]
    return np.isin(found.verdicts, codes)


def _frame(found: Evaluated, reports: Sequence[Report], every: np.ndarray) -> pd.DataFrame:
    """The chosen findings of one block; `every` numbers them, report by report."""
    width = len(found.shape.equations)
    who, which = np.divmod(every, width)
    whole = len(every) == found.verdicts.size
    constant = _constants(found.shape)
    left, right, verdicts = (a.ravel()[every] for a in (found.left, found.right, found.verdicts))
    remarks, remark_of = _remarks(found, reports, every)
    chosen = [reports[number] for number in found.numbers]
    equal = np.abs(left - right) < CLOSE
    said = [
        joined(
            constant[message].take(pa.array(which)),
            sums(left, right, equal, LANGUAGES[language]),
            picked([remark[language] for remark in remarks], remark_of),
        )
        for language, message in enumerate(("message", "message_zh"))
    ]

    def same(name: str) -> pd.Series:
        if whole:
            return arrow_strings(_tiled(found.shape, name, len(found.numbers)))
        return arrow_strings(constant[name].take(pa.array(which)))

    def of_report(values: list[str | None]) -> pd.Series:
        return arrow_strings(strings(values).take(pa.array(who)))

    years = pd.Series([report.year for report in chosen], dtype=INTEGER).array
    return pd.DataFrame(
        {
            "report": of_report([report.name for report in chosen]),
            "organ": of_report([report.organ for report in chosen]),
            "year": years.take(who),
            **{name: same(name) for name in ("kind", "rule", "table", "row", "column")},
            "left": _numbers(left),
            "right": _numbers(right),
            "difference": _numbers(np.round(left - right, 6)),
            "status": arrow_strings(picked(STATUSES, verdicts)),
            "cells": same("cells"),
            "message": arrow_strings(said[ENGLISH]),
            "message_zh": arrow_strings(said[CHINESE]),
        },
        copy=False,
    )


def _numbers(values: np.ndarray) -> pd.arrays.FloatingArray:
    missing = np.isnan(values)
    return pd.arrays.FloatingArray(np.where(missing, 0.0, values), missing)


@cache
def _constants(shape: Shape) -> dict[str, pa.Array]:
    """What the findings of a shape say whatever the figures are, one entry per equation."""
    equations = shape.equations
    heads = [[_head(shape, equation, language) for equation in equations] for language in (0, 1)]
    columns: dict[str, list[str | None]] = {
        "kind": [KIND] * len(equations),
        "rule": [equation.identity.key for equation in equations],
        "table": [equation.identity.table for equation in equations],
        "row": [equation.row for equation in equations],
        "column": [equation.column for equation in equations],
        "cells": [_cells(shape, equation) for equation in equations],
        "message": list(heads[ENGLISH]),
        "message_zh": list(heads[CHINESE]),
    }
    return {name: strings(values) for name, values in columns.items()}


def _cells(shape: Shape, equation: Equation) -> str:
    keys = (shape.keys[place] for place in (*equation.left, *equation.right))
    return cell_names(equation.identity.table, (key[1:] for key in keys))


def _head(shape: Shape, equation: Equation, language: int) -> str:
    """Where the identity was applied, and what it says."""
    identity = equation.identity
    where = _where(shape.form.tables[identity.table], equation, LANGUAGES[language])
    said = (identity.english, identity.chinese)[language]
    return f"{where}{COLONS[language]}{said}{COLONS[language]}"


def _where(table: Table, equation: Equation, language: str) -> str:
    return place_word(table, equation.row, equation.column, language)


def _tiled(shape: Shape, name: str, times: int) -> pa.ChunkedArray:
    """A constant column for so many reports: chunks that share one tile of memory."""
    whole, rest = divmod(times, TILE)
    tile = _tile(shape, name)
    width = len(shape.equations)
    return pa.chunked_array([*[tile] * whole, tile.slice(0, rest * width)])


@cache
def _tile(shape: Shape, name: str) -> pa.Array:
    """A constant column for TILE reports."""
    block = _constants(shape)[name]
    return block.take(pa.array(np.tile(np.arange(len(block)), TILE)))


def _remarks(
    found: Evaluated, reports: Sequence[Report], every: np.ndarray
) -> tuple[list[tuple[str, str]], np.ndarray]:
    """What to add to the sentences, and which of it each finding gets."""
    width = len(found.shape.equations)
    verdicts, blank = found.verdicts.ravel()[every], found.open.ravel()[every]
    numbers = np.where(blank, BLANK, PLAIN)
    numbers[verdicts == ASSUMED] = USED
    unknown = np.isnan(found.left.ravel()[every]) | np.isnan(found.right.ravel()[every])
    remarks = list(REMARKS)
    for index in np.flatnonzero(unknown):
        who, which = divmod(int(every[index]), width)
        report = reports[found.numbers[who]]
        cell = unknown_cell(report, found.shape.equations[which])
        assert cell is not None
        remarks.append(_reason(found.shape.form, cell, int(verdicts[index])))
        numbers[index] = len(remarks) - 1
    return remarks, numbers


def _reason(form: Form, cell: tuple[tuple[str, str, str], str], verdict: int) -> tuple[str, str]:
    key, status = cell
    name, name_zh = "/".join(key[1:]), cell_word(form, key, "zh")
    english, chinese = UNKNOWN[status]
    if verdict in (DEPENDS, NOT_ASSESSABLE):
        return f" ({name} {english})", f"（{name_zh}{chinese}）"
    every = ALL_UNEQUAL if verdict == FAILS else ALL_EQUAL
    return f" ({name} {english}; every reading agrees)", f"（{name_zh}{chinese}，{every}）"
