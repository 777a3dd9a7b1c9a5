"""Which cells are to blame: all smallest explanations, ordered by what the document says."""

import pandas as pd
import pytest
from bundled import REPORTS, WUSHAN, changed, wushan_with

import helpers

PINGTAN_2020 = REPORTS / "pingtan" / "2020.txt"
HUAIAN = REPORTS / "huaian" / "2024.pdf"


def cells(suspects):
    """The cells of each explanation with the figures it implies."""
    return [
        dict(zip(zip(one["row"], one["column"], strict=True), one["implied"], strict=True))
        for _, one in suspects.groupby("explanation")
    ]


@pytest.fixture(scope="module")
def huaian():
    return helpers.read(HUAIAN)


def test_a_report_without_a_contradiction_has_no_suspects(huaian):
    suspects = helpers.localize(huaian)
    assert suspects.empty
    assert suspects.columns.tolist()[-1] == "sole"


def test_one_wrong_digit_in_table_three_is_found_alone():
    """Wushan's （七）总计 for natural persons, 2, printed as 3."""
    suspects = helpers.localize(helpers.read(wushan_with("(七)总计\n\n2\n", "(七)总计\n\n3\n")))
    (only,) = suspects.itertuples()
    assert (only.table, only.row, only.column) == ("requests", "concluded", "natural_person")
    assert (only.printed, only.implied, only.sole) == (3, 2, True)


def test_pingtan_2020_has_two_explanations():
    """27 outcomes against 21: granted or partly granted, natural persons and total, 6 too many."""
    suspects = helpers.localize(helpers.read(PINGTAN_2020))
    assert cells(suspects) == [
        {("granted", "natural_person"): 0, ("granted", "total"): 1},
        {("partly_granted", "natural_person"): 0, ("partly_granted", "total"): 0},
    ]
    assert not suspects["sole"].any()


def test_a_wrong_figure_in_table_four_is_never_found_alone(huaian):
    """Each route has one sum: any of its five cells may be wrong."""
    wrong = changed(huaian, {("disputes", "reconsideration", "upheld"): 73})
    suspects = helpers.localize(wrong)
    assert set(suspects["column"]) == {"upheld", "corrected", "other", "pending", "total"}
    assert suspects["explanation"].max() == 5
    assert not suspects["sole"].any()


def test_the_prose_puts_the_true_explanation_first(huaian):
    """Huai'an states 结果维持 72, 结果纠正 64, 其他结果 178, 尚未审结 37 and 351 in all."""
    wrong = changed(huaian, {("disputes", "reconsideration", "corrected"): 46})
    first = helpers.localize(wrong).iloc[0]
    assert (first["column"], first["implied"], first["slip"]) == ("corrected", 64, "transposed")
    assert first["evidence"].startswith("the prose states 64")


def test_two_exchanged_neighbours_are_recognised(huaian):
    value = {c[:3]: c.value for c in huaian.cells}
    row = "requests", "granted"
    one, other = (*row, "natural_person"), (*row, "business")
    suspects = helpers.localize(changed(huaian, {one: value[other], other: value[one]}))
    assert cells(suspects)[0] == {one[1:]: value[one], other[1:]: value[other]}
    assert suspects["evidence"].str.contains("two neighbouring figures are exchanged").all()


def test_a_total_left_0_is_recognised(huaian):
    key = "requests", "received", "total"
    (only,) = helpers.localize(changed(huaian, {key: 0})).itertuples()
    assert (only.implied, only.slip, only.sole) == (3119, "left 0", True)


def test_the_next_year_says_what_was_carried_over():
    """154 requests: 2025 prints what 2024 must have carried out."""
    before, report = (helpers.read(REPORTS / "pingtan" / f"{y}.txt") for y in (2024, 2025))
    wrong = changed(before, {("requests", "carried_out", "natural_person"): 7})
    (only,) = helpers.localize([wrong, report]).itertuples()
    assert only.implied == 0
    assert "the report on 2025 demands 0" in only.evidence


def test_six_wrong_rows_are_not_localized_and_that_is_said(huaian):
    rows = ["granted", "partly_granted", "refused_internal_affairs", "unavailable_not_held",
            "unprocessed_repeat", "other_reasons"]  # fmt: skip
    columns = ["natural_person", "business", "research", "public_interest", "legal_service",
               "other_organization"]  # fmt: skip
    wrong = {
        ("requests", r, c): 9000 + n for n, (r, c) in enumerate(zip(rows, columns, strict=True))
    }
    (only,) = helpers.localize(changed(huaian, wrong)).itertuples()
    assert only.explanation == 0 and pd.isna(only.row)
    assert only.evidence == "not localizable: more than 5 cells would have to be wrong"


def test_a_total_that_is_blank_is_never_to_blame():
    """Shanghai leaves the totals of its outcome rows blank."""
    report = helpers.read(REPORTS / "shanghai-general-office" / "2019.html")
    wrong = changed(report, {("requests", "concluded", "natural_person"): 776})
    suspects = helpers.localize(wrong)
    assert ("concluded", "natural_person") in set(
        zip(suspects["row"], suspects["column"], strict=True)
    )
    printed = {c[1:3] for c in report.cells if c.table == "requests" and c.status == "read"}
    assert set(zip(suspects["row"], suspects["column"], strict=True)) <= printed


def test_the_order_never_changes():
    reports = [helpers.read(PINGTAN_2020), helpers.read(WUSHAN)]
    assert helpers.localize(reports).equals(helpers.localize(reports))
