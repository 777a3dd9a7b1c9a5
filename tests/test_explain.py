"""All smallest sets of wrong cells are found, and only those: held against brute force."""

from itertools import combinations
from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from helpers.explain import Figures, explain


def table(rows, columns):
    """The equations of a small table whose last row and last column are totals."""
    place = {(r, c): r * columns + c for r in range(rows) for c in range(columns)}
    equations = []
    for r in range(rows):
        equations.append({place[r, c]: 1 for c in range(columns - 1)} | {place[r, columns - 1]: -1})
    for c in range(columns):
        equations.append({place[r, c]: 1 for r in range(rows - 1)} | {place[rows - 1, c]: -1})
    return equations


def consistent(rng, rows, columns):
    inner = [[rng.randint(0, 9) for _ in range(columns - 1)] for _ in range(rows - 1)]
    full = [[*row, sum(row)] for row in inner]
    full.append([sum(row[c] for row in full) for c in range(columns)])
    return [value for row in full for value in row]


def solve(equations, values, free=frozenset(), signed=frozenset(), **limits):
    printed = {place: 0 if place in free else value for place, value in enumerate(values)}
    rows = [(e, sum(f * printed[p] for p, f in e.items())) for e in equations]
    return explain(rows, Figures(printed, frozenset(free), frozenset(signed)), **limits)


def feasible(equations, values, changed, signed):
    """Whether whole figures exist for the changed cells that satisfy every equation."""
    matrix = np.array([[e.get(p, 0) for p in range(len(values))] for e in equations])
    low = [(-np.inf if p in signed else 0) if p in changed else v for p, v in enumerate(values)]
    high = [np.inf if p in changed else v for p, v in enumerate(values)]
    zero = np.zeros(len(equations))
    found = milp(
        np.zeros(len(values)),
        constraints=LinearConstraint(matrix, zero, zero),
        bounds=Bounds(np.array(low, float), np.array(high, float)),
        integrality=np.ones(len(values)),
    )
    return found.status == 0


def brute_force(equations, values, free=frozenset(), signed=frozenset(), most=3):
    known = [place for place in range(len(values)) if place not in free]
    for size in range(most + 1):
        found = [
            set(chosen)
            for chosen in combinations(known, size)
            if feasible(equations, values, {*chosen, *free}, signed)
        ]
        if found:
            return found
    return None


@pytest.mark.parametrize("seed", range(40))
def test_the_sets_are_those_of_brute_force(seed):
    rng = Random(seed)
    rows, columns = rng.choice([(3, 3), (3, 4), (4, 3)])
    equations, values = table(rows, columns), consistent(rng, rows, columns)
    for place in rng.sample(range(len(values)), rng.randint(1, 3)):
        values[place] = max(0, values[place] + rng.choice([-7, -3, -1, 1, 2, 5, 40]))
    free = frozenset(rng.sample(range(len(values)), rng.choice([0, 0, 1, 2])))
    signed = frozenset(rng.sample(range(len(values)), rng.choice([0, 0, 0, 4])))
    expected = brute_force(equations, values, free, signed)
    found = solve(equations, values, free, signed)
    if expected == [set()]:
        assert found.sets in ([], [{}])
        return
    assert found.complete
    assert sorted(map(sorted, found.sets)) == sorted(map(sorted, expected))


def test_one_wrong_cell_of_a_table_is_the_only_explanation():
    """1 2 3 / 4 5 9 / 5 7 12, with 8 printed for 5."""
    found = solve(table(3, 3), [1, 2, 3, 4, 8, 9, 5, 7, 12])
    assert found.sets == [{4: 5}]


def test_one_sum_alone_ties_all_of_its_cells():
    """2 + 3 = 6: each of the three may be the wrong one."""
    found = solve([{0: 1, 1: 1, 2: -1}], [2, 3, 6])
    assert found.sets == [{0: 3}, {1: 4}, {2: 5}]


def test_a_figure_that_would_be_negative_is_no_explanation():
    """1 + 9 = 3: the 1 cannot be -6."""
    found = solve([{0: 1, 1: 1, 2: -1}], [1, 9, 3])
    assert found.sets == [{1: 2}, {2: 10}]


def test_unless_the_cell_may_be_negative():
    found = solve([{0: 1, 1: 1, 2: -1}], [1, 9, 3], signed={0})
    assert {0: -6} in found.sets


def test_an_unknown_cell_is_never_blamed_and_explains_for_free():
    """4 + ? = 6 is no contradiction; 9 + ? = 6 is one, and either 9 or 6 is wrong."""
    assert solve([{0: 1, 1: 1, 2: -1}], [4, 0, 6], free={1}).sets == [{}]
    assert solve([{0: 1, 1: 1, 2: -1}], [9, 0, 6], free={1}).sets == [{0: None}, {2: None}]


def test_six_wrong_cells_are_not_localized():
    equations = [{2 * n: 1, 2 * n + 1: -1} for n in range(6)]
    found = solve(equations, [1, 2] * 6)
    assert (found.sets, found.complete) == ([], False)
    assert (found.reason, found.limit) == ("cells", 5)


def test_a_search_out_of_time_says_so():
    equations = table(8, 8)
    values = consistent(Random(1), 8, 8)
    for place in (0, 9, 18, 27, 36):
        values[place] += 3
    found = solve(equations, values, seconds=0.0)
    assert not found.complete
    assert found.reason == "seconds"


def test_more_ties_than_anybody_reads_are_cut_off_and_said():
    """Four broken sums of twelve cells have 12 to the fourth explanations."""
    equations = [{12 * n + k: 1 for k in range(11)} | {12 * n + 11: -1} for n in range(4)]
    found = solve(equations, ([5] * 11 + [56]) * 4)
    assert not found.complete
    assert (found.reason, found.limit) == ("sets", 10_000)
