"""Which sums clash: no whole figures exist that satisfy all of them at once.

The simplex method with bounds on single figures (Dutertre and de Moura 2006), by Bland's rule, in
exact numbers; where a figure comes out as a fraction, its two whole neighbours are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import TYPE_CHECKING

from helpers.implied import divided

if TYPE_CHECKING:
    from helpers.explain import Number

MOST_BRANCHES = 500
# A figure as a constant and the figures that it hangs on, with their factors.
Sum = tuple["Number", dict[int, "Number"]]


class UndecidedError(Exception):
    """So many fractions were branched on that the question is given up."""


@dataclass(frozen=True)
class Bounds:
    """The least and the greatest figure by place; a place that is not in it has no such bound."""

    low: Mapping[int, Number]
    high: Mapping[int, Number]

    def below(self, place: int, value: Number) -> bool:
        """Whether a value lies under the least that is allowed."""
        return place in self.low and value < self.low[place]

    def above(self, place: int, value: Number) -> bool:
        """Whether a value lies over the greatest that is allowed."""
        return place in self.high and value > self.high[place]

    def room(self, place: int, value: Number, up: bool) -> bool:
        """Whether a value may grow, or shrink."""
        bounds = self.high if up else self.low
        return place not in bounds or value != bounds[place]


def clashing(sums: Mapping[int, Sum], signed: frozenset[int]) -> set[int]:
    """The places whose sums no whole figures satisfy together; empty if there are such figures.

    Negative figures may stand at `signed` alone. Raises UndecidedError after MOST_BRANCHES
    branches. Example: `clashing({0: (-3, {2: -1})}, frozenset())` is {0}: -3 - x is negative.
    """
    places = {*sums, *(other for _, factors in sums.values() for other in factors)}
    ahead = [Bounds(dict.fromkeys(sorted(places - signed), 0), {})]
    found: set[int] = set()
    for _ in range(MOST_BRANCHES):
        bounds = ahead.pop()
        values, clash = _within(sums, bounds)
        found |= clash
        if not clash:
            broken = next((p for p, value in values.items() if value != int(value)), None)
            if broken is None:
                return set()
            ahead += _beside(bounds, broken, floor(values[broken]))
        if not ahead:
            return found & set(sums)
    raise UndecidedError


def _beside(bounds: Bounds, place: int, below: int) -> Iterator[Bounds]:
    """The bounds without the fractions between a whole number and the next."""
    yield replace(bounds, low={**bounds.low, place: below + 1})
    yield replace(bounds, high={**bounds.high, place: below})


def _within(sums: Mapping[int, Sum], bounds: Bounds) -> tuple[dict[int, Number], set[int]]:
    """Figures, whole or not, that satisfy the sums within bounds, or the places that clash.

    A row of the simplex adds up those sums whose places stand in it.
    """
    rows = dict(sums)
    others = {other for _, factors in sums.values() for other in factors}
    at: dict[int, Number] = {p: bounds.low.get(p, bounds.high.get(p, 0)) for p in sorted(others)}
    while True:
        values = {
            p: c + sum(f * at[q] for q, f in factors.items()) for p, (c, factors) in rows.items()
        }
        wrong = min(
            (p for p, v in values.items() if bounds.below(p, v) or bounds.above(p, v)), default=None
        )
        if wrong is None:
            return at | values, set()
        up = bounds.below(wrong, values[wrong])
        moved = next(
            (q for q, f in sorted(rows[wrong][1].items()) if bounds.room(q, at[q], (f > 0) == up)),
            None,
        )
        if moved is None:
            return {}, {wrong, *rows[wrong][1]}
        _exchange(rows, wrong, moved)
        del at[moved]
        at[wrong] = (bounds.low if up else bounds.high)[wrong]


def _exchange(rows: dict[int, Sum], place: int, other: int) -> None:
    """Write `other` as a sum with `place` in it, and put that sum in wherever `other` stands."""
    constant, factors = rows.pop(place)
    own = factors[other]
    turned = {p: divided(-f, own) for p, f in factors.items() if p != other}
    turned[place] = divided(1, own)
    rows[other] = start, _ = divided(-constant, own), turned
    for p, (c, mine) in rows.items():
        if p != other and other in mine:
            times = mine[other]
            mixed = {q: f for q, f in mine.items() if q != other}
            for q, f in turned.items():
                mixed[q] = mixed.get(q, 0) + times * f
            rows[p] = c + times * start, {q: f for q, f in mixed.items() if f}
