"""The values of every indicator for many reports at once, and why a value is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from helpers.blank_cells import parts_of, take_blanks_as_zero
from helpers.cell_matrix import READ, STATES, CellMatrix, cell_matrix
from helpers.cell_words import cell_word
from helpers.deadlines import lateness
from helpers.forms import load_form
from helpers.indicators import JOINS, YUAN, Indicator, Key, all_indicators, sentence
from helpers.panel_remarks import Remarks, remarks
from helpers.report import Report
from helpers.stated_values import StatedValues
from helpers.texts import NONE, Texts

# Under so many requests a rate says little.
LEAST = 5
# Sums and converted money are rounded to so many digits, far behind the last one printed.
DIGITS = 6
NO_RATE = -1


class PanelValues:
    """Arrays of reports by indicators: values, parts of the rates, and numbers of notes."""

    def __init__(self, reports: int, language: str, blanks: str) -> None:
        shape = reports, len(all_indicators())
        self.values = np.full(shape, np.nan)
        rates = [key for key, indicator in all_indicators().items() if indicator.parts]
        self.rate_of = {key: column for column, key in enumerate(rates)}
        self.numerators = np.full((reports, len(rates)), np.nan)
        self.denominators = np.full((reports, len(rates)), np.nan)
        self.texts, self.notes = Texts(JOINS[language]), np.full(shape, NONE, dtype=np.int32)
        self.language, self.blanks = language, blanks
        self.column_of = {key: column for column, key in enumerate(all_indicators())}

    def of_rates(self, parts: np.ndarray, lines: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Numerators or denominators at the given places, not a number where there is no rate."""
        places = np.array([self.rate_of.get(key, NO_RATE) for key in self.column_of])[columns]
        found = np.full(len(lines), np.nan)
        rates = places != NO_RATE
        found[rates] = parts[lines[rates], places[rates]]
        return found

    def note(self, lines: np.ndarray, column: int, added: str | np.ndarray) -> None:
        """Add one text to the notes of several reports, or to each the text of its number."""
        if isinstance(added, str):
            added = np.full(len(lines), self.texts.code(added))
        self.notes[lines, column] = self.texts.joined(self.notes[lines, column], added)

    def fill(self, form: str, reports: Sequence[Report], lines: np.ndarray) -> None:
        """Compute every indicator that a form asks for, for the reports on it."""
        asked = [indicator for indicator in all_indicators().values() if form in indicator.forms]
        sums = {i.key: i.keys(form) for i in asked if i.cells}
        printed = np.array([bool(report.cells) for report in reports])
        tabled = [report for report in reports if report.cells]
        if tabled:
            self._fill_from_tables(form, asked, sums, tabled, lines[printed])
        for number in np.flatnonzero(~printed).tolist():
            self._fill_from_prose(sums, reports[number], int(lines[number]))
        said = remarks(tabled, self.language)
        for name in sums:
            self._remark(self.column_of[name], said, [name], sums, lines[printed])
        for indicator in asked:
            if indicator.parts:
                self._rate(indicator, lines)
                column = self.column_of[indicator.key]
                self._remark(column, said, indicator.parts, sums, lines[printed])
                known = ~printed & ~np.isnan(self.values[lines, column])
                self.note(lines[known], column, sentence("stated", self.language))

    def _fill_from_prose(self, sums: dict[str, tuple[Key, ...]], report: Report, line: int) -> None:
        """The sums that the prose of a report without tables states."""
        stated = StatedValues(report, self.language)
        for name, cells in sums.items():
            value, note = stated.of(cells)
            column = self.column_of[name]
            self.values[line, column] = np.nan if value is None else value
            self.note(np.array([line]), column, note)

    def _fill_from_tables(
        self,
        form: str,
        asked: Sequence[Indicator],
        sums: dict[str, tuple[Key, ...]],
        reports: Sequence[Report],
        lines: np.ndarray,
    ) -> None:
        """The sums of the cells of reports on a form."""
        keys = self._keys(form, sums)
        money = frozenset(key for i in asked if i.unit == YUAN for key in i.keys(form))
        matrix = cell_matrix(reports, keys, money)
        place = {key: position for position, key in enumerate(keys)}
        taken = take_blanks_as_zero(matrix, form, place) if self.blanks == "zero" else None
        for name, cells in sums.items():
            places, column = [place[key] for key in cells], self.column_of[name]
            self._sum(column, matrix, places, cells, lines, form)
            if taken is not None:
                zeroed = taken[:, places].any(axis=1) & ~np.isnan(self.values[lines, column])
                self.note(lines[zeroed], column, sentence("zeroed", self.language))

    def _remark(
        self,
        column: int,
        said: Remarks,
        parts: Iterable[str],
        sums: dict[str, tuple[Key, ...]],
        lines: np.ndarray,
    ) -> None:
        """Note what is to be said of the cells of a figure, each sentence once."""
        keys = dict.fromkeys(key for part in parts for key in sums[part])
        for place, of_cells in said.items():
            for text in dict.fromkeys(text for key in keys for text in of_cells.get(key, ())):
                self.note(lines[[place]], column, text)

    def _keys(self, form: str, sums: dict[str, tuple[Key, ...]]) -> list[Key]:
        """The cells to look up: those of the sums, and the parts that a blank total is held to."""
        keys = dict.fromkeys(key for cells in sums.values() for key in cells)
        if self.blanks == "zero":
            totals = [parts_of(form)[key] for key in keys if key in parts_of(form)]
            keys |= dict.fromkeys(key for total in totals for parts in total for key in parts)
        return list(keys)

    def _sum(
        self,
        column: int,
        matrix: CellMatrix,
        places: list[int],
        cells: Sequence[Key],
        lines: np.ndarray,
        form: str,
    ) -> None:
        """One sum of cells; it is missing where the worst of them is not read."""
        states = matrix.states[:, places]
        worst = states.max(axis=1)
        sums = np.round(matrix.values[:, places].sum(axis=1), DIGITS)
        self.values[lines, column] = np.where(worst == READ, sums, np.nan)
        (missing,) = np.nonzero(worst != READ)
        first = (states[missing] == worst[missing, None]).argmax(axis=1)
        reasons = np.stack([worst[missing], first], axis=1)
        for state, position in np.unique(reasons, axis=0):
            chosen = missing[(reasons == (state, position)).all(axis=1)]
            name = cell_word(load_form(form), cells[position], self.language)
            text = sentence(STATES[state], self.language, cell=name)
            self.note(lines[chosen], column, text)

    def _rate(self, indicator: Indicator, lines: np.ndarray) -> None:
        """One rate, with its numerator and denominator in the note."""
        column = self.column_of[indicator.key]
        above, below = (
            self._total(indicator.numerator, lines),
            self._total(indicator.denominator, lines),
        )
        known = ~np.isnan(above) & ~np.isnan(below)
        divisible = known & (below > 0)
        rate = self.rate_of[indicator.key]
        self.numerators[lines, rate], self.denominators[lines, rate] = above, below
        self.values[lines[divisible], column] = above[divisible] / below[divisible]
        self._reasons(indicator, column, lines[~known])
        said = fractions(self.texts, above[known], below[known], self.language)
        self.note(lines[known], column, said)
        for where, key in (
            (known & (below <= 0), "nothing"),
            (divisible & (below < LEAST), "small"),
            (divisible & (above > below), "exceeds"),
        ):
            self.note(lines[where], column, sentence(key, self.language, least=LEAST))

    def deadlines(self, entries: Sequence[tuple[str | None, Report]]) -> None:
        """Fill in how many days after its deadline each report with a date was published."""
        lines, found = [], []
        for line, (organ, report) in enumerate(entries):
            if report.published is not None and report.year is not None:
                lines.append(line)
                found.append(lateness(organ, report.year, report.published, self.language))
        days = [np.nan if late is None else late for late, _ in found]
        notes = np.array([self.texts.code(said) for _, said in found], dtype=np.int32)
        for column, indicator in enumerate(all_indicators().values()):
            if indicator.published:
                self.values[lines, column] = days
                self.note(np.array(lines, dtype=np.intp), column, notes)

    def _total(self, parts: Iterable[str], lines: np.ndarray) -> np.ndarray:
        return sum(self.values[lines, self.column_of[part]] for part in parts)  # type: ignore[return-value]

    def _reasons(self, indicator: Indicator, column: int, lines: np.ndarray) -> None:
        """Note what is the matter with the first part that is missing."""
        parts = [self.column_of[part] for part in indicator.parts]
        first = np.isnan(self.values[lines][:, parts]).argmax(axis=1)
        self.note(lines, column, self.notes[lines, np.array(parts)[first]])


def fractions(texts: Texts, above: np.ndarray, below: np.ndarray, language: str) -> np.ndarray:
    """The numbers of the notes that give numerators and their denominators: `n=3/7`."""
    import pandas as pd

    (first, ones), (second, others) = pd.factorize(above), pd.factorize(below)

    def said(one: int, other: int) -> str:
        numerator, denominator = f"{ones[one]:.15g}", f"{others[other]:.15g}"
        return sentence("rate", language, numerator=numerator, denominator=denominator)

    return texts.of_pairs(said, first, second)
