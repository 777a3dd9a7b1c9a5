"""What the equations that were used up for cells imply for the figures of these cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.explain import Number, Row

# How far a cell lies from its print, and the unknown cells that it hangs on with their factors.
Shift = tuple["Number", dict[int, "Number"]]


def shifts_of(solved: Sequence[tuple[int, Row]], loose: set[int]) -> dict[int, Shift]:
    """How far every eliminated cell lies from its print, the last eliminated first.

    `loose` are unknown cells that no equation was used up for: the others may hang on them.
    """
    shifts: dict[int, Shift] = {}
    for place, (factors, total) in reversed(solved):
        constant: Number = -total
        hangs_on: dict[int, Number] = {}
        for other, factor in factors.items():
            if other in shifts:
                constant -= factor * shifts[other][0]
                for p, f in shifts[other][1].items():
                    hangs_on[p] = hangs_on.get(p, 0) - factor * f
            elif other in loose:
                hangs_on[other] = hangs_on.get(other, 0) - factor
        own = factors[place]
        rests = {p: divided(f, own) for p, f in hangs_on.items() if f}
        shifts[place] = divided(constant, own), rests
    return shifts


def divided(value: Number, by: Number) -> Number:
    """The exact quotient, an integer where it is one."""
    if by in (1, -1):
        return value * by
    exact = Fraction(value) / by
    return int(exact) if exact.denominator == 1 else exact


def bound_to(places: Iterable[int], solved: Sequence[tuple[int, Row]]) -> set[int]:
    """The cells that stand in the equations by which the figures of some cells are known."""
    rows = dict(solved)
    bound: set[int] = set()
    ahead = list(places)
    while ahead:
        factors, _ = rows[ahead.pop()]
        ahead += [other for other in factors if other in rows and other not in bound]
        bound.update(factors)
    return bound
