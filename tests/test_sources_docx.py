"""Word files as Word shows them: note marks, hidden, struck and deleted print, what is drawn."""

import io
import zipfile

import docx
import pytest

import helpers

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
HEAD = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
NO_TABLE = "the table is not in the document"
STYLES = """
<w:style w:type="character" w:styleId="Note">
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Note2"><w:basedOn w:val="Note"/></w:style>
<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Out"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="GoneP"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="OutP"><w:rPr><w:dstrike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="OutP2"><w:basedOn w:val="OutP"/></w:style>
<w:style w:type="table" w:styleId="OutT"><w:rPr><w:strike/></w:rPr></w:style>
"""


def run(text, settings=""):
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells, settings=""):
    made = "".join(c if c.startswith("<w:tc>") else f"<w:tc><w:p>{c}</w:p></w:tc>" for c in cells)
    return f"<w:tr>{settings}{made}</w:tr>"


def report(cell, table="", more=""):
    """The cell (regulations, issued) of a Word file with this markup in it, and the problems."""
    rows = [row(*map(run, HEAD)), row(run("规章"), cell, run("0"), run("12")), more]
    rows.append(row(*map(run, ("行政规范性文件", "5", "1", "30"))))
    rows += [row(run("行政许可"), run("5")), row(run("行政处罚"), run("6"))]
    titles = ("2023年政府信息公开工作年度报告", "二、主动公开政府信息情况")
    body = "".join(f"<w:p>{run(title)}</w:p>" for title in titles)
    body += f"<w:tbl><w:tblPr>{table}</w:tblPr>{''.join(rows)}</w:tbl>"
    document = io.BytesIO()
    docx.Document().save(document)
    packed = io.BytesIO()
    with zipfile.ZipFile(document) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = f"<w:document {W} {MATH} {MC}><w:body>{body}</w:body></w:document>".encode()
            elif name == "word/styles.xml":
                data = f"<w:styles {W}>{STYLES}</w:styles>".encode()
            target.writestr(name, data)
    read = helpers.read(packed.getvalue())
    found = {(c.row, c.column): c for c in read.cells}
    normal = [found["normative_documents", column].value for column in ("issued", "repealed")]
    assert normal == ([5, 1] if not table else [None, None])
    problems = {p.text: p.reason for p in read.problems.itertuples() if p.reason != NO_TABLE}
    return found["regulations", "issued"], problems


RAISE = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    "mark",
    [
        run("1", RAISE),
        run("1 ", RAISE),
        run("１", RAISE),
        run("1", '<w:rStyle w:val="Note"/>'),
        run("1", '<w:rStyle w:val="Note2"/>'),
        run("1", '<w:position w:val="8"/>'),
        "<m:oMath><m:sSup><m:e/><m:sup><m:r><m:t>1</m:t></m:r></m:sup></m:sSup></m:oMath>",
        f"<w:ruby><w:rt>{run('1')}</w:rt><w:rubyBase/></w:ruby>",
    ],
)
def test_a_raised_mark_of_a_note_is_no_digit_of_the_figure(mark):
    cell, problems = report(run("12") + mark)
    assert (cell.status, cell.value, cell.raw) == ("read", 12, "12¹")
    assert problems == {"12¹": "note in a cell"}


def test_a_lowered_mark_is_no_digit_either():
    for settings in ('<w:vertAlign w:val="subscript"/>', '<w:position w:val="-8"/>'):
        cell, _ = report(run("12") + run("1", settings))
        assert (cell.status, cell.value, cell.raw) == ("read", 12, "12₁")


def test_a_style_that_raises_can_be_taken_back():
    settings = '<w:rStyle w:val="Note"/><w:vertAlign w:val="baseline"/>'
    assert report(run("12") + run("1", settings))[0].value == 121


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = map(FIELD.format, ("begin", "separate", "end"))


@pytest.mark.parametrize(
    "hidden",
    [
        run("7", "<w:vanish/>"),
        run("7", '<w:rStyle w:val="Gone"/>'),
        run("7", '<w:sz w:val="2"/>'),
        f"</w:p><w:p><w:pPr><w:pStyle w:val='GoneP'/></w:pPr>{run('7')}</w:p><w:p>",
        f"<w:del>{run('7')}</w:del>",
        f"<w:moveFrom>{run('7')}</w:moveFrom>",
        f"{BEGIN}<w:r><w:instrText>IF 7 = </w:instrText></w:r>{BEGIN}"
        f"<w:r><w:instrText>SUM</w:instrText></w:r>{SEPARATE}{run('7')}{END}{SEPARATE}{END}",
        f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{run('7')}</mc:Fallback>"
        "</mc:AlternateContent>",
        '<w:r><w:drawing><docPr hidden="1"/></w:drawing></w:r>',
    ],
)
def test_what_word_hides_is_not_printed(hidden):
    cell, problems = report(hidden + run("12"))
    assert (cell.status, cell.value, cell.raw, problems) == ("read", 12, "12", {})


@pytest.mark.parametrize(
    "shown",
    [
        run("12", '<w:vanish w:val="0"/>'),
        run("12", '<w:rStyle w:val="Gone"/><w:vanish w:val="false"/>'),
        f"<w:fldSimple w:instr='=SUM(7)'>{run('12')}</w:fldSimple>",
        f"{BEGIN}<w:r><w:instrText>=7</w:instrText></w:r>{SEPARATE}{run('12')}{END}",
        f"<w:moveTo>{run('12')}</w:moveTo>",
        f"<w:ins>{run('12')}</w:ins>",
        f"<w:sdt><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>",
        f"<mc:AlternateContent><mc:Fallback>{run('12')}</mc:Fallback></mc:AlternateContent>",
        f"{BEGIN}{run('12')}",
    ],
)
def test_what_word_shows_is_read(shown):
    cell, _ = report(shown)
    assert (cell.status, cell.value, cell.raw) == ("read", 12, "12")


@pytest.mark.parametrize(
    "struck",
    [
        run("12", "<w:strike/>"),
        run("12", '<w:rStyle w:val="Out"/>'),
        f"</w:p><w:p><w:pPr><w:pStyle w:val='OutP2'/></w:pPr>{run('12')}",
        f"<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p>{run('12')}</w:p></w:tc>",
    ],
)
def test_what_is_struck_out_is_not_read(struck):
    cell, problems = report(struck)
    assert (cell.status, cell.value) == ("unreadable", None)
    assert problems == {"~~12~~": "struck out, or perhaps hidden"}


def test_a_table_whose_style_strikes_out_has_no_figures():
    assert report(run("12"), '<w:tblStyle w:val="OutT"/>')[0].status == "unreadable"


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:hidden/>"])
def test_deleted_and_hidden_rows_are_not_read(mark):
    old = row(run("规章"), run("7"), run("7"), run("7"), settings=f"<w:trPr>{mark}</w:trPr>")
    cell, problems = report(run("12"), more=old)
    assert (cell.status, cell.value, problems) == ("read", 12, {})


@pytest.mark.parametrize(
    "drawn",
    [
        "<w:r><w:drawing/></w:r>",
        "<w:r><w:pict/></w:r>",
        "<w:r><w:object/></w:r>",
        f"{run('1')}<w:r><w:drawing/></w:r>",
        '<w:r><w:sym w:font="Symbol" w:char="F032"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList/></w:ffData></w:fldChar></w:r>',
        '</w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>',
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        f"<w:r><w:drawing><w:txbxContent><w:p>{run('12')}</w:p></w:txbxContent></w:drawing></w:r>",
    ],
)
def test_what_is_drawn_in_the_place_of_a_figure_is_no_blank(drawn):
    cell, problems = report(drawn)
    assert (cell.status, cell.value) == ("unreadable", None)
    assert problems[cell.raw] == "a picture or form field in a cell"


def test_a_picture_beside_words_changes_nothing():
    cell, problems = report(
        run("12"), more=row("<w:r><w:drawing/></w:r>" + run("其他事项"), "", "", "")
    )
    assert (cell.status, cell.value, problems) == ("read", 12, {})
