"""One organ over the years, as stacked bars: counts above, shares below.

A change of the form is a dashed line across the bars; a year without clear figures says so.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from helpers.indicators import all_indicators
from helpers.plot_page import INK, LINE, QUIET, finish, new_axes, speaker

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

# Fewer cases than this carry no share worth a bar without a warning.
SMALL = 5
BAR_WIDTH = 0.72
# Indicator keys with colours (Okabe and Ito, and two tints of them).
SERIES = {
    "outcomes": (
        ("granted", "#009e73"), ("partly_granted", "#66c2a5"), ("refused", "#d55e00"),
        ("unavailable", "#e69f00"), ("unprocessed", "#cc79a7"), ("other_outcomes", "#8a8f98"),
    ),
    "applicants": (
        ("received_natural_person", "#0072b2"), ("received_business", "#e69f00"),
        ("received_research", "#009e73"), ("received_public_interest", "#cc79a7"),
        ("received_legal_service", "#56b4e9"), ("received_other_organization", "#8a8f98"),
    ),
    "disputes": (
        ("reconsiderations_upheld", "#0072b2"), ("reconsiderations_corrected", "#d55e00"),
        ("reconsiderations_other", "#8a8f98"), ("reconsiderations_pending", "#56b4e9"),
        ("lawsuits_upheld", "#004b76"), ("lawsuits_corrected", "#8c3d00"),
        ("lawsuits_other", "#5b6470"), ("lawsuits_pending", "#b5dcf2"),
    ),
}  # fmt: skip
WORDS = {
    "outcomes": ("申请的办理结果", "How requests ended"),
    "applicants": ("申请人", "Who asked"),
    "disputes": ("行政复议与行政诉讼", "Reconsiderations and lawsuits"),
    "count": ("件", "number (件)"),
    "share": ("占比（%）", "share (%)"),
    "form": ("换用新格式", "new form"),
    "missing": ("无明确数字", "no clear figures"),
    "small": ("n={}", "n={}"),
}


class Year(NamedTuple):
    """The figures of one year in the order of the series; None where one is not clear."""

    year: int
    form: str
    values: list[float] | None


def plot_outcomes(
    panel: pd.DataFrame, organ: str | None = None, language: str = "en", ax: Axes | None = None
) -> Axes:
    """How an organ's requests ended, year by year, from a frame of `helpers.panel`.

    `organ` may be left out where the panel has one. Raises ValueError for an organ that is not in
    the panel, or several without a choice. The two bar charts are the `child_axes` of the axes
    returned. Example: `plot_outcomes(panel(reports), language="zh")`.
    """
    return _plot("outcomes", panel, organ, language, ax)


def plot_applicants(
    panel: pd.DataFrame, organ: str | None = None, language: str = "en", ax: Axes | None = None
) -> Axes:
    """Who asked an organ, year by year; arguments and errors as for `plot_outcomes`."""
    return _plot("applicants", panel, organ, language, ax)


def plot_disputes(
    panel: pd.DataFrame, organ: str | None = None, language: str = "en", ax: Axes | None = None
) -> Axes:
    """Disputes by route and outcome, year by year; arguments and errors as for `plot_outcomes`."""
    return _plot("disputes", panel, organ, language, ax)


def one_organ(panel: pd.DataFrame, organ: str | None) -> pd.DataFrame:
    """The rows of one organ; ValueError where it is not there, or several and none is chosen."""
    known = list(panel["organ"].dropna().unique())
    if organ is None and len(known) != 1:
        raise ValueError(f"the panel has {len(known)} organs; choose one with organ=: {known}")
    if organ is not None and organ not in known:
        raise ValueError(f"{organ!r} is not in the panel; it has {known}")
    return panel[panel["organ"] == (organ or known[0])]


def _plot(
    name: str, panel: pd.DataFrame, organ: str | None, language: str, ax: Axes | None
) -> Axes:
    speaker(language)
    rows = one_organ(panel, organ)
    years = _years(rows, [key for key, _ in SERIES[name]])
    ax = ax or new_axes(5.6)
    ax.set_axis_off()
    counts = ax.inset_axes((0.08, 0.56, 0.62, 0.38), label="counts")
    shares = ax.inset_axes((0.08, 0.06, 0.62, 0.38), label="shares")
    english = language == "en"
    for child, share in ((counts, False), (shares, True)):
        _bars(child, years, name, share, english)
    handles, labels = counts.get_legend_handles_labels()
    ax.legend(handles[::-1], labels[::-1], loc="center left", bbox_to_anchor=(0.72, 0.5),
              frameon=False, fontsize=8)  # fmt: skip
    who = str(rows["organ"].iloc[0]) if len(rows) else ""
    ax.set_title(f"{who}\n{WORDS[name][english]}", loc="left", fontsize=11, color=INK, pad=8)
    return finish(ax)


def _years(rows: pd.DataFrame, keys: list[str]) -> list[Year]:
    """The years whose form asks for all of the series."""
    found = []
    for year in sorted(rows["year"].dropna().astype(int).unique()):
        group = rows[rows["year"] == year]
        values = group.set_index("indicator")["value"].reindex(keys)
        if set(keys) <= set(group["indicator"]):
            clear = None if values.isna().any() else [float(value) for value in values]
            found.append(Year(int(year), str(group["form"].iloc[0]), clear))
    return found


def _bars(ax: Axes, years: list[Year], name: str, share: bool, english: bool) -> None:
    """One stacked bar per year; the parts of a bar add up from below."""
    places = [one.year for one in years]
    bottoms = [0.0] * len(years)
    for index, (key, colour) in enumerate(SERIES[name]):
        indicator = all_indicators()[key]
        heights = [_height(one, index, share) for one in years]
        label = indicator.english if english else indicator.chinese
        ax.bar(places, heights, BAR_WIDTH, bottom=bottoms, color=colour, label=label,
               edgecolor="white", linewidth=0.4)  # fmt: skip
        bottoms = [low + high for low, high in zip(bottoms, heights, strict=True)]
    for one in years:
        _remark(ax, one, share, english)
    for before, after in pairwise(years):
        if before.form != after.form:
            ax.axvline((before.year + after.year) / 2, color=QUIET, linestyle="--", linewidth=1)
            ax.text((before.year + after.year) / 2, 1.01, WORDS["form"][english], fontsize=7,
                    color=QUIET, ha="center", transform=ax.get_xaxis_transform())  # fmt: skip
    ax.set_xticks(places, [str(place) for place in places], fontsize=8)
    ax.set_ylabel(WORDS["share" if share else "count"][english], fontsize=8, color=INK)
    ax.tick_params(axis="y", labelsize=8, colors=INK)
    ax.tick_params(axis="x", length=0)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(LINE)


def _height(one: Year, index: int, share: bool) -> float:
    if one.values is None or not sum(one.values):
        return 0.0
    return 100 * one.values[index] / sum(one.values) if share else one.values[index]


def _remark(ax: Axes, one: Year, share: bool, english: bool) -> None:
    """Say where there is no clear figure, and of how few cases a share is."""
    if one.values is None:
        text, height = WORDS["missing"][english], 0.0
    elif share and sum(one.values) < SMALL:
        text, height = WORDS["small"][english].format(int(sum(one.values))), 0.0
    else:
        return
    ax.annotate(text, (one.year, height), (0, 3), textcoords="offset points", rotation=90,
                ha="center", va="bottom", fontsize=7, color=INK)  # fmt: skip
