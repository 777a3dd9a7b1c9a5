"""Frames of millions of rows, made part by part so that the work on them needs little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from helpers.frames import COLUMNS, TEXT, arrow_strings, make_frame


def whole_organs(organs: Any, most: int) -> Iterator[slice]:
    """Slices of a sorted column of organs: about `most` rows each, no organ in two of them.

    Rows without an organ may be parted. Example: `whole_organs(["a", "a", "b"], 1)` gives
    `slice(0, 2)` and `slice(2, 3)`.
    """
    codes, _ = pd.factorize(pd.array(organs, dtype="string"))
    (ends,) = np.nonzero(np.append((np.diff(codes) != 0) | (codes[1:] < 0), len(codes) > 0))
    start = 0
    while start < len(codes):
        full = int(np.searchsorted(ends, start + most - 1))
        end = int(ends[min(full, len(ends) - 1)]) + 1
        yield slice(start, end)
        start = end


def stacked(name: str, parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The frame called `name` of the rows of all parts, which are emptied column by column."""
    frames = list(parts) or [make_frame(name, [])]
    order = sorted(COLUMNS[name], key=lambda column: COLUMNS[name][column] == TEXT)
    columns = {column: _whole([frame.pop(column) for frame in frames]) for column in order}
    return pd.DataFrame({column: columns[column] for column in COLUMNS[name]}, copy=False)


def _whole(parts: list[pd.Series]) -> pd.Series:
    """One column; text without seams, across which pandas is half as fast.

    Arrow keeps the memory of the columns before; it is given back for the next one.
    """
    if parts[0].dtype != TEXT:
        return pd.concat(parts, ignore_index=True)
    pa.default_memory_pool().release_unused()
    chunks = [chunk for part in parts for chunk in pa.chunked_array(pa.array(part)).chunks]
    return arrow_strings(pa.concat_arrays(chunks))
