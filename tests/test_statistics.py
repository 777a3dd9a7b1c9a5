"""Statistics tables: the national one of 2014 to 2018, and columns that no form has."""

import io
from dataclasses import replace

import docx
import openpyxl
import pytest

import helpers
from helpers.code_columns import without_codes
from helpers.sources.text import text_document
from helpers.statistics_heads import EXTRA_COLUMN

# The table of an office as its page prints it, group rows with dashes.
ROWS = [
    ("一、主动公开情况", "——", "——"),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "1874"),
    ("其中：主动公开规范性文件数", "条", "12"),
    ("制发规范性文件总数", "件", "15"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——", "——"),
    ("1.政府公报公开政府信息数", "条", "96"),
    ("2.政府网站公开政府信息数", "条", "1874"),
    ("3.政务微博公开政府信息数", "条", "310"),
    ("4.政务微信公开政府信息数", "条", "288"),
    ("5.其他方式公开政府信息数", "条", "41"),
    ("三、依申请公开情况", "——", "——"),
    ("（一）收到申请数", "件", "37"),
    ("1.当面申请数", "件", "5"),
    ("2.传真申请数", "件", "0"),
    ("3.网络申请数", "件", "24"),
    ("4.信函申请数", "件", "8"),
    ("（二）申请办结数", "件", "36"),
    ("1.按时办结数", "件", "33"),
    ("2.延期办结数", "件", "3"),
    ("四、行政复议数量", "件", "3"),
    ("（一）维持具体行政行为数", "件", "1"),
    ("（二）被依法纠错数", "件", "2"),
    ("（三）其他情形数", "件", "0"),
    ("五、行政诉讼数量", "件", "6"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", "4"),
    ("（二）被依法纠错数", "件", "0"),
    ("（三）其他情形数", "件", "2"),
    ("（四）政府信息公开专项经费（不包括用于政府公报编辑管理等方面的经费）", "万元", "12.5"),
    ("（三）接受培训人员数", "人次", "96"),
]  # fmt: skip
PRINTED = {
    "published": 1874, "published_normative_documents": 12, "published_website": 1874,
    "requests": 37, "requests_online": 24, "requests_concluded": 36,
    "reconsiderations": 3, "reconsiderations_corrected": 2, "reconsiderations_other": 0,
    "lawsuits": 6, "lawsuits_corrected": 0, "lawsuits_other": 2, "expenses": 12.5, "trainees": 96,
}  # fmt: skip
HEADS = ("统计指标", "单位", "统计数")
TITLE = ["海州市教育局2015年政府信息公开工作年度报告", "政府信息公开情况统计表（2015年度）"]
LOCAL = [
    ("主动公开文件数", "条", "2543", "78967"),
    ("其中：1、政府网站公开数", "条", "2500", "78900"),
    ("2、政府公报公开数", "条", "43", "67"),
    ("受理依申请公开信息总数", "条", "3", "9"),
    ("其中：1、当面申请数", "条", "1", "2"),
    ("对申请的答复总数", "条", "3", "9"),
]


def text(heads, rows, separator="\t"):
    return "\n".join([*TITLE, *map(separator.join, [heads, *rows])])


def lines(heads, rows):
    return text(heads, rows, "\n")


def aligned(heads, rows):
    return text(heads, rows, "   ")


def pipes(heads, rows):
    return "\n".join([*TITLE, *(f"| {' | '.join(row)} |" for row in [heads, *rows])])


def html(heads, rows):
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = "".join(f"<th>{cell}</th>" for cell in heads)
    return f"<html><p>{TITLE[0]}</p>\n<table><tr>{head}</tr>{table}</table></html>"


def word(heads, rows):
    made = docx.Document()
    made.add_paragraph(TITLE[0])
    table = made.add_table(rows=0, cols=len(heads))
    for row in [heads, *rows]:
        for cell, printed in zip(table.add_row().cells, row, strict=True):
            cell.text = printed
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def book(heads, rows):
    made = openpyxl.Workbook()
    made.active.append([TITLE[0]])
    for row in [heads, *rows]:
        made.active.append(list(row))
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


MEDIA = [text, lines, aligned, pipes, html, word, book]


def figures(report, column="this_year"):
    return {c.row: c.value for c in report.cells if c.column == column and c.status == "read"}


def shown(report, rows):
    found = figures(report)
    return {row: found.get(row) for row in rows}


@pytest.mark.parametrize("medium", MEDIA)
def test_the_national_table_is_read_as_printed(medium):
    report = helpers.read(medium(HEADS, ROWS))
    assert report.form == "2014"
    assert shown(report, PRINTED) == PRINTED
    units = {c.row: c.unit for c in report.cells}
    assert (units["trainees"], units["expenses"]) == ("人次", "万元")


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("mark", ["", "--"])
def test_group_rows_may_print_nothing_or_another_sign(medium, mark):
    rows = [tuple(mark if cell == "——" else cell for cell in row) for row in ROWS]
    assert shown(helpers.read(medium(HEADS, rows)), PRINTED) == PRINTED


def test_flat_text_is_cut_at_the_labels():
    flat = TITLE[0] + "\n" + "".join([*HEADS, *("".join(row) for row in ROWS)])
    assert shown(helpers.read(flat), PRINTED) == PRINTED


def test_labels_need_neither_their_numbers_nor_their_remarks():
    numbers = ("（一）", "（二）", "（三）", "（四）", *(f"{n}." for n in range(1, 6)))
    rows = []
    for label, *rest in ROWS:
        for number in numbers:
            label = label.removeprefix(number)
        rows.append((label.removeprefix("其中：").partition("（")[0], *rest))
    assert shown(helpers.read(text(HEADS, rows)), PRINTED) == PRINTED
    rows = [(label.replace("（", "(").replace("）", ")").replace(".", "、"), *rest)
            for label, *rest in ROWS]  # fmt: skip
    assert shown(helpers.read(text(HEADS, rows)), PRINTED) == PRINTED


def test_the_same_label_belongs_to_the_parent_above_it():
    """Without 四、行政复议数量 and its rows, 被依法纠错数 is that of the lawsuits."""
    places = [label for label, *_ in ROWS]
    first, last = places.index("四、行政复议数量"), places.index("五、行政诉讼数量")
    report = helpers.read(text(HEADS, [*ROWS[:first], *ROWS[last:]]))
    assert shown(report, ["lawsuits", "lawsuits_corrected", "lawsuits_other"]) == {
        "lawsuits": 6, "lawsuits_corrected": 0, "lawsuits_other": 2
    }  # fmt: skip
    assert not {"reconsiderations", "reconsiderations_corrected"} & figures(report).keys()


@pytest.mark.parametrize("heads", [
    ("指标名称", "计量单位", "数量"), ("统计指标", "单位", "2015年"),
    ("统计指标", "单位", "本年度"), ("统计指标", "单位", "统?数"), ("项目", "单位", "统计数（个）"),
])  # fmt: skip
def test_the_heads_have_variants(heads):
    for medium in (text, lines, html):
        assert shown(helpers.read(medium(heads, ROWS)), PRINTED) == PRINTED


def coded(number, head, code):
    """Heads and rows with a column of codes in one place; group rows have none."""
    counted = 0
    rows = []
    for row in ROWS:
        group = row[1] == "——"
        counted += not group
        rows.append((*row[:number], "" if group else code.format(counted), *row[number:]))
    return (*HEADS[:number], head, *HEADS[number:]), rows


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize(
    ("place", "head", "code"),
    [(2, "代码", "{:02d}"), (2, "指标代码", "{}"), (0, "序号", "{}"), (0, "编号", "{:02d}")],
)
def test_a_column_of_codes_is_no_figure(medium, place, head, code):
    report = helpers.read(medium(*coded(place, head, code)))
    assert shown(report, PRINTED) == PRINTED
    assert any("codes" in problem.reason for problem in report.reading.problems)


@pytest.mark.parametrize("medium", [text, pipes, html, word, book])
def test_numbers_in_order_are_codes_under_whatever_head(medium):
    heads, rows = coded(2, "码", "{:02d}")
    assert shown(helpers.read(medium(heads, rows)), PRINTED) == PRINTED


def test_codes_in_flat_text_are_taken_off_their_figures():
    heads, rows = coded(2, "代码", "{:02d}")
    flat = TITLE[0] + "\n" + "".join([*heads, *("".join(row) for row in rows)])
    assert shown(helpers.read(flat), PRINTED) == PRINTED


def test_codes_of_a_local_table_are_no_figures():
    rows = [(*row[:2], f"{n:02d}", *row[2:]) for n, row in enumerate(LOCAL, 1)]
    for medium in MEDIA:
        report = helpers.read(
            medium(("指标名称", "计量单位", "代码", "2015年度", "历年累计"), rows)
        )
        assert figures(report)["published"] == 2543
        assert figures(report, "cumulative")["published"] == 78967


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("heads", [
    ("市本级", "全市合计"), ("本期实际", "本年累计"), ("2014年", "2015年"), ("甲县", "乙县"),
    ("数量", "统计数"), ("统计数", "市本级"),
])  # fmt: skip
def test_figures_under_unknown_heads_are_no_figures_of_a_form(medium, heads):
    local = ("指标名称", "计量单位", *heads)
    with pytest.raises(helpers.NotAReportError, match="other columns"):
        helpers.read(medium(local, LOCAL))
    rows = [(*row, row[2]) for row in ROWS]
    try:
        report = helpers.read(medium(("统计指标", "单位", *heads), rows))
    except helpers.NotAReportError:
        return
    assert figures(report) == {}


@pytest.mark.parametrize("medium", MEDIA)
def test_columns_of_other_years_stand_beside_that_of_the_year(medium):
    """上年数, 本年数 and 增减: the year's is read, the others are in the problems."""
    rows = [
        (*row[:2], *("——" if row[1] == "——" else str(n) for n in (7000 + i,)), row[2],
         "——" if row[1] == "——" else f"-{i + 1}")
        for i, row in enumerate(ROWS)
    ]  # fmt: skip
    report = helpers.read(medium(("统计指标", "单位", "上年数", "本年数", "增减"), rows))
    assert shown(report, PRINTED) == PRINTED
    others = [p.text.split() for p in report.reading.problems if p.reason == EXTRA_COLUMN]
    assert [texts[0] for texts in others] == ["7001", "-2"]


@pytest.mark.parametrize("medium", MEDIA)
def test_the_heads_say_which_of_two_columns_is_that_of_the_year(medium):
    rows = [(*row[:2], row[2] if row[1] == "——" else "90000", row[2]) for row in ROWS]
    report = helpers.read(medium(("统计指标", "单位", "累计数", "本年数"), rows))
    assert shown(report, PRINTED) == PRINTED
    rows = [(*row[:2], row[3], row[2]) for row in LOCAL]
    report = helpers.read(medium(("指标名称", "计量单位", "历年累计", "2015年度"), rows))
    assert figures(report)["published"] == 2543
    assert figures(report, "cumulative")["published"] == 78967


@pytest.mark.parametrize("medium", [text, pipes, html, word, book])
def test_a_column_of_remarks_holds_no_figure(medium):
    rows = [(*row, "") for row in ROWS]
    rows[6] = (*rows[6][:3], "含下属单位9家")
    report = helpers.read(medium((*HEADS, "备注"), rows))
    assert shown(report, PRINTED) == PRINTED


def test_a_national_table_is_not_forced_into_a_local_form():
    """Its first rows alone: 主动公开政府信息数 is a row of Fujian's table as well."""
    assert helpers.read(text(HEADS, ROWS[:4])).form == "2014"
    assert helpers.read(text(HEADS, ROWS[10:19])).form == "2014"
    assert (
        helpers.read(text(("指标名称", "计量单位", "2015年度", "历年累计"), LOCAL)).form
        == "fujian-2014"
    )


def test_lines_below_the_table_belong_to_no_row():
    foot = (
        "\n单位负责人：王某 审核人：李某 填报人：赵某\n联系电话：0591-12345678 填报日期：2016-01-20"
    )
    report = helpers.read(text(HEADS, ROWS) + foot)
    assert shown(report, PRINTED) == PRINTED
    assert not report.reading.problems


def test_figures_before_and_behind_the_unit_leave_a_row_unread():
    rows = [f"{label} {unit} {figure}" for label, unit, figure in ROWS]
    rows[5] = "1.政府公报公开政府信息数 2023 条 96"
    report = helpers.read("\n".join([*TITLE, " ".join(HEADS), *rows]))
    status = {c.row: c.status for c in report.cells}
    assert status["published_gazette"] == "ambiguous"
    assert any("2023" in p.text and "96" in p.text for p in report.reading.problems)


def test_the_number_of_a_page_below_a_row_without_a_figure_is_not_its_figure():
    rows = [f"{label}   {unit}   {figure}" for label, unit, figure in ROWS]
    rows[5] = "1.政府公报公开政府信息数   条\n              1\n"
    report = helpers.read("\n".join([*TITLE, "   ".join(HEADS), *rows]))
    assert "published_gazette" not in figures(report)
    assert figures(report)["published_website"] == 1874


def test_the_ways_of_asking_add_up_and_concluded_need_not_be_replied():
    rows = [*ROWS[:19], ("（三）申请答复数", "件", "35"), *ROWS[19:]]
    rows[12] = ("1.当面申请数", "件", "6")
    findings = helpers.check(helpers.read(text(HEADS, rows)))
    found = findings.set_index("rule")["status"]
    assert found["requests_parts"] == "fails"
    assert found["concluded_parts"] == "holds"
    assert found["concluded_replies"] == "depends"
    rows[19] = ("（三）申请答复数", "件", "36")
    again = helpers.check(helpers.read(text(HEADS, rows))).set_index("rule")["status"]
    assert again["concluded_replies"] == "holds"


def test_the_panel_tells_what_2019_broke():
    report = helpers.read(text(HEADS, ROWS))
    panel = helpers.panel(report).set_index("indicator")["value"]
    assert panel["received"] == 37
    assert panel["expenses"] == 125_000
    assert "尚未审结" in load_breaks("reconsiderations")
    assert load_breaks("received") == ""


def load_breaks(indicator):
    from helpers.indicators import all_indicators

    return " ".join(all_indicators()[indicator].apart("2014", "2019", "zh"))


def test_the_page_of_a_report_prints_the_groups_in_rows_of_their_own():
    page = helpers.show(helpers.read(text(HEADS, ROWS)), language="zh").data
    assert '<th colspan="3" class="gk-block">三、依申请公开情况</th>' in page
    assert "统计指标" in page and "统计数" in page


@pytest.mark.parametrize("medium", [text, lines, aligned, html, word, book])
def test_a_label_that_says_something_else_is_no_damaged_one(medium):
    rows = [*LOCAL[:3], ("依申请公开信息目录数", "条", "12", "20"), ("申请总数", "条", "3", "9"),
            *LOCAL[4:], ("不予受理行政复议数", "件", "4", "5"),
            ("行政应诉数", "件", "6", "7")]  # fmt: skip
    report = helpers.read(medium(("指标名称", "计量单位", "2015年度", "历年累计"), rows))
    assert figures(report)["requests"] == 3
    assert not {"reconsiderations", "lawsuits"} & figures(report).keys()
    problems = " ".join(problem.text for problem in report.reading.problems)
    assert all(number in problems.split() for number in ("12", "20", "4", "5", "6", "7"))


def test_one_lost_or_exchanged_character_leaves_a_label_its_row():
    rows = [*LOCAL[:3], ("受理依申请公开信某总数", "条", "3", "9"), *LOCAL[4:]]
    report = helpers.read(text(("指标名称", "计量单位", "2015年度", "历年累计"), rows))
    assert figures(report)["requests"] == 3


def test_serial_numbers_in_the_second_table_are_no_figures():
    heads = ["序号", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    rows = [["第二十条第（一）项", "", "", "", ""], heads, ["1", "规章", "4", "0", "9"],
            ["2", "行政规范性文件", "88", "55", "698"]]  # fmt: skip
    rows += [["", "第二十条第（五）项", "", "", ""], ["3", "行政许可", "589", "", ""]]
    page = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    report = helpers.read(f"<p>二、主动公开政府信息情况</p>\n<table>{page}</table>")
    read = {(c.row, c.column): c.value for c in report.cells if c.status == "read"}
    assert read["regulations", "issued"] == 4
    assert read["normative_documents", "in_force"] == 698
    assert set(read.values()) <= {4, 0, 9, 88, 55, 698, 589}


def test_a_column_of_sums_in_the_fourth_table_leaves_its_figures_in_doubt():
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3 + ["合计"]
    cells = [1, 2, 3, 4, 10, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0, 12]
    table = "".join(f"<td>{head}</td>" for head in heads), "".join(f"<td>{n}</td>" for n in cells)
    rows = "".join(f"<tr>{row}</tr>" for row in table)
    received = "<tr><td>本年新收政府信息公开申请数量</td>" + "<td>1</td>" * 7 + "</tr>"
    more = "<tr><td>上年结转政府信息公开申请数量</td>" + "<td>0</td>" * 7 + "</tr>"
    try:
        report = helpers.read(
            f"<p>三、收到和处理政府信息公开申请情况</p>\n<table>{received}{more}</table>"
            f"<p>四、政府信息公开行政复议、行政诉讼情况</p><table>{rows}</table>"
        )
    except helpers.NotAReportError:
        return
    read = [c.value for c in report.cells if c.table == "disputes"]
    assert all(a in (None, b) for a, b in zip(read, cells, strict=False))


def test_a_document_without_its_codes_keeps_what_else_is_known_of_it():
    """The pages with figures that nobody sees, the ruled lines and the title of the page."""
    heads = ("代码", "统计指标", "单位", "统计数")
    rows = [
        f"{n:02d}\t{label}\t{unit}\t{figure}" for n, (label, unit, figure) in enumerate(ROWS, 1)
    ]
    document = text_document("\n".join([*TITLE, "\t".join(heads), *rows]))
    known = replace(document, title="年报", rules=dict, hidden=(2,))
    found, problems = without_codes(known)
    assert problems and found.tokens is not known.tokens
    assert (found.title, found.rules, found.hidden) == ("年报", dict, (2,))
