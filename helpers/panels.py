"""Many reports as a panel: one row per organ, year and indicator, comparable across forms."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from helpers import arguments
from helpers.cell_words import named
from helpers.errors import DuplicateReportError
from helpers.indicators import Indicator, all_indicators, sentence
from helpers.panel_values import PanelValues
from helpers.report import Report, Reports, reports_of

if TYPE_CHECKING:
    import pandas as pd

BLANKS, PREFERENCES = ("unknown", "zero"), ("first", "last")
# Reports that are in memory as arrays at a time.
REPORTS = 2_000
NO_PREDECESSOR = -1
# What is known of an indicator and the preceding report: nothing, a break, no break.
UNCOMPARED, BROKEN, COMPARABLE = -1, 0, 1
Entry = tuple[str | None, Report]


def panel(
    reports: Report | Reports | Iterable[Report],
    *,
    blanks: str = "unknown",
    prefer: str | None = None,
    organs: str | Path | None = None,
    language: str = "en",
) -> pd.DataFrame:
    """One row per organ, year and indicator that the form of the year asks for.

    `value` is in `unit`: requests and documents in 件, money converted to yuan (元), rates as a
    share between 0 and 1 with `numerator` and `denominator` beside them and in `note`. What cannot
    be computed is NA, with the reason in `note`. `comparable` says whether the figure means the
    same as in the organ's preceding report in the panel, whatever the gap between the two: NA for
    its first report, False with the reason in `note` where the forms ask for different figures.
    Where the law changed between the two, `note` says so, and `comparable` stays.

    A report without any table (form `prose`) has the figures that its prose states of the cells of
    its year's national form, or of the oldest one before it; `note` says so, or why there is none.

    `blanks="zero"` takes blank cells and marks (/ - — 无) as 0; with `"unknown"` a sum that needs
    one is NA. A blank stays NA all the same where 0 contradicts a total or its parts.

    `prefer`, `"first"` or `"last"`, decides between two reports of one organ and year in the order
    given. `organs` is a CSV file (columns name, organ, region, note) that says which names are one
    organ, in place of the map that the package brings, and with a column report whose a file is;
    `helpers.unknown_organs` lists the names that it does not have. A report without organ or year
    is kept and compared with none. `language` is that of the notes, `"en"` or `"zh"`. The
    indicators stand in `helpers/indicators.toml`.

    Raises DuplicateReportError, naming both, for two reports of one organ and year, and
    ArgumentError for an unknown setting. Example:
    `panel(reports).query("indicator == 'received'")`.
    """
    from helpers.parts import stacked, whole_organs

    given, language = reports_of(reports, organs), arguments.language(language)
    blanks = arguments.choice("blanks", blanks, BLANKS)
    if prefer is not None:
        prefer = arguments.choice("prefer", prefer, PREFERENCES, "Leave it out to refuse both.")
    entries = _one_per_year(given, prefer)
    parts = whole_organs([organ for organ, _ in entries], REPORTS)
    return stacked("panel", (_part(entries[part], language, blanks) for part in parts))


def _part(entries: list[Entry], language: str, blanks: str) -> pd.DataFrame:
    """The panel of a few thousand reports, of every report of their organs."""
    values = PanelValues(len(entries), language, blanks)
    lines_of: dict[str, list[int]] = {}
    for line, (_, report) in enumerate(entries):
        lines_of.setdefault(report.reading.form.name, []).append(line)
    for form, lines in lines_of.items():
        values.fill(form, [entries[line][1] for line in lines], np.array(lines))
    forms = list(lines_of)
    code_of = {form: code for code, form in enumerate(forms)}
    counted = [report.reading.form.name for _, report in entries]
    own = np.array([code_of[form] for form in counted], dtype=np.intp)
    values.deadlines(entries)
    predecessors = _predecessors(entries)
    comparable = _comparable(values, forms, own, predecessors)
    _note_laws(values, entries, predecessors)
    return _frame(entries, values, forms, own, comparable)


def _one_per_year(reports: list[Report], prefer: str | None) -> list[Entry]:
    """The reports with their organs, ordered by organ and year, one for each of them."""
    chosen: dict[object, Entry] = {}
    for report in reports:
        organ = report.owner
        whole = organ is not None and report.year is not None
        key: object = (organ, report.year) if whole else len(chosen)
        if key in chosen and prefer is None:
            first = chosen[key][1]
            raise DuplicateReportError(
                f"{organ} {report.year}: {first.name} and {report.name} are two reports of "
                'one organ and year; leave one out, or say prefer="first" or prefer="last"'
            )
        if key not in chosen or prefer == "last":
            chosen[key] = organ, report
    return sorted(chosen.values(), key=_order)


def _order(entry: Entry) -> tuple[bool, str, bool, int]:
    organ, report = entry
    return organ is None, organ or "", report.year is None, report.year or 0


def _predecessors(entries: list[Entry]) -> np.ndarray:
    """The line of each organ's preceding report, or NO_PREDECESSOR."""
    lines = np.full(len(entries), NO_PREDECESSOR, dtype=np.intp)
    for line, (before, after) in enumerate(pairwise(entries), start=1):
        if before[0] == after[0] is not None and after[1].year is not None:
            lines[line] = line - 1
    return lines


def _comparable(
    values: PanelValues, forms: list[str], own: np.ndarray, predecessors: np.ndarray
) -> np.ndarray:
    """What the preceding report's form does to each figure, the reasons added to the notes."""
    found = np.full(values.values.shape, UNCOMPARED, dtype=np.int8)
    (later,) = np.nonzero(predecessors != NO_PREDECESSOR)
    before = own[predecessors[later]]
    for one, form in enumerate(forms):
        for other, earlier in enumerate(forms):
            lines = later[(own[later] == one) & (before == other)]
            for column, indicator in enumerate(all_indicators().values() if len(lines) else ()):
                reasons = why_not_comparable(indicator, earlier, form, values.language)
                found[lines, column] = BROKEN if reasons else COMPARABLE
                if form in indicator.forms:
                    for reason in reasons:
                        values.note(lines, column, reason)
    return found


def _note_laws(values: PanelValues, entries: list[Entry], predecessors: np.ndarray) -> None:
    """Note which changes of the law lie between each report and the preceding one."""
    (later,) = np.nonzero(predecessors != NO_PREDECESSOR)
    years = np.array([report.year or 0 for _, report in entries], dtype=np.int64)
    pairs = np.stack([years[predecessors[later]], years[later]], axis=1)
    for before, after in np.unique(pairs, axis=0).tolist():
        lines = later[(pairs == (before, after)).all(axis=1)]
        for column, indicator in enumerate(all_indicators().values()):
            for law in indicator.laws(before, after, values.language):
                values.note(lines, column, law)


def why_not_comparable(indicator: Indicator, before: str, after: str, language: str) -> list[str]:
    """Why a figure on one form may not be set beside the figure on an earlier one; [] if it may."""
    reasons = indicator.apart(before, after, language)
    if before not in indicator.forms:
        reasons.insert(0, sentence("not_before", language, form=named(before, language)))
    return reasons


def _frame(
    entries: list[Entry],
    values: PanelValues,
    forms: list[str],
    own: np.ndarray,
    comparable: np.ndarray,
) -> pd.DataFrame:
    """The arrays as a long frame: what each report's form asks for, and dates where it has one."""
    from helpers.frames import frame_of_columns, repeated

    indicators = list(all_indicators().values())
    asked = np.array([[form in i.forms for i in indicators] for form in forms], dtype=bool)
    mask = asked.reshape(len(forms), len(indicators))[own]
    undated = [report.published is None or report.year is None for _, report in entries]
    mask[np.ix_(undated, [i.published for i in indicators])] = False
    lines, columns = (places.astype(np.int32) for places in np.nonzero(mask))
    names = list(dict.fromkeys(organ for organ, _ in entries))
    name_of = {organ: code for code, organ in enumerate(names)}
    codes = np.array([name_of[organ] for organ, _ in entries], dtype=np.int32)
    printed = list(dict.fromkeys(report.form for _, report in entries))
    printed_as = np.array([printed.index(report.form) for _, report in entries], dtype=np.intp)
    years = np.array([report.year or 0 for _, report in entries], dtype=np.int64)
    said: dict[str, Any] = {
        "organ": repeated(names, codes[lines]),
        "year": _nullable(years[lines], years[lines] == 0, "Int64"),
        "form": repeated(printed, printed_as[lines]),
        "indicator": repeated([i.key for i in indicators], columns),
        "value": values.values[mask],
        "unit": repeated([i.unit for i in indicators], columns),
        "comparable": _nullable(comparable[mask] == COMPARABLE, comparable[mask] < 0, "boolean"),
        "note": values.texts.column(values.notes[mask]),
        "numerator": values.of_rates(values.numerators, lines, columns),
        "denominator": values.of_rates(values.denominators, lines, columns),
    }
    return frame_of_columns("panel", said)


def _nullable(values: np.ndarray, missing: np.ndarray, dtype: Any) -> Any:
    """An array in which the marked places are NA."""
    import pandas as pd

    array = pd.array(values, dtype=dtype)
    array[missing] = pd.NA
    return array
