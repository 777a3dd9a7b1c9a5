"""The readings that break the fewest identities, all of them, and no more."""

import numpy as np
import pytest

from helpers.flat import TooManyReadingsError
from helpers.solve import MOST_STATES, Domain, Equation, components, solve


def domain(*values, cost=None):
    """A row with one column and these readings."""
    return Domain(
        [(str(value),) for value in values],
        np.array([[float(value)] for value in values]),
        np.array(cost or [0] * len(values)),
    )


def test_the_one_choice_that_adds_up_is_found():
    rows = [domain(1, 2, 3), domain(10, 20), domain(23)]
    assert solve(rows, [Equation("sum", {0: 1, 1: 1, 2: -1})]) == 0
    assert [row.surviving for row in rows] == [[("3",)], [("20",)], [("23",)]]


def test_all_choices_that_add_up_are_kept():
    rows = [domain(1, 2), domain(2, 1), domain(3)]
    assert solve(rows, [Equation("sum", {0: 1, 1: 1, 2: -1})]) == 0
    assert rows[0].surviving == [("1",), ("2",)]


def test_the_fewest_identities_are_broken():
    """No choice gives 100; taking the dear reading breaks as much as leaving the sum broken."""
    rows = [domain(1, 2), domain(100)]
    assert solve(rows, [Equation("equal", {0: 1, 1: -1})]) == 1
    assert rows[0].surviving == [("1",), ("2",)]
    dear = [domain(1, 100, cost=[0, 1]), domain(100)]
    assert solve(dear, [Equation("equal", {0: 1, 1: -1})]) == 1
    assert dear[0].surviving == [("1",), ("100",)]


def test_more_broken_identities_than_allowed_is_no_answer():
    assert solve([domain(1), domain(100)], [Equation("equal", {0: 1, 1: -1})], most=0) is None


def test_a_search_beyond_its_bound_says_so():
    rows = [domain(*range(1, 200)) for _ in range(4)]
    assert MOST_STATES < 199**4
    with pytest.raises(TooManyReadingsError):
        solve(rows, [])


def test_rows_that_no_equation_links_are_apart():
    equations = [Equation("a", {0: 1, 2: -1}), Equation("b", {2: 1, 3: -1})]
    assert components(5, equations) == [[0, 2, 3], [1], [4]]
