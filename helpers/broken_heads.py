"""Heads of columns that are broken into words: the order in which a line of text prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from helpers.characters import normalise
from helpers.forms import Item, Table
from helpers.tokens import Token

Order = tuple[int, ...]
# A part of a head has so many characters or more; those of a single row that stand in one line, a
# part of each head, may be shorter.
SHORTEST, SHORTEST_OF_ALL = 2, 1


def order_in_line(
    table: Table, columns: tuple[Item, ...], tokens: Iterable[Token], rows: int
) -> Order | None:
    """The order that a line shows which prints a part of every head, in `rows` rows side by side.

    The form's order where it is one of several; None where no line shows one. In a line with a head
    of several columns those heads may stand behind it that are printed below.
    """
    wanted = len(columns) * rows
    shortest = SHORTEST_OF_ALL if rows == 1 else SHORTEST
    for token in tokens:
        words = [owners for _, owners in _columns_of(columns, token.text, shortest)]
        if len(words) == wanted and not any(h in normalise(token.text) for h in table.spanning):
            parts = [
                words[first : first + len(columns)] for first in range(0, wanted, len(columns))
            ]
            found = [_only(list(_assigned(part, ()))) for part in parts]
            if all(found):
                return tuple(
                    number + len(columns) * row for row, part in enumerate(found) for number in part
                )
    return None


def _assigned(words: Sequence[frozenset[int]], taken: Order) -> Iterator[Order]:
    """Every way to give each word a column of its own."""
    if len(taken) == len(words):
        yield taken
        return
    for owner in sorted(words[len(taken)] - set(taken)):
        yield from _assigned(words, (*taken, owner))


def _only(orders: list[Order]) -> Order:
    """The form's order, or the only one; nothing where there are several others."""
    rising = [order for order in orders if list(order) == sorted(order)]
    return rising[0] if rising else orders[0] if len(orders) == 1 else ()


def hide_order(
    columns: tuple[Item, ...], tokens: Sequence[Token], across: bool, total: int | None
) -> bool:
    """Whether the parts of heads on one line cannot stand in the order of the form's columns.

    Where rows stand side by side (`across`) the heads begin anew, behind one of the last two. A
    head alone between the lines of broken ones has lost its place, unless it is the total's.
    """
    last = len(columns) - 2 if across else len(columns)
    lines = [_columns_of(columns, token.text) for token in tokens]
    if any(_falls(words, columns, last) for words in lines):
        return True
    heads = [c.spellings[0] for number, c in enumerate(columns) if number != total]
    broken = [place for place, words in enumerate(lines) if len(words) > 1]
    between = tokens[broken[0] + 1 : broken[-1]] if broken else ()
    return any(normalise(token.text) in heads for token in between)


def _falls(
    words: Sequence[tuple[str, frozenset[int]]], columns: tuple[Item, ...], last: int
) -> bool:
    """Whether no column further right than that of the word before is left for a word.

    A word may also be the rest of the head that the word before, a part of no other, begins.
    """
    place, before = -1, ""
    for word, owners in words:
        behind = [owner for owner in owners if owner > place]
        rest = place in owners and before + word == columns[place].spellings[0]
        if not behind and not rest and place < last:
            return True
        if not rest:
            place, before = min(behind or owners), word if len(owners) == 1 else ""
    return False


def _columns_of(
    columns: tuple[Item, ...], text: str, shortest: int = SHORTEST
) -> list[tuple[str, frozenset[int]]]:
    """The words of a line that are parts of heads, with the columns that they can belong to."""
    owners = _owners(columns, shortest)
    return [(word, owners[word]) for word in map(normalise, text.split()) if word in owners]


@cache
def _owners(columns: tuple[Item, ...], shortest: int) -> dict[str, frozenset[int]]:
    """The columns that have a head of every beginning and end."""
    found: dict[str, frozenset[int]] = {}
    for number, column in enumerate(columns):
        label = column.spellings[0]
        for cut in range(shortest, len(label) + 1):
            for part in {label[:cut], label[-cut:]}:
                found[part] = found.get(part, frozenset()) | {number}
    return found
