"""The frames: their columns and dtypes, declared once, whatever the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pandas.api.internals import create_dataframe_from_blocks

TEXT, INTEGER, NUMBER, FLAG, DATE = "string", "Int64", "Float64", "boolean", "datetime64[s]"
# How Arrow, which reads a list of values much faster than pandas, calls these dtypes.
_ARROW: dict[str, tuple[Any, pa.DataType]] = {
    TEXT: (pd.StringDtype(), pa.large_string()),
    INTEGER: (pd.Int64Dtype(), pa.int64()),
    NUMBER: (pd.Float64Dtype(), pa.float64()),
    FLAG: (pd.BooleanDtype(), pa.bool_()),
}
_ORIGIN = {"report": TEXT, "organ": TEXT, "year": INTEGER}
_CELL = {"table": TEXT, "row": TEXT, "column": TEXT}
# The keys and units of the cells of so many short frames are remembered.
KNOWN_COLUMNS, LONGEST_KNOWN = 1 << 8, 1_000
KNOWN = frozenset({*_CELL, "unit"})

COLUMNS: dict[str, dict[str, str]] = {
    "figures": {
        **_ORIGIN,
        "form": TEXT,
        **_CELL,
        "value": NUMBER,
        "unit": TEXT,
        "raw": TEXT,
        "status": TEXT,
        "basis": TEXT,
        "page": INTEGER,
        "line": INTEGER,
    },
    "claims": {
        **_ORIGIN,
        "measure": TEXT,
        **_CELL,
        "value": NUMBER,
        "unit": TEXT,
        "approximate": FLAG,
        "quote": TEXT,
        "line": INTEGER,
        "attached": TEXT,
        "scope": TEXT,
        "time": TEXT,
    },
    "problems": {**_ORIGIN, "line": INTEGER, "text": TEXT, "reason": TEXT},
    "findings": {
        **_ORIGIN,
        "kind": TEXT,
        "rule": TEXT,
        **_CELL,
        "left": NUMBER,
        "right": NUMBER,
        "difference": NUMBER,
        "status": TEXT,
        "cells": TEXT,
        "message": TEXT,
        "message_zh": TEXT,
    },
    "suspects": {
        **_ORIGIN,
        "table": TEXT,
        "explanation": INTEGER,
        "row": TEXT,
        "column": TEXT,
        "printed": NUMBER,
        "implied": NUMBER,
        "slip": TEXT,
        "evidence": TEXT,
        "sole": FLAG,
    },
    "coverage": {
        **_ORIGIN,
        "form": TEXT,
        "kind": TEXT,
        "rule": TEXT,
        "assessed": FLAG,
        **dict.fromkeys(("holds", "fails", "depends", "assumed", "not_assessable"), INTEGER),
        "reason": TEXT,
    },
    "corrections": {
        **_ORIGIN,
        **_CELL,
        "old": NUMBER,
        "new": NUMBER,
        "why": TEXT,
    },
    "identifiability": {
        "form": TEXT,
        **_CELL,
        "verdict": TEXT,
        "ties": INTEGER,
        "tied": TEXT,
    },
    "panel": {
        "organ": TEXT,
        "year": INTEGER,
        "form": TEXT,
        "indicator": TEXT,
        "value": NUMBER,
        "unit": TEXT,
        "comparable": FLAG,
        "note": TEXT,
        "numerator": NUMBER,
        "denominator": NUMBER,
    },
    "changes": {
        "organ": TEXT,
        "indicator": TEXT,
        "year": INTEGER,
        **dict.fromkeys(("before", "after", "difference", "percent"), NUMBER),
        "word": TEXT,
        "note": TEXT,
    },
    "unknown_organs": {
        "organ": TEXT,
        **dict.fromkeys(("reports", "first_year", "last_year"), INTEGER),
        "candidates": TEXT,
    },
    "form_changes": {
        "part": TEXT,
        "change": TEXT,
        **_CELL,
        "before": TEXT,
        "after": TEXT,
        "english": TEXT,
    },
    "repetition": {
        **_ORIGIN,
        "section": INTEGER,
        "other": TEXT,
        "other_organ": TEXT,
        "other_year": INTEGER,
        "paragraph": TEXT,
        "other_paragraph": TEXT,
        "similarity": NUMBER,
        "repeated": INTEGER,
        "share": NUMBER,
    },
    "index": {
        "path": TEXT,
        "sha256": TEXT,
        "organ": TEXT,
        "organ_source": TEXT,
        "year": INTEGER,
        "year_source": TEXT,
        "form": TEXT,
        "medium": TEXT,
        "title": TEXT,
        "published": DATE,
        **dict.fromkeys(("read", "blank", "mark", "ambiguous", "unreadable", "absent"), INTEGER),
        "duplicate": FLAG,
    },
    "search": {**_ORIGIN, "section": INTEGER, "line": INTEGER, "sentence": TEXT},
    "failures": {"path": TEXT, "error": TEXT, "message": TEXT},
}


def make_frame(
    name: str, rows: Iterable[Sequence[Any]], origin: Sequence[Any] = ()
) -> pd.DataFrame:
    """The frame called `name` with one row per sequence of values, in the declared column order.

    `origin` has the values of the first columns where all rows share them. An empty `rows` gives
    the same columns and dtypes. Raises KeyError for an undeclared name.
    """
    declared = list(COLUMNS[name].items())
    values = list(zip(*rows, strict=True)) or [()] * (len(declared) - len(origin))
    columns = {
        column: column_of_arrow(pa.repeat(_scalar(value, dtype), len(values[0])), dtype)
        for value, (column, dtype) in zip(origin, declared, strict=False)
    }
    for (column, dtype), column_values in zip(declared[len(origin) :], values, strict=True):
        known = column in KNOWN and len(column_values) <= LONGEST_KNOWN
        columns[column] = (
            column_of_arrow(_known_texts(column_values), TEXT)
            if known
            else _column(column_values, dtype)
        )
    if DATE in COLUMNS[name].values():
        return pd.DataFrame(columns, copy=False)
    # pandas looks for long through arrays that are what it would make of them.
    blocks = list(zip(columns.values(), np.arange(len(columns))[:, np.newaxis], strict=True))
    index = pd.RangeIndex(len(values[0]))
    return create_dataframe_from_blocks(blocks, index, _heads(name).copy())


@cache
def _heads(name: str) -> pd.Index:
    return pd.Index(list(COLUMNS[name]))


def arrow_strings(values: pa.Array | pa.ChunkedArray) -> pd.Series:
    """A column of text from Arrow's, nothing copied."""
    chunked = values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values])
    return pd.Series(pd.arrays.ArrowStringArray(chunked), copy=False)


def _column(values: Sequence[Any], dtype: str) -> Any:
    """The values as an array of a declared dtype; None is missing."""
    if dtype not in _ARROW:
        return pd.Series(list(values), dtype=dtype)
    return column_of_arrow(pa.array(values, _ARROW[dtype][1], from_pandas=True), dtype)


def _scalar(value: Any, dtype: str) -> pa.Scalar:
    return pa.scalar(value, _ARROW[dtype][1])


@lru_cache(KNOWN_COLUMNS)
def _known_texts(values: tuple[str | None, ...]) -> pa.Array:
    """A column that the reports of a form share; Arrow's arrays never change."""
    return pa.array(values, pa.large_string())


def column_of_arrow(values: pa.Array, dtype: str) -> Any:
    """Arrow's values as an array of a declared dtype, texts not copied."""
    return _ARROW[dtype][0].__from_arrow__(values)


def frame_of_columns(name: str, columns: Mapping[str, Any]) -> pd.DataFrame:
    """The frame called `name` from whole columns, for frames of millions of rows.

    Raises KeyError for an undeclared name or a missing column.
    """
    declared = COLUMNS[name].items()
    arrays = {
        column: pd.array(columns[column], dtype=dtype, copy=False) for column, dtype in declared
    }
    return pd.DataFrame(arrays, copy=False)


def repeated(texts: Sequence[Any], codes: Any) -> Any:
    """A text column of few different texts: the text at each code, NA for the code -1."""
    return pd.Series(list(texts), dtype=TEXT).array.take(codes, allow_fill=True)
