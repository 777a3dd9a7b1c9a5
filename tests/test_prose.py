"""The prose against the tables: real contradictions fail, what can be explained does not."""

import pytest
from bundled import REPORTS, wushan_with

import helpers
from helpers.prose import check_narrative

RECEIVED = "全年依申请公开2件"


def findings_of(source):
    return list(check_narrative(helpers.read(source)))


def by_rule(source):
    return {finding.rule: finding for finding in findings_of(source)}


@pytest.fixture(scope="module")
def shanghai():
    return by_rule(REPORTS / "shanghai-general-office" / "2019.html")


def test_258_granted_in_the_prose_are_275_in_the_table(shanghai):
    """The totals are blank; 272 + 3 are printed in their parts, so blanks cannot explain 258."""
    finding = shanghai["granted_or_partly"]
    assert (finding.left, finding.right, finding.status) == (258, 275, "fails")
    finding = shanghai["unavailable"]
    assert (finding.left, finding.right, finding.status) == (265, 337, "fails")


@pytest.mark.parametrize(("rule", "number"), [("refused", 35), ("unprocessed", 158)])
def test_agreement_depends_on_blank_cells(shanghai, rule, number):
    finding = shanghai[rule]
    assert (finding.left, finding.right, finding.status) == (number, number, "depends")


def test_all_upheld_is_explained_by_pending_ones(shanghai):
    """7 reconsiderations 均维持: the table has 5 upheld and 2 pending."""
    finding = shanghai["reconsideration_all_upheld"]
    assert (finding.left, finding.right, finding.status) == (7, 5, "depends")
    assert "pending" in finding.message


def test_a_fall_against_last_year_waits_for_last_years_report(shanghai):
    finding = shanghai["growth"]
    assert (finding.left, finding.status) == (-12.3, "not_assessable")
    assert "12.3%" in finding.message


def test_shares_of_the_requests_concluded():
    """Pingtan 2023: 42, 5, 31, 1 and 2 of 81 requests, each with its percentage."""
    found = findings_of(REPORTS / "pingtan" / "2023.txt")
    shares = [(f.left, f.right, f.status) for f in found if f.rule == "share"]
    assert [share[2] for share in shares] == ["holds"] * 5
    assert shares[0] == (51.85, 51.85, "holds")


def with_sentence(sentence):
    """The Wushan report, whose table has 2 requests received, with another sentence on them."""
    return by_rule(wushan_with(RECEIVED, f"{RECEIVED}。{sentence}"))


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("收到政府信息公开申请40件，较上年增加8件，增长25%", "holds"),
        ("收到政府信息公开申请40件，较上年增加8件，增长20%", "fails"),
        ("收到政府信息公开申请约40件，较上年增加8件，增长20%", "depends"),
        ("收到政府信息公开申请40件，同比增长25%", "not_assessable"),
    ],
)
def test_growth_in_number_gives_growth_in_percent(sentence, status):
    """40 are 8 more than 32, and 8 are 25 % of 32."""
    assert with_sentence(sentence)["growth"].status == status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("收到政府信息公开申请2件，其中自然人2件，占申请总数的100%", "holds"),
        ("收到政府信息公开申请2件，其中自然人2件，占申请总数的50%", "fails"),
        ("收到政府信息公开申请2件，其中自然人2件，占50%", "depends"),
    ],
)
def test_a_share_fails_only_where_its_whole_is_named(sentence, status):
    assert with_sentence(sentence)["share"].status == status


def test_a_rounded_figure_holds_where_the_table_lies_in_its_interval():
    report = wushan_with(RECEIVED, "全年依申请公开近3件")
    assert by_rule(report)["received"].status == "holds"
    report = wushan_with(RECEIVED, "全年依申请公开约20件")
    assert by_rule(report)["received"].status == "fails"


def test_a_part_of_the_organ_is_not_compared():
    report = wushan_with(RECEIVED, f"{RECEIVED}。局机关收到政府信息公开申请9件")
    (finding, *_) = [one for one in findings_of(report) if one.rule == "scope"]
    assert (finding.left, finding.right, finding.status) == (9, None, "not_assessable")
    assert "局机关" in finding.message_zh or "9件" in finding.message_zh


def test_an_answer_rate_of_100_percent_holds_where_all_were_concluded():
    """Wushan concluded both of its requests."""
    assert with_sentence("政府信息公开申请办结率100%")["reply_rate"].status == "holds"
    assert with_sentence("政府信息公开申请办结率50%")["reply_rate"].status == "depends"
