"""Many rows at once: the readings that break the fewest identities of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from helpers.flat import Reading, TooManyReadingsError

# The search keeps this many partial solutions at a time and tries this many in all, breaks this
# many identities, and cuts this many rows against their own; beyond that rows stay ambiguous.
MOST_STATES = 50_000
MOST_EFFORT = 400_000
MOST_BROKEN = 3
MOST_RECUT = 3
# Where figures contradict each other, a reading that breaks this many more may be the true one.
BEYOND = 1
# What setting up one search costs, in states.
SETUP = 100
NEAR = 1e-6


@dataclass
class Domain:
    """What one row may say: `values[i, j]` is reading i in column j, `cost[i]` its broken sums."""

    readings: list[Reading]
    values: np.ndarray
    cost: np.ndarray
    chosen: set[int] = field(default_factory=set)

    @property
    def surviving(self) -> list[Reading]:
        """The readings that occur in a best solution, in the order of the search."""
        return [self.readings[index] for index in sorted(self.chosen)]


@dataclass(frozen=True)
class Equation:
    """An identity along the columns: the factor, 1 or -1, of every row that it names."""

    key: str
    factors: dict[int, int]


def solve(
    domains: Sequence[Domain], equations: Sequence[Equation], most: int = MOST_BROKEN
) -> int | None:
    """Mark in each domain the readings of the solutions that break the fewest identities.

    If they break any, those of the solutions that break one more are marked as well. Returns how
    many identities the best ones break, or None where every solution breaks more than `most`.
    Raises TooManyReadingsError where the search ends at its bound without an answer.
    """
    effort = Effort()
    for broken in range(most + 1):
        if _solutions(domains, equations, broken, effort):
            if broken:
                _solutions(domains, equations, broken + BEYOND, effort)
            return broken
    return None


@dataclass
class Effort:
    """How many partial solutions a search has tried."""

    spent: int = 0

    def spend(self, states: int) -> None:
        """Count the states of one step; raises TooManyReadingsError beyond the bounds."""
        self.spent += states
        if states > MOST_STATES or self.spent > MOST_EFFORT:
            raise TooManyReadingsError


def _solutions(
    domains: Sequence[Domain], equations: Sequence[Equation], broken: int, effort: Effort
) -> bool:
    """Mark every solution that breaks exactly `broken` identities; whether there was one."""
    costly = [i for i, domain in enumerate(domains) if domain.cost.max() > domain.cost.min()]
    found = False
    for count in range(min(MOST_RECUT, broken, len(costly)) + 1):
        for recut in combinations(costly, count):
            found |= _with_recut(domains, equations, frozenset(recut), broken, effort)
    return found


def _with_recut(
    domains: Sequence[Domain],
    equations: Sequence[Equation],
    recut: frozenset[int],
    broken: int,
    effort: Effort,
) -> bool:
    """Solutions in which just the rows of `recut` take a reading worse than their best."""
    allowed = []
    for index, domain in enumerate(domains):
        best = domain.cost == domain.cost.min()
        allowed.append((~best if index in recut else best).nonzero()[0])
    chosen, costs = _search(domains, equations, allowed, broken, effort)
    exact = chosen[costs == broken]
    for index, domain in enumerate(domains):
        domain.chosen.update(exact[:, index].tolist())
    return len(exact) > 0


def _search(
    domains: Sequence[Domain],
    equations: Sequence[Equation],
    allowed: Sequence[np.ndarray],
    broken: int,
    effort: Effort,
) -> tuple[np.ndarray, np.ndarray]:
    """Every choice of allowed readings that breaks at most `broken` identities, with its cost."""
    effort.spend(SETUP)
    residual = np.zeros((1, sum(domains[0].values.shape[1] for _ in equations)))
    cost = 0
    chosen = np.zeros((1, len(domains)), dtype=int)
    terms = {}
    for index, (domain, choices) in enumerate(zip(domains, allowed, strict=True)):
        term = _terms(equations, index, domain.values[choices])
        if len(choices) == 1:
            residual += term
            cost += int(domain.cost[choices[0]])
            chosen[0, index] = choices[0]
        else:
            terms[index] = term
    costs = np.full(1, cost)
    low = sum((term.min(axis=0) for term in terms.values()), np.zeros(residual.shape[1]))
    high = sum((term.max(axis=0) for term in terms.values()), np.zeros(residual.shape[1]))
    for index in sorted(terms, key=lambda index: len(terms[index])):
        term, choices = terms[index], allowed[index]
        effort.spend(len(residual) * len(term))
        residual = np.repeat(residual, len(term), axis=0) + np.tile(term, (len(residual), 1))
        costs = (costs[:, None] + domains[index].cost[choices][None]).ravel()
        chosen = np.repeat(chosen, len(term), axis=0)
        chosen[:, index] = np.tile(choices, len(chosen) // len(choices))
        low, high = low - term.min(axis=0), high - term.max(axis=0)
        surely = ((residual + low > NEAR) | (residual + high < -NEAR)).sum(axis=1)
        keep = costs + surely <= broken
        residual, chosen, costs = residual[keep], chosen[keep], costs[keep]
    return chosen, costs + (np.abs(residual) > NEAR).sum(axis=1)


def _terms(equations: Sequence[Equation], row: int, values: np.ndarray) -> np.ndarray:
    """What each reading of a row adds to the residual of every equation in every column."""
    if not equations:
        return np.zeros((len(values), 0))
    return np.concatenate([eq.factors.get(row, 0) * values for eq in equations], axis=1)


def components(count: int, equations: Iterable[Equation]) -> list[list[int]]:
    """The rows grouped so that no equation links two groups."""
    group = list(range(count))
    for equation in equations:
        linked = {group[row] for row in equation.factors}
        group = [min(linked) if label in linked else label for label in group]
    return [[i for i in range(count) if group[i] == label] for label in sorted(set(group))]
