"""Whatever the bytes are, reading ends in a report or in an error of ours, and touches nothing."""

import builtins
import json
import os
import random
import socket
import subprocess

import pytest
from bundled import DATA, REPORTS, WUSHAN, truth, wushan_with
from hypothesis import example, given, settings
from hypothesis import strategies as st

import helpers
from benchmarks.fuzz import every_frame, fuzz_one
from benchmarks.hostile import SMALL, attacks, twins
from benchmarks.hostile.words import word
from benchmarks.mutate import corpus, mutate
from helpers.sources.entities import unescaped
from helpers.sources.html import html_document

PAGE = REPORTS / "shanghai-general-office" / "2019.html"
ENDS = ("Report", "SourceError", "NotAReportError")
MAGIC = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"{")
MARKS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff\0"


@given(st.sampled_from(MAGIC), st.binary(max_size=2000))
@settings(max_examples=200)
def test_random_bytes_are_refused(magic, data):
    assert fuzz_one(magic + data) in ENDS


@given(st.sampled_from(corpus()), st.integers(0, 2**32))
@settings(max_examples=120)
def test_mutated_reports_are_read_or_refused(data, seed):
    assert every_frame(mutate(data, random.Random(seed))) in ENDS


TEXTS = [path for path in sorted(REPORTS.glob("*/*")) if path.suffix in (".txt", ".html")]


@given(st.sampled_from(TEXTS), st.integers(0, 2**32), st.text(MARKS, min_size=1, max_size=40))
@example(REPORTS / "shanghai-general-office" / "2019.html", 10898, "\u200b" * 11)
@settings(max_examples=60)
def test_marks_that_print_nothing_change_no_figure(path, seed, marks):
    chance = random.Random(seed)
    text = list(path.read_text(encoding="utf-8"))
    for mark in marks:
        place = chance.randrange(len(text))
        text[place] = mark + text[place] if text[place] not in "<>" else text[place]
    printed = {cell[:3]: cell for cell in helpers.read(path).cells}
    try:
        cells = helpers.read("".join(text)).cells
    except helpers.GongkaiError:
        return
    for cell in cells:
        if cell.status == "read" and printed[cell[:3]].status == "read":
            assert cell.value == printed[cell[:3]].value


def test_a_harmless_file_made_as_the_attacks_are_is_read():
    """Were it refused, its attacks would prove nothing of the reader of its medium."""
    read = {medium: helpers.read(content) for medium, content in twins().items()}
    assert {medium: report.medium for medium, report in read.items()} == {
        medium: "html" if medium == "mhtml" else medium for medium in twins()
    }
    page = helpers.read(REPORTS / "shanghai-general-office" / "2019.html")
    assert read.pop("mhtml").cells == page.cells
    printed = {key: cell["raw"] for key, cell in truth("huaian", 2024).items()}
    for medium, report in read.items():
        assert {cell[:3]: cell.raw for cell in report.cells} == printed, medium


@pytest.mark.parametrize(("name", "make"), attacks(SMALL).items())
def test_attacks_end_in_a_report_or_an_error(name, make):
    assert fuzz_one(make()) in ENDS


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("entity bomb", "XML"),
        ("entity outside", "entities"),
        ("XLSX, cells far apart", "cells"),
        ("packed by LZMA", "packed as no Office file"),
        ("packed by bzip2", "packed as no Office file"),
        ("mail, signs in a boundary", "content-type of more than"),
        ("mail, signs in a disposition", "content-disposition of more than"),
        ("mail, parts in parts", "parts in parts"),
        ("PDF, encrypted", "encrypted"),
        ("PDF, truncated", "damaged"),
        ("bytes that are no text", "neither a known format"),
    ],
)
def test_refusals_name_their_reason(name, says):
    with pytest.raises(helpers.SourceError, match=says):
        helpers.read(attacks(SMALL)[name]())


def test_an_archive_that_lists_one_part_ten_thousand_times_is_refused():
    with pytest.raises(helpers.SourceError, match=r"an archive of [\d,]+ parts, which no report"):
        helpers.read(attacks(600_000)["many parts in the directory"]())


def test_a_word_file_of_a_million_tags_is_refused():
    with pytest.raises(helpers.SourceError, match="tags, more than the limit"):
        helpers.read(word("<w:p/>" * 1_000_000))


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        ("&#" + "0" * 5000 + "49;", "1"),
        ("&#x31;", "1"),
        ("&#" + "1" * 5000 + ";", "\ufffd"),
    ],
)
def test_a_reference_of_any_length_is_the_character_that_it_names(reference, printed):
    assert unescaped(f"a{reference}b") == f"a{printed}b"


def test_half_a_character_in_json_can_be_written(tmp_path):
    """A surrogate that is alone is no character, and no file takes it."""
    text = wushan_with("分项来看", "分项\ud800来看")
    report = helpers.read(json.dumps({"title": "\udfff", "text": text}))
    assert "分项\ufffd来看" in report.sections[1].text
    (tmp_path / "section.txt").write_text(report.sections[1].text, encoding="utf-8")


def test_a_pair_of_surrogates_in_json_is_one_character():
    text = wushan_with("1691.4万", "1691.4万\U00020000")
    assert helpers.read(json.dumps({"text": text})).cells == helpers.read(text).cells


def test_a_raised_figure_in_a_tag_of_any_kind_is_a_note():
    """`<sup >` is a tag, `<sup <b>` one too; `<sup ` without an end is none."""
    cell = "<table><tr><td>{}</td></tr></table>"
    for tag in ("<sup>", '<sup class="a">', "<SUP >", "<sup <b>"):
        assert "12¹" in html_document(cell.format(f"12{tag}1</sup>")).strip.text


def test_a_large_file_is_refused_until_the_caller_raises_the_limit(tmp_path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"1" * 3_000_000)
    with pytest.raises(helpers.SourceError, match="pass limit="):
        helpers.read(path, limit=2_999_999)
    with pytest.raises(helpers.SourceError, match=r"prints 3,000,000 characters, .* pass limit="):
        helpers.read(path)
    with pytest.raises(helpers.NotAReportError):
        helpers.read(path, limit=100_000_000)


@pytest.mark.parametrize("filler", [" ", "7", "(", "（", "行政复议", "1.属于国家秘密", "□", "1 "])
def test_a_long_run_in_a_row_never_becomes_a_figure(filler):
    label = "一、本年新收政府信息公开申请数量"
    report = helpers.read(wushan_with(label, label + filler * 200_000), limit=100_000_000)
    received = [cell for cell in report.cells if cell[:2] == ("requests", "received")]
    true = {"natural_person": 2.0, "total": 2.0}
    for cell in received:
        assert cell.status != "read" or cell.value in (0.0, true.get(cell.column, 0.0))


def test_what_a_report_prints_is_escaped_where_it_is_shown():
    script = "<script>alert(1)</script>"
    text = WUSHAN.read_text(encoding="utf-8")
    text = text.replace("1691.4万", f"1691.4万{script}").replace("规范性文件\n", f"{script}\n")
    text = text.replace("重庆市巫山县规划和自然资源局", f"巫山{script}局")
    report = helpers.read(text, organ=script)
    for language in ("zh", "en"):
        view = helpers.show(report, language=language)
        assert "<script" not in view.data and "<script" not in view.page(script)
        assert "&lt;script" in view.data


@pytest.fixture
def sealed(monkeypatch):
    """A process that can neither open a connection nor start a program nor write a file."""

    def refuse(*_, **__):
        raise AssertionError("reading a report reached out")

    opened, opened_low = builtins.open, os.open

    def only_read(file, mode="r", *rest, **more):
        return refuse() if set(mode) & set("wax+") else opened(file, mode, *rest, **more)

    def only_read_low(path, flags, *rest, **more):
        written = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return refuse() if written else opened_low(path, flags, *rest, **more)

    for data in corpus():
        fuzz_one(data)
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(os, "system", refuse)
    monkeypatch.setattr(os, "open", only_read_low)
    monkeypatch.setattr(builtins, "open", only_read)


def test_nothing_is_fetched_started_or_written(sealed):
    for path in sorted((*REPORTS.glob("*/*"), *DATA.glob("samples/*"))):
        assert helpers.read(path).cells
    hostile = attacks(SMALL)
    for name in ("entity outside", "entity bomb", "PDF, encrypted", "scripts left open in a page"):
        assert fuzz_one(hostile[name]()) in ENDS
    page = REPORTS / "shanghai-general-office" / "2019.html"
    outside = '<img src="http://example.invalid/a"><link href="file:///etc/hostname"><td>'
    read = helpers.read(outside.encode() + page.read_bytes())
    assert read.cells == helpers.read(page).cells or read.cells


def test_a_pdf_that_draws_itself_is_refused_and_the_next_one_is_read():
    """The process that reads PDFs is stopped, and another one takes its place."""
    with pytest.raises(helpers.SourceError, match="a page may draw itself"):
        helpers.read(attacks(SMALL)["PDF, a form that draws itself"]())
    assert helpers.read(REPORTS / "huaian" / "2024.pdf").year == 2024


def test_a_saved_page_of_many_scripts_is_read():
    """Three megabytes of script and style print nothing."""
    page = (REPORTS / "shanghai-general-office" / "2019.html").read_text(encoding="utf-8")
    scripts = f"<script>{'var a = 1;' * 200_000}</script><STYLE>{'p{}' * 300_000}</STYLE>"
    assert helpers.read(scripts + page).cells == helpers.read(page).cells
