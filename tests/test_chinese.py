"""Chinese sentences are Chinese: no half-width comma, no key, as an official writes."""

import re

import pytest
from bundled import REPORTS, WUSHAN, changed, with_every_third_cell, wushan_with

import helpers
from helpers.display_tables import words
from helpers.evidence_text import wordings
from helpers.findings import figure_zh
from helpers.rules import other_rules

# What no Chinese sentence of ours has; a quote of the document may have anything.
FOREIGN = re.compile(r"[A-Za-z,;:?]|N年度|：是$")
QUOTED = re.compile("“[^”]*”")
RATE = re.compile(r"\bn=[\d.]+/[\d.]+")


def foreign(texts):
    plain = {text: RATE.sub("", QUOTED.sub("", text)) for text in texts}
    return [text for text, rest in plain.items() if FOREIGN.search(rest)]


@pytest.fixture(scope="module")
def reports():
    """All bundled reports, and damaged ones: another total, no table, cells that are not read."""
    bundled = list(helpers.read_all(REPORTS, progress=False))
    wrong = helpers.read(wushan_with("(七)总计\n\n2\n", "(七)总计\n\n3\n"))
    text = WUSHAN.read_text(encoding="utf-8")
    short = helpers.read(text[: text.index("四、政府信息公开行政复议")])
    late = helpers.read(text.replace("2020年", "2023年"))
    hidden = with_every_third_cell(helpers.read(WUSHAN), value=None, status="unreadable")
    empty = with_every_third_cell(helpers.read(WUSHAN), value=None, status="blank")
    large = changed(helpers.read(WUSHAN), {("requests", "received", "total"): 12345})
    return bundled, [wrong, short, late, hidden, empty, large]


def test_findings(reports):
    for several in (reports[0], *([one] for one in reports[1])):
        found = helpers.check(several)
        assert len(found) and foreign(found["message_zh"]) == []


def test_evidence_and_notes(reports):
    bundled, damaged = reports
    suspects = helpers.localize([*bundled, damaged[0]], language="zh")
    assert foreign(suspects["evidence"].dropna()) == []
    panels = [helpers.panel(one, language="zh") for one in (bundled, *damaged)]
    for panel in panels:
        assert foreign(panel["note"].dropna()) == []
        assert foreign(helpers.changes(panel, "zh")["note"].dropna()) == []


def test_wordings():
    said = [wording["zh"] for wording in wordings().values()]
    said += [entry["zh"] for part in ("verdicts", "statuses", "words", "findings")
             for entry in words()[part].values()]  # fmt: skip
    said += [rule.chinese for rule in other_rules()]
    assert foreign(re.sub(r"\{\w*\}", "", text) for text in said) == []


@pytest.mark.parametrize(
    ("report", "rule", "said"),
    [
        ("shanghai-general-office/2019.html", "unavailable",
         "正文称265件（“因本机关不掌握等原因无法提供265件”），表中总计栏为空，分项合计337件"),
        ("pingtan/2023.txt", "normative_documents_in_force",
         "正文称393件（“现行有效行政规范性文件393件”），该格有多种读法，但无一为393"),
        ("shanghai-general-office/2019.html", "blanks",
         "表中各格宜填写数字，空缺属填报不规范：表三有126格未填数字"),
        ("wushan-planning/2020.txt", "missing_table", "报告应有格式规定的全部表格：符合"),
    ],
)  # fmt: skip
def test_sentences_that_an_official_would_write(report, rule, said):
    found = helpers.check(helpers.read(REPORTS / report))
    assert said in set(found[found["rule"] == rule]["message_zh"])


def test_the_form_of_another_year_is_called_a_mistake():
    text = WUSHAN.read_text(encoding="utf-8").replace("2020年", "2023年")
    found = helpers.check(helpers.read(text)).set_index("rule")["message_zh"]
    assert "2023年度报告误用2019年版格式，应使用2021年版格式" in found["form_of_year"]


def test_figures_have_no_separators_and_unknown_ones_are_open():
    assert [figure_zh(value) for value in (1234567.0, -3.5, None)] == ["1234567", "-3.5", "待定"]
