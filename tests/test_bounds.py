"""A sum of cells is what every reading of blank, marked and ambiguous cells leaves open."""

from math import inf

import pytest
from bundled import REPORTS, wushan_with

import helpers
from helpers.bounds import Printed, verdict

CONCLUDED = "(七)总计\n\n2\n\n0\n\n0\n\n0\n\n0\n\n0\n\n2\n"


def cells_of(source):
    return Printed(helpers.read(source))


@pytest.fixture(scope="module")
def shanghai():
    return cells_of(REPORTS / "shanghai-general-office" / "2019.html")


def test_read_cells_are_their_sum():
    """Wushan prints 2 requests received and 0 carried in."""
    cells = cells_of(REPORTS / "wushan-planning" / "2020.txt")
    bounds = cells.sum("requests", cells.named("requests", "received+carried_in", "total"))
    assert (bounds.spans, bounds.value, bounds.blank) == (((2, 2),), 2, False)


def test_the_parts_stand_for_a_blank_total(shanghai):
    """Shanghai prints 258, 12, 1, 1 granted and 3 partly granted, blanks beside them, no totals."""
    keys = shanghai.named("requests", "granted+partly_granted", "total")
    bounds = shanghai.sum("requests", keys)
    assert (bounds.spans, bounds.value) == (((275, inf),), 275)
    assert bounds.replaced and bounds.blank
    assert ("granted", "natural_person") in bounds.cells
    assert ("granted", "total") not in bounds.cells


def test_a_blank_cell_without_parts_is_0_or_any_count(shanghai):
    """Lawsuits after reconsideration are blank throughout."""
    keys = shanghai.named("disputes", "litigation_after_reconsideration", "total")
    assert shanghai.sum("disputes", keys).spans == ((0, inf),)


def test_a_blank_cell_of_a_signed_column_may_be_negative():
    """本年增/减 of the licences may be any number when it is printed as a mark."""
    cells = cells_of(wushan_with("32\n\n-2\n\n589\n", "32\n\n/\n\n589\n"))
    keys = cells.named("disclosure", "licensing", "items_change")
    assert cells.sum("disclosure", keys).spans == ((-inf, inf),)


def test_an_ambiguous_cell_is_each_of_its_readings():
    """Pingtan 2019 prints 350 in two cells: 3 | 50, 35 | 0, 350 and a blank, a blank and 350."""
    cells = cells_of(REPORTS / "pingtan" / "2019.txt")
    bounds = cells.sum("disclosure", [("fees", "items_last_year")])
    assert bounds.spans == ((0, inf), (3, 3), (35, 35), (350, 350))
    assert bounds.value is None


def test_cells_of_one_ambiguous_row_are_read_together():
    """3 | 50 and 35 | 0 add up to 53 and 35, never to 3 + 0."""
    cells = cells_of(REPORTS / "pingtan" / "2019.txt")
    keys = [("fees", "items_last_year"), ("fees", "items_change")]
    points = [low for low, high in cells.sum("disclosure", keys).spans if low == high]
    assert points == [35, 53]


def test_a_cell_that_is_not_read_leaves_nothing_to_assess():
    cells = cells_of(wushan_with(CONCLUDED, CONCLUDED.replace("2\n\n0", "2x\n\n0")))
    keys = cells.named("requests", "concluded", "natural_person")
    assert cells.sum("requests", keys).spans == ()


def test_a_group_printed_as_one_row_is_that_row():
    """`other_*` names the row (六)其他处理 where a report on the form of 2021 prints only that."""
    text = (REPORTS / "pingtan" / "2021.txt").read_text(encoding="utf-8")
    cells = cells_of(text)
    named = cells.named("requests", "other_*", "total")
    printed = [row for table, row, _ in cells.shape.keys if table == "requests"]
    rows = {row for row in printed if row.startswith("other")}
    assert {row for row, _ in named} == rows


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (((5, 5),), "holds"),
        (((6, 6),), "fails"),
        (((6, inf),), "fails"),
        (((0, inf),), "depends"),
        (((5, 5), (6, 6)), "depends"),
        (((6, 6), (7, 7)), "fails"),
    ],
)
def test_a_verdict_needs_every_reading(spans, expected):
    """A stated 5 against one reading, none, or some."""
    assert verdict(5, 5, spans) == expected
