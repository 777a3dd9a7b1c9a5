"""A displayed report prints every figure as printed, marked as the findings say."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from bundled import REPORTS, WUSHAN, changed
from selectolax.lexbor import LexborHTMLParser, LexborNode

import helpers
from helpers.cells import Cell, Problem
from helpers.frames import make_frame
from helpers.report import Report

SCRIPT = "<script>document.title='ran'</script>"
RECEIVED = "requests/received/total"


@pytest.fixture(scope="module")
def wushan():
    return helpers.read(WUSHAN)


def findings(report: Report, *pairs: tuple[str, str]):
    """A frame of findings, one for each pair of a status and the cells that it names."""
    origin = report.name, report.organ, report.year, "within", "made_up", "requests", None, "total"
    rows = [
        (*origin, 1.0, 2.0, -1.0, status, cells, f"{status} sentence", f"{status} 句子")
        for status, cells in pairs
    ]
    return make_frame("findings", rows)


def with_cells(report: Report, **changed: Cell) -> Report:
    """The report with other cells for received (requests, total) and what else is named."""
    cells = [changed.get(f"{c.table}_{c.row}_{c.column}", c) for c in report.cells]
    return replace(report, reading=replace(report.reading, cells=cells))


def parse(report: Report, frame=None, language: str = "zh") -> LexborHTMLParser:
    frame = findings(report) if frame is None else frame
    return LexborHTMLParser(helpers.show(report, frame, language).data)


def row(tree: LexborHTMLParser, label: str) -> list[LexborNode]:
    """The figures of the one row whose own label is `label`."""
    heads = [head for head in tree.css("th.gk-side") if head.text() == label]
    assert len(heads) == 1, f"{label}: {len(heads)} rows"
    return heads[0].parent.css("td")


def printed(cell: LexborNode) -> str:
    return "".join(node.text() for node in cell.iter(include_text=True) if node.tag != "i")


def cell(tree: LexborHTMLParser, label: str, at: int = -1) -> LexborNode:
    return row(tree, label)[at]


def test_licensing_row_prints_32_minus_2_and_589(wushan):
    assert [printed(c) for c in row(parse(wushan), "行政许可")] == ["32", "-2", "589"]


def test_amount_is_printed_with_its_wan(wushan):
    assert [printed(c) for c in row(parse(wushan), "政府集中采购")] == ["47", "1691.4万"]


def test_every_cell_is_printed_once_in_form_order(wushan):
    shown = [printed(c) for c in parse(wushan).css("td.gk-figure")]
    assert shown == [c.raw for c in wushan.cells]
    assert len(shown) == 22 + 161 + 15


@pytest.mark.parametrize(
    ("language", "label", "refused", "span"),
    [("zh", "1.属于国家秘密", "（三）不予公开", "8"), ("en", "State secret", "Refused", "8")],
)
def test_refusals_stand_under_one_head_that_spans_them(wushan, language, label, refused, span):
    tree = parse(wushan, language=language)
    heads = [th for th in tree.css("th[rowspan]") if th.text() == refused]
    assert [th.attributes["rowspan"] for th in heads] == [span]
    assert len(row(tree, label)) == 7


def test_disputes_have_a_head_of_three_levels(wushan):
    levels = parse(wushan).css("table.gk-disputes tr")
    names = [[(th.text(), th.attributes.get("colspan")) for th in tr.css("th")] for tr in levels]
    assert names[0] == [("行政复议", "5"), ("行政诉讼", "10")]
    assert names[1] == [("未经复议直接起诉", "5"), ("复议后起诉", "5")]
    assert [name for name, _ in names[2]][:5] == [
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
        "总计",
    ]
    assert len(levels[3].css("td")) == 15


def test_english_page_has_english_heads_and_sentences(wushan):
    tree = parse(wushan, findings(wushan, ("fails", RECEIVED)), "en")
    assert [printed(c) for c in row(tree, "Administrative licensing")] == ["32", "-2", "589"]
    assert tree.css_first(".gk-checks li").text() == "≠fails sentence"
    assert (
        tree.css_first("table.gk-requests caption").text() == "Requests received and how they ended"
    )


def test_header_names_organ_year_form_date_and_counts(wushan):
    head = parse(wushan).css_first("header").text()
    for fact in (
        "重庆市巫山县规划和自然资源局 2020",
        "2021-01-31",
        "格式 2019",
        "198个单元格：已读 198",
    ):
        assert fact in head


@pytest.mark.parametrize(
    ("statuses", "shown"),
    [
        (("holds", "fails", "depends"), "fails"),
        (("holds", "depends"), "depends"),
        (("assumed", "holds"), "holds"),
        (("assumed", "not_assessable"), "assumed"),
        (("not_assessable",), "unchecked"),
        ((), "unchecked"),
    ],
)
def test_the_worst_finding_marks_its_cells_and_no_others(wushan, statuses, shown):
    names = f"requests/carried_in/total; {RECEIVED}"
    tree = parse(wushan, findings(wushan, *((status, names) for status in statuses)))
    for label in ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"):
        assert f"gk-{shown}" in cell(tree, label).attributes["class"].split()
        assert "gk-unchecked" in cell(tree, label, 0).attributes["class"].split()


def test_the_findings_of_another_report_mark_nothing(wushan):
    other = replace(wushan, name="other.txt")
    tree = parse(wushan, findings(other, ("fails", RECEIVED)))
    assert not tree.css("td.gk-fails") and not tree.css(".gk-checks li")


def test_without_findings_the_report_is_checked(wushan):
    """The prose counts 14 penalties published, the table 20 decisions: it depends."""
    tree = LexborHTMLParser(helpers.show(wushan, language="zh").data)
    assert [printed(c) for c in tree.css("td.gk-depends")] == ["20"]
    assert cell(tree, "行政处罚").css_first("i").text() == "≈"


def test_hovering_gives_source_status_basis_and_sentences(wushan):
    names = "disclosure/licensing/decisions"
    tree = parse(wushan, findings(wushan, ("holds", names), ("fails", names)))
    licensing = next(c for c in wushan.cells if (c.row, c.column) == ("licensing", "decisions"))
    assert cell(tree, "行政许可").attributes["title"].split("\n") == [
        "行政许可 · 处理决定数量",
        "原文：589",
        f"第{licensing.line}行、状态：已读、依据：单独成格、计量单位：件",
        "核对不符：fails 句子",
        "核对相符：holds 句子",
    ]


def test_legend_lists_only_what_occurs_with_its_count(wushan):
    tree = parse(wushan, findings(wushan, ("fails", RECEIVED)), "en")
    legend = [li.text() for li in tree.css(".gk-legend li")]
    assert legend == ["≠a check fails 1", "in no check 197"]


def status_cell(status: str, raw: str | None) -> Cell:
    return Cell("requests", "received", "total", None, "件", raw, status, None, None, 9)


@pytest.mark.parametrize(
    ("status", "raw", "text"),
    [
        ("blank", "", "blank"),
        ("absent", None, "absent"),
        ("mark", "/", "/‹›"),
        ("ambiguous", "12", "12?"),
        ("unreadable", "12a", "12a!"),
    ],
)
def test_what_is_no_figure_says_so_in_words_or_signs(wushan, status, raw, text):
    report = with_cells(wushan, requests_received_total=status_cell(status, raw))
    tree = parse(report, language="en")
    shown = cell(tree, "Received this year")
    assert (shown.text(), f"gk-{status}" in shown.attributes["class"].split()) == (text, True)
    assert any(f"{status} 1" in li.text() for li in tree.css(".gk-legend li"))


def test_a_run_of_print_that_cells_share_is_printed_once(wushan):
    """Seven figures glued to one run are not seven figures of that size."""
    glued = {
        f"requests_received_{c.column}": c._replace(
            value=None, raw="640020470", status="ambiguous", line=9
        )
        for c in wushan.cells
        if (c.table, c.row) == ("requests", "received")
    }
    cells = row(parse(with_cells(wushan, **glued)), "一、本年新收政府信息公开申请数量")
    assert [(printed(c), c.attributes["colspan"]) for c in cells] == [("640020470", "7")]
    assert "连写的单元格数：7" in cells[0].attributes["title"]


def test_nothing_a_report_says_becomes_markup(wushan):
    quote = f'"><img src=x onerror="{SCRIPT}">'
    report = with_cells(wushan, requests_received_total=status_cell("unreadable", SCRIPT + quote))
    problems = [Problem(3, SCRIPT, quote)]
    report = replace(
        report, organ=SCRIPT, title=quote, reading=replace(report.reading, problems=problems)
    )
    frame = findings(report, ("fails", RECEIVED))
    frame["message_zh"] = frame["message_zh"].astype("string") + quote
    page = helpers.show(report, frame, "zh").page(title=SCRIPT)
    tree = LexborHTMLParser(page)
    assert not tree.css("script") and not tree.css("img") and not tree.css("[onerror]")
    assert tree.css_first("title").text() == SCRIPT
    assert tree.css_first(".gk-problems q").text() == SCRIPT
    assert cell(tree, "一、本年新收政府信息公开申请数量").text() == SCRIPT + quote + "≠!"


def test_page_is_utf8_and_asks_nothing_of_the_network(wushan, tmp_path):
    view = helpers.show(wushan, findings(wushan))
    path = view.save(tmp_path / "wushan.html")
    page = path.read_bytes().decode("utf-8")
    assert page.startswith("<!doctype html>") and '<meta charset="utf-8">' in page
    assert "<title>重庆市巫山县规划和自然资源局 2020</title>" in page
    assert not re.search(r"https?:|@import|url\(|src=|<link", page)
    assert view._repr_html_() == view.data and view.data in page


def test_fujian_table_prints_its_units_and_the_year():
    report = helpers.read(WUSHAN.parents[1] / "pingtan" / "2012.txt")
    tree = parse(report)
    heads = [th.text() for th in tree.css("table.gk-statistics tr:first-child th")]
    assert heads == ["指标名称", "计量单位", "2012年度", "历年累计"]
    assert [printed(c) for c in row(tree, "主动公开信息数")] == ["739", "4359"]
    assert len(tree.css("td.gk-absent")) == Counter(c.status for c in report.cells)["absent"] == 2


def test_another_language_is_refused(wushan):
    with pytest.raises(ValueError, match="'fr'"):
        helpers.show(wushan, language="fr")


def test_the_only_suspect_is_marked_and_says_what_it_should_print(wushan):
    """（七）总计 of natural persons, 2, printed as 3."""
    key = "requests", "concluded", "natural_person"
    view = helpers.show(changed(wushan, {key: 3}), language="en").data
    (cell,) = re.findall(r"<td[^>]*gk-sole[^>]*>", view)
    assert "the only suspect: the other figures demand 2" in cell
    assert "▲" in view and "the only suspect <b>1</b>" in view


def test_tied_suspects_are_marked_otherwise():
    view = helpers.show(helpers.read(REPORTS / "pingtan" / "2020.txt"), language="zh").data
    assert len(re.findall(r"<td[^>]*gk-tied", view)) == 4
    assert "gk-sole" not in view.split("</style>")[1]
    assert "可疑之一：其余数字要求为1" in view


def test_a_page_says_the_evidence_in_its_own_language():
    """Huai'an's 64 appeals corrected, printed as 46: the prose states 64, digits are exchanged."""
    report = helpers.read(REPORTS / "huaian" / "2024.pdf")
    wrong = changed(report, {("disputes", "reconsideration", "corrected"): 46})
    chinese, english = (
        re.findall("^.*其余数字要求为.*$|^.*the other figures demand.*$", view, re.M)
        for view in (helpers.show(wrong, language=one).data for one in ("zh", "en"))
    )
    assert len(chinese) == len(english) == 5
    assert any("要求为64（正文写明64（“" in line for line in chinese)
    assert any("”）；只差一处笔误：相邻两位数字颠倒）" in line for line in chinese)
    said = [line.partition('"')[0] for line in chinese]
    assert not re.search("[A-Za-z]{2,}", "".join(said))
    assert any("demand 64 (the prose states 64 (“" in line for line in english)
    assert any("”); one slip apart: transposed)" in line for line in english)


def test_a_page_says_what_the_results_of_lawsuits_mean():
    """结果维持 in court: the claim was dismissed."""
    page = helpers.show(helpers.read(WUSHAN), language="en")._repr_html_()
    assert "Litigation (upheld: claim dismissed; corrected: lost by the organ)" in page
