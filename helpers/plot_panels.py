"""Panels: a part of a table as small bars with their figures, one panel per column."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.cells import Cell
from helpers.forms import Block, Item
from helpers.plot_page import BAR, INK, LINE, QUIET, number, status_word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MIXED = "/"
LABELS, NEGATIVE_ROOM, LABEL_ROOM, GAP = 0.27, 0.3, 0.4, 0.03
# The characters of an English name that fit next to the panels.
WRAP = 30
UNITS = {"件": "number", "个": "number", "项": "items", "万元": "10,000 yuan", "元": "yuan"}


@dataclass(frozen=True)
class Group:
    """Blocks with the same columns; a shorter block has fewer of them."""

    blocks: list[Block]
    cells: dict[tuple[str, str], Cell]
    language: str

    @property
    def rows(self) -> list[Item]:
        return [row for block in self.blocks for row in block.rows]

    @property
    def columns(self) -> tuple[Item, ...]:
        return max((block.columns for block in self.blocks), key=len)

    def column(self, column: Item) -> list[Cell | None]:
        return [self.cells.get((row.key, column.key)) for row in self.rows]

    def unit(self, column: Item) -> str:
        """The unit as printed; a column whose cells differ in unit names them all."""
        units = (cell.unit for cell in self.column(column) if cell and cell.unit)
        return MIXED.join(dict.fromkeys(units))

    def values(self, unit: str) -> dict[str, list[float]]:
        """The printed numbers of every column in a unit."""
        return {
            column.key: [c.value for c in self.column(column) if c and c.value is not None]
            for column in self.columns
            if self.unit(column) == unit
        }


def draw_group(ax: Axes, group: Group, body: tuple[float, float]) -> None:
    """One panel per column, side by side, behind the names of the rows."""
    bottom, height = body
    step = (1 - LABELS) / len(group.columns)
    for at, column in enumerate(group.columns):
        panel = ax.inset_axes((LABELS + at * step, bottom, step - GAP, height), label=column.key)
        _draw_column(panel, group, column)
    for at, row in enumerate(group.rows):
        name = row.label if group.language == "zh" else textwrap.fill(row.english, WRAP)
        y = bottom + height * (1 - (at + 0.5) / len(group.rows))
        ax.text(0, y, name, transform=ax.transAxes, va="center", color=INK)


def _draw_column(panel: Axes, group: Group, column: Item) -> None:
    """The bars of one column with their figures, from a zero line, under the name and the unit."""
    unit = group.unit(column)
    related = group.values(unit)
    compared = sum(map(len, related.values())) > 1 and MIXED not in unit
    panel.set(xlim=_limits(related, column.key), ylim=(len(group.rows) - 0.5, -0.5))
    panel.set(xticks=[], yticks=[], facecolor="none")
    panel.spines[:].set_visible(False)
    panel.spines["top"].set(visible=True, color=LINE, linewidth=0.8)
    for y, cell in enumerate(group.column(column)):
        if cell is None:
            continue
        if compared and cell.value is not None:
            panel.barh(y, cell.value, height=0.56, color=BAR)
        _label(panel, y, cell, column.signed, group.language, compared)
    if compared:
        panel.axvline(0, color=QUIET, linewidth=0.8)
    head = _head(column, unit, group.language)
    panel.set_title(head, loc="left", fontsize=8.5, color=QUIET, pad=4)


def _head(column: Item, unit: str, language: str) -> str:
    """The name of a column and its unit, unless the name ends in it."""
    name = column.label if language == "zh" else column.english
    shown = unit if language == "zh" else UNITS.get(unit, unit)
    if not shown or name.endswith((f"{shown})", f"{shown}）")):
        return name
    return f"{name}（{shown}）" if language == "zh" else f"{name}\n({shown})"


def _limits(related: dict[str, list[float]], key: str) -> tuple[float, float]:
    """The limits of one panel: panels in one unit have the same length, so the same scale."""
    spans = {k: (min((0.0, *v)), max((0.0, *v))) for k, v in related.items()}
    length = max(high - low for low, high in spans.values()) or 1.0
    below = any(low < 0 for low, _ in spans.values())
    start = spans[key][0] - (NEGATIVE_ROOM * length if spans[key][0] < 0 else 0)
    return start, start + length * (1 + LABEL_ROOM + NEGATIVE_ROOM * below)


def _label(panel: Axes, y: int, cell: Cell, signed: bool, language: str, compared: bool) -> None:
    """The figure at the end of its bar, or why there is none."""
    if cell.value is None:
        text, end = status_word(cell, language), 0.0
    else:
        text, end = number(cell.value, signed), cell.value if compared else 0.0
    left = end < 0
    panel.annotate(
        text,
        (end, y),
        (-4 if left else 4 if compared else 0, 0),
        textcoords="offset points",
        va="center",
        ha="right" if left else "left",
        color=QUIET if cell.value is None else INK,
    )
