"""What the prose of a report without tables states of a sum of cells, for the panel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from helpers.claims import Claim
from helpers.forms import Form, expand
from helpers.indicators import Key, sentence
from helpers.report import Report

Cells = frozenset[Key]
LISTS = {"en": ", ", "zh": "、"}


class StatedValue(NamedTuple):
    """A value, None where there is none, and what there is to say of it."""

    value: float | None
    note: str


class StatedValues:
    """The figures that one report states, by the cells of its year's national form."""

    def __init__(self, report: Report, language: str) -> None:
        self.language, self.form = language, report.reading.form
        self.claims: dict[Cells, list[Claim]] = {}
        for claim in report.narrative:
            if not _counts_otherwise(claim) and (cells := _cells_of(claim, self.form)):
                self.claims.setdefault(cells, []).append(claim)

    def of(self, keys: Iterable[Key]) -> StatedValue:
        """What the report states of the sum of some cells: as one figure, or of each of them."""
        cells = _spelt_out(keys, self.form)
        if cells in self.claims:
            return self._one(self.claims[cells])
        parts = [self.claims.get(frozenset([key])) for key in cells]
        if None in parts:
            return StatedValue(None, self._say("unstated"))
        found = [self._one(claims) for claims in parts if claims]
        unclear = next((one for one in found if one.value is None), None)
        return unclear or StatedValue(sum(one.value or 0.0 for one in found), self._say("stated"))

    def _one(self, claims: list[Claim]) -> StatedValue:
        """The figure that claims on the same cells state, if it is one and exact."""
        exact = {claim.plain for claim in claims if not claim.approximate}
        if len(exact) > 1:
            values = LISTS[self.language].join(map(_plain, sorted(exact)))
            return StatedValue(None, self._say("disagree", values=values))
        if not exact:
            return StatedValue(None, self._say("about", quote=claims[0].quote))
        return StatedValue(exact.pop(), self._say("stated"))

    def _say(self, key: str, **said: object) -> str:
        return sentence(key, self.language, **said)


def _counts_otherwise(claim: Claim) -> bool:
    """Whether the prose counts something else than the cell, such as items for decisions."""
    from helpers.claims.measures import caveat

    doubt = caveat(claim.measure)
    return doubt is not None and doubt.row is None and doubt.column is None


def _cells_of(claim: Claim, form: Form) -> Cells:
    """The cells that a claim names; none where it names no cell."""
    if claim.table is None or claim.row is None or claim.column is None:
        return frozenset()
    table = form.tables[claim.table]
    rows, columns = expand(claim.row, tuple(table.rows)), expand(claim.column, tuple(table.columns))
    return _spelt_out(((table.key, row, column) for row in rows for column in columns), form)


def _spelt_out(keys: Iterable[Key], form: Form) -> Cells:
    """Those of some cells that a form has, a row that stands for its group as the rows of it."""
    found = set()
    for key, row, column in keys:
        table = form.tables[key]
        block = table.group_of[row]
        rows = block.rows if block.single and block.single.key == row else (table.rows[row],)
        found |= {(key, one.key, column) for one in rows if (one.key, column) in table.column_of}
    return frozenset(found)


def _plain(value: float) -> str:
    return f"{value:.15g}"
