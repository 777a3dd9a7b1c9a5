"""Every medium against the library that reads it bare, in one run."""

from __future__ import annotations

import io
import logging
from pathlib import Path
from statistics import median
from time import perf_counter

import pandas as pd
import pdfplumber
import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from benchmarks.timing import Line, median_ms
from helpers.corpus import read
from helpers.reading import read_document
from helpers.sources import load, open_source
from helpers.sources.guarded.fonts import use_one_font
from helpers.sources.text import text_document
from helpers.synthetic import synthesize

REPORTS = Path("data/reports")
HTML = REPORTS / "shanghai-general-office" / "2019.html"
PDF = REPORTS / "huaian" / "2024.pdf"
BLANK = (1, 2, 3)
FLAT = [REPORTS / "pingtan" / f"{year}.txt" for year in range(2015, 2026)]

# pdfium takes the time that its fonts need: bare or in our reading, it has the same one.
use_one_font()


def flat_text() -> list[Line]:
    """Reading the eleven reports whose tables have no separators, the prose included."""
    times = []
    for path in FLAT:
        text = path.read_text(encoding="utf-8")
        times.append(median_ms(lambda t=text: read_document(text_document(t), "benchmark"), 30))
    return [
        ("median of the reports", f"{median(times):.1f} ms"),
        ("slowest report", f"{max(times):.1f} ms"),
    ]


def html() -> list[Line]:
    """The article of the Shanghai page: bare parse, our reading, and pandas.read_html (lxml)."""
    return _html(HTML.read_text(encoding="utf-8"))


def whole_page() -> list[Line]:
    """The same article as a site publishes it, among scripts, styles and navigation."""
    return _html(in_a_site(HTML.read_text(encoding="utf-8")))


def in_a_site(article: str) -> str:
    """A page of about 170 kB that holds an article."""
    style = "".join(f".c{i}{{color:#{i:06x};margin:{i}px 0}}\n" for i in range(800))
    script = "".join(f"var f{i}=function(x){{if(x<{i}){{return '<b>'+x;}}}};\n" for i in range(900))
    menu = "".join(
        f'<li class="item n{i}"><a href="/zwgk/{i}/index.html" title="栏目{i}">政务公开栏目{i}</a>'
        f'<ul style="display: {"none" if i % 10 == 0 else "block"}"><li>子栏目</li></ul></li>'
        for i in range(300)
    )
    foot = "".join(f'<p><span style="font-size:12px">网站标识码{i}</span></p>' for i in range(60))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{style}</style>'
        f"<script>{script}</script></head><body><ul>{menu}</ul>"
        f'<div class="main"><div class="article">{article}</div></div>{foot}'
        f"<script>{script}</script></body></html>"
    )


def _html(text: str) -> list[Line]:
    source = open_source(text.encode())
    bare = median_ms(lambda: LexborHTMLParser(text))
    reading = median_ms(lambda: read_document(load(source), "benchmark"))
    frame = median_ms(lambda: read(source.content).figures)
    tables = median_ms(lambda: pd.read_html(io.StringIO(text), flavor="lxml"), 30)
    return [
        ("lexbor, bare parse", f"{bare:.2f} ms"),
        ("reading without frames", f"{reading:.2f} ms"),
        ("reading with the figures frame", f"{frame:.2f} ms"),
        ("pandas.read_html, lxml", f"{tables:.2f} ms"),
        ("reading / bare parse", f"{reading / bare:.1f}"),
        ("with the frame / pandas.read_html", f"{frame / tables:.2f}"),
    ]


def pdf() -> list[Line]:
    """The Huai'an PDF: pdfium's bare text, our reading, and pdfplumber's tables."""
    source = open_source(PDF)
    bare = median_ms(lambda: _pdfium_text(source.content), 30, perf_counter)
    reading = median_ms(lambda: read_document(load(source), "benchmark"), 30, perf_counter)
    plumber = median_ms(lambda: _plumber_tables(source.content), 3, perf_counter)
    return [
        ("pdfium, bare text", f"{bare:.1f} ms"),
        ("reading without frames", f"{reading:.1f} ms"),
        ("pdfplumber, extract_tables", f"{plumber:.0f} ms"),
        ("reading / bare text", f"{reading / bare:.2f}"),
        ("pdfplumber / reading", f"{plumber / reading:.0f}"),
    ]


def blank_pdf() -> list[Line]:
    """Synthetic PDFs with blank cells, whose figures are placed by the boxes of the characters."""
    lines = []
    for seed in BLANK:
        made = synthesize(seed, form="2021", medium="pdf", noise=["blank"])
        source = open_source(made.content)
        bare = median_ms(lambda s=source: _pdfium_text(s.content), 30, perf_counter)
        reading = median_ms(lambda s=source: read_document(load(s), "benchmark"), 30, perf_counter)
        lines += [
            (f"{made.layout} {seed}, pdfium, bare text", f"{bare:.1f} ms"),
            (f"{made.layout} {seed}, reading without frames", f"{reading:.1f} ms"),
            (f"{made.layout} {seed}, reading / bare text", f"{reading / bare:.2f}"),
        ]
    return lines


def _pdfium_text(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _plumber_tables(content: bytes) -> list[object]:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [page.extract_tables() for page in document.pages]
