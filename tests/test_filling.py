"""How a form is filled in: each defect is a finding, and a sound report has none."""

import re

import pytest
from bundled import DATA, REPORTS, WUSHAN, wushan_with

import helpers
from helpers.filling import check_filling

SHANGHAI = REPORTS / "shanghai-general-office" / "2019.html"
ZERO_ROW = "0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n"
COERCION = "行政强制\n\n0\n\n0\n\n0\n"


def filling(source, rule=None):
    found = check_filling(helpers.read(source))
    return [finding for finding in found if rule in (None, finding.rule)]


def defects(source):
    return [finding.rule for finding in filling(source) if finding.status == "fails"]


def test_a_sound_report_has_no_defect():
    assert {finding.status for finding in filling(WUSHAN)} == {"holds"}


def test_blanks_are_one_finding_per_table():
    """Shanghai leaves 126 cells of table 三 and 9 of table 四 empty."""
    found = {finding.table: finding for finding in filling(SHANGHAI, "blanks")}
    counts = {table: (finding.left, finding.status) for table, finding in found.items()}
    assert counts == {
        "disclosure": (None, "holds"),
        "requests": (126, "fails"),
        "disputes": (9, "fails"),
    }
    assert len(found["disputes"].cells.split("; ")) == 9


def test_a_mark_is_no_number():
    (finding,) = [f for f in filling(wushan_with("99\n\n-1\n", "99\n\n/\n"), "blanks") if f.left]
    assert (finding.left, finding.cells) == (1, "disclosure/penalties/items_change")


def test_totals_left_empty_over_figures():
    """Eleven outcome rows of Shanghai have figures and an empty 总计."""
    found = [f for f in filling(SHANGHAI, "empty_total") if f.status == "fails"]
    assert len(found) == 11
    assert (found[0].row, found[0].left, found[0].right) == ("granted", None, 272)


def test_a_total_of_0_over_a_part():
    old = f"2.重复申请\n\n{ZERO_ROW}"
    (finding,) = [
        f
        for f in filling(wushan_with(old, old.replace("请\n\n0", "请\n\n1")), "empty_total")
        if f.row == "unprocessed_repeat"
    ]
    assert (finding.left, finding.right, finding.status) == (0, 1, "fails")


def test_a_row_printed_twice():
    """The second row is not read; the finding says what it has."""
    (finding,) = filling(
        wushan_with(COERCION, f"{COERCION}\n行政强制\n\n0\n\n0\n\n7\n"), "repeated_row"
    )
    assert finding.status == "fails"
    assert "行政强制 0 0 7" in finding.message_zh


def test_a_row_of_another_kind_is_no_repetition():
    found = filling(wushan_with(COERCION, f"{COERCION}\n行政检查\n\n0\n\n0\n\n7\n"), "repeated_row")
    assert [finding.status for finding in found] == ["holds"]


def test_the_form_of_another_year():
    text = WUSHAN.read_text(encoding="utf-8").replace("2020年", "2023年")
    (finding,) = filling(text, "form_of_year")
    assert finding.status == "fails"
    assert "that of the year is 2021" in finding.message


def test_section_five_that_says_nothing():
    """Only 无 below the heading."""
    text = WUSHAN.read_text(encoding="utf-8")
    section = helpers.read(WUSHAN).sections[5]
    start = text.index(section.text.splitlines()[0], text.index(section.heading))
    end = text.index(helpers.read(WUSHAN).sections[6].heading, start)
    assert defects(f"{text[:start]}无。\n\n{text[end:]}") == ["problems_section"]


def test_a_missing_section_and_a_missing_table():
    text = WUSHAN.read_text(encoding="utf-8")
    heading = helpers.read(WUSHAN).sections[6].heading
    assert defects(text[: text.index(heading)]) == ["missing_section"]
    start, end = text.index("四、政府信息公开行政复议"), text.index("五、存在")
    assert defects(text[:start] + text[end:]) == ["missing_table", "missing_section"]


def test_a_table_alone_cannot_tell_about_sections():
    """Only the lines of table 三, without any heading."""
    text = WUSHAN.read_text(encoding="utf-8")
    start, end = text.index("一、本年新收"), text.index("四、政府信息公开行政复议")
    found = filling(text[start:end], "missing_section")
    assert [finding.status for finding in found] == ["not_assessable"]


def without(start, end, left=""):
    """The Wushan report without what stands from one passage to another."""
    text = WUSHAN.read_text(encoding="utf-8")
    first = text.index(start) + len(start)
    return text[:first] + left + text[text.index(end, first) :]


@pytest.mark.parametrize("left", ["\n\n", "\n[图片]\n", "\n（本列数据的勾稽关系为：……）\n"])
def test_a_heading_without_its_table_is_no_table(left):
    """All 161 cells of table 三 are absent: nothing about it holds."""
    gone = without("三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议", left)
    report = helpers.read(gone)
    assert {c.status for c in report.cells if c.table == "requests"} == {"absent"}
    found = helpers.check(report)
    assert not ((found["table"] == "requests") & (found["status"] == "holds")).any()
    (missing,) = filling(gone, "missing_table")
    assert (missing.table, missing.status) == ("requests", "not_assessable")
    assert "requests" in set(report.problems["text"])


def test_the_sentence_that_a_table_is_missing_names_it_as_officials_do():
    (missing,) = filling(without("第二十条第(一)项", "三、收到和处理政府信息"), "missing_table")
    assert "表二" in missing.message_zh and "disclosure" not in missing.message_zh


BLOCKS = [f"第二十条第({number})项" for number in "五六八九"]


def swapped(first, second, end):
    """The Wushan report with two blocks of table 二 in the other order."""
    text = WUSHAN.read_text(encoding="utf-8")
    a, b, c = map(text.index, (first, second, end))
    return text[:a] + text[b:c] + text[a:b] + text[c:]


@pytest.mark.parametrize(
    ("source", "status"),
    [
        (swapped(*BLOCKS[:3]), "holds"),
        (swapped(*BLOCKS[1:]), "holds"),
        (wushan_with("第二十条第(六)项\n", "第二十条第(六)项\n\n行政处罚\n"), "not_assessable"),
        (swapped("(四)无法提供", "(五)不予处理", "(六)其他处理"), "holds"),
    ],
    ids=["penalties first", "fees first", "a label as a heading", "groups of outcomes"],
)
def test_rows_out_of_order_and_headings_are_no_repetition(source, status):
    """Rows in another order are read under their own labels, so that none is printed twice."""
    found = filling(source, "repeated_row")
    assert found and {finding.status for finding in found} == {status}


def test_the_last_row_of_a_document_is_cut_off_only_if_cells_are_missing():
    """Seven digits for seven cells may be all; three digits are not."""
    text = (REPORTS / "pingtan" / "2022.txt").read_text(encoding="utf-8")
    whole = text[: text.index("四、政府信息公开行政")].rstrip()
    assert whole.endswith("0000000")
    reasons = [
        next(p.reason for p in helpers.read(one).reading.problems if "四、结转" in p.text)
        for one in (whole, whole[:-4])
    ]
    assert reasons == [
        "the document ends with this row, whose figures may go on",
        "the document ends within this row",
    ]


def test_a_problem_quotes_the_label_of_its_row():
    report = helpers.read(REPORTS / "pingtan" / "2021.txt")
    assert "行政规范性文件 693665" in set(report.problems["text"])


def test_a_document_that_prints_what_is_expected_is_not_told_to_print_it():
    with pytest.raises(helpers.NotAReportError, match="第二十条第（一）项 is printed, but no row"):
        helpers.read("二、主动公开政府信息情况\n第二十条第（一）项\n[图片]\n三、其他\n")


def test_a_refusal_says_how_a_student_goes_on():
    """The form that it names is there, and is read when it is filled in."""
    with pytest.raises(helpers.NotAReportError, match="blank-2021") as caught:
        helpers.read("甲市统计局2023年政府信息公开工作年度报告\n[图片]\n")
    form = DATA / "forms" / re.search(r"data/forms/(blank-2021.txt)", str(caught.value))[1]
    text = form.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("行政处罚"))
    report = helpers.read(text.replace(line, line.split("\t")[0] + "\t17"))
    assert report.table("disclosure", language=None).loc["penalties", "decisions"] == 17
