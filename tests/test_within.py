"""An identity holds or fails only where every reading of blank and ambiguous cells agrees."""

import pytest
from bundled import REPORTS, changed

import helpers

SHANGHAI = REPORTS / "shanghai-general-office" / "2019.html"


@pytest.fixture(scope="module")
def shanghai():
    return helpers.read(SHANGHAI)


def status(report, rule, place):
    found = helpers.check(report).query("kind == 'within' and rule == @rule")
    found = found[(found["row"] == place) | (found["column"] == place)]
    assert len(found) == 1, found.to_string()
    return found["status"].item()


def test_a_blank_total_may_be_any_figure(shanghai):
    assert status(shanghai, "applicants", "granted") == "depends"


def test_parts_that_exceed_their_total_fail_although_some_are_blank(shanghai):
    """The known parts of the requests received add up to 859, more than 700."""
    wrong = changed(shanghai, {("requests", "received", "total"): 700})
    assert status(wrong, "applicants", "received") == "fails"


def test_parts_below_their_total_may_still_add_up_where_some_are_blank(shanghai):
    right = changed(shanghai, {("requests", "received", "total"): 9000})
    assert status(right, "applicants", "received") == "depends"


def test_only_the_wanted_rows_are_built(shanghai):
    every, some = helpers.check(shanghai), helpers.check(shanghai, only=["fails", "depends"])
    wanted = every[every["status"].isin(["fails", "depends"])]
    assert some.reset_index(drop=True).equals(wanted.reset_index(drop=True))


def test_a_status_that_does_not_exist_is_an_error(shanghai):
    with pytest.raises(ValueError, match="no finding has status 'failed'"):
        helpers.check(shanghai, only="failed")


def test_ambiguous_cells_are_tried_in_all_their_readings():
    """The gazette row of 2013 prints one 0 for two cells; either way 72804 may add up."""
    report = helpers.read(REPORTS / "pingtan" / "2013.txt")
    assert status(report, "published_parts", "this_year") == "depends"
    wrong = changed(report, {("statistics", "published", "this_year"): 5})
    assert status(wrong, "published_parts", "this_year") == "fails"


def test_many_reports_get_the_findings_of_each_alone():
    reports = list(helpers.read_all(REPORTS / "pingtan", progress=False))
    together = helpers.check(reports).query("kind == 'within'")
    for report in reports:
        alone = helpers.check(report).query("kind == 'within'").reset_index(drop=True)
        mine = together[together["report"] == report.name].reset_index(drop=True)
        assert mine.equals(alone)
