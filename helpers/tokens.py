"""Tokens: the lines, table cells or runs of text of a document, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload


class Token(NamedTuple):
    """A line, a table cell or a run of text.

    `row` numbers the printed table row that a cell stands in, where the medium has rows; `left` and
    `right` are then its grid columns. For a line of plain text `left` is its indentation. A token
    with empty text is a table cell that is printed empty.
    """

    text: str
    line: int
    page: int | None = None
    row: int | None = None
    left: float | None = None
    right: float | None = None


class Tokens(Sequence[Token]):
    """Tokens in reading order, kept in columns; a single one is made when it is looked at."""

    __slots__ = ("lefts", "lines", "pages", "rights", "rows", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lines: list[int] = []
        self.pages: list[int | None] = []
        self.rows: list[int | None] = []
        self.lefts: list[float | None] = []
        self.rights: list[float | None] = []

    @classmethod
    def of_lines(cls, texts: list[str], lines: list[int], lefts: Iterable[float | None]) -> Tokens:
        """Tokens that are lines, on no page and in no table."""
        tokens = cls()
        tokens.texts, tokens.lines, tokens.lefts = texts, lines, list(lefts)
        tokens.pages, tokens.rows = [None] * len(texts), [None] * len(texts)
        tokens.rights = [None] * len(texts)
        return tokens

    def add(
        self,
        text: str,
        line: int,
        page: int | None = None,
        row: int | None = None,
        left: float | None = None,
        right: float | None = None,
    ) -> None:
        """Append one token."""
        self.texts.append(text)
        self.lines.append(line)
        self.pages.append(page)
        self.rows.append(row)
        self.lefts.append(left)
        self.rights.append(right)

    def add_lines(self, texts: Sequence[str], first: int) -> None:
        """Append lines, the first of which has the number `first`."""
        nothing = [None] * len(texts)
        self.texts += texts
        self.lines += range(first, first + len(texts))
        self.pages += nothing
        self.rows += nothing
        self.lefts += nothing
        self.rights += nothing

    def add_row(
        self,
        texts: Sequence[str],
        line: int,
        lefts: Iterable[float],
        rights: Iterable[float],
        page: int | None = None,
        row: int | None = None,
    ) -> None:
        """Append the cells of one printed row, numbered like its line unless `row` is given."""
        self.texts += texts
        self.lines += [line] * len(texts)
        self.pages += [page] * len(texts)
        self.rows += [row or line] * len(texts)
        self.lefts += lefts
        self.rights += rights

    def add_rows(
        self,
        texts: Sequence[str],
        lines: Sequence[int],
        lefts: Iterable[float],
        rights: Iterable[float],
    ) -> None:
        """Append the cells of printed rows, on no page, each row numbered like its line."""
        self.texts += texts
        self.lines += lines
        self.pages += [None] * len(lines)
        self.rows += lines
        self.lefts += lefts
        self.rights += rights

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Tokens: ...
    def __getitem__(self, index: int | slice) -> Token | Tokens:
        if isinstance(index, slice):
            part = Tokens()
            for column in Tokens.__slots__:
                setattr(part, column, getattr(self, column)[index])
            return part
        return Token(
            self.texts[index],
            self.lines[index],
            self.pages[index],
            self.rows[index],
            self.lefts[index],
            self.rights[index],
        )

    def __iter__(self) -> Iterator[Token]:
        return map(Token, self.texts, self.lines, self.pages, self.rows, self.lefts, self.rights)
