"""Stock and flow of documents: what is printed as in force against last year's rolled forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.errors import ArgumentError
from helpers.indicators import JOINS
from helpers.plot_page import INK, checked, finish, head, new_axes, note, number, speaker
from helpers.plot_years import (
    FORM_NAMES,
    SMALL_TEXT,
    Series,
    joined,
    legend_below,
    say_why,
    series_of,
    year_axis,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from helpers.plot_years import Given, Organs

STOCK, ISSUED, REPEALED = (
    f"normative_documents_{name}" for name in ("in_force", "issued", "repealed")
)
PRINTED, ROLLED, IN, OUT = "#0072b2", "#d55e00", "#66c2a5", "#e69f00"
WIDTH, ROOM = 0.5, 0.2


def plot_stock(
    given: Given,
    language: str = "en",
    ax: Axes | None = None,
    *,
    organ: str | None = None,
    organs: Organs = None,
) -> Axes:
    """Normative documents in force as printed (line) and as rolled forward (diamonds), in 件.

    Rolled forward is last year's printed stock plus this year's issued less its repealed; it is
    drawn where all three are clear numbers of one form. Bars are issued (up) and repealed (down).
    Only years whose form asks for the stock are drawn; one that is not a clear number says why.
    Raises ArgumentError for an unknown organ, or one whose forms never ask for it. Example:
    `plot_stock(read_all("data/reports/pingtan"), language="zh")`.
    """
    language = checked(language, ax)
    series, say = _on_stock(series_of(given, organ, organs)), speaker(language)
    ax = ax or new_axes(4.6)
    runs = joined(series, STOCK)
    printed = {year: series.values[STOCK, year] or 0.0 for run in runs for year in run}
    for run in runs:
        heights = [printed[year] for year in run]
        ax.plot(run, heights, color=PRINTED, marker="o", label=say("printed"), zorder=3)
    rolled = rolled_forward(series)
    ax.plot(
        list(rolled), list(rolled.values()), linestyle="none", marker="D", markersize=7,
        markerfacecolor="none", markeredgecolor=ROLLED, label=say("rolled"), zorder=4,
    )  # fmt: skip
    for year in series.years:
        _labels(ax, year, printed.get(year), rolled.get(year))
        if year not in printed:
            say_why(ax, year, series.why_not(STOCK, year, language))
    year_axis(ax, series, language)
    ax.axhline(0, color=INK, linewidth=0.8)
    ax.margins(y=ROOM)
    ax.tick_params(axis="y", labelsize=SMALL_TEXT)
    ax.set_ylabel(say("documents axis"))
    head(ax, series.organ, say("stock"), above=FORM_NAMES)
    missing = JOINS[language].join(_flows(ax, series, language))
    remarks = [say("roll"), *([say("missing").format(missing)] if missing else [])]
    note(ax, remarks, language, legend_below(ax, 2))
    return finish(ax)


def rolled_forward(series: Series) -> dict[int, float]:
    """Last year's printed stock plus issued less repealed, where all three are known."""
    found = {}
    for year in series.years:
        before, new, gone = (
            series.values.get(key) for key in ((STOCK, year - 1), (ISSUED, year), (REPEALED, year))
        )
        same = series.forms.get(year - 1) == series.forms.get(year)
        if before is not None and new is not None and gone is not None and same:
            found[year] = before + new - gone
    return found


def _on_stock(series: Series) -> Series:
    """The years from the first to the last whose form asks for the stock."""
    forms = {year: form for year, form in series.forms.items() if series.asked(STOCK, year)}
    if not forms:
        raise ArgumentError(
            f"no form of {series.organ} asks for the stock of normative documents; others do"
        )
    return Series(series.organ, forms, series.values, series.notes)


def _flows(ax: Axes, series: Series, language: str) -> list[str]:
    """Bars of what was issued and repealed with their figures; return those that have none."""
    say, missing = speaker(language), []
    for year in series.years:
        for key, name, colour, sign in ((ISSUED, "issued", IN, 1), (REPEALED, "repealed", OUT, -1)):
            value = series.values.get((key, year))
            if value is not None:
                ax.bar(year, sign * value, WIDTH, color=colour, label=say(name))
                _label(ax, year, sign * value, f"{'+' if sign > 0 else '−'}{number(value)}", sign)
            elif year in series.forms:
                reason = series.why_not(key, year, language)
                missing.append(say("part").format(say("of year").format(year, say(name)), reason))
    return missing


def _labels(ax: Axes, year: int, printed: float | None, rolled: float | None) -> None:
    """The printed stock and, where it differs, the one rolled forward, on the side away from it."""
    over = 1 if printed is None or rolled is None or printed >= rolled else -1
    if printed is not None:
        _label(ax, year, printed, number(printed), over, PRINTED)
    if rolled is not None and rolled != printed:
        _label(ax, year, rolled, number(rolled), -over if printed is not None else 1, ROLLED)


def _label(ax: Axes, year: int, height: float, text: str, side: int, colour: str = INK) -> None:
    ax.annotate(
        text, (year, height), (0, 7 * side if colour != INK else 3 * side), color=colour,
        textcoords="offset points", ha="center", va="bottom" if side > 0 else "top", fontsize=8,
    )  # fmt: skip
