"""The headings of a report and the stretches of the strip in which its tables stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from heapq import heappop, heapreplace

from helpers.characters import normalise
from helpers.document import Strip
from helpers.forms import Form, Section, Table, all_forms
from helpers.labels import MOST_OCCURRENCES, head_labels, heads_in_one, printed_lines
from helpers.statistics_heads import heads_before, wide_heads

_NUMBER_BEFORE = re.compile(
    r"(?:^|[^一二三四五六七八九十(第])([一二三四五六七八九十][.,]?)[^。;,.\d()]{0,24}$"
)
_PLAIN_BEFORE = re.compile(r"^(?:\d{1,2}?[.])?[.]?[^。;,\d]{0,24}$")
_HEADING = re.compile(
    r"[^。;,\d]{0,40}?(?:情况|事项|措施|问题|概述)(?:(?:及|和|与)改进(?:情况|措施)?)?"
)
LONGEST_HEADING = 40
MOST_CANDIDATES = 1_000
TELLING = 5
# A table begins where this many of its labels follow one another this closely.
ENOUGH, CLOSE = 3, 60


@dataclass(frozen=True)
class Layout:
    """Where things stand on the strip: headings by section number, zones by table key.

    `anchors` has the place in each zone from where on the table is sure to have begun.
    """

    headings: dict[int, tuple[int, int]]
    zones: dict[str, tuple[int, int]]
    anchors: dict[str, int] = field(default_factory=dict)


def detect_form(strip: Strip) -> Form | None:
    """The form whose own labels, those that no other form has, occur most.

    A part of a report may show only labels that several forms share; then the newest form with the
    most of them is taken. Where figures stand between the lines of every label, their beginnings
    tell. None if hardly a label occurs.
    """
    text = strip.text
    counts: dict[Form, int] = {}
    for form in all_forms():
        labels = telling_labels(form)
        # A form with no more labels than those that occur of another one cannot have the most.
        if len(labels) > max(counts.values(), default=0):
            counts[form] = sum([label in text for label in labels])
    if not any(counts.values()):
        counts = {form: sum(label in text for label in form.long_labels) for form in all_forms()}
    if not any(counts.values()):
        anchored = [
            form
            for form in all_forms()
            if any(anchor in text for table in form.tables.values() for anchor in anchors_of(table))
        ]
        counts = {form: sum(b in text for b in telling_beginnings(form)) for form in anchored}
    found = max(counts, key=lambda form: counts[form], default=None)
    return found if found and counts[found] else None


@cache
def telling_labels(form: Form) -> frozenset[str]:
    """The labels by which a form is told from the others."""
    return _not_in_others(form, form.labels)


@cache
def telling_beginnings(form: Form) -> frozenset[str]:
    """The beginnings of labels, broken over lines, by which a form is told from the others."""
    return _not_in_others(form, {label[:TELLING] for label in form.labels})


def _not_in_others(form: Form, texts: Iterable[str]) -> frozenset[str]:
    """The texts, long enough to tell, that no label of another form holds."""
    others = [label for other in all_forms() if other.name != form.name for label in other.labels]
    return frozenset(
        text
        for text in texts
        if len(text) >= TELLING and not any(text in other for other in others)
    )


def locate(strip: Strip, form: Form) -> Layout:
    """Find the headings and the zone of each table; what is not there has no entry.

    A table that does not stand behind those that the form has before it may stand in front of them.
    """
    anchors: dict[str, int] = {}
    cursor = 0
    for table in form.tables.values():
        place = anchor_of(strip.text, table, cursor)
        if place < 0 and cursor:
            find = _heads_place if table.layout == "across" else anchor_of
            place = find(strip.text, table, 0)
        if place >= 0:
            anchors[table.key] = place
            cursor = max(cursor, place)
    headings = _headings(strip, form, anchors)
    return Layout(headings, _zones(strip, form, anchors, headings), anchors)


def anchor_of(text: str, table: Table, start: int) -> int:
    """The first place that only this table can print, or -1."""
    for anchor in anchors_of(table):
        if (place := text.find(anchor, start)) >= 0:
            return place
    if table.layout == "across":
        place = _heads_place(text, table, start)
        return place if place >= 0 else text.find(table.blocks[-1].rows[0].spellings[0], start)
    chain: list[tuple[int, str]] = []
    for place, label in _label_places(text, table, start):
        if chain and not _in_one_table(text, chain[-1], (place, label)):
            chain = []
        chain.append((place, label))
        if len(chain) == ENOUGH:
            return chain[0][0]
    return -1


@cache
def anchors_of(table: Table) -> tuple[str, ...]:
    """The words that only a statistics table begins with, that of the form first."""
    if not table.unit_column:
        return ()
    return tuple(dict.fromkeys((normalise(table.anchor), *sorted(wide_heads()))))


def _in_one_table(text: str, one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether two labels can follow one another in a table: near, and in no two sentences."""
    near = other[0] - one[0] <= CLOSE and one[1] != other[1]
    return near and text.find("。", one[0], other[0]) < 0


def _heads_place(text: str, table: Table, start: int) -> int:
    """Where the heads of a table stand one behind the other, or -1."""
    return text.find(heads_in_one(table), start)


def _label_places(text: str, table: Table, start: int) -> Iterator[tuple[int, str]]:
    """Where the telling labels of a table stand, from first to last, each at most a few times."""
    firsts = [(text.find(label, start), label) for label in _chained_labels(table)]
    ahead = sorted([first for first in firsts if first[0] >= 0])
    times = Counter[str]()
    while ahead:
        place, label = ahead[0]
        yield place, label
        times[label] += 1
        again = text.find(label, place + len(label)) if times[label] < MOST_OCCURRENCES else -1
        if again < 0:
            heappop(ahead)
        else:
            heapreplace(ahead, (again, label))


@cache
def _chained_labels(table: Table) -> frozenset[str]:
    """The labels of a table that are long enough to tell where it begins."""
    labels = {line.searched[0] for line in printed_lines(table)} | head_labels(table)
    return frozenset(label for label in labels if len(label) > TELLING)


def _headings(strip: Strip, form: Form, anchors: dict[str, int]) -> dict[int, tuple[int, int]]:
    """The heading of each section: the last before its table, else the next one there is."""
    headings: dict[int, tuple[int, int]] = {}
    tabled = {table.section: anchors.get(table.key) for table in form.tables.values()}
    after = 0
    for section in form.sections:
        anchor = tabled.get(section.number)
        candidates = _candidates(strip, section, after, anchor)
        candidates = [
            place for place in candidates if not _in_table(strip.text, form, anchors, place[0])
        ]
        if candidates:
            headings[section.number] = candidates[-1] if anchor else candidates[0]
            after = headings[section.number][1]
        if anchor:
            after = max(after, anchor)
    return headings


def _in_table(text: str, form: Form, anchors: dict[str, int], start: int) -> bool:
    """Whether what begins here is the head of rows of a table that has no section of its own."""
    return any(
        table.section == 0 and start >= anchors.get(table.key, len(text))
        and text.startswith(_group_labels(table), start)
        for table in form.tables.values()
    )  # fmt: skip


@cache
def _group_labels(table: Table) -> tuple[str, ...]:
    """The heads of the groups of a table."""
    return tuple(normalise(block.label) for block in table.blocks if block.label)


def _candidates(
    strip: Strip, section: Section, after: int, before: int | None
) -> list[tuple[int, int]]:
    """Places that look like the heading of a section: numbered, or at the start of a line."""
    found = []
    end = len(strip.text) if before is None else before
    for core in section.cores:
        place = strip.text.find(core, after, end)
        for _ in range(MOST_CANDIDATES):
            if place < 0:
                break
            start = _heading_start(strip, max(after, place - LONGEST_HEADING), place)
            if start is not None and (match := _HEADING.match(strip.text, place, end)):
                found.append((start, match.end()))
            place = strip.text.find(core, place + 1, end)
        if found:
            break
    return found


def _heading_start(strip: Strip, earliest: int, core: int) -> int | None:
    """Where the heading that holds the core at `core` begins, if it looks like one."""
    before = strip.text[earliest:core]
    if match := _NUMBER_BEFORE.search(before):
        return earliest + match.start(1)
    start = strip.starts[strip.token_at(core)]
    if start >= earliest and _PLAIN_BEFORE.match(strip.text[start:core]):
        return start
    return None


def _zones(
    strip: Strip, form: Form, anchors: dict[str, int], headings: dict[int, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """From each table's heading, or its first label, to whatever begins behind it."""
    borders = sorted(
        {*anchors.values(), *(start for start, _ in headings.values()), len(strip.text)}
    )
    zones = {}
    for table in form.tables.values():
        heading = headings.get(table.section)
        if table.key not in anchors and heading is None:
            continue
        anchor = anchors.get(table.key, heading[1] if heading else 0)
        start = heading[1] if heading and heading[1] <= anchor else anchor
        if table.unit_column:
            start = heads_before(strip, anchor)
        end = next((border for border in borders if border > anchor), anchor)
        zones[table.key] = start, _foot(strip.text, table, anchor, end)
    return zones


def _foot(text: str, table: Table, start: int, end: int) -> int:
    """Where the lines below the last row of a table begin, or its end."""
    if not table.feet:
        return end
    last = max(text.rfind(label, start, end) for label in _chained_labels(table))
    places = [text.find(foot, max(start, last), end) for foot in table.feet]
    return min((place for place in places if place >= 0), default=end)
