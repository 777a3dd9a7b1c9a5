"""What of a page its own style hides: short texts, and tables that the page also shows."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache

from helpers.sources.embedded import labels_of
from helpers.sources.stream import TooLargeError


def any_case(word: str) -> str:
    """The pattern of a word in any case; unlike with IGNORECASE, what begins it is sought fast."""
    return "".join(f"[{c.lower()}{c.upper()}]" if c.isalpha() else re.escape(c) for c in word)


def one_of(words: Iterable[str]) -> str:
    """The pattern of any of some words, in any case."""
    return "|".join(map(any_case, words))


# The styles that hide, by their values.
_STYLES = {"none": "display", "hidden": "visibility", "all": "mso-hide"}
_VALUE = re.compile(rf":\s*+({one_of(_STYLES)})")
LONGEST_STYLE = 40
# One pattern for each spelling, for what begins with plain letters is sought fast.
_ATTRIBUTES = {name: re.compile(rf"{name}(?<=\s{name})(?=[\s=>])") for name in ("hidden", "HIDDEN")}
_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
# Longer hidden elements, and those that hold a table, may be closed tabs of the page.
LONGEST_HIDDEN, LONGEST_TAB = 2_000, 500_000
LONGEST_TAG = 2_000
MOST_HIDDEN, MOST_TABS = 30_000, 40
# How many characters may be looked through for the ends of hidden elements.
MOST_LOOKED = 25_000_000

Span = tuple[int, int]
# Where no part is.
NOWHERE = sys.maxsize, sys.maxsize


def without_hidden(markup: str) -> str:
    """The markup without the elements that their own style hides.

    A closed tab, which holds a table, stays, for a reader may open it; but not where the page shows
    all labels of its tables beside it, as those of another year.
    """
    places = _hiding_places(markup)
    if not places:
        return markup
    short = list(_elements(markup, places[: MOST_HIDDEN + 1], LONGEST_HIDDEN, tabled=False))
    markup, places = _without(markup, short), _outside(places, short)
    tabs = list(_elements(markup, places[:MOST_TABS], LONGEST_TAB, tabled=True))
    if not tabs:
        return markup
    shown = labels_of(_without(markup, tabs))
    labels = {tab: labels_of(markup[slice(*tab)]) for tab in tabs}
    return _without(markup, [tab for tab in tabs if labels[tab] and labels[tab] <= shown])


def _without(markup: str, spans: list[Span]) -> str:
    """The markup without these parts, which follow one another."""
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    return "".join(markup[a:b] for a, b in zip([0, *ends], [*starts, None], strict=True))


def _outside(places: list[int], spans: list[Span]) -> list[int]:
    """The places outside of parts that follow one another, as they are without these parts."""
    found = []
    gone = 0
    ahead = iter(spans)
    start, end = next(ahead, NOWHERE)
    for place in places:
        while end <= place:
            gone += end - start
            start, end = next(ahead, NOWHERE)
        if place < start:
            found.append(place - gone)
    return found


def _elements(markup: str, places: Iterable[int], longest: int, tabled: bool) -> Iterator[Span]:
    """The elements hidden at these places that end soon enough and do, or do not, hold a table."""
    done = 0
    looked = 0
    for place in places:
        start = _start_of_element(markup, done, place) if place >= done else None
        if start is None:
            continue
        end = _end_of_element(markup, start, longest)
        looked += end - start if end else longest
        if looked > MOST_LOOKED:
            raise TooLargeError("more hidden elements than any report has")
        if end and ("<table" in markup[start:end].lower()) == tabled:
            yield start, end
            done = end


def _hiding_places(markup: str) -> list[int]:
    """Where styles and attributes stand that hide an element, in order."""
    styles = [
        value.start()
        for value in _VALUE.finditer(markup)
        if _names(markup[max(0, value.start() - LONGEST_STYLE) : value.start()], value[1])
    ]
    attributes = [
        attribute.start()
        for name, pattern in _ATTRIBUTES.items()
        if name in markup
        for attribute in pattern.finditer(markup)
    ]
    return sorted([*styles, *attributes])


def _names(before: str, value: str) -> bool:
    """Whether the style that a value hides with stands before it."""
    return before.rstrip().lower().endswith(_STYLES[value.lower()])


def _start_of_element(markup: str, done: int, place: int) -> int | None:
    """Where the tag begins in which a style or attribute stands."""
    start = markup.rfind("<", max(done, place - LONGEST_TAG), place)
    return None if start < 0 or ">" in markup[start:place] else start


@lru_cache(64)
def _tags_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){any_case(name)}(?:\s[^>]*)?>")


def _end_of_element(markup: str, start: int, longest: int) -> int | None:
    """Behind the end tag of the element that begins at `start`, if it comes soon enough."""
    name = _NAME.match(markup, start)
    if name is None:
        return None
    depth = 0
    # A tag that is left open here would be sought from every bracket in it.
    last = markup.rfind(">", start, start + longest) + 1
    for tag in _tags_of(name[1].lower()).finditer(markup, start, last):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return None
