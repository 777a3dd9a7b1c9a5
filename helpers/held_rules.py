"""Which rules of filling hold for certain, found for many reports at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.empty_totals import all_above_parts
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
        found = np.array([read.all(axis=1), all_above_parts(shape, values)])
        for number, (full, totals) in zip(who.tolist(), found.T.tolist(), strict=True):
            held[number] = _HELD[full, totals]
    return held
