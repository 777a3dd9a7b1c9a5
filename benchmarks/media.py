"""Every medium against the library that reads it bare, in one run."""

from __future__ import annotations

import io
from pathlib import Path
from statistics import median

import pandas as pd
import pdfplumber
import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from benchmarks.timing import Line, median_ms
from helpers.corpus import read
from helpers.reading import read_document
from helpers.sources import load, open_source
from helpers.sources.text import text_document

REPORTS = Path("data/reports")
HTML = REPORTS / "shanghai-general-office" / "2019.html"
PDF = REPORTS / "huaian" / "2024.pdf"
FLAT = [REPORTS / "pingtan" / f"{year}.txt" for year in range(2015, 2026)]


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
    """The Shanghai page: bare parse, our reading, and pandas.read_html (lxml)."""
    source = open_source(HTML)
    text = source.content.decode()
    bare = median_ms(lambda: LexborHTMLParser(text))
    reading = median_ms(lambda: read_document(load(source), "benchmark"))
    frame = median_ms(lambda: read(HTML).figures)
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
    bare = median_ms(lambda: _pdfium_text(source.content), 30)
    reading = median_ms(lambda: read_document(load(source), "benchmark"), 30)
    plumber = median_ms(lambda: _plumber_tables(source.content), 3)
    return [
        ("pdfium, bare text", f"{bare:.1f} ms"),
        ("reading without frames", f"{reading:.1f} ms"),
        ("pdfplumber, extract_tables", f"{plumber:.0f} ms"),
        ("reading / bare text", f"{reading / bare:.2f}"),
        ("pdfplumber / reading", f"{plumber / reading:.0f}"),
    ]


def _pdfium_text(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _plumber_tables(content: bytes) -> list[object]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [page.extract_tables() for page in document.pages]
