"""What a document says for an explanation stands beside it, and puts it before its rivals."""

from dataclasses import replace

import pytest
from bundled import REPORTS, changed

import helpers
from helpers.evidence import KINDS, Evidence, strength
from helpers.evidence_text import Said

HUAIAN = REPORTS / "huaian" / "2024.pdf"
APPEALS = "disputes", "reconsideration"


@pytest.fixture(scope="module")
def huaian():
    return helpers.read(HUAIAN)


def first(suspects):
    return suspects[suspects["explanation"] == 1]


def test_last_years_figure_copied_is_said(huaian):
    """Huai'an granted 1288 requests of natural persons; 977 stand there and in the year before."""
    key = "requests", "granted", "natural_person"
    wrong = changed(huaian, {key: 977})
    before = replace(changed(huaian, {key: 977}), year=2023)
    (only,) = helpers.localize([before, wrong]).query("year == 2024").itertuples()
    assert (only.implied, only.sole) == (1288, True)
    assert "977 is the figure of the year before" in only.evidence


def test_another_organs_report_is_no_year_before(huaian):
    key = "requests", "granted", "natural_person"
    wrong = changed(huaian, {key: 977})
    before = replace(changed(huaian, {key: 977}), year=2023, organ="连云港市人民政府")
    (only,) = helpers.localize([before, wrong]).query("year == 2024").itertuples()
    assert "year before" not in (only.evidence if isinstance(only.evidence, str) else "")


def test_two_reports_on_the_year_before_say_nothing(huaian):
    """Which of them is right is not known."""
    key = "requests", "granted", "natural_person"
    wrong = changed(huaian, {key: 977})
    before = replace(changed(huaian, {key: 977}), year=2023)
    (only,) = helpers.localize([before, before, wrong]).query("year == 2024").itertuples()
    assert "year before" not in (only.evidence if isinstance(only.evidence, str) else "")


def test_prose_decides_between_the_five_cells_of_a_sum(huaian):
    """72 + 64 + 178 + 37 = 351, all of them stated; the total is printed as 315."""
    suspects = helpers.localize(changed(huaian, {(*APPEALS, "total"): 315}))
    (best,) = first(suspects).itertuples()
    assert (best.column, best.implied, best.slip) == ("total", 351, "transposed")
    assert best.evidence.startswith("the prose states 351")
    assert not best.sole
    rivals = suspects[suspects["explanation"] > 1]
    assert not rivals["evidence"].fillna("").str.contains("the prose states").any()


def test_without_evidence_the_form_decides_the_order(huaian):
    """Lawsuits 13 + 4 + 8 + 1 = 26; 58 printed for 26 is no slip, and no prose is given."""
    wrong = changed(huaian, {("disputes", "litigation_direct", "total"): 58})
    wrong.__dict__["narrative"] = []
    suspects = helpers.localize(wrong)
    silent = suspects[suspects["evidence"].isna()]
    assert len(silent) >= 2
    columns = ["upheld", "corrected", "other", "pending", "total"]
    places = [columns.index(column) for column in silent["column"]]
    assert places == sorted(places)
    assert not suspects["sole"].any()


def test_cells_that_are_no_neighbours_are_not_called_exchanged(huaian):
    """The columns natural_person and legal_service have three others between them."""
    value = {cell[:3]: cell.value for cell in huaian.cells}
    row = "requests", "granted"
    one, other = (*row, "natural_person"), (*row, "legal_service")
    suspects = helpers.localize(changed(huaian, {one: value[other], other: value[one]}))
    assert set(first(suspects)["column"]) == {"natural_person", "legal_service"}
    assert not suspects["evidence"].fillna("").str.contains("exchanged").any()


def test_a_row_that_moved_by_one_cell_is_recognised(huaian):
    """1288 21 printed as 0 1288, with the 21 lost."""
    row = "requests", "granted"
    figures = {(*row, "natural_person"): 0, (*row, "business"): 1288}
    suspects = helpers.localize(changed(huaian, figures))
    assert first(suspects)["implied"].tolist() == [1288, 21]
    assert first(suspects)["evidence"].str.contains("the figures moved by one cell").all()


def test_the_weakest_cell_decides_how_strong_an_explanation_is():
    prose, slip = Evidence(KINDS[0], Said("stated")), Evidence("slip", Said("transposed"))
    assert strength({1: [prose], 2: [slip]}) < strength({1: [prose], 2: []})
    assert strength({1: [slip], 2: [slip]}) < strength({1: [prose], 2: []})
