"""Rows with blank cells: the column of a number by its place on the page or in the grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from helpers.columns import Word, columns_of, filled_columns
from helpers.document import Locate, Placed
from helpers.numbers import Printed, apart, read_print
from helpers.pieces import Piece
from helpers.row import Row
from helpers.row_cells import STATUS
from helpers.spans import Span, column_of, spans_of
from helpers.tokens import Token

# A number belongs to a column if it is this much nearer to it than to the next one.
CLEARLY = 2.0
# Figures stand no further above or below their label than this, in heights of a character; what is
# missing of the label may stand in further lines of at least so many characters.
HIGH, LINE, SHORT_LINE = 0.8, 2.0, 4
# The figures of rows side by side stand no further below the heads of their columns.
UNDER = 5.0
# Characters no higher than this, in points, are of a font that is not there, and have no size.
SMALLEST = 0.1
# Characters of one figure are less apart than so many of their heights.
TOUCHING = 0.45
# A longer line holds more than one row, and so do more pieces, those of blank cells included.
LONGEST_LINE, MOST_PIECES = 300, 1_000


Measure = Callable[[str], int]
# Whether the figures of a row, so placed, satisfy the sums that the form has for it, if any.
AddsUp = Callable[[Row, list[Piece]], bool | None]
# Where the head of every column of a row begins and ends, if all are found.
Heads = Callable[[Row], Sequence[Span] | None]


def place_rows(
    rows: Sequence[Row], locate: Locate | None, adds_up: AddsUp, heads: Heads | None = None
) -> None:
    """Settle the open rows of one block by the columns that its other rows show, or its `heads`.

    All rows have the same columns. A row stays open where no column can be told, where a number
    stands between two of them, and where figures so placed contradict a total. In a line of text
    the width of Chinese characters is not known, so there the place must be the same for either
    width, or the figures must add up.
    """
    narrowest = _placements(rows, len, locate, heads)
    widest = narrowest if locate else _placements(rows, display_width, None, heads)
    for row, narrow, wide in zip(rows, narrowest, widest, strict=True):
        if row.pieces is not None or row.run.lost or _is_ragged(row, rows):
            continue
        pieces = _one_per_cell(row, locate) if locate is not None else None
        if pieces is None:
            agreed = narrow == wide or _has_places(row, locate)
            choices = [narrow] if agreed else [c for c in (narrow, wide) if c and adds_up(row, c)]
            pieces = choices[0] if len(choices) == 1 else None
            if pieces and pieces[-1].raw and adds_up(row, pieces) is False:
                continue
        if pieces:
            row.pieces, row.basis = pieces, "geometry"


def in_reading_order(row: Row, locate: Locate) -> bool:
    """Whether the pieces of a row stand beside its label, from left to right.

    Looked up only where a row is printed on several lines or has a remark in it.
    """
    pieces = row.pieces or []
    if len({p.token.line for p in pieces}) < 2 and not any(p.printed.note for p in pieces):
        return True
    printed = [piece for piece in pieces if piece.raw]
    if not _beside_label(row, pieces, locate) or _are_broken(printed, locate):
        return False
    words = [_on_page(piece, locate) for piece in printed]
    centres = [(word[0].left + word[-1].right) / 2 for word in words]
    return all(left < right for left, right in pairwise(centres))


def _are_broken(pieces: Sequence[Piece], locate: Locate) -> bool:
    """Whether single characters on lines of their own are figures that the text has broken up."""
    return all(len(p.raw) == 1 for p in pieces) and len(_joined(pieces, locate)) < len(pieces)


def _joined(pieces: Sequence[Piece], locate: Locate) -> list[Word]:
    """The words that the pieces of a row print; single characters that touch are one."""
    words: list[Word] = []
    before: Placed | None = None
    for piece in pieces:
        place = locate(piece.token, piece.offset, 1)[0] if len(piece.raw) == 1 else None
        if place and before and touch(before, place):
            whole = words[-1].piece
            folded, printed = read_print(whole.raw + piece.raw)
            whole = whole._replace(printed=printed, text=folded, raw=whole.raw + piece.raw)
            words[-1] = Word(whole, words[-1].left, place.right)
        else:
            words += _on_page(piece, locate)
        before = place
    return words


def touch(one: Placed, other: Placed) -> bool:
    """Whether two characters stand on one line, hardly apart."""
    level = abs(one.level - other.level) < one.height / 2
    return level and other.left - one.left >= 0 and other.left - one.right < TOUCHING * one.height


def _beside_label(row: Row, pieces: Sequence[Piece], locate: Locate) -> bool:
    """Whether pieces stand on the page of their label and about as high: no page number is one."""
    label = row.run.tokens
    levels = [word.level for token in label for word in locate(token, 0, 1)]
    if not levels or any(piece.token.page != label[-1].page for piece in pieces):
        return False
    words = [word for piece in pieces for word in locate(piece.token, piece.offset, 1)]
    height = max((word.height for word in words), default=0.0)
    above = HIGH * height
    below = above + (LINE * height * len(row.run.found.rest) / SHORT_LINE)
    if len(set(row.run.found.line.keys[0])) > 1:
        below = UNDER * height
    lowest, highest = min(levels) - below, max(levels) + above
    level = max((word.level for word in words), default=0.0)
    return all(lowest <= word.level <= highest and level - word.level <= above for word in words)


def _one_per_cell(row: Row, locate: Locate) -> list[Piece] | None:
    """The words of a row, told apart by their distance on the page, if they are one per cell."""
    words = [word.piece for word in _joined(row.run.pieces, locate)]
    clean = all(word.printed.kind in STATUS for word in words)
    if not clean or len(words) != len(row.run.found.line.cells):
        return None
    ordered = in_reading_order(Row(row.run, words), locate)
    return words if ordered else None


def _placements(
    rows: Sequence[Row], measure: Measure, locate: Locate | None, heads: Heads | None
) -> list[list[Piece] | None]:
    """The pieces of each open row in its columns, by one way of measuring text."""
    words = [_words(row, measure, locate) for row in rows]
    ends = [_right_end(row) for row in rows if row.pieces is not None]
    words = [None if ends and _right_end(row) not in ends else row_words
             for row, row_words in zip(rows, words, strict=True)]  # fmt: skip
    settled = any(row.pieces is not None for row in rows)
    if locate is not None and (
        spans := spans_of(words, len(rows[0].run.found.line.cells), heads and heads(rows[0]))
    ):
        return [
            _in_spans(row_words, spans) if row_words and row.pieces is None else None
            for row, row_words in zip(rows, words, strict=True)
        ]
    columns = columns_of(rows, words) if settled else filled_columns(rows, words)
    if columns and any(_stand_outside(row_words or (), columns) for row_words in words):
        columns = None
    return [
        _placed(row_words, columns) if columns and row_words and row.pieces is None else None
        for row, row_words in zip(rows, words, strict=True)
    ]


def _stand_outside(words: Sequence[Word], columns: Sequence[float]) -> bool:
    """Whether a figure of a grid is in none of the columns: then these may not be the table's."""
    return any(
        word.piece.printed.kind == "number"
        and word.piece.token.row is not None
        and min(abs(column - word.centre) for column in columns) >= 1
        for word in words
    )


def _is_ragged(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row of a grid lacks cells and its label ends elsewhere than those of settled rows.

    Lines that a browser copied leave out cells that reach down into them, so that their columns are
    not those of the other rows.
    """
    ends = {other.run.token.right for other in rows if other.pieces is not None}
    lacking = len(row.run.pieces) < len(row.run.found.line.cells)
    return row.run.row is not None and lacking and not ends <= {row.run.token.right}


def _right_end(row: Row) -> float | None:
    """The last column of a row in a grid; a row that ends before the others has lost a cell."""
    gridded = [p.token.right for p in row.run.pieces if p.token.row is not None]
    return gridded[-1] if gridded else None


def _has_places(row: Row, locate: Locate | None) -> bool:
    """Whether the medium itself says where the pieces stand."""
    return locate is not None or row.run.pieces[0].token.row is not None


def display_width(text: str) -> int:
    """How many columns a text takes where Chinese characters take two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _words(row: Row, measure: Measure, locate: Locate | None) -> list[Word] | None:
    """The pieces of a row with their places; None where they have none on one line.

    Single spaces part figures and do not place them.
    """
    pieces = row.run.pieces
    if len(pieces) > MOST_PIECES:
        return None
    if all(piece.token.left is not None and piece.token.row is not None for piece in pieces):
        return [_in_grid(piece) for piece in pieces]
    if locate is not None:
        beside = _beside_label(row, pieces, locate)
        return _joined(pieces, locate) if beside else None
    lines = {piece.token.line for piece in pieces}
    if len(lines) == 1 and len(pieces[0].token.text) <= LONGEST_LINE:
        words = [word for piece in pieces for word in _in_line(piece, measure)]
        apart = any(right.left - left.right > 1 for left, right in pairwise(words))
        return words if apart or len(words) == 1 else None
    return None


def _in_grid(piece: Piece) -> Word:
    left, right = piece.token.left, piece.token.right
    assert left is not None and right is not None
    return Word(piece, left, right)


def _on_page(piece: Piece, locate: Locate) -> list[Word]:
    """The words of a piece; characters without a size do not show where one ends."""
    words = []
    for placed in locate(piece.token, piece.offset, len(piece.raw)):
        folded, printed = read_print(placed.text)
        printed = printed if placed.height > SMALLEST else Printed("run")
        word = piece._replace(printed=printed, text=folded, raw=placed.text)
        words.append(Word(word, placed.left, placed.right))
    return words


def _in_line(piece: Piece, measure: Measure) -> list[Word]:
    before = piece.token.text[: piece.offset]
    start = (piece.token.left or 0) + measure(before)
    words = []
    for first, last in apart(piece.text):
        raw = piece.raw[first:last]
        folded, printed = read_print(raw)
        left = start + measure(piece.raw[:first])
        word = piece._replace(printed=printed, text=folded, raw=raw)
        words.append(Word(word, left, left + measure(raw)))
    return words


def _in_spans(words: Sequence[Word], spans: Sequence[Span]) -> list[Piece] | None:
    """One piece per column of a page, a blank one where no word stands."""
    placed = {column_of(word, spans): word.piece for word in words}
    if len(placed) < len(words) or any(w.piece.printed.kind not in STATUS for w in words):
        return None
    token = words[0].piece.token
    return [placed.get(index) or _blank(token) for index in range(len(spans))]


def _placed(words: Sequence[Word], columns: Sequence[float]) -> list[Piece] | None:
    """One piece per column, a blank one where no word stands; None where a place is in doubt.

    It is for a figure that reaches over several columns, as in a merged cell.
    """
    placed: dict[int, Piece] = {}
    for word in words:
        nearest = sorted(range(len(columns)), key=lambda i: abs(columns[i] - word.centre))
        first = abs(columns[nearest[0]] - word.centre)
        second = abs(columns[nearest[1]] - word.centre) if len(columns) > 1 else None
        clear = second is None or second > CLEARLY * first
        clear = clear and sum(word.left < column < word.right for column in columns) < 2
        blank = word.piece.printed.kind == "blank"
        if blank and (nearest[0] in placed or not clear or first >= 1):
            continue
        if not clear or nearest[0] in placed or word.piece.printed.kind not in STATUS:
            return None
        placed[nearest[0]] = word.piece
    token = words[0].piece.token
    return [placed.get(index) or _blank(token) for index in range(len(columns))]


def _blank(token: Token) -> Piece:
    return Piece(Printed("blank"), "", "", token)
