"""Rows of a page whose cells are ruled: the lines say which figure stands in which column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpers.columns import Word
from helpers.document import Locate, Placed, Rule, Rules
from helpers.numbers import Printed, read_print
from helpers.pieces import Piece
from helpers.row import Row
from helpers.row_cells import STATUS
from helpers.tokens import Token

# Lines no further apart than this, in points, are one; cells are wider.
ONE_LINE = 2.5
# A word may reach so far over the line beside it, in heights of a character.
OVER = 0.35


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
    page = run.page
    if page is None or any(piece.token.page != page for piece in run.pieces):
        return None
    words = [word for piece in run.pieces for word in _words(piece, locate)]
    label = _label(row, locate)
    lines = ruling(rules.get(page, ()))
    cells = _cells(words, label, lines, wanted, across=len(set(run.found.line.keys[0])) > 1)
    if cells is None:
        return None
    placed: list[list[Word]] = [[] for _ in range(wanted)]
    for (word, place) in words:
        number = bisect_right([left for left, _ in cells], word.centre) - 1
        over = OVER * place.height
        if number < 0 or word.left < cells[number][0] - over or word.right > cells[number][1] + over:
            return None
        placed[number].append(word)
    pieces = [_in_cell(found, run.token) for found in placed]
    return pieces if all(piece.printed.kind in STATUS for piece in pieces) else None


def _label(row: Row, locate: Locate) -> list[Placed]:
    """The words of the label, which is in front of the figures where these are on its line."""
    words = []
    for token in row.run.tokens:
        offsets = [piece.offset for piece in row.run.pieces if piece.token.line == token.line]
        words += locate(token, 0, min(offsets, default=len(token.text)))
    return words


def _words(piece: Piece, locate: Locate) -> list[tuple[Word, Placed]]:
    """The words of a piece, each with its place."""
    words = []
    for place in locate(piece.token, piece.offset, len(piece.raw)):
        folded, printed = read_print(place.text)
        word = piece._replace(printed=printed, text=folded, raw=place.text)
        words.append((Word(word, place.left, place.right), place))
    return words


def _cells(
    words: Sequence[tuple[Word, Placed]],
    label: Sequence[Placed],
    lines: Ruling,
    wanted: int,
    across: bool,
) -> list[tuple[float, float]] | None:
    """The ruled cells of a row; all words must stand in them, as high as the label."""
    if not words or not label:
        return None
    levels = [place.level for _, place in words]
    edges = lines.edges(levels[0])
    if any(lines.edges(level) != edges for level in levels) or len(edges) < 2:
        return None
    cells = list(pairwise(edges))
    if across:
        return cells if len(cells) == wanted else None
    cells = _beside(cells, label, wanted)
    if cells is None:
        return None
    for _, place in words:
        below, above = lines.band(place.left, place.right, place.level)
        if not any(below < part.level < above for part in label):
            return None
    return cells


def _beside(
    cells: list[tuple[float, float]], label: Sequence[Placed], wanted: int
) -> list[tuple[float, float]] | None:
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


def _in_cell(words: Sequence[Word], token: Token) -> Piece:
    """What a cell prints; several words are no figure."""
    if not words:
        return Piece(Printed("blank"), "", "", token)
    if len(words) == 1:
        return words[0].piece
    raw = " ".join(word.piece.raw for word in words)
    return words[0].piece._replace(printed=Printed("bad"), text=raw, raw=raw)
