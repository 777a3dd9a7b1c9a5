"""The identities (勾稽关系) of each table, evaluated for many reports at once.

Blanks and marks may stand for 0 or for any other figure, and ambiguous cells for each of their
readings; an identity holds or fails only where that makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import isnan, prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from helpers.findings import STATUSES
from helpers.numbers import read_number
from helpers.report import Report
from helpers.shape import CODES, Equation, Key, Shape
from helpers.stacked import by_shape

if TYPE_CHECKING:
    from helpers.year_lines import Lines

HOLDS, FAILS, DEPENDS, ASSUMED, NOT_ASSESSABLE = range(len(STATUSES))
OPEN = [CODES["blank"], CODES["mark"]]
UNKNOWN = [CODES["ambiguous"], CODES["unreadable"], CODES["absent"]]
CLOSE = 1e-6
# So many reports are evaluated in one product, and so many combinations of readings tried.
BLOCK, MOST_COMBINATIONS = 8192, 20_000
MOST_SHAPES = 512


class Evaluated(NamedTuple):
    """Reports of one shape by its equations: both sums, blanks as 0, and the codes of the verdicts.

    `left` and `right` are NaN where a figure is not known; `open` says where blanks take part.
    `numbers` are the reports' places among those that were given.
    """

    shape: Shape
    numbers: np.ndarray
    left: np.ndarray
    right: np.ndarray
    verdicts: np.ndarray
    open: np.ndarray


def evaluate(reports: Sequence[Report]) -> Iterator[Evaluated]:
    """Every identity of every report, block by block of reports of one shape."""
    for shape, numbers in by_shape(reports).items():
        for start in range(0, len(numbers) if shape.equations else 0, BLOCK):
            chosen = numbers[start : start + BLOCK]
            yield _evaluate(shape, chosen, [reports[number] for number in chosen])


def _evaluate(shape: Shape, numbers: list[int], reports: list[Report]) -> Evaluated:
    codes = np.stack([report.vector.codes for report in reports])
    values = np.nan_to_num(np.stack([report.vector.values for report in reports]))
    left, right = (np.round(values @ side, 6) for side in (shape.left, shape.right))
    unknown = np.isin(codes, UNKNOWN)
    verdicts, some_open = judged(left, right, np.isin(codes, OPEN), shape)
    for side, matrix in ((left, shape.left), (right, shape.right)):
        hidden = taking_part(unknown, matrix)
        side[hidden], verdicts[hidden] = np.nan, NOT_ASSESSABLE
    found = Evaluated(shape, np.array(numbers), left, right, verdicts, some_open)
    for index, number in np.argwhere(verdicts == NOT_ASSESSABLE):
        verdicts[index, number] = _over_readings(reports[index], shape.equations[number])
    _assume(shape, verdicts, reports)
    return found


def judged(
    left: np.ndarray, right: np.ndarray, blank: np.ndarray, sides: Shape | Lines
) -> tuple[np.ndarray, np.ndarray]:
    """Codes of the verdicts on sums with blanks as 0, and where blanks take part.

    A blank on one side can only make that side larger, unless its column is signed.
    """
    open_left, open_right = taking_part(blank, sides.left), taking_part(blank, sides.right)
    either_way = taking_part(blank & sides.signed, sides.left + sides.right)
    some_open = open_left | open_right
    apart = (left > right + CLOSE) & ~open_right | (right > left + CLOSE) & ~open_left
    verdicts = np.where(np.abs(left - right) < CLOSE, HOLDS, FAILS).astype(np.uint8)
    verdicts[some_open & (~apart | either_way)] = DEPENDS
    return verdicts, some_open


def taking_part(cells: np.ndarray, side: np.ndarray) -> np.ndarray:
    """Whether any of the flagged cells stands on a side, reports by equations."""
    found = np.zeros((len(cells), side.shape[1]), dtype=bool)
    some = np.flatnonzero(cells.any(axis=1))
    if len(some):
        found[some] = cells[some].astype(np.float32) @ side.astype(np.float32) > 0
    return found


def _assume(shape: Shape, verdicts: np.ndarray, reports: Sequence[Report]) -> None:
    """What was used in reading the figures cannot be said to hold for them."""
    numbers, width = _numbers(shape), len(shape.equations)
    used: list[int] = []
    for index, report in enumerate(reports):
        for name, table in report.reading.tables.items():
            found = map(numbers.get(name, {}).get, table.assumed)
            used += [index * width + number for number in found if number is not None]
    flat = verdicts.reshape(-1)
    some = np.array(used, dtype=np.intp)
    flat[some[flat[some] == HOLDS]] = ASSUMED


@lru_cache(maxsize=MOST_SHAPES)
def _numbers(shape: Shape) -> dict[str, dict[tuple[str, str], int]]:
    """The number of each equation by its table, then by its identity and place."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for (table, *place), number in shape.place_of.items():
        found.setdefault(table, {})[place[0], place[1]] = number
    return found


def _over_readings(report: Report, equation: Equation) -> int:
    """The verdict on which every reading of the ambiguous cells agrees, or that it depends."""
    shape, values, codes = report.vector
    unknown = {place for place in (*equation.left, *equation.right) if codes[place] in UNKNOWN}
    rows = []
    table = report.reading.tables.get(equation.identity.table)
    for cells, readings in table.readings if table else ():
        places = [shape.index_of[equation.identity.table, *cell] for cell in cells]
        if not unknown.isdisjoint(places):
            rows.append((places, readings))
    known = {place for places, _ in rows for place in places}
    if not unknown <= known or prod(len(readings) for _, readings in rows) > MOST_COMBINATIONS:
        return NOT_ASSESSABLE
    verdicts = set()
    for choice in product(*(readings for _, readings in rows)):
        texts: dict[int, str] = {}
        for (places, _), reading in zip(rows, choice, strict=True):
            texts.update(zip(places, reading, strict=True))
        verdicts.add(_verdict(equation, values, texts, shape.signed))
    return verdicts.pop() if len(verdicts) == 1 else DEPENDS


def _verdict(
    equation: Equation,
    values: np.ndarray,
    texts: dict[int, str],
    signed: np.ndarray,
) -> int:
    """The verdict of one equation if the ambiguous cells read as `texts` say."""
    totals, opens, either = [0.0, 0.0], [False, False], False
    for side, places in enumerate((equation.left, equation.right)):
        for place in places:
            read = read_number(texts[place]).value if place in texts else float(values[place])
            blank = read is None or isnan(read)
            totals[side] += 0.0 if read is None or blank else read
            opens[side] |= blank
            either |= blank and bool(signed[place])
    gap = round(totals[0] - totals[1], 6)
    if not any(opens):
        return HOLDS if abs(gap) < CLOSE else FAILS
    apart = (gap > CLOSE and not opens[1]) or (gap < -CLOSE and not opens[0])
    return FAILS if apart and not either else DEPENDS


def unknown_cell(report: Report, equation: Equation) -> tuple[Key, str] | None:
    """The first cell of an equation that is not known, and its status."""
    codes, shape = report.vector.codes, report.vector.shape
    for place in (*equation.left, *equation.right):
        if codes[place] in UNKNOWN:
            return shape.keys[place], report.cells[place].status
    return None
