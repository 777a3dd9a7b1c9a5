"""Document and form to report: walk the tables by their labels and give every number its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf

from helpers.cells import Cell, Problem
from helpers.characters import normalise
from helpers.code_columns import without_codes
from helpers.document import Document, Strip
from helpers.doubled_tables import open_doubled
from helpers.errors import NoTableError, NotAReportError
from helpers.forms import Form, Table
from helpers.head_units import with_printed_units
from helpers.label_places import find_lines
from helpers.labels import Found, group_heads, printed_lines
from helpers.printed_order import in_usual_order, put_in_order
from helpers.row import Context, Settled, Stated
from helpers.row_cells import empty_cell
from helpers.run import PAGE_NUMBER, UNKNOWN_ROW, Run
from helpers.runs import BEFORE_FIRST, gather
from helpers.second_tables import second_tables
from helpers.sections import Layout, detect_form, locate
from helpers.settle import settle
from helpers.statistics_heads import Columns, columns_of, without_extra_columns
from helpers.unclear_columns import leave_open
from helpers.whole_table import settle_whole

FEWEST_ROWS = 3
_DIGIT = re.compile(r"\d")
# Labels of the known tables that every report prints.
LABELS = "第二十条第（一）项", "本年新收政府信息公开申请数量", "指标名称"
CHARACTERS_WITHOUT_TEXT = "the page draws characters that have no text"
HIDDEN_FIGURES = "the page holds figures that nobody sees; they are not read"


@dataclass(frozen=True)
class Reading:
    """What was read in a document: every cell of its form, and what found no cell.

    A report in prose has no cells; its `form` is the national one of its year.
    """

    form: Form
    layout: Layout
    cells: list[Cell]
    problems: list[Problem]
    tables: dict[str, Settled]


def read_document(document: Document, name: str) -> Reading:
    """Read a document against the form that its labels show.

    `name` says in messages which document this is. Raises NoTableError where no table of a known
    form stands, and NotAReportError where one has columns that no form has.
    """
    document, codes = without_codes(document)
    strip = document.strip
    form = detect_form(strip)
    layout = locate(strip, form) if form else Layout({}, {})
    if form is None or not layout.zones:
        raise NoTableError(f"{name}: {_no_table(strip)}")
    found = {
        key: find_lines(strip, form.tables[key], start, layout.anchors.get(key, start), end)
        for key, (start, end) in layout.zones.items()
    }
    rows = [match for lines in found.values() for match in lines if match.line.cells]
    if len(rows) < FEWEST_ROWS:
        raise NoTableError(f"{name}: fewer than {FEWEST_ROWS} rows of form {form.name} were found")
    columns = _columns(document, form, found, name)
    printed = _with_columns(form, columns)
    if printed is not form:
        found = {key: _in_columns(printed.tables[key], lines) for key, lines in found.items()}
    cells: list[Cell] = []
    problems = codes
    stated = _stated(strip, layout, form)
    prepared: dict[str, Settled | tuple[Context, list[Run]]] = {}
    unclear = {}
    for key, lines in found.items():
        zone, table = layout.zones[key], printed.tables[key]
        usual = table.unit_column or in_usual_order(strip, table, lines, zone[0])
        whole = settle_whole(document, printed, table, lines, *zone) if usual else None
        if whole:
            prepared[key] = whole
            continue
        below = max(zone[0], columns[key].end), zone[1]
        runs, strays = _runs(document, table, below, lines, problems)
        if not usual:
            unclear[key] = put_in_order(document, printed, table, runs, zone[0])
        cut_off = zone[1] == len(strip.text) and table.section > 0
        context = Context(
            printed, table, strays, cut_off, stated, document.locate, document.unseen,
            rules=document.rules,
        )  # fmt: skip
        prepared[key] = context, runs
    tables = _settle_all(prepared, problems)
    for key, runs in unclear.items():
        leave_open(tables[key], runs, problems)
    problems += second_tables(strip, printed, found, layout.zones)
    for table in form.tables.values():
        if table.key in found:
            text = strip.text[slice(*layout.zones[table.key])]
            lines, end = found[table.key], layout.zones[table.key][1]
            problems += open_doubled(
                document, printed, printed.tables[table.key], lines, end, tables[table.key].cells
            )
            problems += without_extra_columns(table, tables[table.key])
            unknown = _unknown_lines(strip, layout.zones[table.key], problems)
            ordered = _in_form_order(table, tables[table.key].cells, text, unknown)
            cells += with_printed_units(table, ordered, text)
        else:
            cells += [empty_cell(table, row, column) for row, column in table.cells]
        if not found.get(table.key):
            problems.append(Problem(None, table.key, "the table is not in the document"))
    if document.unseen and any(cell.status not in ("read", "mark") for cell in cells):
        pages = sorted(document.unseen())
        problems += [Problem(None, f"page {page}", CHARACTERS_WITHOUT_TEXT) for page in pages]
    problems += [Problem(None, f"page {page}", HIDDEN_FIGURES) for page in document.hidden]
    problems.sort(key=lambda problem: problem.line or 0)
    return Reading(form, layout, cells, problems, tables)


def _columns(
    document: Document, form: Form, found: dict[str, list[Found]], name: str
) -> dict[str, Columns]:
    """Each found table with the columns that the document prints; `name` is the document's."""
    columns = {key: columns_of(document, form.tables[key], lines) for key, lines in found.items()}
    if unknown := " ".join(filter(None, (told.unknown for told in columns.values()))):
        raise NotAReportError(
            f"{name}: its table has other columns than form {form.name}: {unknown}"
        )
    return columns


def _with_columns(form: Form, columns: dict[str, Columns]) -> Form:
    """The form with the columns that a document prints."""
    if all(told.table is form.tables[key] for key, told in columns.items()):
        return form
    return replace(form, tables=form.tables | {key: told.table for key, told in columns.items()})


def _in_columns(table: Table, found: list[Found]) -> list[Found]:
    """Found lines with the cells that the columns of a table give them."""
    lines = {line.label.key: line for line in printed_lines(table)}
    return [match._replace(line=lines[match.line.label.key]) for match in found]


def _no_table(strip: Strip) -> str:
    """What is said of a document without a table: what it prints and what it lacks."""
    printed = [label for label in LABELS if normalise(label) in strip.text]
    if printed:
        return f"{' and '.join(printed)} is printed, but no row of a table follows it"
    return (
        "none of the known tables is in this document; expected labels such as "
        f"{', '.join(LABELS[:-1])} or {LABELS[-1]}"
    )


def _settle_all(
    prepared: dict[str, Settled | tuple[Context, list[Run]]], problems: list[Problem]
) -> dict[str, Settled]:
    """Every table settled; where blank cells of one left no trace, those of the others may have."""
    found: dict[str, list[Problem]] = {key: [] for key in prepared}
    tables = {
        key: parts if isinstance(parts, Settled) else settle(*parts, found[key])
        for key, parts in prepared.items()
    }
    if any(table.traceless for table in tables.values()):
        for key, parts in prepared.items():
            if tables[key].traceless is False and not isinstance(parts, Settled):
                context, runs = parts
                found[key] = []
                tables[key] = settle(replace(context, traceless=True), runs, found[key])
    for more in found.values():
        problems += more
    return tables


def _stated(strip: Strip, layout: Layout, form: Form) -> Stated:
    """What the prose states for exactly one cell, looked up when a table first asks for it."""

    @cache
    def stated(table: str) -> dict[tuple[str, str], set[float]]:
        from helpers.claims import find_claims
        from helpers.claims.measures import caveat

        figures: dict[tuple[str, str], set[float]] = {}
        for claim in find_claims(strip, layout, form):
            cell = claim.row or "", claim.column or ""
            one_cell = claim.table == table and cell in form.tables[table].column_of
            exact = claim.place.low == claim.place.high
            if one_cell and exact and caveat(claim.measure) is None:
                figures.setdefault(cell, set()).add(claim.value)
        return figures

    return stated


def _runs(
    document: Document,
    table: Table,
    zone: tuple[int, int],
    found: list[Found],
    problems: list[Problem],
) -> tuple[list[Run], bool]:
    """The runs of a table, and whether numbers stand between them, which go to `problems`."""
    placed = document.locate is not None
    runs, strays = gather(document.strip, table, found, *zone, placed)
    problems += [Problem(*stray) for stray in strays]
    foreign = any(stray.reason != PAGE_NUMBER for stray in strays)
    return _without_group_heads(table, runs, problems), foreign


def _without_group_heads(table: Table, runs: list[Run], problems: list[Problem]) -> list[Run]:
    """The runs that are rows: the head of a group is one only where it stands for the group."""
    heads = group_heads(table, [run.found for run in runs])
    rows = []
    for run in runs:
        if run.found.line.label.key not in heads:
            rows.append(run)
        elif numbers := " ".join(piece.raw for piece in run.pieces if _DIGIT.search(piece.text)):
            problems.append(Problem(run.line, run.quote(numbers), "figures on the head of a group"))
    return rows


def _in_form_order(
    table: Table, read: dict[tuple[str, str], Cell], text: str, unknown: Sequence[int]
) -> list[Cell]:
    """The cells of a table in form order; a group printed as one row stands for its rows.

    A row is not absent whose label stands in the `text` of the table, but out of order, or where
    its place in the table has a row with an `unknown` label, by line: it may be that row.
    """
    if tuple(read) == table.cells:
        return list(read.values())
    ordered: list[Cell] = []
    for block in table.blocks:
        single = block.single
        together = single and block.cells[single.key][0] in read
        rows = (single,) if single and together else block.rows
        for row in rows:
            keys = block.cells[row.key]
            cells = [cell for cell in map(read.get, keys) if cell]
            if len(cells) < len(keys):
                printed = row.spellings[0] in text or _has_place(table, read, keys[0], unknown)
                status = "unreadable" if printed else "absent"
                cells = [read.get(key) or empty_cell(table, *key, status) for key in keys]
            ordered += cells
    return ordered


def _unknown_lines(strip: Strip, zone: tuple[int, int], problems: list[Problem]) -> list[int]:
    """The lines of a zone with figures of an unknown label, or above the first label."""
    first, last = (strip.tokens.lines[strip.token_at(max(0, place - 1))] for place in zone)
    lines = (p.line for p in problems if p.reason in (UNKNOWN_ROW, BEFORE_FIRST))
    return [line for line in lines if line is not None and first <= line <= last]


def _has_place(
    table: Table,
    read: dict[tuple[str, str], Cell],
    missing: tuple[str, str],
    unknown: Sequence[int],
) -> bool:
    """Whether a line of `unknown` is between the rows before and after the place of a cell."""
    if missing not in table.cells:
        return False
    place = table.cells.index(missing)
    lines = [[cell.line for key in part if (cell := read.get(key)) and cell.line]
             for part in (table.cells[:place], table.cells[place:])]  # fmt: skip
    last, first = max(lines[0], default=0), min(lines[1], default=inf)
    return any(last < line <= first for line in unknown)
