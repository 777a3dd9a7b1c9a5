"""Rows of which blank cells left no trace in the print: what they may say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from helpers.flat import (
    MOST_READINGS,
    Reading,
    Slot,
    TooManyReadingsError,
    cuts,
    placements,
    summing_cuts,
)

# A longer stretch of digits has more readings than are searched.
LONGEST = 40
ANY, FREE = Slot(signed=False, amount=False), Slot(signed=True, amount=True)


def traceless_readings(texts: Sequence[str], slots: Sequence[Slot]) -> list[Reading]:
    """Every way to cut the pieces of a row into as many numbers as cells or fewer, in order.

    Raises TooManyReadingsError beyond MOST_READINGS.
    """
    found: list[Reading] = []
    for count in range(1, len(slots) + 1):
        places = [FREE] * count if count < len(slots) else slots
        for parts in cuts(texts, places) if len(texts) <= count else ():
            found += placements(parts, slots) if count < len(slots) else [parts]
            _check(len(found))
    return found


def traceless_sums(text: str, sizes: Sequence[int]) -> list[Reading]:
    """The cuts of plain digits into groups of cells that each end in their sum, blanks supposed.

    A blank counts as 0, so the sum itself may be blank only if every number of its group is 0:
    `traceless_sums("44", [3])` has 4 and 4 with a blank before or behind the first. Raises
    TooManyReadingsError beyond MOST_READINGS.
    """
    _check(len(text), LONGEST)
    found = list(islice(_groups(text, 0, sizes), MOST_READINGS + 1))
    _check(len(found))
    return found


def _check(count: int, most: int = MOST_READINGS) -> None:
    if count > most:
        raise TooManyReadingsError


def _groups(text: str, start: int, sizes: Sequence[int]) -> Iterator[Reading]:
    """The groups that begin at `start`, the last one ending with the text."""
    if not sizes:
        if start == len(text):
            yield ()
        return
    last = len(sizes) == 1
    for end in (len(text),) if last else range(start, len(text) + 1):
        rests = list(islice(_groups(text, end, sizes[1:]), MOST_READINGS + 1))
        for group in _group(text[start:end], sizes[0]) if rests else ():
            for rest in rests:
                yield (*group, *rest)


def _group(text: str, size: int) -> Iterator[Reading]:
    """One group: its numbers and their sum, with blanks in between."""
    if not text.strip("0"):
        if len(text) == size:
            yield tuple(text)
        elif len(text) < size:
            yield from placements(text, [ANY] * size)
        return
    for count in range(2, size + 1):
        for *parts, total in summing_cuts(text, [count]):
            few = placements(parts, [ANY] * (size - 1)) if count < size else [tuple(parts)]
            yield from ((*reading, total) for reading in few)
