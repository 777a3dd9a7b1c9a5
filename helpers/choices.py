"""What one row may say: the ways to read its pieces, and the sums that bind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np

from helpers.flat import (
    Reading,
    Slot,
    TooManyReadingsError,
    cuts,
    placements,
    summing_cuts,
)
from helpers.forms import Identity, Table
from helpers.labels import PrintedLine
from helpers.numbers import parted, read_number
from helpers.row import Row
from helpers.solve import Domain
from helpers.traceless import traceless_readings, traceless_sums

# Marks around a figure, or the number of a page that begins or ends within the row.
_PAGE_NUMBER = re.compile(r"^-[1-9]\d{0,2}-(?=\d)|(?<=\d)(-[1-9]\d{0,2}-|/[1-9]\d{0,2})$")
Sums = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
CLOSE = 1e-6
# The rows of all forms have a few kinds of sums.
KNOWN_SUMS = 1 << 10


def domain_of(
    table: Table,
    row: Row,
    identities: tuple[Identity, ...],
    thorough: bool,
    traceless: bool = False,
) -> Domain | None:
    """The readings of a row with their values; None where it has none or too many.

    `traceless` says that blank cells of the table left no trace, so that every row may have some.
    """
    line = row.run.found.line
    if not row.run.pieces:
        return None
    if row.pieces is not None:
        found: list[Reading] = [tuple(piece.text for piece in row.pieces)]
        if any(piece.printed.kind == "bad" for piece in row.pieces):
            return None
        return Domain(found, values(found), np.zeros(1, dtype=int))
    sums = row_sums(line, identities, table)
    apart = sum(len(parted(piece.text)) for piece in row.run.pieces)
    if apart != len(line.cells) and any(p.printed.kind == "bad" for p in row.run.pieces):
        return None
    if _PAGE_NUMBER.search("".join(piece.text for piece in row.run.pieces).replace(" ", "")):
        return None
    try:
        if traceless and row.run.row is None and row.run.page is None:
            found = _with_blanks(table, row, sums)
        else:
            found = _readings(table, row, sums, thorough)
    except TooManyReadingsError:
        return None
    if not found:
        return None
    found_values = values(found)
    return Domain(found, found_values, _broken_sums(found_values, sums))


def _readings(table: Table, row: Row, sums: Sums, thorough: bool) -> list[Reading]:
    """The readings that break no sum of the row; all cuts if there are none, or thoroughly.

    Separate numbers are cut, and blank cells are supposed, only where every sum then holds.
    """
    line = row.run.found.line
    pieces = row.run.pieces
    texts = [piece.text for piece in pieces]
    compact = "".join(texts[0].split())
    sizes = _sizes(sums, len(line.cells))
    slots = _slots(table, line)
    if row.run.row is not None:
        return _holding(placements(texts, slots), sums)
    apart_texts = [part for text in texts for part in parted(text)]
    spoilt = any(read_number(text).kind == "run" for text in apart_texts)
    plain = sizes and len(texts) == 1 and compact.isdigit() and (spoilt or len(apart_texts) == 1)
    if plain and not thorough and (found := summing_cuts(compact, sizes)):
        return found
    on_page = row.run.page is not None
    apart = cuts(apart_texts, slots) if spoilt or row.hinted or not on_page else []
    # Only a sum, or the distance on a page, can tell that a space stands within a number; nothing
    # adds up with a spoilt figure in it.
    harmed = any(piece.printed.kind == "bad" for piece in pieces)
    crossed = row.hinted or (sums and not on_page)
    across = cuts(texts, slots) if crossed and not harmed else []
    holding = _holding([*apart, *across], sums)
    holding = list(dict.fromkeys([*holding, *_holding(placements(apart_texts, slots), sums)]))
    if not spoilt and len(apart_texts) > 1:
        return holding
    if thorough or not holding:
        return list(dict.fromkeys([*holding, *apart]))
    return holding


def _with_blanks(table: Table, row: Row, sums: Sums) -> list[Reading]:
    """The readings of a row that may have blank cells without a trace, none of which breaks a sum.

    Where a sum binds the row, a space may stand within a number as well.
    """
    line = row.run.found.line
    texts = [piece.text for piece in row.run.pieces]
    compact = "".join("".join(texts).split())
    sizes = _sizes(sums, len(line.cells))
    if sizes and compact.isdigit():
        return traceless_sums(compact, sizes)
    apart = [part for text in texts for part in parted(text)]
    return _holding(traceless_readings(apart, _slots(table, line)), sums)


def _holding(found: list[Reading], sums: Sums) -> list[Reading]:
    """The readings that break no sum."""
    if not found or not sums:
        return found
    costs = _broken_sums(values(found), sums)
    return [reading for reading, cost in zip(found, costs, strict=True) if cost == 0]


@cache
def _slots(table: Table, line: PrintedLine) -> list[Slot]:
    """What each column of a printed line can print."""
    columns = [table.column_of[key] for key in line.cells]
    units = [
        table.rows[row].unit or column.unit or ""
        for (row, _), column in zip(line.cells, columns, strict=True)
    ]
    return [Slot(column.signed, "元" in unit) for column, unit in zip(columns, units, strict=True)]


@cache
def row_sums(line: PrintedLine, identities: tuple[Identity, ...], table: Table) -> Sums:
    """The identities along the row as places in the line: summands and totals."""
    place = {key: index for index, key in enumerate(line.cells)}
    sums = []
    for identity in identities:
        if identity.along != "row":
            continue
        left, right = identity.sides(tuple(table.columns))
        for row in dict.fromkeys(row for row, _ in line.cells):
            summands, totals = ([place[row, column] for column in side] for side in (left, right))
            sums.append((tuple(summands), tuple(totals)))
    return tuple(sums)


def satisfies_sums(
    table: Table, line: PrintedLine, identities: tuple[Identity, ...], reading: Sequence[str]
) -> bool | None:
    """Whether a reading satisfies the sums of its row; None where the form has none."""
    sums = row_sums(line, identities, table)
    if not sums:
        return None
    return int(_broken_sums(values([tuple(reading)]), sums)[0]) == 0


def _sizes(sums: Sums, width: int) -> list[int]:
    """The sizes of the groups if each sum is a stretch of cells that ends in its total."""
    stretches = [[*sorted(left), *right] for left, right in sums if len(right) == 1]
    if [index for stretch in stretches for index in stretch] != list(range(width)):
        return []
    return [len(stretch) for stretch in stretches]


def values(found: list[Reading]) -> np.ndarray:
    """The values of readings, blanks and marks as 0."""
    return np.array([[read_number(text).value or 0.0 for text in reading] for reading in found])


def _broken_sums(found: np.ndarray, sums: Sums) -> np.ndarray:
    """How many sums each row of values breaks."""
    return (np.abs(found @ _signs(sums, found.shape[1])) > CLOSE).sum(axis=1)


@lru_cache(KNOWN_SUMS)
def _signs(sums: Sums, width: int) -> np.ndarray:
    """1 for each cell of a row that a sum adds up, -1 for its total; a column per sum."""
    signs = np.zeros((width, len(sums)))
    for number, (left, right) in enumerate(sums):
        for place in left:
            signs[place, number] += 1
        for place in right:
            signs[place, number] -= 1
    return signs


def stated_readings(row: Row, figures: dict[tuple[str, str], set[float]]) -> list[Reading]:
    """The readings of a row that agree with the prose; a figure that fits none decides nothing.

    Prose says what a figure is, not whether a cell is blank.
    """
    left = row.readings
    for index, key in enumerate(row.run.found.line.cells):
        if key in figures and len(left) > 1:
            fitting = [r for r in left if read_number(r[index]).value in figures[key]]
            left = left if any("" in reading for reading in fitting) else fitting or left
    return left
