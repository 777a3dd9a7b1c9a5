"""The coverage ledger: which rules could be assessed in which report, and why the others not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers.checks import check
from helpers.claims.measures import cells_on, load_measures
from helpers.findings import STATUSES
from helpers.forms import load_form
from helpers.frames import make_frame
from helpers.growth import RULE
from helpers.links import links_to
from helpers.report import Report, Reports, reports_of
from helpers.rules import KINDS, rules_of

if TYPE_CHECKING:
    import pandas as pd

NOT_ASSESSABLE = "not_assessable"
SILENT = "the report says nothing of it"


class Rule(NamedTuple):
    """A rule that a form has; `silent` says why it may leave no finding."""

    kind: str
    key: str
    silent: str


def coverage(reports: Report | Reports | Iterable[Report]) -> pd.DataFrame:
    """One row per report and rule of its form: how its findings came out, or why there are none.

    `assessed` is True where a finding holds, fails, depends or is assumed; else `reason` says what
    stood in the way. The five counts are numbers of findings. Example:
    `coverage(reports).groupby(["kind", "rule"])["assessed"].mean()`.
    """
    given = reports_of(reports)
    findings = check(given)
    counts = findings.groupby(["report", "kind", "rule", "status"], sort=False).size().to_dict()
    open_ones = findings[findings["status"] == NOT_ASSESSABLE]
    first = open_ones.drop_duplicates(["report", "kind", "rule"])
    places = zip(first["report"], first["kind"], first["rule"], strict=True)
    reasons = dict(zip(places, first["message"], strict=True))
    rows = (row for report in given for row in _rows(report, counts, reasons))
    return make_frame("coverage", rows)


def _rows(
    report: Report,
    counts: Mapping[Any, int],
    reasons: Mapping[Any, str],
) -> Iterator[tuple[Any, ...]]:
    origin = report.name, report.organ, report.year, report.form
    for kind, key, silent in ledger_rules(report.form):
        found = [counts.get((report.name, kind, key, status), 0) for status in STATUSES]
        assessed = sum(found) > found[STATUSES.index(NOT_ASSESSABLE)]
        reason = None if assessed else reasons.get((report.name, kind, key), silent)
        yield (*origin, kind, key, assessed, *found, reason)


@cache
def ledger_rules(form: str) -> tuple[Rule, ...]:
    """Every rule that can be applied to reports on a form, kind by kind."""
    identities = dict.fromkeys(identity.key for identity in load_form(form).identities)
    rules = [Rule("within", key, "the table is not in the document") for key in identities]
    rules += [
        Rule(rule.kind, rule.key, "the prose does not state it" if kind == "narrative" else SILENT)
        for kind in KINDS
        for rule in rules_of(kind, form)
    ]
    rules += [Rule("narrative", key, "the prose does not state it") for key in _stated(form)]
    unlinked = "no earlier report of the organ was given, or none on a form that links to this one"
    rules += [Rule("years", link.key, unlinked) for link in links_to(form)]
    rules.append(Rule("years", RULE, "the prose states no growth, or no earlier report was given"))
    return tuple(rules)


def _stated(form: str) -> Iterator[str]:
    """The measures of the prose that speak of a cell of the form, and those that need none."""
    for key, measure in load_measures().measures.items():
        if cells_on(measure, load_form(form)):
            yield key
