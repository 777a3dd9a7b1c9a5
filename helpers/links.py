"""The links between an organ's reports on consecutive years, as `forms/years.toml` lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from helpers.forms import ROOT, Form, load_form
from helpers.report import Report
from helpers.shape import Key

BEFORE = "before."


@dataclass(frozen=True, eq=False)
class Link:
    """An equation between the figures of two years, in every row or every column of a table."""

    key: str
    table: str
    before: tuple[str, ...]
    now: tuple[str, ...]
    along: str
    formula: str
    english: str
    chinese: str


class Term(NamedTuple):
    """A cell of one of the two reports, on one side of a link."""

    earlier: bool
    left: bool
    key: Key


class Placed(NamedTuple):
    """A link in one row or column."""

    link: Link
    row: str | None
    column: str | None
    terms: tuple[Term, ...]


class Pair(NamedTuple):
    """A report, its organ's one report on the year before, and why there is none if it is None."""

    earlier: Report | None
    report: Report
    missing: str = ""


@cache
def load_links() -> tuple[Link, ...]:
    """Every link, in the order of the file."""
    data = tomllib.loads((ROOT / "years.toml").read_text(encoding="utf-8"))
    return tuple(
        Link(**{**entry, "before": tuple(entry["before"]), "now": tuple(entry["now"])})
        for entry in data["link"]
    )


def links_to(form: str) -> tuple[Link, ...]:
    """The links by which a report on a form speaks of the year before."""
    return tuple(link for link in load_links() if form in link.now)


@cache
def placed_links(before: str, now: str) -> tuple[Placed, ...]:
    """Every link between reports on two forms, in every row or column that both forms have."""
    forms = load_form(before), load_form(now)
    links = (link for link in load_links() if before in link.before and now in link.now)
    return tuple(placed for link in links for placed in _placed(link, *forms))


def _placed(link: Link, before: Form, now: Form) -> Iterator[Placed]:
    table = now.tables[link.table]
    by_row = link.along == "row"
    for place in table.rows if by_row else table.columns:
        terms = tuple(_terms(link, place, by_row))
        forms = (before if term.earlier else now for term in terms)
        there = zip(forms, terms, strict=True)
        if all(term.key[1:] in form.tables[link.table].column_of for form, term in there):
            yield Placed(link, place if by_row else None, None if by_row else place, terms)


def _terms(link: Link, place: str, by_row: bool) -> Iterator[Term]:
    for side, text in enumerate(link.formula.split("=")):
        for word in text.split("+"):
            name = word.strip().removeprefix(BEFORE)
            key = (link.table, place, name) if by_row else (link.table, name, place)
            yield Term(word.strip().startswith(BEFORE), side == 0, key)


def pairs(reports: Iterable[Report]) -> list[Pair]:
    """Each report that follows another one of its organ, with the report on the year before."""
    given = [
        (report, organ, report.year)
        for report in reports
        if (organ := report.owner) and report.year is not None
    ]
    series: dict[str, dict[int, list[Report]]] = {}
    for report, organ, year in given:
        series.setdefault(organ, {}).setdefault(year, []).append(report)
    first = {organ: min(years) for organ, years in series.items()}
    return [
        _pair(report, series[organ].get(year - 1, []))
        for report, organ, year in given
        if year > first[organ]
    ]


def _pair(report: Report, earlier: list[Report]) -> Pair:
    if len(earlier) == 1:
        return Pair(earlier[0], report)
    if not earlier:
        return Pair(None, report, f"there is no report on {(report.year or 0) - 1}")
    names = ", ".join(one.name for one in earlier)
    return Pair(None, report, f"there is more than one report on the year before: {names}")
