"""Fellegi and Holt's problem as a mixed-integer program with a big constant, solved by HiGHS.

The figures are continuous, which is enough where the equations are a network, as those of the
forms are; integer ones made HiGHS slower, up to thirty times in the same run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from helpers.explain import Factors

# The big constant, in units of the largest printed figure.
TIMES_LARGEST = 2
HALF = 0.5


def fewest_cells(system: Sequence[Factors], printed: Mapping[int, int]) -> set[int]:
    """One smallest set of wrong cells, whichever the solver meets; empty if it finds none."""
    places = sorted(printed)
    count, number = len(places), {place: index for index, place in enumerate(places)}
    values = np.array([printed[place] for place in places], dtype=float)
    big = TIMES_LARGEST * max(1.0, values.max())
    entries = [
        (line, number[p], f) for line, factors in enumerate(system) for p, f in factors.items()
    ]
    lines, columns, factors = map(np.array, zip(*entries, strict=True))
    sums = csr_array((factors, (lines, columns)), shape=(len(system), 2 * count))
    one, none = eye_array(count), np.zeros(count)
    limits = [
        LinearConstraint(sums, 0, 0),
        LinearConstraint(hstack([one, -big * one]).tocsr(), -np.inf, values),
        LinearConstraint(hstack([one, big * one]).tocsr(), values, np.inf),
    ]
    found = milp(
        np.concatenate([none, np.ones(count)]),
        constraints=limits,
        bounds=Bounds(0, np.concatenate([values + big, np.ones(count)])),
        integrality=np.concatenate([none, np.ones(count)]),
    )
    chosen = [] if found.x is None else np.flatnonzero(found.x[count:] > HALF)
    return {places[index] for index in chosen}
