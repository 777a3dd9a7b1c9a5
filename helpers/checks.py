"""Rules to findings: every identity of the form and every figure of the prose, each one a row."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pandas as pd

from helpers.findings import STATUSES
from helpers.report import Report, Reports, reports_of
from helpers.reports_frame import reports_frames
from helpers.within_frame import within_frame
from helpers.years_frame import years_frames


def check(
    reports: Report | Reports | Iterable[Report], only: str | Iterable[str] | None = None
) -> pd.DataFrame:
    """Check one report or several: one row per rule and place.

    `kind` is `within` (the identities of one table), `across` (two parts of one report),
    `narrative` (stated figures against cells and against each other), `filling` (how the form is
    filled in) or `years` (a report against the same organ's report on the year before). The
    identities of all reports come first, those of one form together, then the other rules, report
    by report, and last the years. `left`, `right` and `difference` are in the unit of the
    cells. `only` names the statuses that are wanted; no other rows are built. Raises ValueError
    for a status that does not exist. Example: `check(report, only="fails")`.
    """
    given = reports_of(reports)
    wanted = _wanted(only)
    with _collector_at_rest():
        frames = [
            within_frame(given, wanted),
            *reports_frames(given, wanted),
            *years_frames(given, wanted),
        ]
    return pd.concat(frames, ignore_index=True)


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


def _wanted(only: str | Iterable[str] | None) -> frozenset[str]:
    wanted = frozenset([only] if isinstance(only, str) else STATUSES if only is None else only)
    if unknown := sorted(wanted - set(STATUSES)):
        raise ValueError(f"no finding has status {unknown[0]!r}; known: {', '.join(STATUSES)}")
    return wanted
