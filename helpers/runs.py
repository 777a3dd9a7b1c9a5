"""What is printed behind each label: the pieces of a run, and the numbers that belong to no row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import zip_longest
from typing import NamedTuple

from helpers.characters import fold
from helpers.document import Strip, Token
from helpers.forms import Table
from helpers.labels import FEW, Found, head_labels, printed_lines
from helpers.numbers import COUNT_UNITS, Printed, read_number, read_print
from helpers.pieces import Piece, new_piece, pieces_of

_DIGIT = re.compile(r"\d")
# What no plain word holds: a digit, or a mark that may fill a cell.
_PRINT = re.compile(r"[\d/□\-]")
_FIGURES = re.compile(r"[\d.,+\-/□*]+")
# Marks in words, apart from the words around them.
_MARKED = re.compile(r"(?<!\S)[无×*]+(?!\S)|无无")
UNIT_WORDS = frozenset({*COUNT_UNITS, "元", "万元"})
ALIKE = 60.0
PAGE_NUMBER = "page number"
UNKNOWN_ROW = "row that the form does not have"
CELL_KINDS = frozenset({"number", "mark", "blank", "run", "bad"})


class Stray(NamedTuple):
    """A number that belongs to no row of the form."""

    line: int
    text: str
    reason: str


@dataclass
class Run:
    """The pieces that belong to one printed line, and the unit that the table prints for it.

    `tokens` are those of the label. `lost` says that numbers stand behind the label, but also
    behind words that are unknown.
    """

    found: Found
    tokens: list[Token]
    pieces: list[Piece] = field(default_factory=list)
    unit: str | None = None
    lost: bool = False

    @property
    def token(self) -> Token:
        """The token that the label ends in."""
        return self.tokens[-1]

    @property
    def line(self) -> int:
        """The line that the label ends in."""
        return self.token.line


def gather(
    strip: Strip, table: Table, found: list[Found], start: int, end: int
) -> tuple[list[Run], list[Stray]]:
    """The run behind every found label, and the numbers that stand elsewhere in the zone."""
    strays = [
        Stray(line, text, "number before the first row of the table")
        for line, text in _loose_numbers(strip, table, start, found[0].start if found else end)
    ]
    runs = []
    for match, following in zip_longest(found, found[1:]):
        first, last = strip.token_at(match.start), strip.token_at(match.end - 1)
        run = Run(match, strip.tokens[first : last + 1])
        _walk(strip, table, run, following.start if following else end, strays)
        runs.append(run)
    for before, run in zip((None, *runs), runs, strict=False):
        if before and _follows_its_digit(strip, run.found):
            _set_aside(before, strays)
        if _encloses_figures(strip, run.found, before.found.end if before else start):
            for doubtful in filter(None, (before, run)):
                _set_aside(doubtful, strays)
    return runs, strays


def _follows_its_digit(strip: Strip, found: Found) -> bool:
    """Whether a label without its number stands behind the digit of that number, `3某电子邮件`.

    Whether the digit is part of the figure in front of it, nothing tells.
    """
    ordinal, start = found.line.ordinal, found.start
    if not ordinal[:1].isdigit() or strip.begins_token(start):
        return False
    before = strip.text[max(0, start - 2) : start]
    digit = before[-1:] if before[-1:].isdigit() else before[:1]
    return digit == ordinal[0] and not strip.text.startswith(ordinal, start)


def _encloses_figures(strip: Strip, found: Found, start: int) -> bool:
    """Whether figures stand between the beginning of a label, on a line of its own, and the rest.

    Such figures stand in front of what was found of the label.
    """
    heads = found.line.heads.get(strip.text[found.start : found.start + FEW])
    if not heads or not strip.text[start : found.start][-1:].isdigit():
        return False
    before = strip.text[start : found.start]
    for head in heads:
        place = before.rfind(head)
        if place >= 0 and strip.begins_token(start + place):
            return _FIGURES.fullmatch(before, place + len(head)) is not None
    return False


def _set_aside(run: Run, strays: list[Stray]) -> None:
    """Report the pieces of a row that may belong to another one, and give it none."""
    text = " ".join(piece.raw for piece in run.pieces if piece.raw)
    if text:
        strays.append(Stray(run.pieces[0].token.line, text, "figures between parts of a label"))
    run.pieces, run.lost = [], True


def _loose_numbers(strip: Strip, table: Table, start: int, end: int) -> list[tuple[int, str]]:
    if not _DIGIT.search(strip.text, start, end):
        return []
    pieces = (
        piece for part in strip.slices(start, end) for piece in pieces_of(strip, table, *part)
    )
    return [(piece.token.line, piece.raw) for piece in pieces if _DIGIT.search(piece.text)]


def _walk(strip: Strip, table: Table, run: Run, end: int, strays: list[Stray]) -> None:
    """Give the pieces behind a label to its run until another text closes it."""
    walk = _Walk(strip, table, run, strays)
    read = partial(_read_traditional, strip) if strip.traditional else read_print
    for index, start, stop in strip.slices(run.found.end, end):
        token = strip.tokens[index]
        if stop - start == strip.lengths[index]:
            text, printed = read(token.text)
            if walk.open and printed.kind in CELL_KINDS:
                run.pieces.append(new_piece((printed, text, token.text, token, 0)))
                continue
            if printed.kind != "text" or not _PRINT.search(text):
                plain = strip.plain(text) if printed.kind == "text" else text
                walk.take(Piece(printed, plain, token.text, token))
                continue
        for piece in pieces_of(strip, table, index, start, stop):
            walk.take(piece)
    walk.finish()


def _read_traditional(strip: Strip, printed: str) -> tuple[str, Printed]:
    """What a whole token says, in the characters of the strip."""
    text = strip.plain(printed)
    return text, read_number(text)


class _Walk:
    """The state of a walk from one label to the next: whether the row is still open."""

    def __init__(self, strip: Strip, table: Table, run: Run, strays: list[Stray]) -> None:
        self.table, self.run, self.strays = table, run, strays
        self.rest = run.found.rest
        self.open = True
        self.unknown: list[str] = []
        self.unknown_line = 0
        self.figures = False
        self.skipped = False
        self.fragment = False

    def take(self, piece: Piece) -> None:
        kind = piece.printed.kind
        if kind == "text":
            self._word(piece)
        elif kind == "page":
            self.strays.append(Stray(piece.token.line, piece.raw, PAGE_NUMBER))
        elif self._ends_label(piece):
            return
        elif self.open:
            self.run.pieces.append(piece)
        else:
            self._foreign(piece)

    def _word(self, piece: Piece) -> None:
        word = "".join(piece.text.split())
        if self._continues_label(word):
            return
        if self.run.token.row is not None and piece.token.row == self.run.token.row:
            self._word_in_row(piece, word)
            return
        if self.table.unit_column and word in UNIT_WORDS and not self.run.pieces:
            self.run.unit = word
            return
        if word in head_fragments(self.table) and word not in row_ordinals(self.table):
            self.fragment = True
            return
        if self.table.layout == "across" and not self.run.pieces and not _DIGIT.search(word):
            self.skipped = self.skipped or word not in head_labels(self.table)
            return
        self.finish()
        self.open = False
        self.skipped = self.skipped or _MARKED.search(piece.text) is not None
        if word not in head_labels(self.table) or _DIGIT.search(word):
            self.unknown, self.unknown_line = [piece.raw], piece.token.line

    def _word_in_row(self, piece: Piece, word: str) -> None:
        """A cell of the label's own row: a unit, the label once more, or a spoilt figure.

        Words in the cell of the label are what is left of it.
        """
        spellings = self.run.found.line.searched
        if self.table.unit_column and word in UNIT_WORDS:
            self.run.unit = word
        elif self._in_label_cell(piece):
            return
        elif word not in spellings and word not in head_labels(self.table):
            bad = piece.printed._replace(kind="bad")
            self.run.pieces.append(piece._replace(printed=bad))

    def _ends_label(self, piece: Piece) -> bool:
        """Whether a mark, at the beginning of a line, or a spoilt character is left of a label."""
        if piece.printed.kind == "mark":
            fragment = self.fragment and piece.text in head_fragments(self.table)
            return fragment and piece.token.text.startswith(piece.raw)
        harmed = piece.printed.kind == "bad" and not _DIGIT.search(piece.text)
        return harmed and self._in_label_cell(piece)

    def _in_label_cell(self, piece: Piece) -> bool:
        """Whether a piece stands in the cell of the label."""
        return piece.token is self.run.token and piece.token.row is not None

    def _continues_label(self, word: str) -> bool:
        if not self.rest or _DIGIT.search(word):
            return False
        if self.rest.startswith(word):
            self.rest = self.rest[len(word) :]
            return True
        from rapidfuzz.fuzz import ratio

        if ratio(word, self.rest) >= ALIKE:
            self.rest = ""
            return True
        return False

    def _foreign(self, piece: Piece) -> None:
        if piece.printed.kind == "blank":
            return
        if not self.unknown:
            self.unknown_line = piece.token.line
        self.unknown.append(piece.raw)
        mark = piece.printed.kind == "mark"
        self.figures = self.figures or not mark
        self.skipped = self.skipped or mark

    def finish(self) -> None:
        """Report the row of an unknown label that ends here, and part off rows without a label."""
        text = " ".join(self.unknown)
        if self.figures or (text and _DIGIT.search(fold(text))):
            self.strays.append(Stray(self.unknown_line, text, UNKNOWN_ROW))
            self.run.lost = True
        if self.skipped and not self.run.pieces:
            self.run.lost = True
        self.unknown, self.figures = [], False
        if self.open and self.run.token.row is not None:
            self._part_rows()

    def _part_rows(self) -> None:
        row, pieces = self.run.token.row, self.run.pieces
        own = [piece for piece in pieces if piece.token.row == row]
        if not own or len(own) == len(pieces):
            return
        others = [piece for piece in pieces if piece.token.row != row]
        numbers = " ".join(piece.raw for piece in others if piece.printed.kind != "blank")
        if _DIGIT.search(fold(numbers)):
            self.strays.append(Stray(others[0].token.line, numbers, "row without a label"))
        self.run.pieces = own


@cache
def head_fragments(table: Table) -> frozenset[str]:
    """What is left of a group's head that stands beside its rows, broken over their lines."""
    groups = [head for head in head_labels(table) if head[0] in "(一二三四五六七"]
    parts = {head[:cut] for head in groups for cut in range(1, len(head))}
    parts |= {head[cut:] for head in groups for cut in range(1, len(head))}
    return frozenset(parts | set("".join(groups)))


@cache
def row_ordinals(table: Table) -> frozenset[str]:
    """The numbers in front of row labels: alone on a line, one is the beginning of the next row."""
    lines = printed_lines(table)
    return frozenset(line.ordinal for line in lines if not line.group)
