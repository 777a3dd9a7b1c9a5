"""A text with one cell to a line has an empty line for each blank cell, if all rows show it."""

import pytest

import helpers
from helpers.forms import load_form
from helpers.labels import printed_lines

LINES = [line for line in printed_lines(load_form("2021").tables["requests"]) if not line.group]
USUAL = ["1", "0", "2", "0", "0", "0", "3"]


def read(rows, between="\n"):
    """A report whose third table has these rows, one cell to a line."""
    cells = [[line.label.label, *rows.get(line.label.key, USUAL)] for line in LINES]
    return helpers.read(
        between.join(cell for row in cells for cell in row) + "\n五、存在的主要问题\n"
    )


def printed(report, row):
    return [(c.status, c.value) for c in report.cells if (c.table, c.row) == ("requests", row)]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_empty_lines_are_blank_cells_where_every_row_takes_the_lines_of_its_cells(between):
    rows = {"granted": ["", "4", "", "", "", "", "4"], "concluded": [""] * 7}
    report = read(rows, between)
    blank, four = ("blank", None), ("read", 4.0)
    assert printed(report, "granted") == [blank, four, blank, blank, blank, blank, four]
    assert printed(report, "concluded") == [blank] * 7
    assert [value for _, value in printed(report, "partly_granted")] == [1, 0, 2, 0, 0, 0, 3]


def test_a_row_that_would_not_add_up_so_stays_open():
    assert {
        s for s, _ in printed(read({"granted": ["", "4", "", "", "", "", "5"]}), "granted")
    } == {"ambiguous"}


def test_a_row_that_takes_fewer_lines_leaves_all_of_them_in_doubt():
    """Blank cells leave no line there, and the empty line may be none either."""
    rows = {"granted": ["", "4", "", "", "", "", "4"], "partly_granted": ["4", "4"]}
    report = read(rows)
    assert "read" not in {status for status, _ in printed(report, "granted")}
