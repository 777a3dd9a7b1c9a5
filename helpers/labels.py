"""The lines that a table prints: their labels, and what of it no figures follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.characters import normalise
from helpers.computed import cached_property
from helpers.forms import Item, Table

ORDINAL = re.compile(r"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]\.|\d\.)")
REMARK = re.compile(r"\([^()]*\)$")
SHORTEST_CORE = 4
# So many characters tell where in a label its printed part begins.
FEW = 2
MOST_OCCURRENCES = 20


@dataclass(frozen=True, eq=False)
class PrintedLine:
    """A line of the printed table: a label, the cells that follow it, and the unit of each.

    The head of a group may be a line of its own, which has no cells.
    """

    label: Item
    cells: tuple[tuple[str, str], ...]
    units: tuple[str | None, ...]
    group: bool = False

    @cached_property
    def keys(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The row of each cell, and the column of each."""
        return tuple(row for row, _ in self.cells), tuple(column for _, column in self.cells)

    @property
    def columns(self) -> tuple[str, ...]:
        """The column of each cell."""
        return self.keys[1]

    @cached_property
    def searched(self) -> tuple[str, ...]:
        """The spellings to look for, the official one and then the longest first.

        Cores too short to tell are left out.
        """
        cores = []
        for spelling in self.label.spellings:
            bare = REMARK.sub("", spelling)
            core = ORDINAL.sub("", bare)
            cores += [bare, core] if len(core) >= SHORTEST_CORE else [bare]
        official, *others = self.label.spellings
        return tuple(dict.fromkeys((official, *sorted((*others, *cores), key=len, reverse=True))))

    @cached_property
    def heads(self) -> dict[str, list[str]]:
        """What of each spelling stands before the place where it first has some FEW characters."""
        found: dict[str, list[str]] = {}
        for spelling in self.label.spellings:
            for place in range(1, len(spelling)):
                part = spelling[place : place + FEW]
                if spelling.find(part) == place:
                    found.setdefault(part, []).append(spelling[:place])
        return found

    @cached_property
    def ordinal(self) -> str:
        """The number in front of the label, `2.` or `(三)`, or nothing."""
        match = ORDINAL.match(self.label.spellings[0])
        return match[0] if match else ""


class Found(NamedTuple):
    """A printed line found at [start, end) of the strip; `rest` is what of its label stands apart.

    `remark` is what stands in brackets behind the label.
    """

    line: PrintedLine
    start: int
    end: int
    rest: str = ""
    remark: str = ""


@cache
def printed_lines(table: Table) -> tuple[PrintedLine, ...]:
    """The lines of a table in form order."""
    if table.layout == "across":
        last = table.blocks[-1].columns[-1]
        return (_line(table, last, table.cells),)
    lines: list[PrintedLine] = []
    for block in table.blocks:
        if block.single:
            lines.append(_line(table, block.single, block.cells[block.single.key], group=True))
        elif table.unit_column and block.label:
            head = Item(normalise(block.label), block.label, block.english)
            lines.append(PrintedLine(head, (), (), group=True))
        lines += [_line(table, row, block.cells[row.key]) for row in block.rows]
    return tuple(lines)


def _line(
    table: Table, label: Item, cells: tuple[tuple[str, str], ...], group: bool = False
) -> PrintedLine:
    return PrintedLine(label, cells, tuple(table.units[cell] for cell in cells), group)


def group_heads(table: Table, found: Sequence[Found]) -> frozenset[str]:
    """The heads of groups, by key, that are found beside rows of their group: they are no rows.

    Those without cells never are.
    """
    heads = [match.line for match in found if match.line.group]
    keys = {match.line.label.key for match in found} if heads else set()
    return frozenset(
        head.label.key
        for head in heads
        if not head.cells or any(row.key in keys for row in table.group_of[head.label.key].rows)
    )


@lru_cache(maxsize=1 << 8)
def joined(lines: tuple[PrintedLine, ...]) -> PrintedLine:
    """Lines as a single one with the cells of all, which has the label of the last."""
    cells = tuple(cell for line in lines for cell in line.cells)
    units = tuple(unit for line in lines for unit in line.units)
    return PrintedLine(lines[-1].label, cells, units)


@cache
def head_labels(table: Table) -> frozenset[str]:
    """The labels of a table that no figures follow, in normal characters."""
    texts = [*table.heads, *(block.label for block in table.blocks if block.label)]
    columns = [
        spelling
        for column in table.columns.values()
        for spelling in column.spellings
        if spelling == column.spellings[0] or len(spelling) >= SHORTEST_CORE
    ]
    rows = [row.label for row in table.rows.values()] if table.layout == "across" else []
    return frozenset(map(normalise, (*texts, *rows))) | frozenset(columns)


@cache
def heads_in_one(table: Table) -> str:
    """The heads of the columns of a table whose rows stand side by side, one behind the other."""
    return "".join(column.spellings[0] for column in table.columns.values())


@cache
def plain_heads(table: Table) -> frozenset[str]:
    """The heads between rows that hold no figure."""
    return frozenset(head for head in head_labels(table) if not any(map(str.isdigit, head)))


@cache
def head_fragments(table: Table) -> frozenset[str]:
    """What is left of a group's head that stands beside its rows, broken over their lines."""
    groups = [head for head in head_labels(table) if head[0] in "(一二三四五六七"]
    parts = {head[:cut] for head in groups for cut in range(1, len(head))}
    parts |= {head[cut:] for head in groups for cut in range(1, len(head))}
    return frozenset(parts | set("".join(groups)))


@cache
def row_ordinals(table: Table) -> frozenset[str]:
    """The numbers in front of row labels: alone on a line, one is the beginning of the next row."""
    lines = printed_lines(table)
    return frozenset(line.ordinal for line in lines if not line.group)


@cache
def _spanning_heads(table: Table) -> tuple[str, ...]:
    columns = {spelling for item in table.column_of.values() for spelling in item.spellings}
    return tuple(head for head in map(normalise, table.heads) if head not in columns)


def without_spanning_heads(table: Table, text: str) -> str:
    """The text, its offsets kept, without heads that name no single column, as 法人或其他组织."""
    for head in _spanning_heads(table):
        text = text.replace(head, "\0" * len(head))
    return text
