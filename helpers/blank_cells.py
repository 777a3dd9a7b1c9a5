"""Blank cells taken as 0, where nothing that the report prints speaks against it."""

from __future__ import annotations

from functools import cache

import numpy as np

from helpers.cell_matrix import ABSENT, BLANK, MARK, READ, TOGETHER, CellMatrix, Key
from helpers.forms import Form, Identity, load_form


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

    A blank total above parts that are not all 0 stays blank: the publisher left it out, and 0 would
    be wrong. `place` gives the column of each cell in the matrix.
    """
    empty = (matrix.states == BLANK) | (matrix.states == MARK)
    taken = empty.copy()
    harmless = empty | (matrix.states == TOGETHER) | (matrix.states == ABSENT)
    harmless |= (matrix.states == READ) & (matrix.values == 0)
    for total, sums in parts_of(form).items():
        if total in place:
            for parts in sums:
                columns = [place[part] for part in parts if part in place]
                taken[:, place[total]] &= harmless[:, columns].all(axis=1)
    matrix.states[taken] = READ
    return taken
