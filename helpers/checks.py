"""Rules to findings: every identity of the form and every figure of the prose, each one a row."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa

from helpers import arguments
from helpers.findings import STATUSES
from helpers.frames import COLUMNS
from helpers.report import Report, Reports, reports_of
from helpers.reports_frame import reports_frames
from helpers.within_frame import within_frame
from helpers.years_frame import years_frames


def check(
    reports: Report | Reports | Iterable[Report],
    only: str | Iterable[str] | None = None,
    *,
    organs: str | Path | None = None,
) -> pd.DataFrame:
    """Check one report or several: one row per rule and place.

    `kind` is `within` (the identities of one table), `across` (two parts of one report),
    `narrative` (stated figures against cells and against each other), `filling` (how the form is
    filled in) or `years` (a report against the same organ's report on the year before). The
    identities of all reports come first, those of one form together, then the other rules, report
    by report, and last the years. `left`, `right` and `difference` are in the unit of the
    cells. `only` names the statuses that are wanted; no other rows are built. `organs` is a map of
    names as for `helpers.read_all`, which says whose years belong together. Raises
    ArgumentError for a status that does not exist. Example: `check(report, only="fails")`.
    """
    given = reports_of(reports, organs)
    wanted = _wanted(only)
    with _collector_at_rest(), _texts_from_the_system():
        frames = [
            within_frame(given, wanted),
            *reports_frames(given, wanted),
            *years_frames(given, wanted),
        ]
    return _joined(frames)


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all frames, which are emptied column by column."""
    columns = {
        name: pd.concat([frame.pop(name) for frame in frames], ignore_index=True)
        for name in COLUMNS["findings"]
    }
    return pd.DataFrame(columns, copy=False)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without the search for cycles: none are made, and it would walk through all reports."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _texts_from_the_system() -> Iterator[None]:
    """Memory for Arrow as it asks for it: its own pool takes a third more, and time to clear it."""
    before = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)


def _wanted(only: str | Iterable[str] | None) -> frozenset[str]:
    if only is None:
        return frozenset(STATUSES)
    expected, advice = "a status or several", f"The statuses are {', '.join(STATUSES)}."
    named = [only] if isinstance(only, str) else arguments.listed("only", only, expected, advice)
    return frozenset(
        arguments.choice("only", one, STATUSES, f"Mind that no finding has status {one!r}.")
        for one in named
    )
