"""Every figure is read as printed or reported; nothing is lost and nothing is invented."""

import pytest
from bundled import WUSHAN, truth, wushan_with

import helpers
from helpers.forms import load_form
from helpers.labels import printed_lines

FORM = load_form("2021")
PRINTED = [line for line in printed_lines(FORM.tables["requests"]) if not line.group]


def cell(report, table, row, column):
    (found,) = [c for c in report.cells if (c.table, c.row, c.column) == (table, row, column)]
    return found


def values(report, table, row):
    return [c.value for c in report.cells if (c.table, c.row) == (table, row)]


@pytest.fixture(scope="module")
def wushan():
    return helpers.read(WUSHAN)


def test_wushan_agrees_with_its_truth_in_all_198_cells(wushan):
    expected = {
        key: (float(line["value"]), line["raw"])
        for key, line in truth("wushan-planning", 2020).items()
    }
    found = {(c.table, c.row, c.column): (c.value, c.raw) for c in wushan.cells}
    assert found == expected
    assert {c.status for c in wushan.cells} == {"read"}
    assert len(wushan.problems) == 0


def test_figures_carry_sign_unit_and_line(wushan):
    licensing = cell(wushan, "disclosure", "licensing", "items_change")
    assert (licensing.value, licensing.raw, licensing.unit, licensing.line) == (-2, "-2", "项", 70)
    services = cell(wushan, "disclosure", "other_services", "items_change")
    assert (services.value, services.raw) == (14, "+14")
    amount = cell(wushan, "disclosure", "procurement", "amount")
    assert (amount.value, amount.raw, amount.unit) == (1691.4, "1691.4万", "万元")
    assert WUSHAN.read_text(encoding="utf-8").splitlines()[amount.line - 1].strip() == "1691.4万"


def test_a_number_with_letters_is_unreadable_and_reported():
    report = helpers.read(wushan_with("\n589\n\n其他对外", "\n58a9\n\n其他对外"))
    broken = cell(report, "disclosure", "licensing", "decisions")
    assert (broken.value, broken.status, broken.raw) == (None, "unreadable", "58a9")
    assert values(report, "disclosure", "licensing")[:2] == [32, -2]
    assert report.problems["text"].tolist() == ["58a9"]


def test_two_values_on_one_line_are_read_apart_and_reported():
    report = helpers.read(wushan_with("\n32\n\n-2\n", "\n32 -2\n"))
    assert values(report, "disclosure", "licensing") == [32, -2, 589]
    assert report.problems["text"].tolist() == ["行政许可 32 -2 589"]


def test_a_missing_value_makes_its_row_ambiguous_and_no_other():
    report = helpers.read(wushan_with("\n99\n\n-1\n\n20\n", "\n99\n\n20\n"))
    row = [c for c in report.cells if c.row == "penalties"]
    assert [c.status for c in row] == ["ambiguous"] * 3
    assert {c.raw for c in row} == {"99 20"}
    assert values(report, "disclosure", "licensing") == [32, -2, 589]
    assert values(report, "disclosure", "coercion") == [0, 0, 0]


def test_a_value_too_many_is_reported_and_fills_no_cell():
    report = helpers.read(wushan_with("\n99\n\n-1\n\n20\n", "\n99\n\n-1\n\n20\n\n7\n"))
    assert [c.value for c in report.cells if c.row == "penalties"] == [None] * 3
    assert report.problems["text"].tolist() == ["行政处罚 99 -1 20 7"]


def test_a_line_of_another_table_is_reported_and_fills_no_cell():
    report = helpers.read(
        wushan_with("\n四、结转下年度", "\n办事大厅接待人次\n\n415\n\n四、结转下年度")
    )
    assert values(report, "requests", "concluded") == [2, 0, 0, 0, 0, 0, 2]
    assert values(report, "requests", "carried_out") == [0] * 7
    assert report.problems["text"].tolist() == ["办事大厅接待人次 415"]


def test_a_report_cut_off_within_table_three_has_no_invented_cells():
    text = WUSHAN.read_text(encoding="utf-8")
    report = helpers.read(text[: text.index("(五)不予处理") - 12])
    assert values(report, "requests", "unavailable_must_be_created") == [0] * 7
    cut = [c for c in report.cells if c.row == "unavailable_still_unclear"]
    assert {(c.value, c.status) for c in cut} == {(None, "ambiguous")}
    rest = [c for c in report.cells if c.row == "concluded" or c.table == "disputes"]
    assert {(c.value, c.status) for c in rest} == {(None, "absent")}
    assert "the document ends within this row" in set(report.problems["reason"])


def test_a_lost_row_is_absent_and_shifts_no_other():
    text = WUSHAN.read_text(encoding="utf-8")
    start, end = text.index("2.重复申请"), text.index("3.要求提供公开出版物")
    report = helpers.read(text[:start] + text[end:])
    lost = [c for c in report.cells if c.row == "unprocessed_repeat"]
    assert {(c.value, c.status) for c in lost} == {(None, "absent")}
    assert sum(c.status == "read" for c in report.cells) == 191


def test_marks_and_blanks_stay_what_they_are():
    report = helpers.read(wushan_with("\n99\n\n-1\n\n20\n", "\n/\n\n—\n\n无\n"))
    row = [c for c in report.cells if c.row == "penalties"]
    assert [(c.status, c.raw, c.value) for c in row] == [
        ("mark", "/", None),
        ("mark", "—", None),
        ("mark", "无", None),
    ]


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("2.其他法律行政止公开", "refused_other_law"),
        ("2、其他法律行政法规禁止公开", "refused_other_law"),
        ("其他法律行政法规禁止公开", "refused_other_law"),
        ("２．其他法律行政法规禁止公开（含法规）", "refused_other_law"),
        ("2.其他法律\n行政法规禁止公开", "refused_other_law"),
        ("2其他法律行政法规禁止公开", "refused_other_law"),
        ("（2）其他法律行政法规禁止公开", "refused_other_law"),
        ("②其他法律行政法规禁止公开", "refused_other_law"),
    ],
)
def test_damaged_and_decorated_labels_keep_their_row(printed, row):
    text = wushan_with("2.其他法律行政法规禁止公开\n\n0\n\n0", f"{printed}\n\n6\n\n0")
    report = helpers.read(text)
    assert values(report, "requests", row) == [6, 0, 0, 0, 0, 0, 0]
    assert sum(c.status == "read" for c in report.cells) == 198


def test_sections_have_their_headings_and_text(wushan):
    assert [wushan.sections[n].heading for n in range(1, 7)] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert "711条" in wushan.sections[1].text
    assert "1691.4万" in wushan.sections[2].text and "1691.4万" not in wushan.sections[1].text


def test_text_that_is_no_report_is_an_error_that_says_what_was_expected():
    with pytest.raises(helpers.NotAReportError, match="本年新收政府信息公开申请数量"):
        helpers.read("今天天气很好。\n全年处理行政许可589件。\n")


def test_the_variant_of_a_character_that_labels_have_is_the_same_label():
    text = wushan_with("(六)其他处理\n\n0", "(六)其它处理\n\n3").replace("其他对外", "其它对外")
    report = helpers.read(text)
    assert values(report, "requests", "other") == [3, 0, 0, 0, 0, 0, 0]
    assert values(report, "disclosure", "other_services") == [78, 14, 191]


def rows_of_form_2021(*rows):
    """A page whose third table has these rows, their cells parted by spaces."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split()) for row in rows)
    return "<table>\n" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def test_the_last_rows_of_a_group_are_found_by_whatever_numbers_stand_before_them():
    """The wording of `3.其他` alone is too short to be sought without its number."""
    unpaid = "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    for one, two, three in (
        ("1.", "2.", "3."),
        ("(1)", "(2)", "(3)"),
        ("1", "2", "3"),
        ("", "", ""),
    ):
        report = helpers.read(
            rows_of_form_2021(
                "一、本年新收政府信息公开申请数量 9 0 0 0 0 0 9",
                "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0",
                "（一）予以公开 4 0 0 0 0 0 4",
                f"（六）其他处理 {one}申请人无正当理由逾期不补正 1 0 0 0 0 0 1",
                f"{two}{unpaid} 0 2 0 0 0 0 2",
                f"{three}其他 0 0 3 0 0 0 3",
                "（七）总计 9 0 0 0 0 0 9",
            )
        )
        assert values(report, "requests", "other_not_corrected") == [1, 0, 0, 0, 0, 0, 1]
        assert values(report, "requests", "other_fee_unpaid") == [0, 2, 0, 0, 0, 0, 2]
        assert values(report, "requests", "other_reasons") == [0, 0, 3, 0, 0, 0, 3]


def test_a_misread_label_behind_the_head_of_its_group_keeps_its_row():
    asked = "政府信息公幵申清"
    report = helpers.read(
        rows_of_form_2021(
            "一、本年新收政府信息公开申请数量 9 0 0 0 0 0 9",
            "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0",
            "三、本年度办理结果 （一）予以公幵 4 0 0 0 0 0 4",
            "（二）部分公幵（区分处理的，只计这一情形，不计其他情形） 5 0 0 0 0 0 5",
            f"（六）其他处理 1.申清人无正当理由逾期不补正、行政机关不再处理其{asked} 6 0 0 0 0 0 6",
            f"2.申清人逾期未按收费通知要求缴纳费用、行政机关不再处理其{asked} 7 0 0 0 0 0 7",
            "（七）总计 9 0 0 0 0 0 9",
        )
    )
    rows = ("granted", "partly_granted", "other_not_corrected", "other_fee_unpaid")
    assert [values(report, "requests", row)[0] for row in rows] == [4, 5, 6, 7]


def test_the_mark_of_a_note_in_the_cell_of_a_label_is_no_figure():
    report = helpers.read(
        rows_of_form_2021(
            "一、本年新收政府信息公开申请数量* 9 0 0 0 0 0 9",
            "二、上年结转政府信息公开申请数量[1] 0 0 0 0 0 0 0",
            "（一）予以公开① 4 0 0 0 0 0 4",
            "（七）总计 9 0 0 0 0 0 9",
        )
    )
    rows = ("received", "carried_in", "granted")
    assert [values(report, "requests", row)[0] for row in rows] == [9, 0, 4]
    assert "二、上年结转政府信息公开申请数量 [1]" in set(report.problems["text"])


def test_prose_between_the_heading_and_the_fourth_table_is_no_row_of_it(wushan):
    told = "全年行政复议2件（结果维持1件、结果纠正1件），行政诉讼1件。"
    heading = "四、政府信息公开行政复议、行政诉讼情况\n"
    text = wushan_with(heading, heading + told + "\n")
    report = helpers.read(text)
    assert values(report, "disputes", "reconsideration") == [0] * 5
    assert sum(c.status == "read" for c in report.cells) == 198


def test_headings_with_arabic_numbers_end_the_table_before_them():
    text = wushan_with("五、存在的主要问题", "5.存在的主要问题")
    assert values(helpers.read(text), "disputes", "litigation_after_reconsideration") == [0] * 5


def test_figures_behind_a_table_take_none_from_its_last_row():
    """The line has its own row on the page, and so has the text behind the table."""
    row = "四、结转下年度继续办理\t3\t0\t0\t0\t0\t0\t3\t\n"
    lines = [f"{line.label.label}\t1\t0\t0\t0\t0\t0\t1\t\n" for line in PRINTED[:-1]]
    report = helpers.read("".join(lines) + row + "附件2\n")
    assert values(report, "requests", "carried_out") == [3, 0, 0, 0, 0, 0, 3]


def test_a_cell_without_a_single_figure_leaves_the_others_of_its_row_read():
    rows = [
        "第二十条第（一）项",
        "信息内容 本年新制作数量 本年新公开数量 对外公开总数量",
        "规章 1 2 3",
    ]
    rows += ["信息内容 上一年项目数量 本年增/减 处理决定数量", "行政许可 357 +3/-1 3790"]
    rows += ["行政处罚 5 2020-01-05 7", "行政强制 12 不涉及 3"]
    report = helpers.read(rows_of_form_2021(*rows))
    for row, figures in (("licensing", [357, 3790]), ("penalties", [5, 7]), ("coercion", [12, 3])):
        last, change, decisions = (c for c in report.cells if c.row == row)
        assert [last.value, decisions.value] == figures
        assert change.status == "unreadable"


def test_words_for_nothing_in_cells_of_the_fourth_table_are_no_figures():
    words = ["暂无", "0", "不涉及", "0", "0", "1", "0", "0", "无数据", "1", *("○0000")]
    heads = "结果维持 结果纠正 其他结果 尚未审结 总计 " * 3
    rows = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", heads, " ".join(words)]
    lines = [f"{line.label.label} 1 0 0 0 0 0 1" for line in PRINTED]
    page = rows_of_form_2021(*lines) + "四、行政复议、行政诉讼情况" + rows_of_form_2021(*rows)
    cells = [c for c in helpers.read(page).cells if c.table == "disputes"]
    assert [c.value for c in cells] == [None, 0, None, 0, 0, 1, 0, 0, None, 1, None, 0, 0, 0, 0]


def test_the_tables_of_a_second_report_behind_the_first_are_reported_where_they_differ(wushan):
    again = wushan.path.read_text(encoding="utf-8")
    other = again.replace("2020年", "2019年").replace("-2\n\n589", "-2\n\n44")
    for text, lines in ((again + again, []), (again + other, ["规章 0 0 0"])):
        report = helpers.read(text)
        assert values(report, "disclosure", "licensing") == [32, -2, 589]
        seconds = [p.text for p in report.reading.problems if "second table" in p.reason]
        assert seconds == lines


def test_a_row_of_another_year_before_the_row_of_the_form_is_not_read_for_it():
    rows = [
        "第二十条第（一）项",
        "信息内容 本年新制作数量 本年新公开数量 对外公开总数量",
        "规章 1 2 3",
    ]
    rows += ["信息内容 上一年项目数量 本年增/减 处理决定数量"]
    rows += ["行政许可（2019年） 5 6 7", "行政许可 8 9 10", "行政处罚 1 1 1"]
    report = helpers.read(rows_of_form_2021(*rows))
    assert values(report, "disclosure", "licensing") == [8, 9, 10]


def test_the_heads_of_a_statistics_table_tell_its_columns():
    table = "指标名称\t计量单位\t{}\n主动公开文件数\t条\t5\t9\n1、政府网站公开数\t条\t4\t7\n"
    table += "2、政府公报公开数\t条\t1\t2\n受理依申请公开信息总数\t条\t3\t8\n"
    for heads, figures in (("2016年度\t历年累计", [5, 9]), ("历年累计\t2016年度", [9, 5])):
        report = helpers.read(table.format(heads))
        printed = {c.column: c.value for c in report.cells if c.row == "published"}
        assert [printed["this_year"], printed["cumulative"]] == figures
    with pytest.raises(helpers.NotAReportError, match="other columns"):
        helpers.read(table.format("2015年度\t2016年度"))


def test_a_unit_on_a_second_line_of_a_cell_belongs_to_its_figure():
    rows = [
        "第二十条第（一）项",
        "信息内容 本年新制作数量 本年新公开数量 对外公开总数量",
        "规章 1 2 3",
    ]
    rows += ["行政许可 8 9 10", "政府集中采购 47 1691.4<br>万元"]
    amount = cell(helpers.read(rows_of_form_2021(*rows)), "disclosure", "procurement", "amount")
    assert (amount.value, amount.unit, amount.raw) == (1691.4, "万元", "1691.4 万元")


def test_a_character_of_a_vertical_head_that_looks_like_a_mark_is_none():
    text = wushan_with("(四)无法提供", "\n\n".join("(四)无法提供"))
    report = helpers.read(text)
    assert values(report, "requests", "refused_administrative_query") == [0] * 7
    assert sum(c.status == "read" for c in report.cells) == 198


def test_a_table_in_front_of_those_that_the_form_has_before_it_is_found(wushan):
    text = wushan.path.read_text(encoding="utf-8")
    second, third = text.index("\n二、主动公开"), text.index("\n三、收到和处理")
    fifth = text.index("\n五、存在的主要问题")
    parts = text[:second], text[third:fifth], text[second:third], text[fifth:]
    report = helpers.read("".join(parts))
    assert [c.value for c in report.cells] == [c.value for c in wushan.cells]


def test_figures_above_their_labels_are_not_those_of_the_labels_above_them():
    lines = [
        f"{number} 0 0 0 0 0 {number}\n{row.label.label}" for number, row in enumerate(PRINTED)
    ]
    report = helpers.read("\n".join(lines) + "\n五、存在的主要问题\n")
    assert {c.status for c in report.cells if c.table == "requests"} <= {"unreadable", "absent"}
    assert any(text.endswith(" 7 0 0 0 0 0 7") for text in report.problems["text"])


def test_a_colon_behind_a_label_is_no_word():
    lines = [f"{row.label.label}：1 0 2 0 0 0 3" for row in PRINTED]
    second = "第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章：4 5 6\n"
    report = helpers.read(second + "行政规范性文件：7 8 9\n" + "\n".join(lines))
    assert values(report, "disclosure", "regulations") == [4, 5, 6]
    assert values(report, "requests", "carried_in") == [1, 0, 2, 0, 0, 0, 3]


def test_cells_for_which_two_tables_in_one_section_differ_are_ambiguous():
    heads = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
    first = [f"{row.label.label} 1 0 2 0 0 0 3" for row in PRINTED]
    second = [f"{row.label.label} 1 0 3 0 0 0 4" for row in PRINTED]
    opening, closing = "三、收到和处理政府信息公开申请情况\n", "\n五、存在的主要问题\n"
    tables = (
        "\n".join([f"{year}年", heads, *rows]) for year, rows in ((2022, first), (2023, second))
    )
    report = helpers.read(opening + "\n".join(tables) + closing)
    assert values(report, "requests", "granted") == [1, 0, None, 0, 0, 0, None]
    assert cell(report, "requests", "granted", "total").raw == "3 4"
    assert "two tables" in " ".join(report.problems["reason"])
    listed = "（一）予以公开5件。\n（二）部分公开2件。\n（七）总计14件。"
    report = helpers.read(opening + "\n".join([heads, *first, listed]) + closing)
    assert values(report, "requests", "granted") == [1, 0, 2, 0, 0, 0, 3]
