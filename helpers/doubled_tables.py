"""Two tables of a kind in one section, as of two years or two organs: nobody knows which counts."""

from __future__ import annotations

from helpers.cells import Cell, Problem
from helpers.document import Document
from helpers.forms import Form, Table
from helpers.label_places import find_lines
from helpers.labels import Found
from helpers.printed_order import put_in_order
from helpers.row_pieces import one_per_cell
from helpers.runs import gather
from helpers.sections import anchor_of

REASON = "two tables of this kind stand in one section, with different figures"
Key = tuple[str, str]


def open_doubled(
    document: Document,
    form: Form,
    table: Table,
    found: list[Found],
    end: int,
    cells: dict[Key, Cell],
) -> list[Problem]:
    """Leave open the cells for which a second table in the section prints another figure.

    `found` has the lines of the first table, `end` is the end of the section, and `cells` the cells
    as read, which are changed. A second table has the heads of the columns once more.
    """
    strip = document.strip
    if not found or not _has_heads(strip.text, table, found[-1].end, end):
        return []
    start = anchor_of(strip.text, table, found[-1].end)
    if not 0 <= start < end:
        return []
    gathered, _ = gather(strip, table, find_lines(strip, table, start, start, end), start, end)
    runs = [run for run in gathered if run.found.line.cells]
    unclear = put_in_order(document, form, table, runs, found[-1].end)
    different = []
    for run in runs:
        if any(run is other for other in unclear):
            continue
        for key, piece in zip(run.found.line.cells, one_per_cell(run, []) or (), strict=False):
            cell, value = cells.get(key), piece.printed.value
            if cell is not None and cell.status == "read" and value not in (None, cell.value):
                cells[key] = cell._replace(
                    value=None, raw=f"{cell.raw} {piece.raw}", status="ambiguous", basis=None
                )
                different.append(piece)
    if not different:
        return []
    return [Problem(different[0].token.line, different[0].raw, REASON)]


def _has_heads(text: str, table: Table, start: int, end: int) -> bool:
    """Whether the heads of most columns stand between two places."""
    heads = [column.spellings[0] for column in table.columns.values()]
    return sum(text.find(head, start, end) >= 0 for head in heads) > len(heads) / 2
