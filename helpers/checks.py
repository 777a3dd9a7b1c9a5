"""Rules to findings: every identity of the form and every figure of the prose, each one a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from helpers.frames import make_frame
from helpers.prose import check_narrative
from helpers.report import Report, Reports, reports_of
from helpers.within import check_within

if TYPE_CHECKING:
    import pandas as pd


def check(reports: Report | Reports | Iterable[Report]) -> pd.DataFrame:
    """Check one report or several: one row per rule and place, in the order of the form.

    `kind` is `within` (the identities of one table) or `narrative` (prose against cells, and parts
    against the whole that the prose states). `left`, `right` and `difference` are in the unit of
    the cells. Example: `check(report).query("status == 'fails'")`.
    """
    rows = (
        (report.name, report.organ, report.year, *finding)
        for report in reports_of(reports)
        for finding in (*check_within(report), *check_narrative(report))
    )
    return make_frame("findings", rows)
