"""Glued digits are cut in every way that the form admits, and in no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.flat import Slot, TooManyReadingsError, cuts, placements, summing_cuts

COUNT, CHANGE, AMOUNT = Slot(False, False), Slot(True, False), Slot(False, True)


def test_a_row_of_seven_cells_is_cut_by_its_total():
    assert summing_cuts("15130000154", [7]) == [("151", "3", "0", "0", "0", "0", "154")]
    assert summing_cuts("0000000", [7]) == [("0",) * 7]


def test_two_cuts_that_both_add_up_are_both_given():
    assert summing_cuts("270020130", [7]) == [
        ("2", "7", "0", "0", "20", "1", "30"),
        ("27", "0", "0", "2", "0", "1", "30"),
    ]


def test_three_routes_of_five_cells_are_cut_together():
    (reading,) = summing_cuts("25380363300630003", [5, 5, 5])
    assert reading[:5] == ("25", "3", "8", "0", "36")
    assert reading[5:10] == ("3", "3", "0", "0", "6")


def test_digits_that_add_up_in_no_cut_give_none():
    assert summing_cuts("1000002", [7]) == []


def test_a_row_without_a_sum_has_every_cut_without_leading_zeros():
    assert cuts(["126025"], [COUNT, CHANGE, COUNT]) == [
        ("1", "2", "6025"),
        ("1", "260", "25"),
        ("1", "2602", "5"),
        ("12", "60", "25"),
        ("12", "602", "5"),
        ("126", "0", "25"),
        ("1260", "2", "5"),
    ]


def test_a_sign_begins_a_cell_and_stands_only_where_the_form_has_one():
    assert cuts(["35-15"], [COUNT, CHANGE]) == [("35", "-15")]
    assert cuts(["35-15"], [COUNT, COUNT]) == []


def test_decimals_and_units_belong_to_amounts():
    found = cuts(["13575394432.52元"], [COUNT, AMOUNT])
    assert ("135", "75394432.52元") in found
    assert len(found) == 10
    assert cuts(["13575394432.52元"], [COUNT, COUNT]) == []


def test_a_boundary_between_pieces_is_never_cut_across():
    found = cuts(["200", "000121"], [COUNT] * 7)
    assert ("20", "0", "0", "0", "0", "1", "21") in found
    assert all("200" in ("".join(reading[:i]) for i in range(8)) for reading in found)


def test_fewer_numbers_than_cells_may_stand_in_any_of_them():
    assert placements(["0"], [COUNT, COUNT]) == [("0", ""), ("", "0")]
    assert placements(["00"], [COUNT, COUNT, COUNT]) == []


def test_a_search_beyond_its_bound_says_so():
    with pytest.raises(TooManyReadingsError):
        cuts(["1" * 60], [COUNT] * 7)


@given(st.lists(st.integers(0, 9999), min_size=6, max_size=6))
def test_the_true_cut_of_any_row_is_among_those_found(parts):
    row = tuple(map(str, [*parts, sum(parts)]))
    assert row in summing_cuts("".join(row), [7])


@given(st.lists(st.integers(0, 999), min_size=3, max_size=3))
def test_every_cut_gives_back_the_printed_digits(cells):
    text = "".join(map(str, cells))
    found = cuts([text], [COUNT] * 3)
    assert tuple(map(str, cells)) in found
    assert {"".join(reading) for reading in found} == {text}


def test_a_stretch_longer_than_any_report_prints_is_given_up():
    """So many digits have more cuts than are tried, of which none adds up."""
    with pytest.raises(TooManyReadingsError):
        summing_cuts("1112223334445556667778889990" * 2 + "9", [7])
