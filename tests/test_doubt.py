"""In doubt a cell is ambiguous or unreadable: print that once gave a wrong figure."""

from bundled import REPORTS, WUSHAN, wushan_with

import helpers
from helpers.cells import Cell
from helpers.document import Unseen
from helpers.forms import load_form
from helpers.labels import Found, printed_lines
from helpers.numbers import read_number
from helpers.row import Row
from helpers.run import Run
from helpers.sources import load, open_source
from helpers.sources.unseen import unseen_places
from helpers.synthetic import synthesize
from helpers.synthetic.scoring import score
from helpers.tokens import Tokens
from helpers.unseen_rows import without_unseen

HEAD = "三、收到和处理政府信息公开申请情况\n申请人情况 自然人 法人或其他组织 总计\n"
TOP = [
    "一、本年新收政府信息公开申请数量\n12 3 0 0 1 0 16",
    "二、上年结转政府信息公开申请数量\n1 0 0 0 0 0 1",
]


def requests(*lines):
    return helpers.read("\n".join([HEAD, *TOP, *lines, "四、政府信息公开行政复议、行政诉讼情况"]))


def flat(year, old, new):
    """A report without separators with one passage changed."""
    text = (REPORTS / "pingtan" / f"{year}.txt").read_text(encoding="utf-8")
    assert text.count(old) == 1
    return helpers.read(text.replace(old, new))


def row(report, key):
    return [(cell.status, cell.value) for cell in report.cells if cell.row == key]


def statuses(report, key):
    return {status for status, _ in row(report, key)}


def test_a_letter_spoils_the_digits_behind_it():
    """`l7` is no 7."""
    report = helpers.read(wushan_with("\n99\n\n-1\n\n20\n", "\n99 l7 20\n"))
    assert row(report, "penalties") == [("read", 99), ("unreadable", None), ("read", 20)]


def test_a_mark_in_traditional_characters_is_a_mark():
    lines = ("（一）予以公開\t1\t無\t無\t無\t無\t無\t1", "（三）不予公開\t1.屬於國家秘密")
    report = requests(*lines)
    assert row(report, "granted") == [("read", 1), *[("mark", None)] * 5, ("read", 1)]


def test_the_only_cut_of_a_row_is_not_read_if_it_does_not_add_up():
    """2900000 is 2, 9, 0, 0, 0, 0, 0, which does not add up, or 29 behind a blank cell."""
    report = flat(2024, "290000029", "2900000")
    assert statuses(report, "partly_granted") == {"ambiguous"}


def test_the_number_of_a_page_at_the_end_of_a_row_is_no_mark_and_no_figure():
    report = flat(2024, "290000029", "290000029- 5 -")
    assert statuses(report, "partly_granted") == {"ambiguous"}


def test_two_numbers_for_three_cells_are_not_cut_into_three():
    """`78 0` may be 78, blank and 0; it was read 7, 8 and 0."""
    report = helpers.read(wushan_with("\n99\n\n-1\n\n20\n", "\n78 0\n"))
    assert statuses(report, "penalties") == {"ambiguous"}


def test_figures_between_the_number_of_a_row_and_its_label_are_reported():
    """A label broken behind its number: the figures above 总计 are those of 总计."""
    report = requests("（七）\n13 3 0 0 1 0 17\n总计", "四、\n2 0 0 0 0 0 2\n结转下年度继续办理")
    assert {*statuses(report, "concluded"), *statuses(report, "carried_out")} == {"unreadable"}
    texts = "|".join(report.problems["text"])
    assert "13 3 0 0 1 0 17" in texts and "2 0 0 0 0 0 2" in texts


def test_digits_that_are_no_number_do_not_add_up():
    report = requests("（一）予以公开", "0 0 0 0 0 007 0", "4", "（三）不予公开 1.属于国家秘密")
    assert statuses(report, "granted") == {"ambiguous"}


def test_rows_with_blank_totals_are_not_read_as_if_they_had_one():
    """`5 0 0 0 0 0` has no total, so `0 3 0 0 0 3` may have none either."""
    report = requests(
        "（一）予以公开", "5 0 0 0 0 0", "（三）不予公开 1.属于国家秘密", "0 3 0 0 0 3"
    )
    assert statuses(report, "granted") == statuses(report, "refused_state_secret") == {"ambiguous"}


def test_a_figure_may_hold_that_of_a_row_whose_label_is_lost():
    """行政处罚 64 and, without its label, 7: 647 in one text may be either."""
    head = "二、主动公开政府信息情况\n第二十条第（六）项信息内容本年处理决定数量行政处罚647"
    tail = "第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费0"
    rest = "\n".join([HEAD, *TOP, "（一）予以公开 0 0 0 0 0 0 0"])
    assert row(helpers.read(f"{head}行政强制7{tail}\n{rest}"), "penalties") == [("read", 647)]
    assert statuses(helpers.read(f"{head}{tail}\n{rest}"), "penalties") == {"ambiguous"}


def test_prose_does_not_tell_a_figure_from_a_blank_cell():
    """The prose says 0 reconsiderations this year; the one 0 for two cells may be the other one."""
    report = flat(2016, "行政复议数件00", "行政复议数件0")
    assert statuses(report, "reconsiderations") == {"ambiguous"}


def test_a_row_without_a_reading_leaves_nothing_to_the_prose():
    """2949 and 12,345 run together among rows that no longer add up: no failure, and no figure."""
    report = flat(2015, "主动公开文件数条294981916", "主动公开文件数条294912,345")
    assert statuses(report, "published") == {"ambiguous"}


def test_marks_beside_a_broken_label_and_its_group_are_marks():
    """The label begins on the line above, and the group's name goes on in front of its marks."""
    report = requests(
        "（四）无法  1.本机关不", "提供        掌握相关政   /   /   /   /   /   /   /", "府信息"
    )
    assert row(report, "unavailable_not_held") == [("mark", None)] * 7


def test_marks_in_words_beside_figures_are_marks():
    """`314 无 无` of a page's line: the words were no figures, and two cells were called blank."""
    report = requests("（一）予以公开 3 无 无 无 无 无 3", "（三）不予公开 1.属于国家秘密")
    assert row(report, "granted") == [("read", 3), *[("mark", None)] * 5, ("read", 3)]
    assert read_number("无 无").kind == "run"


def test_a_letter_in_the_place_of_a_figure_is_no_end_of_a_damaged_label():
    """Two lines of a label, its number misread, with the letter O where a 0 was."""
    table = "指标名称 计量单位 2014年度 历年累计\n主动公开文件数 条 5 6\n对申请的答复总数 条 0 0"
    rows = "其中：1.同意公开答复数 条 0 0\n2某同意部分公开\n答复数 条 O 0\n3.不予公开答复数 条 0 1"
    report = helpers.read(f"{table}\n{rows}")
    assert row(report, "replies_partly_granted") == [("unreadable", None), ("read", 0)]


def test_figures_may_stand_between_the_lines_of_every_label():
    """A local table in columns whose labels are all broken: the beginnings of labels tell it."""
    lines = (
        "政府信息公开情况统计表", "指标名称    计量单位   2014年   历年累", "度    计",
        "主动公开文件   条    3704   14582", "数", "其中：1.政府   条     723     742",
        "网站公开数", "2.政府公报公   条    2981   13840", "开数",
    )  # fmt: skip
    report = helpers.read("\n".join(lines))
    assert report.form == "fujian-2014"
    assert row(report, "published") == [("read", 3704), ("read", 14582)]


def test_blanks_without_a_trace_in_one_table_put_the_others_in_doubt():
    """`069` is 0, 6, 9 only where no cell is blank; six digits for seven cells show that one is."""
    head = "二、主动公开政府信息情况\n第二十条第（一）项信息内容本年新制作数量本年新公开数量"
    table = f"{head}对外公开总数量规章069规范性文件123"
    rows = "\n".join([table, HEAD, *TOP, "（一）予以公开 000000"])
    behind = "四、政府信息公开行政复议、行政诉讼情况"
    short, full = helpers.read(f"{rows}\n{behind}"), helpers.read(f"{rows}0\n{behind}")
    assert row(full, "regulations") == [("read", 0), ("read", 6), ("read", 9)]
    assert ("read", 6) not in row(short, "regulations")


def test_where_two_cuts_add_up_by_themselves_neither_is_read_in_part():
    """The print is 1491, 212, 502, 1, 0, 0, 2197, a publisher's mistake; two wrong cuts add up."""
    report = requests("（四）无法提供 3.补正后申请内容仍不明确14912125021002197")
    assert statuses(report, "unavailable_still_unclear") == {"ambiguous"}


def test_a_figure_and_a_blank_are_not_placed_by_the_columns_alone():
    """One 1 for two cells, without a trace of the other: only the sums of the columns place it."""
    rows = (
        "受理依申请公开信息总数条211其中：1.当面申请数条022.传真申请数条013.电子邮件申请数条13"
        "4.网上申请数条15.信函申请数条056.其它形式申请数条00对申请的答复总数条212"
    )
    report = helpers.read(f"指标名称计量单位2011年度历年累计\n主动公开信息数条28155{rows}")
    assert statuses(report, "requests_online") == {"ambiguous"}


def test_a_page_with_its_fonts_draws_nothing_that_its_text_leaves_out():
    assert unseen_places((REPORTS / "huaian" / "2024.pdf").read_bytes()) == {}


def test_what_a_page_draws_without_text_is_never_called_blank():
    """Single full-width digits in a font that is not in the file; a machine may have it or not."""
    made = synthesize(47, form="2021", medium="pdf:ruled", noise=["full_width"])
    report = helpers.read(made.content)
    assert unseen_places(made.content) == {} or "blank" not in {c.status for c in report.cells}
    assert all(verdict.verdict != "wrong" for verdict in score(made, report))


def test_only_rows_beside_unseen_characters_are_in_doubt():
    """The same page three times: with nothing unseen, beside a row, and far below it."""
    document = load(open_source(REPORTS / "huaian" / "2024.pdf"))
    label = next(token for token in document.tokens if "行政许可" in token.text)
    level = document.locate(label, 0, 1)[0].level

    def reading(*levels):
        unseen = {label.page: [Unseen(level, 10.0) for level in levels]}
        token = label._replace(text="行政许可")
        blank = Cell("disclosure", "licences", "decisions", None, "件", "", "blank")
        tokens = Tokens()
        tokens.add(*token)
        row = Row(Run(Found(printed_line, 0, 4), tokens, 0, 0), [])
        return without_unseen(unseen, document.locate, row, [blank])[0].status

    printed_line = printed_lines(load_form("2021").tables["disclosure"])[2]
    assert (reading(), reading(level), reading(level - 300)) == ("blank", "unreadable", "blank")


def test_the_undamaged_report_is_read_in_full():
    """The doubts above cost an undamaged report nothing."""
    assert {cell.status for cell in helpers.read(WUSHAN).cells} == {"read"}


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
