"""Reports that print the same rows share one shape, with every identity over its cells."""

import pytest
from bundled import REPORTS

import helpers
from helpers.shape import CODES, form_shape, vector_of


@pytest.fixture(scope="module")
def pingtan():
    return {year: helpers.read(REPORTS / "pingtan" / f"{year}.txt") for year in (2013, 2023, 2024)}


def test_reports_with_the_same_rows_share_a_shape(pingtan):
    assert pingtan[2023].vector.shape is pingtan[2024].vector.shape
    assert pingtan[2023].vector.shape is not pingtan[2013].vector.shape


def test_the_form_of_2021_has_42_identities_over_200_cells():
    """Balance and outcomes in 7 columns, applicants in 25 rows, outcomes on 3 routes."""
    shape = form_shape("2021")
    assert (len(shape.keys), len(shape.equations)) == (200, 42)
    assert shape.left.shape == shape.right.shape == (200, 42)


def test_a_balance_has_two_cells_on_each_side():
    shape = form_shape("2021")
    balance = shape.equations[shape.place_of["requests", "balance", "total"]]
    rows = [[shape.keys[place][1] for place in side] for side in (balance.left, balance.right)]
    assert rows == [["received", "carried_in"], ["concluded", "carried_out"]]


def test_the_rows_of_a_group_and_the_row_that_stands_for_them_are_never_both_in_a_shape():
    """（六）其他处理 has three rows; counting a row `other` besides would count them twice."""
    keys = {key for key in form_shape("2021").keys if key[1].startswith("other")}
    assert {row for table, row, _ in keys if table == "requests"} == {
        "other_not_corrected",
        "other_fee_unpaid",
        "other_reasons",
    }


def test_only_the_change_in_items_is_signed():
    shape = form_shape("2019")
    signed = {key[2] for key, flag in zip(shape.keys, shape.signed, strict=True) if flag}
    assert signed == {"items_change"}


def test_an_ambiguous_cell_has_no_value_and_its_own_code(pingtan):
    """The gazette row of 2013 prints one 0 for two cells."""
    shape, values, codes = pingtan[2013].vector
    place = shape.index_of["statistics", "published_gazette", "this_year"]
    assert codes[place] == CODES["ambiguous"]
    assert values[place] != values[place]


def test_an_optional_row_of_which_only_a_part_is_printed_stays_in_its_identities():
    report = helpers.read(REPORTS / "pingtan" / "2011.txt")
    row = [cell for cell in report.cells if cell.row == "requests_other"]
    (first, *_) = row
    partly = [
        cell._replace(status="absent", value=None) if cell is first else cell
        for cell in report.cells
    ]
    whole = vector_of(report.form, report.cells).shape
    shape = vector_of(report.form, partly).shape
    assert {cell.status for cell in row} == {"read"}
    assert len(shape.equations) == len(whole.equations)
