"""Rows that all go on behind their last cell with blank ones have the cells of the form."""

import pytest

import helpers
from helpers.forms import load_form
from helpers.labels import printed_lines

HEADS = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
FORM = load_form("2021")


def report(requests, disputes, behind):
    """A report whose rows of table three print `requests`, all ended by `behind`."""
    labels = [line.label.label for line in printed_lines(FORM.tables["requests"]) if not line.group]
    outcomes = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    lines = [
        "三、收到和处理政府信息公开申请情况",
        f"申请人情况\t{HEADS}{behind}",
        *(f"{label}\t{requests}{behind}" for label in labels),
        "四、政府信息公开行政复议、行政诉讼情况",
        f"行政复议\t未经复议直接起诉\t复议后起诉{behind}",
        "\t".join([outcomes] * 3) + behind,
        disputes + behind,
    ]
    return helpers.read("\n".join(lines))


def values(found, table, row):
    return [c.value for c in found.cells if (c.table, c.row) == (table, row)]


@pytest.mark.parametrize("behind", ["", " \t", "\t\t"])
def test_tabs_at_the_end_of_every_line_are_no_cells(behind):
    found = report("1\t2\t3\t4\t5\t6\t21", "\t".join("12003" * 3), behind)
    assert values(found, "requests", "granted") == [1, 2, 3, 4, 5, 6, 21]
    assert values(found, "disputes", "litigation_after_reconsideration") == [1, 2, 0, 0, 3]
    assert found.problems["text"].tolist() == ["disclosure"]


def test_a_blank_column_in_front_and_one_behind_leave_the_row_ambiguous():
    """Which of the two the form does not have, nothing tells."""
    found = report("\t1\t2\t3\t4\t5\t6", "\t".join("12003" * 3), "\t")
    assert values(found, "requests", "granted") == [None] * 7


def test_a_mark_of_two_signs_or_a_word_in_one_cell_leaves_the_others_read():
    found = report("— —\t2\t3\t4\tN/A\t不适用\t21", "\t".join("12003" * 3), "")
    cells = [c for c in found.cells if c.row == "granted"]
    marks = ["mark", "mark"]
    assert [c.status for c in cells] == ["mark", "read", "read", "read", *marks, "read"]
    assert [c.raw for c in cells][4:6] == ["N/A", "不适用"]


def test_blank_cells_of_a_row_behind_the_head_of_its_group_are_its_own():
    """A browser copies a cell that reaches down only with its first row."""
    labels = [line.label.label for line in printed_lines(FORM.tables["requests"]) if not line.group]
    rows = [f"{label}\t1\t0\t2\t0\t0\t0\t3" for label in labels]
    rows[4] = f"（三）不予公开\t{labels[4]}\t4\t\t\t\t\t\t4"
    rows[12] = f"（四）无法提供\t{labels[12]}\t\t\t\t\t\t\t"
    rows[15] = f"（五）不予处理\t{labels[15]}\t4\t\t\t\t\t\t9"
    found = helpers.read("\n".join(rows))
    statuses = {
        row: [c.status for c in found.cells if c.row == row] for row in FORM.tables["requests"].rows
    }
    assert values(found, "requests", "refused_state_secret") == [4, None, None, None, None, None, 4]
    assert statuses["refused_state_secret"] == ["read", *["blank"] * 5, "read"]
    assert statuses["unavailable_not_held"] == ["blank"] * 7
    assert statuses["unprocessed_petition"] == ["ambiguous"] * 7


def test_a_blank_cell_behind_a_row_that_is_full_and_adds_up_is_none_of_its_own():
    labels = [line.label.label for line in printed_lines(FORM.tables["requests"]) if not line.group]
    rows = [f"{label}\t1\t0\t2\t0\t0\t0\t3" for label in labels]
    rows[5], rows[6] = f"{labels[5]}\t1\t0\t2\t0\t0\t0\t3\t", f"{labels[6]}\t1\t0\t2\t0\t0\t3\t0\t"
    found = helpers.read("\n".join(rows))
    assert values(found, "requests", "refused_other_law") == [1, 0, 2, 0, 0, 0, 3]
    assert values(found, "requests", "refused_security_stability") == [None] * 7
