"""Claims of many reports against cells that are read: one sum for each cell that they speak of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from helpers.bounds import named, names_of
from helpers.claims.claim import Claim
from helpers.claims.measures import caveat
from helpers.finding_parts import STEP, Coded, Part, coded, numbers, whole
from helpers.findings import ROUNDED, STATUSES
from helpers.prose import ASSUMED as USED
from helpers.report import Report
from helpers.sentences import figures, joined, picked, strings
from helpers.shape import Shape
from helpers.stacked import Stack
from helpers.within import ASSUMED, CLOSE, FAILS, HOLDS

KIND = "narrative"


class Target(NamedTuple):
    """What claims of one measure speak of in reports of one shape."""

    shape: Shape
    measure: str
    table: str
    row: str
    column: str


class Claims:
    """The claims of some reports that speak of cells, each with its place among the findings.

    Those on cells that are all read come out as a part; the others are left to be checked alone, as
    are those that a caveat may explain.
    """

    def __init__(self, reports: Sequence[Report], stacks: Sequence[Stack], first: int) -> None:
        self.reports = reports
        self._stacks = {stack.shape: stack for stack in stacks}
        self._row_of = np.zeros(len(reports), dtype=np.int64)
        for stack in stacks:
            self._row_of[stack.who] = np.arange(len(stack.who))
        self.order: list[int] = []
        self.claims: list[Claim] = []
        self.targets: list[Target] = []
        targets: dict[Shape, dict[tuple[object, ...], int]] = {stack.shape: {} for stack in stacks}
        codes: list[int] = []
        for who, report in enumerate(reports):
            shape = report.vector.shape
            tables, known = shape.form.tables, targets[shape]
            for place, claim in enumerate(report.narrative, who * STEP + first):
                if claim.table in tables:
                    named_here = claim[:4]
                    if named_here not in known:
                        known[named_here] = len(self.targets)
                        self.targets.append(Target(shape, *named_here))  # type: ignore[arg-type]
                    codes.append(known[named_here])
                    self.order.append(place)
                    self.claims.append(claim)
        self.codes = np.array(codes, dtype=np.int64)
        self.places = np.array(self.order, dtype=np.int64)
        self.who = self.places // STEP
        self._judge()

    def others(self, who: int) -> list[tuple[int, Claim]]:
        """The claims of a report that are to be checked alone, with their places."""
        return self._others.get(who, [])

    def parts(self, wanted: frozenset[str]) -> list[Part]:
        """The wanted findings on claims whose cells are read."""
        codes = [code for code, status in enumerate(STATUSES) if status in wanted]
        some = np.flatnonzero(self.known & np.isin(self.verdicts, codes))
        if not len(some):
            return []
        stated, found, target = self.stated[some], self.found[some], self.codes[some]
        names = [names_of(t.table, named(t.shape, *t[2:])) for t in self.targets]
        columns = {
            "kind": coded([KIND], np.zeros_like(some)),
            "rule": coded([one.measure for one in self.targets], target),
            "table": coded([one.table for one in self.targets], target),
            "row": coded([one.row for one in self.targets], target),
            "column": coded([one.column for one in self.targets], target),
            "left": numbers(stated),
            "right": numbers(found),
            "difference": numbers(np.round(stated - found, 6)),
            "status": coded(STATUSES, self.verdicts[some]),
            "cells": coded(names, target),
            **self._messages(some),
        }
        return [Part(self.places[some], self.who[some], columns)]

    def _messages(self, some: np.ndarray) -> dict[str, Coded]:
        stated, found = self.stated[some], self.found[some]
        prose, table = figures(stated), figures(found)
        quotes = strings([self.claims[number].quote for number in some])
        rounded = ((self.low < self.high)[some] & (stated != found)).astype(int)
        remarks = rounded + 2 * (self.verdicts[some] == ASSUMED)
        english, chinese = (
            picked(["", remark, used, remark + used], remarks)
            for remark, used in zip(ROUNDED, USED, strict=True)
        )
        said = "The prose states ", prose, " (“", quotes, "”), the table ", table, english
        units = strings([self.claims[number].unit or "" for number in some])
        prose, table = figures(stated, "zh"), figures(found, "zh")
        said_zh = "正文称", prose, units, "（“", quotes, "”），表中为", table, units, chinese
        return {"message": whole(joined(*said)), "message_zh": whole(joined(*said_zh))}

    def _judge(self) -> None:
        """Sum up the cells of each claim, and see which claims can be judged by that alone."""
        places = [claim.place for claim in self.claims]
        self.low = np.array([place.low for place in places], dtype=float)
        self.high = np.array([place.high for place in places], dtype=float)
        self.stated = self.low.copy()
        for number in np.flatnonzero(self.low != self.high).tolist():
            self.stated[number] = self.claims[number].plain
        self.found = np.full(len(self.claims), np.nan)
        self.known = np.zeros(len(self.claims), dtype=bool)
        self.by_prose = np.zeros(len(self.claims), dtype=bool)
        ends = np.cumsum(np.bincount(self.codes, minlength=len(self.targets)))
        groups = np.split(np.argsort(self.codes, kind="stable"), ends)
        for target, members in zip(self.targets, groups, strict=False):
            self._sum(target, members)
        inside = (self.low - CLOSE <= self.found) & (self.found <= self.high + CLOSE)
        self.verdicts = np.where(inside, np.where(self.by_prose, ASSUMED, HOLDS), FAILS)
        doubted = [caveat(target.measure) is not None for target in self.targets]
        self.known &= inside | ~np.array(doubted, dtype=bool)[self.codes]
        self._others: dict[int, list[tuple[int, Claim]]] = {}
        for number in np.flatnonzero(~self.known).tolist():
            who, place = divmod(self.order[number], STEP)
            self._others.setdefault(who, []).append((place, self.claims[number]))

    def _sum(self, target: Target, members: np.ndarray) -> None:
        """Sum up the cells of some claims with the same target, where all of them are read."""
        keys = named(target.shape, target.table, target.row, target.column)
        places = [target.shape.index_of[target.table, *key] for key in keys]
        if not places:
            return
        _, _, values, read = self._stacks[target.shape]
        cells = np.ix_(self._row_of[self.who[members]], places)
        self.found[members] = np.round(values[cells].sum(axis=1), 6)
        self.known[members] = read[cells].all(axis=1)
        for number in members[self.known[members]].tolist():
            report = self.reports[self.who[number]]
            self.by_prose[number] = "prose" in [report.cells[place].basis for place in places]
