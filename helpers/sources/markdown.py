"""Markdown, as programs that recognise text write it: its marks are no print."""

from __future__ import annotations

import re

from helpers.signs import OBJECT, SUBSCRIPTS, SUPERSCRIPTS
from helpers.sources.entities import unescaped

# The line below the first row of a table, and tags by which a text is a page instead.
_RULE = re.compile(
    r"^[ \t]*+\|?(?:[ \t]*+:?-{2,}+:?[ \t]*+\|)++(?:[ \t]*+:?-{2,}+:?)?[ \t]*+$", re.M
)
_PAGE = re.compile(r"<(?:!doctype|html|head|body|table|tr|td)[\s>]", re.IGNORECASE)
# A line of several cells, of which so many are a table, also without the rule.
_ROW = re.compile(r"^[^\n|]*+(?:\|[^\n|]*+){2,}+$", re.M)
FEWEST_ROWS = 3
_TAG = re.compile(r"</?(?:br|p|div|span|b|i|u|strong|em|sup|sub|center)(?:[ \t][^<>\n]*)?/?>", re.I)
_BOLD = re.compile(r"(?<![*\\])\*\*([^*|\n]+)\*\*(?!\*)")
_RAISED = re.compile(r"<(su[bp])(?:[ \t][^<>\n]*)?>([^<>|\n]*)</\1>", re.I)
# A link, and a figure set as a formula.
_LINK = re.compile(r"(?<!!)\[([^\[\]|\n]{1,40})\]\([^()\s|]{1,300}\)")
_FORMULA = re.compile(r"(?<![\\$\d])\$\s?([+-]?\d[\d.,]*)\s?\$(?![$\d])")
# A picture that fills a cell.
_PICTURE = re.compile(r"(?<=\|)[ \t]*+!\[[^\]|\n]*\]\([^()|\n]*\)[ \t]*+(?=\|)")
# The address of one on a line of its own, which is no print.
_ADDRESS = re.compile(r"^([ \t]*+!\[[^\]\n]*\]\()[^()\n]*(?=\)[ \t]*+$)", re.M)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,7});")
# A stroke that parts no cells, and is compared like one.
_STROKE = "\u2223"


def is_markdown(text: str) -> bool:
    """Whether a text has a table of markdown, in pipes."""
    return "|" in text and _RULE.search(text) is not None and not _PAGE.search(text)


def is_in_pipes(text: str) -> bool:
    """Whether rows in pipes make up a text that has tags, as `<br>`, but none of a page."""
    rows = zip(_ROW.finditer(text), range(FEWEST_ROWS), strict=False)
    return "|" in text and sum(1 for _ in rows) == FEWEST_ROWS and not _PAGE.search(text)


def without_marks(text: str) -> str:
    r"""Markdown as it prints, line by line: no tags, links, entities, backslashes, bold print.

    `| 1\.属于<br>国家秘密 | **12** |` becomes `| 1.属于 国家秘密 | 12 |`.
    """
    text = _ADDRESS.sub(r"\1", _PICTURE.sub(OBJECT, text))
    text = _FORMULA.sub(r"\1", _LINK.sub(r"\1", _RAISED.sub(_raised, text)))
    text = _BOLD.sub(r"\1", _TAG.sub(" ", text))
    return _ESCAPE.sub(_character, text)


def _raised(mark: re.Match[str]) -> str:
    return mark[2].translate(SUPERSCRIPTS if mark[1].lower() == "sup" else SUBSCRIPTS)


def _character(escape: re.Match[str]) -> str:
    """The character of an escape or entity, which parts neither cells nor lines."""
    character = escape[1] or unescaped(escape[0])
    if character == "|":
        return _STROKE
    return " " if character.isspace() else character
