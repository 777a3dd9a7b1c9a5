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

MOST_CELLS = 5
MOST_SETS = 10_000
SECONDS = 10.0

Number = int | Fraction
Factors = Mapping[int, int]
# The factors of the cells of an equation, and its sum over the printed figures; 0 if it holds.
Row = tuple[Factors, Number]
# How far an unknown cell lies from its print, and the unknowns that it hangs on with their factors.
Shift = tuple[Number, dict[int, Number]]


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

    `complete` is False where the search was given up for `reason`: too many cells, sets, seconds.
    """

    sets: list[dict[int, Number | None]]
    complete: bool = True
    reason: str = ""


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
        return Explained(_in_order(search.found), False, str(error))
    return Explained([], False, f"more than {most} cells would have to be wrong")


def _in_order(found: Iterable[dict[int, Number | None]]) -> list[dict[int, Number | None]]:
    return sorted((dict(sorted(one.items())) for one in found), key=list)


class _GaveUpError(Exception):
    """The search met one of its limits."""


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
            raise _GaveUpError("the time is up")
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
        shifts = _shifts(solved, loose)
        wrong = next((p for p, shift in shifts.items() if not self._possible(p, shift)), None)
        if wrong is None:
            implied = {place: self._implied(place, shifts) for place in chosen}
            if all(self.figures.values[place] != value for place, value in implied.items()):
                self.found.append(implied)
            if len(self.found) > MOST_SETS:
                raise _GaveUpError(f"more than {MOST_SETS:,} sets explain it")
            return
        if left == 0:
            return
        if perf_counter() > self.deadline:
            raise _GaveUpError("the time is up")
        taken = {*chosen, *self.figures.free}
        for place in sorted(_bound_to(wrong, solved) - taken - held):
            holding = [row for row in active if place in row[0]]
            rest, more = active, solved
            if holding:
                pivot = min(holding, key=lambda row: len(row[0]))
                rest, more = _eliminated(active, place, pivot), [*solved, (place, pivot)]
            self.go(rest, more, held, (*chosen, place), left - 1)
            held |= {place}

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


def _shifts(solved: list[tuple[int, Row]], loose: set[int]) -> dict[int, Shift]:
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
        rests = {p: _divided(f, own) for p, f in hangs_on.items() if f}
        shifts[place] = _divided(constant, own), rests
    return shifts


def _divided(value: Number, by: int) -> Number:
    if by in (1, -1):
        return value * by
    exact = Fraction(value) / by
    return int(exact) if exact.denominator == 1 else exact


def _bound_to(place: int, solved: list[tuple[int, Row]]) -> set[int]:
    """The cells that stand in the equations by which the value of a cell is known."""
    rows = dict(solved)
    bound: set[int] = set()
    ahead = [place]
    while ahead:
        factors, _ = rows[ahead.pop()]
        ahead += [other for other in factors if other in rows and other not in bound]
        bound.update(factors)
    return bound
