"""A report without tables on its page: its sections, and the figures that its prose states."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.claims import Claim
from helpers.display_tables import Html, Words, tag
from helpers.findings import figure
from helpers.report import Report


def prose_parts(report: Report, language: str) -> Iterator[Html]:
    """The sections of a report, or all of its text where it has none, and then its claims."""
    for section in report.sections.values():
        yield _text(section.heading, section.text)
    if not report.sections:
        strip = report.document.strip
        yield _text("", strip.text_between(0, len(strip.text)))
    if report.narrative:
        yield _claims(report, Words(language))


def _text(heading: str, text: str) -> Html:
    lines = (tag("p", line) for line in text.splitlines())
    head = tag("p", heading, class_="gk-heading")
    return tag("section", head, *lines, class_="gk-prose", lang="zh-Hans")


def _claims(report: Report, words: Words) -> Html:
    """One row per stated figure: the words, the figure, the cell that it speaks of, the line."""
    columns = ("quote", "figure", "cell", "place")
    head = tag("tr", *(tag("th", words.say(column)) for column in columns))
    rows = (
        tag("tr", *(tag("td", text) for text in _row(report, claim, words)))
        for claim in report.narrative
    )
    caption = tag("caption", words.say("stated"))
    table = tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="gk-claims")
    return tag("div", table, class_="gk-scroll")


def _row(report: Report, claim: Claim, words: Words) -> tuple[str, str, str, str]:
    line = words.say("line").format(claim.line or "?")
    return (
        claim.quote,
        f"{figure(claim.value)}{claim.unit or ''}",
        _cell(report, claim, words),
        line,
    )


def _cell(report: Report, claim: Claim, words: Words) -> str:
    """The labels of the cell that a claim speaks of, or the keys of several; else its measure."""
    if claim.table is None or claim.row is None or claim.column is None:
        return claim.measure
    table = report.reading.form.tables[claim.table]
    row, column = claim.row, claim.column
    if row in table.rows:
        row = table.row_label(row, words.language)
    if column in table.columns:
        column = table.column_label(column, words.language)
    return words.say("comma").join((row, column))
