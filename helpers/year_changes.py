"""Year over year: what changed in a panel, in figures and in a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.errors import DuplicateReportError
from helpers.indicators import JOINS, SHARE, all_indicators, sentence, words
from helpers.panel_values import DIGITS, LEAST, fraction

if TYPE_CHECKING:
    import pandas as pd

NOTHING = -1
NO_WORD = -1
# Organs are numbered so far apart that a year fits in between.
LONGEST_YEARS = 100_000
# A share of small whole numbers needs more digits than a count.
SHARE_DIGITS = 12


def changes(panel: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """What changed between each report of an organ and its preceding one in the panel.

    One row per organ, indicator and year, the first year of an organ excepted. `difference` is
    `after` less `before`, `percent` is that in per cent of `before`; both are NA where the figures
    may not be compared, and `percent` also for rates and for growth from zero. `word` is one of up,
    down, same, from zero, to zero, new (the earlier form does not ask for it), ended (the later
    form does not), not comparable; NA where one of the figures is missing. `note` says why, gives
    the numerator and denominator of rates, and names the year compared with where it is not the
    year before. `language` (`"en"` or `"zh"`) is that of the words and of the notes made here.

    Rows without organ or year are left out. Raises DuplicateReportError for two rows of one organ,
    year and indicator. Example: `changes(panel).query("indicator == 'received'")`.
    """
    from helpers.frames import frame_of_columns, repeated

    whole = panel["organ"].notna() & panel["year"].notna()
    if not whole.all():
        panel = panel[whole]
    pairs = _Pairs(panel, language)
    names = list(words(language).values())
    return frame_of_columns(
        "changes",
        {
            "organ": repeated(pairs.organs, pairs.organ),
            "indicator": repeated(pairs.indicators, pairs.indicator),
            "year": pairs.year,
            "before": pairs.before,
            "after": pairs.after,
            "difference": pairs.difference,
            "percent": pairs.percent,
            "word": repeated(names, pairs.words()),
            "note": pairs.notes(),
        },
    )


class _Pairs:
    """Rows of a panel side by side: `old` and `new` are row numbers, or NOTHING."""

    def __init__(self, panel: pd.DataFrame, language: str) -> None:
        import pandas as pd

        self.language, self.panel = language, panel
        organ, organs = pd.factorize(panel["organ"], sort=True)
        indicator, indicators = pd.factorize(panel["indicator"])
        form, forms = pd.factorize(panel["form"])
        self.organs, self.indicators, self.forms = (list(x) for x in (organs, indicators, forms))
        organ, indicator = organ.astype(np.int32), indicator.astype(np.int32)
        rank = _ranks(self.indicators)[indicator]
        years = panel["year"].to_numpy(dtype=np.int64)
        order = np.lexsort((years, rank, organ)).astype(np.int32)
        _refuse_doubles(panel, order, organ, indicator, years)
        reports = _reports(organ, years, form)
        old, new, when = _match(order, organ, indicator, reports)
        row = np.where(new == NOTHING, old, new)
        again = np.lexsort((when, rank[row], organ[row]))
        self.old, self.new, when, row = old[again], new[again], when[again], row[again]
        self.organ, self.indicator = organ[row], indicator[row]
        self.year, self.form = reports.year[when], reports.form[when]
        self.earlier_year, self.earlier_form = reports.year[when - 1], reports.form[when - 1]
        self._measure()

    def _measure(self) -> None:
        values = self.panel["value"].to_numpy(dtype=float, na_value=np.nan)
        self.before, self.after = _at(values, self.old), _at(values, self.new)
        flags = self.panel["comparable"].to_numpy(dtype=float, na_value=np.nan)
        self.broken = (_at(flags, self.new) == 0) & (self.old != NOTHING)
        share = np.array([_unit(key) == SHARE for key in self.indicators], dtype=bool)[
            self.indicator
        ]
        difference = self.after - self.before
        difference = np.where(
            share, np.round(difference, SHARE_DIGITS), np.round(difference, DIGITS)
        )
        self.difference = np.where(self.broken, np.nan, difference)
        base = np.where(share | (self.before == 0), np.nan, np.abs(self.before))
        self.percent = np.round(self.difference / base * 100, DIGITS)

    def words(self) -> np.ndarray:
        """The code of each word in the data file; later rules win over earlier ones."""
        code = {word: place for place, word in enumerate(words("en"))}
        found = np.full(len(self.old), NO_WORD, dtype=np.int8)
        for word, where in (
            ("up", self.difference > 0),
            ("down", self.difference < 0),
            ("same", self.difference == 0),
            ("from zero", (self.difference > 0) & (self.before == 0)),
            ("to zero", (self.difference < 0) & (self.after == 0)),
            ("not comparable", self.broken),
            ("new", (self.old == NOTHING) & ~self._asked(self.earlier_form)),
            ("ended", (self.new == NOTHING) & ~self._asked(self.form)),
        ):
            found[where] = code[word]
        return found

    def _asked(self, forms: np.ndarray) -> np.ndarray:
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

    def notes(self) -> np.ndarray:
        """What there is to know of each pair; None for nothing."""
        notes = self.panel["note"]
        printed = notes.astype(object).where(notes.notna(), None).to_numpy()
        found = np.full(len(self.new), None, dtype=object)
        given = self.new != NOTHING
        found[given] = printed[self.new[given]]
        self._missing(found, self.new == NOTHING, self.form, self.year)
        self._missing(found, self.old == NOTHING, self.earlier_form, self.earlier_year)
        for pair in _places((self.new == NOTHING) & ~self._asked(self.form)):
            found[pair] = self._ended(pair)
        self._before(found, printed)
        for pair in _places(self.year - self.earlier_year > 1):
            _put_first(found, pair, self._say("gap", year=self.earlier_year[pair]), self.language)
        return found

    def _missing(
        self, found: np.ndarray, where: np.ndarray, forms: np.ndarray, years: np.ndarray
    ) -> None:
        """Say that the panel has no figure on one side although the form asks for it."""
        for pair in _places(where & self._asked(forms)):
            _put_first(found, pair, self._say("not_given", year=years[pair]), self.language)

    def _ended(self, pair: int) -> str:
        indicator = all_indicators()[self.indicators[self.indicator[pair]]]
        before, after = self.forms[self.earlier_form[pair]], self.forms[self.form[pair]]
        reasons = indicator.apart(before, after, self.language)
        return JOINS[self.language].join([self._say("not_after", form=after), *reasons])

    def _before(self, found: np.ndarray, printed: np.ndarray) -> None:
        """Put in front why the earlier year's figure is missing, or the n of its rate."""
        above = _at(self.panel["numerator"].to_numpy(dtype=float, na_value=np.nan), self.old)
        below = _at(self.panel["denominator"].to_numpy(dtype=float, na_value=np.nan), self.old)
        rate = ~np.isnan(above) & ~np.isnan(below)
        missing = (self.old != NOTHING) & np.isnan(self.before) & ~rate
        for pair in _places(missing):
            self._dated(found, pair, printed[self.old[pair]] or "")
        pairs = _places(rate)
        for pair, over, under in zip(
            pairs, above[rate].tolist(), below[rate].tolist(), strict=True
        ):
            text = fraction(over, under, self.language)
            if 0 < under < LEAST:
                text += JOINS[self.language] + self._say("small", least=LEAST)
            self._dated(found, pair, text)

    def _dated(self, found: np.ndarray, pair: int, text: str) -> None:
        said = self._say("before", year=self.earlier_year[pair], note=text)
        _put_first(found, pair, said, self.language)

    def _say(self, key: str, **said: object) -> str:
        return sentence(key, self.language, **said)


class _Reports(NamedTuple):
    """The organ-years of a panel in order, and the one of each row."""

    organ: np.ndarray
    year: np.ndarray
    form: np.ndarray
    of_row: np.ndarray


def _reports(organ: np.ndarray, years: np.ndarray, form: np.ndarray) -> _Reports:
    keys = organ.astype(np.int64) * LONGEST_YEARS + years
    _, first, of_row = np.unique(keys, return_index=True, return_inverse=True)
    return _Reports(organ[first], years[first], form[first], of_row.astype(np.int32))


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
    panel: pd.DataFrame,
    order: np.ndarray,
    organ: np.ndarray,
    indicator: np.ndarray,
    years: np.ndarray,
) -> None:
    keys = (np.diff(of[order]) == 0 for of in (organ, indicator, years))
    for place in np.nonzero(np.logical_and.reduce(list(keys)))[0][:1]:
        row = panel.iloc[order[place]]
        raise DuplicateReportError(
            f"the panel has two rows for {row['organ']} {row['year']}, {row['indicator']}; "
            "leave one out"
        )


def _ranks(indicators: list[str]) -> np.ndarray:
    """Where each indicator stands in the data file; unknown ones behind them."""
    places = {key: place for place, key in enumerate(all_indicators())}
    return np.array(
        [places.get(key, len(places) + i) for i, key in enumerate(indicators)], dtype=int
    )


def _unit(key: str) -> str | None:
    known = all_indicators().get(key)
    return known.unit if known else None


def _at(values: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The values of rows, not a number where there is no row."""
    found = np.full(len(rows), np.nan)
    found[rows != NOTHING] = values[rows[rows != NOTHING]]
    return found


def _places(where: np.ndarray) -> list[int]:
    return np.nonzero(where)[0].tolist()


def _put_first(notes: np.ndarray, pair: int, text: str, language: str) -> None:
    notes[pair] = text if notes[pair] is None else text + JOINS[language] + notes[pair]
