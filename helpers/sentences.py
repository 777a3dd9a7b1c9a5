"""Sentences written column by column, by Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from helpers.findings import figure, figure_zh

RELATIONS = {"en": (" = ", " ≠ ", " ? "), "zh": ("=", "≠", "，另一侧为")}


def strings(values: Sequence[object]) -> pa.Array:
    """A column of texts, None as missing."""
    return pa.array(values, pa.large_string())


def joined(*pieces: pa.Array | str) -> pa.Array:
    """Sentences of pieces; a plain text is the same in all of them."""
    made = [pa.scalar(one, pa.large_string()) if isinstance(one, str) else one for one in pieces]
    return pc.binary_join_element_wise(*made, pa.scalar("", pa.large_string()))


def figures(values: np.ndarray, language: str = "en") -> pa.Array:
    """Numbers as a reader would write them, each different one once; NaN is not known."""
    different, numbers = np.unique(values + 0.0, return_inverse=True)
    write = figure_zh if language == "zh" else figure
    texts = [write(None if isnan(value) else value) for value in different.tolist()]
    return strings(texts).take(pa.array(numbers))


def picked(values: Sequence[object], codes: np.ndarray) -> pa.Array:
    """The text at each code."""
    return strings(values).take(pa.array(codes))


def sums(left: np.ndarray, right: np.ndarray, equal: np.ndarray, language: str = "en") -> pa.Array:
    """Both sides of an equation, NaN where a side is not known."""
    relation = np.where(equal, 0, 1)
    relation[np.isnan(left) | np.isnan(right)] = 2
    sides = figures(left, language), figures(right, language)
    return joined(sides[0], picked(RELATIONS[language], relation), sides[1])
