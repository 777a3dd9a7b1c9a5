"""Workbooks as Excel shows them: formats, raised and struck print, hidden rows and columns."""

import base64
import io
import zipfile
import zlib

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

import helpers

# Made with xlwt: a column of 99 and a row of 7 are hidden; the rest is what the last test says.
XLS = (
    "eNrtWF1IXEcU/ub+7L27rrqmKsTCYoWY1kpYFUJA7G2FNqWka9RCE5OsG9slFEXF7EuF1rRWqvSH0j61BEog2vbFJg9JI2"
    "0hgRTyEEiaPAQCAW3pUx9KoS19SNyec3auWXUFBSNY7lnm3HPOnPnmzMyZmbv35o2K+TPnaxawgp6BicVcGKECm6IS9pUY"
    "qD6XY9F/ulRyAW0rCru0kCEb35ded3gNeb0XYOCcdYU48AuVoxhGcmgwU7uF1C4xHFccQxtxhdNkKcNOiWqH8NeEPyb8W/"
    "H8QfizYvlIeBv5zqse3PCSDft0Fh8y6qSuDIz7nbS5K5YmVOEaZ/HYJyrva+O5kTeOD2zjCrW6wt2MPuJWFGdBSbM/M5gZ"
    "Yb0K0wStEngCe5BAI+rgJOsQt1zM0HGC1tZWlr9iObEnMY9KSrez+DtXC/zlnyuXawP71toVyP7vcruzht2lJS5mj6zhX0"
    "IrX8wepSxYaf/MsIBTyKVlu08Q5rAtGaeQvI8rKCU5SqUCqpnSqxktyKa8zOnUQsdQeqATvb8dO9qRTc2kpvteeiUK9WFS"
    "JVqTX3dxle/2U/pCpwXF4kTn3BHqKJLMpkJQjSeyqb1dP3f/kxzOaPXLVF+/Vs+dPDAZPvFihlVqc3VqftSEq9DU3GTQle"
    "hAHZj0MlenzPHd6ffJy8obLn3wR7cWrcM9YxG+P+W8jS07b0vlHIoSfx3lIlfIaRSj6b7/zZ+3Xu476PWK5ZTcsbwJFXbx"
    "dCGHd7hF9C1qz9ZPS8rlnoZRBv9OBngeGwThaeHvSi+Pi1wjvJJ86Fl/sEoLL4yLz3tSW084LUK3vd0F8pMkT/zeeSk+8a"
    "v3FMmz+xdGK2fveGdo64dpNEp+42hUjeqLz5nmPP+p9Cl+T/jOVSe6a8T0WHP69aMcDxARsSI/NvJQRTxUPkm0hyHjX+5h"
    "iAfzvMYzbi5pBmnWkmaSZi9pFmkhjWwWQTYFmZf2RxqfKcgfK76x2g+7lqF9GJNX5m2DNYtG3KwxrQLMtMa0CjDjpDFmXG"
    "wruSUYdpG4bPEJ67jspbgqUc3JAttwycpxOYqjsmWkozoqHrG5AjEkiLweJuVaiDCq/K3scRunSBtH2pTokTsy0zX8tmns"
    "wEVeDrq7H1IEAQUUUEABBRTQoyAltz/kvcXSb4p8szv6u84DKovBZ5L/LXVhiH5Z+iv2PAbpOYI3N5Q/1bCVj6XW2cb/Xs"
    "j0KvU+gn70SRz9G85f+g+hCsez7oaxzdtCG+1/cSNxPuL+/wNHkj5U"
)
HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def issued(value, code="General", font=None, change=None, edit=None):
    """The cell (regulations, issued) of a workbook with this in it, and the problems."""
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (["2023年政府信息公开工作年度报告"], ["二、主动公开政府信息情况"], HEAD):
        sheet.append(row)
    sheet.append(["规章", value, 0, 12])
    sheet.append(["行政规范性文件", 5, 1, 30])
    sheet.append(["行政许可", 5])
    sheet.append(["行政处罚", 6])
    sheet["B4"].number_format = code
    if font:
        sheet["B4"].font = font
    if change:
        change(sheet)
    content = io.BytesIO()
    made.save(content)
    read = helpers.read(edited(content, *edit) if edit else content.getvalue())
    cells = {(cell.row, cell.column): cell for cell in read.cells}
    assert cells["normative_documents", "in_force"].value == 30
    return cells["regulations", "issued"], {p.text: p.reason for p in read.problems.itertuples()}


def edited(content, old, new):
    packed = io.BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            changed = name == "xl/worksheets/sheet1.xml"
            assert not changed or old in data
            target.writestr(name, data.replace(old, new) if changed else data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("value", "code", "shown", "number"),
    [
        (16914000, '0!.0,"万"', "1691.4万", 1691.4),
        (16914000, "0,", "16914", 16914),
        (5, '"9"0', "95", 95),
        (12.345, "0.0", "12.3", 12.3),
        (1234567, "#,##0", "1,234,567", 1234567),
        (12, "0_ ", "12", 12),
        (-18, "General", "-18", -18),
        (12, "0;-0;;@", "12", 12),
    ],
)
def test_a_figure_is_what_its_format_shows(value, code, shown, number):
    cell, _ = issued(value, code)
    assert (cell.status, cell.raw, cell.value) == ("read", shown, number)


@pytest.mark.parametrize(
    ("value", "code", "status", "raw"),
    [
        (5, ";;;", "blank", ""),
        (0, "#,###", "blank", ""),
        (0, '0;0;"无"', "mark", "无"),
        (0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "mark", "-"),
        (0.5, "0%", "unreadable", "50%"),
        ("12", ";;;", "blank", ""),
    ],
)
def test_what_a_format_shows_instead_of_a_figure(value, code, status, raw):
    cell, _ = issued(value, code)
    assert (cell.status, cell.raw, cell.value) == (status, raw, None)


@pytest.mark.parametrize("code", ["0.00E+00", "# ?/?", "[DBNum1]0", "[White]0"])
def test_a_format_that_is_not_known_leaves_no_figure(code):
    cell, problems = issued(1.5, code)
    assert (cell.status, cell.value) == ("unreadable", None)
    assert problems[cell.raw] == "what a cell shows cannot be told from what is stored"


@pytest.mark.parametrize("code", ["yyyy-mm-dd", 'm"月"d"日"', "h:mm", "m/d"])
def test_a_date_is_no_figure(code):
    cell, _ = issued(5, code)
    assert cell.status != "read"
    assert cell.value is None


@pytest.mark.parametrize("stored", [b"NaN", b"INF", b"-Infinity"])
def test_what_is_no_number_is_no_blank(stored):
    cell, _ = issued(7777, edit=(b"<v>7777</v>", b"<v>" + stored + b"</v>"))
    assert (cell.status, cell.value) == ("unreadable", None)


def test_minus_zero_is_zero():
    cell, _ = issued(7777, edit=(b"<v>7777</v>", b"<v>-0</v>"))
    assert (cell.status, cell.value, cell.raw) == ("read", 0, "0")


def test_zeros_that_a_sheet_does_not_show_are_blank():
    def without_zeros(sheet):
        sheet.sheet_view.showZeros = False

    assert issued(0, change=without_zeros)[0].status == "blank"
    assert issued(0, '0"件"', change=without_zeros)[0].status == "blank"
    assert issued(10, change=without_zeros)[0].value == 10
    assert issued(0)[0].value == 0


@pytest.mark.parametrize("value", [12, 12.5, "12"])
def test_a_figure_that_is_struck_out_is_not_read(value):
    cell, problems = issued(value, font=Font(strike=True))
    assert (cell.status, cell.raw) == ("unreadable", f"~~{value}~~")
    assert problems[cell.raw] == "struck out, or perhaps hidden"


def test_a_raised_mark_of_a_note_is_no_digit_of_the_figure():
    raised = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    cell, problems = issued(raised)
    assert (cell.status, cell.value, cell.raw) == ("read", 12, "12¹")
    assert problems["12¹"] == "note in a cell"
    struck = CellRichText(TextBlock(InlineFont(strike=True), "1"), "2")
    assert issued(struck)[0].status == "unreadable"
    assert issued(CellRichText("1", TextBlock(InlineFont(b=True), "2")))[0].value == 12


def test_a_raised_mark_in_an_inline_string():
    run = b'<is><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1 </t></r></is>'
    cell, _ = issued(7777, edit=(b't="n"><v>7777</v>', b't="inlineStr">' + run))
    assert (cell.status, cell.value, cell.raw) == ("read", 12, "12¹")


def test_rows_and_columns_without_height_or_width_are_not_read():
    def change(sheet):
        sheet.insert_rows(5)
        for column, value in enumerate(("规章", 7, 7, 7), 1):
            sheet.cell(5, column, value)
        sheet.row_dimensions[5].height = 0.1
        sheet.insert_cols(2)
        for row in range(3, 6):
            sheet.cell(row, 2, "上年" if row == 3 else 99)
        sheet.column_dimensions["B"].width = 0.1

    cell, _ = issued(12, change=change)
    assert (cell.status, cell.value) == ("read", 12)


def test_an_old_workbook_shows_the_same():
    """Formats, raised and struck print, errors, what is hidden: 0.125 in the format 0.0 is 0.1."""
    read = helpers.read(zlib.decompress(base64.b64decode(XLS)))
    cells = {(cell.row, cell.column): (cell.status, cell.value, cell.raw) for cell in read.cells}
    assert [cells["regulations", column] for column in ("issued", "repealed", "in_force")] == [
        ("read", 1691.4, "1691.4万"),
        ("read", 12, "12¹"),
        ("unreadable", None, "~~12~~"),
    ]
    assert [cells["normative_documents", c] for c in ("issued", "repealed", "in_force")] == [
        ("blank", None, ""),
        ("unreadable", None, "#DIV/0!"),
        ("read", 30, "30"),
    ]
    assert cells["licensing", "decisions"] == ("read", 0.1, "0.1")
