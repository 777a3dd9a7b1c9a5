"""A row with blank cells is placed by its columns, or stays open."""

import pytest
from bundled import WUSHAN, wushan_with

import helpers
from helpers.document import Placed
from helpers.forms import load_form
from helpers.geometry import _joined
from helpers.labels import printed_lines
from helpers.numbers import Printed
from helpers.pieces import Piece
from helpers.tokens import Token

FORM = load_form("2021")

HEAD = "三、收到和处理政府信息公开申请情况\n申请人情况 自然人 法人或其他组织 总计\n"
FULL = [
    "一、本年新收政府信息公开申请数量      12   3   0   0   1   0    16",
    "二、上年结转政府信息公开申请数量       1   0   0   0   0   0     1",
]


def cells(report, row):
    return [(c.status, c.value, c.basis) for c in report.cells if c.row == row]


def layout(*lines):
    return helpers.read("\n".join([HEAD, *FULL, *lines, "四、结转下年度继续办理    略\n"]))


def test_a_number_under_a_column_fills_that_column():
    report = layout("（一）予以公开                        9   3           1          13")
    assert cells(report, "granted") == [
        ("read", 9, "geometry"),
        ("read", 3, "geometry"),
        ("blank", None, None),
        ("blank", None, None),
        ("read", 1, "geometry"),
        ("blank", None, None),
        ("read", 13, "geometry"),
    ]


def test_a_number_between_two_columns_stays_ambiguous():
    report = layout("（一）予以公开                        9     3                     13")
    assert {status for status, _, _ in cells(report, "granted")} == {"ambiguous"}


def test_one_cell_to_a_line_gives_no_geometry():
    """A lost value leaves no trace of its place, so nothing is placed by it."""
    report = helpers.read(wushan_with("\n99\n\n-1\n\n20\n", "\n99\n\n20\n"))
    assert {status for status, _, _ in cells(report, "penalties")} == {"ambiguous"}


def pipes(text, label, values):
    """The Wushan report with the lines of one row of table three put into a row of pipes."""
    return text.replace(
        label + "\n\n" + "\n\n".join("0" * 7), f"| {label} | {' | '.join(values)} |"
    )


@pytest.mark.parametrize("label", ["1.信访举报投诉类申请", "2.重复申请"])
def test_empty_cells_of_a_grid_are_blank(label):
    text = WUSHAN.read_text(encoding="utf-8")
    report = helpers.read(pipes(text, label, ["", "0", "", "", "", "", ""]))
    row = {"1": "unprocessed_petition", "2": "unprocessed_repeat"}[label[0]]
    assert [status for status, _, _ in cells(report, row)] == [
        "blank", "read", "blank", "blank", "blank", "blank", "blank",
    ]  # fmt: skip


def test_empty_cells_beside_the_labels_are_no_figures():
    """A spreadsheet leaves two empty cells behind short labels; the figures keep their columns."""
    rows = {
        "received": ("一、本年新收政府信息公开申请数量", "", "", *"5000005"),
        "carried_in": ("二、上年结转政府信息公开申请数量", "", "", *"0000000"),
        "granted": ("三、本年度办理结果", "（一）予以公开", "", *"3000003"),
        "refused_state_secret": ("", "（三）不予公开", "1.属于国家秘密", *"2000002"),
        "refused_other_law": ("", "", "2.其他法律行政法规禁止公开", *"0000000"),
    }
    text = HEAD + "\n".join("|" + "|".join(cell) + "|" for cell in rows.values())
    report = helpers.read(text + "\n四、政府信息公开行政复议、行政诉讼情况\n")
    for row, printed in rows.items():
        found = [c.value for c in report.cells if c.row == row]
        assert found == [float(cell) for cell in printed[3:]], row


def test_a_row_pushed_aside_does_not_tell_the_columns_of_the_others():
    """A head that reaches down too far pushes the next row aside; no other row has its columns."""
    labels = [line.label.label for line in printed_lines(FORM.tables["requests"]) if not line.group]
    rows = [f"\t{label}\t3\t\t\t\t\t\t3\t" for label in labels]
    rows[3] = f"\t{labels[3]}\t\t4\t\t\t\t\t4\t"
    rows[20] = f"\t（六）其他处理\t{labels[20]}\t1\t0\t2\t0\t0\t0\t3"
    report = helpers.read("\n".join(rows))
    assert {status for status, _, _ in cells(report, "partly_granted")} == {"ambiguous"}
    assert [value for _, value, _ in cells(report, "other_not_corrected")] == [1, 0, 2, 0, 0, 0, 3]


def test_a_figure_in_a_merged_cell_is_in_none_of_its_columns():
    """Merged and empty, the cell is blank in each of them."""
    labels = ("一、本年新收政府信息公开申请数量", "（一）予以公开", "四、结转下年度继续办理")
    rows = [f"<tr><td>{label}</td>{'<td>0</td>' * 7}</tr>" for label in labels]
    page = f"<h2>{HEAD}</h2><table>{''.join(rows)}</table>"
    merged = page.replace("<td>0</td>" * 5, "<td colspan='5'>0</td>", 1)
    found = cells(helpers.read(merged), "received")
    assert [status for status, _, _ in found[:5]] == ["ambiguous"] * 5
    empty = cells(helpers.read(merged.replace("'5'>0<", "'5'><")), "received")
    assert [status for status, _, _ in empty] == [*["blank"] * 5, "read", "read"]


def test_a_merged_cell_printed_in_both_of_its_columns_is_one():
    heads = "| 第二十条第（八）项 |||\n| --- | --- | --- |\n| 信息内容 | 上一年项目数量 | {} |"
    rows = "| 行政事业性收费 | 166 | 166 | {} |"
    above = "\n".join(f"| {label} | 5 | 6 | 7 |" for label in ("行政许可", "行政处罚", "行政强制"))
    section = "二、主动公开政府信息情况\n| 第二十条第（六）项 |\n| 信息内容 | 上一年项目数量 |"
    lines = [section, above, heads.format("上一年项目数量 | 本年增/减"), rows]
    report = helpers.read("\n".join(lines).format("-4"))
    assert cells(report, "fees") == [("read", 166, "printed"), ("read", -4, "printed")]
    report = helpers.read("\n".join(lines).format(""))
    assert [status for status, _, _ in cells(report, "fees")] == ["read", "blank"]
    unknown = "\n".join([section, above, heads.format("本年增/减 | "), rows]).format("")
    assert "read" not in {status for status, _, _ in cells(helpers.read(unknown), "fees")}


ONE = "第二十条第（一）项\t\t\t"
ABOVE = [
    "第二十条第（五）项\t\t\t",
    "信息内容\t上一年项目数量\t本年增/减\t处理决定数量",
    *("行政许可\t1\t2\t3", "其他对外管理服务事项\t1\t2\t3"),
    "第二十条第（六）项\t\t\t",
    "信息内容\t上一年项目数量\t本年增/减\t处理决定数量",
    *("行政处罚\t1\t2\t3", "行政强制\t1\t2\t3"),
]
EIGHT = [
    "第二十条第（八）项\t\t\t",
    "信息内容\t上一年项目数量\t{}\t本年增/减",
    "行政事业性收费\t45\t45\t{}",
]


def separated(lines, separator):
    """A report whose cells are parted by tabs, by pipes or as in CSV."""
    border = "|" if separator == "|" else ""
    parted = [border + line.replace("\t", separator) + border for line in lines]
    return helpers.read("\n".join(["二、主动公开政府信息情况", *parted, "三、收到和处理"]))


@pytest.mark.parametrize("separator", ["\t", "|", ","])
@pytest.mark.parametrize("behind", ["", "\t"])
@pytest.mark.parametrize("figures", [(3, 3, 74), (0, 0, 0), (3, 74, 74)])
def test_equal_figures_under_heads_that_were_cut_are_two_cells(separator, behind, figures):
    """A page keeps the first line of 本年新制作数量 and 本年新公开数量."""
    heads = "信息内容\t本年新\t本年新\t对外公开总数量"
    rows = ["\t".join(["规章", *map(str, figures)]), "规范性文件\t4\t5\t9"]
    lines = [line + behind for line in (ONE, heads, *rows, *ABOVE)]
    found = cells(separated(lines, separator), "regulations")
    assert [value for _, value, _ in found] == list(figures)


@pytest.mark.parametrize("separator", ["\t", "|", ","])
def test_equal_figures_are_one_cell_where_the_heads_of_a_block_say_so(separator):
    lines = [*ABOVE, EIGHT[0], EIGHT[1].format("上一年项目数量"), EIGHT[2].format("-4")]
    assert [v for _, v, _ in cells(separated(lines, separator), "fees")] == [45, -4]
    lines[-1] = EIGHT[2].format("")
    found = cells(separated(lines, separator), "fees")
    assert [(status, value) for status, value, _ in found] == [("read", 45), ("blank", None)]


@pytest.mark.parametrize("head", ["本年增/减", "", "上一年项目"])
def test_equal_figures_that_no_head_explains_leave_the_row_open_with_all_its_print(head):
    """45 may be a merged cell that is printed twice, or the change as well."""
    lines = [*ABOVE, EIGHT[0], EIGHT[1].format(head), EIGHT[2].format("")]
    report = separated(lines, "\t")
    assert [status for status, _, _ in cells(report, "fees")] == ["ambiguous", "ambiguous"]
    assert {cell.raw for cell in report.cells if cell.row == "fees"} == {"45 45"}


def test_figures_that_the_text_of_a_page_breaks_into_characters_are_whole_where_they_touch():
    """18, 2 and 0 on a page whose text has a line for every character."""
    lefts = {"1": 100.0, "8": 105.5, "2": 150.0, "0": 200.0}

    def locate(token, offset, length):
        left = lefts[token.text]
        return [Placed(token.text, left, left + 5.0, 300.0, 8.0)]

    tokens = [Token(text, line, 1) for line, text in enumerate(lefts, 1)]
    pieces = [Piece(Printed("number", float(t.text)), t.text, t.text, t) for t in tokens]
    assert [word.piece.raw for word in _joined(pieces, locate)] == ["18", "2", "0"]
