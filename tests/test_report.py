"""A report's tables stand in form order, in two languages or in keys."""

import copy
import pickle

import pandas as pd
import pytest
from bundled import WUSHAN

import helpers


@pytest.fixture(scope="module")
def wushan():
    return helpers.read(WUSHAN)


def test_a_table_in_chinese_looks_like_the_printed_form(wushan):
    table = wushan.table("requests", language="zh")
    assert table.shape == (23, 7)
    assert table.index[0] == "一、本年新收政府信息公开申请数量"
    assert table.columns.tolist()[:2] == ["自然人", "商业企业"]
    assert table.loc["（七）总计", "总计"] == 2


def test_a_table_in_english_and_in_keys_has_the_same_figures(wushan):
    english = wushan.table("disclosure", language="en")
    keys = wushan.table("disclosure", language=None)
    assert english.loc["Administrative licensing", "Decisions"] == 589
    assert keys.loc["licensing", "items_change"] == -2
    assert pd.isna(keys.loc["licensing", "amount"])


def test_a_table_can_show_the_printed_text(wushan):
    raw = wushan.table("disclosure", language=None, show="raw")
    assert raw.loc["procurement", "amount"] == "1691.4万"
    assert raw.loc["other_services", "items_change"] == "+14"


def test_the_three_routes_of_disputes_are_rows(wushan):
    table = wushan.table("disputes", language="zh")
    assert table.index.tolist() == ["行政复议", "行政诉讼 未经复议直接起诉", "行政诉讼 复议后起诉"]


def test_an_unknown_table_is_an_error_that_lists_the_known_ones(wushan):
    with pytest.raises(helpers.FormError, match="disclosure, requests, disputes"):
        wushan.table("statistics")


def test_figures_have_the_declared_columns_and_dtypes(wushan):
    figures = wushan.figures
    assert figures.columns.tolist() == [
        "report", "organ", "year", "form", "table", "row", "column",
        "value", "unit", "raw", "status", "basis", "page", "line",
    ]  # fmt: skip
    assert str(figures["value"].dtype) == "Float64"
    assert figures["report"].unique().tolist() == ["2020.txt"]


def test_the_representation_says_what_was_read(wushan):
    assert repr(wushan) == "<Report 重庆市巫山县规划和自然资源局 2020, form 2019: 198 read>"


@pytest.mark.parametrize(
    "travel", [copy.deepcopy, lambda report: pickle.loads(pickle.dumps(report))]
)
def test_a_report_that_travelled_is_the_same(wushan, travel):
    _ = wushan.sections, wushan.claims
    found = travel(travel(wushan))
    assert (found.name, found.path, found.sha256) == (wushan.name, wushan.path, wushan.sha256)
    assert found.cells == wushan.cells and found.sections == wushan.sections
    for frame in ("figures", "claims", "problems"):
        pd.testing.assert_frame_equal(getattr(found, frame), getattr(wushan, frame))
    assert helpers.check(found).equals(helpers.check(wushan))
    with pytest.raises(AttributeError, match="no 'documents'"):
        _ = found.documents


def test_a_report_travels_without_its_form(wushan):
    """The form's English labels, which no report prints, do not travel with each report."""
    assert "Administrative licensing" in wushan.table("disclosure", language="en").index
    packed = pickle.dumps(wushan)
    assert b"Administrative licensing" not in packed
    assert pickle.loads(packed).reading.form is wushan.reading.form
