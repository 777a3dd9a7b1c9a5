"""The walk from one label of a table to the next: which print is a piece of the label's row."""

from __future__ import annotations

import re
from functools import partial
from itertools import dropwhile

from helpers.characters import fold
from helpers.document import Strip
from helpers.forms import Table
from helpers.labels import head_fragments, head_labels, plain_heads, row_ordinals
from helpers.numbers import (
    ONE_MARK,
    UNIT_WORDS,
    Printed,
    parted,
    read_folded,
    read_number,
    read_print,
)
from helpers.pieces import Piece, new_piece, pieces_of
from helpers.run import PAGE_NUMBER, UNKNOWN_ROW, Run, Stray
from helpers.whole_rows import FILLING, WholeRow, tokens_behind

_DIGIT = re.compile(r"\d")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What no plain word holds: a digit, or a mark that may fill a cell.
_PRINT = re.compile(r"[\d/□\-]")
# Marks in words, apart from the words around them.
_MARKED = re.compile(r"(?<!\S)[无×*]+(?!\S)|无无")
# What may be one figure; a short text in the place of one.
_SPACED = re.compile(r"[\d.,\s]+")
_REMARK = re.compile(r"[\u3400-\u9fff○〇]{1,6}")
_NUMERAL = re.compile("[一二三四五六七八九十]")
# A figure that this follows is a part of a date.
_DATE = re.compile("[年月日]")
_UNIT = "|".join(sorted(UNIT_WORDS, key=len, reverse=True))
# A unit and what may be a mark or a spoilt figure behind it; letters touch it in flat text.
_BEHIND_UNIT = re.compile(rf"(?:{_UNIT})\s+\S")
_SPOILT = re.compile(rf"({_UNIT})([A-Za-z?]{{1,3}}|[无×*○〇])")
ALIKE = 60.0
# What cells can hold, one or several of them.
CELL_KINDS = FILLING | {"run"}


def _take_row(strip: Strip, run: Run, end: int) -> int | None:
    """Give a label the tokens behind it, one per cell, and tell the first token behind them.

    None, and nothing is given, unless each token holds what a cell can hold.
    """
    place = tokens_behind(strip, run.found, run.last, end)
    if place is None:
        return None
    pieces = WholeRow(strip.tokens, place)
    if FILLING.issuperset(pieces.prints.kinds):
        run.pieces = pieces
        return place.stop
    if strip.tokens.rows[place.start] is None or "blank" in pieces.prints.kinds:
        return None
    spoilt = [_spoilt(piece) for piece in pieces]
    if not FILLING.issuperset([piece.printed.kind for piece in spoilt]):
        return None
    run.pieces = spoilt
    return place.stop


def _spoilt(piece: Piece) -> Piece:
    """A cell of a row that fills every cell: signs or a short word in it leave it without figure.

    Figures with spaces between them may be one.
    """
    text = piece.text
    if ONE_MARK.fullmatch(text):
        return piece._replace(printed=Printed("mark"))
    signs = piece.printed.kind == "run" and not _SPACED.fullmatch(text)
    word = piece.printed.kind == "text" and text not in UNIT_WORDS and _REMARK.fullmatch(text)
    return piece._replace(printed=piece.printed._replace(kind="bad")) if signs or word else piece


def are_heads(strip: Strip, table: Table, parts: list[tuple[int, int, int]]) -> bool:
    """Whether parts of tokens hold nothing but heads without a figure."""
    return not parts or plain_heads(table).issuperset([strip.text[a:b] for _, a, b in parts])


def walk(strip: Strip, table: Table, run: Run, end: int, strays: list[Stray]) -> None:
    """Give the pieces behind a label to its run until another text closes it."""
    behind = _take_row(strip, run, end)
    parts = strip.slices_from(behind, end) if behind else strip.slices(run.found.end, end)
    if behind and are_heads(strip, table, parts):
        return
    pieces = run.pieces = list(run.pieces)
    state = _Walk(table, run, pieces, strays)
    read = partial(_read_traditional, strip) if strip.traditional else read_print
    for index, start, stop in parts:
        if state.goes_on(strip.text[start:stop]):
            continue
        token = strip.tokens[index]
        if stop - start == strip.lengths[index]:
            text, printed = read(token.text)
            if state.open and printed.kind in CELL_KINDS and not state.may_go_on(printed.kind):
                if state.numeral:
                    state.keep_numeral()
                pieces.append(new_piece((printed, text, token.text, token, 0)))
                continue
            if printed.kind != "text" or not (_PRINT.search(text) or _BEHIND_UNIT.match(text)):
                plain = strip.plain(text) if printed.kind == "text" else text
                state.take(Piece(printed, plain, token.text, token))
                continue
        for piece in pieces_of(strip, table, index, start, stop):
            state.take(piece)
    state.finish()


def _read_traditional(strip: Strip, printed: str) -> tuple[str, Printed]:
    """What a whole token says, in the characters of the strip."""
    text = strip.plain(printed)
    return text, read_folded(text, printed)


class _Walk:
    """The state of a walk from one label to the next: whether the row is still open."""

    def __init__(self, table: Table, run: Run, pieces: list[Piece], strays: list[Stray]) -> None:
        self.table, self.run, self.pieces, self.strays = table, run, pieces, strays
        self.rest = run.found.rest
        self.open = True
        self.before_rest = 0
        self.unknown: list[str] = []
        self.unknown_line = 0
        self.figures = False
        self.skipped = False
        self.fragment = False
        self.numeral: Piece | None = None

    def take(self, piece: Piece) -> None:
        kind = piece.printed.kind
        if kind == "text":
            self._word(piece)
        elif kind == "page":
            self.strays.append(Stray(piece.token.line, piece.raw, PAGE_NUMBER))
        elif self._ends_label(piece):
            return
        elif self.open:
            self.keep_numeral()
            self.pieces.append(piece)
        else:
            self._foreign(piece)

    def keep_numeral(self) -> None:
        """Take a number of one character for a figure where a cell may still want one.

        One that the next character of a head follows is part of a head that stands vertically.
        """
        numeral, self.numeral = self.numeral, None
        if numeral is None or not self.open:
            return
        figures = sum(len(parted(piece.text)) for piece in self.pieces)
        if figures < len(self.run.found.line.cells):
            self.pieces.append(numeral)

    def _word(self, piece: Piece) -> None:
        word = "".join(piece.text.split())
        if self._continues_label(word) or self._continues_label(self._beside_head(piece)):
            self.before_rest = len(self.pieces)
            return
        if self.pieces and _DATE.fullmatch(word) and self._touches(piece):
            last = self.pieces[-1]
            self.pieces[-1] = Piece(
                Printed("bad"), last.text + word, last.raw + word, last.token, last.offset
            )
            return
        if word[:1] in (".", ","):
            self.numeral = None
        if word == ":" and not self.pieces:
            return
        if self.run.row is not None and piece.token.row == self.run.row:
            self._word_in_row(piece, word)
            return
        if self.table.unit_column and word in UNIT_WORDS and not self.pieces:
            self.run.unit = word
            return
        if self.open and not self.fragment and not self.numeral and _NUMERAL.fullmatch(word):
            self.numeral = piece._replace(printed=piece.printed._replace(kind="bad"))
            return
        if self.table.unit_column and not self.pieces and (spoilt := _SPOILT.fullmatch(word)):
            self.run.unit = spoilt[1]
            self.pieces.append(piece._replace(printed=read_number(spoilt[2]), text=spoilt[2]))
            return
        if word in head_fragments(self.table) and word not in row_ordinals(self.table):
            self.fragment, self.numeral = True, None
            return
        if self.table.layout == "across" and not self.pieces and not _DIGIT.search(word):
            self.skipped = self.skipped or word not in head_labels(self.table)
            return
        self.finish()
        self.open = False
        self.skipped = self.skipped or _MARKED.search(piece.text) is not None
        if word not in head_labels(self.table) or _DIGIT.search(word):
            self.unknown, self.unknown_line = [piece.raw], piece.token.line

    def _touches(self, piece: Piece) -> bool:
        """Whether a word follows the last figure without a space."""
        last = self.pieces[-1]
        return last.token == piece.token and last.offset + len(last.raw) == piece.offset

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
            self.pieces.append(piece._replace(printed=bad))

    def goes_on(self, text: str) -> bool:
        """Whether a text goes on with the label where it broke off, figures in its words or not."""
        if not self.rest or not self.rest.startswith(text) or not _CHINESE.search(text):
            return False
        self.rest, self.before_rest = self.rest[len(text) :], len(self.pieces)
        return True

    def may_go_on(self, kind: str) -> bool:
        """Whether a mark may be a character of a head that stands vertically, as 无 of 无法提供."""
        return kind == "mark" and self.fragment

    def _ends_label(self, piece: Piece) -> bool:
        """Whether a mark, at the beginning of a line, or a spoilt character is left of a label."""
        if piece.printed.kind == "mark":
            fragment = self.fragment and piece.text in head_fragments(self.table)
            return fragment and piece.token.text.startswith(piece.raw)
        harmed = piece.printed.kind == "bad" and not _DIGIT.search(piece.text)
        return harmed and self._in_label_cell(piece)

    def _in_label_cell(self, piece: Piece) -> bool:
        """Whether a piece stands in the cell of the label."""
        return piece.token == self.run.token and piece.token.row is not None

    def _beside_head(self, piece: Piece) -> str:
        """What stands behind part of the head of a group and a space, or nothing."""
        words = piece.text.split()
        beside = list(dropwhile(head_fragments(self.table).__contains__, words))
        return "".join(beside) if len(beside) < len(words) else ""

    def _continues_label(self, word: str) -> bool:
        if not self.rest or not word or _DIGIT.search(word):
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
        figure = piece.printed.kind == "bad" or _DIGIT.search(piece.text) is not None
        self.figures = self.figures or figure
        self.skipped = self.skipped or not figure

    def finish(self) -> None:
        """Report the row of an unknown label that ends here, and part off rows without a label."""
        self.keep_numeral()
        text = " ".join(self.unknown)
        words = " ".join(self.unknown).split()
        if self.figures and not UNIT_WORDS.isdisjoint(words) and self._misses_unit():
            # Figures in front of the unit and behind it: which are the row's nothing tells.
            text = " ".join([*(piece.raw for piece in self.pieces), text])
            self.pieces.clear()
        if self.figures or (text and _DIGIT.search(fold(text))):
            self.strays.append(Stray(self.unknown_line, text, UNKNOWN_ROW))
            self.run.lost = self.run.lost or not self._has_figures_of_its_row()
        if self.skipped and not self.pieces:
            self.run.lost = True
        self.unknown, self.figures = [], False
        self.run.parted = 0 < self.before_rest < len(self.pieces)
        if self.open and self.run.row is not None:
            self._part_rows()

    def _misses_unit(self) -> bool:
        """Whether the table prints units, and none stands in front of the figures of the row."""
        seen = self.run.unit is not None or self.run.row is not None
        return self.table.unit_column and not seen and bool(self.pieces)

    def _has_figures_of_its_row(self) -> bool:
        """Whether figures stand in the table row of the label: those of other rows are not its."""
        row = self.run.row
        own = (piece for piece in self.pieces if row is not None and piece.token.row == row)
        return any(_DIGIT.search(piece.text) for piece in own)

    def _part_rows(self) -> None:
        """Keep the pieces in the label's row; figures below heads stand in a row of their own."""
        row, pieces = self.run.row, self.pieces
        if self.table.layout == "across":
            pieces[:] = [piece for piece in pieces if piece.raw or piece.token.row != row]
        own = [piece for piece in pieces if piece.token.row == row]
        if not own or len(own) == len(pieces):
            return
        others = [piece for piece in pieces if piece.token.row != row]
        numbers = " ".join(piece.raw for piece in others if piece.printed.kind != "blank")
        if _DIGIT.search(fold(numbers)):
            self.strays.append(Stray(others[0].token.line, numbers, "row without a label"))
        self.run.pieces = own
