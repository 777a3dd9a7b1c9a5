"""A calendar of findings: organ by year, how many checks fail of those that could be decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from helpers import arguments
from helpers.errors import ArgumentError
from helpers.organs import OrganMap, organ_map
from helpers.plot_page import INK, checked, finish, head, new_axes, note, speaker

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

# What the calendar needs of the findings.
COLUMNS = ("organ", "year", "status")
DECIDED = ("holds", "fails")
# Failing checks from so many on have the next colour; light to dark, told apart in grey as well.
STEPS = ((0, "#eef3f7"), (1, "#fdd9a0"), (3, "#f2a45c"), (6, "#d55e00"))
UNDECIDED = "#c9ced4"
WHITE, DARK = "#ffffff", 6
ROW, EDGES = 0.42, 1.9


def plot_calendar(
    findings: pd.DataFrame,
    language: str = "en",
    ax: Axes | None = None,
    *,
    organs: str | Path | None = None,
) -> Axes:
    """Organs as rows and years as columns: checks that fail of those that hold or fail.

    `findings` is the frame of `helpers.check` with every status, since a share of the failing alone
    would be no share. Spellings of one organ are one row, by the map of names that the package
    brings or by the file `organs`; findings without an organ are left out. Raises ArgumentError if
    no finding has an organ and a year. Example: `plot_calendar(check(reports))`.
    """
    language = checked(language, ax)
    findings = arguments.frame("findings", findings, "helpers.check(reports)", COLUMNS)
    table, say = counts(findings, organ_map(organs)), speaker(language)
    if table.empty:
        raise ArgumentError("no finding has an organ and a year; check reports that have both")
    owners = table["organ"].astype(object).unique().tolist()
    years = list(range(int(table["year"].min()), int(table["year"].max()) + 1))
    ax = ax or new_axes(ROW * len(owners) + EDGES)
    columns = ["organ", "year", "decided", "fails"]
    for organ, year, decided, fails in table[columns].astype(object).to_numpy():
        at, colour = owners.index(organ), _colour(fails) if decided else UNDECIDED
        ax.barh(at, 0.94, 0.9, left=year - 0.47, color=colour)
        text = f"{fails}/{decided}" if decided else ""
        ink = WHITE if fails >= DARK else INK
        ax.text(year, at, text, ha="center", va="center", fontsize=7.5, color=ink)
    ax.set(xlim=(years[0] - 0.6, years[-1] + 0.6), ylim=(len(owners) - 0.5, -0.5))
    ax.set_xticks(years, [str(year) for year in years], fontsize=8)
    ax.set_yticks(range(len(owners)), owners, fontsize=8)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel(say("year axis"), fontsize=8)
    head(ax, say("calendar"), "")
    note(ax, [say("fails of")], language, below=34)
    return finish(ax)


def counts(findings: pd.DataFrame, names: OrganMap) -> pd.DataFrame:
    """One row per organ and year: how many findings were decided, and how many of them fail."""
    whole = findings[findings["organ"].notna() & findings["year"].notna()]
    whole = whole.assign(
        organ=[names.of(str(name)) or "" for name in whole["organ"]],
        decided=whole["status"].isin(DECIDED).astype(int),
        fails=(whole["status"] == "fails").astype(int),
    )
    return whole.groupby(["organ", "year"], as_index=False)[["decided", "fails"]].sum()


def _colour(fails: int) -> str:
    return [colour for least, colour in STEPS if fails >= least][-1]
