"""Claims: a figure that the prose states, and the interval that its words allow."""

from __future__ import annotations

import re
from math import inf
from typing import NamedTuple

SCALES = {"万": 10_000, "亿": 100_000_000}
HALF = 0.5


class Stated(NamedTuple):
    """Where a claim begins on the strip, and what its number may be, in single units."""

    start: int
    low: float
    high: float


class Claim(NamedTuple):
    """A figure that the prose states.

    `row` and `column` may join several keys by `+` or name all of a group by `*`. They and `table`
    are None where the form has no such cell, and where the figure is not that of a cell: a share,
    a growth (negative for a decline), or a figure whose scope is not certain.
    """

    measure: str
    table: str | None
    row: str | None
    column: str | None
    value: float
    unit: str | None
    approximate: bool
    quote: str
    line: int | None
    place: Stated

    @property
    def start(self) -> int:
        """Where the words of the claim begin on the strip."""
        return self.place.start

    @property
    def plain(self) -> float:
        """The stated number in single units: 12,000 for `1.2万件`."""
        low, high = self.place.low, self.place.high
        return low if low == high else round(self.value * SCALES.get((self.unit or "")[:1], 1), 6)


def number_value(number: re.Match[str]) -> float:
    """The number as printed, without its scale: 1.2 of 1.2万."""
    return float((number["whole"] + (number["fraction"] or "")).replace(",", ""))


def rounding_words(number: re.Match[str]) -> list[str]:
    """The words that make a number approximate, such as 约 or 余."""
    return [word for group in ("rounding", "behind", "last") if (word := number[group])]


def interval(
    number: re.Match[str], above: re.Pattern[str], below: re.Pattern[str]
) -> tuple[float, float]:
    """What a stated number may be, in single units: 近300 is 200 to 300, 1.2万 is 11,500 to 12,500.

    `above` and `below` match the words by which only more, or only less, can be meant.
    """
    value, words = number_value(number), rounding_words(number)
    scale = SCALES.get(number["scale"] or "", 1)
    if not words and scale == 1 and not number["percent"]:
        return value, value
    unit = _last_digit(number, bool(words))
    low, high = value - HALF * unit, value + HALF * unit
    for word in words:
        if match := above.fullmatch(word):
            low, high = value, inf if match["open"] else value + unit
        elif below.fullmatch(word):
            low, high = value - unit, value
    return low * scale, high * scale


def _last_digit(number: re.Match[str], rounded: bool) -> float:
    """The unit of the last digit that counts: zeros before a rounding word do not."""
    if fraction := number["fraction"]:
        return float(10.0 ** (1 - len(fraction)))
    digits = number["whole"].replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    return float(10**zeros) if rounded else 1.0
