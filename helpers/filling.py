"""How a form is filled in: blanks, empty totals, what is missing, the wrong form, repeated rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from helpers.bounds import EMPTY, MOST_NAMES, names_of, printed
from helpers.cells import Cell
from helpers.characters import normalise
from helpers.defects import finding, sound, sounds
from helpers.empty_totals import empty_totals
from helpers.findings import Finding
from helpers.forms import PROSE, Section, all_forms, load_form
from helpers.report import Report
from helpers.rules import Rule, rules_of
from helpers.run import UNKNOWN_ROW

# A workbook or a table of a database has no sections, and may be one table of several.
TABLES_ONLY = ("xlsx", "xls", "csv")
_ORDINAL = re.compile(r"^(?:\d+[.,]|\([一二三四五六七]\)|[一二三四][.,])")
_FIGURES = re.compile(r"\s[\d+\-/].*$", re.DOTALL)
# What is said in English and in Chinese.
Said = tuple[str, str]
NOT_AS_TEXT = " as text (pictures and attachments are not read)", "的文字内容（不识读图片和附件）"
Check = Callable[[Report, Rule], Iterable[Finding]]


def check_filling(report: Report, held: Collection[str] = ()) -> Iterator[Finding]:
    """One finding per rule of filling, per table where a rule is about tables, and per defect.

    `held` names rules about tables that are known to hold: see `helpers.held_rules`.
    """
    for rule in rules_of("filling", report.form):
        if rule.key in held:
            yield from sounds(rule, tuple(report.reading.tables))
        else:
            yield from CHECKS[rule.key](report, rule)


def _blanks(report: Report, rule: Rule) -> Iterable[Finding]:
    """The cells of each table that have no number."""
    places = printed(report).unread
    if not places:
        return sounds(rule, tuple(report.reading.tables))
    cells: dict[str, list[Cell]] = {table: [] for table in report.reading.tables}
    for cell in map(report.cells.__getitem__, places):
        if cell.table in cells:
            cells[cell.table].append(cell)
    every = cells.items()
    return [
        _blank(rule, table, unread) if unread else sound(rule, table) for table, unread in every
    ]


def _blank(rule: Rule, table: str, unread: list[Cell]) -> Finding:
    """The finding on the cells of a table that have no number."""
    empty = [(cell.row, cell.column) for cell in unread if cell.status in EMPTY]
    if not empty:
        said = f"{len(unread)} cells are not read", f"{len(unread)}格未能识读"
        return finding(rule, "not_assessable", said, table)
    said = f"{len(empty)} cells are blank or have a mark", f"{len(empty)}格为空或为符号"
    sides, names = (float(len(empty)), 0.0), names_of(table, tuple(empty))
    return finding(rule, "fails", said, table, sides=sides, cells=names)


def _not_demanded(report: Report, rule: Rule) -> Said | None:
    """Why no form demands tables and sections of a report in prose; None where one does."""
    if report.form != PROSE:
        return None
    if report.year is None:
        return "the year of the report is not known", "报告年度不明"
    first = rule.settings["prose_from"]
    said = f"no form demands it of reports before {first}", f"{first}年以前的报告没有此项统一要求"
    return said if report.year < first else None


def _missing_tables(report: Report, rule: Rule) -> Sequence[Finding]:
    """The tables of the form that the report does not have."""
    if said := _not_demanded(report, rule):
        return [finding(rule, "not_assessable", said)]
    status = "not_assessable" if report.medium in TABLES_ONLY else "fails"
    remark = NOT_AS_TEXT if report.form == PROSE else ("", "")
    form, tables = report.reading.form.name, tuple(report.reading.tables)
    return _tables_but(rule, form, tables, status, remark)


@lru_cache(maxsize=MOST_NAMES)
def _tables_but(
    rule: Rule, form: str, tables: tuple[str, ...], status: str, remark: Said
) -> Sequence[Finding]:
    """The findings on the tables of a form that are not among some."""
    missing = [table for table in load_form(form).tables if table not in tables]
    english, chinese = remark
    said = {
        table: (f"no table {table} was found{english}", f"未见表格{table}{chinese}")
        for table in missing
    }
    return [finding(rule, status, said[table], table) for table in missing] or [sound(rule)]


def _missing_sections(report: Report, rule: Rule) -> Iterator[Finding]:
    """The sections of the form that the report does not have; a heading may stand unrecognised."""
    headings, text = report.reading.layout.headings, report.document.strip.text
    said = _not_demanded(report, rule)
    if not headings:
        said = "the document has no headings", "文件中没有标题"
    if said:
        yield finding(rule, "not_assessable", said)
        return
    sections = report.reading.form.sections
    missing = [section for section in sections if not _is_headed(report, section)]
    for section in missing:
        printed_somewhere = any(core in text for core in section.cores)
        yield finding(
            rule,
            "not_assessable" if printed_somewhere or report.medium in TABLES_ONLY else "fails",
            (f"no section {section.number} ({section.english})", f"未见“{section.label}”"),
        )
    if not missing:
        yield sound(rule)


def _is_headed(report: Report, section: Section) -> bool:
    """Whether a report has a section; one in prose may number its sections otherwise."""
    headings, text = report.reading.layout.headings, report.document.strip.text
    if report.form != PROSE:
        return section.number in headings
    titles = [text[start:end] for start, end in headings.values()]
    return any(core in title for core in section.cores for title in titles)


def _form_of_year(report: Report, rule: Rule) -> Iterator[Finding]:
    """Whether the form is that of the year of the report."""
    if report.year is None:
        said = "the year of the report is not known", "报告年度不明"
        yield finding(rule, "not_assessable", said)
    else:
        yield _form_fits(rule, report.form, report.year)


@cache
def _form_fits(rule: Rule, name: str, year: int) -> Finding:
    """The finding on a form and a year."""
    first, last = load_form(name).years
    fits = first <= year <= last
    right = [form.name for form in all_forms() if form.years[0] <= year <= form.years[1]]
    due = f", that of the year is {' or '.join(right)}" if right and not fits else ""
    due_zh = f"，当年应为{'或'.join(right)}" if right and not fits else ""
    said = (
        f"the report of {year} is on form {name}{due}",
        f"{year}年度报告使用{name}格式{due_zh}",
    )
    return finding(rule, "holds" if fits else "fails", said)


def _repeated_rows(report: Report, rule: Rule) -> Iterator[Finding]:
    """Rows that the reading left aside because their label had been met before."""
    labels, repeated = _row_labels(report.form), False
    for problem in report.reading.problems:
        if problem.reason == UNKNOWN_ROW:
            label = _bare(_FIGURES.sub("", problem.text))
            if label in labels:
                repeated = True
                said = (
                    f"a second row {label} has {problem.text!r}",
                    f"“{label}”重复：{problem.text}",
                )
                yield finding(rule, "fails", said)
    if not repeated:
        yield sound(rule)


@cache
def _row_labels(form: str) -> frozenset[str]:
    """The labels of all rows of a form, without their ordinal numbers."""
    tables = load_form(form).tables.values()
    rows = (row for table in tables for row in table.rows.values())
    return frozenset(_bare(spelling) for row in rows for spelling in row.spellings)


def _bare(label: str) -> str:
    """A label in comparable spelling, without its ordinal number."""
    return _ORDINAL.sub("", normalise(label))


def _problems_section(report: Report, rule: Rule) -> Iterator[Finding]:
    """Whether the section on problems says anything."""
    headings, text = report.reading.layout.headings, report.document.strip.text
    found = headings.get(rule.settings["section"])
    if found is None:
        said = "the section was not found", "未见该部分"
        yield finding(rule, "not_assessable", said)
        return
    following = min([start for start, _ in headings.values() if start >= found[1]], default=None)
    section = text[found[1] : following]
    if re.fullmatch(rule.settings["empty"], section):
        said = f"it says nothing but “{section}”", f"该部分仅有“{section}”"
        yield finding(rule, "fails", said)
    else:
        yield sound(rule)


CHECKS: dict[str, Check] = {
    "blanks": _blanks,
    "empty_total": empty_totals,
    "missing_table": _missing_tables,
    "missing_section": _missing_sections,
    "form_of_year": _form_of_year,
    "repeated_row": _repeated_rows,
    "problems_section": _problems_section,
}
