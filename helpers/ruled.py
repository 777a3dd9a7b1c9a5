"""Rows of a page whose cells are ruled: the lines say which figure stands in which column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from math import isfinite
from typing import NamedTuple

from helpers.document import Locate, Placed, Rule, Rules
from helpers.geometry import touch
from helpers.numbers import Printed, read_print
from helpers.pieces import Piece
from helpers.row import Row
from helpers.row_cells import STATUS
from helpers.tokens import Token, Tokens

# Lines no further apart than this, in points, are one; cells are wider.
ONE_LINE = 2.5
# A character may reach so far over the line beside it, in heights.
OVER = 0.35

Ends = tuple[float, float]
NOTHING = float("-inf"), float("inf")


class Cell(NamedTuple):
    """Where a cell ends, on each side."""

    left: float
    right: float
    below: float
    above: float


class Letter(NamedTuple):
    """A character of a piece, by its number there, and its place on the page."""

    piece: Piece
    number: int
    place: Placed


@dataclass(frozen=True)
class Ruling:
    """The ruled lines of a page."""

    upright: Sequence[Rule]
    level: Sequence[Rule]

    def edges(self, at: float) -> list[float]:
        """Where upright lines stand at some height."""
        found = sorted(r.left for r in self.upright if r.bottom - ONE_LINE < at < r.top + ONE_LINE)
        return [x for before, x in pairwise([NOTHING[0], *found]) if x - before > ONE_LINE]

    def band(self, left: float, right: float, at: float) -> Ends:
        """The next lines below and above a height that reach over a column."""
        middle = (left + right) / 2
        levels = [r.bottom for r in self.level if r.left - ONE_LINE < middle < r.right + ONE_LINE]
        below = max((level for level in levels if level <= at), default=NOTHING[0])
        return below, min((level for level in levels if level > at), default=NOTHING[1])


def ruling(rules: Iterable[Rule]) -> Ruling:
    """The ruled lines, upright and level ones apart."""
    found = list(rules)
    return Ruling(
        [rule for rule in found if rule.top - rule.bottom > rule.right - rule.left],
        [rule for rule in found if rule.top - rule.bottom <= rule.right - rule.left],
    )


@dataclass
class RuledPages:
    """The pages of a document with their ruled lines and all that is printed on them."""

    tokens: Tokens
    locate: Locate
    rules: Rules
    letters: dict[int, list[Letter]] = field(default_factory=dict)

    def pieces(self, row: Row) -> list[Piece] | None:
        """One piece per cell of a row, by the ruled cells beside its label; None where none are.

        A cell holds all that is printed in it, in whatever order the text has it.
        """
        run = row.run
        pages = {piece.token.page for piece in run.pieces} or {run.page}
        across = len(set(run.found.line.keys[0])) > 1
        if len(pages) > 1 or not (across or pages == {run.page}):
            return None
        page = pages.pop() or 0
        own = [letter.place for p in run.pieces for letter in _letters(p, self.locate)]
        label = None if across else _label(row, self.locate)
        cells = _cells(ruling(self.rules.get(page, ())), own, label, len(run.found.line.cells))
        if cells is None or any(_cell_of(place, cells) is None for place in own):
            return None
        printed: list[list[Letter]] = [[] for _ in cells]
        for letter in self._on(page):
            number = _cell_of(letter.place, cells)
            if number is not None:
                printed[number].append(letter)
        return [_in_cell(letters, run.token) for letters in printed]

    def _on(self, page: int) -> list[Letter]:
        """All characters of a page."""
        if page not in self.letters:
            numbers = (i for i, number in enumerate(self.tokens.pages) if number == page)
            tokens = [self.tokens[number] for number in numbers]
            pieces = [Piece(Printed("run"), token.text, token.text, token) for token in tokens]
            self.letters[page] = [
                letter for piece in pieces for letter in _letters(piece, self.locate)
            ]
        return self.letters[page]


def _letters(piece: Piece, locate: Locate) -> list[Letter]:
    """The characters that a piece prints."""
    return [
        Letter(piece, number, locate(piece.token, piece.offset + number, 1)[0])
        for number, character in enumerate(piece.raw)
        if not character.isspace()
    ]


def _label(row: Row, locate: Locate) -> list[Placed]:
    """The words of the label, which is in front of the figures where these are on its line."""
    words = []
    for token in row.run.tokens:
        offsets = [piece.offset for piece in row.run.pieces if piece.token.line == token.line]
        words += locate(token, 0, min(offsets, default=len(token.text)))
    return words


def _cells(
    lines: Ruling, own: Sequence[Placed], label: Sequence[Placed] | None, wanted: int
) -> list[Cell] | None:
    """The ruled cells of a row, which its own print is in; as high as its label, if it has one."""
    levels = [place.level for place in own] or [part.level for part in label or ()]
    edges = lines.edges(levels[-1]) if levels else []
    if len(edges) < 2 or any(lines.edges(level) != edges for level in levels):
        return None
    if label is None:
        found = _from_end_to_end(edges, own, wanted)
    else:
        found = _beside(list(pairwise(edges)), label, wanted) if label else None
    if not found or (len(found) == 1 and not all(map(isfinite, found[0]))):
        return None
    inner = next(ends for ends in found if all(map(isfinite, ends)))
    cells = [
        Cell(*ends, *lines.band(*(ends if all(map(isfinite, ends)) else inner), levels[-1]))
        for ends in found
    ]
    high = all(any(c.below < part.level < c.above for part in label or ()) for c in cells)
    closed = own or all(map(isfinite, chain(*cells)))
    return cells if closed and (high or label is None) else None


def _beside(cells: list[Ends], label: Sequence[Placed], wanted: int) -> list[Ends] | None:
    """The cells to the right of a label; the last one may be open, as the label's may."""
    right = max(place.right for place in label)
    cells = [(NOTHING[0], cells[0][0]), *cells]
    last = next((i for i, (_, end) in enumerate(cells) if right <= end + ONE_LINE), None)
    if last is None:
        return None
    beside = cells[last + 1 :]
    if len(beside) == wanted - 1:
        beside = [*beside, (cells[-1][1], NOTHING[1])]
    return beside if len(beside) == wanted else None


def _from_end_to_end(
    edges: list[float], places: Sequence[Placed], wanted: int
) -> list[Ends] | None:
    """The cells of a whole table; open ones at its ends, where something is printed or must be."""
    both = len(edges) == wanted - 1
    if both or any(place.right < edges[0] for place in places):
        edges = [NOTHING[0], *edges]
    if both or any(place.left > edges[-1] for place in places):
        edges = [*edges, NOTHING[1]]
    return list(pairwise(edges)) if len(edges) == wanted + 1 else None


def _cell_of(place: Placed, cells: Sequence[Cell]) -> int | None:
    """The cell that a character is printed in; None where it is in none, or on a line."""
    number = bisect_right([cell.left for cell in cells], (place.left + place.right) / 2) - 1
    if number < 0:
        return None
    cell, over = cells[number], OVER * place.height
    beside = place.left < cell.left - over or place.right > cell.right + over
    return number if cell.below < place.level < cell.above and not beside else None


def _in_cell(letters: Sequence[Letter], token: Token) -> Piece:
    """What a cell prints; words that do not touch are no figure, unless the text is one of both."""
    if not letters:
        return Piece(Printed("blank"), "", "", token)
    first, one = letters[0], True
    raw = first.piece.raw[first.number]
    for before, letter in pairwise(letters):
        if letter.piece is before.piece:
            raw += letter.piece.raw[before.number + 1 : letter.number + 1]
            continue
        joined = touch(before.place, letter.place)
        raw += letter.place.text if joined else f" {letter.place.text}"
        one = one and joined
    folded, printed = read_print(raw)
    return Piece(
        printed if one and printed.kind in STATUS else Printed("bad"),
        folded,
        raw,
        first.piece.token,
        first.piece.offset + first.number,
    )
