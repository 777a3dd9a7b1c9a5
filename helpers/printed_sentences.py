"""The sentences of a report, its tables left out, each with its section and its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from math import inf
from typing import NamedTuple

from helpers.document import Strip
from helpers.report import Report

_STOP = re.compile(r"[。!?！？…]+[)>\]]*")
_ENDED = re.compile(r"[。!?;！？…][\"')>\]]*$")
# A line that begins with the number of an item goes on with no other.
_ITEM = re.compile(r"[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[).,](?!\d)")
# A line goes on in the next one if it has this part of the length of the longest ones: of those
# that only one line in ten exceeds.
FULL, LONGEST = 0.8, 0.9
# Fewer lines of that length are no edge.
FEWEST = 4


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
            rows = rows or [inside[0]]
            first = min(layout.anchors.get(key, end), max(start, strip.starts[rows[0]]))
            found.append((first, min(end, strip.end_of(rows[-1]))))
    return found


def _cuts(
    strip: Strip, headings: list[tuple[int, int, int]], tables: list[tuple[int, int]]
) -> list[int]:
    """Where sentences begin or end: at stops, headings, tables, and lines that do not go on."""
    ends = [end for one in (*headings, *tables) for end in one[:2]]
    lines = _line_starts(strip, tables)
    return sorted({0, len(strip.text), *ends, *lines, *_stops(strip.text)})


def _stops(text: str) -> Iterator[int]:
    """Where sentences end by a stop, with the quotation mark that closes them."""
    last = 0
    for match in _STOP.finditer(text):
        end = match.end()
        if text.startswith('"', end) and text.count('"', last, end) % 2:
            end += 1
        yield end
        last = end


def _line_starts(strip: Strip, tables: list[tuple[int, int]]) -> list[int]:
    """Where lines and cells of the prose begin that do not go on with the line before."""
    places = [
        place
        for place, (start, length) in enumerate(zip(strip.starts, strip.lengths, strict=True))
        if length and not any(first <= start < end for first, end in tables)
    ]
    full = _full_length(sorted(strip.lengths[place] for place in places))
    lines, rows = strip.tokens.lines, strip.tokens.rows
    found = []
    for before, place in zip([-1, *places], places, strict=False):
        start = strip.starts[place]
        on_line = before >= 0 and lines[before] == lines[place] and rows[place] is None
        goes_on = before >= 0 and strip.lengths[before] >= full and rows[place] is None
        if not on_line and (not goes_on or _ITEM.match(strip.text, start)):
            found.append(start)
    return found


def _full_length(lengths: list[int]) -> float:
    """From which length on a line is cut off by the edge of its page; no line where few are."""
    full = FULL * lengths[int(LONGEST * len(lengths))] if lengths else inf
    return full if sum(length >= full for length in lengths) >= FEWEST else inf
