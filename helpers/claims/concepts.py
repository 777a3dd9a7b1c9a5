"""Concepts of words: what a stretch of a sentence says, and which word a number touches."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from helpers.claims.lexicon import CONTENT, MOST, lexicon
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
