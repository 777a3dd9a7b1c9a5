"""Pages: cells with their grid columns, blocks in order, and nothing that is not printed."""

import re

import pytest
from bundled import REPORTS, truth
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import helpers
from helpers.sources.html import html_document

SHANGHAI = REPORTS / "shanghai-general-office" / "2019.html"


def rows(markup):
    """Text, left and right of the cells of each table row."""
    found = {}
    for token in html_document(markup).tokens:
        if token.row is not None:
            found.setdefault(token.row, []).append((token.text, token.left, token.right))
    return list(found.values())


def texts(markup):
    return [token.text for token in html_document(markup).tokens]


def test_the_shanghai_page_reads_as_printed():
    """821 requests of natural persons, 251000元 of procurement, totals left blank."""
    report = helpers.read(SHANGHAI)
    cells = {(cell.table, cell.row, cell.column): cell for cell in report.cells}
    printed = truth("shanghai-general-office", 2019)
    assert cells.keys() == printed.keys()
    for key, line in printed.items():
        status = "blank" if line["note"] == "blank" else "read"
        assert (cells[key].status, cells[key].raw or "") == (status, line["raw"]), key
    assert cells["requests", "received", "natural_person"].value == 821
    assert cells["disclosure", "procurement", "amount"].value == 251000
    assert (report.organ, report.year, report.medium) == ("上海市人民政府办公厅", 2019, "html")


def test_a_figure_moved_to_another_column_does_not_pass():
    page = SHANGHAI.read_text(encoding="utf-8")
    moved = page.replace('<p align="center">821</p>', '<p align="center">&nbsp;</p>')
    cell = next(c for c in helpers.read(moved).cells if (c.row, c.value) == ("received", 35))
    assert cell.column == "business"


def test_columns_of_rows_whose_spans_drift():
    page = """<table><tr><td>信息内容</td><td>上一年项目数量</td><td colspan="2">本年增/减</td></tr>
    <tr><td>行政许可</td><td colspan="2">7</td><td>-2</td></tr></table>"""
    assert rows(page) == [
        [("信息内容", 0, 1), ("上一年项目数量", 1, 2), ("本年增/减", 2, 4)],
        [("行政许可", 0, 1), ("7", 1, 3), ("-2", 3, 4)],
    ]


def test_a_cell_over_several_rows_pushes_the_others_aside():
    page = """<table><tr><td rowspan=3>三</td><td>（一）</td><td rowspan="2">1</td></tr>
    <tr><td>（二）</td><td>2</td></tr><tr><td>（三）</td><td>3</td></tr><tr><td>四</td></tr></table>"""
    assert rows(page) == [
        [("三", 0, 1), ("（一）", 1, 2), ("1", 2, 3)],
        [("（二）", 1, 2), ("2", 3, 4)],
        [("（三）", 1, 2), ("3", 2, 3)],
        [("四", 0, 1)],
    ]


def test_spans_without_end_are_those_of_the_table():
    page = '<table><tr><td rowspan="999999999" colspan="999999999">1</td><td>2</td></tr><tr><td>3'
    assert rows(page) == [[("1", 0, 1000), ("2", 1000, 1001)], [("3", 1000, 1001)]]
    assert rows("<tr><td rowspan=0 colspan=0>1<td colspan=-3>2<tr><td>3") == [
        [("1", 0, 1), ("2", 1, 2)],
        [("3", 1, 2)],
    ]


@pytest.mark.parametrize(
    "blank",
    [
        "",
        "&nbsp;",
        "<p>&nbsp;</p>",
        "<o:p>&nbsp;</o:p>",
        "<!-- 5 -->",
        "<p><span>\u3000</span></p>",
        "<script>5</script>",
        '<span style="display: none">5</span>',
        "\u200b",
        '<input value="">',
    ],
)
def test_a_cell_that_prints_nothing_is_an_empty_cell(blank):
    assert rows(f"<table><tr><td>规章</td><td>{blank}</td><td>3</td></tr></table>") == [
        [("规章", 0, 1), ("", 1, 2), ("3", 2, 3)]
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<span>1</span><span>23</span>", "123"),
        ("<p><b>1</b><font color=red>2</font>3</p>", "123"),
        ("商业<br/>企业", "商业 企业"),
        ("<p>商业</p><p>企业</p>", "商业 企业"),
        ("1<p>2</p>3", "1 2 3"),
        ("<!--[if !supportLists]-->7、<!--[endif]-->属于", "7、属于"),
        ("3 < 5 &amp; 7 &lt; 9", "3 < 5 & 7 < 9"),
        ('<a title="a>b<td>" href=x>4</a>', "4"),
        ("12<sup>1</sup>", "12¹"),
        ("12<su<!-- 注 -->p>1</sup>", "12¹"),
        ("<s>12</s>13", "~~12~~13"),
        ("1&#50;&#0000000000051;", "123"),
        (f"1&#{'0' * 5000}50;", "12"),
        (f"1&#{'9' * 5000};2&#99999999;3", "1\ufffd2\ufffd3"),
        ('<input type="text" value="5">', "5"),
        ('<input type="hidden" value="5">', ""),
    ],
)
def test_the_text_of_a_cell(markup, text):
    assert rows(f"<table><tr><td>{markup}</td><td>x</td></tr></table>") == [
        [(text, 0, 1), ("x", 1, 2)]
    ]


def read_total(printed):
    """The total of requests received on the Shanghai page, where 859 is replaced by this markup."""
    page = SHANGHAI.read_text(encoding="utf-8")
    report = helpers.read(page.replace(">859<", f">{printed}<"))
    cell = next(c for c in report.cells if (c.row, c.column) == ("received", "total"))
    return cell, {problem.text: problem.reason for problem in report.problems.itertuples()}


NOTE_MARKS = [
    "859<sup>1</sup>",
    "859<sup><span>1</span></sup>",
    "859<SUP><a href='#n1'>1</a></SUP>",
    "859<sup>&#49;</sup>",
    "859<sup>1",
    "859<span style='font-size:8pt;vertical-align: super'>1</span>",
    '859<span style="VERTICAL-ALIGN: SUPER">1</span>',
    '859<span style="vertical-align:/* up */super">1</span>',
    '859<span style="position:relative;top:-4.0pt;mso-text-raise:4.0pt">1</span>',
    '859<span style="vertical-align:30%">1</span>',
    "<ruby>859<rp>(</rp><rt>1</rt><rp>)</rp></ruby>",
    "<style>.n{vertical-align:super}</style>859<i class='x n'>1</i>",
]


@pytest.mark.parametrize("markup", NOTE_MARKS)
def test_a_raised_mark_of_a_note_is_no_digit_of_the_figure(markup):
    """859 with a note 1 is 859, and the print keeps the mark."""
    cell, problems = read_total(markup)
    assert (cell.status, cell.value, cell.raw) == ("read", 859, "859¹")
    assert problems["859¹"] == "note in a cell"


def test_several_raised_marks_and_one_apart():
    for markup, raw in (("859<sup>1,2</sup>", "859¹,²"), ("859<sup> 1 </sup>", "859 ¹")):
        cell, _ = read_total(markup)
        assert (cell.status, cell.value, cell.raw) == ("read", 859, raw)


def test_a_lowered_mark_is_no_digit_either():
    for markup in ("859<sub>1</sub>", "859<span style='vertical-align:sub'>1</span>"):
        cell, _ = read_total(markup)
        assert (cell.status, cell.value, cell.raw) == ("read", 859, "859₁")


@pytest.mark.parametrize(
    "markup",
    [
        "<s>85</s>9",
        "<del>859</del>",
        "<STRIKE>859</STRIKE>",
        "<span style='text-decoration: line-through'>85</span>9",
        "<span style='TEXT-DECORATION: LINE-THROUGH'>859</span>",
        "<span style='text-decoration-line: line-through'>859</span>",
        "<style>.gone{text-decoration:underline line-through}</style><b class=gone>859</b>",
        "<style>td > p:nth-child(1) {display: none}</style><p>859</p>",
        "<style>@media (max-width: 300px) {.wide {display: none}}</style><b class=wide>859</b>",
    ],
)
def test_what_is_struck_out_or_perhaps_hidden_is_not_read(markup):
    cell, problems = read_total(markup)
    assert (cell.status, cell.value) == ("unreadable", None)
    assert problems[cell.raw] == "struck out, or perhaps hidden"


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='0.gif'>",
        "85<img src='9.gif' alt=9>",
        "<img src='859.png' width=40>",
        "<input type=checkbox checked>",
        "<input type='password' value='859'>",
        "<select><option>859<option selected>895</select>",
        "<svg><path d='M0 0'/></svg>",
        "<object data='859.swf'></object>",
        "<iframe src='859.html'>859</iframe>",
        "<math><msup><mn>85</mn><mn>9</mn></msup></math>",
    ],
)
def test_a_picture_in_the_place_of_a_figure_is_no_blank(markup):
    cell, problems = read_total(markup)
    assert (cell.status, cell.value) == ("unreadable", None)
    assert problems[cell.raw] == "a picture or form field in a cell"


@pytest.mark.parametrize(
    "markup",
    [
        "<span title='display: none'>859</span>",
        "<span style='overflow: hidden !important'>859</span>",
        "<span data-x=hidden class='hidden-xs'>859</span>",
        "<span style='display: none; display: inline'>859</span>",
        "<span style='border:none;text-decoration:none'>859</span>",
        "<span style='/* display: none */color:red'>859</span>",
        "<span style='visibility:hidden'>7<b style='visibility:visible'>859</b></span>",
        "<span style='font-size:0'>7<b style='font-size:12pt'>859</b></span>",
        "<span style='font-size:0.9em;opacity:.5;text-indent:-20px'>859</span>",
        "<details><summary>859</summary></details>",
        "<template>7</template><noscript>7</noscript>859",
        "<img src='dot.gif' width=1 height=1>859",
        "<style>.a{display:none} .b.a{display:inline}</style><b class='a b'>859</b>",
        "<style>.a{display:none} .a:hover{display:block}</style><b class=c>859</b>",
        "<style>@media print{.a{display:none}}</style><b class=a>859</b>",
        "<style media=print>.a{display:none}</style><b class=a>859</b>",
        "<style>.a{display:none}</style><b class=a style='display:inline'>859</b>",
        "<style>li .a, div > .a{display:none}</style><b class=a>859</b>",
    ],
)
def test_what_a_page_shows_is_read(markup):
    cell, _ = read_total(markup)
    assert (cell.status, cell.value, cell.raw) == ("read", 859, "859")


@pytest.mark.parametrize(
    "attributes",
    [
        'style="DISPLAY: NONE"',
        'style="display:none !important"',
        'style="display/**/:/**/none"',
        "style=display:none",
        "style='display&#58;none'",
        "style='visibility: Hidden'",
        "style='opacity:0'",
        "style='font-size:0px'",
        "style='color:transparent'",
        "style='position:absolute;left:-9999px'",
        "style='display:block;text-indent:-9999px'",
        "style='position:absolute;clip:rect(0,0,0,0)'",
        "style='display:inline-block;height:0;overflow:hidden'",
        "Hidden",
        "class='x y'",
        "id=z",
    ],
)
def test_what_a_page_hides_is_not_printed(attributes):
    """7 is hidden, by a style of its own or by a rule of the page, and 859 is to be seen."""
    sheet = "<style>/*<![CDATA[*/ table td b.y, #z{color:red;display:none} /*]]>*/</style>"
    cell, _ = read_total(f"{sheet}<b {attributes}>7</b>859")
    assert (cell.status, cell.value, cell.raw) == ("read", 859, "859")


def test_what_is_left_open_in_front_of_a_table_strikes_out_nothing_in_it():
    """As in a browser, where it does go on in the next paragraph of the same cell."""
    page = SHANGHAI.read_text(encoding="utf-8")
    for opened in ("<p><s>旧文</p>", "<p><del>旧文</p>", "<p><span style='display:none'>旧文</p>"):
        cells = helpers.read(opened + page).cells
        assert [cell[:-1] for cell in cells] == [cell[:-1] for cell in helpers.read(page).cells]
    assert read_total("<p><s></p><p>859</p>")[0].status == "unreadable"


def test_hidden_cells_and_rows_take_no_place():
    page = """<style>tr.old, .gone {display: none}</style>
    <table><tr><td class=gone>7<td>规章<td>1</tr><tr class=old><td>规章<td>2</tr>
    <tr><td style="visibility:hidden">3</td><td>规章</table>"""
    assert rows(page) == [
        [("规章", 0, 1), ("1", 1, 2)],
        [("", 0, 1), ("规章", 1, 2)],
    ]


def test_a_table_that_is_struck_out_has_no_figures():
    page = SHANGHAI.read_text(encoding="utf-8")
    for name in ("del", "s"):
        struck = page.replace("<table", f"<{name}><table").replace("</table>", f"</table></{name}>")
        assert "read" not in {cell.status for cell in helpers.read(struck).cells}


@pytest.mark.parametrize("page", ["<p>12</s></p>", "<!-- 注 --><p>12</s></p>"])
def test_an_end_tag_alone_strikes_nothing(page):
    """As in a browser, and whatever else the page has, such as a comment."""
    assert texts(page) == ["12"]


def test_blocks_and_rows_share_one_count_of_lines():
    page = "<h1>报告</h1><p>一</p>二<table><tr><td>规章<td>1</table>三<br>四"
    tokens = html_document(page).tokens
    assert [(token.text, token.line) for token in tokens] == [
        ("报告", 1),
        ("一", 2),
        ("二", 3),
        ("规章", 4),
        ("1", 4),
        ("三", 5),
        ("四", 6),
    ]
    assert [token.row for token in tokens] == [None, None, None, 4, 4, None, None]


def test_only_the_innermost_of_nested_tables_is_one():
    page = """<table><tr><td>导航</td><td>正文<table><tr><td>规章</td><td></td></tr></table>尾</td>
    <td>版权</td></tr></table>"""
    assert [(t.text, t.row is not None) for t in html_document(page).tokens] == [
        ("导航", False),
        ("正文", False),
        ("规章", True),
        ("", True),
        ("尾", False),
        ("版权", False),
    ]


def test_a_cell_that_holds_an_article_is_blocks():
    paragraph = "全年主动公开政府信息12条，办理情况如下所述，内容较多不再展开。" * 4
    page = (
        f"<table><tr><td><p>{paragraph}</p><p>一、总体情况</p><p>{paragraph}</p></td></tr></table>"
    )
    assert texts(page) == [paragraph, "一、总体情况", paragraph]
    assert rows(page) == []


def test_what_is_not_printed_is_not_read():
    page = """<head><title>题</title><style>p{}</style></head><script>var a="<td>9</td>";</script>
    <template><p>9</p></template><noscript>9</noscript><p style='display:none'>9</p><p hidden>9</p>
    <div style="DISPLAY: none"><table><tr><td>公开</td><td>1</td></tr></table></div><!-- 9 -->完"""
    assert texts(page) == ["公开", "1", "完"]


def test_open_and_cut_tags():
    assert rows("<table><tr><td>规章<td>1<tr><td>其他<td>2") == rows(
        "<table><tr><td>规章</td><td>1</td></tr><tr><td>其他</td><td>2</td></tr></table>"
    )
    assert texts("<p>一</p><td styl") == ["一"]
    assert texts("a </ b> <3") == ["a <3"]


CONTENT = st.sampled_from(
    [
        "规章",
        "13",
        "",
        "&nbsp;",
        "<p>12</p>",
        "<p>a</p><p>b",
        "<span>1</span>2",
        "商业<br>企业",
        "3 < 5",
        "<!-- <td>9</td> -->7",
        "<b>8",
        '<div title="a>b">4</div>',
        "<o:p>&nbsp;</o:p>",
    ]
)
SPAN = st.sampled_from(
    ["", "", " colspan=2", ' rowspan="2"', " colspan='2' rowspan=3", " rowspan=0"]
)
CELL = st.builds(
    "<{0}{1}>{2}{3}".format,
    st.sampled_from(["td", "TD"]),
    SPAN,
    CONTENT,
    st.sampled_from(["</td>", "</TD >\n", ""]),
)
ROW = st.builds(
    "<tr>{}{}".format, st.lists(CELL, max_size=5).map("".join), st.sampled_from(["</tr>", ""])
)
TABLE = st.lists(ROW, max_size=5).map(lambda made: f"<table>{''.join(made)}</table>")


@given(st.lists(TABLE | st.just("<p>段落<p>"), max_size=3).map("".join))
def test_cells_are_placed_like_those_of_a_browser_engine(page):
    """The reference is the tree that lexbor builds."""
    ours = [[(re.sub(r"\s", "", t), *place) for t, *place in row] for row in rows(page)]
    assert ours == [
        row for table in LexborHTMLParser(page).css("table") for row in lexbor_rows(table)
    ]


def lexbor_rows(table):
    taken, found = set(), []
    for number, tr in enumerate(table.css("tr")):
        left, row = 0, []
        for cell in tr.iter():
            across = int(cell.attributes.get("colspan") or 1)
            down = int(cell.attributes.get("rowspan") or 1) or 50
            while (number, left) in taken:
                left += 1
            taken |= {(number + i, left + j) for i in range(down) for j in range(across)}
            row.append((re.sub(r"\s", "", cell.text()), left, left + across))
            left += across
        found += [row] if row else []
    return found


@given(st.text(alphabet="<>/!-=\"' \ntdrhablesp:1规&;", max_size=80))
def test_no_markup_breaks_the_reader(markup):
    for token in html_document(markup).tokens:
        assert (token.row is None) == (token.left is None)


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>" * 10_000 + "1",
        "<div>" * 100_000,
        "<p><b id=1>" * 50_000,
        "<p " + "a=1 " * 200_000 + ">",
        "<!--" * 100_000,
        '<p a="' * 100_000,
        "<div " * 100_000,
        "<sup>" * 100_000 + "1" * 100_000,
        " hidden<p hidden " * 50_000,
        ("<tr>" + "<td rowspan=9999>1" * 9) * 900,
    ],
    ids=range(10),
)
def test_pages_built_to_exhaust_a_parser_end(page):
    """Each takes well under a second, whatever grows with the square of its length would not."""
    assert len(html_document(page).tokens) < 100_000


def test_a_page_larger_than_any_report_is_refused():
    with pytest.raises(helpers.SourceError, match="500,001 tags"):
        html_document("<" * 500_001, "big.html")
    crowded = "<table>" + "".join(
        f"<tr><td>1<td rowspan={60_000 + number % 2}>2<td>3" for number in range(20_000)
    )
    with pytest.raises(helpers.SourceError, match=r"deep\.html: the merged cells"):
        html_document(crowded * 3, "deep.html")


def test_a_figure_hidden_by_a_style_in_any_case_is_not_read():
    page = '<P>one</P><SPAN STYLE="DISPLAY: NONE">12</SPAN><P>two</P>'
    assert [token.text for token in html_document(page).tokens] == ["one", "two"]
    mixed = page.replace("DISPLAY: NONE", "Display: None")
    assert [token.text for token in html_document(mixed).tokens] == ["one", "two"]


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("value", [">", "<", "a>b<td>", "政务<b>", "it's <b>", 'say "a" > b'])
def test_a_bracket_in_an_attribute_ends_no_tag(quote, value):
    value = value.replace(quote, "")
    assert texts(f"<p>1</p><p title={quote}{value}{quote}>2</p>") == ["1", "2"]


def test_text_that_strays_in_front_of_a_row_moves_no_figure():
    """A broken tag in front of the disputes row leaves 14 cells and a text: none is a figure."""
    page = (REPORTS / "shanghai-general-office" / "2019.html").read_text(encoding="utf-8")
    place = page.rindex('<td style="width:40px;">') + 1
    report = helpers.read(page[:place] + "\u200b" + page[place:])
    cells = [cell for cell in report.cells if cell.table == "disputes"]
    assert "read" not in {cell.status for cell in cells}


def test_a_hidden_table_of_another_year_is_not_read_where_the_page_shows_the_report():
    shown = SHANGHAI.read_text(encoding="utf-8")
    tables = re.sub(r">\d+<", ">7<", "".join(re.findall(r"<table.*?</table>", shown, re.DOTALL)))
    page = f'<div id="y2018" style="display: none">{tables}</div><div id="y2019">{shown}</div>'
    printed, alone = helpers.read(page.encode()), helpers.read(shown.encode())
    assert [cell[:-1] for cell in printed.cells] == [cell[:-1] for cell in alone.cells]


def test_a_closed_tab_is_read_where_the_page_shows_no_other_report():
    shown = SHANGHAI.read_text(encoding="utf-8")
    page = f'<p>2019年度报告</p><div id="tab" style="display: none">{shown}</div>'
    printed, alone = helpers.read(page.encode()), helpers.read(shown.encode())
    assert [cell[:-1] for cell in printed.cells] == [cell[:-1] for cell in alone.cells]


def test_a_row_that_ends_twice_is_one_row():
    page = "<table><tr><td rowspan=3>甲<td>1</tr></tr><tr><td>2</tr><tr><td>3</tr></table>"
    assert rows(page) == [[("甲", 0, 1), ("1", 1, 2)], [("2", 1, 2)], [("3", 1, 2)]]


def test_lines_in_front_of_a_nested_table_stay_apart():
    page = "<table><tr><td><p>总体情况</p>如下<table><tr><td>1</table>以上</table>"
    assert texts(page) == ["总体情况", "如下", "1", "以上"]


def test_tags_of_word_part_no_figure():
    """As <st1:chsdate> around a date, or any other namespace with a digit in its name."""
    assert texts("<table><tr><td>1<st1:a1>2</st1:a1>3</table>") == ["123"]


@pytest.mark.parametrize("broken", ["<\u200btd", "<_td", "<t\u200bd"])
def test_a_head_that_strayed_out_of_its_cell_moves_no_figure(broken):
    """The tag of 其他, the last head of five, is broken: its text stands in front of the table."""
    page = SHANGHAI.read_text(encoding="utf-8")
    place = page.rindex("<td", 0, page.index('>其他</p></td></tr><tr><td colspan="3"'))
    report = helpers.read(page[:place] + broken + page[place + 3 :])
    row = [cell for cell in report.cells if cell.row == "received"]
    printed = [cell for cell in helpers.read(SHANGHAI).cells if cell.row == "received"]
    assert [cell.value for cell in row] == [cell.value for cell in printed]
    assert [cell.value for cell in row][1] == 35
