"""Small multiples: one indicator of several organs over the years, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers import arguments
from helpers.errors import ArgumentError
from helpers.indicators import SHARE, all_indicators
from helpers.panel_values import LEAST
from helpers.plot_page import BAR, INK, checked, finish, head, new_axes, note, number, speaker
from helpers.plot_years import (
    FORM_NAMES,
    SMALL_TEXT,
    Series,
    joined,
    panel_of,
    say_why,
    series_of,
    year_axis,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from helpers.plot_years import Given

HEIGHT, GAP = 2.0, 0.46
MARKER = 5


def plot_organs(
    given: Given,
    indicator: str = "received",
    language: str = "en",
    ax: Axes | None = None,
    *,
    organs: Sequence[str] | None = None,
) -> Axes:
    """One indicator of `helpers.panel` for several organs (default all), a panel for each.

    The panels are the `child_axes` of the axes returned, labelled with the organ; all have the same
    years and the same scale, in the unit of the indicator (rates in per cent). A line joins years
    of one form without a gap; a rate of fewer than five is hollow, and a figure that is not one
    clear number says why. Raises ArgumentError for an unknown indicator or organ. Example:
    `plot_organs(panel, "granted_share", language="zh")`.
    """
    language = checked(language, ax)
    indicator = arguments.choice("indicator", indicator, all_indicators())
    say, frame = speaker(language), panel_of(given)
    names = sorted(set(frame["organ"])) if organs is None else _named(organs)
    several = [series_of(frame, name) for name in names]
    if not several:
        raise ArgumentError("no organ to draw; give reports that state their organ and year")
    ax = ax or new_axes(HEIGHT * len(several) + 0.9)
    ax.set_axis_off()
    step = 1 / len(several)
    panels = [
        ax.inset_axes((0, 1 - (at + 1) * step, 1, step * (1 - GAP)), label=series.organ)
        for at, series in enumerate(several)
    ]
    for panel, series in zip(panels, several, strict=True):
        _draw(panel, series, indicator, language)
    _one_scale(panels)
    item = all_indicators()[indicator]
    what = item.chinese if language == "zh" else item.english
    head(ax, what, say("small multiples"), above=4)
    remarks = [say("forms")] if len(set(frame["form"])) > 1 else []
    if item.unit == SHARE:
        remarks.append(say("hollow").format(LEAST))
    note(ax, remarks, language, below=26)
    return finish(ax)


def _named(organs: Sequence[str]) -> list[str]:
    """The organs asked for; one name alone is not a list of its characters."""
    expected, advice = "a list of names, or None", 'Write organs=["…"], also for one.'
    if isinstance(organs, str):
        arguments.refuse("organs", organs, expected, advice, type_=True)
    return arguments.listed("organs", organs, expected, advice)


def _draw(ax: Axes, series: Series, indicator: str, language: str) -> None:
    item, say = all_indicators()[indicator], speaker(language)
    scale = 100 if item.unit == SHARE else 1
    for run in joined(series, indicator):
        heights = [(series.values[indicator, year] or 0.0) * scale for year in run]
        ax.plot(run, heights, color=BAR, linewidth=1.4)
        for year, height in zip(run, heights, strict=True):
            face = "white" if _small(series, indicator, year) else BAR
            ax.plot([year], [height], "o", color=BAR, markerfacecolor=face, markersize=MARKER,
                    clip_on=False, zorder=3)  # fmt: skip
            text = f"{height:.0f}" if scale != 1 else number(height)
            ax.annotate(
                text, (year, height), (0, 5), textcoords="offset points",
                ha="center", fontsize=7, color=INK,
            )  # fmt: skip
    for year in sorted(series.forms):
        if series.values.get((indicator, year)) is None:
            say_why(ax, year, series.why_not(indicator, year, language))
    year_axis(ax, series, language)
    unit = say("share axis") if item.unit == SHARE else item.unit
    ax.set_ylabel(unit, fontsize=SMALL_TEXT)
    ax.tick_params(axis="y", labelsize=7)
    ax.tick_params(axis="x", pad=MARKER)
    ax.locator_params(axis="y", nbins=3)
    ax.set_title(series.organ, loc="left", fontsize=9, color=INK, pad=FORM_NAMES)


def _small(series: Series, indicator: str, year: int) -> bool:
    """Whether a rate has a denominator under which it says little."""
    parts = all_indicators()[indicator].denominator
    return bool(parts) and sum(series.values.get((p, year)) or 0.0 for p in parts) < LEAST


def _one_scale(panels: Sequence[Axes]) -> None:
    """The same years and the same heights in every panel."""
    limits = [(*panel.get_xlim(), *panel.get_ylim()) for panel in panels]
    low, high = min(x[0] for x in limits), max(x[1] for x in limits)
    ticks = range(round(low + 0.6), round(high - 0.6) + 1)
    top = max(x[3] for x in limits)
    for panel in panels:
        panel.set(xlim=(low, high), ylim=(min(0, *(x[2] for x in limits)), top * 1.25))
        panel.set_xticks(list(ticks), [str(year) for year in ticks], fontsize=7)
