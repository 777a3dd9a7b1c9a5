"""The order of the columns of a table as the text of its heads tells it, whatever their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from helpers.forms import Item, Table
from helpers.labels import without_spanning_heads

_YEAR_HEAD = "N年度"
_YEAR = re.compile(r"\d{4}年度")
_GONE = "\0"

USUAL, ORDER, UNKNOWN, UNCLEAR = "usual", "order", "unknown", "unclear"


class Told(NamedTuple):
    """What heads tell: `kind`, and for ORDER which column of the form stands in each place.

    USUAL is the order of the form. UNKNOWN says that heads are missing or broken and that those
    which are recognised show no other order: it is the form's, if no sum speaks against it; it has
    an `order` where all are recognised and just the place of the total is open. UNCLEAR says that
    recognised heads show another order, but not which. `certain` says that the heads show it by the
    columns of a grid.
    """

    kind: str
    order: tuple[int, ...] = ()
    certain: bool = False


def order_in_text(table: Table, columns: tuple[Item, ...], text: str, total: int | None) -> Told:
    """The order of columns by the text from the last row, or the table's beginning, to their rows.

    `total` is the column that adds up the others. Heads are read line by line, so that those under
    a head of several columns, as 法人或其他组织, stand behind all heads beside it.
    """
    starts = heads_in(table, columns, text)
    sequence = sorted(starts, key=starts.__getitem__)
    spanned, place = _spanned(table, columns, text)
    complete = len(sequence) == len(columns)
    order = _one_behind_the_other(sequence, spanned, place, starts) if complete else None
    if order is not None:
        return Told(USUAL) if order == sorted(order) else Told(ORDER, tuple(order))
    beside = [number for number in sequence if number not in spanned]
    first = len(beside) + len(spanned) == len(columns) and 0 <= place < starts[sequence[0]]
    rising = beside == sorted(beside) and _rises(sequence, total)
    if not rising or (first and sequence != sorted(sequence)):
        return Told(UNCLEAR)
    every = starts if complete else _with_broken(table, columns, text, starts)
    shown = len(every) == len(columns) and _rises(sorted(every, key=every.__getitem__), total)
    return Told(UNKNOWN, tuple(range(len(columns))) if shown else ())


def _rises(sequence: Sequence[int], but: int | None) -> bool:
    """Whether columns, all but one, stand in the form's order."""
    parts = [number for number in sequence if number != but]
    return parts == sorted(parts)


def _with_broken(
    table: Table, columns: tuple[Item, ...], text: str, starts: dict[int, int]
) -> dict[int, int]:
    """The heads that stand whole, and those that stand so once these are taken out."""
    taken = {place + offset for number, place in starts.items()
             for offset in range(len(_spelling(columns[number], text, place)))}  # fmt: skip
    kept = [place for place in range(len(text)) if place not in taken]
    found = heads_in(table, columns, "".join(text[place] for place in kept))
    return {number: kept[place] for number, place in found.items()} | starts


def _spelling(column: Item, text: str, place: int) -> str:
    """The spelling of a head that stands at a place of a text."""
    return max((s for s in column.spellings if text.startswith(s, place)), key=len, default="")


def is_usual(table: Table, columns: tuple[Item, ...], text: str, start: int, end: int) -> bool:
    """Whether a text prints the heads of columns between two offsets as most reports do."""
    return any(text.find(usual, start, end) >= 0 for usual in _usual_texts(table, columns))


def _one_behind_the_other(
    sequence: list[int], spanned: list[int], place: int, starts: dict[int, int]
) -> list[int] | None:
    """The columns from left to right, if heads that stand whole in a text show it."""
    if not spanned:
        return sequence
    first = sequence.index(next(number for number in sequence if number in spanned))
    together = set(sequence[first : first + len(spanned)]) == set(spanned)
    last = together and first + len(spanned) == len(sequence)
    if place < 0 or place > starts[sequence[first]]:
        return None if last else sequence
    if not together:
        return None
    if not last:
        return sequence
    before = [n for n in sequence[:first] if starts[n] < place]
    beside = [n for n in sequence[:first] if starts[n] > place]
    return [*before, *sequence[first:], *beside] if before else None


def heads_in(table: Table, columns: Sequence[Item], text: str) -> dict[int, int]:
    """Where the heads of columns that stand whole in a text begin, the last of each."""
    whole = without_spanning_heads(table, text)
    if columns[0].spellings[0] == _YEAR_HEAD:
        whole = _YEAR.sub(_GONE * 3 + _YEAR_HEAD, whole)
    found = ((number, _last(column, whole)) for number, column in enumerate(columns))
    return {number: place for number, place in found if place is not None}


def _last(column: Item, text: str) -> int | None:
    """Where a head stands last in a text."""
    ends = [(place + len(s), len(s)) for s in column.spellings if (place := text.rfind(s)) >= 0]
    end, length = max(ends, default=(0, 0))
    return end - length if ends else None


def _spanned(table: Table, columns: Sequence[Item], text: str) -> tuple[list[int], int]:
    """The columns under a head of several, and where that head begins; -1 where it is missing."""
    keys = [column.key for column in columns]
    found: tuple[list[int], int] = [], -1
    for head, under in table.spanning.items():
        if set(under) <= set(keys) and (not found[0] or head in text):
            found = [keys.index(key) for key in under], text.rfind(head)
    return found


@cache
def _usual_texts(table: Table, columns: tuple[Item, ...]) -> tuple[str, ...]:
    """The heads of columns as most reports print them: in one row, or in two."""
    keys = [column.key for column in columns]
    labels = [column.spellings[0] for column in columns]
    texts = ["".join(labels)]
    for head, under in table.spanning.items():
        if set(under) <= set(keys):
            places = [keys.index(key) for key in under]
            above = [*labels[: places[0]], head, *labels[places[-1] + 1 :]]
            texts.insert(0, "".join([*above, *(labels[place] for place in places)]))
    return tuple(texts)
