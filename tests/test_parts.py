"""Panel and changes made part by part are those made at once."""

import pandas as pd
import pytest
from bundled import REPORTS

import helpers
from helpers import panels, year_changes
from helpers.parts import whole_organs


@pytest.fixture(scope="module")
def reports():
    return helpers.read_all(REPORTS, jobs=1, progress=False)


@pytest.mark.parametrize(
    ("organs", "most", "parts"),
    [
        (list("aabbc"), 1, [(0, 2), (2, 4), (4, 5)]),
        (list("aabbc"), 3, [(0, 4), (4, 5)]),
        (list("aabbc"), 9, [(0, 5)]),
        (["a", "a", None, None, None], 1, [(0, 2), (2, 3), (3, 4), (4, 5)]),
        ([], 1, []),
    ],
)
def test_no_organ_is_divided(organs, most, parts):
    assert [(part.start, part.stop) for part in whole_organs(organs, most)] == parts


@pytest.mark.parametrize("blanks", ["unknown", "zero"])
@pytest.mark.parametrize("most", [1, 2, 16])
def test_a_panel_in_parts_is_the_panel_at_once(reports, monkeypatch, most, blanks):
    at_once = helpers.panel(reports, blanks=blanks)
    monkeypatch.setattr(panels, "REPORTS", most)
    pd.testing.assert_frame_equal(helpers.panel(reports, blanks=blanks), at_once, check_exact=True)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_changes_in_parts_are_those_at_once_in_any_order(reports, monkeypatch, language):
    several = [helpers.panel(reports).assign(organ=name) for name in ("丙局", "甲局", "乙局")]
    panel = pd.concat([one[one["form"] != "fujian-2011"] for one in several], ignore_index=True)
    panel = panel.drop_duplicates(["organ", "year", "indicator"]).iloc[::-1]
    at_once = helpers.changes(panel, language)
    assert at_once["organ"].nunique() == 3
    monkeypatch.setattr(year_changes, "ROWS", 1)
    pd.testing.assert_frame_equal(helpers.changes(panel, language), at_once, check_exact=True)


def test_rows_without_organ_or_year_are_left_out_of_changes(reports):
    panel = helpers.panel(reports)
    lost = panel.assign(organ=panel["organ"].mask(panel["year"] == 2013))
    assert helpers.changes(lost).equals(helpers.changes(panel[panel["year"] != 2013]))
