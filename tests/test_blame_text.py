"""Suspects as lines: every explanation is told, or how many are not, and none is preferred."""

from bundled import REPORTS

import helpers
from helpers.blame_text import blame_lines
from helpers.frames import make_frame

ORIGIN = "made-up.txt", None, 2020, "requests"


def test_both_explanations_of_pingtan_2020_are_told():
    """Either 6 natural persons too many were granted, or 6 too many were partly granted."""
    report = helpers.read(REPORTS / "pingtan" / "2020.txt")
    first, *cells = blame_lines(helpers.localize(report))
    assert first == ("2020.txt, requests: 2 explanations, none of them certain")
    assert [line.partition(" (")[0] for line in cells] == [
        "  1  granted/natural_person prints 6, would have to be 0",
        "  1  granted/total prints 7, would have to be 1",
        "  2  partly_granted/natural_person prints 6, would have to be 0",
        "  2  partly_granted/total prints 6, would have to be 0",
    ]


def test_a_table_that_cannot_be_explained_says_why():
    reason = "not localizable: more than 5 cells would have to be wrong"
    row = (*ORIGIN, 0, None, None, None, None, None, reason, False)
    assert list(blame_lines(make_frame("suspects", [row]))) == [f"made-up.txt, requests: {reason}"]


def test_explanations_beyond_the_tenth_are_counted():
    """A value that is not unique is called so, and never a number."""
    rows = [
        (*ORIGIN, number, "granted", "total", 5.0, None, None, None, False)
        for number in range(1, 13)
    ]
    lines = list(blame_lines(make_frame("suspects", rows)))
    assert lines[0].endswith("12 explanations, none of them certain")
    assert lines[1] == "  1  granted/total prints 5, would have to be another figure"
    assert (len(lines), lines[-1]) == (12, "  … and 2 more")


def test_one_explanation_of_a_search_that_was_given_up_is_not_the_only_one():
    reason = "not localizable: the time is up"
    rows = [
        (*ORIGIN, 0, None, None, None, None, None, reason, False),
        (*ORIGIN, 1, "granted", "total", 5.0, 4.0, None, None, False),
    ]
    assert list(blame_lines(make_frame("suspects", rows))) == [
        f"made-up.txt, requests: {reason}",
        "made-up.txt, requests: 1 explanation, perhaps of several",
        "  1  granted/total prints 5, would have to be 4",
    ]


def test_no_suspect_no_line():
    assert list(blame_lines(make_frame("suspects", []))) == []
