"""What a revision of the form added, dropped and renamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.forms import Form, Item, Table, load_form

if TYPE_CHECKING:
    import pandas as pd

# part, change, table, row, column, before, after, english
Line = tuple[str, str, str | None, str | None, str | None, str | None, str | None, str]


def diff_forms(before: str, after: str) -> pd.DataFrame:
    """What the form `after` added, dropped or renamed against the form `before`, a row each.

    `part` is section, table, row, column or unit; `change` is added, dropped, renamed, or split
    (one row became several) and merged. Sections are paired by what they are on, not by their
    numbers. `before` and `after` are the official labels, or the units; a column that changed for
    single rows of a table names the row. Raises FormError for an unknown form. Example:
    `diff_forms("2019", "2021").query("change == 'split'")`.
    """
    from helpers.frames import make_frame

    old, new = load_form(before), load_form(after)
    return make_frame("form_changes", [*_sections(old, new), *_tables(old, new)])


def _sections(old: Form, new: Form) -> Iterator[Line]:
    """Sections on the same matter, whatever their numbers, in the order of the later form."""
    before, after = ({s.key: s for s in form.sections} for form in (old, new))
    for key in dict.fromkeys((*after, *before)):
        one, other = before.get(key), after.get(key)
        if one is None or other is None or one.label != other.label:
            labels = one.label if one else None, other.label if other else None
            yield "section", _change(*labels), None, None, None, *labels, (other or one).english  # type: ignore[union-attr]


def _tables(old: Form, new: Form) -> Iterator[Line]:
    for key in dict.fromkeys((*old.tables, *new.tables)):
        one, other = old.tables.get(key), new.tables.get(key)
        if one is None or other is None:
            labels = (key, None) if one else (None, key)
            yield "table", _change(*labels), key, None, None, *labels, key
        yield from _rows(key, one, other)
        if one and other:
            yield from _columns(key, one, other)


def _rows(key: str, old: Table | None, new: Table | None) -> Iterator[Line]:
    before, after = ({} if table is None else table.rows for table in (old, new))
    split = _groups(old, new)
    merged = _groups(new, old)
    parts = {part for rows in (*split.values(), *merged.values()) for part in rows}
    for row in dict.fromkeys((*before, *after)):
        one, other = before.get(row), after.get(row)
        label, english = _said(one, other)
        if row in split or row in merged:
            several = "；".join(item.label for item in (split or merged)[row].values())
            change, pair = (
                ("split", (label, several)) if row in split else ("merged", (several, label))
            )
            yield "row", change, key, row, None, *pair, english
        elif row not in parts and (one is None or other is None or one.label != other.label):
            labels = _label(one), _label(other)
            yield "row", _change(*labels), key, row, None, *labels, english


def _groups(old: Table | None, new: Table | None) -> dict[str, dict[str, Item]]:
    """The rows of one table that are groups of several rows in the other."""
    if old is None or new is None:
        return {}
    plain = {row.key for block in old.blocks for row in block.rows}
    blocks = (block for block in new.blocks if block.single and block.single.key in plain)
    return {
        block.single.key: {row.key: row for row in block.rows} for block in blocks if block.single
    }


def _columns(key: str, old: Table, new: Table) -> Iterator[Line]:
    """Columns and units that differ; told once where they differ alike in every row."""
    rows = [row for row in old.rows if row in new.rows]
    found: dict[Line, list[str]] = {}
    for row in rows:
        before, after = (
            {column: item for (r, column), item in table.column_of.items() if r == row}
            for table in (old, new)
        )
        for column in dict.fromkeys((*before, *after)):
            one, other = before.get(column), after.get(column)
            _, english = _said(one, other)
            labels = _label(one), _label(other)
            units = _unit(old, row, one), _unit(new, row, other)
            if labels[0] != labels[1]:
                line: Line = ("column", _change(*labels), key, None, column, *labels, english)
                found.setdefault(line, []).append(row)
            if one and other and units[0] != units[1]:
                unit = ("unit", _change(*units), key, None, column, *units, english)
                found.setdefault(unit, []).append(row)
    for line, where in found.items():
        for place in [None] if where == rows else where:
            yield (*line[:3], place, *line[4:])


def _unit(table: Table, row: str, column: Item | None) -> str | None:
    return table.rows[row].unit or column.unit if column else None


def _label(item: Item | None) -> str | None:
    return item.label if item else None


def _said(one: Item | None, other: Item | None) -> tuple[str, str]:
    item = other or one
    assert item is not None
    return item.label, item.english


def _change(before: str | None, after: str | None) -> str:
    if before is None:
        return "added"
    return "renamed" if after is not None else "dropped"
