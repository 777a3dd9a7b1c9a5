"""What an organ's reports on the neighbouring years say of a figure that is under suspicion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from helpers.evidence_text import Said
from helpers.explain import Number
from helpers.findings import figure
from helpers.links import Placed, placed_links
from helpers.report import Report
from helpers.shape import Key
from helpers.within import CLOSE
from helpers.years import cell_of


class YearVerdict(NamedTuple):
    """Whether a link to another year asks for the implied figure, or for the printed one."""

    supports: bool
    said: Said


def year_verdicts(
    report: Report, other: Report, implied: Mapping[int, Number | None], place: int
) -> Iterator[YearVerdict]:
    """What each link between two reports says of the suspected cell at `place` of `report`.

    `implied` has the figures of a whole explanation, by place. A link says something only if all of
    its figures are known, and if it holds either as printed or with the implied figures.
    """
    later = (other.year or 0) > (report.year or 0)
    forms = (report.form, other.form) if later else (other.form, report.form)
    for placed in _links_with(*forms, report.vector.shape.keys[place], later):
        printed = _gap(placed, report, other, later, {})
        mended = _gap(placed, report, other, later, implied)
        if printed is None or mended is None or (abs(printed) < CLOSE) == (abs(mended) < CLOSE):
            continue
        value = implied[place]
        if abs(mended) < CLOSE and value is not None:
            gaps = {"year": other.year, "figure": figure(float(value))}
            yield YearVerdict(True, Said("demanded", gaps))
        elif abs(printed) < CLOSE:
            yield YearVerdict(False, Said("agreed", {"year": other.year}))


@lru_cache(maxsize=4096)
def _links_with(before: str, now: str, key: Key, earlier: bool) -> tuple[Placed, ...]:
    """The links that contain a cell of the earlier or the later report."""
    return tuple(
        placed
        for placed in placed_links(before, now)
        if any(term.key == key and term.earlier == earlier for term in placed.terms)
    )


def _gap(
    placed: Placed,
    report: Report,
    other: Report,
    later: bool,
    implied: Mapping[int, Number | None],
) -> float | None:
    """Left minus right with implied figures in the place of printed ones; None if not known."""
    index = report.vector.shape.index_of
    gap = 0.0
    for term in placed.terms:
        mine = term.earlier == later
        cell = cell_of(report if mine else other, term)
        if cell is None or cell.value is None:
            return None
        value: Number | float | None = cell.value
        if mine:
            value = implied.get(index[term.key], cell.value)
        if value is None:
            return None
        gap += float(value) if term.left else -float(value)
    return round(gap, 6)
