"""The pieces of print behind a label, however many signs a cell has."""

import pytest
from bundled import wushan_with

import helpers
from helpers.pieces import _parts

ROW = "一、本年新收政府信息公开申请数量"
MANY = "1,2." * 40


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12 3", ["12", " ", "3"]),
        ("1.-,+件", ["1.", "-", ",", "+件"]),
        ("3.-5,x +2", ["3.", "-", "5,x", " ", "+2"]),
        (f"{MANY}3", [f"{MANY}3"]),
        (f"{MANY}3a", [f"{MANY}3a"]),
    ],
)
def test_parts_of_a_text(text, parts):
    assert [part[0] for part in _parts(text, 0, len(text))] == parts


def test_a_figure_of_many_separators_that_ends_in_a_letter_is_no_figure():
    report = helpers.read(wushan_with(f"{ROW}\n", f"{ROW}\n{MANY}3a\n"))
    cells = [cell for cell in report.cells if cell[:2] == ("requests", "received")]
    assert {cell.status for cell in cells} <= {"unreadable", "ambiguous"}
    assert any(f"{MANY}3a" in problem.text for problem in report.reading.problems)
