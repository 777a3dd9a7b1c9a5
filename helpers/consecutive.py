"""Which row of a panel follows which: the figures of an organ's consecutive reports in pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.errors import DuplicateReportError
from helpers.forms import PROSE, national_form
from helpers.indicators import all_indicators

if TYPE_CHECKING:
    import pandas as pd

NOTHING = -1
# Organs are numbered so far apart that a year fits in between.
LONGEST_YEARS = 100_000


@dataclass(frozen=True, eq=False)
class Pairs:
    """Rows of a panel side by side: `old` and `new` are row numbers, or NOTHING.

    `organ`, `indicator`, `form` and `earlier_form` are places in the lists of names.
    """

    organs: list[str]
    indicators: list[str]
    forms: list[str]
    old: np.ndarray
    new: np.ndarray
    organ: np.ndarray
    indicator: np.ndarray
    year: np.ndarray
    form: np.ndarray
    earlier_year: np.ndarray
    earlier_form: np.ndarray

    def asked(self, forms: np.ndarray) -> np.ndarray:
        """Whether a form asks for the indicator of each pair; an unknown one is taken as asked."""
        known = all_indicators()
        table = np.array(
            [
                [key not in known or form in known[key].forms for key in self.indicators]
                for form in self.forms
            ],
            dtype=bool,
        ).reshape(len(self.forms), len(self.indicators))
        return table[forms, self.indicator]


class _Reports(NamedTuple):
    """The organ-years of a panel in order, and the one of each row."""

    organ: np.ndarray
    year: np.ndarray
    form: np.ndarray
    of_row: np.ndarray


def pairs_of(panel: pd.DataFrame) -> Pairs:
    """The pairs in the order of organ, indicator (as in the data file) and year.

    Raises DuplicateReportError for two rows of one organ, year and indicator.
    """
    import pandas as pd

    codes, organs = pd.factorize(panel["organ"], sort=True)
    organ = codes.astype(np.int32)
    codes, indicators = pd.factorize(panel["indicator"], sort=True)
    indicator = codes.astype(np.int32)
    codes, forms = pd.factorize(_counting_forms(panel))
    form = codes.astype(np.int32)
    reports = _reports(organ, panel["year"].to_numpy(dtype=np.int64), form)
    rank = _ranks(list(indicators))
    order = np.lexsort((reports.of_row, rank[indicator], organ)).astype(np.int32)
    _refuse_doubles(panel, order, indicator, reports.of_row)
    old, new, when = _match(order, organ, indicator, reports)
    row = np.where(new == NOTHING, old, new)
    again = np.lexsort((when, rank[indicator[row]], organ[row])).astype(np.int32)
    old, new, when, row = old[again], new[again], when[again], row[again]
    return Pairs(
        organs=list(organs),
        indicators=list(indicators),
        forms=list(forms),
        old=old,
        new=new,
        organ=organ[row],
        indicator=indicator[row],
        year=reports.year[when],
        form=reports.form[when],
        earlier_year=reports.year[when - 1],
        earlier_form=reports.form[when - 1],
    )


def _counting_forms(panel: pd.DataFrame) -> pd.Series:
    """The form by which each row counts, in prose the national one of the year."""
    forms, prose = panel["form"], panel["form"] == PROSE
    if not prose.any():
        return forms
    named = {year: national_form(int(year)).name for year in panel["year"][prose].unique()}
    return forms.mask(prose, panel["year"].map(named))


def _reports(organ: np.ndarray, years: np.ndarray, form: np.ndarray) -> _Reports:
    """The reports of the rows; a report has the form of its first row."""
    import pandas as pd

    of_row, keys = pd.factorize(organ.astype(np.int64) * LONGEST_YEARS + years, sort=True)
    of_row = of_row.astype(np.int32)
    forms = np.zeros(len(keys), dtype=np.int32)
    forms[of_row[::-1]] = form[::-1]
    organs, of_years = np.divmod(keys, LONGEST_YEARS)
    return _Reports(organs, of_years, forms, of_row)


def _match(
    order: np.ndarray, organ: np.ndarray, indicator: np.ndarray, reports: _Reports
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of consecutive reports: earlier row, later row, number of the later report."""
    at = reports.of_row[order]
    same = (np.diff(organ[order]) == 0) & (np.diff(indicator[order]) == 0)
    follows = same & (np.diff(at) == 1)
    has_earlier = np.append(False, np.diff(reports.organ) == 0)
    has_later = np.append(has_earlier[1:], False)[at]
    begins = has_earlier[at] & ~np.append(False, follows)
    ends = has_later & ~np.append(follows, False)
    old = np.concatenate(
        [order[:-1][follows], np.full(begins.sum(), NOTHING, np.int32), order[ends]]
    )
    new = np.concatenate(
        [order[1:][follows], order[begins], np.full(ends.sum(), NOTHING, np.int32)]
    )
    when = np.concatenate([at[1:][follows], at[begins], at[ends] + 1])
    return old, new, when


def _refuse_doubles(
    panel: pd.DataFrame, order: np.ndarray, indicator: np.ndarray, of_row: np.ndarray
) -> None:
    double = (np.diff(indicator[order]) == 0) & (np.diff(of_row[order]) == 0)
    for place in np.nonzero(double)[0][:1]:
        row = panel.iloc[order[place]]
        raise DuplicateReportError(
            f"the panel has two rows for {row['organ']} {row['year']}, {row['indicator']}; "
            "leave one out"
        )


def _ranks(indicators: list[str]) -> np.ndarray:
    """Where each indicator stands in the data file; unknown ones behind them, by name."""
    places = {key: place for place, key in enumerate(all_indicators())}
    return np.array(
        [places.get(key, len(places) + i) for i, key in enumerate(indicators)], dtype=np.int32
    )
