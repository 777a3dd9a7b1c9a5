"""The headings of a report in prose, by the numbers that it prints: 一、 to 十九、."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from helpers.document import Strip

_NUMERALS = "一二三四五六七八九十"
_ORDINAL = re.compile(rf"(?:第([{_NUMERALS}]{{1,2}})部分[.,:]?|([{_NUMERALS}]{{1,2}})[.,])")
# In text without lines a heading goes up to one of these words, or to a stop.
_CLOSED = re.compile(
    r"[^。;,:\d]{0,40}?(?:情况|事项|措施|问题|概述|概况|说明)(?:(?:及|和|与)[^。;,:\d]{0,12}?(?:情况|措施|打算|计划))?"
)
_OPEN = re.compile(r"[^。;,:\d]{0,40}")
STOPS = "。!?;！？"
# A line of more characters is no heading alone, and none has more.
LONGEST_HEADING = 40
# A report has some dozen numbers at the beginning of a line.
MOST_CANDIDATES = 500


def numbered_headings(strip: Strip) -> dict[int, tuple[int, int]]:
    """Where the heading of each section begins and ends on the strip, by its printed number.

    They count on from 一. Of several such rows, as where a table of contents comes first, the
    longest is taken, and of equal ones the last.
    """
    found = list(islice(_candidates(strip), MOST_CANDIDATES))
    rows = [_row_from(found[place:]) for place, (number, _, _) in enumerate(found) if number == 1]
    return max(reversed(rows), key=len, default={})


def heading_words(title: str) -> str:
    """A heading without its number."""
    return _ORDINAL.sub("", title, count=1)


def _candidates(strip: Strip) -> Iterator[tuple[int, int, int]]:
    """Every number that begins a line or follows a stop or a space, with its heading's ends."""
    for match in _ORDINAL.finditer(strip.text):
        start = match.start()
        if strip.text[start - 1 : start] in STOPS or _is_apart(strip, start):
            yield _number(match[1] or match[2]), start, _end(strip, start, match.end())


def _is_apart(strip: Strip, start: int) -> bool:
    """Whether an offset is the beginning of a line, or has white space in front of it."""
    token = strip.token_at(start)
    _, place = strip.printed(token, start, start + 1)
    return place == 0 or strip.tokens.texts[token][place - 1].isspace()


def _row_from(found: list[tuple[int, int, int]]) -> dict[int, tuple[int, int]]:
    """The first heading, the next number behind it, and so on."""
    row: dict[int, tuple[int, int]] = {}
    for number, start, end in found:
        if number == len(row) + 1:
            row[number] = start, end
    return row


def _number(numeral: str) -> int:
    """The number that a numeral up to 十九 says; 0 for others."""
    tens, ten, ones = numeral.rpartition("十")
    if tens or (ten and not ones):
        return 10 if numeral == "十" else 0
    return 10 * bool(ten) + _NUMERALS.find(ones) + 1


def _end(strip: Strip, start: int, behind: int) -> int:
    """Where a heading ends: with its line if that is short and has no stop, else by its words."""
    token = strip.token_at(start)
    line = strip.text[behind : strip.end_of(token)]
    if len(line) <= LONGEST_HEADING and not any(stop in line for stop in STOPS):
        return strip.end_of(token)
    found = _CLOSED.match(strip.text, behind) or _OPEN.match(strip.text, behind)
    return found.end() if found else behind
