"""All figures over the years of a set of reports as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import arguments
from helpers.checks import check
from helpers.output_names import called, plan
from helpers.panels import panel
from helpers.pictures import Draw, save_pictures
from helpers.plot_calendar import plot_calendar
from helpers.plot_organs import plot_organs
from helpers.plot_repetition import plot_repetition
from helpers.plot_stacks import plot_applicants, plot_disputes, plot_outcomes
from helpers.plot_stock import STOCK, plot_stock
from helpers.repetitions import repetition
from helpers.report import Report, Reports, reports_of

if TYPE_CHECKING:
    import pandas as pd

# So many organs, or reports, go on one picture; more of them go on further ones.
MOST_PANELS, MOST_ROWS = 8, 50


def save_series(
    reports: Report | Reports | Iterable[Report],
    folder: str | Path,
    language: str = "en",
    *,
    organs: str | Path | None = None,
) -> list[Path]:
    """Write the figures over the years into a folder; return the files.

    For each organ with two years or more `ORGAN-NAME.png`; for several organs also
    `organs-received.png`; for more than one report `calendar.png` and `repetition.png`. Many
    organs go on several pictures, `calendar-1.png` and so on. `organs` is a map of names as for
    `helpers.read_all`; reports of no known organ are left out. Raises DuplicateReportError for two
    reports of one organ and year, before anything is written. Example:
    `save_series(read_all("data/reports"), "build/figures")`.
    """
    advice = "Name the folder, such as build/figures."
    target = arguments.path("folder", folder, "the path of a folder", advice)
    given = reports_of(reports, organs)
    draws = series_of_all(given, arguments.language(language))
    names = plan([called(name, ".png") for name in draws])
    paths = (target / name for name in names)
    return save_pictures(dict(zip(paths, draws.values(), strict=True)), given)


def series_of_all(reports: Sequence[Report], language: str) -> dict[str, Draw]:
    """What can be drawn of the reports, by name."""
    frame = panel(reports)
    frame = frame[frame["organ"].notna() & frame["year"].notna()]
    plots: dict[str, Draw] = {}
    for organ, rows in frame.groupby("organ"):
        if rows["year"].nunique() > 1:
            plots |= _of_organ(str(organ), rows, language)
    organs = frame["organ"].astype(object).unique().tolist()
    if len(organs) > 1:
        for end, page in _pages(organs, MOST_PANELS):
            some = frame[frame["organ"].isin(page)]
            plots[f"organs-received{end}"] = partial(plot_organs, some, "received", language)
    if len(frame[["organ", "year"]].drop_duplicates()) > 1:
        owners = {report.name: report.owner for report in reports}
        findings = check(reports)
        findings = findings.assign(organ=findings["report"].map(owners).astype("string"))
        for end, page in _pages(organs, MOST_ROWS):
            some = findings[findings["organ"].isin(page)]
            plots[f"calendar{end}"] = partial(plot_calendar, some, language)
    repeated = repetition(reports)
    for end, page in _pages(repeated["report"].astype(object).unique().tolist(), MOST_ROWS):
        some = repeated[repeated["report"].isin(page)]
        plots[f"repetition{end}"] = partial(plot_repetition, some, language)
    return plots


def _pages(names: list[str], most: int) -> Iterator[tuple[str, list[str]]]:
    """The names in order, so many a page, with the end of each page's file name."""
    for at, start in enumerate(range(0, len(names), most), start=1):
        yield f"-{at}" if len(names) > most else "", names[start : start + most]


def _of_organ(organ: str, rows: pd.DataFrame, language: str) -> dict[str, Draw]:
    """The figures of one organ over its years."""
    plots: dict[str, Draw] = {
        f"{organ}-outcomes": partial(plot_outcomes, rows, language),
        f"{organ}-outcome-shares": partial(plot_outcomes, rows, language, shares=True),
        f"{organ}-applicants": partial(plot_applicants, rows, language),
        f"{organ}-disputes": partial(plot_disputes, rows, language),
    }
    if (rows["indicator"] == STOCK).any():
        plots[f"{organ}-stock"] = partial(plot_stock, rows, language)
    return plots
