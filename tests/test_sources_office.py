"""Word files, workbooks and separated values: every cell once, blanks kept, bombs refused."""

import base64
import csv
import io
import zipfile
import zlib

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import helpers
from helpers.sources import load, open_source

HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
# Made with xlwt: the head above merged title, 规章 1 0 12.5 and 行政规范性文件 7, blank, 9.
XLS = (
    "eNrtWEtIFVEY/s7M3Jf4uL4iDeQipGV3E0G00cmgbGE3H4uiwrzm5RKays2NCmXZJaWCoE1FEIKbNmabSnpQ4KJF"
    "YI9FEAT3Fq1aBRUt1Ok//5wxrbvwQknGfMP553+c//xnzn/OmTPzYrYwNX6nPI1fUAcdC1YA3iU6QSXgCEGQ3bIk"
    "69z9VCwXawoBPyXS68GDvOc+mUOZ7zQ0TBlPiQLvqRxBHyK9PbHQKmIX9yEqZB9qiQrcIE0+yrhXRUyPMS1meptr"
    "PmS6kzWXmNZS3ZQ4hFkzUrNDzeKDWiXb8iHbvcc+b1mzFaV4Jmfx6cvCrutBfeJ4tPvfNFQYuZgA5a0h1hNLRLtT"
    "KKEETuCrFQK+OCv1ScjVr65egPTfl+t9GfRXNAMYhtXOEzxJm2ueYSc4OocTMrFcAhDhoYuR+tZoPDzktxAJWANX"
    "DYj0/t72ZPP0YS/Z4/1t21tetn6L9MWUeLOto0uJUycbRwPxvTEpUqSZsdSgD6Jx1IzNjOkj1e3nyZIjA/FmEFy2"
    "GeTxIskl2okC5gt5qQRpu5+79fnVvo4m8yhrhvkFYL8mNsong4Uz0oOc89liLNIa9tjC9Cy3uoH5cqYlNMHpXtVU"
    "qpg9I1znHFurKM42xmuzegm/ifjkp+b7FckP5mbiJxvSgyWTb8xxVNIQdpK/vEYQFmFx/ZrEtOnchdpS3jEt+217"
    "8WtB1XdLvQsLMI8cZguZPqYxAo+OvHT2EBk8BHtIakvOeNqSxr6OpJNkqOhahrY0bstD9BHWq9x4WWdbLhRD9UTP"
    "4K1zHVn/lCYl6V2xKMnYVSR9VH2W0FGnFeGubJw22Z/IgQsXLly4cOHChYs1Anm00/hoZx/MPerY71P/deapLLi/"
    "Sf5btKCXrn76MN2NHronMJDV/FkHj3DaEiv0cf4XShyg6Al0oYP70ZX1/KXPNrH0eVbsGPxzSyjb+AvZ9PMvx/8B"
    "AWzoHw=="
)


def places(content):
    return [(t.text, t.line, t.row, t.left, t.right) for t in load(open_source(content)).tokens]


def word(build):
    made = docx.Document()
    build(made)
    return saved(made)


def saved(made):
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def book(build):
    made = openpyxl.Workbook()
    build(made.active)
    return saved(made)


def edited(content, part, old, new):
    """The package with something else in one of its parts."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            assert name != part or old in data
            target.writestr(name, data.replace(old, new) if name == part else data)
    return packed.getvalue()


def small_table(made):
    made.add_paragraph("二、主动公开政府信息情况")
    table = made.add_table(3, 4)
    for cell, text in zip(table.rows[1].cells, HEAD, strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(0, 3)).text = "第二十条第（一）项"
    for cell, text in zip(table.rows[2].cells, ["规章", "4", "", "12"], strict=True):
        cell.text = text


def test_a_word_table_has_every_cell_once():
    assert places(word(small_table)) == [
        ("二、主动公开政府信息情况", 1, None, None, None),
        ("第二十条第（一）项", 2, 2, 0, 4),
        *((text, 3, 3, column, column + 1) for column, text in enumerate(HEAD)),
        ("规章", 4, 4, 0, 1),
        ("4", 4, 4, 1, 2),
        ("", 4, 4, 2, 3),
        ("12", 4, 4, 3, 4),
    ]


def test_cells_merged_downwards_and_line_breaks_in_word():
    def build(made):
        table = made.add_table(2, 3)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "三"
        table.cell(0, 1).text = "商业\n企业"
        table.cell(1, 2).paragraphs[0].add_run("1")
        table.cell(1, 2).paragraphs[0].add_run("23")

    assert [(text, left) for text, _, _, left, _ in places(word(build))] == [
        ("三", 0),
        ("商业 企业", 1),
        ("", 2),
        ("", 1),
        ("123", 2),
    ]


def test_a_raised_digit_in_word_is_no_digit_of_the_figure_before_it():
    def build(made):
        cell = made.add_table(1, 2).cell(0, 0).paragraphs[0]
        cell.add_run("12")
        cell.add_run("1").font.superscript = True

    assert places(word(build))[0][0] == "12¹"


def test_a_digit_that_stands_higher_is_no_digit_of_the_figure_before_it():
    """Three points are a mark of a note; half a point is a slip of the layout."""

    def build(made):
        cells = made.add_table(1, 2).rows[0].cells
        for cell, half_points in zip(cells, ("6", "1"), strict=True):
            cell.paragraphs[0].add_run("12")
            properties = cell.paragraphs[0].add_run("1")._r.get_or_add_rPr()
            etree.SubElement(properties, qn("w:position")).set(qn("w:val"), half_points)

    assert [text for text, *_ in places(word(build))] == ["12¹", "121"]


def test_a_struck_out_digit_in_word_is_no_digit_of_the_figure_behind_it():
    def build(made):
        cells = made.add_table(1, 2).rows[0].cells
        cells[0].text = "规章"
        cells[1].paragraphs[0].add_run("9").font.strike = True
        cells[1].paragraphs[0].add_run("16").font.strike = False

    assert [text for text, *_ in places(word(build))] == ["规章", "~~9~~16"]


def test_nested_deleted_and_hidden_text_in_word():
    def build(made):
        outer = made.add_table(1, 2)
        outer.cell(0, 0).text = "外"
        inner = outer.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "规章", "5"
        hidden = made.add_paragraph("见").add_run("9")
        hidden.font.hidden = True

    content = edited(
        word(build), "word/document.xml", "<w:t>见</w:t>".encode(), "<w:t>见</w:t>".encode()
    )
    assert [(text, row is None) for text, _, row, _, _ in places(content)] == [
        ("外", True),
        ("规章", False),
        ("5", False),
        ("见", True),
    ]
    deleted = edited(content, "word/document.xml", b"<w:t>5</w:t>", b"<w:delText>5</w:delText>")
    assert "5" not in [text for text, *_ in places(deleted)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"<w:body>", b"<w:body>" + b" " * 11_000_000, "unpacks to more than"),
        (b"<w:body>", b"<w:body>" + b"<w:p>" * 5_000 + b"</w:p>" * 5_000, "damaged XML.*depth"),
        (b"<w:body>", b"<w:body><w:p>", "damaged XML"),
    ],
    ids=["bomb", "deep", "open"],
)
def test_word_files_built_to_harm_are_refused(old, new, words):
    content = edited(word(small_table), "word/document.xml", old, new)
    with pytest.raises(helpers.SourceError, match=f"^text in memory: .*{words}"):
        load(open_source(content))


@pytest.mark.parametrize("part", ["word/document.xml", "xl/worksheets/sheet1.xml"])
def test_declared_entities_are_refused(part):
    made = word(small_table) if part.startswith("word") else book(small_sheet)
    with zipfile.ZipFile(io.BytesIO(made)) as source:
        data = source.read(part)
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(helpers.SourceError, match="declares XML entities"):
        load(open_source(edited(made, part, data, bomb)))


@given(st.integers(1, 2_000), st.integers(0, 255))
def test_a_damaged_word_file_is_an_error_or_a_document(place, value):
    content = bytearray(DAMAGED)
    content[-place % len(content)] = value
    try:
        assert load(open_source(bytes(content))).medium == "docx"
    except helpers.SourceError as error:
        assert str(error).startswith("text in memory: ")


def small_sheet(sheet):
    sheet.append(["二、主动公开政府信息情况"])
    sheet.append([])
    sheet.append(["第二十条第（一）项"])
    sheet.merge_cells("A3:D3")
    sheet.append(HEAD)
    sheet.append(["规章", 4, None, 12.0])
    sheet.append(["行政规范性文件", 1691.4, "无", 13575394432.52])
    sheet.append(["行政许可", "0", "", None])


def test_a_workbook_has_every_cell_once():
    content = book(small_sheet)
    cells = places(content)
    assert cells[:2] == [
        ("二、主动公开政府信息情况", 1, None, None, None),
        ("第二十条第（一）项", 3, None, None, None),
    ]
    assert [text for text, *_ in cells[2:]] == [
        *HEAD,
        *("规章", "4", "", "12"),
        *("行政规范性文件", "1691.4", "无", "13575394432.52"),
        *("行政许可", "0", "", ""),
    ]
    assert cells[6] == ("规章", 5, 4, 0, 1)


def test_a_sum_of_decimals_has_the_digits_that_the_workbook_shows():
    content = book(lambda sheet: sheet.append(["行政事业性收费", 0.1 + 0.2, 1691.4 * 3, 1e-7]))
    assert [text for text, *_ in places(content)][1:] == ["0.3", "5074.2", "0.0000001"]


def test_formulas_without_a_result_and_errors_are_not_blank():
    """A formula whose result is stored is that result."""
    content = book(lambda sheet: sheet.append(["规章", "=SUM(D1:E1)", "#REF!", "=1+2", 4]))
    stored = edited(
        content, "xl/worksheets/sheet1.xml", b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>"
    )
    assert [text for text, *_ in places(stored)] == ["规章", "=SUM(D1:E1)", "#REF!", "3", "4"]


def test_formulas_and_errors_in_a_workbook_are_unreadable():
    def build(sheet):
        sheet.append(["2023年政府信息公开工作年度报告"])
        sheet.append(["二、主动公开政府信息情况"])
        sheet.append(HEAD)
        sheet.append(["规章", "=SUM(D4:D9)", "#REF!", 12])
        sheet.append(["行政规范性文件", 1, None, 3])
        sheet.append(["行政许可", 5])
        sheet.append(["行政处罚", 6])

    cells = {(cell.row, cell.column): cell for cell in helpers.read(book(build)).cells}
    assert [
        (cell.status, cell.value)
        for row in ("regulations", "normative_documents")
        for cell in (cells[row, column] for column in ("issued", "repealed", "in_force"))
    ] == [
        *(("unreadable", None), ("unreadable", None), ("read", 12)),
        *(("read", 1), ("blank", None), ("read", 3)),
    ]


def test_rows_of_several_sheets_stay_apart():
    made = openpyxl.Workbook()
    made.active.append(["规章", 1])
    made.create_sheet("二").append(["规章", 2])
    tokens = load(open_source(saved(made))).tokens
    assert [(t.text, t.line, t.page, t.row) for t in tokens] == [
        ("规章", 1, 1, 1),
        ("1", 1, 1, 1),
        ("规章", 1, 2, 2),
        ("2", 1, 2, 2),
    ]


def test_an_old_workbook_reads_like_a_new_one():
    content = zlib.decompress(base64.b64decode(XLS))
    assert [text for text, *_ in places(content)] == [
        "第二十条第（一）项",
        *HEAD,
        *("规章", "1", "0", "12.5"),
        *("行政规范性文件", "7", "", "9"),
    ]
    for cut in (600, 2_000, 5_000):
        with pytest.raises(helpers.SourceError):
            load(open_source(content[:cut]))


def test_what_a_workbook_hides_is_not_printed():
    made = openpyxl.Workbook()
    old = made.active
    old.append(["规章", 99])
    old.sheet_state = "hidden"
    sheet = made.create_sheet("本年")
    sheet.append(["第二十条第（一）项"])
    sheet.merge_cells("A1:D1")
    for row in (["旧", "规章", "上年", 1], ["旧", "规章", 77, 2], ["旧", "规章", 78, 3]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["A"].hidden = sheet.column_dimensions["C"].hidden = True
    made.active = 1
    assert [text for text, *_ in places(saved(made)) if text] == [
        *("第二十条第（一）项", "规章", "1", "规章", "3")
    ]


@pytest.mark.parametrize(
    ("far", "says"),
    [
        (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>', "more than"),
        (b"<row r='1048576'><c r='&#88;FD1048576'><v>1</v></c></row></sheetData>", "damaged"),
        (b" " * 11_000_000 + b"</sheetData>", "more than"),
    ],
    ids=["far", "escaped", "bomb"],
)
def test_workbooks_built_to_fill_the_memory_are_refused(far, says):
    content = edited(book(small_sheet), "xl/worksheets/sheet1.xml", b"</sheetData>", far)
    with pytest.raises(helpers.SourceError, match=says):
        load(open_source(content))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_separated_values(encoding, delimiter):
    made = io.StringIO()
    rows = [HEAD, ["规章", "4", "", "1,234"], ["行政规范性文件", "1", "2", "3"]]
    csv.writer(made, delimiter=delimiter).writerows(rows)
    assert places(made.getvalue().encode(encoding)) == [
        (text, line, line, column, column + 1)
        for line, row in enumerate(rows, 1)
        for column, text in enumerate(row)
    ]


def test_tables_of_different_widths_are_separated_values_too():
    made = io.StringIO()
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows = [["某局2023年报告"], HEAD, ["规章", "4", "", "1"], ["四、行政复议"], heads, [*"01203"]]
    csv.writer(made).writerows(rows)
    read = [text for text, *_ in places(made.getvalue().encode())]
    assert read == [text for row in rows for text in row]
    prose = "某局,2023年\n公开信息3件,\n其中规章1件,规范性文件2件,共3件\n收到申请1,2,3,4,5件\n"
    assert load(open_source(prose)).medium == "text"


def test_a_merged_cell_that_an_export_prints_in_every_column_is_one_cell():
    rows = [HEAD, ["规章", "1", "1", "1"], ["信息内容", *["处理决定数量"] * 3]]
    rows += [
        ["行政许可", "8", "8", "8"],
        ["信息内容", "数量", "数量", "金额"],
        ["行政收费", "1", "2", "3"],
    ]
    text = "\n".join(map(",".join, rows))
    figures = [cell for cell in places(text.encode()) if cell[0].isdigit()]
    assert [(text, left, right) for text, _, _, left, right in figures] == [
        *(("1", 1, 2), ("1", 2, 3), ("1", 3, 4)),
        ("8", 1, 4),
        *(("1", 1, 2), ("2", 2, 3), ("3", 3, 4)),
    ]


DAMAGED = word(small_table)
