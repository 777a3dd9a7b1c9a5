"""Texts by number, each kept once: the notes on millions of rows without a text per row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

NONE = -1
HALF = 32


class Texts:
    """Different texts, numbered from 0 on; an array of their numbers has NONE for no text."""

    def __init__(self, joint: str, texts: Iterable[str] = ()) -> None:
        self._joint = joint
        self._code_of = {text: code for code, text in enumerate(dict.fromkeys(texts))}
        self._texts = list(self._code_of)

    def code(self, text: str) -> int:
        """The number of a text."""
        code = self._code_of.setdefault(text, len(self._texts))
        if code == len(self._texts):
            self._texts.append(text)
        return code

    def text(self, code: int) -> str:
        """The text of a number, nothing for NONE."""
        return "" if code == NONE else self._texts[code]

    def of_pairs(
        self, make: Callable[[int, int], str], first: np.ndarray, second: np.ndarray
    ) -> np.ndarray:
        """The number of the text that `make` gives each pair of whole numbers from NONE on."""
        import pandas as pd

        pairs = (first.astype(np.int64) << HALF) | (second.astype(np.int64) - NONE)
        places, distinct = pd.factorize(pairs)
        ones, others = distinct >> HALF, (distinct & (2**HALF - 1)) + NONE
        made = map(make, ones.tolist(), others.tolist())
        return np.array([self.code(text) for text in made], dtype=np.int32)[places]

    def joined(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """The first texts and behind them the second; one alone where the other is NONE."""
        found = np.where(first == NONE, second, first).astype(np.int32)
        (both,) = np.nonzero((first != NONE) & (second != NONE))
        found[both] = self.of_pairs(self._join, first[both], second[both])
        return found

    def column(self, codes: np.ndarray) -> Any:
        """A text column of the numbers."""
        from helpers.frames import repeated

        return repeated(self._texts, codes)

    def _join(self, one: int, other: int) -> str:
        return self._texts[one] + self._joint + self._texts[other]
