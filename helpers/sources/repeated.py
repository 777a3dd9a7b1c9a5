"""Merged cells whose text a converter printed in every column that they span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from helpers.characters import normalise
from helpers.forms import Item, all_forms
from helpers.labels import head_labels
from helpers.numbers import MARKS, NOTHING

_WORDS = re.compile(r"[\u3400-\u9fff]{2}")
# The tables of a site's reports have the same few rows of heads.
KNOWN_HEADS = 1 << 8


class Repeats:
    """What the rows of a table so far say of its columns.

    A column goes on from the one before it where both have the same words in the last row that has
    words there. A figure below that stands in both, or in one of them, is one cell only if that row
    has the heads of a block of a form, each in all of its columns; else two columns whose heads are
    cut, or mistaken, would lose one of two equal figures.
    """

    def __init__(self) -> None:
        self.joined: set[int] = set()
        self.proven: set[int] = set()

    def spans(self, texts: Sequence[str]) -> list[tuple[str, int, int]]:
        """The cells of the next row: the text of each, its left column and the one behind it."""
        spans: list[tuple[str, int, int]] = []
        words = [_are_words(text) for text in texts]
        compact = ["".join(text.split()) for text in texts]
        for column, text in enumerate(texts):
            if words[column]:
                same = column > 0 and compact[column - 1] == compact[column]
                proves = same and _are_heads(tuple(texts))
                (self.joined.add if same else self.joined.discard)(column)
                (self.proven.add if proves else self.proven.discard)(column)
            last = spans[-1] if spans else ("", column, column)
            goes_on = self.joined if words[column] or _are_words(last[0]) else self.proven
            fits = not text or not last[0] or compact[column] == "".join(last[0].split())
            if column in goes_on and fits and not _is_pushed(texts, column, spans):
                spans[-1] = last[0] or text, last[1], column + 1
            else:
                spans.append((text, column, column + 1))
        return spans


def _is_pushed(texts: Sequence[str], column: int, spans: Sequence[tuple[str, int, int]]) -> bool:
    """Whether a blank cell follows two equal figures, which may be one that is printed twice."""
    equal = len(spans) > 1 and spans[-2][0] == spans[-1][0] == texts[column - 1] != "0"
    return equal and not texts[column] and not _are_words(texts[column - 1])


def _are_words(text: str) -> bool:
    return _WORDS.search(text) is not None and text not in NOTHING | MARKS


@lru_cache(KNOWN_HEADS)
def _are_heads(texts: tuple[str, ...]) -> bool:
    """Whether a row, its repeated texts taken once, has the heads of all columns of a block."""
    heads = [head for head in dict.fromkeys(map(normalise, texts)) if head]
    for columns, others in _blocks():
        printed = [head for head in heads if head not in others]
        if len(printed) == len(columns) and all(
            head in column.spellings for head, column in zip(printed, columns, strict=True)
        ):
            return True
    return False


@cache
def _blocks() -> tuple[tuple[tuple[Item, ...], frozenset[str]], ...]:
    """The columns of every block, and the heads of its table that are above none of them."""
    return tuple(_each_block())


def _each_block() -> Iterator[tuple[tuple[Item, ...], frozenset[str]]]:
    for form in all_forms():
        for table in form.tables.values():
            for block in table.blocks:
                spellings = {s for column in table.columns.values() for s in column.spellings}
                yield block.columns, head_labels(table) - spellings
