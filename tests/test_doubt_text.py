"""In doubt a cell is ambiguous or unreadable: damaged text that once gave a wrong figure."""

import pytest
from bundled import REPORTS, WUSHAN
from damaged import HEAD, TOP, flat, requests, row, statuses
from opencc import OpenCC

import helpers
from helpers.forms import load_form
from helpers.labels import printed_lines
from helpers.synthetic import synthesize
from helpers.synthetic.scoring import score


def test_the_number_of_a_page_does_not_take_the_place_of_a_lost_figure():
    printed = "1、当面申请数 条 0 0 2、"
    report = flat(2014, printed, "1、当面申请数 条 0 7\n2、")
    assert row(report, "requests_in_person") == [("read", 0), ("read", 7)]
    report = flat(2014, printed, "1、当面申请数 条 7\n3\n2、")
    assert statuses(report, "requests_in_person") == {"ambiguous"}


def test_a_lost_character_at_the_end_of_a_line_of_a_label_is_no_figure():
    report = requests("（一）予以公开 2 0 0 0 0 0 2", "2.没有现成信息需要? 1 0 0 0 0 1\n行制作")
    assert statuses(report, "unavailable_must_be_created") == {"ambiguous"}


def test_marks_in_words_are_no_part_of_a_damaged_label():
    """A row whose label runs into them is not blank."""
    granted = "（一）予以公开 2 0 0 0 0 0 2"
    report = requests(granted, f"3.危?“三安全一稳定”{' 无' * 7}")
    assert statuses(report, "refused_security_stability") == {"mark"}
    report = requests(granted, f"3.危及“三安全一稳?”{' 无' * 7}")
    assert statuses(report, "refused_security_stability") == {"unreadable"}


def test_figures_between_the_lines_of_a_remark_are_no_part_of_it():
    line = TOP[0].replace("\n", "（\n").replace("\n12 3", " 12 3") + "\n件）"
    report = helpers.read("\n".join([HEAD, line, TOP[1], "（一）予以公开 0 0 0 0 0 0 0"]))
    assert [value for _, value in row(report, "received")] == [12, 3, 0, 0, 1, 0, 16]
    assert "note in a label" not in set(report.problems["reason"])


def test_a_spoilt_figure_moves_no_other():
    """A row with a letter in it adds up in no way, so nothing but spaces parts its figures."""
    spoilt = "（一）予以公开\n16 1 0 0 0 1a 18"
    following = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n0 0 0 0 0 0 0"
    assert row(requests(spoilt, following), "granted") == [
        *[("read", value) for value in (16, 1, 0, 0, 0)],
        ("unreadable", None),
        ("read", 18),
    ]
    assert statuses(requests(spoilt), "granted") == {"ambiguous"}


def test_what_is_left_of_a_label_in_its_cell_is_no_spoilt_figure():
    head, line = "指标名称\t计量单位\t2014年度\t历年累计", "行政复议数\t件\t7\t9"
    rows = ["主动公开文件数\t条\t3\t4", "其中：1、政府网站公开数\t条\t3\t4", line]
    whole = "3、不予公开答復数\t条\t3980\t4000"
    report = helpers.read("\n".join([head, *rows[:2], whole, line]))
    assert row(report, "replies_refused") == [("read", 3980), ("read", 4000)]
    report = helpers.read("\n".join([head, *rows[:2], whole.removesuffix("\t4000"), line]))
    assert {status for status, _ in row(report, "replies_refused")} <= {"ambiguous", "unreadable"}


def test_every_label_reads_the_same_in_traditional_characters():
    made = synthesize(1, form="fujian-2014", medium="text:tabs", noise=["traditional"])
    assert "答覆" in made.content
    report = helpers.read(made.content)
    assert {verdict.verdict for verdict in score(made, report)} == {"right"}


def test_a_row_of_marks_in_pipes_is_no_rule():
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    lines = [
        "四、政府信息公开行政复议、行政诉讼情况",
        f"| {' | '.join(heads * 3)} |",
        f"|{' --- |' * 15}",
        f"|{' - |' * 15}",
    ]
    text = WUSHAN.read_text(encoding="utf-8").partition(lines[0][:6])[0]
    report = helpers.read("\n".join([text, *lines]))
    assert {cell.status for cell in report.cells if cell.table == "disputes"} == {"mark"}


def test_a_decimal_in_front_of_a_heading_without_its_number_is_not_cut():
    """`0 1.5、收到` is no 0 and 1."""
    report = flat(2019, "13575394432.52元三、收到", "0 1.5、收到")
    assert statuses(report, "procurement") == {"ambiguous"}


def test_the_number_of_a_damaged_label_is_no_digit_of_the_figure_before():
    """`023某传真` may be 0 and 2 before row 3, or 0 and 23."""
    text = (REPORTS / "pingtan" / "2018.txt").read_text(encoding="utf-8")
    start = text.index("2.网上申请数")
    following = text.index("3.信函", start)
    digits = text[following - 2 : following]
    report = helpers.read(f"{text[:following]}3某信函{text[following + 4 :]}")
    assert digits.isdigit()
    assert statuses(report, "requests_online") == {"unreadable"}


def test_a_figure_is_not_the_number_of_the_label_in_the_next_row():
    """`.否决` has lost its 3, and the cell before it prints one."""
    head = "指标名称\t计量单位\t2012年度\t历年累计\n主动公开信息数\t条\t5\t6\n"
    rows = "2.同意部分公开答复?\t条\t1\t3\n.否决公开答复数\t条\t1\t4\n行政复议数\t件\t0\t16"
    report = helpers.read(head + rows)
    assert row(report, "replies_partly_granted") == [("read", 1), ("read", 3)]
    assert row(report, "replies_refused") == [("read", 1), ("read", 4)]


def test_a_mark_before_figures_is_no_word_of_the_label():
    """无 begins the second half of the head 无法提供 as well."""
    lines = ("（四）无法  1.本机关不", "提供        掌握相关政   无  1  0  0  0  0  1", "府信息")
    following = "            2.没有现成信息需要另行制作   0  0  0  0  0  0  0"
    report = requests("（一）予以公开 2 0 0 0 0 0 2", *lines, following)
    assert row(report, "unavailable_not_held")[:2] == [("mark", None), ("read", 1)]


def test_a_space_among_figures_that_nothing_parts_is_a_hint_only():
    """Where no other row has one, it may stand within a figure; the prose has 2069."""
    report = flat(2018, "政府网站公开数条206912106", "政府网站公开数条206912 106")
    assert row(report, "published_website") == [("read", 2069), ("read", 12106)]
    report = flat(2016, "政府网站公开数条346085376", "政府网站公开数\f条34608537 6")
    assert ("read", 34608537) not in row(report, "published_website")
    text = (REPORTS / "pingtan" / "2014.txt").read_text(encoding="utf-8")
    spaced = helpers.read(text.replace("2、网上申请数 条 0 0", "2、网上申请数 条 25"))
    assert row(spaced, "published_website") == [("read", 2543), ("read", 78967)]


def test_a_space_does_not_keep_the_prose_from_the_right_cut():
    """8855698 is 88, 55, 698 by the prose; with a space in it, it is not 8, 855, 698."""
    report = flat(2022, "8855698", "8 855698")
    assert row(report, "normative_documents") == [("read", 88), ("read", 55), ("read", 698)]


@pytest.mark.parametrize("writing", ["s2t", "s2tw", "s2hk", "s2twp"])
@pytest.mark.parametrize("name", ["wushan-planning/2020", "pingtan/2015", "pingtan/2021"])
def test_a_page_converted_into_traditional_writing_reads_the_same(writing, name):
    """A converter into Taiwanese words makes 檔案 of 文件, 資訊 of 信息 and 網路 of 网络."""
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    read, converted = helpers.read(text), helpers.read(OpenCC(writing).convert(text))
    assert [(c.status, c.value) for c in converted.cells] == [
        (c.status, c.value) for c in read.cells
    ]


@pytest.mark.parametrize("separator", ["\n", " ", "\t"])
@pytest.mark.parametrize(
    ("label", "cut"),
    [("2.其他法律行政法规禁止公开", 5), ("四、结转下年度继续办理", 4), ("（七）总计", 1)],
)
def test_a_document_that_ends_within_a_label_keeps_the_row_before_it(separator, label, cut):
    lines = printed_lines(load_form("2021").tables["requests"])
    items = [line.label for line in lines if not line.group]
    place = [item.label for item in items].index(label)
    rows = [separator.join([item.label, *"0000000"]) for item in items[:place]]
    report = helpers.read("\n".join(["三、收到和处理", *rows, label[:cut]]))
    assert row(report, items[place - 1].key) == [("read", 0)] * 7
    assert "read" not in statuses(report, items[place].key)


@pytest.mark.parametrize("separator", ["\t", " ", "\n", "|"])
@pytest.mark.parametrize("label", ["其中:1.政府网站", "其中：1、政府网站公开", "1.政府网站公开数"])
def test_the_first_part_of_a_sum_is_its_row_with_any_word_before_it(separator, label):
    rows = ["主动公开文件数 条 30 90", f"{label} 条 10 40", "2.政府公报公开数 条 20 50"]
    heads = "指标名称 计量单位 2015年度 历年累计"
    lines = [line.replace(" ", separator) for line in (heads, *rows)]
    report = helpers.read("\n".join(["政府信息公开情况统计表", *lines]))
    assert row(report, "published_website") == [("read", 10), ("read", 40)]
    assert row(report, "published_gazette") == [("read", 20), ("read", 50)]


def test_a_label_whose_figures_stand_on_its_first_line_has_them():
    lines = [
        "主动公开文件数   条   30  90",
        "其中：1.政府   条   10  40",
        "网站公开数",
        "2.政府公报公   条   20  50",
    ]
    heads = "指标名称   计量单位   2015年度   历年累计"
    report = helpers.read("\n".join(["政府信息公开情况统计表", heads, *lines, "开数"]))
    assert row(report, "published_website") == [("read", 10), ("read", 40)]
    assert row(report, "published_gazette") == [("read", 20), ("read", 50)]


def test_marks_between_the_lines_of_a_remark_are_those_of_the_row():
    """They stand within its brackets, so that the remark seemed to hold them."""
    marks, figures = "—  " * 7, "3  0  0  0  0  0  3"
    text = (
        "某县教育局2021年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
        f"一、本年新收政府信息公开申请数量  {figures}\n二、上年结转政府信息公开申请数量  {marks}\n"
        f"（一）予以公开  {figures}\n"
        f"（二）部分公开（区分处\n理的，只计这一情形，不  {marks}\n计其他情形）\n"
        f"1.属于国家秘密  {marks}\n"
    )
    cells = [cell for cell in helpers.read(text).cells if cell.row == "partly_granted"]
    assert {(cell.status, cell.raw) for cell in cells} == {("mark", "—")}
