"""Digits whose cell boundaries were lost: every way to cut them into the cells of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from operator import getitem
from typing import NamedTuple

from helpers.numbers import EXACT_DIGITS, read_number

# A row with more readings than this is not searched; it stays ambiguous.
MOST_READINGS = 5_000
# The stretch of a province takes a tenth of so many steps; a longer one is not searched to its end.
MOST_STEPS = 500_000
SIGNS = ("+", "-")

# One reading of a row: the folded print of every cell, "" for a blank one.
Reading = tuple[str, ...]


class TooManyReadingsError(Exception):
    """A row, or a table, has more readings than are searched."""


class Slot(NamedTuple):
    """What a column can print: a sign, decimals."""

    signed: bool
    amount: bool


def cuts(pieces: Sequence[str], slots: Sequence[Slot]) -> list[Reading]:
    """Every way to cut the pieces of a row into one number per slot.

    A piece may hold several cells whose boundaries are lost, but a boundary between pieces is one
    between cells. No number begins with a superfluous zero. Raises TooManyReadingsError beyond
    MOST_READINGS.
    """
    return _bounded(_cuts(["".join(piece.split()) for piece in pieces], slots))


def placements(pieces: Sequence[str], slots: Sequence[Slot]) -> list[Reading]:
    """Every way to put fewer numbers than slots into the slots in order, the other cells blank."""
    if len(pieces) >= len(slots) or any(read_number(piece).kind == "run" for piece in pieces):
        return []
    return _bounded(_placements(pieces, slots))


def _bounded(found: Iterator[Reading]) -> list[Reading]:
    every = list(islice(found, MOST_READINGS + 1))
    if len(every) > MOST_READINGS:
        raise TooManyReadingsError
    return every


def summing_cuts(text: str, sizes: Sequence[int]) -> list[Reading]:
    """The cuts of plain digits into groups of which each ends in the sum of its other cells.

    `summing_cuts("15130000154", [7])` has one reading: 151, 3, 0, 0, 0, 0, 154. Raises
    TooManyReadingsError beyond MOST_READINGS, or MOST_STEPS of the search.
    """
    return _bounded(_summing(text, 0, sizes, iter(range(MOST_STEPS))))


def _cuts(pieces: Sequence[str], slots: Sequence[Slot]) -> Iterator[Reading]:
    """The pieces cut into exactly as many numbers as there are slots."""
    if not pieces:
        if not slots:
            yield ()
        return
    head, *tail = pieces
    for count in range(1, len(slots) - len(tail) + 1):
        rests = list(islice(_cuts(tail, slots[count:]), MOST_READINGS + 1))
        for parts in _split(head, slots[:count]) if rests else ():
            for rest in rests:
                yield (*parts, *rest)


def _split(text: str, slots: Sequence[Slot]) -> Iterator[Reading]:
    """One piece split into admissible prints, one per slot."""
    ends = _ends(text, slots)

    def onward(start: int, place: int) -> Iterator[Reading]:
        if place == len(slots):
            yield ()
            return
        for end in ends.get((start, place), ()):
            for rest in onward(end, place + 1):
                yield (text[start:end], *rest)

    yield from onward(0, 0)


def _ends(text: str, slots: Sequence[Slot]) -> dict[tuple[int, int], list[int]]:
    """Where the print of slot `place` that starts at `start` can end so that all others fit too.

    Built from the last slot to the first, so that no search runs into a dead end.
    """
    ends: dict[tuple[int, int], list[int]] = {}
    reachable = {len(text)}
    for place in range(len(slots) - 1, -1, -1):
        starts = set()
        for end in reachable:
            for start in range(place, end if text else 1):
                if _admitted(text[start:end], slots[place]):
                    ends.setdefault((start, place), []).append(end)
                    starts.add(start)
        reachable = starts
    for found in ends.values():
        found.sort()
    return ends


def _admitted(text: str, slot: Slot) -> bool:
    """Whether a column can print this."""
    if text.isdecimal() and len(text) <= EXACT_DIGITS:
        return text[0] != "0" or len(text) == 1
    printed = read_number(text)
    if printed.kind != "number":
        return printed.kind in ("mark", "bad", "blank")
    if text.startswith(SIGNS) and not slot.signed:
        return False
    return slot.amount or "." not in text


def _placements(pieces: Sequence[str], slots: Sequence[Slot]) -> Iterator[Reading]:
    """Fewer pieces than slots, in order, with blank cells between them."""
    admitted = [[_admitted(text, slot) for slot in slots] for text in pieces]
    for places in combinations(range(len(slots)), len(pieces)):
        if all(map(getitem, admitted, places)):
            reading = [""] * len(slots)
            for place, text in zip(places, pieces, strict=True):
                reading[place] = text
            yield tuple(reading)


def _summing(
    text: str, start: int, sizes: Sequence[int], steps: Iterator[int]
) -> Iterator[Reading]:
    """The groups that begin at `start`, the last one ending with the text."""
    if not sizes:
        if start == len(text):
            yield ()
        return
    behind = sum(sizes[1:])
    ends = [len(text)] if not behind else range(start + sizes[0], len(text) - behind + 1)
    for end in ends:
        for group in _group(text, start, end, sizes[0], steps):
            for rest in _summing(text, end, sizes[1:], steps):
                yield (*group, *rest)


def _group(text: str, start: int, end: int, size: int, steps: Iterator[int]) -> Iterator[Reading]:
    """The cuts of text[start:end] into `size` numbers, the last the sum of the others."""
    for middle in range(start + size - 1, end):
        if _is_number(text, middle, end):
            total = text[middle:end]
            for parts in _parts(text, start, middle, size - 1, int(total), steps):
                yield (*parts, total)


def _parts(
    text: str, start: int, end: int, count: int, total: int, steps: Iterator[int]
) -> Iterator[Reading]:
    """The cuts of text[start:end] into `count` numbers that add up to `total`."""
    if next(steps, None) is None:
        raise TooManyReadingsError
    if count == 1:
        if _is_number(text, start, end) and int(text[start:end]) == total:
            yield (text[start:end],)
        return
    for stop in range(start + 1, end - count + 2):
        part = int(text[start:stop])
        if part > total:
            return
        for rest in _parts(text, stop, end, count - 1, total - part, steps):
            yield (text[start:stop], *rest)
        if text[start] == "0":
            return


def _is_number(text: str, start: int, end: int) -> bool:
    return end - start == 1 or text[start] != "0"
