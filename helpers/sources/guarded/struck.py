"""Lines that are drawn through text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from helpers.sources.guarded.drawn import SHAPE, TEXT, Part, is_light
from helpers.sources.guarded.letters import Box, Letters
from helpers.sources.guarded.rules import segments_of, strokes

# What strikes out is at most so thick, as a share of the height of the text.
THICK = 0.3
# It crosses the middle of the text, which is all but so much of its height at either end.
EDGE = 0.22
# A character is struck out by what reaches over this share of its width.
REACH = 0.6
# A path of so many segments may be a line or a cross; a box has more.
CROSS = 4

# The ends of a line.
Line = tuple[float, float, float, float]


def struck(parts: Sequence[Part], letters: Letters) -> set[int]:
    """The places in the text of the digits that a line is drawn through."""
    texts = [part for part in parts if part.kind == TEXT and part.height > 0]
    lines = sorted(_lines(parts, max((text.height for text in texts), default=0)))
    levels = [line[0] for line in lines]
    crossed: dict[int, list[Line]] = {}
    for text in texts:
        edge = EDGE * text.height
        first = bisect_left(levels, text.bottom + edge)
        last = bisect_right(levels, text.top - edge)
        for middle, left, right in lines[first:last]:
            if left < text.right and right > text.left:
                crossed.setdefault(text.handle, []).append((left, middle, right, middle))
    for line in _slants(parts):
        for text in texts:
            if line[0] < text.right and line[2] > text.left and _is_near(line, text):
                crossed.setdefault(text.handle, []).append(line)
    if not crossed:
        return set()
    return {
        place
        for place, owner in enumerate(letters.owners)
        if owner in crossed and letters.text[place].isdigit()
        and any(_crosses(line, letters.box(place)) for line in crossed[owner])
    }  # fmt: skip


def _lines(parts: Iterable[Part], height: float) -> Iterable[tuple[float, float, float]]:
    """The level lines: how high each is, and its ends."""
    for part in parts:
        thin = part.kind == SHAPE and part.height <= THICK * height < part.width
        if thin and not (part.colour and is_light(part.colour)):
            middle = (part.bottom + part.top) / 2
            yield middle, part.left, part.right


def _slants(parts: Iterable[Part]) -> Iterable[Line]:
    """The oblique lines of shapes that are not filled, as those of a cross."""
    for part in parts:
        if part.kind != SHAPE or part.colour is not None or part.height < 2 or part.width < 2:
            continue
        if segments_of(part.handle) <= CROSS:
            for (left, bottom), (right, top) in strokes(part):
                if abs(left - right) > 1 and abs(bottom - top) > 1:
                    yield min((left, bottom, right, top), (right, top, left, bottom))


def _is_near(line: Line, text: Part) -> bool:
    return min(line[1], line[3]) < text.top and max(line[1], line[3]) > text.bottom


def _crosses(line: Line, box: Box) -> bool:
    """Whether a line goes through the middle of a character."""
    left, start, right, end = line
    width = box.right - box.left
    if min(right, box.right) - max(left, box.left) < REACH * width or not width:
        return False
    centre = min(max((box.left + box.right) / 2, left), right)
    level = start + (end - start) * (centre - left) / (right - left)
    edge = EDGE * box.height
    return box.bottom + edge <= level <= box.top - edge
