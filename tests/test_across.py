"""What one part of a report denies, another must not have."""

from bundled import REPORTS, wushan_with

import helpers
from helpers.across import check_across

PINGTAN = REPORTS / "pingtan" / "2022.txt"
FEES = "2022年未收取信息处理费"


def across(source):
    return [(f.rule, f.row, f.right, f.status) for f in check_across(helpers.read(source))]


def pingtan_with(old, new):
    text = PINGTAN.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def test_an_information_fee_is_no_administrative_fee():
    """Pingtan 2022 charged 9116.36 万元 in administrative fees and no 信息处理费: both can be."""
    assert across(PINGTAN) == []


def test_administrative_fees_denied_and_charged():
    """The table of Pingtan 2022 prints 9116.36 万元."""
    (finding,) = check_across(helpers.read(pingtan_with(FEES, "2022年未收取行政事业性收费")))
    assert (finding.rule, finding.right, finding.status) == ("fees_denied", 9116.36, "fails")
    assert finding.cells == "disclosure/fees/amount"
    assert "未收取行政事业性收费" in finding.message


def test_disputes_denied_and_decided():
    """Pingtan 2022 has two reconsiderations with outcomes."""
    text = pingtan_with(FEES, "没有发生因政府信息公开申请提起行政复议的情况")
    text = text.replace("行政复议案件2件", "")
    assert ("reconsideration_denied", "reconsideration", 2, "fails") in across(text)


def test_outcomes_without_any_request():
    """Wushan has 2 requests; were both totals 0, its 2 outcomes could not be."""
    old = "一、本年新收政府信息公开申请数量\n\n2\n\n0\n\n0\n\n0\n\n0\n\n0\n\n2\n"
    found = across(wushan_with(old, old[:-2] + "0\n"))
    assert [
        (rule, right, status) for rule, _, right, status in found if rule.startswith("out")
    ] == [("outcomes_without_requests", 2, "fails")]


def test_decisions_without_items_may_be_on_items_counted_elsewhere():
    """Wushan decided 20 penalties on 99 - 1 items; on no items it would be odd, not impossible."""
    found = across(wushan_with("99\n\n-1\n\n20\n", "0\n\n0\n\n20\n"))
    assert ("decisions_without_items", "penalties", 20, "depends") in found
    assert ("decisions_without_items", "coercion", 0, "holds") in found


def test_a_blank_cell_leaves_it_open():
    found = across(wushan_with("99\n\n-1\n\n20\n", "0\n\n0\n\n/\n"))
    assert ("decisions_without_items", "penalties", 0, "depends") in found
