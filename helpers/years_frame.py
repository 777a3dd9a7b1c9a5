"""The findings of kind years as frames: the links of reports of the same shapes are one product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from helpers.arguments import LANGUAGES
from helpers.cells import Cell
from helpers.finding_parts import STEP, Coded, Part, Rows, coded, frame_of, numbers, whole
from helpers.findings import STATUSES
from helpers.growth import check_growth
from helpers.links import Pair, links_to, pairs
from helpers.report import Report
from helpers.sentences import joined, picked, strings, sums
from helpers.shape import CODES, Shape
from helpers.within import (
    ASSUMED,
    HOLDS,
    NOT_ASSESSABLE,
    OPEN,
    UNKNOWN,
    judged,
    taking_part,
)
from helpers.year_lines import Lines, lines_of
from helpers.years import BLANKS, KIND, NOT_KNOWN, USED, link_finding, missing

# So many pairs of reports are evaluated at a time.
BLOCK = 8192
# The place of growths stated in the prose among the findings of a pair, behind those of links.
GROWTHS = STEP // 2
BASIS = Cell._fields.index("basis")
AMBIGUOUS = CODES["ambiguous"]
REMARKS = ("", ""), BLANKS, USED[1:], NOT_KNOWN[1:]
PLAIN, BLANK, BY_YEAR, HIDDEN = range(len(REMARKS))


def years_frames(reports: Sequence[Report], wanted: frozenset[str]) -> Iterator[pd.DataFrame]:
    """The wanted findings on each report against its organ's report on the year before."""
    every = pairs(reports)
    for start in range(0, len(every), BLOCK):
        yield _frame(every[start : start + BLOCK], wanted)


def _frame(block: list[Pair], wanted: frozenset[str]) -> pd.DataFrame:
    groups: dict[tuple[Shape, Shape], list[int]] = {}
    rows = Rows()
    for who, pair in enumerate(block):
        if pair.earlier is not None:
            shapes = pair.earlier.vector.shape, pair.report.vector.shape
            groups.setdefault(shapes, []).append(who)
        else:
            rows.add(who, 0, (missing(link, pair) for link in links_to(pair.report.form)))
        rows.add(who, GROWTHS, check_growth(pair))
    parts = []
    for shapes, pairs_of in groups.items():
        links = _Links(lines_of(*shapes), block, np.array(pairs_of))
        links.add_others(rows)
        parts.append(links.part(wanted))
    return frame_of([*parts, *rows.parts(wanted)], [pair.report for pair in block])


class _Links:
    """The links of some pairs of reports of the same two shapes."""

    def __init__(self, lines: Lines, block: list[Pair], who: np.ndarray) -> None:
        self.lines, self.who = lines, who
        self.pairs = [(pair.earlier, pair.report) for i in who if (pair := block[i]).earlier]
        vectors = [(one.vector, other.vector) for one, other in self.pairs]
        values, codes = (self._stacked([(v[part], w[part]) for v, w in vectors]) for part in (1, 2))
        values, hidden = np.nan_to_num(values), np.isin(codes, UNKNOWN)
        dead = taking_part(hidden & (codes != AMBIGUOUS), lines.both)
        dead |= ~(lines.whole_left & lines.whole_right)
        self.known = dead | ~taking_part(hidden, lines.both)
        self.left, self.right = (np.round(values @ side, 6) for side in (lines.left, lines.right))
        self.verdicts, self.remarks = self._judged(np.isin(codes, OPEN), dead)
        self.left[taking_part(hidden, lines.left) | ~lines.whole_left] = np.nan
        self.right[taking_part(hidden, lines.right) | ~lines.whole_right] = np.nan

    def _stacked(self, each: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
        """What is known of the cells of both reports, pairs by those cells that take part."""
        both = [np.array(side) for side in zip(*each, strict=True)]
        return np.concatenate(both, axis=1)[:, list(self.lines.places)]

    def add_others(self, rows: Rows) -> None:
        """Add the findings on links with a cell that has several readings."""
        for index, number in np.argwhere(~self.known).tolist():
            finding = link_finding(self.lines.every[number], *self.pairs[index])
            rows.add(int(self.who[index]), number, [finding])

    def part(self, wanted: frozenset[str]) -> Part:
        """The wanted findings on links whose cells have no more than one reading."""
        codes = [code for code, status in enumerate(STATUSES) if status in wanted]
        index, number = np.nonzero(self.known & np.isin(self.verdicts, codes))
        left, right, verdict = (a[index, number] for a in (self.left, self.right, self.verdicts))
        columns = {
            "kind": coded([KIND], np.zeros_like(number)),
            **{name: Coded(values, number) for name, values in self._constants().items()},
            "left": numbers(left),
            "right": numbers(right),
            "difference": numbers(np.round(left - right, 6)),
            "status": coded(STATUSES, verdict),
            "cells": self._names(index, number),
        }
        for language, name in enumerate(("message", "message_zh")):
            heads = columns[name].values.take(pa.array(number))
            remarks = picked([one[language] for one in REMARKS], self.remarks[index, number])
            says = sums(left, right, left == right, LANGUAGES[language])
            columns[name] = whole(joined(heads, says, remarks))
        return Part(self.who[index] * STEP + number, self.who[index], columns)

    def _judged(self, empty: np.ndarray, dead: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Codes of the verdicts and of the remarks.

        What was used to read the figures cannot be said to hold.
        """
        verdicts, some_open = judged(self.left, self.right, empty, self.lines)
        verdicts[(verdicts == HOLDS) & self._by_year()] = ASSUMED
        verdicts[dead] = NOT_ASSESSABLE
        remarks = np.where(some_open, BLANK, PLAIN)
        remarks[verdicts == ASSUMED] = BY_YEAR
        remarks[dead] = HIDDEN
        return verdicts, remarks

    def _by_year(self) -> np.ndarray:
        """Whether a figure of a link was read with the help of the other report."""
        places = self.lines.places
        found = np.zeros((len(self.pairs), len(places)), dtype=bool)
        for index, (earlier, report) in enumerate(self.pairs):
            both = [*earlier.cells, *report.cells]
            bases = [both[place][BASIS] for place in places]
            if "year" in bases:
                found[index] = [basis == "year" for basis in bases]
        return taking_part(found, self.lines.both)

    def _constants(self) -> dict[str, pa.Array]:
        """What findings say of each link whatever the figures are."""
        every = self.lines.every
        return {
            "rule": strings([line.placed.link.key for line in every]),
            "table": strings([line.placed.link.table for line in every]),
            "row": strings([line.placed.row for line in every]),
            "column": strings([line.placed.column for line in every]),
            "message": strings([line.head for line in every]),
            "message_zh": strings([line.head_zh for line in every]),
        }

    def _names(self, index: np.ndarray, number: np.ndarray) -> Coded:
        """The cells of each finding, with the year of the earlier report."""
        years = [earlier.year or 0 for earlier, _ in self.pairs]
        different, codes = np.unique(years, return_inverse=True)
        names = [line.names_with(year) for year in different for line in self.lines.every]
        return coded(names, codes[index] * len(self.lines.every) + number)
