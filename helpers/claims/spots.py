"""A sentence as a row of spots: the words that the lexicon knows, numbers, and punctuation."""

from __future__ import annotations

from typing import NamedTuple

from helpers.claims.lexicon import spotter, words
from helpers.claims.numbers import Number, read_number

NOTHING: frozenset[str] = frozenset()
CUMULATIVE = frozenset({"cumulative"})
# What stands between words without saying anything.
_QUIET = "\"<>[]'·*-"


class Spot(NamedTuple):
    """A word, a number or a sign; `gap` is the unknown text between it and the spot before it."""

    kind: str
    says: frozenset[str]
    start: int
    end: int
    gap: str
    text: str
    number: Number | None = None


def spots_of(text: str, start: int, end: int) -> list[Spot]:
    """The spots of a sentence that stands between two offsets of a text."""
    known, found, place, rounding = words(), [], start, ""
    for match in spotter().finditer(text, start, end):
        kind, first, last = match.lastgroup, *match.span()
        gap = text[place:first].strip(_QUIET) if first > place else ""
        said = match[0]
        if kind == "title":
            place = last if not gap else first
            continue
        if kind == "word":
            entry = known[said]
            found.append(Spot(entry.kind, entry.says, first, last, gap, said))
            rounding = said if entry.kind == "rounding" else ""
        elif kind == "span":
            found.append(Spot("time", CUMULATIVE, first, last, gap, said))
        elif kind == "sign" or kind == "year" or kind == "date":
            found.append(Spot(kind, NOTHING, first, last, gap, match["year"] or said))
            rounding = ""
        else:
            number = read_number(match, rounding)
            found.append(Spot("number", NOTHING, first, last, gap, said, number))
            rounding = ""
        place = last
    if place < end and (gap := text[place:end].strip(_QUIET)):
        found.append(Spot("rest_of_text", NOTHING, end, end, gap, ""))
    return found
