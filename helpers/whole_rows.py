"""Rows that print one token for each of their cells, as most rows do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from helpers.document import Strip
from helpers.labels import Found
from helpers.numbers import read_print
from helpers.pieces import Piece
from helpers.prints import Prints, prints_of_tokens
from helpers.tokens import Tokens

# What one cell can hold.
FILLING = frozenset({"number", "mark", "blank", "bad"})


class WholeRow(Sequence[Piece]):
    """The pieces of a row that prints one token for each of its cells.

    Their print is kept in columns, and no piece is made until one is looked at.
    """

    def __init__(self, source: Tokens, place: slice) -> None:
        self.source, self.place = source, place
        self.prints: Prints = prints_of_tokens(source, [place])

    @property
    def texts(self) -> list[str]:
        """The folded text of each token."""
        return [read_print(raw)[0] for raw in self.prints.raws]

    @property
    def lefts(self) -> list[float | None]:
        """The column that each token begins in."""
        return self.source.lefts[self.place]

    def __len__(self) -> int:
        return len(self.prints.raws)

    @overload
    def __getitem__(self, index: int) -> Piece: ...
    @overload
    def __getitem__(self, index: slice) -> list[Piece]: ...
    def __getitem__(self, index: int | slice) -> Piece | list[Piece]:
        return list(self)[index]

    def __iter__(self) -> Iterator[Piece]:
        for token in self.source[self.place]:
            text, printed = read_print(token.text)
            yield Piece(printed, text, token.text, token)


def tokens_behind(strip: Strip, found: Found, last: int, end: int) -> slice | None:
    """The tokens behind the label that ends in the token `last`, as many as its row has cells.

    None unless they follow the whole label, end before the offset `end`, and, where the document
    has rows, are all that their row holds behind the label.
    """
    line, _, label_end, rest, _ = found
    if rest or not line.cells or strip.traditional or label_end != strip.ends[last]:
        return None
    rows, first = strip.tokens.rows, last + 1
    behind = first + len(line.cells)
    if behind > len(rows) or strip.ends[behind - 1] > end:
        return None
    row = rows[first]
    if rows[first:behind].count(row) < behind - first or (row is None) != (rows[last] is None):
        return None
    if row is not None and behind < len(rows) and rows[behind] == row:
        return None
    return slice(first, behind)
