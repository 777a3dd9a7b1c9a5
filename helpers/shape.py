"""The shape of a report: its cells in order, and every identity spelt out over them.

Reports that print the same rows of the same form share one shape, so that their figures can be
stacked into a matrix and all of their identities evaluated by one product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from helpers.cells import STATUSES, Cell
from helpers.computed import cached_property
from helpers.forms import Form, Identity, Table, load_form

Key = tuple[str, str, str]
CODES = {status: code for code, status in enumerate(STATUSES)}
# The columns of the cells of a report in prose.
NONE: tuple[tuple[Any, ...], ...] = ((),) * len(Cell._fields)


class Equation(NamedTuple):
    """An identity in one row or column: the places of the cells on its left and on its right."""

    identity: Identity
    row: str | None
    column: str | None
    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def place(self) -> str:
        """The row or column in which the identity holds."""
        return self.row or self.column or ""


@dataclass(frozen=True, eq=False)
class Shape:
    """The cells that reports of one shape have, `keys` in form order, and their `equations`."""

    form: Form
    keys: tuple[Key, ...]
    equations: tuple[Equation, ...]

    @cached_property
    def left(self) -> np.ndarray:
        """Cells by equations, float: 1 where a cell stands on the left of an equation, else 0."""
        return self._sides([equation.left for equation in self.equations])

    @cached_property
    def right(self) -> np.ndarray:
        """Cells by equations, float: 1 where a cell stands on the right of an equation, else 0."""
        return self._sides([equation.right for equation in self.equations])

    @cached_property
    def signed(self) -> np.ndarray:
        """Which of the cells may print a negative figure, one flag per cell."""
        tables = self.form.tables
        return np.array([tables[t].column_of[r, c].signed for t, r, c in self.keys], dtype=bool)

    @cached_property
    def place_of(self) -> dict[tuple[str, str, str], int]:
        """The number of each equation by its table, identity and place."""
        return {
            (e.identity.table, e.identity.key, e.place): i for i, e in enumerate(self.equations)
        }

    @cached_property
    def index_of(self) -> dict[Key, int]:
        """The place of each cell."""
        return {key: index for index, key in enumerate(self.keys)}

    def _sides(self, sides: Sequence[tuple[int, ...]]) -> np.ndarray:
        matrix = np.zeros((len(self.keys), len(sides)))
        for number, side in enumerate(sides):
            matrix[list(side), number] = 1.0
        return matrix


class Vector(NamedTuple):
    """The figures of one report: `values` (NaN where there is none) and `codes` of their statuses.

    Both have one entry per cell of the `shape`; a code is the place of a status in
    `helpers.cells.STATUSES`.
    """

    shape: Shape
    values: np.ndarray
    codes: np.ndarray


def vector_of(form: str, cells: Sequence[Cell]) -> Vector:
    """The vector of the cells of a report on a form."""
    tables, rows, columns, values, _, _, statuses, *_ = zip(*cells, strict=True) if cells else NONE
    codes = np.array([CODES[status] for status in statuses], dtype=np.uint8)
    optional = _optional_rows(form)
    left_out = optional - {
        key
        for key, status in zip(zip(tables, rows, strict=True), statuses, strict=True)
        if key in optional and status != "absent"
    }
    gone = tuple(
        index
        for index, key in enumerate(zip(tables, rows, strict=True) if left_out else ())
        if key in left_out
    )
    return Vector(_shape(form, tables, rows, columns, gone), np.array(values, dtype=float), codes)


def form_shape(form: str) -> Shape:
    """The shape of a report that prints every row of a form."""
    tables = load_form(form).tables.values()
    keys = [(table.key, *cell) for table in tables for cell in table.cells]
    names, rows, columns = zip(*keys, strict=True) if keys else NONE[:3]
    return _shape(form, names, rows, columns, ())


@lru_cache(maxsize=64)
def _optional_rows(form: str) -> frozenset[tuple[str, str]]:
    """The rows that some publishers leave out."""
    tables = load_form(form).tables.values()
    return frozenset((t.key, row.key) for t in tables for row in t.rows.values() if row.optional)


@lru_cache(maxsize=512)
def _shape(
    name: str,
    tables: tuple[str, ...],
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    gone: tuple[int, ...],
) -> Shape:
    """The shape of these cells; those `gone` are optional rows that take part in no identity."""
    form = load_form(name)
    keys = tuple(zip(tables, rows, columns, strict=True))
    places = {key: index for index, key in enumerate(keys) if index not in gone}
    equations = [
        equation
        for table in form.tables.values()
        if table.key in tables
        for identity in form.identities_of(table.key)
        for equation in _equations(table, identity, places)
    ]
    return Shape(form, keys, tuple(equations))


def _equations(table: Table, identity: Identity, places: dict[Key, int]) -> list[Equation]:
    """The identity in every column, or in every row, that the report prints."""
    rows = tuple(dict.fromkeys(row for t, row, _ in places if t == table.key))
    columns = tuple(table.columns)
    found = []
    if identity.along == "column":
        left, right = identity.sides(rows)
        for column in columns:
            sides = [tuple(places[table.key, r, column] for r in side) for side in (left, right)]
            found.append(Equation(identity, None, column, *sides))
    else:
        left, right = identity.sides(columns)
        for row in rows:
            sides = [tuple(places[table.key, row, c] for c in side) for side in (left, right)]
            found.append(Equation(identity, row, None, *sides))
    return found
