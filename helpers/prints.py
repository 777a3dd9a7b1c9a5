"""The print of cells in columns: what each says, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

from helpers.numbers import read_print
from helpers.pieces import Piece
from helpers.tokens import Tokens

T = TypeVar("T")


class Prints(NamedTuple):
    """The print of cells, one entry per cell: what `Printed` says of each, its text, its place."""

    kinds: Sequence[str]
    values: Sequence[float | None]
    units: Sequence[str | None]
    notes: Sequence[str | None]
    raws: Sequence[str]
    pages: Sequence[int | None]
    lines: Sequence[int]


def prints_of_pieces(pieces: Sequence[Piece]) -> Prints:
    """The print of cells that have one piece each."""
    printed, _, raws, tokens, _ = zip(*pieces, strict=True)
    pages, lines = [token.page for token in tokens], [token.line for token in tokens]
    kinds, values, units, notes = zip(*printed, strict=True)
    return Prints(kinds, values, units, notes, raws, pages, lines)


def prints_of_tokens(tokens: Tokens, places: Sequence[slice]) -> Prints:
    """The print of cells that have one token each, which stand at `places`."""
    raws = _at(tokens.texts, places)
    printed = [printed for _, printed in map(read_print, raws)]
    pages, lines = _at(tokens.pages, places), _at(tokens.lines, places)
    kinds, values, units, notes = zip(*printed, strict=True)
    return Prints(kinds, values, units, notes, raws, pages, lines)


def _at(column: list[T], places: Sequence[slice]) -> list[T]:
    return list(chain.from_iterable([column[place] for place in places]))
