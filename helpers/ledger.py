"""The coverage ledger: which rules could be assessed in which report, and why the others not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from helpers import arguments
from helpers.arguments import LANGUAGES
from helpers.checks import check
from helpers.claims.context import PART_OF_TOTAL, RATE
from helpers.claims.measures import cells_on, load_measures
from helpers.findings import MESSAGES, STATUSES
from helpers.forms import load_form
from helpers.frames import make_frame
from helpers.growth import RULE
from helpers.links import links_to
from helpers.report import Report, Reports, reports_of
from helpers.rules import KINDS, rules_of

if TYPE_CHECKING:
    import pandas as pd

NOT_ASSESSABLE = "not_assessable"
# Why a rule leaves no finding, in English and in Chinese.
UNSTATED = "the prose does not state it", "正文未说明"
SILENT = "the report says nothing of it", "报告未涉及"
NO_TABLE = "the table is not in the document", "文件中没有这张表"
UNLINKED = (
    "no earlier report of the organ was given, or none on a form that links to this one",
    "没有该机关上一年度的报告，或其格式与本报告不能衔接",
)
NO_GROWTH = (
    "the prose states no growth, or no earlier report was given",
    "正文未说明增减，或没有上一年度的报告",
)


class Rule(NamedTuple):
    """A rule that a form has; `silent` says why it may leave no finding."""

    kind: str
    key: str
    silent: tuple[str, str]


def coverage(
    reports: Report | Reports | Iterable[Report],
    *,
    organs: str | Path | None = None,
    language: str = "en",
) -> pd.DataFrame:
    """One row per report and rule of its form: how its findings came out, or why there are none.

    `assessed` is True where a finding holds, fails, depends or is assumed; else `reason` says what
    stood in the way. The five counts are numbers of findings. `organs` is a map of names as for
    `helpers.read_all`, `language` (`"en"` or `"zh"`) that of `reason`. Example:
    `coverage(reports).groupby(["kind", "rule"])["assessed"].mean()`.
    """
    given, language = reports_of(reports, organs), arguments.language(language)
    findings = check(given)
    counts = findings.groupby(["report", "kind", "rule", "status"], sort=False).size().to_dict()
    open_ones = findings[findings["status"] == NOT_ASSESSABLE]
    first = open_ones.drop_duplicates(["report", "kind", "rule"])
    places = zip(first["report"], first["kind"], first["rule"], strict=True)
    reasons = dict(zip(places, first[MESSAGES[language]], strict=True))
    rows = (row for report in given for row in _rows(report, counts, reasons, language))
    return make_frame("coverage", rows)


def _rows(
    report: Report,
    counts: Mapping[Any, int],
    reasons: Mapping[Any, str],
    language: str,
) -> Iterator[tuple[Any, ...]]:
    origin = report.name, report.organ, report.year, report.form
    for kind, key, silent in ledger_rules(report.form):
        found = [counts.get((report.name, kind, key, status), 0) for status in STATUSES]
        assessed = sum(found) > found[STATUSES.index(NOT_ASSESSABLE)]
        reason = (
            None
            if assessed
            else reasons.get((report.name, kind, key), silent[LANGUAGES.index(language)])
        )
        yield (*origin, kind, key, assessed, *found, reason)


@cache
def ledger_rules(form: str) -> tuple[Rule, ...]:
    """Every rule that can be applied to reports on a form, kind by kind."""
    identities = dict.fromkeys(identity.key for identity in load_form(form).identities)
    rules = [Rule("within", key, NO_TABLE) for key in identities]
    rules += [
        Rule(rule.kind, rule.key, UNSTATED if rule.kind == "narrative" else SILENT)
        for part in KINDS
        for rule in rules_of(part, form)
    ]
    rules += [Rule("narrative", key, UNSTATED) for key in _stated(form)]
    rules += [Rule("years", link.key, UNLINKED) for link in links_to(form)]
    rules.append(Rule("years", RULE, NO_GROWTH))
    return tuple(rules)


def _stated(form: str) -> Iterator[str]:
    """The rules on figures of the prose that have cells on a form, and the one on the reply rate.

    A measure of the outcomes of disputes is one rule for each kind of dispute.
    """
    declared, form_of = load_measures(), load_form(form)
    for key, measure in declared.measures.items():
        if cells_on(measure, form_of):
            kinds = [row.replace(":", "_") for row in declared.dispute_rows]
            yield from [key.replace("@", kind) for kind in kinds] if "@" in key else [key]
    if any(cells_on(item, form_of) for item in declared.items["cells"]):
        yield PART_OF_TOTAL
    yield RATE
