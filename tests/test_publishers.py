"""Tables as offices and their web sites print them: odd signs, heads, columns and labels."""

import pytest

import helpers
from helpers.run import UNKNOWN_ROW
from helpers.runs import NEXT_LABEL
from helpers.unclear_columns import UNCLEAR_COLUMNS

TITLE = "清河区教育局2023年政府信息公开工作年度报告"
REQUESTS = "三、收到和处理政府信息公开申请情况"
DISPUTES = "四、政府信息公开行政复议、行政诉讼情况"
HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
RECEIVED = ("一、本年新收政府信息公开申请数量", [12, 3, 0, 0, 2, 0, 17])
CARRIED_IN = ("二、上年结转政府信息公开申请数量", [1, 0, 0, 0, 0, 0, 1])
GRANTED = ("（一）予以公开", [9, 3, 0, 0, 1, 0, 13])
ROWS = [RECEIVED, CARRIED_IN, GRANTED]
MORE = [("（二）部分公开", [0] * 7), ("1.属于国家秘密", [0] * 7)]


def text_of(*lines):
    return helpers.read("\n".join([TITLE, REQUESTS, "申请人情况", *lines, "五、存在的主要问题"]))


def of_rows(rows, gap=" "):
    lines = [gap.join([label, *map(str, figures)]) for label, figures in rows]
    return text_of(gap.join(HEADS), *lines, DISPUTES)


def row(report, key):
    return [cell.value if cell.status == "read" else cell.status
            for cell in report.cells if cell.row == key]  # fmt: skip


def reasons(report):
    return [problem.reason for problem in report.reading.problems]


def page(*tables):
    return helpers.read(f"<html><body><p>{TITLE}</p>{''.join(tables)}</body></html>".encode())


def table(*rows):
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def cells(*texts):
    return "".join(f"<td>{text}</td>" for text in texts)


@pytest.mark.parametrize("printed", ["12年", "Ⅻ", "#DIV/0!", "12 3", "↓12"])
@pytest.mark.parametrize("gap", ["  ", "　　", "\n"])
def test_a_figure_with_more_than_a_figure_in_its_place_is_never_read_as_part_of_it(printed, gap):
    odd = ("（一）予以公开", [9, 12, printed, 0, 1, 0, 13])
    report = of_rows([RECEIVED, CARRIED_IN, odd, *MORE], gap)
    assert row(report, "received") == [12, 3, 0, 0, 2, 0, 17]
    assert row(report, "granted")[2] in ("unreadable", "ambiguous", -12)


def test_roman_numerals_and_a_spaced_figure_are_eight_pieces_for_seven_cells():
    odd = ("（一）予以公开", ["0", "0", "Ⅻ", "12 3", "0", "2", "34"])
    report = of_rows([RECEIVED, CARRIED_IN, odd, *MORE], "　　")
    assert set(row(report, "granted")) <= {"unreadable", "ambiguous"}


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!"])
def test_an_error_of_a_spreadsheet_on_a_line_of_its_own_leaves_no_blank(error):
    heads = ["上一年项目数量", "本年增/减", "处理决定数量"]
    lines = ["二、主动公开政府信息情况", "第二十条第（五）项", "信息内容", *heads,
             "行政许可", "342", "+1", error, "其他对外管理服务事项", "11", "0", "5",
             "第二十条第（六）项", "信息内容", *heads,
             "行政处罚", "8", "-2", "127", "行政强制", "3", "0", "0"]  # fmt: skip
    report = helpers.read("\n".join([TITLE, *lines, REQUESTS]))
    assert row(report, "licensing")[2] in ("unreadable", "ambiguous")
    assert row(report, "penalties") == [8, -2, 127]


def disputes(first, second, figures):
    heads = f"{first}　　{second}\n未经复议直接起诉　　复议后起诉\n" + "　　".join(RESULTS * 3)
    rows = [" ".join([label, *map(str, figures)]) for label, figures in ROWS]
    printed = "　　".join(map(str, figures))
    return text_of(" ".join(HEADS), *rows, DISPUTES, heads, printed)


def test_rows_side_by_side_in_another_order_on_one_line_are_not_read_in_the_forms():
    figures = [5, 12, 0, 12, 29, 0, 8, 3, 0, 11, 0, 8, 12, 8, 28]
    turned = disputes("行政诉讼", "行政复议", figures)
    assert set(row(turned, "reconsideration")) == {"ambiguous"}
    assert UNCLEAR_COLUMNS in reasons(turned)
    assert row(disputes("行政复议", "行政诉讼", figures), "reconsideration") == figures[:5]


def test_merged_heads_that_a_converter_repeats_in_each_column_and_row_are_no_other_order():
    figures = [5, 12, 0, 12, 29, 0, 8, 3, 0, 11, 0, 8, 12, 8, 28]
    above = ["行政复议"] * 5 + ["行政诉讼"] * 10
    below = ["行政复议"] * 5 + ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5
    heads = [above, below, RESULTS * 3, figures]
    lines = ["\t".join(map(str, line)) for line in heads]
    rows = ["\t".join([label, *map(str, figures)]) for label, figures in ROWS]
    report = text_of("\t".join(["申请人情况", *HEADS]), *rows, DISPUTES, *lines)
    assert row(report, "litigation_after_reconsideration") == [0, 8, 12, 8, 28]


def test_swapped_heads_below_merged_ones_that_are_repeated_are_read_by_the_heads():
    swapped = [HEADS[0], HEADS[2], HEADS[1], *HEADS[3:]]
    lines = [["申请人", HEADS[0], *["法人或其他组织"] * 5, HEADS[-1]], ["申请人", *swapped],
             *([label, f[0], f[2], f[1], *f[3:]] for label, f in ROWS)]  # fmt: skip
    report = text_of(*("\t".join(map(str, line)) for line in lines), DISPUTES)
    assert row(report, "received") == RECEIVED[1]


def test_a_column_of_shares_is_no_column_of_the_form():
    rows = [cells(label, *figures, "33.3%") for label, figures in ROWS]
    report = page(f"<p>{REQUESTS}</p>", table(cells("", *HEADS, "占比"), *rows))
    assert row(report, "granted") == GRANTED[1]
    assert "33.3% 33.3% 33.3%" in " ".join(problem.text for problem in report.reading.problems)


def test_totals_that_spans_have_put_below_the_head_of_remarks_are_not_taken_for_remarks():
    """The head of businesses spans one column, their figures two, so that all others are pushed."""
    heads = cells("申请人情况", *HEADS, "备注")
    rows = [
        cells(label, f[0]) + f'<td colspan="2">{f[1]}</td>' + cells(*f[2:], "") for label, f in ROWS
    ]
    report = page(f"<p>{REQUESTS}</p>", table(heads + "<td></td>", *rows))
    assert "blank" not in row(report, "received")
    assert row(report, "received")[-1] in (17, "ambiguous", "unreadable")


def test_links_and_formulas_of_markdown_hold_the_figure_that_they_print():
    line = "|" + "---|" * 8
    rows = [f"| {label} | " + " | ".join(map(str, figures)) + " |" for label, figures in ROWS]
    rows[0] = rows[0].replace("| 12 |", "| [12](https://www.qinghe.gov.cn/list?id=7) |")
    rows[2] = rows[2].replace("| 9 |", "| $9$ |")
    report = text_of("| 申请人 | " + " | ".join(HEADS) + " |", line, *rows, "", DISPUTES)
    assert row(report, "received") == RECEIVED[1]
    assert row(report, "granted") == GRANTED[1]


def test_a_bar_at_the_end_of_a_line_without_a_frame_is_followed_by_a_blank_cell():
    lines = [" | ".join([label, *map(str, figures)]) for label, figures in ROWS]
    lines[2] = lines[2].removesuffix("13")
    report = text_of(" | ".join(["申请人", *HEADS]), *lines, DISPUTES)
    assert row(report, "received") == RECEIVED[1]
    assert row(report, "granted") == [9, 3, 0, 0, 1, 0, "blank"]


def test_lines_of_a_drawn_frame_are_no_print():
    figures = [5, 12, 0, 12, 29, 0, 8, 3, 0, 11, 0, 8, 12, 8, 28]
    heads = [["行政复议", "行政诉讼"], ["未经复议直接起诉", "复议后起诉"], RESULTS * 3, figures]
    lines = ["│" + "│".join(map(str, line)) + "│" for line in heads]
    framed = [part for line in lines for part in ("├──┼──┤", line)]
    rows = ["│" + "│".join([label, *map(str, figures)]) + "│" for label, figures in ROWS]
    report = text_of("│申请人│" + "│".join(HEADS) + "│", *rows, DISPUTES, *framed, "└──┴──┘")
    assert row(report, "litigation_direct") == [0, 8, 3, 0, 11]


def test_a_row_whose_place_has_an_unknown_label_is_unreadable_and_not_absent():
    rows = [("（一）予以公开", [9, 3, 0, 0, 1, 0, 13]), ("（二）部", [1, 0, 0, 0, 0, 0, 1]),
            ("1.属于国家秘密", [0] * 7)]  # fmt: skip
    report = of_rows([RECEIVED, CARRIED_IN, *rows])
    assert UNKNOWN_ROW in reasons(report)
    assert set(row(report, "partly_granted")) == {"unreadable"}
    left_out = of_rows([RECEIVED, CARRIED_IN, rows[0], rows[2]])
    assert set(row(left_out, "partly_granted")) == {"absent"}


STATISTICS = [
    ("一、主动公开情况", "——", "——"),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "187"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——", "——"),
    ("1.政府公报公开政府信息数", "条", "41"),
    ("2.政府网站公开政府信息数", "条", "20"),
    ("3.政务微博公开政府信息数", "条", "7"),
    ("4.政务微信公开政府信息数", "条", "12"),
    ("1.参加或举办新闻发布会总次数", "次", "6"),
    ("其中：主要负责同志参加新闻发布会次数", "次", "5"),
    ("2.政府网站在线访谈次数", "次", "4"),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", "2"),
]


def statistics(lines):
    head = ["海州市教育局2015年政府信息公开工作年度报告", "政府信息公开情况统计表（2015年度）"]
    return helpers.read("\n".join([*head, "统计指标", "单位", "统计数", *lines]))


def test_a_figure_below_the_mark_of_a_group_may_be_that_of_the_next_label():
    lines = [text for printed in STATISTICS for text in printed]
    assert row(statistics(lines), "published_gazette") == [41]
    lines.remove("41")
    lines.insert(lines.index("1.政府公报公开政府信息数"), "41")
    report = statistics(lines)
    assert row(report, "published_website") == ["unreadable"]
    assert NEXT_LABEL in reasons(report)


def test_the_beginning_that_two_labels_share_is_that_of_the_one_whose_rest_follows():
    broken = ["1.参加或举办新 6", "闻发布会总次数次", "其中：主要负责同志", "5",
              "参加新闻发布会次数次", "2.政府网站 4", "在线访谈次数次", "其中：主要负责同志参加 2",
              "政府网站在线访谈次数次", "3.政策解读", "1", "稿件发布数篇"]  # fmt: skip
    report = statistics([*(" ".join(printed) for printed in STATISTICS[:7]), *broken])
    assert row(report, "press_conferences_head")[0] in (5, "unreadable", "ambiguous")
    assert row(report, "interviews")[0] in (4, "unreadable", "ambiguous")
    assert row(report, "interviews_head")[0] in (2, "unreadable", "ambiguous")


def test_a_second_statistics_table_leaves_open_what_it_prints_otherwise():
    lines = [" ".join(printed) for printed in STATISTICS]
    again = [line.replace("41", "43") for line in lines]
    report = statistics(
        [*lines, "政府信息公开情况统计表（2014年度）", "统计指标 单位 统计数", *again]
    )
    assert row(report, "published_gazette") in (["ambiguous"], [41])
    assert row(report, "published_website") == [20]


def test_serial_numbers_that_begin_the_lines_of_a_text_are_no_figures():
    """The sums of the last row hold as well if its first digit were 20 and its total 22."""
    rows = [*ROWS, *MORE, ("2.其他法律行政法规禁止公开", [2, 0, 0, 0, 0, 0, 2])]
    lines = ["　　".join([str(number), label, *map(str, figures)])
             for number, (label, figures) in enumerate(rows, 18)]  # fmt: skip
    report = text_of("　　".join(["序号", *HEADS]), *lines, DISPUTES)
    assert row(report, "refused_other_law") == [2, 0, 0, 0, 0, 0, 2]
    assert row(report, "received") == RECEIVED[1]
