"""The repetition matrix: how much of each section repeats last year's or another organ's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers import arguments
from helpers.errors import ArgumentError
from helpers.plot_page import INK, checked, finish, head, new_axes, note, speaker

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLOURS = "Blues"
# From so much on the colour is dark and its figure white.
DARK = 60
WHITE, EDGE = "#ffffff", "#e3e7eb"
ROW, EDGES = 0.3, 2.0
NUMERALS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def plot_repetition(repetition: pd.DataFrame, language: str = "en", ax: Axes | None = None) -> Axes:
    """Reports as rows, sections as columns: per cent of the section that repeats another report.

    `repetition` is the frame of `helpers.repetition`: a row for each report and each report that it
    was compared with, named behind the arrow (the year alone where it is the same organ's). Raises
    ArgumentError for an empty frame. Example:
    `plot_repetition(repetition(reports), language="zh")`.
    """
    from matplotlib import colormaps

    from helpers.frames import COLUMNS

    language = checked(language, ax)
    maker, say = "helpers.repetition(reports)", speaker(language)
    arguments.frame("repetition", repetition, maker, COLUMNS["repetition"])
    if repetition.empty:
        raise ArgumentError("no report was compared with another; give two years or organs")
    shares = repetition.astype({"section": int}).drop_duplicates(["report", "other", "section"])
    pairs = shares.drop_duplicates(["report", "other"])
    rows = {(p.report, p.other): at for at, p in enumerate(pairs.itertuples())}
    sections = sorted(set(shares["section"]))
    ax = ax or new_axes(ROW * len(rows) + EDGES)
    columns = ["report", "other", "section", "share"]
    for report, other, section, part in shares[columns].astype(object).to_numpy():
        at, share = rows[report, other], 100 * part
        colour = colormaps[COLOURS](part)
        ax.barh(at, 0.94, 0.9, left=section - 0.47, color=colour, edgecolor=EDGE)
        ink = WHITE if share >= DARK else INK
        ax.text(section, at, f"{share:.0f}", ha="center", va="center", fontsize=8, color=ink)
    ax.set(xlim=(sections[0] - 0.5, sections[-1] + 0.5), ylim=(len(rows) - 0.5, -0.5))
    ax.set_xticks(sections, [NUMERALS[n] if n < len(NUMERALS) else str(n) for n in sections])
    ax.set_yticks(range(len(rows)), [_name(pair) for pair in pairs.itertuples()], fontsize=8)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel(f"{say('section axis')} · {say('repeated axis')}", fontsize=8)
    head(ax, say("repetition"), "")
    note(ax, [say("section repeats")], language, below=40)
    return finish(ax)


def _name(pair: object) -> str:
    """A report and the one it is compared with; the organ once where it is the same."""
    organ, year, other, before = (
        getattr(pair, name) for name in ("organ", "year", "other_organ", "other_year")
    )
    return f"{organ} {year} → {before}" if organ == other else f"{organ} {year} → {other} {before}"
