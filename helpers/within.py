"""The identities (勾稽关系) of each table of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.cells import Cell
from helpers.findings import Finding, cell_names, figure
from helpers.forms import Identity, Table, load_form
from helpers.report import Report

Cells = dict[tuple[str, str], Cell]
UNKNOWN = {
    "ambiguous": ("is ambiguous", "有多种读法"),
    "unreadable": ("cannot be read", "无法识读"),
    "absent": ("is not in the report", "报告中没有"),
}


def check_within(report: Report) -> Iterator[Finding]:
    """One finding per identity and row or column, in the order of the form."""
    form = load_form(report.form)
    for table in form.tables.values():
        cells = {(cell.row, cell.column): cell for cell in report.cells if cell.table == table.key}
        rows = tuple(dict.fromkeys(row for row, _ in cells))
        settled = report.reading.tables.get(table.key)
        assumed = settled.assumed if settled else set()
        for identity in form.identities_of(table.key):
            yield from _apply(table, identity, rows, cells, assumed)


def _apply(
    table: Table,
    identity: Identity,
    rows: tuple[str, ...],
    cells: Cells,
    assumed: set[tuple[str, str]],
) -> Iterator[Finding]:
    """The identity in every column, or in every row, of the table."""
    columns = tuple(table.columns)
    if identity.along == "column":
        left, right = identity.sides(rows)
        for column in columns:
            sides = [(row, column) for row in left], [(row, column) for row in right]
            finding = _finding(table, identity, None, column, sides, cells)
            yield _as_assumed(finding, column, assumed)
    else:
        left, right = identity.sides(columns)
        for row in rows:
            sides = [(row, column) for column in left], [(row, column) for column in right]
            finding = _finding(table, identity, row, None, sides, cells)
            yield _as_assumed(finding, row, assumed)


def _finding(
    table: Table,
    identity: Identity,
    row: str | None,
    column: str | None,
    sides: tuple[list[tuple[str, str]], list[tuple[str, str]]],
    cells: Cells,
) -> Finding:
    """One identity in one place; where blank cells matter, the sentence says so."""
    sides = _printed(table, sides[0], cells), _printed(table, sides[1], cells)
    every = [cells[key] for side in sides for key in side]
    left, right = (_total([cells[key] for key in side]) for side in sides)
    status, reason, reason_zh = _verdict(every, left, right)
    where, where_zh = _place(table, row, column)
    relation = "=" if left is not None and left == right else "≠"
    if left is None or right is None:
        relation = "?"
    sums = f"{figure(left)} {relation} {figure(right)}"
    return Finding(
        "within",
        identity.key,
        table.key,
        row,
        column,
        left,
        right,
        None if left is None or right is None else round(left - right, 6),
        status,
        cell_names(table.key, (key for side in sides for key in side)),
        f"{where}: {identity.english}: {sums}{reason}",
        f"{where_zh}：{identity.chinese}：{sums}{reason_zh}",
    )


def _as_assumed(finding: Finding, place: str, assumed: set[tuple[str, str]]) -> Finding:
    """The finding; an identity by which the figures were read cannot be said to hold."""
    if finding.status != "holds" or (finding.rule, place) not in assumed:
        return finding
    return finding._replace(
        status="assumed",
        message=f"{finding.message} (used to read the figures)",
        message_zh=f"{finding.message_zh}（已用于识读）",
    )


def _printed(table: Table, side: list[tuple[str, str]], cells: Cells) -> list[tuple[str, str]]:
    """The cells of a side without the rows that some publishers leave out, as this one did."""
    return [key for key in side if cells[key].status != "absent" or not table.rows[key[0]].optional]


def _total(side: Sequence[Cell]) -> float | None:
    """The sum of one side, blanks and marks as 0; None where a figure is unknown."""
    if any(cell.status in UNKNOWN for cell in side):
        return None
    return round(sum(cell.value or 0.0 for cell in side), 6)


def _verdict(cells: list[Cell], left: float | None, right: float | None) -> tuple[str, str, str]:
    """The status, and what to add to the two sentences."""
    for cell in cells:
        if cell.status in UNKNOWN:
            english, chinese = UNKNOWN[cell.status]
            name = f"{cell.row}/{cell.column}"
            return "not_assessable", f" ({name} {english})", f"（{name}{chinese}）"
    if any(cell.status in ("blank", "mark") for cell in cells):
        return "depends", " (with blank cells taken as 0)", "（空格按0计）"
    return "holds" if left == right else "fails", "", ""


def _place(table: Table, row: str | None, column: str | None) -> tuple[str, str]:
    """Where the identity was applied, in English and in Chinese."""
    if row is not None:
        return table.row_label(row, "en"), table.row_label(row, "zh")
    assert column is not None
    return table.column_label(column, "en"), table.column_label(column, "zh")
