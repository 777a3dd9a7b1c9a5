"""Rows of a page whose cells are ruled: the lines say which figure stands in which column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isinf
from typing import NamedTuple

from helpers.document import Locate, Placed, Rule, Rules
from helpers.geometry import touch
from helpers.numbers import Printed, read_print
from helpers.pieces import Piece
from helpers.row import Row
from helpers.row_cells import STATUS
from helpers.tokens import Token

# Lines no further apart than this, in points, are one; cells are wider.
ONE_LINE = 2.5
# A word may reach so far over the line beside it, in heights of a character.
OVER = 0.35

# The left and the right end of a cell.
Cell = tuple[float, float]


@dataclass(frozen=True)
class Ruling:
    """The ruled lines of a page."""

    upright: Sequence[Rule]
    level: Sequence[Rule]

    def edges(self, at: float) -> list[float]:
        """Where upright lines stand at some height."""
        found = sorted(r.left for r in self.upright if r.bottom - ONE_LINE < at < r.top + ONE_LINE)
        return [x for before, x in pairwise([float("-inf"), *found]) if x - before > ONE_LINE]

    def band(self, left: float, right: float, at: float) -> tuple[float, float]:
        """The next lines below and above a height that reach over a column."""
        middle = (left + right) / 2
        levels = [r.bottom for r in self.level if r.left - ONE_LINE < middle < r.right + ONE_LINE]
        below = max((level for level in levels if level <= at), default=float("-inf"))
        return below, min((level for level in levels if level > at), default=float("inf"))


def ruling(rules: Iterable[Rule]) -> Ruling:
    """The ruled lines, upright and level ones apart."""
    found = list(rules)
    return Ruling(
        [rule for rule in found if rule.top - rule.bottom > rule.right - rule.left],
        [rule for rule in found if rule.top - rule.bottom <= rule.right - rule.left],
    )


def ruled_pieces(row: Row, locate: Locate, rules: Rules) -> list[Piece] | None:
    """One piece per cell of a row, by the ruled cells beside its label; None where none are."""
    run, wanted = row.run, len(row.run.found.line.cells)
    pages = {piece.token.page for piece in run.pieces} or {run.page}
    across = len(set(run.found.line.keys[0])) > 1
    if len(pages) > 1 or not (across or pages == {run.page}):
        return None
    page = pages.pop() or 0
    lines = ruling(rules.get(page, ()))
    label = None if across else _label(row, locate)
    if not run.pieces:
        empty = label and _are_empty(row, page, label, lines, locate)
        return [Piece(Printed("blank"), "", "", run.token)] * wanted if empty else None
    letters = [letter for piece in run.pieces for letter in _letters(piece, locate)]
    places = [letter.place for letter in letters]
    cells = _cells(places, label, lines, wanted)
    found = [_cell_of(place, cells) for place in places] if cells else [None]
    if None in found:
        return None
    printed: list[list[_Letter]] = [[] for _ in range(wanted)]
    for number, letter in zip(found, letters, strict=True):
        printed[number or 0].append(letter)
    pieces = [_in_cell(letters, run.token) for letters in printed]
    return pieces if all(piece.printed.kind in STATUS for piece in pieces) else None


class _Letter(NamedTuple):
    """A character of a piece, by its number there, and its place on the page."""

    piece: Piece
    number: int
    place: Placed


def _letters(piece: Piece, locate: Locate) -> list[_Letter]:
    """The characters that a piece prints."""
    return [
        _Letter(piece, number, locate(piece.token, piece.offset + number, 1)[0])
        for number, character in enumerate(piece.raw)
        if not character.isspace()
    ]


def _are_empty(row: Row, page: int, label: Sequence[Placed], lines: Ruling, locate: Locate) -> bool:
    """Whether ruled cells stand beside a label in which nothing is printed."""
    level = label[-1].level
    edges = lines.edges(level)
    wanted = len(row.run.found.line.cells)
    cells = _beside(list(pairwise(edges)), label, wanted) if len(edges) > 1 else None
    if not cells:
        return False
    bands = [lines.band(*cell, level) for cell in cells]
    if any(isinf(end) for ends in (*cells, *bands) for end in ends):
        return False
    source = row.run.source
    tokens = (source[i] for i, number in enumerate(source.pages) if number == page)
    return not any(
        left < (word.left + word.right) / 2 < right and below < word.level < above
        for token in tokens
        for word in locate(token, 0, len(token.text))
        for (left, right), (below, above) in zip(cells, bands, strict=True)
    )


def _cell_of(place: Placed, cells: Sequence[Cell]) -> int | None:
    """The cell that a character stands in; None where it stands on a line."""
    number = bisect_right([left for left, _ in cells], (place.left + place.right) / 2) - 1
    over = OVER * place.height
    if number < 0 or place.left < cells[number][0] - over or place.right > cells[number][1] + over:
        return None
    return number


def _label(row: Row, locate: Locate) -> list[Placed]:
    """The words of the label, which is in front of the figures where these are on its line."""
    words = []
    for token in row.run.tokens:
        offsets = [piece.offset for piece in row.run.pieces if piece.token.line == token.line]
        words += locate(token, 0, min(offsets, default=len(token.text)))
    return words


def _cells(
    places: Sequence[Placed], label: Sequence[Placed] | None, lines: Ruling, wanted: int
) -> list[Cell] | None:
    """The ruled cells of a row; all print must stand in them, as high as the label, if it has one.

    Without a label, the table may be open at its ends.
    """
    edges = lines.edges(places[0].level) if places else []
    if len(edges) < 2 or any(lines.edges(place.level) != edges for place in places):
        return None
    if label is None:
        return _from_end_to_end(edges, places, wanted)
    cells = _beside(list(pairwise(edges)), label, wanted) if label else None
    for place in places if cells else ():
        below, above = lines.band(place.left, place.right, place.level)
        if not any(below < part.level < above for part in label):
            return None
    return cells


def _from_end_to_end(
    edges: list[float], places: Sequence[Placed], wanted: int
) -> list[Cell] | None:
    """The cells of a whole table; open ones at its ends, where something is printed or must be."""
    both = len(edges) == wanted - 1
    if both or any(place.right < edges[0] for place in places):
        edges = [float("-inf"), *edges]
    if both or any(place.left > edges[-1] for place in places):
        edges = [*edges, float("inf")]
    return list(pairwise(edges)) if len(edges) == wanted + 1 else None


def _beside(cells: list[Cell], label: Sequence[Placed], wanted: int) -> list[Cell] | None:
    """The cells to the right of a label; the last one may be open, as the label's may."""
    right = max(place.right for place in label)
    cells = [(float("-inf"), cells[0][0]), *cells]
    last = next((i for i, (_, end) in enumerate(cells) if right <= end + ONE_LINE), None)
    if last is None:
        return None
    beside = cells[last + 1 :]
    if len(beside) == wanted - 1:
        beside = [*beside, (cells[-1][1], float("inf"))]
    return beside if len(beside) == wanted else None


def _in_cell(letters: Sequence[_Letter], token: Token) -> Piece:
    """What a cell prints; words that do not touch are no figure, unless the text is one of both."""
    if not letters:
        return Piece(Printed("blank"), "", "", token)
    raw, one = letters[0].piece.raw[letters[0].number], True
    for before, letter in pairwise(letters):
        if letter.piece is before.piece:
            raw += letter.piece.raw[before.number + 1 : letter.number + 1]
            continue
        touch = touch(before.place, letter.place)
        raw += letter.place.text if touch else f" {letter.place.text}"
        one = one and touch
    folded, printed = read_print(raw)
    first = letters[0]
    return first.piece._replace(
        printed=printed if one else Printed("bad"),
        text=folded,
        raw=raw,
        offset=first.piece.offset + first.number,
    )
