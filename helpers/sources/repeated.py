"""Merged cells whose text a converter printed in every column that they span."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.numbers import MARKS, NOTHING

_WORDS = re.compile(r"[\u3400-\u9fff]{2}")


class Repeats:
    """What the rows of a table so far say of its columns.

    A column goes on from the one before it where both have the same words in the last row that has
    words there; a figure below that stands in both, or in one of them, is one cell.
    """

    def __init__(self) -> None:
        self.joined: set[int] = set()

    def spans(self, texts: Sequence[str]) -> list[tuple[str, int, int]]:
        """The cells of the next row: the text of each, its left column and the one behind it."""
        spans: list[tuple[str, int, int]] = []
        for column, text in enumerate(texts):
            if _WORDS.search(text) and text not in NOTHING | MARKS:
                same = column > 0 and texts[column - 1] == text
                (self.joined.add if same else self.joined.discard)(column)
            last = spans[-1] if spans else ("", column, column)
            if column in self.joined and (not text or not last[0] or text == last[0]):
                spans[-1] = last[0] or text, last[1], column + 1
            else:
                spans.append((text, column, column + 1))
        return spans
