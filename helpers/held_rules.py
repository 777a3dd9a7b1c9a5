"""Which rules of filling hold for certain, found for many reports at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.empty_totals import all_above_parts
from helpers.shape import Shape
from helpers.stacked import Stack

# The rules that are about the figures of each table: its blank cells, and its totals.
BLANKS, TOTALS = "blanks", "empty_total"
_HELD = {
    (blanks, totals): frozenset([BLANKS] * blanks + [TOTALS] * totals)
    for blanks in (False, True)
    for totals in (False, True)
}


def held_rules(stacks: Sequence[Stack], count: int) -> list[frozenset[str]]:
    """For each of `count` reports the keys of the rules about its figures that hold."""
    held = [_HELD[False, False]] * count
    for shape, who, values, read in stacks:
        found = np.array([read.all(axis=1), all_above_parts(shape, values) & _some(shape, read)])
        for number, (full, totals) in zip(who.tolist(), found.T.tolist(), strict=True):
            held[number] = _HELD[full, totals]
    return held


def _some(shape: Shape, read: np.ndarray) -> np.ndarray:
    """Whether each report has a figure in every table: nothing holds in a table without one."""
    places: dict[str, list[int]] = {}
    for place, (table, *_) in enumerate(shape.keys):
        places.setdefault(table, []).append(place)
    some = [read[:, columns].any(axis=1) for columns in places.values()]
    return np.all(some, axis=0)  # type: ignore[no-any-return]
