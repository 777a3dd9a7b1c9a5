"""How a form is filled in: blanks, empty totals, what is missing, the wrong form, repeated rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from helpers.bounds import EMPTY, MOST_NAMES, names_of, printed
from helpers.cell_words import form_word
from helpers.cells import Cell
from helpers.characters import normalise
from helpers.defects import finding, sound, sounds
from helpers.empty_totals import empty_totals
from helpers.findings import Finding, table_name
from helpers.forms import PROSE, Section, Table, all_forms, load_form
from helpers.report import Report
from helpers.rules import Rule, rules_of
from helpers.run import UNKNOWN_ROW

# A workbook or a table of a database has no sections, and may be one table of several.
TABLES_ONLY = ("xlsx", "xls", "csv")
# A row with such a cell has print of its own.
WITH_FIGURES = frozenset(("read", "mark", "ambiguous"))
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
        _blank(rule, report.reading.form.tables[table], unread) if unread else sound(rule, table)
        for table, unread in every
    ]


def _blank(rule: Rule, table: Table, unread: list[Cell]) -> Finding:
    """The finding on the cells of a table that have no number."""
    name = table_name(table.section)
    empty = [(cell.row, cell.column) for cell in unread if cell.status in EMPTY]
    if not empty:
        said = f"{len(unread)} cells are not read", f"{name}有{len(unread)}格未能识读"
        return finding(rule, "not_assessable", said, table.key)
    said = f"{len(empty)} cells are blank or have a mark", f"{name}有{len(empty)}格未填数字"
    sides, names = (float(len(empty)), 0.0), names_of(table.key, tuple(empty))
    return finding(rule, "fails", said, table.key, sides=sides, cells=names)


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
    """The tables of which the report has no row; where a heading occurs, it may be a picture.

    The headings of a report in prose have the numbers that it prints, not those of the form.
    """
    if said := _not_demanded(report, rule):
        return [finding(rule, "not_assessable", said)]
    prose = report.form == PROSE
    found = frozenset(cell.table for cell in report.cells if cell.status != "absent")
    headed = frozenset(() if prose else report.reading.layout.headings)
    remark = NOT_AS_TEXT if prose else ("", "")
    form, alone = report.reading.form.name, report.medium in TABLES_ONLY
    return _tables_but(rule, form, found, headed, alone, remark)


@lru_cache(maxsize=MOST_NAMES)
def _tables_but(
    rule: Rule,
    form: str,
    found: frozenset[str],
    headed: frozenset[int],
    alone: bool,
    remark: Said,
) -> Sequence[Finding]:
    """The findings on the tables of a form that are not found, with those sections headed."""
    missing = [table for table in load_form(form).tables.values() if table.key not in found]
    return [_missing(rule, table, table.section in headed, alone, remark) for table in missing] or [
        sound(rule)
    ]


def _missing(rule: Rule, table: Table, headed: bool, alone: bool, remark: Said) -> Finding:
    """The finding on a table without a row: where its heading occurs, it may be a picture."""
    status = "not_assessable" if headed or alone else "fails"
    name = table_name(table.section)
    said = f"no row of table {table.key} was found{remark[0]}", f"未见{name}{remark[1]}"
    if headed:
        said = (
            f"the heading of table {table.key} occurs, but no row of it; it may be a picture",
            f"仅见{name}的标题，未见表格，可能为图片",
        )
    return finding(rule, status, said, table.key)


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
    right = [form for form in all_forms() if form.years[0] <= year <= form.years[1]]
    due = f", that of the year is {' or '.join(form.name for form in right)}"
    due_zh = f"，应使用{'或'.join(map(form_word, right))}"
    told = bool(right) and not fits
    used = "使用" if fits else "误用"
    said = (
        f"the report of {year} is on form {name}{due if told else ''}",
        f"{year}年度报告{used}{form_word(load_form(name))}{due_zh if told else ''}",
    )
    return finding(rule, "holds" if fits else "fails", said)


def _repeated_rows(report: Report, rule: Rule) -> Iterator[Finding]:
    """Rows that were left aside and whose label has figures elsewhere in the document.

    A label without figures elsewhere is not repeated: its row is out of order, or was a heading.
    """
    rows, sure = _rows_by_label(report.form), True
    read = {cell[:2] for cell in report.cells if cell.status in WITH_FIGURES}
    for problem in report.reading.problems:
        if problem.reason != UNKNOWN_ROW:
            continue
        label = _bare(_FIGURES.sub("", problem.text))
        if label not in rows:
            continue
        sure = False
        if not rows[label].isdisjoint(read):
            said = (
                f"a second row {label} has {problem.text!r}",
                f"“{label}”重复：{problem.text}",
            )
            yield finding(rule, "fails", said)
        else:
            said = (
                f"the row {label} is not in the order of the form and was not read",
                f"“{label}”的次序与格式不符，未予识读",
            )
            yield finding(rule, "not_assessable", said)
    if sure:
        yield sound(rule)


@cache
def _rows_by_label(form: str) -> dict[str, set[tuple[str, str]]]:
    """The rows of a form by each of their labels, without ordinal numbers."""
    found: dict[str, set[tuple[str, str]]] = {}
    for table in load_form(form).tables.values():
        for row in table.rows.values():
            for spelling in row.spellings:
                found.setdefault(_bare(spelling), set()).add((table.key, row.key))
    return found


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
