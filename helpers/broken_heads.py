"""Heads of columns that are broken into words: the order in which a line of text prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from helpers.characters import normalise
from helpers.forms import Item, Table

Order = tuple[int, ...]
# A part of a head has so many characters or more; those of a single row that stand in one line, a
# part of each head, may be shorter.
SHORTEST, SHORTEST_OF_ALL = 2, 1


def order_in_line(
    table: Table, columns: tuple[Item, ...], lines: Iterable[str], rows: int
) -> Order | None:
    """The order that a line shows which prints a part of every head, in `rows` rows side by side.

    The form's order where it is one of several; None where no line shows one. In a line with a head
    of several columns those heads may stand behind it that are printed below.
    """
    wanted = len(columns) * rows
    shortest = SHORTEST_OF_ALL if rows == 1 else SHORTEST
    for line in lines:
        words = _columns_of(columns, line, shortest)
        if len(words) == wanted and not any(h in normalise(line) for h in table.spanning):
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


def are_aligned(columns: tuple[Item, ...], lines: Sequence[str]) -> bool:
    """Whether heads stand on several lines, more than one on some: their columns are aligned."""
    counts = [len(_columns_of(columns, line)) for line in lines]
    return sum(map(bool, counts)) > 1 and max(counts) > 1


def deny_order(
    table: Table, columns: tuple[Item, ...], lines: Iterable[str], but: int | None
) -> bool:
    """Whether parts of heads on one line, each of a single column, stand in another order.

    A head of several columns stands for the first of them. The column `but` may stand anywhere;
    where rows stand side by side, the heads begin anew behind one of the last two.
    """
    last = len(columns) - 2 if table.layout == "across" else len(columns)
    keys = [column.key for column in columns]
    spanning = {head: frozenset({keys.index(under[0])}) for head, under in table.spanning.items()
                if under[0] in keys}  # fmt: skip
    for line in lines:
        words = _columns_of(columns, line, also=spanning)
        numbers = [number for owners in words if len(owners) == 1 for number in owners - {but}]
        if any(one > other and one < last for one, other in pairwise(numbers)):
            return True
    return False


def _columns_of(
    columns: tuple[Item, ...],
    text: str,
    shortest: int = SHORTEST,
    also: Mapping[str, frozenset[int]] | None = None,
) -> list[frozenset[int]]:
    """The columns of each word of a line that is a part of heads, or one of `also`."""
    owners = {**_owners(columns, shortest), **(also or {})}
    return [owners[word] for word in map(normalise, text.split()) if word in owners]


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
