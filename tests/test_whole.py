"""Sums over unknown figures clash only where no whole figures satisfy them, and those named do."""

from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from helpers.explain import Figures, explain
from helpers.whole import UndecidedError, clashing

BOTH = frozenset({0, 1})


def possible(sums, signed):
    """Whether HiGHS finds whole figures for the sums."""
    places = sorted({*sums, *(other for _, factors in sums.values() for other in factors)})
    matrix = np.array(
        [[(p == q) - factors.get(q, 0) for q in places] for p, (_, factors) in sums.items()]
    )
    constants = np.array([constant for constant, _ in sums.values()])
    found = milp(
        np.zeros(len(places)),
        constraints=LinearConstraint(matrix, constants, constants),
        bounds=Bounds(np.array([-np.inf if p in signed else 0.0 for p in places]), np.inf),
        integrality=np.ones(len(places)),
    )
    return found.status == 0


def random_sums(rng):
    """Up to four sums over up to three unknown figures, whose places are 10 and more."""
    unknown = range(10, 10 + rng.randint(1, 3))
    return {
        place: (rng.randint(-6, 6), {p: f for p in unknown if (f := rng.choice([-1, 0, 1]))})
        for place in range(rng.randint(1, 4))
    }


@pytest.mark.parametrize("seed", range(60))
def test_sums_clash_where_a_program_finds_no_figures_either(seed):
    rng = Random(seed)
    sums = random_sums(rng)
    signed = frozenset(rng.sample([0, 10], rng.choice([0, 0, 1])))
    clash = clashing(sums, signed)
    assert bool(clash) != possible(sums, signed)
    if clash:
        assert not possible({place: sums[place] for place in clash}, signed)


def test_each_sum_is_possible_and_both_are_not():
    """x - 3 and 2 - x: one of them is negative, whatever x is."""
    sums = {0: (-3, {9: 1}), 1: (2, {9: -1})}
    assert clashing({0: sums[0]}, frozenset()) == clashing({1: sums[1]}, frozenset()) == set()
    assert clashing(sums, frozenset()) == BOTH
    assert clashing(sums, frozenset({1})) == set()


def test_a_sum_that_has_no_part_in_it_is_not_named():
    sums = {0: (-3, {9: 1}), 1: (2, {9: -1}), 2: (5, {8: 1})}
    assert clashing(sums, frozenset()) == BOTH


def test_a_figure_between_two_whole_ones_is_none():
    """2x - 5 lies between 0 and 0 for x = 2.5 alone."""
    assert clashing({0: (-5, {9: 2}), 1: (5, {9: -2})}, frozenset()) == BOTH


def test_what_is_not_decided_says_so():
    """2x - 2y is never 1, and nothing bounds the search for it."""
    with pytest.raises(UndecidedError):
        clashing({0: (-1, {8: 2, 9: -2}), 1: (1, {8: -2, 9: 2})}, frozenset())


def test_a_set_whose_figures_clash_only_together_is_not_listed():
    """2 9 6 / ? ? 43 / ? ? 9, where 43 may be negative: no four figures mend 6 and 43.

    Brute force gives three pairs: 9 and 43, 9 and the corner, 6 and the corner.
    """
    place = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    lines = [*place, *zip(*place, strict=True)]
    equations = [{a: 1, b: 1, c: -1} for a, b, c in lines]
    printed = dict(enumerate([2, 9, 6, 0, 0, 43, 0, 0, 9]))
    rows = [(e, sum(f * printed[p] for p, f in e.items())) for e in equations]
    free, signed = frozenset({3, 4, 6, 7}), frozenset({5})
    found = explain(rows, Figures(printed, free, signed))
    assert [set(one) for one in found.sets] == [{1, 5}, {1, 8}, {2, 8}]
