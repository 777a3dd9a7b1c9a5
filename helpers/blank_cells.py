"""Blank cells taken as 0, where nothing that the report prints speaks against it."""

from __future__ import annotations

from functools import cache

import numpy as np

from helpers.cell_matrix import ABSENT, BLANK, MARK, READ, TOGETHER, CellMatrix, Key
from helpers.forms import Form, Identity, load_form

CLOSE = 1e-6
# A total may be a part of another total, as an outcome is of all outcomes.
LEVELS = 2


@cache
def parts_of(form_name: str) -> dict[Key, tuple[tuple[Key, ...], ...]]:
    """For each total of a form, the cells that add up to it, once per identity that says so."""
    form = load_form(form_name)
    found: dict[Key, list[tuple[Key, ...]]] = {}
    for identity in form.identities:
        for total, parts in _sums(form, identity):
            found.setdefault(total, []).append(parts)
    return {total: tuple(parts) for total, parts in found.items()}


def _sums(form: Form, identity: Identity) -> list[tuple[Key, tuple[Key, ...]]]:
    """An identity in every row or column, where one of its sides is a single cell."""
    table = form.tables[identity.table]
    by_row = identity.along == "row"
    left, right = identity.sides(tuple(table.columns if by_row else table.rows))
    if len(right) != 1:
        return []
    sums = []
    for line in table.rows if by_row else table.columns:
        total, *parts = ((line, key) if by_row else (key, line) for key in (*right, *left))
        sums.append(((table.key, *total), tuple((table.key, *part) for part in parts)))
    return sums


def take_blanks_as_zero(matrix: CellMatrix, form: str, place: dict[Key, int]) -> np.ndarray:
    """Turn blank cells and marks into zeros and tell where.

    A cell stays blank where 0 would be wrong: a total above parts that are not all 0, and a part
    where the total says that something is missing. `place` gives the column of each cell.
    """
    empty = (matrix.states == BLANK) | (matrix.states == MARK)
    harmless = empty | np.isin(matrix.states, (READ, TOGETHER, ABSENT))
    sums = [
        (place[total], [place[part] for part in parts])
        for total, several in parts_of(form).items()
        for parts in several
        if total in place and all(part in place for part in parts)
    ]
    meant = matrix.values.copy()
    for total, parts in sums * LEVELS:
        left_out = empty[:, total] & (meant[:, total] == 0)
        meant[left_out, total] = meant[left_out][:, parts].sum(axis=1)
    taken = empty & (meant == 0)
    for total, parts in sums:
        taken[:, total] &= harmless[:, parts].all(axis=1)
        holds = np.abs(meant[:, parts].sum(axis=1) - meant[:, total]) < CLOSE
        taken[np.ix_(~holds, parts)] = False
    matrix.states[taken] = READ
    return taken
