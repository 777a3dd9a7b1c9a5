"""A cell is blank only where the document shows an empty place for it."""

import re

from damaged import HEAD, TOP, row, statuses

import helpers
from helpers.empty_places import NOTHING_PRINTED

LABELS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
]
TITLE = "三、收到和处理政府信息公开申请情况"
END = "四、政府信息公开行政复议、行政诉讼情况"
FIGURES = [100, 50, 0, 0, 0, 0, 150]


def read(*parts):
    return helpers.read("\n".join(parts))


def blamed(report):
    found = helpers.check(report)
    return found[(found.kind == "filling") & (found.rule == "blanks") & (found.status == "fails")]


def values(report, key):
    return [cell.value for cell in report.cells if cell.row == key]


def test_a_tab_behind_the_only_cell_of_a_line_parts_nothing():
    rows = [text for label in LABELS for text in (label, *map(str, FIGURES))]
    for line in ("{}\t", "\t{}"):
        report = read(*map(line.format, (TITLE, *rows, END)))
        assert values(report, "received") == FIGURES
        assert values(report, "refused_other_law") == FIGURES


def test_labels_that_follow_labels_are_unreadable_and_nobody_is_blamed():
    report = read(TITLE, *LABELS, END)
    assert statuses(report, "received") == statuses(report, "granted") == {"unreadable"}
    assert NOTHING_PRINTED in [problem.reason for problem in report.reading.problems]
    assert blamed(report).empty


def test_a_text_that_prints_every_figure_once_has_no_blank_cell():
    rows = ["100", "50", "0", "150", LABELS[1], "9", LABELS[2], "40", LABELS[3], LABELS[4]]
    report = read(TITLE, LABELS[0], *rows, END)
    assert "blank" not in {cell.status for cell in report.cells}
    assert blamed(report).empty


def test_a_row_without_print_on_a_line_of_its_own_is_blank_where_others_have_figures_there():
    rows = [f"{label}  {'  '.join(map(str, FIGURES))}" for label in LABELS]
    report = read(TITLE, *rows[:3], LABELS[3], rows[4], END)
    assert statuses(report, "refused_state_secret") == {"blank"}
    assert values(report, "refused_other_law") == FIGURES


def test_a_row_of_a_grid_with_too_few_empty_cells_is_unreadable():
    rows = ["\t".join((label, *map(str, FIGURES))) for label in LABELS]
    report = read(TITLE, *rows[:3], LABELS[3] + "\t\t\t", rows[4], END)
    assert statuses(report, "refused_state_secret") == {"unreadable"}
    whole = read(TITLE, *rows[:3], LABELS[3] + "\t" * 7, rows[4], END)
    assert statuses(whole, "refused_state_secret") == {"blank"}


def test_a_total_between_separators_is_blank_and_the_six_figures_are_read():
    rows = ["\t".join((label, *map(str, FIGURES))) for label in LABELS]
    blank = "\t".join(("三、本年度办理结果", LABELS[2], *"100000", ""))
    report = read(TITLE, *rows[:2], blank, *rows[3:], END)
    assert [status for status, _ in row(report, "granted")] == ["read"] * 6 + ["blank"]
    piped = re.sub(r"(?m)^.*\t.*$", lambda m: "|" + m[0].replace("\t", "|") + "|", blank)
    bars = ["|" + "|".join((label, *map(str, FIGURES))) + "|" for label in LABELS]
    report = read(TITLE, *bars[:2], piped, *bars[3:], END)
    assert [status for status, _ in row(report, "granted")] == ["read"] * 6 + ["blank"]


def test_a_copied_row_that_lacks_a_cell_is_not_placed_by_the_rows_below():
    """Its label stands one column further right, and with a blank cell in front it would add up."""
    rows = ["\t".join((label, *map(str, FIGURES))) for label in LABELS]
    lacking = "\t".join(("（三）不予公开", LABELS[3], "18", "6", "", "4", "1", "29"))
    report = read(TITLE, *rows[:3], lacking, rows[4], END)
    assert "read" not in statuses(report, "refused_state_secret")


def test_labels_that_slipped_by_a_line_leave_the_rows_between_open():
    """The figures of 3. stand beside 4. and so on, until a line of figures has no label."""
    rows = [
        "3.危及“三安全一稳定”",
        "4.保护第三方合法权益     99  16    5     2     10    2 134",
        "5.属于三类内部事务信息    72  10    0     3      5    6 96",
        "6.属于四类过程性信息      77  17    2     2      5    2 105",
        "                        48  10                 2    1 61",
        "7.属于行政执法案卷      44   7     0     1      3    1 56",
    ]
    report = read(HEAD, *TOP, *rows, END)
    for key in ("refused_third_party", "refused_internal_affairs", "refused_deliberative"):
        assert "read" not in statuses(report, key)
    assert values(report, "refused_enforcement_file") == [44, 7, 0, 1, 3, 1, 56]
