"""In doubt a cell is ambiguous or unreadable: print that once gave a wrong figure."""

from io import BytesIO

from bundled import REPORTS, WUSHAN, wushan_with
from damaged import HEAD, TOP, flat, requests, row, statuses
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import helpers
from helpers.cells import Cell
from helpers.document import Unseen
from helpers.forms import load_form
from helpers.labels import Found, printed_lines
from helpers.numbers import read_number
from helpers.row import Row
from helpers.run import Run
from helpers.sources import load, open_source
from helpers.synthetic import synthesize
from helpers.synthetic.scoring import score
from helpers.tokens import Tokens
from helpers.unseen_rows import without_unseen


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
    assert load(open_source(REPORTS / "huaian" / "2024.pdf")).unseen() == {}


def test_digits_of_a_font_that_is_not_in_the_file_are_read_on_every_machine():
    """Single full-width digits, whose places come from the font that the package brings."""
    made = synthesize(47, form="2021", medium="pdf:ruled", noise=["full_width"])
    report = helpers.read(made.content)
    assert load(open_source(made.content)).unseen() == {}
    assert {cell.status for cell in report.cells} == {"read"}
    assert all(verdict.verdict != "wrong" for verdict in score(made, report))


def test_what_a_page_draws_without_text_is_known_by_its_level():
    """A character that its font does not have is not in the text; its level and size are told."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(50, 800, "SYNTHETIC")
    canvas.setFont("STSong-Light", 9)
    canvas.drawString(50, 700, "\ue005")
    canvas.save()
    document = load(open_source(file.getvalue()))
    ((page, (unseen,)),) = document.unseen().items()
    assert document.tokens.texts == ["SYNTHETIC"]
    assert (page, unseen.size) == (1, 9.0)
    assert unseen.level == 700.0


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


def test_rows_whose_figures_stand_in_the_cells_of_another_row_are_not_blank():
    """Three labels in one cell and their figures below each other in seven: 5 is not read."""
    labels = "（四）无法提供", "1.本机关不掌握相关政府信息<br>2.没有现成信息需要另行制作"
    cells = *labels, "5<br>1", *["0<br>0"] * 5, "5<br>1"
    report = web_table(WHOLE, cells)
    assert row(report, "granted") == [("read", 1), *[("read", 0)] * 5, ("read", 1)]
    assert statuses(report, "unavailable_not_held") == {"unreadable"}
    assert statuses(report, "unavailable_must_be_created") == {"ambiguous"}


def test_a_row_that_shares_the_cells_of_the_row_above_is_not_blank():
    below = ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）",)
    third = ("1.属于国家秘密", *"0000000")
    report = web_table(WHOLE, below, third)
    assert statuses(report, "partly_granted") == {"unreadable"}


def test_figures_that_may_stand_one_column_before_their_own_are_not_read():
    """3 1 4 and a blank total are 3, 1 and their sum, where a cell is missing, perhaps of 2."""
    pushed = ("1.属于国家秘密", "3", "0", "0", "0", "1", "4", "")
    others = (
        (
            "2.其他法律行政法规禁止公开",
            *"2000013",
        ),
        ("3.危及“三安全一稳定”", *"2000002"),
    )
    fewer = ("4.保护第三方合法权益", "1", *"00004", "")
    report = web_table(WHOLE, pushed, *others, fewer)
    assert statuses(report, "refused_third_party") == {"ambiguous"}
    assert statuses(report, "refused_state_secret") == {"ambiguous"}
    assert row(report, "refused_other_law")[-1] == ("read", 3)
    assert "the figures may stand one column before their own" in set(report.problems.reason)


def test_totals_that_no_row_prints_are_blank():
    """2 0 0 2 is no sum of a row where the other rows leave their total blank too."""
    rows = [("1.属于国家秘密", *"200002", ""), ("2.其他法律行政法规禁止公开", *"300001", "")]
    report = web_table(*rows, ("3.危及“三安全一稳定”", *"100000", ""))
    assert row(report, "refused_state_secret") == [
        *[("read", 2), *[("read", 0)] * 4, ("read", 2)],
        ("blank", None),
    ]


WHOLE = "（一）予以公开", "1", *"00000", "1"


def web_table(*rows):
    """A web page with table 3, of which these rows stand below its heads."""
    printed = "".join(f"<tr><td>{'</td><td>'.join(cells)}</td></tr>" for cells in rows)
    page = "<p>2023年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p>"
    return helpers.read(f"{page}\n<table>{printed}</table>")
