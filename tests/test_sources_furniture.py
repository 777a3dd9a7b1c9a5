"""What stands at the edge of every page is no figure of the table that the page breaks."""

from helpers.sources.furniture import furniture
from helpers.sources.text import text_document


def test_bare_numbers_that_count_the_pages_are_set_off():
    pages = [["规章", "0", "3"], ["0", "4"], ["7", "5"]]
    assert furniture(pages) == {(0, 2): "-3-", (1, 1): "-4-", (2, 1): "-5-"}


def test_figures_at_the_end_of_pages_that_do_not_count_stay():
    assert furniture([["规章", "0", "3"], ["0", "3"], ["7", "12"]]) == {}
    assert furniture([["规章", "3"]]) == {}


def test_a_running_head_is_left_out_but_for_the_first():
    head = "青溪县财政局2023年政府信息公开工作年度报告"
    pages = [[head, "一"], [head, "", "4701"], ["", head, "行政处罚", "2"]]
    assert furniture(pages) == {(1, 0): "", (2, 1): ""}


def test_what_a_browser_prints_around_its_pages_is_left_out_but_for_the_last():
    time = "2024/1/31 上午9:05 某局2023年政府信息公开工作年度报告"
    address = "https://www.example.gov.cn/art/2024/1/31/art_1.html {}/2"
    pages = [["规章 1 2 3", time, address.format(1)], ["行政许可 4", time, address.format(2)]]
    assert furniture(pages) == {(0, 1): "", (0, 2): ""}
    assert furniture([["2024/1/31", "10:05"], ["3"]]) == {}


def test_rows_of_figures_that_repeat_are_no_heads():
    assert furniture([["0 0 0", "甲"], ["0 0 0", "乙"], ["0 0 0", "丙"]]) == {}


def test_a_text_with_page_breaks_keeps_its_pages_and_lines():
    head = "某局年度报告"
    text = f"{head}\n行政强制\n  1\n\f{head}\n47\n  2\n\f{head}\n8\n  3\n"
    found = [(t.text, t.line, t.page) for t in text_document(text).tokens]
    assert found == [
        (head, 1, 1),
        ("行政强制", 2, 1),
        ("-1-", 3, 1),
        ("47", 5, 2),
        ("-2-", 6, 2),
        ("8", 8, 3),
        ("-3-", 9, 3),
    ]
