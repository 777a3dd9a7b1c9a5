"""Normative documents: the printed stock against the one rolled forward from the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.plot_page import BAR, INK, LINE, QUIET, finish, new_axes, number, speaker
from helpers.plot_years import one_organ

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

STOCK, ISSUED, REPEALED = (
    f"normative_documents_{end}" for end in ("in_force", "issued", "repealed")
)
ROLLED = "#d55e00"
WORDS = {
    "title": ("行政规范性文件：现行有效件数", "Normative documents in force"),
    "printed": ("表中所列现行有效件数", "printed as in force"),
    "rolled": ("上年现行有效加制发减废止", "last year's in force plus issued less repealed"),
    "unclear": ("有多种读法", "several readings"),
    "axis": ("件", "documents (件)"),
}


def plot_stock(
    panel: pd.DataFrame, organ: str | None = None, language: str = "en", ax: Axes | None = None
) -> Axes:
    """The printed stock of normative documents, and what it should be after last year's.

    From a frame of `helpers.panel`; only the form of 2021 asks for the stock. A year whose figure
    is not clear is marked and drawn nowhere. Raises ValueError as `plot_outcomes` does, and where
    no report prints a stock. Example: `plot_stock(panel(reports))`.
    """
    speaker(language)
    rows = one_organ(panel, organ)
    wide = rows.pivot(index="year", columns="indicator", values="value")
    if STOCK not in wide or wide[STOCK].isna().all():
        raise ValueError("no report of the organ prints a clear stock of normative documents")
    wide = wide[wide.index.isin(rows[rows["indicator"] == STOCK]["year"])]
    english = language == "en"
    printed = _by_year(wide[STOCK])
    change = _by_year(wide[ISSUED] - wide[REPEALED])
    rolled = {y: printed[y - 1] + value for y, value in change.items() if y - 1 in printed}
    ax = ax or new_axes(3.6)
    _points(ax, printed, "o", BAR, WORDS["printed"][english], -12)
    _points(ax, rolled, "D", ROLLED, WORDS["rolled"][english], 6)
    for year in sorted(set(wide.index.to_list()) - set(printed)):
        ax.text(year, 0.5, WORDS["unclear"][english], rotation=90, ha="center", va="center",
                fontsize=8, color=QUIET, transform=ax.get_xaxis_transform())  # fmt: skip
    years = [int(year) for year in wide.index.to_list()]
    ax.set_xticks(years, [str(year) for year in years], fontsize=8)
    ax.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    ax.margins(y=0.35)
    ax.set_ylabel(WORDS["axis"][english], fontsize=8, color=INK)
    ax.tick_params(axis="y", labelsize=8, colors=INK)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(LINE)
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.12), ncols=2, frameon=False, fontsize=8)
    name = str(rows["organ"].iloc[0])
    ax.set_title(f"{name}\n{WORDS['title'][english]}", loc="left", fontsize=11, color=INK, pad=8)
    return finish(ax)


def _by_year(values: pd.Series) -> dict[int, float]:
    """The known figures of a series."""
    years = [int(year) for year in values.dropna().index.to_list()]
    return dict(zip(years, map(float, values.dropna()), strict=True))


def _points(
    ax: Axes, points: dict[int, float], sign: str, colour: str, label: str, above: int
) -> None:
    """Marks with their figures; no line, since a stock is printed once a year."""
    ax.plot(list(points), list(points.values()), sign, color=colour, markersize=6, label=label)
    for year, value in points.items():
        ax.annotate(number(value), (year, value), (0, above), textcoords="offset points",
                    ha="center", fontsize=8, color=colour)  # fmt: skip
