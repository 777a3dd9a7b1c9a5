"""What the figures over years share: one organ's figures, forms kept apart, places without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import arguments
from helpers.arguments import LANGUAGES
from helpers.display_tables import words
from helpers.errors import ArgumentError
from helpers.indicators import all_indicators, sentence
from helpers.panels import panel
from helpers.plot_page import LINE, QUIET, SAY, number, speaker
from helpers.report import Report, Reports

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    Given = Report | Reports | Iterable[Report] | pd.DataFrame
    Organs = str | Path | None

# Sentences of the panel's notes that say why a value is missing.
REASONS = ("blank", "mark", "unit", "absent", "ambiguous", "unreadable", "together", "nothing")
# Stands for the cell in a sentence.
CELL = "{}"
# Points above the axes that the names of the forms take.
FORM_NAMES = 26
SMALL_TEXT = 8


@dataclass(frozen=True)
class Series:
    """The figures of one organ by indicator and year; None for one that is not a clear number."""

    organ: str
    forms: dict[int, str]
    values: dict[tuple[str, int], float | None]
    notes: dict[tuple[str, int], str]

    @property
    def years(self) -> list[int]:
        """Every year from the first report to the last, with or without a report."""
        return list(range(min(self.forms), max(self.forms) + 1))

    def asked(self, indicator: str, year: int) -> bool:
        return (indicator, year) in self.values

    def why_not(self, indicator: str, year: int, language: str) -> str:
        """Why there is no figure to draw, in a word."""
        say = speaker(language)
        if year not in self.forms:
            return say("no report")
        if not self.asked(indicator, year):
            known = all_indicators().get(indicator)
            asks = known is not None and self.forms[year] in known.forms
            return say("missing word" if asks else "not asked")
        return reason_word(self.notes[indicator, year], language)


def reason_word(note: str, language: str) -> str:
    """The word for a note of the panel that says why a value is missing."""
    for reason in REASONS:
        if any(_says(note, sentence(reason, tongue, cell=CELL)) for tongue in LANGUAGES):
            if reason in SAY:
                return speaker(language)(reason)
            return str(words()["statuses"][reason][language])
    return speaker(language)("missing word")


def _says(note: str, sentence_of_cell: str) -> bool:
    """Whether a note holds a sentence, whatever cell it names."""
    return all(part in note for part in sentence_of_cell.split(CELL))


def panel_of(given: Given, organs: Organs = None) -> pd.DataFrame:
    """The rows of a panel, or of the panel of reports, that have an organ and a year."""
    import pandas as pd

    from helpers.frames import COLUMNS

    if isinstance(given, pd.DataFrame):
        if organs is not None:
            expected = "None for a panel, whose organs are named already"
            arguments.refuse("organs", organs, expected, "Give it to helpers.panel.")
        frame = arguments.frame("given", given, "helpers.panel(reports)", COLUMNS["panel"])
    else:
        frame = panel(given, organs=organs)
    return frame[frame["organ"].notna() & frame["year"].notna()]


def series_of(given: Given, organ: str | None = None, organs: Organs = None) -> Series:
    """One organ's figures; ArgumentError if it is not there, or several are and none is named."""
    frame = panel_of(given, organs)
    names = sorted(set(frame["organ"]))
    if organ is None and len(names) == 1:
        organ = names[0]
    if organ not in names:
        there = f"the panel has {', '.join(names) or 'no organ'}"
        raise ArgumentError(f"organ is {organ!r}; {there}. Name one of them with organ=")
    rows = frame[frame["organ"] == organ].astype(object)
    known = rows["value"].notna()
    keys = [(str(i), int(y)) for i, y in zip(rows["indicator"], rows["year"], strict=True)]
    return Series(
        str(organ),
        {int(y): str(form) for y, form in zip(rows["year"], rows["form"], strict=True)},
        {
            k: float(v) if there else None
            for k, v, there in zip(keys, rows["value"], known, strict=True)
        },
        {k: str(n) for k, n in zip(keys, rows["note"].fillna(""), strict=True)},
    )


def joined(series: Series, indicator: str) -> list[list[int]]:
    """Runs of years that a line may join: a figure each, no gap, no change of form between them."""
    runs: list[list[int]] = []
    for year in series.years:
        if series.values.get((indicator, year)) is None:
            continue
        last = runs[-1][-1] if runs else None
        if last == year - 1 and series.forms[last] == series.forms[year]:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def year_axis(ax: Axes, series: Series, language: str) -> None:
    """Years as ticks, a dashed line wherever the form changes, and the forms' names above."""
    years = series.years
    ax.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    ax.set_xticks(years, [str(year) for year in years], fontsize=SMALL_TEXT)
    ax.tick_params(length=0)
    ax.spines[["top", "right"]].set_visible(False)
    ax.yaxis.set_major_formatter(lambda value, _: number(value))
    runs = [list(run) for _, run in groupby(sorted(series.forms), key=series.forms.__getitem__)]
    for at, run in enumerate(runs):
        if at:
            ax.axvline((runs[at - 1][-1] + run[0]) / 2, color=QUIET, linewidth=1, linestyle="--")
        name, place = _form_name(series.forms[run[0]], language), (sum(run) / len(run), 1.01)
        ax.text(*place, name, transform=ax.get_xaxis_transform(), **_quiet("bottom"))


def _form_name(form: str, language: str) -> str:
    """The name of a form on two lines: the region of a local one, and its first year."""
    region, _, year = form.rpartition("-")
    word = region or "form"
    return f"{speaker(language)(word) if word in SAY else word}\n{year}"


def say_why(ax: Axes, year: int, word: str) -> None:
    """A word upright at the place of a year that has no figure; Chinese from top to bottom."""
    chinese = word.isalpha() and not word.isascii()
    text, rotation = ("\n".join(word), 0) if chinese else (word, 90)
    ax.text(
        year, 0.97, text, transform=ax.get_xaxis_transform(), rotation=rotation, **_quiet("top")
    )


def _quiet(va: str) -> dict[str, Any]:
    return {"ha": "center", "va": va, "color": QUIET, "fontsize": SMALL_TEXT}


def legend_below(ax: Axes, columns: int = 4, last: Sequence[str] = ()) -> int:
    """The legend under the years; return how many points the axes and it take downwards.

    The names in `last` stand behind the others, in their order.
    """
    handles, labels = ax.get_legend_handles_labels()
    first = dict(zip(labels, handles, strict=True))
    first |= {name: first.pop(name) for name in last if name in first}
    if not first:
        return 24
    ax.legend(
        first.values(), first.keys(), loc="upper left", bbox_to_anchor=(0, 0), ncols=columns,
        borderaxespad=2.6, frameon=False, fontsize=SMALL_TEXT, edgecolor=LINE, handlelength=1.2,
    )  # fmt: skip
    return 30 + 13 * -(-len(first) // columns)
