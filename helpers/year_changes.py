"""Year over year: what changed in a panel, in figures and in a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers import arguments
from helpers.change_notes import change_notes, values_at
from helpers.consecutive import NOTHING, Pairs, pairs_of
from helpers.indicators import DAYS, SHARE, all_indicators, words
from helpers.panel_values import DIGITS

if TYPE_CHECKING:
    import pandas as pd

NO_WORD = -1
# Rows of the panel that are compared at a time.
ROWS = 80_000
# A share of small whole numbers needs more digits than a count.
SHARE_DIGITS = 12


def changes(panel: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """What changed between each report of an organ and its preceding one in the panel.

    One row per organ, indicator and year, the first year of an organ excepted. `difference` is
    `after` less `before`, `percent` is that in per cent of `before`; both are NA where the figures
    may not be compared, and `percent` also for rates, days and growth from zero. `word` is one of
    up, down, same, from zero, to zero, new (the earlier form does not ask for it), ended (the later
    form does not), not comparable; NA where one of the figures is missing. `note` says why, gives
    the numerator and denominator of rates, says which change of the law lies between the two, and
    names the year compared with where it is not the year before. `language` (`"en"` or `"zh"`) is
    that of the words and of the notes made here.

    Rows without organ or year are left out. Raises DuplicateReportError for two rows of one organ,
    year and indicator. Example: `changes(panel).query("indicator == 'received'")`.
    """
    from helpers.frames import COLUMNS
    from helpers.parts import stacked, whole_organs

    language = arguments.language(language)
    panel = _by_organ(arguments.frame("panel", panel, "helpers.panel(reports)", COLUMNS["panel"]))
    parts = whole_organs(panel["organ"], ROWS)
    return stacked("changes", (_part(panel.iloc[part], language) for part in parts))


def _by_organ(panel: pd.DataFrame) -> pd.DataFrame:
    """The rows that have an organ and a year, those of one organ together."""
    import pandas as pd

    whole = panel["organ"].notna() & panel["year"].notna()
    panel = panel if whole.all() else panel[whole]
    organ, _ = pd.factorize(panel["organ"], sort=True)
    sorted_already = (np.diff(organ) >= 0).all()
    return panel if sorted_already else panel.iloc[np.argsort(organ, kind="stable")]


def _part(panel: pd.DataFrame, language: str) -> pd.DataFrame:
    """The changes of a part of the panel that has every row of its organs."""
    from helpers.frames import frame_of_columns, repeated

    pairs = pairs_of(panel)
    figures = _measure(panel, pairs)
    return frame_of_columns(
        "changes",
        {
            "organ": repeated(pairs.organs, pairs.organ),
            "indicator": repeated(pairs.indicators, pairs.indicator),
            "year": pairs.year,
            "before": figures.before,
            "after": figures.after,
            "difference": figures.difference,
            "percent": figures.percent,
            "word": repeated(list(words(language).values()), _words(pairs, figures)),
            "note": change_notes(panel, pairs, language),
        },
    )


class _Figures(NamedTuple):
    """The figures of each pair; `broken` says that they may not be compared."""

    before: np.ndarray
    after: np.ndarray
    difference: np.ndarray
    percent: np.ndarray
    broken: np.ndarray


def _measure(panel: pd.DataFrame, pairs: Pairs) -> _Figures:
    before, after = values_at(panel["value"], pairs.old), values_at(panel["value"], pairs.new)
    broken = (values_at(panel["comparable"], pairs.new) == 0) & (pairs.old != NOTHING)
    rate, days = (_in_unit(pairs, unit) for unit in (SHARE, DAYS))
    difference = after - before
    difference = np.where(rate, np.round(difference, SHARE_DIGITS), np.round(difference, DIGITS))
    difference[broken] = np.nan
    base = np.where(rate | days | (before == 0), np.nan, np.abs(before))
    percent = np.round(difference / base * 100, DIGITS)
    return _Figures(before, after, difference, percent, broken)


def _words(pairs: Pairs, figures: _Figures) -> np.ndarray:
    """The code of each word in the data file; later rules win over earlier ones."""
    before, after, difference, _, broken = figures
    days = _in_unit(pairs, DAYS)
    code = {word: place for place, word in enumerate(words("en"))}
    found = np.full(len(pairs.old), NO_WORD, dtype=np.int8)
    for word, where in (
        ("up", difference > 0),
        ("down", difference < 0),
        ("same", difference == 0),
        ("from zero", (difference > 0) & (before == 0) & ~days),
        ("to zero", (difference < 0) & (after == 0) & ~days),
        ("not comparable", broken),
        ("new", (pairs.old == NOTHING) & ~pairs.asked(pairs.earlier_form)),
        ("ended", (pairs.new == NOTHING) & ~pairs.asked(pairs.form)),
    ):
        found[where] = code[word]
    return found


def _in_unit(pairs: Pairs, unit: str) -> np.ndarray:
    """Which pairs are of indicators in a unit."""
    known = all_indicators()
    wanted = [key in known and known[key].unit == unit for key in pairs.indicators]
    return np.array(wanted, dtype=bool)[pairs.indicator]
