"""The tables of the printed forms in HTML: their heads, groups and rows, around drawn figures."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby, product
from math import lcm
from typing import Any

from helpers.cells import Cell
from helpers.forms import Block, Item, Table

GLUED = ("ambiguous", "unreadable")


class Html(str):
    """Text that is HTML already; any other text is escaped on its way into a tag."""


def tag(name: str, *children: str, **attributes: object) -> Html:
    """One element. `class_` gives the class; what is None, or a span of 1, is left out."""
    inside = "".join(child if isinstance(child, Html) else escape(child) for child in children)
    given = "".join(
        f' {key.rstrip("_")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value != 1
    )
    return Html(f"<{name}{given}>{inside}</{name}>")


@cache
def words() -> dict[str, Any]:
    """The words of a displayed report, and the heads that span rows or columns."""
    return tomllib.loads(files("helpers").joinpath("display.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Words:
    """The words of display.toml in one language."""

    language: str

    def say(self, word: str, section: str = "words", part: str | None = None) -> str:
        """A word in the language of the page, or its `part`, such as its sign."""
        return str(words()[section][word][part or self.language])


@dataclass(frozen=True)
class Printer:
    """One table to be printed: `draw` makes the `<td>` of a figure, or of figures run together."""

    table: Table
    cells: dict[tuple[str, str], Cell]
    language: str
    year: int | None
    draw: Callable[[Sequence[Cell], int], Html]

    def html(self, caption: str) -> Html:
        """The whole table in the layout of the form."""
        columns = {tuple(column.key for column in block.columns) for block in self.table.blocks}
        across = self.table.layout == "across"
        rows = self._across() if across else self._stacked() if len(columns) > 1 else self._listed()
        body = (tag("tr", *row) for row in rows)
        kind = f"gk-form gk-{self.table.key}"
        return tag("table", tag("caption", caption), tag("tbody", *body), class_=kind)

    def say(self, entry: dict[str, str]) -> str:
        return entry[self.language]

    def label(self, item: Item | Block) -> str:
        """The printed label in Chinese, or its gloss."""
        if self.language == "en":
            return item.english
        return item.label.replace("N年度", f"{self.year or 'N'}年度")

    def figures(self, rows: Iterable[str], columns: Iterable[Item], width: int = 1) -> list[Html]:
        """The figures of a line; a run of print that several cells share is drawn once."""
        cells = (self.cells[row, column.key] for row, column in product(rows, columns))
        return [self.draw(list(run), width) for _, run in groupby(cells, _print_of)]

    def _across(self) -> list[list[Html]]:
        """All rows side by side under a head of three levels, and one line of figures."""
        upper: list[Html] = []
        lower: list[Html] = []
        names: list[Html] = []
        for block in self.table.blocks:
            width = len(block.columns)
            heads = upper if not block.label else lower
            if block.label:
                upper.append(_head(self.label(block), width * len(block.rows)))
            for row in block.rows:
                heads.append(_head(self.label(row), width, 1 if block.label else 2))
                names += [_head(self.label(column)) for column in block.columns]
        return [upper, lower, names, self.figures(self.table.rows, self.table.blocks[0].columns)]

    def _stacked(self) -> list[list[Html]]:
        """Blocks with column heads of their own, one below the other."""
        parts = lcm(*(len(block.columns) for block in self.table.blocks))
        content = self.say(words()["words"]["content"])
        rows = []
        for block in self.table.blocks:
            width = parts // len(block.columns)
            rows.append([_head(self.label(block), parts + 1, kind="gk-block")])
            rows.append([_head(content), *(_head(self.label(c), width) for c in block.columns)])
            rows += [
                [_side(self.label(row)), *self.figures([row.key], block.columns, width)]
                for row in block.rows
            ]
        return rows

    def _listed(self) -> list[list[Html]]:
        """Rows under shared column heads, with the groups that span them."""
        spine = words()["heads"].get(self.table.key, {}).get("spine", {})
        printed = dict.fromkeys(row for row, _ in self.cells)
        keys = list(printed)
        inside = keys[keys.index(spine["first"]) : keys.index(spine["last"]) + 1] if spine else []
        beside = not self.table.unit_column and any(block.label for block in self.table.blocks)
        depth = 1 + bool(inside) + beside
        columns = self.table.blocks[0].columns
        rows = self._column_heads(columns, depth)
        for block in self.table.blocks:
            members = [row for row in block.rows if row.key in printed]
            if self.table.unit_column and block.label and members:
                width = depth + 1 + len(columns)
                rows.append([_head(self.label(block), width, kind="gk-block")])
            grouped = beside and bool(block.label and members)
            alone = [block.single] if block.single and not members else []
            for row in members or alone:
                heads = [_side(self.say(spine), 1, len(inside))] if row.key in inside[:1] else []
                if grouped and row is members[0]:
                    heads.append(_side(self.label(block), 1, len(members)))
                label = self._within(row, block) if grouped else self.label(row)
                heads.append(_side(label, depth - grouped - (row.key in inside)))
                if self.table.unit_column:
                    heads.append(_side(self.cells[row.key, columns[0].key].unit or row.unit or ""))
                rows.append([*heads, *self.figures([row.key], columns)])
        return rows

    def _within(self, row: Item, block: Block) -> str:
        """A row's label beneath its group, whose name the English gloss would repeat."""
        group, _, rest = self.label(row).partition(": ")
        repeats = rest and block.english.startswith(group)
        return rest[:1].upper() + rest[1:] if repeats else self.label(row)

    def _column_heads(self, columns: Sequence[Item], depth: int) -> list[list[Html]]:
        heads = words()["heads"].get(self.table.key)
        named = [(column.key, self.label(column)) for column in columns]
        if heads is None:
            spoken = [self.say(words()["words"][word]) for word in ("indicator", "unit")]
            labels = self.table.heads if self.language == "zh" else spoken
            unit = [_head(labels[1])] if self.table.unit_column else []
            corner = _head(labels[0], depth)
            return [[corner, *unit, *(_head(label) for _, label in named)]]
        keys = [key for key, _ in named]
        first, last = keys.index(heads["group"]["first"]), keys.index(heads["group"]["last"]) + 1
        before, group, after = (
            [_head(label, 1, rows) for _, label in part]
            for part, rows in ((named[:first], 2), (named[first:last], 1), (named[last:], 2))
        )
        corner = _head(self.say(heads["corner"]), depth, 3, "gk-corner")
        over = _head(self.say(heads["over"]), len(columns))
        return [
            [corner, over],
            [*before, _head(self.say(heads["group"]), len(group)), *after],
            group,
        ]


def _print_of(cell: Cell) -> tuple[object, ...]:
    """What cells that share one run of print have in common; elsewhere, the cell itself."""
    return (cell.raw, cell.page, cell.line) if cell.raw and cell.status in GLUED else cell


def _head(label: str, width: int = 1, height: int = 1, kind: str | None = None) -> Html:
    return tag("th", label, colspan=width, rowspan=height, class_=kind)


def _side(label: str, width: int = 1, height: int = 1) -> Html:
    return tag("th", label, colspan=width, rowspan=height, class_="gk-side", scope="row")
