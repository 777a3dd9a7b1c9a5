"""The pieces of print within a token: figures, marks, spoilt figures and words, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from helpers.document import Strip
from helpers.forms import Table
from helpers.labels import head_labels, printed_lines
from helpers.numbers import (
    AHEAD,
    ENCLOSED,
    ERROR,
    NUMERALS,
    PLUS,
    REACH,
    STRETCH,
    Printed,
    read_folded,
)
from helpers.tokens import Token

# Characters of words that neither are nor begin anything that may be part of a figure.
_PLAIN_WORDS = rf"[^\d+\-/□{NUMERALS}A-Za-z?无×*±≥≤<>=≈~$¥￥€£↑↓约近逾超不百.,']"
# A stretch of digits and signs with its unit and remark.
_FIGURES, _PLUS = (re.compile(rf"{figures}(?:\([^()]{{0,60}}\))?") for figures in (STRETCH, PLUS))
_REACH = re.compile(REACH)
# Digits among letters, or letters alone in the place of a figure; words with the number in front of
# them, up to letters that spoil a figure and marks in words that stand for themselves.
_OTHERS = re.compile(
    rf"(?P<bad>{ERROR}|[\dA-Za-z?]*\d[\dA-Za-z?.,]*"
    r"|(?<!\S)(?:[A-Za-z?]{1,3}|[Nn]/[Aa])(?!\S))"
    r"(?![.][^\d\s])"
    r"|(?P<word>(?:\d[.])?"
    rf"(?:{_PLAIN_WORDS}++|"
    r"(?![A-Za-z?]{1,20}\d|(?<!\S)(?:[A-Za-z?]{1,3}|[Nn]/[Aa]|[无×*])(?!\S)"
    rf"|{AHEAD})[^\d+\-/□{NUMERALS}])+|.)"
)
_PLAIN = re.compile(r"[\d.,+\-/□]+")
_LETTER = re.compile(f"[A-Za-z?{ENCLOSED}]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Piece(NamedTuple):
    """A piece of print behind a label: what it says, folded, as printed, and where."""

    printed: Printed
    text: str
    raw: str
    token: Token
    offset: int = 0


# Piece(*fields) without a call of Python for each.
new_piece = partial(tuple.__new__, Piece)


@cache
def _head_pattern(table: Table) -> re.Pattern[str]:
    heads = set(head_labels(table))
    heads |= {spelling for line in printed_lines(table) if line.group for spelling in line.searched}
    spaced = (r"\s*".join(map(re.escape, head)) for head in sorted(heads, key=len, reverse=True))
    return re.compile("|".join(spaced))


def pieces_of(strip: Strip, table: Table, index: int, start: int, stop: int) -> list[Piece]:
    """The pieces of part of a token: heads, digit runs, words."""
    raw, offset = strip.printed(index, start, stop)
    folded = strip.plain(raw)
    token = strip.tokens[index]
    if not folded.strip():
        return [Piece(Printed("blank"), "", "", token)]
    pieces: list[Piece] = []
    last = 0
    for head in (*_head_pattern(table).finditer(folded), None):
        end = head.start() if head else len(folded)
        for begin, stop in _spans(folded, last, end):
            begin += len(folded[begin:stop]) - len(folded[begin:stop].lstrip())
            text = raw[begin:stop].strip()
            printed = read_folded(folded[begin:stop], text)
            if printed.kind == "page":
                printed = Printed("run")
            lettered = printed.kind == "bad" and _LETTER.search(text)
            if lettered and _CHINESE.match(token.text, offset + stop):
                printed = Printed("text")
            pieces.append(Piece(printed, folded[begin:stop], text, token, offset + begin))
        if head:
            pieces.append(Piece(Printed("text"), head[0], raw[slice(*head.span())], token))
            last = head.end()
    return pieces


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the pieces of a text stand; plain figures with only spaces between them are one."""
    spans: list[tuple[int, int]] = []
    plain = False
    for part in _parts(text, start, end):
        if not part[0].strip():
            continue
        was_plain, plain = plain, part.re is not _OTHERS and _PLAIN.fullmatch(part[0]) is not None
        if plain and was_plain and not text[spans[-1][1] : part.start()].strip():
            spans[-1] = spans[-1][0], part.end()
        else:
            spans.append(part.span())
    return spans


def _parts(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The stretches of figures in a text, and what else is there, in order."""
    reached = start
    while start < end:
        part = (_FIGURES if start >= reached else _PLUS).match(text, start, end)
        if part is None and start >= reached and (reach := _REACH.match(text, start, end)):
            reached = reach.end()
        part = part or _OTHERS.match(text, start, end)
        if part is not None:
            yield part
        start = part.end() if part else start + 1
