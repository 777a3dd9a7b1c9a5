"""The order of the columns of a table as the text of its heads tells it, whatever their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from helpers.forms import Item, Table
from helpers.labels import without_spanning_heads

_YEAR_HEAD = "N年度"
_YEAR = re.compile(r"\d{4}年度")
_GONE = "\0"

USUAL, ORDER, TOTAL, UNKNOWN, UNCLEAR = "usual", "order", "total", "unknown", "unclear"


class Told(NamedTuple):
    """What heads tell: `kind`, and for ORDER which column of the form stands in each place.

    USUAL is the order of the form, UNKNOWN says that heads are missing and nothing speaks against
    it, TOTAL that it is the form's but for the total, whose place the text does not show, UNCLEAR
    that it is another one which cannot be told. `early` is the first place in which the total can
    stand. `certain` says that the heads show it by the columns of a grid.
    """

    kind: str
    order: tuple[int, ...] = ()
    early: int = 0
    certain: bool = False


class Heads(NamedTuple):
    """Where the head of each column begins in a text, those broken by other heads as well."""

    starts: dict[int, int]
    broken: bool

    @property
    def sequence(self) -> list[int]:
        """The columns by where their heads begin."""
        return sorted(self.starts, key=self.starts.__getitem__)


def order_in_text(table: Table, columns: tuple[Item, ...], text: str, total: int | None) -> Told:
    """The order of columns by the text from the last row, or the table's beginning, to their rows.

    `total` is the column that adds up the others. Heads are read line by line, so that those under
    a head of several columns, as 法人或其他组织, stand behind all heads beside it.
    """
    heads = heads_in(table, columns, text)
    sequence = heads.sequence
    parts = [number for number in sequence if number != total]
    rising = all(one < other for one, other in pairwise(parts))
    spanned, place = _spanned(table, columns, text)
    beside = {*range(len(columns)), total} - {None, *spanned}
    first = beside.issubset(sequence) and 0 <= place < heads.starts[sequence[0]]
    if len(sequence) < len(columns):
        return Told(UNKNOWN if rising and not first else UNCLEAR)
    order = None if heads.broken else _one_behind_the_other(sequence, spanned, place, heads)
    if order is not None:
        return Told(USUAL) if rising and order == sorted(order) else Told(ORDER, tuple(order))
    if total is None:
        return Told(UNKNOWN if rising else UNCLEAR)
    if first or not rising:
        return Told(UNCLEAR)
    before = [number for number in sequence[: sequence.index(total)] if number not in spanned]
    behind = 0 <= place < heads.starts[total]
    return Told(TOTAL, early=len(columns) - 1 if behind else len(before))


def is_usual(table: Table, columns: tuple[Item, ...], text: str, start: int, end: int) -> bool:
    """Whether a text prints the heads of columns between two offsets as most reports do."""
    return any(text.find(usual, start, end) >= 0 for usual in _usual_texts(table, columns))


def _one_behind_the_other(
    sequence: list[int], spanned: list[int], place: int, heads: Heads
) -> list[int] | None:
    """The columns from left to right, if heads that stand whole in a text show it."""
    if not spanned:
        return sequence
    first = sequence.index(next(number for number in sequence if number in spanned))
    together = set(sequence[first : first + len(spanned)]) == set(spanned)
    last = together and first + len(spanned) == len(sequence)
    if place < 0 or place > heads.starts[sequence[first]]:
        return None if last else sequence
    if not together:
        return None
    if not last:
        return sequence
    before = [n for n in sequence[:first] if heads.starts[n] < place]
    beside = [n for n in sequence[:first] if heads.starts[n] > place]
    return [*before, *sequence[first:], *beside] if before else None


def heads_in(table: Table, columns: Sequence[Item], text: str) -> Heads:
    """The heads of columns in a text, the last of each.

    A head that others stand within is found once they are taken out.
    """
    whole = without_spanning_heads(table, text)
    if columns[0].spellings[0] == _YEAR_HEAD:
        whole = _YEAR.sub(_GONE * 3 + _YEAR_HEAD, whole)
    offsets: Sequence[int] = range(len(whole))
    starts: dict[int, int] = {}
    broken = False
    while len(starts) < len(columns):
        found = {
            number: span
            for number, column in enumerate(columns)
            if number not in starts and (span := _last(column, whole))
        }
        if not found:
            break
        broken = bool(starts)
        starts.update((number, offsets[span.start]) for number, span in found.items())
        taken = {place for span in found.values() for place in span}
        left = [i for i, letter in enumerate(whole) if letter != _GONE and i not in taken]
        whole, offsets = "".join(whole[i] for i in left), [offsets[i] for i in left]
    return Heads(starts, broken)


def _last(column: Item, text: str) -> range | None:
    """Where a head stands last in a text."""
    ends = [(place + len(s), len(s)) for s in column.spellings if (place := text.rfind(s)) >= 0]
    end, length = max(ends, default=(0, 0))
    return range(end - length, end) if ends else None


def _spanned(table: Table, columns: Sequence[Item], text: str) -> tuple[list[int], int]:
    """The columns under a head of several, and where that head begins; -1 where it is missing."""
    keys = [column.key for column in columns]
    for head, under in table.spanning.items():
        if set(under) <= set(keys):
            return [keys.index(key) for key in under], text.rfind(head)
    return [], -1


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
