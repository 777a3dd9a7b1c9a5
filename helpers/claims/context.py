"""What a sentence has come to while its numbers are attached, and what it said so far."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple

from helpers.claims.concepts import (
    DISPUTES,
    GROWTH,
    RATE,
    SHARE,
    dispute_of,
    is_attribute,
    matters_of,
)
from helpers.claims.measures import load_measures
from helpers.claims.numbers import Number
from helpers.claims.scope import Origin, Reach
from helpers.claims.spots import NOTHING, Spot

# Kinds of words before those that a quote begins with.
BEFORE = frozenset({"joint", "among", "total", "scope", "year", "date"})


class Attached(NamedTuple):
    """A number with its measure, None where nothing attaches it; `sign` is -1 for a decline."""

    measure: str | None
    dispute: str
    number: Number
    start: int
    end: int
    at: int
    words: tuple[Spot, ...]
    scope: str
    time: str
    sign: int = 1
    # The figure where the form does not have the cell of `measure`.
    otherwise: str | None = None


@dataclass
class Topic:
    """The matter that a report has come to, from sentence to sentence.

    `counts_published` says that the form counts documents published, not documents issued.
    """

    counts_published: bool = False
    matter: str = ""
    counted: Attached | None = None


class Context:
    """The matter, the reach and the figures of a sentence, up to the word that is read."""

    def __init__(
        self, spots: list[Spot], origin: Origin, topic: Topic, items: Container[int] = ()
    ) -> None:
        self.spots, self.origin, self.topic, self.items = spots, origin, topic, items
        self.reach = Reach(origin)
        self.found: list[Attached] = []
        self.segment: list[Spot] = []
        self.noun = ""
        self.dispute = ""
        self.last: frozenset[str] = NOTHING
        self.opened: frozenset[str] = NOTHING
        self.listed = ""
        self.parts: list[frozenset[str]] = []
        self.saved: list[list[Spot]] = []
        self.numbers = 0
        self.subject: Attached | None = None
        kinds = [spot.kind for spot in spots]
        later = self._explanation(kinds) if "all" in kinds else NOTHING
        self.discloses = "about" in later
        if "requests" in later or ("outcome" in kinds and self._shows_requests(kinds)):
            self.noun = "requests"

    def _turn(self, said: frozenset[str], matter: str = "") -> None:
        """Take the matter of the sentence from concepts."""
        matters = matters_of(said)
        if matter:
            self.noun = matter
        elif matters & DISPUTES:
            self.noun = dispute_of(matters)
        elif matters and self.noun != "held":
            self.noun = next(iter(sorted(matters)))

    def _requests(self) -> bool:
        return (self.noun or self.topic.matter) == "requests"

    def _explanation(self, kinds: list[str]) -> frozenset[str]:
        """What a sentence says at its end of all that it counts: 均为政府信息公开申请."""
        last = len(kinds) - kinds[::-1].index("number") if "number" in kinds else len(kinds)
        if "all" not in kinds[last:]:
            return NOTHING
        return frozenset().union(*(spot.says for spot in self.spots[last:]))

    def _shows_requests(self, kinds: list[str]) -> bool:
        """Whether words that only requests have show that the sentence counts requests."""
        return "foreign" not in kinds and any(
            "requests" in spot.says and (spot.kind == "outcome" or not is_attribute([spot]))
            for spot in self.spots
        )

    def _add(
        self,
        measure: str | None,
        spot: Spot,
        segment: list[Spot],
        after: list[Spot],
        time: str,
        sign: int = 1,
    ) -> None:
        number = spot.number
        assert number is not None
        if measure and GROWTH not in measure and SHARE not in measure and measure != RATE:
            money = load_measures().measures[measure].get("money", False)
            only_zero = load_measures().measures[measure].get("only_zero") and number.high > 0
            if only_zero or (number.money != money) or not (number.money or number.counts):
                measure = None
        used = [one for one in segment if one.kind != "filler" and one.kind != "joint"]
        start = _begin(segment) if measure else segment[0].start if segment else spot.start
        start = spot.start if start is None else start
        end = after[-1].end if after else spot.end
        words = tuple([*used, *[one for one in after if one.kind != "filler"]])
        scope = self.reach.scope
        self.subject = Attached(
            measure, self.dispute, number, start, end, spot.start, words, scope, time, sign
        )
        self.found.append(self.subject)


def _begin(segment: list[Spot]) -> int | None:
    """Where the words of a figure begin: after those of its year, its organ and its list."""
    return next((spot.start for spot in segment if spot.kind not in BEFORE), None)
