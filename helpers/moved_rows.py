"""Rows that a table prints in another place than the form: each is read under its own label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from helpers.document import Strip
from helpers.forms import Table
from helpers.labels import Found, PrintedLine, printed_lines
from helpers.numbers import UNIT_WORDS

_UNIT = "|".join(sorted(UNIT_WORDS, key=len, reverse=True))
# What the cells of a row begin with, behind its label.
_CELLS_BEHIND = re.compile(rf"(?:{_UNIT})?[\d+\-/□]")
# What stands between the labels of two rows of one table.
_CELLS = re.compile(rf"(?:[\d.,+\-/□×*无]|{_UNIT})*+")
_IN_FRONT = re.compile(r"(?:.*\d)?(?:其中:?)?")
# Where a spelling of a line occurs.
Occurrences = Callable[[PrintedLine, str], list[Found]]


def moved_rows(
    strip: Strip, table: Table, found: Sequence[Found], occurrences: Occurrences
) -> list[Found]:
    """The lines without a place in the form's order whose whole label stands elsewhere, once.

    A label that two lines of the form have tells none of them.
    """
    at = {match.line for match in found}
    missing = [line for line in printed_lines(table) if line not in at and not line.group]
    shared = _shared_spellings(table)
    moved: list[Found] = []
    for line in missing if found else ():
        spellings = [spelling for spelling in line.searched if spelling not in shared]
        places = {
            match.end: match
            for spelling in spellings
            for match in occurrences(line, spelling)
            if _is_whole(strip, match)
        }
        taken = [*found, *moved]
        if len(places) == 1 and all(_is_beside(strip, taken, match) for match in places.values()):
            moved += places.values()
    return moved


def with_moved(found: Sequence[Found], moved: Sequence[Found]) -> list[Found]:
    """The lines in the order printed, the moved ones among them."""
    apart = [match for match in found if not any(_overlap(match, other) for other in moved)]
    return sorted([*apart, *moved], key=lambda match: match.start)


@cache
def _shared_spellings(table: Table) -> frozenset[str]:
    """The spellings that several lines of a table have."""
    counts = Counter(spelling for line in printed_lines(table) for spelling in line.searched)
    return frozenset(spelling for spelling, count in counts.items() if count > 1)


def _is_whole(strip: Strip, found: Found) -> bool:
    """Whether a label is all that its cell or line says in front of the figures."""
    text, end = strip.text, found.end
    first, last = strip.token_at(found.start), strip.token_at(end - 1)
    ends = end == strip.end_of(last) or _CELLS_BEHIND.match(text, end, strip.end_of(last))
    begins = _IN_FRONT.fullmatch(text, strip.starts[first], found.start)
    return not found.rest and bool(ends) and begins is not None


def _is_beside(strip: Strip, found: Sequence[Found], place: Found) -> bool:
    """Whether a label stands among those of the found rows, or right before or behind them."""
    if any(_overlap(match, place) for match in found):
        return False
    first, last = min(match.start for match in found), max(match.end for match in found)
    ends = (place.end, first) if place.start < first else (last, max(last, place.start))
    return _CELLS.fullmatch(strip.text, *ends) is not None


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end
