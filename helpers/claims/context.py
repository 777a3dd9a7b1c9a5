"""What a sentence has come to while its numbers are attached, and what its words say together."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from helpers.claims.lexicon import CONTENT, MOST, lexicon
from helpers.claims.measures import load_measures
from helpers.claims.numbers import Number
from helpers.claims.scope import Origin, Reach
from helpers.claims.spots import NOTHING, Spot

# Kinds of words that lie between a number and what it counts.
LINKS = frozenset(
    {"filler", "rounding", "total", "time", "year", "date", "scope", "among", "all", "each"}
    | {"joint", "compare", "to"}
)
HEADS = CONTENT - {"about"}
DISPUTES = frozenset({"reconsideration", "litigation", "litigation_direct", "litigation_after"})
DOCUMENTS = frozenset({"normative", "regulations"})
DECISIONS = frozenset({"licensing", "penalties", "coercion"})
OTHER = "other"
# The concepts in which the parts of a whole may differ.
PARTS = ("who", "channel")
RESTS = {"outcome": "other_outcomes", "who": "other_organization", "result": "other_result"}
PART_OF_TOTAL = "published_part"
GROWTH, SHARE, RATE, OF = "_growth", "_share", "reply_rate", "_of_"
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


def concepts_of(spots: Iterable[Spot]) -> frozenset[str]:
    """What words say of what is counted."""
    return NOTHING.union(*[spot.content for spot in spots])


@lru_cache(maxsize=MOST)
def of_kinds(said: frozenset[str], kinds: tuple[str, ...]) -> frozenset[str]:
    """Those of some concepts that are of some kinds."""
    entries = lexicon()
    return frozenset(c for c in said if c in entries and entries[c]["kind"] in kinds)


def matters_of(said: frozenset[str]) -> frozenset[str]:
    return of_kinds(said, ("matter",))


def dispute_of(matters: frozenset[str]) -> str:
    """Which disputes are counted: one kind, or both together."""
    found = matters & DISPUTES
    return next(iter(found)) if len(found) == 1 else "disputes"


def topic_of(whole: frozenset[str], before: str) -> str:
    if "requests" in whole:
        return "requests"
    if whole & DISPUTES or "@" in whole:
        return "disputes"
    if whole & {"hold", "held"}:
        return "held"
    return "published" if {"proactive", "information"} <= whole else before


def touching_word(segment: list[Spot], number: Spot) -> Spot | None:
    """The word that a number touches, over words that only link."""
    if number.gap:
        return None
    for spot in reversed(segment):
        if spot.kind not in LINKS and spot.kind != "about":
            return spot
        if spot.gap:
            return None
    return None


def is_attribute(segment: list[Spot]) -> bool:
    """Whether 依申请公开 may say how documents are disclosed, not that somebody asked."""
    named = [spot.text for spot in segment if "requests" in spot.says]
    return all(text.startswith("依申请公开") and "申请" not in text[3:] for text in named)


def is_unknown(segment: list[Spot]) -> bool:
    """Whether unknown text lies between a number and the last word that it could count."""
    for spot in reversed(segment):
        if spot.kind not in LINKS and spot.kind != "about":
            return False
        if spot.gap and spot.kind not in ("scope", "year", "time"):
            return True
    return False


def follows_count(segment: list[Spot], number: Spot) -> bool:
    """Whether words before a number without a unit say that it counts."""
    return bool(segment) and not number.gap and segment[-1].text[-1] in "数量为是"


def groups_of(segment: list[Spot]) -> list[list[Spot]]:
    """The words of a segment between its links, those without content left out."""
    groups: list[list[Spot]] = [[]]
    for spot in segment:
        if spot.kind in ("each", "all"):
            break
        if spot.kind == "joint":
            groups.append([])
        else:
            groups[-1].append(spot)
    return [group for group in groups if any(spot.kind in HEADS for spot in group)]


def words_of(spots: Iterable[Spot]) -> str:
    return " ".join(spot.text for spot in spots if spot.text)
