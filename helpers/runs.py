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
from helpers.labels import Found, head_labels, printed_lines
from helpers.numbers import COUNT_UNITS, Printed, read_number, read_print

# A stretch of digits and signs with its unit and remark; digits among letters; words with the
# number in front of them. A run is bounded, so that long ones are not tried again and again.
_PARTS = re.compile(
    r"(?P<run>[\d+\-/□](?:[\d.,+\-/□]{0,400}[\d□/\-])?(?![\dA-Za-z?]|[.,][^\d\s])"
    r"(?:(?:万元|亿元|元|万|[" + COUNT_UNITS + r"])(?![\u4e00-\u9fff]))?"
    r"(?:\([^()]{0,60}\))?)"
    r"|(?P<bad>[\dA-Za-z?]*\d[\dA-Za-z?.,]*)(?![.][^\d\s])"
    r"|(?P<word>(?:\d[.])?[^\d+\-/□]+|.)"
)
_PLAIN = re.compile(r"[\d.,+\-/□]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_DIGIT = re.compile(r"\d")
UNIT_WORDS = frozenset({*COUNT_UNITS, "元", "万元"})
ALIKE = 60.0
PAGE_NUMBER = "page number"
UNKNOWN_ROW = "row that the form does not have"
CELL_KINDS = frozenset({"number", "mark", "blank", "run", "bad"})


class Piece(NamedTuple):
    """A piece of print behind a label: what it says, folded, as printed, and where."""

    printed: Printed
    text: str
    raw: str
    token: Token
    offset: int = 0


# Piece(*fields) without a call of Python for each.
_piece = partial(tuple.__new__, Piece)


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
    return runs, strays


def _loose_numbers(strip: Strip, table: Table, start: int, end: int) -> list[tuple[int, str]]:
    if not _DIGIT.search(strip.text, start, end):
        return []
    pieces = (piece for part in strip.slices(start, end) for piece in _pieces(strip, table, *part))
    return [(piece.token.line, piece.raw) for piece in pieces if _DIGIT.search(piece.text)]


def _walk(strip: Strip, table: Table, run: Run, end: int, strays: list[Stray]) -> None:
    """Give the pieces behind a label to its run until another text closes it."""
    walk = _Walk(strip, table, run, strays)
    for index, start, stop in strip.slices(run.found.end, end):
        token = strip.tokens[index]
        if stop - start == strip.lengths[index]:
            text, printed = read_print(token.text)
            if walk.open and printed.kind in CELL_KINDS:
                run.pieces.append(_piece((printed, text, token.text, token, 0)))
                continue
            if printed.kind != "text" or not _DIGIT.search(text):
                plain = strip.plain(text) if printed.kind == "text" else text
                walk.take(Piece(printed, plain, token.text, token))
                continue
        for piece in _pieces(strip, table, index, start, stop):
            walk.take(piece)
    walk.finish()


class _Walk:
    """The state of a walk from one label to the next: whether the row is still open."""

    def __init__(self, strip: Strip, table: Table, run: Run, strays: list[Stray]) -> None:
        self.table, self.run, self.strays = table, run, strays
        self.rest = run.found.rest
        self.open = True
        self.unknown: list[str] = []
        self.unknown_line = 0
        self.figures = False

    def take(self, piece: Piece) -> None:
        kind = piece.printed.kind
        if kind == "text":
            self._word(piece)
        elif kind == "page":
            self.strays.append(Stray(piece.token.line, piece.raw, PAGE_NUMBER))
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
        if word in head_fragments(self.table):
            return
        if self.table.layout == "across" and not self.run.pieces and not _DIGIT.search(word):
            return
        self.finish()
        self.open = False
        if word not in head_labels(self.table) or _DIGIT.search(word):
            self.unknown, self.unknown_line = [piece.raw], piece.token.line

    def _word_in_row(self, piece: Piece, word: str) -> None:
        """A cell of the label's own row: a unit, the label once more, or a spoilt figure."""
        spellings = self.run.found.line.searched
        if self.table.unit_column and word in UNIT_WORDS:
            self.run.unit = word
        elif word not in spellings and word not in head_labels(self.table):
            bad = piece.printed._replace(kind="bad")
            self.run.pieces.append(piece._replace(printed=bad))

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
        self.figures = self.figures or piece.printed.kind != "mark"

    def finish(self) -> None:
        """Report the row of an unknown label that ends here, and part off rows without a label."""
        text = " ".join(self.unknown)
        if self.figures or _DIGIT.search(fold(text)):
            self.strays.append(Stray(self.unknown_line, text, UNKNOWN_ROW))
            self.run.lost = True
        self.unknown, self.figures = [], False
        if self.open and self.run.token.row is not None:
            self._part_rows()

    def _part_rows(self) -> None:
        own = [piece for piece in self.run.pieces if piece.token.row == self.run.token.row]
        if not own:
            return
        others = [piece for piece in self.run.pieces if piece.token.row != self.run.token.row]
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
def _head_pattern(table: Table) -> re.Pattern[str]:
    heads = set(head_labels(table))
    heads |= {spelling for line in printed_lines(table) if line.group for spelling in line.searched}
    spaced = (r"\s*".join(map(re.escape, head)) for head in sorted(heads, key=len, reverse=True))
    return re.compile("|".join(spaced))


def _pieces(strip: Strip, table: Table, index: int, start: int, stop: int) -> list[Piece]:
    """The pieces of part of a token: heads, digit runs, words."""
    raw, offset = strip.printed(index, start, stop)
    folded = strip.plain(raw)
    token = strip.tokens[index]
    if not folded.strip():
        return [Piece(Printed("blank"), "", "", token)]
    pieces: list[Piece] = []
    last = 0
    for head in (*_head_pattern(table).finditer(folded), None):
        end = head.start() if head else len(folded)
        for begin, stop in _spans(folded, last, end):
            printed, text = read_number(folded[begin:stop]), raw[begin:stop].strip()
            if printed.kind == "page":
                printed = Printed("run")
            if printed.kind == "bad" and _CHINESE.match(token.text, offset + stop):
                printed = Printed("text")
            pieces.append(Piece(printed, folded[begin:stop], text, token, offset + begin))
        if head:
            pieces.append(Piece(Printed("text"), head[0], raw[slice(*head.span())], token))
            last = head.end()
    return pieces


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the pieces of a text stand; plain figures with only spaces between them are one."""
    spans: list[tuple[int, int]] = []
    plain = False
    for part in _PARTS.finditer(text, start, end):
        if not part[0].strip():
            continue
        was_plain, plain = plain, part["run"] is not None and _PLAIN.fullmatch(part[0]) is not None
        if plain and was_plain and not text[spans[-1][1] : part.start()].strip():
            spans[-1] = spans[-1][0], part.end()
        else:
            spans.append(part.span())
    return spans
