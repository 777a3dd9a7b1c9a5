"""What is printed behind a label, and the numbers of a table that belong to no row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from helpers.labels import Found
from helpers.pieces import Piece
from helpers.tokens import Token, Tokens
from helpers.whole_rows import WholeRow

PAGE_NUMBER = "page number"
UNKNOWN_ROW = "row that the form does not have"


class Stray(NamedTuple):
    """A number that belongs to no row of the form."""

    line: int
    text: str
    reason: str


@dataclass
class Run:
    """The pieces that belong to one printed line, and the unit that the table prints for it.

    The label stands in the tokens `first` to `last`. `lost` says that numbers stand behind it, but
    also behind words that are unknown, `parted` that some stand in front of the rest of the label
    and some behind it.
    """

    found: Found
    source: Tokens
    first: int
    last: int
    pieces: list[Piece] | WholeRow = field(default_factory=list)
    unit: str | None = None
    lost: bool = False
    parted: bool = False

    def quote(self, print_: str) -> str:
        """A print with the label of its row; a table of one line has no labels of rows."""
        line = self.found.line
        return f"{line.label.label} {print_}" if len(set(line.keys[0])) == 1 else print_

    @property
    def tokens(self) -> Tokens:
        """The tokens of the label."""
        return self.source[self.first : self.last + 1]

    @property
    def token(self) -> Token:
        """The token that the label ends in."""
        return self.source[self.last]

    @property
    def line(self) -> int:
        """The line that the label ends in."""
        return self.source.lines[self.last]

    @property
    def page(self) -> int | None:
        """The page that the label ends on."""
        return self.source.pages[self.last]

    @property
    def row(self) -> int | None:
        """The printed table row that the label ends in."""
        return self.source.rows[self.last]
