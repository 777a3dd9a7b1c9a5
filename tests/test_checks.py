"""Every identity and every stated figure is a row with both sides, a verdict and a sentence."""

import pytest
from bundled import REPORTS, WUSHAN, with_every_third_cell, wushan_with

import helpers
from helpers.across import check_across
from helpers.filling import check_filling
from helpers.findings import STATUSES
from helpers.forms import all_forms
from helpers.frames import make_frame
from helpers.prose import check_narrative

IDENTITIES = {identity.key for form in all_forms() for identity in form.identities}
DAMAGES = [
    {},
    {"value": 0.0},
    {"basis": "prose"},
    {"value": None, "status": "blank"},
    {"value": None, "status": "unreadable"},
]


@pytest.fixture(scope="module")
def wushan():
    return helpers.check(helpers.read(WUSHAN))


def one(findings, **wanted):
    for column, value in wanted.items():
        findings = findings[findings[column] == value]
    assert len(findings) == 1, findings.to_string()
    return findings.iloc[0]


def test_every_identity_of_the_form_is_checked_in_every_place(wushan):
    """Two identities in 7 columns, one in 23 rows, one on 3 routes; and a rule of table 二."""
    within = wushan[wushan["kind"] == "within"]
    assert within.groupby("rule").size().to_dict() == {
        "applicants": 23,
        "balance": 7,
        "decisions_without_items": 1,
        "dispute_outcomes": 3,
        "outcomes": 7,
    }
    assert set(within["status"]) == {"holds"}


def test_a_finding_has_both_sides_and_its_cells(wushan):
    balance = one(wushan, rule="balance", column="total")
    assert (balance["left"], balance["right"], balance["difference"]) == (2, 2, 0)
    assert balance["cells"].split("; ") == [
        "requests/received/total",
        "requests/carried_in/total",
        "requests/concluded/total",
        "requests/carried_out/total",
    ]
    assert balance["message"].startswith("Total: Requests received and carried in equal")
    assert balance["message_zh"].startswith("总计：本年新收加上年结转")


def test_one_changed_digit_fails_its_row_and_its_columns():
    findings = helpers.check(helpers.read(wushan_with("(七)总计\n\n2\n", "(七)总计\n\n3\n")))
    broken = findings[findings["status"] == "fails"]
    places = set(broken[["rule", "row", "column"]].fillna("").itertuples(index=False, name=None))
    assert places == {
        ("applicants", "concluded", ""),
        ("balance", "", "natural_person"),
        ("outcomes", "", "natural_person"),
    }
    assert one(broken, rule="balance")["difference"] == -1


def test_prose_and_table_agree_on_589_licences(wushan):
    row = one(wushan, kind="narrative", row="licensing")
    assert (row["left"], row["right"], row["status"]) == (589, 589, "holds")


def test_items_published_need_not_equal_decisions_made(wushan):
    row = one(wushan, kind="narrative", row="penalties")
    assert (row["left"], row["right"], row["status"]) == (14, 20, "depends")
    assert "items published" in row["message"] and "公开条数" in row["message_zh"]


def test_the_parts_of_711_add_up_to_it(wushan):
    row = one(wushan, rule="published_parts")
    assert (row["left"], row["right"], row["status"]) == (711, 711, "holds")


def test_a_part_changed_makes_the_parts_fail():
    findings = helpers.check(helpers.read(wushan_with("征收公告12条", "征收公告13条")))
    assert one(findings, rule="published_parts")["status"] == "fails"


def test_a_cell_that_is_not_read_makes_its_identities_not_assessable():
    findings = helpers.check(helpers.read(wushan_with("(七)总计\n\n2\n", "(七)总计\n\n2x\n")))
    within = findings[findings["kind"] == "within"]
    open_ones = within[within["status"] == "not_assessable"]
    assert set(open_ones["rule"]) == {"applicants", "balance", "outcomes"}
    assert open_ones["difference"].isna().all()


def test_the_identities_of_a_missing_table_are_not_assessable():
    """Wushan without its fourth section, which held the table of disputes."""
    text = WUSHAN.read_text(encoding="utf-8")
    start = text.index("四、政府信息")
    report = helpers.read(text[:start] + text[text.index("五、", start) :])
    findings = helpers.check(report)
    disputes = findings[findings["table"] == "disputes"]
    assert disputes.groupby(["kind", "status"]).size().to_dict() == {
        ("filling", "fails"): 1,
        ("within", "not_assessable"): 3,
    }
    assert "is not in the report" in disputes[disputes["kind"] == "within"]["message"].iloc[0]


def test_blank_cells_are_not_silently_zero():
    findings = helpers.check(helpers.read(wushan_with("(七)总计\n\n2\n", "(七)总计\n\n/\n")))
    row = one(findings, rule="balance", column="natural_person")
    assert (row["status"], row["right"]) == ("depends", 0)
    assert "taken as 0" in row["message"]


def test_the_known_contradictions_of_pingtan_are_found_and_no_others():
    findings = helpers.check(helpers.read_all(REPORTS / "pingtan", progress=False))
    found = findings[(findings["status"] == "fails") & (findings["kind"] != "years")]
    right = found["right"].astype(object).where(found["right"].notna(), None)
    assert sorted(zip(found["year"], found["rule"], found["left"], right, strict=True)) == [
        (2012, "published_parts", 1931, 1913),
        (2012, "published_total", 1913, 739),
        (2013, "reconsideration", 1, 0),
        (2014, "published_parts", 2641, 2543),
        (2019, "published_parts", 2533, 2599),
        (2020, "outcomes", 26, 20),
        (2020, "outcomes", 27, 21),
        (2020, "published_parts", 2603, 2602),
        (2023, "normative_documents_in_force", 393, None),
    ]


def test_75_requests_are_74_new_ones_and_one_carried_in():
    findings = helpers.check(helpers.read(REPORTS / "pingtan" / "2022.txt"))
    row = one(findings, rule="received")
    assert (row["left"], row["right"], row["status"]) == (75, 74, "depends")
    assert "carried over" in row["message"]


@pytest.fixture(scope="module")
def bundled():
    return list(helpers.read_all(REPORTS, progress=False))


@pytest.mark.parametrize("said", DAMAGES)
def test_claims_evaluated_together_come_out_as_each_alone(bundled, said):
    """What is written column by column for all reports is what the rules say of each report."""
    bundled = [with_every_third_cell(report, **said) for report in bundled]
    rows = (
        (report.name, report.organ, report.year, *finding)
        for report in bundled
        for rules in (check_across, check_narrative, check_filling)
        for finding in rules(report)
    )
    found = helpers.check(bundled)
    identity = (found["kind"] == "within") & found["rule"].isin(IDENTITIES)
    found = found[~identity & (found["kind"] != "years")].reset_index(drop=True)
    assert len(found) > 300
    assert found.equals(make_frame("findings", rows))


@pytest.mark.parametrize("status", STATUSES)
def test_one_status_of_all_kinds_is_built_as_it_stands_among_the_others(bundled, status):
    every = helpers.check(bundled)
    wanted = every[every["status"] == status].reset_index(drop=True)
    assert len(wanted) > 0
    assert helpers.check(bundled, only=status).equals(wanted)


def test_no_reports_give_no_findings_but_all_columns():
    assert helpers.check([]).columns.tolist()[:5] == ["report", "organ", "year", "kind", "rule"]
