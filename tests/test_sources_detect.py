"""A file is what its bytes say, whatever it is called; what cannot be read says what to do."""

import gzip
import io
import json
import re
import zipfile

import pytest
from bundled import REPORTS, WUSHAN

import helpers
from helpers.sources import load, open_source
from helpers.sources.detect import text_kind

PAGE = (REPORTS / "shanghai-general-office" / "2019.html").read_text(encoding="utf-8")
TABLE = "<table><tr><td>规章</td><td>13</td></tr></table>"


def archive(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, text in files.items():
            made.writestr(name.replace("__", "/").replace("_", "."), text)
    return packed.getvalue()


def received(source):
    """The requests that a report received, from natural persons and in all."""
    cells = {(cell.row, cell.column): cell.value for cell in helpers.read(source).cells}
    return cells["received", "natural_person"], cells["received", "total"]


def test_the_name_does_not_count(tmp_path):
    for name in ("2019.pdf", "2019.docx", "2019.xls", "2019.txt", "2019"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
        assert helpers.read(tmp_path / name).medium == "html"
    (tmp_path / "2020.html").write_bytes(WUSHAN.read_bytes())
    assert helpers.read(tmp_path / "2020.html").medium == "text"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Rar!\x1a\x07\x00abc", "RAR archive; unpack"),
        (b"7z\xbc\xaf\x27\x1cabc", "7z archive; unpack"),
        (gzip.compress(b"abc"), "gzip archive; unpack"),
        (archive(a_txt="x"), "ZIP archive; unpack"),
        (archive(OFD_xml="x"), "OFD document; export it as PDF"),
        (archive(content_xml="x"), "OpenDocument.*DOCX"),
        (archive(ppt__presentation_xml="x"), "presentation; export"),
        (archive(word__document_xml="x" * 999)[:700], "damaged or incomplete"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG picture.*OCR"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG picture.*OCR"),
        (b"GIF89a\0\0", "GIF picture"),
        (b"II*\0\x08\0\0\0", "TIFF picture"),
        (b"BM\x46\0\0\0\0\0\0\0\x36", "BMP picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP picture"),
        (b"{\\rtf1\\ansi}", "RTF document; save it as DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "wps.*DOCX"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"),
            "password",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"),
            "damaged workbook",
        ),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nabc", "without a page"),
    ],
)
def test_formats_that_cannot_be_read_say_what_to_do(content, words):
    with pytest.raises(helpers.SourceError, match=f"^text in memory: .*{words}"):
        helpers.read(content)


def test_a_scanned_pdf_says_that_it_has_no_text_layer():
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    with pytest.raises(helpers.SourceError, match=r"no text layer.*optical character recognition"):
        helpers.read(file.getvalue())


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "big5"])
def test_a_page_without_charset_reads_the_same_in_every_encoding(encoding):
    from opencc import OpenCC

    page = OpenCC("s2tw").convert(PAGE) if encoding == "big5" else PAGE
    bare = re.sub(r"<meta[^>]*charset[^>]*>", "", page)
    assert "charset" not in bare
    assert received(bare.encode(encoding, "xmlcharrefreplace")) == (821, 859)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PAGE, "html"),
        ("<!DOCTYPE html><p>一", "html"),
        (f"<p>一</p>{TABLE}", "html"),
        (f"# 一、总体情况\n\n收到3件\n\n{TABLE}\n", "mixed"),
        ("a < b, 3 <5\n一、总体情况", "text"),
        ("7、<!--[if !supportLists]-->属于<!--[endif]-->", "text"),
        ("|甲|乙|\n|---|---|\n|一<br>二|3<br>4|\n", "markdown"),
        ("规章,1,0,12\n行政规范性文件,2,0,3\n行政许可,4,,\n", "csv"),
        ("规章1, 其他2\n没有\n一句话\n两句话\n", "text"),
        ('{"content": "x"}', "json"),
    ],
)
def test_kinds_of_text(text, kind):
    assert text_kind(text) == kind


def test_text_with_tables_in_markup_keeps_its_lines():
    """As programs that recognise text write it."""
    document = load(open_source(f"# 一、总体情况\n\n收到 < 3件\n{TABLE}\n二、<b>\n完"))
    assert [(t.text, t.row is None) for t in document.tokens] == [
        ("# 一、总体情况", True),
        ("收到 < 3件", True),
        ("规章", False),
        ("13", False),
        ("二、<b>", True),
        ("完", True),
    ]


def test_markdown_prints_without_its_marks():
    text = (
        "| a | b |\n| --- | --- |\n| 1\\.属于<br>国家秘密 | **12** |\n| x\\|y&#124;z | 3&nbsp;4 |"
    )
    rows = [token.text for token in load(open_source(text)).tokens]
    assert rows == ["a", "b", "1.属于 国家秘密", "12", "x\u2223y\u2223z", "3 4"]


def test_raised_print_and_pictures_of_markdown_keep_a_sign_of_it():
    text = "| a | b |\n| --- | --- |\n| 12<sup>1</sup> | ![0](0.png) |\n![](seal.png)"
    found = [token.text for token in load(open_source(text)).tokens]
    assert found == ["a", "b", "12¹", "\ufffc", "![]()"]


def test_a_page_inside_of_json_or_a_script():
    """821 requests of natural persons, 859 in all."""
    assert received(json.dumps({"code": 0, "data": {"content": PAGE}})) == (821, 859)
    assert received(json.dumps({"content": PAGE}, ensure_ascii=False)) == (821, 859)
    assert received(f"callback({json.dumps([PAGE])});") == (821, 859)
    escaped = json.dumps(PAGE).replace("<", "\\u003c").replace(">", "\\x3e")
    script = f"<html><body><p>信息公开</p><script>var a = 1 < 2;\nvar html = {escaped};</script>"
    assert received(script) == (821, 859)
    quoted = PAGE.replace("'", "\\'").replace("\n", "\\n").replace("/", "\\/")
    assert received(f"<script>document.write('{quoted}')</script>") == (821, 859)
    hidden = PAGE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert received(f"<html><textarea>{hidden}</textarea></html>") == (821, 859)


def test_a_script_that_mentions_a_table_does_not_replace_the_page():
    other = PAGE.replace("821", "7").replace('"', "'").replace("\n", "")
    assert received(f'<script>var old = "{other}"</script>{PAGE}') == (821, 859)


def test_a_page_saved_with_its_files():
    message = (
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
        b'boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="gb2312"\r\n'
        b"Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    assert received(message + PAGE.encode("gb18030") + b"\r\n--x--\r\n") == (821, 859)


def test_a_page_in_a_string_is_found_though_tags_part_all_its_labels():
    parted = re.sub(
        "(第二|信息|本年|上年|予以|结果)(?=十条|内容|新收|结转|公开|维持)", r"\1<b></b>", PAGE
    )
    assert parted.count("<b></b>") > 10
    report = helpers.read(json.dumps({"content": parted}, ensure_ascii=False))
    assert [cell[:7] for cell in report.cells] == [cell[:7] for cell in helpers.read(PAGE).cells]


def test_half_a_pair_of_surrogates_in_json_prints_no_character():
    """A writer of JSON that cut a text in the middle of a sign leaves one half of it."""
    cut = json.dumps({"a": "\ud83d", "content": PAGE, "b": "\ud83d\ude00"})
    report = helpers.read(cut)
    assert received(cut) == (821, 859)
    assert "\ufffd" in report.document.tokens.texts and "😀" in report.document.tokens.texts


def test_pipes_with_line_breaks_and_without_a_rule_are_no_page():
    """A copy of markdown that lost the line below its head keeps `<br>` within cells."""
    text = (
        "某市教育局2021年政府信息公开工作年度报告\n"
        "| 信息内容 | 本年制发件数 | 本年废止<br>件数 | 现行有效件数 |\n"
        "| 规章 | 1 | 2 | 3 |\n| 规范性<br>文件 | 4 | 5 | 6 |\n"
        "| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 70 |\n"
        "| 行政处罚 | 8 |\n| 行政<br>强制 | 9 |\n"
    )
    report = helpers.read(text)
    values = [cell.value for cell in report.cells if cell.status == "read"]
    assert values == [1, 2, 3, 4, 5, 6, 70, 8, 9]
    assert not any("ends within" in reason for reason in report.problems["reason"])
