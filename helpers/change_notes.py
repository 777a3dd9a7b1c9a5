"""What there is to know of a change: why a figure is missing, its n, the year compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from helpers.cell_words import named
from helpers.consecutive import NOTHING, Pairs
from helpers.indicators import JOINS, all_indicators, sentence
from helpers.panel_remarks import is_remark
from helpers.panel_values import LEAST, fractions
from helpers.texts import NONE, Texts

if TYPE_CHECKING:
    import pandas as pd


def change_notes(panel: pd.DataFrame, pairs: Pairs, language: str) -> Any:
    """A text column with the note of each pair, NA where there is nothing to know."""
    return _ChangeNotes(panel, pairs, language).column()


class _ChangeNotes:
    """The notes of the later figures, before which those on the earlier ones are put."""

    def __init__(self, panel: pd.DataFrame, pairs: Pairs, language: str) -> None:
        import pandas as pd

        self._panel, self._pairs, self._language = panel, pairs, language
        printed, texts = pd.factorize(panel["note"])
        self._printed = printed.astype(np.int32)
        self._texts, self._notes = Texts(JOINS[language], texts), len(texts)
        self._codes = np.full(len(pairs.new), NONE, dtype=np.int32)

    def column(self) -> Any:
        pairs, codes = self._pairs, self._codes
        given = pairs.new != NOTHING
        codes[given] = self._printed[pairs.new[given]]
        self._not_given(~given, pairs.form, pairs.year)
        self._not_given(pairs.old == NOTHING, pairs.earlier_form, pairs.earlier_year)
        self._ended()
        self._before()
        gap = pairs.year - pairs.earlier_year > 1
        self._put_first(gap, self._of_years("gap", pairs.earlier_year[gap]))
        return self._texts.column(codes)

    def _put_first(self, where: np.ndarray, codes: np.ndarray) -> None:
        self._codes[where] = self._texts.joined(codes, self._codes[where])

    def _not_given(self, where: np.ndarray, forms: np.ndarray, years: np.ndarray) -> None:
        """Say that the panel has no figure on one side although the form asks for it."""
        missing = where & self._pairs.asked(forms)
        self._put_first(missing, self._of_years("not_given", years[missing]))

    def _ended(self) -> None:
        """Say that the later form does not ask for the figure any more, and what else it does."""
        pairs = self._pairs
        (ended,) = np.nonzero((pairs.new == NOTHING) & ~pairs.asked(pairs.form))
        forms = pairs.earlier_form[ended] * len(pairs.forms) + pairs.form[ended]
        self._put_first(ended, self._texts.of_pairs(self._end, pairs.indicator[ended], forms))

    def _end(self, indicator: int, forms: int) -> str:
        names = self._pairs.forms
        before, after = (names[code] for code in divmod(forms, len(names)))
        known = all_indicators()[self._pairs.indicators[indicator]]
        reasons = known.apart(before, after, self._language)
        gone = self._say("not_after", form=named(after, self._language))
        return JOINS[self._language].join([gone, *reasons])

    def _before(self) -> None:
        """Say why the earlier year's figure is missing, or the n of its rate."""
        old = self._pairs.old
        above, below = (
            values_at(self._panel["numerator"], old),
            values_at(self._panel["denominator"], old),
        )
        rate = ~np.isnan(above) & ~np.isnan(below)
        missing = (old != NOTHING) & np.isnan(values_at(self._panel["value"], old)) & ~rate
        self._dated(missing, self._printed[old[missing]])
        carried = np.full(len(old), NONE, dtype=np.int32)
        known = (old != NOTHING) & ~missing
        carried[known] = self._carried()[self._printed[old[known]]]
        self._dated(carried != NONE, carried[carried != NONE])
        above, below = above[rate], below[rate]
        codes = fractions(self._texts, above, below, self._language)
        few = np.full(len(codes), NONE, dtype=np.int32)
        few[(below > 0) & (below < LEAST)] = self._texts.code(self._say("small", least=LEAST))
        self._dated(rate, self._texts.joined(codes, few))

    def _carried(self) -> np.ndarray:
        """For each text of the panel the number of its remarks on the figure, and NONE last."""
        texts = (self._texts.text(code) for code in range(self._notes))
        found = [JOINS[self._language].join(filter(is_remark, _sentences(text))) for text in texts]
        codes = [self._texts.code(text) if text else NONE for text in found]
        return np.array([*codes, NONE], dtype=np.int32)

    def _dated(self, where: np.ndarray, codes: np.ndarray) -> None:
        def said(year: int, code: int) -> str:
            return self._say("before", year=year, note=self._texts.text(code))

        years = self._pairs.earlier_year[where]
        self._put_first(where, self._texts.of_pairs(said, years, codes))

    def _of_years(self, key: str, years: np.ndarray) -> np.ndarray:
        def said(year: int, _: int) -> str:
            return self._say(key, year=year)

        return self._texts.of_pairs(said, years, np.zeros_like(years))

    def _say(self, key: str, **said: object) -> str:
        return sentence(key, self._language, **said)


def _sentences(note: str) -> list[str]:
    """The sentences of a note in either language."""
    return [part for parts in note.split(JOINS["en"]) for part in parts.split(JOINS["zh"])]


def values_at(column: pd.Series, rows: np.ndarray) -> np.ndarray:
    """The figures of a column in some rows, not a number where there is no row or no figure."""
    values = column.to_numpy(dtype=float, na_value=np.nan)
    found = np.full(len(rows), np.nan)
    found[rows != NOTHING] = values[rows[rows != NOTHING]]
    return found
