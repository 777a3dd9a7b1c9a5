"""Organs side by side: one indicator in small multiples, and the calendar of findings."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from helpers.indicators import all_indicators
from helpers.organs import organ_map
from helpers.plot_page import BAR, INK, LINE, QUIET, finish, new_axes, number, speaker

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

CALENDAR = ("#ffffff", "#fbe3d2", "#f2b48c", "#e08148", "#d55e00")
WORDS = {
    "calendar": ("核对不符的项数，按机关与年度", "Checks that fail, by organ and year"),
    "none": ("无报告", "no report"),
    "repetition": (
        "正文与上一年重复的比例（%）",
        "Share of the prose that repeats last year's (%)",
    ),
    "section": ("第{}部分", "section {}"),
}


def plot_organs(
    panel: pd.DataFrame, indicator: str = "received", language: str = "en", ax: Axes | None = None
) -> Axes:
    """One indicator for every organ of a panel, each in a small chart with a scale of its own.

    A line joins neighbouring years on the same form only. Raises ValueError for an
    indicator that the panel does not have. The charts are the `child_axes` of the axes returned,
    labelled with the organ. Example: `plot_organs(panel(reports), "received")`.
    """
    speaker(language)
    rows = panel[panel["indicator"] == indicator]
    if rows.empty:
        raise ValueError(f"the panel has no indicator {indicator!r}")
    organs = list(rows["organ"].dropna().unique())
    ax = ax or new_axes(1.5 * len(organs) + 0.8)
    ax.set_axis_off()
    first, last = int(rows["year"].min()), int(rows["year"].max())
    step = 1 / len(organs)
    for at, organ in enumerate(organs):
        box = (0.06, 1 - (at + 1) * step + 0.3 * step, 0.92, 0.52 * step)
        _line(ax.inset_axes(box, label=organ), rows[rows["organ"] == organ], first, last)
    known = all_indicators()[indicator]
    name = known.english if language == "en" else known.chinese
    unit = f"（{known.unit}）" if language == "zh" else f" ({known.unit})"
    ax.set_title(name + (unit if known.unit else ""), loc="left", fontsize=11, color=INK, pad=8)
    return finish(ax)


def _line(ax: Axes, rows: pd.DataFrame, first: int, last: int) -> None:
    """The figures of one organ, joined where they are comparable."""
    rows = rows.sort_values("year")
    known = rows[rows["value"].notna()]
    years, forms = known["year"].astype(int).to_list(), known["form"].to_list()
    points = list(zip(years, known["value"].astype(float).to_list(), forms, strict=True))
    for (year, value, form), (later, other, new) in pairwise(points):
        if form == new and later == year + 1:
            ax.plot([year, later], [value, other], color=BAR, linewidth=1.4)
    ax.plot([p[0] for p in points], [p[1] for p in points], "o", color=BAR, markersize=4)
    for year, value, _ in points:
        ax.annotate(number(value), (year, value), (0, 5), textcoords="offset points", ha="center",
                    fontsize=7, color=INK)  # fmt: skip
    top = max((value for _, value, _ in points), default=1.0) or 1.0
    ax.set(xlim=(first - 0.6, last + 0.6), ylim=(-0.05 * top, 1.35 * top))
    ax.set_title(str(rows["organ"].iloc[0]), loc="left", fontsize=8, color=QUIET, pad=2)
    ax.set_xticks(range(first, last + 1), [str(y) for y in range(first, last + 1)], fontsize=7)
    ax.tick_params(axis="y", labelsize=7, colors=QUIET)
    ax.locator_params(axis="y", nbins=3)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(LINE)


def plot_calendar(findings: pd.DataFrame, language: str = "en", ax: Axes | None = None) -> Axes:
    """How many checks fail in each organ's report of each year; every square has its number.

    `findings` is a whole frame of `helpers.check`: a report without failures is a 0, no report is
    no square, and the names of an organ over the years are one row. Example:
    `plot_calendar(check(reports))`.
    """
    speaker(language)
    counts = (
        findings.assign(
            organ=findings["organ"].map(organ_map().of), failed=findings["status"] == "fails"
        )
        .groupby(["organ", "year"])["failed"]
        .sum()
        .unstack()
    )
    title = WORDS["calendar"][language == "en"]
    values = [[_known(value) for value in row] for row in counts.to_numpy(dtype=object)]
    years = [str(int(year)) for year in counts.columns]
    return _grid(values, [str(organ) for organ in counts.index], years, title, ax)


def plot_repetition(
    repetition: pd.DataFrame, organ: str, language: str = "en", ax: Axes | None = None
) -> Axes:
    """How much of each section repeats the organ's report on the year before, in per cent.

    `repetition` is a frame of `helpers.repetition`. Raises ValueError where it has no comparison of
    the organ with its own year before. Example:
    `plot_repetition(repetition(reports), "平潭综合实验区管理委员会")`.
    """
    speaker(language)
    own = repetition[(repetition["organ"] == organ) & (repetition["other_organ"] == organ)]
    own = own[own["other_year"] == own["year"] - 1]
    if own.empty:
        known = list(repetition["organ"].dropna().unique())
        raise ValueError(f"no two years of {organ!r} are compared; the frame has {known}")
    shares = (own.groupby(["section", "year"])["share"].max() * 100).unstack()
    rows = [WORDS["section"][language == "en"].format(section) for section in shares.index]
    values = [[_known(value) for value in row] for row in shares.to_numpy(dtype=object)]
    title = f"{organ}\n{WORDS['repetition'][language == 'en']}"
    return _grid(values, rows, [str(int(year)) for year in shares.columns], title, ax)


def _known(value: object) -> float | None:
    """A number, or None where the frame has none."""
    text = str(value)
    return None if text in ("<NA>", "nan", "None") else float(text)


def _grid(
    values: list[list[float | None]],
    rows: list[str],
    columns: list[str],
    title: str,
    ax: Axes | None,
) -> Axes:
    """Numbers in squares, the darker the larger."""
    from matplotlib.patches import Rectangle

    ax = ax or new_axes(0.36 * len(rows) + 1.1)
    top = max((value for row in values for value in row if value), default=1.0)
    for y, row in enumerate(values):
        for x, value in enumerate(row):
            if value is None:
                continue
            shade = CALENDAR[min(len(CALENDAR) - 1, round((len(CALENDAR) - 1) * value / top))]
            ax.add_patch(
                Rectangle((x, y), 0.94, 0.9, facecolor=shade, edgecolor=LINE, linewidth=0.6)
            )
            ax.text(x + 0.47, y + 0.47, f"{value:.0f}", ha="center", va="center", fontsize=8,
                    color=INK)  # fmt: skip
    ax.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
    ax.set_xticks([x + 0.47 for x in range(len(columns))], columns, fontsize=8)
    ax.set_yticks([y + 0.45 for y in range(len(rows))], rows, fontsize=8)
    ax.tick_params(length=0, colors=INK)
    ax.spines[:].set_visible(False)
    ax.set_title(title, loc="left", fontsize=11, color=INK, pad=8)
    return finish(ax)
