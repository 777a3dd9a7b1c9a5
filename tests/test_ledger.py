"""What was not assessed is counted, with the reason."""

import pytest
from bundled import REPORTS, WUSHAN

import helpers
from helpers.ledger import ledger_rules


@pytest.fixture(scope="module")
def ledger():
    paths = [REPORTS / "pingtan" / f"{year}.txt" for year in (2021, 2022)]
    return helpers.coverage(helpers.read_all(paths, progress=False))


def line(ledger, year, rule):
    found = ledger[(ledger["year"] == year) & (ledger["rule"] == rule)]
    assert len(found) == 1, found.to_string()
    return found.iloc[0]


def test_every_rule_of_the_form_has_one_line_a_report(ledger):
    for _, lines in ledger.groupby("report"):
        assert list(zip(lines["kind"], lines["rule"], strict=True)) == [
            (rule.kind, rule.key) for rule in ledger_rules("2021")
        ]


def test_the_balance_of_2022_is_assessed_in_seven_columns(ledger):
    balance = line(ledger, 2022, "balance")
    assert balance["assessed"]
    assert balance[["holds", "assumed"]].sum() == 7
    assert balance["fails"] == 0


def test_a_rule_without_a_figure_says_why(ledger):
    """The report on 2021 does not say how many requests were refused, and has no year before."""
    assert not line(ledger, 2021, "refused")["assessed"]
    assert line(ledger, 2021, "refused")["reason"] == "the prose does not state it"
    assert "no earlier report" in line(ledger, 2021, "stock")["reason"]
    assert line(ledger, 2022, "stock")["assessed"]


def test_every_finding_has_a_line_in_the_ledger():
    """Outcomes of disputes, parts of what was published and the reply rate, too."""
    reports = helpers.read_all(REPORTS, progress=False)
    findings = helpers.check(reports)
    found = set(zip(findings["report"], findings["kind"], findings["rule"], strict=True))
    ledger = helpers.coverage(reports)
    lines = set(zip(ledger["report"], ledger["kind"], ledger["rule"], strict=True))
    assert found <= lines and len(lines) == len(ledger)
    assert ("huaian/2024.pdf", "narrative", "litigation_corrected") in lines


def test_the_counts_are_those_of_the_findings():
    report = helpers.read(WUSHAN)
    ledger, findings = helpers.coverage(report), helpers.check(report)
    counts = findings["status"].value_counts()
    for status in ("holds", "fails", "depends", "assumed", "not_assessable"):
        assert ledger[status].sum() == counts.get(status, 0)
