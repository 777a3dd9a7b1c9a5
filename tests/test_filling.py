"""How a form is filled in: each defect is a finding, and a sound report has none."""

from bundled import REPORTS, WUSHAN, wushan_with

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
