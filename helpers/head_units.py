"""The unit of money that a table prints in the head of a column or behind the label of its row."""

from __future__ import annotations

import re
from functools import cache

from helpers.cells import Cell
from helpers.forms import Table
from helpers.labels import REMARK

_UNIT = r"[(\[]?(?:(?:计量)?单位:?)?(亿元|万元|元)"
_OWN = re.compile("[元万亿]")


def with_printed_units(table: Table, cells: list[Cell], text: str) -> list[Cell]:
    """The cells of a table, those in money with the unit that the `text` of the table prints.

    A form may say 万元 where a publisher writes `本年收费金额（单位：元）`; a unit in the cell
    itself comes first, and where the heads contradict each other no unit is known.
    """
    patterns = _patterns(table)
    if not patterns:
        return cells
    found = {key: set(pattern.findall(text)) for key, pattern in patterns.items()}
    return [
        cell._replace(unit=next(iter(units)) if len(units) == 1 else None)
        if (units := found.get(cell[1:3])) and not _OWN.search(cell.raw or "")
        else cell
        for cell in cells
    ]


@cache
def _patterns(table: Table) -> dict[tuple[str, str], re.Pattern[str]]:
    """What prints the unit of each cell in money: its column's label or its row's, and a unit."""
    money = {
        key: column
        for key, column in table.column_of.items()
        if column.unit and "元" in column.unit
    }
    return {
        key: re.compile(_either(*column.spellings, *table.rows[key[0]].spellings) + _UNIT)
        for key, column in money.items()
    }


def _either(*spellings: str) -> str:
    cores = dict.fromkeys(REMARK.sub("", spelling) for spelling in spellings)
    return f"(?:{'|'.join(map(re.escape, cores))})"
