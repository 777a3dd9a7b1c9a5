"""HTML: one pass over the tags of a page yields cells and blocks.

No tree is built: of the structure only tables, rows, cells and line breaks matter, and what a page
leaves open they close for one another. That is faster than a parser, and no page can exhaust it.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from helpers.characters import visible
from helpers.document import Document
from helpers.errors import SourceError
from helpers.sources.printed import printed_markup
from helpers.sources.stream import (
    MOST_ACROSS,
    TO_THE_END,
    Cell,
    OpenTable,
    Stream,
    TooLargeError,
    cell_of_lines,
)
from helpers.tokens import Tokens

# Elements within a line of text; every other one stands on lines of its own.
_INLINE_NAMES = (
    "a|abbr|acronym|b|bdi|bdo|big|button|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|link|"
    "mark|meta|nobr|output|q|s|samp|small|span|strike|strong|sub|sup|svg|time|tt|u|var|wbr"
)
_INLINE = frozenset(slash + name for name in _INLINE_NAMES.split("|") for slash in ("", "/"))
_ROW_GROUPS = frozenset(("tbody", "/tbody", "thead", "/thead", "tfoot", "/tfoot"))
_TABLE_TAGS = _ROW_GROUPS | {"table", "/table", "tr", "/tr", "td", "th"}

_TEXT = r"[^<]*+(?:<(?!/?[a-zA-Z])[^<]*+)*+"
_PARTS = r"(?i:t(?:able|body|foot|head|[dhr]))(?=[\s/>])"
# A text, and behind it the attributes and content of a cell, or the name of another tag. Most cells
# hold one text, or one paragraph. The next cell or row ends a cell that is left open; one that
# holds a table is not one cell but two tags.
_PIECE = re.compile(
    rf"({_TEXT})(?:<(?:"
    r"[tT][dDhH](?![^\s/>])([^>]*+>)(?:"
    r"(?:<[pP](?![^\s>])[^>]*+>)?+([^<]*+)(?:</[pP]>)?+</[tT][dDhH]>|"
    rf"({_TEXT}(?:<(?!/?{_PARTS})[^>]*+>{_TEXT})*+)"
    r"(?:</[tT][dDhH]\s*+>|(?!<[tT][aA])(?=<)|\Z))|"
    r"(/?[a-zA-Z][^\s/>]*+)[^>]*+>)|\Z)"
)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_BREAK = re.compile(rf"<(?!/?(?:{_INLINE_NAMES}|[a-z]+:[a-z]+)[\s/>])/?[a-z][^>]*>", re.IGNORECASE)
_SPAN = re.compile(r"(?<!\S)(col|row)span\s*=\s*[\"']?\s*\+?(\d{1,12})", re.IGNORECASE)
# A report has some thousand tags.
MOST_TAGS = 500_000
# Short cells are remembered, from page to page.
KNOWN_CELLS, LONGEST_KNOWN = 1 << 14, 400


def html_document(text: str, name: str = "text in memory") -> Document:
    """The document of a web page; lines count its blocks and table rows from 1.

    Raises SourceError, which calls the page `name`, where it is larger than any report.
    """
    tags = text.count("<")
    if tags > MOST_TAGS:
        raise SourceError(f"{name}: {tags:,} tags, more than the limit of {MOST_TAGS:,}")
    try:
        return Document(_tokens(printed_markup(text)), "html")
    except TooLargeError as error:
        raise SourceError(f"{name}: {error}") from None


def _tokens(markup: str) -> Tokens:
    """The tokens of printed markup."""
    stream = Stream()
    text: list[str] = []
    table = OpenTable(stream)
    tables = [table]
    for before, attributes, plain, inner, opened in _PIECE.findall(markup):
        if attributes:
            if before and not before.isspace():
                text.append(before)
            content = plain or inner
            known = len(attributes) + len(content) <= LONGEST_KNOWN
            table.cells.append((_known_cell if known else _new_cell)(attributes, content))
            continue
        if before:
            text.append(before)
        tag = opened.lower()
        if tag in _INLINE or ":" in tag:
            continue
        if text:
            stream.block(_text("".join(text)))
            text.clear()
        if tag in _TABLE_TAGS:
            table = _walk(tag, tables)
    table.end_open_row()
    return stream.tokens


def _walk(tag: str, tables: list[OpenTable]) -> OpenTable:
    """What a tag does to the open tables; the innermost of them afterwards."""
    table = tables[-1]
    if tag == "/tr":
        table.end_row()
    elif tag == "tr":
        table.end_open_row()
        table.in_row = True
    elif tag in ("td", "th"):
        table.open_cell()
    elif tag == "table":
        if table.cells:
            table.end_row()
        tables.append(OpenTable(table.grid.stream))
    elif tag == "/table":
        table.end_open_row()
        if len(tables) > 1:
            tables.pop()
    elif tag in _ROW_GROUPS:
        table.end_open_row()
        table.grid.end_group()
    return tables[-1]


def _new_cell(attributes: str, content: str) -> Cell:
    """The cell of an element with these attributes and this text or markup in it."""
    across, down = _spans(attributes)
    if "<" not in content:
        return Cell(_text(content), across, down)
    lines = map(_text, _BREAK.split(content))
    return cell_of_lines([line for line in lines if line], across, down)


# The same labels and the same small figures fill the cells of every report.
_known_cell = lru_cache(KNOWN_CELLS)(_new_cell)


def _spans(attributes: str) -> tuple[int, float]:
    """How many columns and rows a cell takes, by the rules of the HTML standard."""
    if "span" not in attributes and "SPAN" not in attributes:
        return 1, 1
    spans = {kind.lower(): int(digits) for kind, digits in _SPAN.findall(attributes)}
    across = min(spans.get("col", 1) or 1, MOST_ACROSS)
    return across, spans.get("row", 1) or TO_THE_END


def _text(markup: str) -> str:
    """The text of markup without line breaks in it."""
    if "<" in markup:
        markup = _TAG.sub("", markup)
    if "&" in markup:
        markup = html.unescape(markup)
    line = " ".join(markup.split())
    if markup.isascii() or line.isprintable():
        return line
    return " ".join(visible(line).split())
