"""The figures: how requests came in and ended, and what was disclosed. Axes in, axes out.

A figure that the report does not print as one clear number is never drawn as zero: its place says
why, and a note beneath repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import arguments
from helpers.cells import Cell
from helpers.forms import Table, load_form
from helpers.indicators import JOINS
from helpers.pictures import Draw, save_pictures
from helpers.plot_calendar import plot_calendar
from helpers.plot_check_figures import plot_identifiability
from helpers.plot_organs import plot_organs
from helpers.plot_page import (
    INK,
    LINE,
    QUIET,
    Say,
    checked,
    finish,
    new_axes,
    note,
    number,
    speaker,
    status_word,
    table_of,
    title,
    use_chinese_font,
)
from helpers.plot_panels import Group, draw_group
from helpers.plot_repetition import plot_repetition
from helpers.plot_series import save_series
from helpers.plot_stacks import OUTCOMES, plot_applicants, plot_disputes, plot_outcomes
from helpers.plot_stock import plot_stock
from helpers.report import Report, report_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "plot_applicants",
    "plot_calendar",
    "plot_disclosure",
    "plot_disputes",
    "plot_identifiability",
    "plot_organs",
    "plot_outcomes",
    "plot_repetition",
    "plot_requests",
    "plot_stock",
    "save_figures",
    "save_series",
    "use_chinese_font",
]

HEAD = 2.0  # Rows of height that the heads of a group take.

# Pattern of row keys, official and English name, colour (Okabe and Ito).
CAME_IN = (
    ("received", "本年新收", "Received this year", "#0072b2"),
    ("carried_in", "上年结转", "Carried over from last year", "#56b4e9"),
)
ENDED = (
    *((f"{key.removesuffix('_outcomes')}*", zh, en, colour) for key, zh, en, colour in OUTCOMES),
    ("carried_out", "结转下年度", "Carried over to next year", "#56b4e9"),
)


def plot_requests(report: Report, language: str = "en", ax: Axes | None = None) -> Axes:
    """How requests came in, and how they ended, each side adding up from the left.

    Drawn from the total column. Raises FormError for a form without a table of requests. Example:
    `plot_requests(read("data/reports/wushan-planning/2020.txt"), language="zh")`.
    """
    language = checked(language, ax)
    table, say = table_of(report_of(report), "requests"), speaker(language)
    totals = [c for c in report.cells if c.table == table.key and c.column == "total"]
    sides = [[_part(totals, entry, language) for entry in side] for side in (CAME_IN, ENDED)]
    ax = ax or new_axes(4.6)
    ticks: dict[float, str] = {}
    y = 0.0
    for parts, word in zip(sides, ("in", "out"), strict=True):
        ax.text(0, y, say(word).format(_sum_text(parts, say)), color=INK, va="center")
        ticks |= _cascade(ax, parts, y + 1, language)
        y += len(parts) + 1.5
    reach = max(1.0, *(sum(part.value for part in parts) for parts in sides))
    ax.set(xlim=(0, reach * 1.15), ylim=(y - 0.8, -0.8), xlabel=say("axis"))
    ax.set_yticks(list(ticks), list(ticks.values()))
    ax.locator_params(axis="x", integer=True, nbins=6)
    ax.xaxis.set_major_formatter(lambda value, _: number(value))
    ax.tick_params(length=0, colors=INK)
    ax.spines[["top", "right", "left"]].set_visible(False)
    title(ax, report, say("requests"), say)
    note(ax, _notes(sides, say, language), language, below=40)
    return finish(ax)


def plot_disclosure(report: Report, language: str = "en", ax: Axes | None = None) -> Axes:
    """The table of proactive disclosure as bars with their figures, one small panel per column.

    Panels share a scale only within a group of rows and a unit, since decisions, items and money
    differ by orders of magnitude; a figure that stands alone in its unit is printed without a bar.
    The panels are the `child_axes` of the axes returned, labelled with the column's key. Raises
    FormError for a form without a table of disclosure.
    """
    language = checked(language, ax)
    table, say = table_of(report_of(report), "disclosure"), speaker(language)
    cells = {(cell.row, cell.column): cell for cell in report.cells if cell.table == table.key}
    groups = [list(g) for _, g in groupby(table.blocks, lambda block: block.columns[0].key)]
    heights = [HEAD + sum(len(block.rows) for block in group) for group in groups]
    ax = ax or new_axes(0.27 * sum(heights) + 0.9)
    ax.set_axis_off()
    top = 0.0
    for group, height in zip(groups, heights, strict=True):
        bottom = 1 - (top + height) / sum(heights)
        body = bottom, (height - HEAD) / sum(heights)
        draw_group(ax, Group(group, cells, language), body)
        top += height
    title(ax, report, say("disclosure"), say)
    missing = [
        say("part").format(_cell_name(table, c, language), status_word(c, language))
        for c in cells.values()
        if c.value is None
    ]
    notes = [say("scale")]
    if missing:
        notes.append(say("missing").format(JOINS[language].join(missing)))
    note(ax, notes, language, below=12)
    return finish(ax)


def _cell_name(table: Table, cell: Cell, language: str) -> str:
    names = table.row_label(cell.row, language), table.column_label(cell.column, language)
    return speaker(language)("cell").format(*names)


def save_figures(report: Report, stem: str | Path, language: str = "en") -> list[Path]:
    """Write each figure whose table the report's form has as `stem-NAME.png`; return the files."""
    draws = figures_of(report_of(report), arguments.language(language))
    advice = "Name the front of the files, such as build/2020."
    stem = arguments.path("stem", stem, "a path without an end", advice)
    paths = {stem.parent / f"{stem.name}-{name}.png": draw for name, draw in draws.items()}
    return save_pictures(paths, [report])


def figures_of(report: Report, language: str) -> dict[str, Draw]:
    """What draws each figure whose table the report's form has, by the name of the table."""
    tables = load_form(report.form).tables
    plots = {"disclosure": plot_disclosure, "requests": plot_requests}
    return {name: partial(plots[name], report, language) for name in plots if name in tables}


@dataclass(frozen=True)
class _Part:
    """One bar: the sum of what is printed, and the cells that print no clear number."""

    name: str
    colour: str
    cells: list[Cell]
    missing: list[Cell]

    @property
    def value(self) -> float:
        return sum(cell.value for cell in self.cells if cell.value is not None)

    @property
    def drawn(self) -> bool:
        return len(self.missing) < len(self.cells)


def _part(totals: Iterable[Cell], entry: tuple[str, str, str, str], language: str) -> _Part:
    pattern, chinese, english, colour = entry
    cells = [cell for cell in totals if fnmatchcase(cell.row, pattern)]
    missing = [cell for cell in cells if cell.value is None]
    return _Part(chinese if language == "zh" else english, colour, cells, missing)


def _cascade(ax: Axes, parts: Sequence[_Part], y: float, language: str) -> dict[float, str]:
    """Draw the parts of one side, each beginning where the last ended; return their tick labels."""
    start, ticks = 0.0, {}
    for at, part in enumerate(parts):
        end = start + part.value
        if part.drawn:
            ax.barh(y + at, part.value, left=start, height=0.62, color=part.colour, label=part.name)
        text = _value_text(part, language)
        ax.annotate(
            text,
            (end, y + at),
            (4, 0),
            textcoords="offset points",
            va="center",
            color=INK if part.drawn else QUIET,
        )
        if at + 1 < len(parts):
            ax.plot([end, end], [y + at, y + at + 1], color=LINE, linewidth=0.8, zorder=0)
        ticks[y + at], start = part.name, end
    return ticks


def _value_text(part: _Part, language: str) -> str:
    return _sum_text([part], speaker(language)) if part.drawn else _reasons(part, language)


def _sum_text(parts: Sequence[_Part], say: Say) -> str:
    """The sum of what is printed; a lower bound where a figure is missing."""
    if not any(part.drawn for part in parts):
        return say("not known")
    text = number(sum(part.value for part in parts))
    return say("at least").format(text) if any(part.missing for part in parts) else text


def _reasons(part: _Part, language: str) -> str:
    return "/".join(dict.fromkeys(status_word(cell, language) for cell in part.missing))


def _notes(sides: Sequence[Sequence[_Part]], say: Say, language: str) -> list[str]:
    """What is not drawn and why, or else that the two sides differ."""
    named = []
    for part in (part for side in sides for part in side if part.missing):
        reason = _reasons(part, language)
        if part.drawn:
            reason = say("some").format(len(part.cells), len(part.missing), reason)
        named.append(say("part").format(part.name, reason))
    if named:
        return [say("missing").format(JOINS[language].join(named))]
    came, ended = (number(sum(part.value for part in side)) for side in sides)
    return [say("differ").format(came, ended)] if came != ended else []
