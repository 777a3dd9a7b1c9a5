"""Claims: a figure that the prose states, and the interval that its words allow."""

from __future__ import annotations

from typing import NamedTuple

from helpers.claims.numbers import SCALES

# Whose figure and of which time a claim is, where it is not one of the whole organ in the year.
WHOLE, PART, UNCERTAIN, OTHER_ORGAN = "whole", "part", "uncertain", "other organ"
THIS_YEAR, OTHER_YEAR, PART_OF_YEAR = "year", "other year", "part of the year"
CUMULATIVE, PLANNED = "cumulative", "planned"
# A number that is counted and that no words attach to a figure of the lexicon.
UNATTACHED = "unattached"


class Stated(NamedTuple):
    """Where a claim begins on the strip, and what its number may be, in single units."""

    start: int
    low: float
    high: float


class Claim(NamedTuple):
    """A figure that the prose states.

    `row` and `column` may join several keys by `+` or name all of a group by `*`. They and `table`
    are None where the form has no such cell, and where the figure is not that of a cell: a share,
    a growth (negative for a decline), a figure of another organ, of a part or of another time, or a
    number that is `unattached`. `attached` has the words that make the number this figure.
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
    attached: str
    scope: str
    time: str
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
