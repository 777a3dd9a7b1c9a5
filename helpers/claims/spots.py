"""A sentence as a row of spots: the words that the lexicon knows, numbers, and punctuation."""

from __future__ import annotations

from typing import NamedTuple

from helpers.claims.lexicon import spotter, words
from helpers.claims.numbers import Number, read_number

NOTHING: frozenset[str] = frozenset()
CUMULATIVE = frozenset({"cumulative"})
# What stands between words without saying anything.
_QUIET = "\"<>[]'·*-"
# Ends of unknown text that only describes 申请; others say that something else is asked for.
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


def spots_of(text: str, start: int, end: int) -> list[Spot]:
    """The spots of a sentence that stands between two offsets of a text."""
    known, found, place, rounding = words(), [], start, ""
    for match in spotter().finditer(text, start, end):
        kind, (first, last), said = match.lastgroup, match.span(), match[0]
        gap = text[place:first].strip(_QUIET) if first > place else ""
        if kind == "word":
            kind, _, says, content = known[said]
            if kind == "noun" and gap and gap[-1] not in _DESCRIBES:
                content = NOTHING
            found.append(Spot(kind, says, content, first, last, gap, said))
            rounding = said if kind == "rounding" else ""
        elif kind == "title":
            place = last if not gap else first
            continue
        elif kind == "span":
            found.append(Spot("time", CUMULATIVE, NOTHING, first, last, gap, said))
        elif kind == "sign" or kind == "year" or kind == "date":
            found.append(Spot(kind, NOTHING, NOTHING, first, last, gap, match["year"] or said))
            rounding = ""
        else:
            number = read_number(match, rounding)
            found.append(Spot("number", NOTHING, NOTHING, first, last, gap, said, number))
            rounding = ""
        place = last
    if place < end and (gap := text[place:end].strip(_QUIET)):
        found.append(Spot("rest_of_text", NOTHING, NOTHING, end, end, gap, ""))
    return found
