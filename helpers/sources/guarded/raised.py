"""Note marks: digits beside other print, smaller and above or below its line."""

from __future__ import annotations

import re

from helpers.signs import SUBSCRIPTS, SUPERSCRIPTS
from helpers.sources.guarded.letters import Box, Letters

# A mark is no further from what it marks than so many heights of this.
BESIDE = 0.6
# Digits of one number differ less in height and level, by these shares of the larger one.
LOWER, SHIFTED = 0.88, 0.1
# A mark is smaller than what it marks, and this far from its line, as shares of the larger size.
SMALLER, OFF_LINE = 0.9, 0.08
_DIGITS = re.compile(r"[0-9０-９]+")
_SPACES = " \u00a0\u3000"


def raised(letters: Letters) -> dict[int, str]:
    """By place in the text, the signs for digits that are note marks."""
    found: dict[int, str] = {}
    for match in _DIGITS.finditer(letters.text):
        places = list(range(*match.span()))
        before = _before(letters.text, match.start())
        if before is not None:
            places.insert(0, before)
        boxes = [letters.box(place) for place in places]
        for (one, other), (left, right) in zip(
            zip(places, places[1:], strict=False), zip(boxes, boxes[1:], strict=False), strict=True
        ):
            _compare(letters, (one, other), (left, right), found)
    return found


def _before(text: str, start: int) -> int | None:
    """The place of the last character in front of digits on their line."""
    place = start - 1
    while place >= 0 and text[place] in _SPACES:
        place -= 1
    return place if place >= 0 and text[place] not in "\r\n" else None


def _compare(
    letters: Letters, places: tuple[int, int], boxes: tuple[Box, Box], found: dict[int, str]
) -> None:
    """Tell a mark from what it marks, where two characters side by side are not of one kind."""
    (one, other), (left, right) = places, boxes
    larger = max(left.height, right.height)
    if not larger > 0 or right.left - left.right > BESIDE * larger:
        return
    digits = letters.text[one].isdigit()
    if digits and one in found:
        # A digit as large as the mark in front of it belongs to the mark.
        if abs(letters.size(one) - letters.size(other)) < (1 - SMALLER) * letters.size(one):
            found[other] = _sign(letters.text[other], found[one] in SUPERSCRIPTS.values())
        return
    alike = min(left.height, right.height) >= LOWER * larger
    if digits and alike and abs(left.bottom - right.bottom) < SHIFTED * larger:
        return
    sizes = letters.size(one), letters.size(other)
    shift = letters.level(other) - letters.level(one)
    if min(sizes) >= SMALLER * max(sizes) or abs(shift) < OFF_LINE * max(sizes):
        return
    if sizes[1] < sizes[0]:
        found[other] = _sign(letters.text[other], shift > 0)
    elif digits:
        for place in _run_before(letters.text, one):
            found[place] = _sign(letters.text[place], shift < 0)


def _run_before(text: str, last: int) -> range:
    """The places of the digits that end at a place."""
    first = last
    while first > 0 and text[first - 1].isdigit():
        first -= 1
    return range(first, last + 1)


def _sign(digit: str, above: bool) -> str:
    return digit.translate(SUPERSCRIPTS if above else SUBSCRIPTS)
