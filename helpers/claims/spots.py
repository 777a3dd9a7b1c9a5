"""A sentence as a row of spots: the words that the lexicon knows, numbers, and punctuation."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from helpers.claims.lexicon import spotter, words
from helpers.claims.numbers import Number, read_number

NOTHING: frozenset[str] = frozenset()
CUMULATIVE = frozenset({"cumulative"})
# What stands between words without saying anything.
_QUIET = "\"<>[]'·*-"
# Ends of unknown text that only describes 申请; others say that something else is asked for.
_PLAIN = ("sign", "year", "date")
_DESCRIBES = "的级类"


class Spot(NamedTuple):
    """A word, a number or a sign; `gap` is the unknown text between it and the spot before it.

    `says` has all concepts of a word, `content` those that say what is counted.
    """

    kind: str
    says: frozenset[str]
    content: frozenset[str]
    start: int
    end: int
    gap: str
    text: str
    number: Number | None = None


# Makes a spot of a tuple, in half the time.
_spot = partial(tuple.__new__, Spot)


def spots_of(text: str, start: int, end: int) -> list[Spot]:
    """The spots of a sentence that stands between two offsets of a text."""
    known, place, rounding = words(), start, ""
    found: list[Spot] = []
    for match in spotter().finditer(text, start, end):
        kind, (first, last) = match.lastgroup, match.span()
        gap = text[place:first].strip(_QUIET) if first > place else ""
        said = text[first:last]
        if kind == "word":
            kind, _, says, content = known[said]
            if kind == "noun" and gap and gap[-1] not in _DESCRIBES:
                content = NOTHING
            found.append(_spot((kind, says, content, first, last, gap, said, None)))
            rounding = said if kind == "rounding" else ""
        elif kind == "title":
            place = first if gap else last
            continue
        else:
            found.append(_unworded(match, gap, rounding))
            rounding = ""
        place = last
    if place < end and (gap := text[place:end].strip(_QUIET)):
        found.append(Spot("rest_of_text", NOTHING, NOTHING, end, end, gap, ""))
    return found


def _unworded(match: re.Match[str], gap: str, rounding: str) -> Spot:
    """The spot of a sign, a year, a date or a number; `rounding` is the word before it."""
    kind, (first, last), said = str(match.lastgroup), match.span(), match[0]
    if kind == "span":
        return Spot("time", CUMULATIVE, NOTHING, first, last, gap, said)
    if kind in _PLAIN:
        return Spot(kind, NOTHING, NOTHING, first, last, gap, match["year"] or said)
    number = read_number(match, rounding)
    return Spot("number", NOTHING, NOTHING, first, last, gap, said, number)
