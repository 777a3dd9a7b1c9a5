"""What a sheet hides: the cells of its hidden rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from lxml import etree

from helpers.sources.packages import value_of

_RANGE = re.compile(r"([A-Z]{1,3})\d{1,7}:([A-Z]{1,3})\d{1,7}")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_TRUE = ("1", "true")
# A sheet has no more columns, and their numbers have no more digits.
MOST_COLUMNS, LONGEST = 16_384, 5
BEYOND = MOST_COLUMNS + 1
_SIZE = re.compile(r"\d{1,5}(?:\.\d{1,20})?")
# The least height, in points, and width, in characters, at which print is to be seen.
SEEN = 0.5


def without_hidden_cells(sheet: etree._Element) -> bool:
    """Take the hidden cells out of a sheet, and tell whether there were any.

    A merged cell that reaches beyond hidden columns is printed, wherever its text is stored.
    """
    hidden = _hidden_columns(sheet)
    some = any(hidden)
    reaching = set(_reaching(sheet, hidden)) if some else set()
    cells = []
    for row in _children(sheet, "row"):
        whole = value_of(row, "hidden") in _TRUE or _is_nothing(value_of(row, "ht"))
        for cell in row if whole or some else ():
            place = value_of(cell, "r") or ""
            column = _COLUMN.match(place)
            alone = column and hidden[_number(column[0])] and place not in reaching
            if whole or alone:
                cells.append(cell)
    for cell in cells:
        row = cell.getparent()
        if row is not None:
            row.remove(cell)
    return bool(cells)


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width leaves nothing to be seen."""
    return size is not None and _SIZE.fullmatch(size) is not None and float(size) < SEEN


def _number(letters: str) -> int:
    """The number of a column by its letters, A being 1; BEYOND if no sheet has it."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return min(number, BEYOND)


def _clipped(digits: str) -> int:
    """The number of a column by its digits; BEYOND if no sheet has it."""
    return min(int(digits), BEYOND) if len(digits) <= LONGEST else BEYOND


def _children(sheet: etree._Element, name: str) -> Iterator[etree._Element]:
    return sheet.iter(f"{{*}}{name}")


def _hidden_columns(sheet: etree._Element) -> list[bool]:
    """Whether each column is hidden, by its number."""
    begin = [0] * (BEYOND + 1)
    for columns in _children(sheet, "col"):
        first, last = value_of(columns, "min") or "", value_of(columns, "max") or ""
        hidden = value_of(columns, "hidden") in _TRUE or _is_nothing(value_of(columns, "width"))
        if hidden and first.isdecimal() and last.isdecimal():
            start, end = _clipped(first), min(_clipped(last), MOST_COLUMNS)
            if start <= end:
                begin[start] += 1
                begin[end + 1] -= 1
    return [count > 0 for count in accumulate(begin)]


def _reaching(sheet: etree._Element, hidden: list[bool]) -> Iterator[str]:
    """The first places of merged cells that take a column that is not hidden."""
    shown = [0, *accumulate(not column for column in hidden)]
    for merged in _children(sheet, "mergeCell"):
        area = value_of(merged, "ref") or ""
        match = _RANGE.fullmatch(area)
        if match:
            first, last = map(_number, match.groups())
            if shown[last + 1] > shown[first]:
                yield area.partition(":")[0]
