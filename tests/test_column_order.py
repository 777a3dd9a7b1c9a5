"""Columns in another order than the form's: read by their heads, or reported as not told."""

from io import BytesIO

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import helpers
from helpers.unclear_columns import UNCLEAR_COLUMNS

SECTION = "三、收到和处理政府信息公开申请情况"
ROWS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
]
NATURAL, SPAN, TOTAL = "自然人", "法人或其他组织", "总计"
KINDS = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
SWAPPED = [KINDS[1], KINDS[0], *KINDS[2:]]
DISPUTES = "四、政府信息公开行政复议、行政诉讼情况"
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
# The row received: 1 natural person, 2 businesses, 3 research institutions and so on.
FORM = [1, 2, 3, 4, 5, 6, 21]


def requests(heads, figures, gap="\n"):
    """The top of the requests table as text, its heads and figures parted by `gap`."""
    rows = [text for row in ROWS for text in (row, gap.join(map(str, figures)))]
    return helpers.read("\n".join([SECTION, "申请人情况", heads, *rows, DISPUTES]))


def row(report, key="received"):
    return [cell.value for cell in report.cells if cell.row == key]


def statuses(report, key="received"):
    return {cell.status for cell in report.cells if cell.row == key}


def reasons(report):
    return [problem.reason for problem in report.reading.problems]


def text_of(*lines):
    return "\n".join(lines)


@pytest.mark.parametrize("gap", ["\n", " "])
@pytest.mark.parametrize(
    ("heads", "figures"),
    [
        ([NATURAL, SPAN, TOTAL, *KINDS], FORM),
        ([TOTAL, NATURAL, SPAN, *KINDS], [21, 1, 2, 3, 4, 5, 6]),
        ([NATURAL, TOTAL, SPAN, *KINDS], [1, 21, 2, 3, 4, 5, 6]),
        ([NATURAL, SPAN, TOTAL, *SWAPPED], [1, 3, 2, 4, 5, 6, 21]),
        ([NATURAL, *SWAPPED, TOTAL], [1, 3, 2, 4, 5, 6, 21]),
        ([TOTAL, NATURAL, SPAN, *SWAPPED], [21, 1, 3, 2, 4, 5, 6]),
    ],
)
def test_heads_in_text_tell_the_order_of_the_figures(heads, figures, gap):
    assert row(requests(gap.join(heads), figures)) == FORM


def test_glued_figures_are_cut_with_the_total_where_the_heads_put_it():
    heads = NATURAL + SPAN + TOTAL + "".join(SWAPPED)
    report = requests(heads, [12, 3, 2, 4, 5, 6, 32], gap="")
    assert row(report) == [12, 2, 3, 4, 5, 6, 32]


def test_a_row_of_zeros_is_read_in_any_order():
    report = requests("\n".join([SPAN, NATURAL, TOTAL, *KINDS]), [0] * 7)
    assert statuses(report) == {"read"}
    assert UNCLEAR_COLUMNS not in reasons(report)


def test_organizations_that_may_stand_before_natural_persons_leave_the_rows_open():
    report = requests("\n".join([SPAN, NATURAL, TOTAL, *KINDS]), FORM)
    assert statuses(report) == {"ambiguous"}
    assert reasons(report).count(UNCLEAR_COLUMNS) == 1


def test_broken_heads_in_another_order_leave_the_rows_open():
    heads = text_of(
        "自然人 法人或其他组织 总计", "科研机 商业企 社会公 法律服", "构 业 益组织 务机构 其他"
    )
    assert statuses(requests(heads, FORM, " ")) == {"ambiguous"}


def test_broken_heads_in_the_usual_order_are_read():
    heads = text_of(
        "自然人 法人或其他组织 总计", "商业企 科研机 社会公 法律服", "业 构 益组织 务机构 其他"
    )
    assert row(requests(heads, FORM, " ")) == FORM


def test_a_total_in_the_middle_of_the_text_is_where_the_sums_have_it():
    heads = text_of("自然", "人", SPAN, "商业 总计", "企业", "科研", "机构", *KINDS[2:])
    assert row(requests(heads, FORM, " ")) == FORM
    elsewhere = requests(heads, [1, 21, 2, 3, 4, 5, 6], " ")
    assert statuses(elsewhere) == {"ambiguous"}


def test_sums_alone_never_tell_another_order():
    report = requests("", [21, 1, 2, 3, 4, 5, 6], " ")
    assert statuses(report) == {"ambiguous"}
    assert row(requests("", FORM, " ")) == FORM


def test_aligned_heads_tell_the_order_by_their_places():
    heads = text_of(
        "               法人或其他组织               ",
        "商业企   科研机   社会公   法律服   其他     自然人   总计",
        "业       构       益组织   务机构",
    )
    assert row(requests(heads, [2, 3, 4, 5, 6, 1, 21], "        ")) == FORM


def disputes(columns, figures, heads=("行政复议", "行政诉讼")):
    """The disputes table, a cell to a line; all three rows print the same columns and figures."""
    below = ["未经复议直接起诉", "复议后起诉", *columns, *columns]
    lines = [*heads, *columns, *below, *(map(str, figures * 3))]
    rows = [line for label in ROWS for line in (label, *map(str, FORM))]
    return helpers.read("\n".join([SECTION, *rows, DISPUTES, *lines, "五、存在的主要问题"]))


@pytest.mark.parametrize(
    ("columns", "figures"),
    [
        (RESULTS, [1, 2, 3, 4, 10]),
        ([RESULTS[1], RESULTS[0], *RESULTS[2:]], [2, 1, 3, 4, 10]),
        ([RESULTS[4], *RESULTS[:4]], [10, 1, 2, 3, 4]),
    ],
)
def test_results_of_disputes_go_by_their_heads(columns, figures):
    report = disputes(columns, figures)
    assert row(report, "reconsideration") == [1, 2, 3, 4, 10]
    assert row(report, "litigation_after_reconsideration") == [1, 2, 3, 4, 10]


def test_litigation_before_reconsideration_leaves_the_rows_open():
    report = disputes(RESULTS, [1, 2, 3, 4, 10], ("行政诉讼", "行政复议"))
    assert statuses(report, "reconsideration") == {"ambiguous"}


GRID = """<html><p>{section}</p><table><tr><td rowspan=3></td><td colspan=7>申请人情况</td></tr>
<tr>{upper}</tr><tr>{lower}</tr>{rows}</table></html>"""


def grid(upper, figures):
    spans = {SPAN: "colspan=5"}
    return helpers.read(
        GRID.format(
            section=SECTION,
            upper="".join(f"<td {spans.get(head, 'rowspan=2')}>{head}</td>" for head in upper),
            lower="".join(f"<td>{kind}</td>" for kind in KINDS),
            rows="".join(
                f"<tr><td>{label}</td>{''.join(f'<td>{f}</td>' for f in figures)}</tr>"
                for label in ROWS
            ),
        )
    )


def test_a_head_beside_the_others_keeps_its_place_in_a_grid():
    assert row(grid([TOTAL, NATURAL, SPAN], [21, 1, 2, 3, 4, 5, 6])) == FORM
    assert row(grid([SPAN, NATURAL, TOTAL], [2, 3, 4, 5, 6, 1, 21])) == FORM
    assert row(grid([NATURAL, SPAN, TOTAL], FORM)) == FORM


def pdf(heads, figures):
    """A page with the requests table; `heads` gives each word of the heads its place."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = BytesIO()
    canvas = Canvas(file, (595.0, 842.0))
    canvas.setFont("STSong-Light", 9)
    canvas.drawString(50, 800, SECTION)
    for text, left, level in heads:
        canvas.drawString(left, level, text)
    for number, label in enumerate(ROWS):
        canvas.drawString(50, 700 - 20 * number, label)
        for place, figure in enumerate(figures):
            canvas.drawString(225 + 50 * place, 700 - 20 * number, str(figure))
    canvas.save()
    return helpers.read(file.getvalue())


STACKS = {
    NATURAL: [NATURAL],
    TOTAL: [TOTAL],
    "商业企业": ["商业", "企业"],
    "科研机构": ["科研", "机构"],
    "社会公益组织": ["社会公", "益组织"],
    "法律服务机构": ["法律服", "务机构"],
    "其他": ["其他"],
}


def line_by_line(order):
    """The words of heads at their places, in the order of lines, not of cells."""
    words = [
        (word, 215 + 50 * place, 740 - 11 * line)
        for place, head in enumerate(order)
        for line, word in enumerate(STACKS[head])
    ]
    return sorted(words, key=lambda word: -word[2])


@pytest.mark.parametrize(
    ("order", "figures"),
    [
        ([NATURAL, *KINDS, TOTAL], FORM),
        ([TOTAL, NATURAL, *KINDS], [21, 1, 2, 3, 4, 5, 6]),
        ([NATURAL, *SWAPPED, TOTAL], [1, 3, 2, 4, 5, 6, 21]),
        ([*KINDS, NATURAL, TOTAL], [2, 3, 4, 5, 6, 1, 21]),
    ],
)
def test_heads_on_a_page_tell_the_order_by_their_places(order, figures):
    assert row(pdf(line_by_line(order), figures)) == FORM


def statistics(heads):
    lines = ["主动公开文件数 条 10 90", "1.政府网站公开数 条 8 70", "2.政府公报公开数 条 2 20"]
    return helpers.read("\n".join(["政府信息公开情况统计表", heads, *lines]))


def test_the_sum_over_all_years_may_stand_before_the_year():
    assert row(statistics("指标名称 计量单位 2014年度 历年累计"), "published") == [10, 90]
    assert row(statistics("指标名称 计量单位 历年累计 2014年度"), "published") == [90, 10]


def test_a_head_that_stands_twice_in_a_grid_shows_no_order():
    """It pushes 其他 to the right of 总计, which reaches down into its row."""
    kinds = [*KINDS[:4], KINDS[3], KINDS[4]]
    above = f"<td rowspan=2>{NATURAL}<td colspan=5>{SPAN}<td rowspan=2>{TOTAL}"
    heads = f"<tr><td rowspan=2>{above}<tr>{''.join(f'<td>{kind}' for kind in kinds)}"
    rows = "".join(f"<tr><td>{label}{''.join(f'<td>{n}' for n in FORM)}" for label in ROWS)
    page = f"<p>{SECTION}</p>\n<table>{heads}{rows}</table>\n<p>{DISPUTES}</p>"
    assert "read" not in statuses(helpers.read(page))
    single = page.replace(f"<td>{KINDS[3]}<td>{KINDS[3]}", f"<td>{KINDS[3]}")
    assert row(helpers.read(single)) == FORM


@pytest.mark.parametrize(
    "heads",
    [
        [NATURAL, SPAN, TOTAL, *KINDS[:2], "社会公益", *KINDS[3:]],
        [NATURAL, SPAN, TOTAL, "商业企", "业", "科研机", "构", *KINDS[2:]],
        [NATURAL, "法人和其他组织", "合计", *KINDS[:4], "其它"],
        ["公民", SPAN, "小计", "企业", "院所", "公益组织", "律所", "别的"],
    ],
)
def test_heads_that_are_unknown_or_wrapped_leave_the_order_of_the_form(heads):
    report = requests("\n".join(heads), FORM)
    assert row(report) == FORM
    assert UNCLEAR_COLUMNS not in reasons(report)


def test_heads_on_several_lines_tell_no_order_but_where_they_stand_beside_each_other():
    heads = text_of(
        "                法人或其他组织",
        "自然人                    社会公益组织 法律服务机构 其他 总计",
        "      商业企业 科研机构",
    )
    assert row(requests(heads, FORM, " ")) == FORM


def test_a_sum_speaks_against_the_order_of_the_form_where_heads_are_unknown():
    heads = "\n".join(["公民", SPAN, "小计", "企业"])
    assert statuses(requests(heads, [21, 1, 2, 3, 4, 5, 6])) == {"ambiguous"}


def test_a_head_of_disputes_that_is_unknown_leaves_the_order_of_the_form():
    columns = ["维持", *RESULTS[1:]]
    report = disputes(columns, [1, 2, 3, 4, 10])
    assert row(report, "litigation_after_reconsideration") == [1, 2, 3, 4, 10]
    assert UNCLEAR_COLUMNS not in reasons(report)
