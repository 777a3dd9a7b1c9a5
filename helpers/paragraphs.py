"""The prose of a report by section, cut into paragraphs, its tables left out."""

from __future__ import annotations

import re
from itertools import pairwise

from helpers.report import Report

STOPS = "。!?;:"
# A numbered item such as （二） begins a paragraph behind a stop, also in text without line breaks.
_ITEM = re.compile(rf"(?<=[{STOPS}])(?=\([一二三四五六七八九十]{{1,3}}\))")


def paragraphs(report: Report) -> dict[int, list[str]]:
    """The paragraphs of each numbered section, in folded characters without white space.

    A line that does not end with a stop goes on in the next one, because lines of a page end
    anywhere. In a section with a table, words before it without a stop are its heads, not prose.
    """
    strip, layout = report.document.strip, report.reading.layout
    tables = [(layout.anchors.get(key, start), end) for key, (start, end) in layout.zones.items()]
    borders = sorted([*(start for start, _ in layout.headings.values()), len(strip.text)])
    found = {}
    for number, (_, start) in sorted(layout.headings.items()):
        end = min(
            [border for border in borders if border >= start]
            + [table for table, behind in tables if behind > start]
        )
        tabled = end not in borders
        pieces = _cut(strip.text, strip.starts, start, max(start, end))
        if pieces and tabled and pieces[-1][-1] not in STOPS:
            pieces.pop()
        if pieces:
            found[number] = pieces
    return found


def _cut(text: str, lines: list[int], start: int, end: int) -> list[str]:
    """The stretch of text between two offsets, cut at finished lines and numbered items."""
    ends = [line for line in lines if start < line < end and text[line - 1] in STOPS]
    items = [match.start() for match in _ITEM.finditer(text, start, end)]
    places = sorted({start, *ends, *items, end})
    return [piece for a, b in pairwise(places) if (piece := text[a:b])]
