"""Corrections are made in a copy, and every one is in the log."""

import pytest
from bundled import REPORTS, wushan_with

import helpers


@pytest.fixture
def wrong():
    return helpers.read(wushan_with("(七)总计\n\n2\n", "(七)总计\n\n3\n"))


def total(report):
    return next(c for c in report.cells if c[1:3] == ("concluded", "natural_person"))


def test_the_only_explanation_is_applied_to_a_copy(wrong):
    copy, log = helpers.corrected(wrong, helpers.localize(wrong))
    assert helpers.check(copy, only="fails").empty
    assert (total(copy[0]).value, total(copy[0]).raw) == (2, "3")
    assert total(wrong).value == 3
    (change,) = log.itertuples()
    assert (change.row, change.old, change.new) == ("concluded", 3, 2)
    assert change.why.startswith("the only explanation")


def test_tied_explanations_are_not_applied_unless_accepted():
    report = helpers.read(REPORTS / "pingtan" / "2020.txt")
    suspects = helpers.localize(report)
    assert helpers.corrected(report, suspects).log.empty
    second = helpers.corrected(report, suspects, accept=lambda row: row.explanation == 2)
    assert second.log[["row", "column", "new"]].values.tolist() == [
        ["partly_granted", "natural_person", 0],
        ["partly_granted", "total", 0],
    ]
    assert helpers.check(second.reports, only="fails").query("kind == 'within'").empty


def test_explanations_that_contradict_each_other_are_refused():
    report = helpers.read(REPORTS / "pingtan" / "2020.txt")
    twice = helpers.localize(report)
    twice.loc[twice["explanation"] == 2, ["row", "column"]] = ["granted", "total"]
    with pytest.raises(ValueError, match="two accepted explanations"):
        helpers.corrected(report, twice, accept=lambda row: True)


def test_a_suspect_is_never_corrected_in_another_report_of_the_same_name(wrong):
    sound = helpers.read(wushan_with("(七)总计\n\n2\n", "(七)总计\n\n2 \n"))
    assert sound.name == wrong.name
    with pytest.raises(ValueError, match="2 reports are called text"):
        helpers.corrected([wrong, sound], helpers.localize([wrong, sound]))
