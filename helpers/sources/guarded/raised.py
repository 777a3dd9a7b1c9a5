"""Note marks: digits beside other print, smaller and above or below its line."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from helpers.signs import SUBSCRIPTS, SUPERSCRIPTS
from helpers.sources.guarded.letters import Box, Letters

# A mark is no further from what it marks than so many heights of this.
BESIDE = 0.6
# Digits of one number differ less in height and level, by these shares of the larger one.
LOWER, SHIFTED = 0.88, 0.1
# A mark is smaller than what it marks, and this far from its line, as shares of the larger size.
SMALLER, OFF_LINE = 0.9, 0.08
_DIGITS = re.compile(r"[0-9０-９]+")


class Marks(NamedTuple):
    """By place in the text, the signs for digits that are note marks; which of them end a word."""

    signs: dict[int, str]
    behind: set[int]


def raised(letters: Letters) -> Marks:
    """The note marks of a page."""
    found = Marks({}, set())
    for match in _DIGITS.finditer(letters.text):
        places = list(range(*match.span()))
        before = _before(letters.text, match.start())
        if before is not None:
            places.insert(0, before)
        boxes = [letters.box(place) for place in places]
        for sides, ends in zip(pairwise(places), pairwise(boxes), strict=True):
            _compare(letters, sides, ends, found)
    return found


def _before(text: str, start: int) -> int | None:
    """The place of the last character in front of digits; a mark may be on a line of its own."""
    place = start - 1
    while place >= 0 and text[place].isspace():
        place -= 1
    return place if place >= 0 else None


def _compare(
    letters: Letters, places: tuple[int, int], boxes: tuple[Box, Box], found: Marks
) -> None:
    """Tell a mark from what it marks, where two characters side by side are not of one kind."""
    (one, other), (left, right) = places, boxes
    larger = max(left.height, right.height)
    gap, step = right.left - left.right, right.bottom - left.bottom
    if larger <= 0 or abs(gap) > BESIDE * larger or abs(step) > larger:
        return
    digits = letters.text[one].isdigit()
    if digits and one in found.signs:
        # A digit as large as the mark in front of it belongs to the mark.
        if abs(letters.size(one) - letters.size(other)) < (1 - SMALLER) * letters.size(one):
            above = ord(found.signs[one]) in SUPERSCRIPTS.values()
            found.signs[other] = _sign(letters.text[other], above)
        return
    alike = min(left.height, right.height) >= LOWER * larger
    if digits and alike and abs(step) < SHIFTED * larger:
        return
    sizes = letters.size(one), letters.size(other)
    shift = letters.level(other) - letters.level(one)
    if min(sizes) >= SMALLER * max(sizes) or abs(shift) < OFF_LINE * max(sizes):
        return
    if sizes[1] < sizes[0]:
        found.signs[other] = _sign(letters.text[other], shift > 0)
        found.behind.add(other)
    elif digits:
        for place in _run_before(letters.text, one):
            found.signs[place] = _sign(letters.text[place], shift < 0)


def _run_before(text: str, last: int) -> range:
    """The places of the digits that end at a place."""
    first = last
    while first > 0 and text[first - 1].isdigit():
        first -= 1
    return range(first, last + 1)


def _sign(digit: str, above: bool) -> str:
    return digit.translate(SUPERSCRIPTS if above else SUBSCRIPTS)
