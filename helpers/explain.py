"""The smallest sets of cells which, if they alone were wrong, would explain all broken equations.

This is Fellegi and Holt's principle (1976), searched exactly: a broken equation holds a wrong cell,
so its cells are tried one after the other; a cell that is tried is eliminated from the other
equations, which gives equations that must hold among the rest (Scholtus 2009; de Waal, Pannekoek
and Scholtus 2011). Cells that were tried before at the same point stay fixed, so that no set is
found twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from time import perf_counter

from helpers.implied import Shift, bound_to, shifts_of
from helpers.whole import Sum, UndecidedError, clashing

MOST_CELLS = 5
MOST_SETS = 10_000
SECONDS = 10.0

Number = int | Fraction
Factors = Mapping[int, int]
# The factors of the cells of an equation, and its sum over the printed figures; 0 if it holds.
Row = tuple[Factors, Number]


@dataclass(frozen=True)
class Figures:
    """What is printed: `values` by place, unknown cells as 0; `free` are the unknown ones.

    `signed` are places that may hold negative figures.
    """

    values: Mapping[int, Number]
    free: frozenset[int] = frozenset()
    signed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Explained:
    """All smallest sets, each with the values that it implies (None where they are not unique).

    `complete` is False where the search was given up. `reason` is then the limit that it met, by
    its name (`cells`, `sets`, `seconds` or `undecided`), and `limit` how many cells or sets are
    allowed.
    """

    sets: list[dict[int, Number | None]]
    complete: bool = True
    reason: str = ""
    limit: int = 0


def explain(
    rows: Sequence[Row], figures: Figures, most: int = MOST_CELLS, seconds: float = SECONDS
) -> Explained:
    """All smallest sets of at most `most` cells that explain why rows have sums other than 0.

    Places are cells; `rows` are equations whose factors times the true figures add up to 0.
    """
    search = _Search(figures, perf_counter() + seconds)
    start = search.without_unknowns(rows)
    try:
        for size in range(most + 1):
            search.go(*start, frozenset(), (), size)
            if search.found:
                return Explained(_in_order(search.found))
    except _GaveUpError as error:
        return Explained(_in_order(search.found), False, error.reason, error.limit)
    return Explained([], False, "cells", most)


def _in_order(found: Iterable[dict[int, Number | None]]) -> list[dict[int, Number | None]]:
    return sorted((dict(sorted(one.items())) for one in found), key=list)


class _GaveUpError(Exception):
    """The search met one of its limits."""

    def __init__(self, reason: str, limit: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.limit = reason, limit


@dataclass
class _Search:
    """One search; `found` grows while it goes on."""

    figures: Figures
    deadline: float
    found: list[dict[int, Number | None]] = field(default_factory=list)

    def without_unknowns(self, rows: Sequence[Row]) -> tuple[list[Row], list[tuple[int, Row]]]:
        """The equations among known cells alone, and what was used to free them of the others."""
        active, solved = list(rows), []
        for place in sorted(self.figures.free):
            holding = [row for row in active if place in row[0]]
            if holding:
                pivot = min(holding, key=lambda row: len(row[0]))
                active = _eliminated(active, place, pivot)
                solved.append((place, pivot))
        return active, solved

    def go(
        self,
        active: list[Row],
        solved: list[tuple[int, Row]],
        held: frozenset[int],
        chosen: tuple[int, ...],
        left: int,
    ) -> None:
        """Extend the chosen cells by `left` more so that every equation can hold."""
        broken = [row for row in active if row[1]]
        if not broken:
            self._finish(active, solved, held, chosen, left)
            return
        if left == 0 or _need_more(broken, left):
            return
        if perf_counter() > self.deadline:
            raise _GaveUpError("seconds")
        pivot = min(broken, key=lambda row: sum(place not in held for place in row[0]))
        for place in sorted(place for place in pivot[0] if place not in held):
            if left > 1 or _repairs(active, broken, place, pivot):
                rest = _eliminated(active, place, pivot)
                self.go(rest, [*solved, (place, pivot)], held, (*chosen, place), left - 1)
            held |= {place}

    def _finish(
        self,
        active: list[Row],
        solved: list[tuple[int, Row]],
        held: frozenset[int],
        chosen: tuple[int, ...],
        left: int,
    ) -> None:
        """Keep a set whose implied values can be figures, or go on where one cannot."""
        eliminated = {place for place, _ in solved}
        loose = {place for place in (*chosen, *self.figures.free) if place not in eliminated}
        shifts = shifts_of(solved, loose)
        wrong = self._impossible(shifts)
        if not wrong:
            implied = {place: self._implied(place, shifts) for place in chosen}
            if all(self.figures.values[place] != value for place, value in implied.items()):
                self.found.append(implied)
            if len(self.found) > MOST_SETS:
                raise _GaveUpError("sets", MOST_SETS)
            return
        if left == 0:
            return
        if perf_counter() > self.deadline:
            raise _GaveUpError("seconds")
        taken = {*chosen, *self.figures.free}
        for place in sorted(bound_to(wrong, solved) - taken - held):
            holding = [row for row in active if place in row[0]]
            rest, more = active, solved
            if holding:
                pivot = min(holding, key=lambda row: len(row[0]))
                rest, more = _eliminated(active, place, pivot), [*solved, (place, pivot)]
            self.go(rest, more, held, (*chosen, place), left - 1)
            held |= {place}

    def _impossible(self, shifts: dict[int, Shift]) -> set[int]:
        """Cells that cannot all have figures: one alone, or several that hang on unknown ones."""
        for place, shift in shifts.items():
            if not self._possible(place, shift):
                return {place}
        sums = {place: self._sum(place, shift) for place, shift in shifts.items() if shift[1]}
        try:
            return clashing(sums, self.figures.signed) if sums else set()
        except UndecidedError as error:
            raise _GaveUpError("undecided") from error

    def _sum(self, place: int, shift: Shift) -> Sum:
        """The figure of a cell by those that it hangs on, no longer by how far they are moved."""
        constant, hangs_on = shift
        values = self.figures.values
        return values[place] + constant - sum(f * values[p] for p, f in hangs_on.items()), hangs_on

    def _possible(self, place: int, shift: Shift) -> bool:
        """Whether a figure so far from its print can be one: whole, and not negative."""
        constant, hangs_on = shift
        values, signed = self.figures.values, self.figures.signed
        value = values[place] + constant
        if not hangs_on and value != int(value):
            return False
        if place in signed or any(f > 0 or p in signed for p, f in hangs_on.items()):
            return True
        return value - sum(f * values[p] for p, f in hangs_on.items()) >= 0

    def _implied(self, place: int, shifts: dict[int, Shift]) -> Number | None:
        """The one value that a chosen cell must have, None where several are possible."""
        constant, hangs_on = shifts.get(place, (0, {place: 1}))
        return None if hangs_on else self.figures.values[place] + constant


def _eliminated(active: list[Row], place: int, pivot: Row) -> list[Row]:
    """The equations without `place` and without the one that is used up for it."""
    factors, total = pivot
    own = factors[place]
    rest = []
    for row in active:
        if row is pivot:
            continue
        if place not in row[0]:
            rest.append(row)
            continue
        mine, theirs = (own, row[0][place]) if own > 0 else (-own, -row[0][place])
        mixed = {p: f * mine for p, f in row[0].items()} if mine != 1 else dict(row[0])
        for p, f in factors.items():
            value = mixed.get(p, 0) - theirs * f
            if value:
                mixed[p] = value
            else:
                del mixed[p]
        if mixed:
            rest.append((mixed, mine * row[1] - theirs * total))
    return rest


def _repairs(active: list[Row], broken: list[Row], place: int, pivot: Row) -> bool:
    """Whether another value in this one place makes every equation hold."""
    own, total = pivot[0][place], pivot[1]
    for factors, residual in broken:
        if factors.get(place, 0) * total != residual * own:
            return False
    return not any(place in factors for factors, residual in active if not residual)


def _need_more(broken: list[Row], left: int) -> bool:
    """Whether more than `left` broken equations have no cell in common."""
    if len(broken) <= left:
        return False
    seen: set[int] = set()
    apart = 0
    for factors, _ in broken:
        if seen.isdisjoint(factors):
            apart += 1
            if apart > left:
                return True
            seen.update(factors)
    return False
