"""A document: one stream of tokens in reading order, each with its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

from helpers.characters import fold
from helpers.tokens import Token, Tokens
from helpers.traditional import is_traditional, simplified

_PRINTED = re.compile(r"\S+")
# What hardly a text holds.
_BETWEEN = "\0"


class Placed(NamedTuple):
    """A word of a page: its ends, the level of its middle, its characters' height, in points."""

    text: str
    left: float
    right: float
    level: float
    height: float


# The words of part of a token, from an offset on and so many characters long.
Locate = Callable[[Token, int, int], list[Placed]]


class Unseen(NamedTuple):
    """What a page draws and its text leaves out: its level on the page and its size, in points."""

    level: float
    size: float


UnseenPlaces = Mapping[int, Sequence[Unseen]]


@dataclass(frozen=True)
class Document:
    """The tokens of one source and the medium that they came from.

    `locate` tells the places of words on a page, `unseen` by page what is drawn there and is not
    in its text; both are looked up only where a row has blank cells. `title` is what a web page is
    called, which it does not print.
    """

    tokens: Tokens
    medium: str
    locate: Locate | None = None
    unseen: Callable[[], UnseenPlaces] | None = None
    title: str | None = None

    @cached_property
    def strip(self) -> Strip:
        """The document as one strip of compact text."""
        return Strip(self.tokens)


def _compact(texts: list[str]) -> list[str]:
    """The texts without white space: all at once, unless one holds the mark between them."""
    together = "".join(_BETWEEN.join(texts).split()).split(_BETWEEN)
    return together if len(together) == len(texts) else ["".join(text.split()) for text in texts]


class Strip:
    """All tokens written on one strip: folded characters, no white space, offsets kept.

    Labels are searched on the strip, because neither line breaks nor spaces within a label matter
    there; `token_at` and `slices` lead from an offset back to the printed text.
    """

    def __init__(self, tokens: Tokens) -> None:
        compact = _compact(tokens.texts)
        self.tokens = tokens
        text = fold("".join(compact))
        self.traditional = is_traditional(text)
        self.text = simplified(text) if self.traditional else text
        self.lengths = list(map(len, compact))
        self.ends = list(accumulate(self.lengths))
        self.starts = [0, *self.ends[:-1]] if compact else []
        self._places_of: dict[int, list[int]] = {}

    def plain(self, printed: str) -> str:
        """Printed text in the characters of the strip, its white space kept."""
        return simplified(fold(printed)) if self.traditional else fold(printed)

    def token_at(self, offset: int) -> int:
        """The index of the token that prints the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def begins_token(self, offset: int) -> bool:
        """Whether a token begins at `offset`."""
        index = bisect_left(self.starts, offset)
        return index < len(self.starts) and self.starts[index] == offset

    def end_of(self, index: int) -> int:
        """The offset behind the last character of a token."""
        return self.ends[index]

    def printed(self, index: int, start: int, end: int) -> tuple[str, int]:
        """The printed text of a token between two strip offsets, and where it begins there."""
        text = self.tokens.texts[index]
        if end - start == self.lengths[index]:
            return text, 0
        first, last = start - self.starts[index], end - self.starts[index]
        if len(text) == self.lengths[index]:
            return text[first:last], first
        places = self._places(index)
        return text[places[first] : places[last]], places[first]

    def _places(self, index: int) -> list[int]:
        """Where each character that the strip keeps of a token stands in its printed text."""
        if index not in self._places_of:
            text = self.tokens.texts[index]
            stretches = (range(*match.span()) for match in _PRINTED.finditer(text))
            self._places_of[index] = [*chain.from_iterable(stretches), len(text)]
        return self._places_of[index]

    def slices(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The tokens that stand between two labels, as (index, from, to) in strip offsets.

        `start` is the end of the label before, `end` the start of the label behind (or the end of
        the strip). Empty cells between the two labels are included.
        """
        first = self.token_at(start - 1) if start else -1
        if first >= 0 and start < (stop := self.end_of(first)):
            if end < stop:
                return [(first, start, end)] if start < end else []
            return [(first, start, stop), *self.slices_from(first + 1, end)]
        return self.slices_from(first + 1, end)

    def slices_from(self, first: int, end: int) -> list[tuple[int, int, int]]:
        """The tokens from the index `first` on that stand before the offset `end`, as `slices`."""
        if first < len(self.starts) and self.starts[first] >= end and self.lengths[first]:
            return []
        last = self.token_at(end) if end < len(self.text) else len(self.tokens)
        starts, ends = self.starts, self.ends
        parts = [(i, starts[i], ends[i]) for i in range(first, last)]
        if first <= last < len(self.tokens) and starts[last] < end:
            parts.append((last, starts[last], end))
        return parts

    def text_between(self, start: int, end: int) -> str:
        """The printed text between two offsets, one line per token."""
        parts = (self.printed(*part)[0].strip() for part in self.slices(start, end))
        return "\n".join(part for part in parts if part)
