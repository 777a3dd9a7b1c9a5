"""The unit of an amount is the one that the report prints, not the one that the form expects."""

import pytest
from bundled import WUSHAN, wushan_with

import helpers

HEAD = "采购总金额"


def amount(text):
    report = helpers.read(text)
    (found,) = [c for c in report.cells if (c.row, c.column) == ("procurement", "amount")]
    return found


@pytest.mark.parametrize(
    ("head", "unit"),
    [(f"{HEAD}（万元）", "万元"), (f"{HEAD}（单位：元）", "元"), (HEAD, None)],
)
def test_the_head_of_a_column_tells_the_unit_of_a_bare_amount(head, unit):
    text = wushan_with(HEAD, head).replace("1691.4万", "1691.4")
    found = amount(text)
    assert (found.value, found.unit) == (1691.4, unit)


def test_the_unit_in_the_cell_comes_before_the_one_in_the_head():
    found = amount(wushan_with(HEAD, f"{HEAD}（元）"))
    assert (found.raw, found.unit) == ("1691.4万", "万元")


def test_heads_that_contradict_each_other_tell_no_unit():
    text = WUSHAN.read_text(encoding="utf-8").replace("1691.4万", "1691.4")
    text = text.replace(HEAD, f"{HEAD}（元）").replace("政府集中采购", "政府集中采购（万元）")
    assert amount(text).unit is None
