"""A document without tables to a report in prose, if it is one; else why it is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from helpers.cells import Problem
from helpers.claims import find_claims
from helpers.document import Document, Strip
from helpers.errors import NotAReportError
from helpers.forms import national_form
from helpers.genre import other_kind, says_report
from helpers.metadata import Metadata
from helpers.numbered_headings import STOPS, numbered_headings
from helpers.reading import Reading
from helpers.sections import Layout
from helpers.titles import LONGEST_TITLE, find_title, plain_line
from helpers.unknown_rows import unknown_rows

TYPE_IT = (
    "If its tables are pictures, type their figures into a blank form of Gongkai "
    "(data/forms/blank-2021.txt for reports of 2021 on) and read that"
)
NO_TITLE = "and neither its title nor its opening says that it is a report"
NO_FIGURE = (
    "and it states no figure and not that there was none: if the report is a picture or an "
    "attachment, save that and read it"
)
OTHER_KIND = "and it calls itself {kind}, which is no report"
A_LIST = "and it has the titles of several reports above its figures: save one report alone"
# Text of a report under its title; less of it between the titles of others is an entry of a list.
SHORTEST = 200
# A sentence with a count in it, in digits or in Chinese numerals.
_COUNT = re.compile(
    r"(?:\d|[一二两三四五六七八九十百千万])[余多]?[件条次份篇起宗例项人][^。;\n]*(?:[。;]|$)"
)


def read_prose(
    document: Document, metadata: Metadata, year: int | None, why: str
) -> tuple[Document, Reading]:
    """The part of a document that is a report in prose on a year, and its reading.

    Its title or its opening must say that it is a report, and a sentence must state a figure or
    that there was none. `why` says why the document has no tables. Raises NotAReportError for
    everything else.
    """
    if kind := other_kind(document):
        raise NotAReportError(f"{why}; {OTHER_KIND.format(kind=kind)}")
    if not says_report(document):
        raise NotAReportError(f"{why}; {NO_TITLE}. {TYPE_IT}")
    form = national_form(year)
    claims = find_claims(document.strip, Layout({}, {}), form, metadata.organ, year)
    stated = [claim.start for claim in claims if claim.table is not None]
    stated += _counts(document.strip)
    if not stated:
        raise NotAReportError(f"{why}; {NO_FIGURE}. {TYPE_IT}")
    document, problems = _first_report(document, metadata, stated, why)
    layout = Layout(numbered_headings(document.strip), {})
    problems += unknown_rows(document.tokens)
    return document, Reading(form, layout, [], problems, {})


def _counts(strip: Strip) -> Iterator[int]:
    """Where sentences state a count; a line without a stop may be furniture of a page."""
    return (match.start() for match in _COUNT.finditer(strip.text) if match[0][-1] in STOPS)


def _first_report(
    document: Document, metadata: Metadata, stated: list[int], why: str
) -> tuple[Document, list[Problem]]:
    """The document up to the title of another report under which figures are stated.

    Titles of others without figures below them are links. Raises NotAReportError where the first
    figures are below another title, or where the report is one entry of a list.
    """
    strip = document.strip
    places = sorted(map(strip.token_at, stated))
    parts = [
        part
        for part in _parts(document, metadata)
        if bisect_left(places, part[0]) < bisect_left(places, part[1])
    ]
    (first, _, own), *others = parts
    next_one = next((start for start, _, is_own in others if not is_own), None)
    if not own or (next_one is not None and _length(strip, first, next_one) < SHORTEST):
        raise NotAReportError(f"{why}; {A_LIST}")
    if next_one is None:
        return document, []
    title = document.tokens[next_one]
    kept = replace(document, tokens=document.tokens[:next_one])
    return kept, [Problem(title.line, title.text, "another report begins here, which is not read")]


def _parts(document: Document, metadata: Metadata) -> list[tuple[int, int, bool]]:
    """The tokens from each title to the next, and whether it is the title of this report."""
    titles = [(0, True)]
    for place, text in enumerate(document.tokens.texts):
        if ("报" in text or "報" in text) and len(text) <= LONGEST_TITLE:
            title = find_title(plain_line(text))
            if title and title.year:
                own = title.year == metadata.year and _same_organ(title.organ, metadata.organ)
                titles.append((place, own))
    ends = [place for place, _ in titles[1:]] + [len(document.tokens)]
    return [(start, end, own) for (start, own), end in zip(titles, ends, strict=True)]


def _same_organ(one: str | None, other: str | None) -> bool:
    """Whether two names can be of one organ, as far as they are known; one may be cut off."""
    return not (one and other) or one.endswith(other) or other.endswith(one)


def _length(strip: Strip, first: int, behind: int) -> int:
    return strip.starts[behind] - strip.starts[first]
