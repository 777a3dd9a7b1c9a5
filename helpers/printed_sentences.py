"""The sentences of a report, its tables left out, each with its section and its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from helpers.document import Strip
from helpers.report import Report

_STOP = re.compile(r"[。!?;！？…]+[\"')>]*")
_ENDED = re.compile(r"[。!?;！？…][\"')>]*$")
# A line that begins with the number of an item goes on with no other.
_ITEM = re.compile(r"[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[).,](?!\d)")
# A line goes on in the next one if it has this part of the length of the longest ones: of those
# that only one line in ten exceeds.
FULL, LONGEST = 0.8, 0.9


class Sentence(NamedTuple):
    """A sentence, or a line that is none, such as a heading: where it is, its section, its line."""

    start: int
    end: int
    section: int | None
    line: int


def sentences_of(report: Report) -> list[Sentence]:
    """The sentences of a report in reading order.

    Of the words between a heading and its table, and of those below a table, only what ends with a
    stop is a sentence: the others are heads and what is left of labels.
    """
    strip, layout = report.document.strip, report.reading.layout
    tables = _tables(report)
    headings = sorted((*span, number) for number, span in layout.headings.items())
    starts = [start for start, _, _ in headings]
    found = []
    for start, end in pairwise(_cuts(strip, headings, tables)):
        beside = any(a <= start < b for a, b in layout.zones.values()) and bool(tables)
        ended = _ENDED.search(strip.text, max(start, end - 3), end) is not None
        if any(a <= start < b for a, b in tables) or (beside and not ended and start not in starts):
            continue
        place = bisect_right(starts, start)
        section = headings[place - 1][2] if place else None
        found.append(Sentence(start, end, section, strip.tokens.lines[strip.token_at(start)]))
    return found


def _tables(report: Report) -> list[tuple[int, int]]:
    """Where each table begins and ends on the strip, as far as its cells show."""
    strip, layout = report.document.strip, report.reading.layout
    found = []
    for key, (start, end) in layout.zones.items():
        lines = [cell.line for cell in report.cells if cell.table == key and cell.line is not None]
        if lines:
            inside = range(strip.token_at(start), strip.token_at(max(start, end - 1)) + 1)
            rows = [i for i in inside if min(lines) <= strip.tokens.lines[i] <= max(lines)]
            first = min(layout.anchors.get(key, end), *(strip.starts[i] for i in rows[:1]))
            found.append((first, max(strip.end_of(i) for i in rows)))
    return found


def _cuts(
    strip: Strip, headings: list[tuple[int, int, int]], tables: list[tuple[int, int]]
) -> list[int]:
    """Where sentences begin or end: at stops, headings, tables, and lines that do not go on."""
    ends = [end for one in (*headings, *tables) for end in one[:2]]
    stops = [match.end() for match in _STOP.finditer(strip.text)]
    return sorted({0, len(strip.text), *ends, *stops, *_line_starts(strip)})


def _line_starts(strip: Strip) -> list[int]:
    """Where lines and cells begin that do not go on with the line before."""
    lengths = sorted(length for length in strip.lengths if length)
    full = FULL * lengths[int(LONGEST * len(lengths))] if lengths else 0
    found, before = [], 0
    for place, length in enumerate(strip.lengths):
        start = strip.starts[place]
        whole = before < full or strip.tokens.rows[place] is not None
        if length and (whole or _ITEM.match(strip.text, start)):
            found.append(start)
        before = length or before
    return found
