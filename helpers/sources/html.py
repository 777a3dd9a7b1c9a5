"""HTML: one pass over the tags of a page yields cells and blocks.

No tree is built: of the structure only tables, rows, cells and line breaks matter, and what a page
leaves open they close for one another. That is faster than a parser, and no page can exhaust it.
"""

from __future__ import annotations

import re
from html import unescape
from operator import attrgetter

from helpers.document import Document
from helpers.errors import SourceError
from helpers.sources.open_tables import Page
from helpers.sources.printed import printed_markup
from helpers.sources.steps import Step, steps_of
from helpers.sources.stream import TooLargeError
from helpers.tokens import Tokens

# Tags that follow one another with nothing but white space between them.
_TAGS = re.compile(r"(<[/a-zA-Z][^>]*+>(?:\s*+<[/a-zA-Z][^>]*+>)*+\s*+)")
# The kinds of the steps behind the first cell of a row, as long as all cells hold one text.
_ROWS = re.compile("(?:c*r)*c*(?=[rEe])")
# The kinds of steps that end a line each.
_LINES = re.compile("b+")
_FIRST_CELL = frozenset("rEO")
_TAGS_OF = attrgetter("tags")
(_LAST,) = steps_of(["<p>"])
# A whole page begins with a declaration, and is not tried as it stands.
START = 200
# What a page is called is said in its head.
_TITLE = re.compile(r"<title\b[^>]*>([^<]{1,300})</title", re.IGNORECASE)
HEAD = 20_000
# A report has some thousand tags.
MOST_TAGS = 500_000

# The texts of a page, and what the tags behind each do.
Parts = tuple[list[str], list[Step]]


def html_document(text: str, name: str = "text in memory") -> Document:
    """The document of a web page; lines count its blocks and table rows from 1.

    Raises SourceError, which calls the page `name`, where it is larger than any report.
    """
    if len(text) > MOST_TAGS and (tags := text.count("<")) > MOST_TAGS:
        raise SourceError(f"{name}: {tags:,} tags, more than the limit of {MOST_TAGS:,}")
    try:
        parts = _split_as_it_stands(text) or _split(printed_markup(text))
        return Document(_tokens(*parts), "html", title=_page_title(text))
    except TooLargeError as error:
        raise SourceError(f"{name}: {error}") from None


def _page_title(text: str) -> str | None:
    """What a page is called, which browsers show outside it."""
    match = _TITLE.search(text, 0, HEAD)
    return unescape(match[1]).strip() if match else None


def _split(markup: str) -> Parts:
    parts = _TAGS.split(markup)
    return parts[::2], [*steps_of(parts[1::2]), _LAST]


def _split_as_it_stands(text: str) -> Parts | None:
    """The parts of a page that prints all its text and whose brackets are all those of its tags."""
    if "<!" in text[:START] or text.rfind("<") > text.rfind(">"):
        return None
    texts, steps = _split(text)
    tags = sum(map(_TAGS_OF, steps)) - _LAST.tags
    return (texts, steps) if tags == text.count("<") == text.count(">") else None


def _tokens(texts: list[str], steps: list[Step]) -> Tokens:
    """The tokens of texts with the step behind each; rows with a text in each cell at once."""
    page = Page()
    kinds, across, down, *_ = zip(*steps, strict=True)
    codes = "".join(kinds)
    behind = 0
    while behind < len(steps):
        page.take(texts[behind], steps[behind])
        behind += 1
        if codes[behind - 1] in _FIRST_CELL and (rows := _ROWS.match(codes, behind)):
            first, end = behind - 1, rows.end()
            widths = [len(cells) + 1 for cells in rows[0].split("r")]
            page.fill_rows(widths, texts[behind : end + 1], across[first:end], down[first:end])
            page.take("", steps[end])
            behind = end + 1
        elif not page.in_line and (lines := _LINES.match(codes, behind)):
            page.fill_lines(texts[slice(*lines.span())])
            behind = lines.end()
    page.tables[-1].end_row()
    return page.stream.tokens
