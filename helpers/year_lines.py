"""The links between two reports of known shapes, laid out over the cells of both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from helpers.computed import cached_property
from helpers.forms import Form
from helpers.links import Placed, Term, placed_links
from helpers.shape import Shape

MOST_SHAPES = 512
# What stands in the names of cells for the year before.
YEAR_BEFORE = "{before}"


@dataclass(frozen=True, eq=False)
class Line:
    """A link in one place of two reports of known shapes.

    `left` and `right` are the places of its cells among those of both reports together, the earlier
    one's first; None stands for a row that is printed in another way. `names` are its cells,
    `head` and `head_zh` begin its sentences.
    """

    placed: Placed
    left: tuple[int | None, ...]
    right: tuple[int | None, ...]
    names: str
    head: str
    head_zh: str

    def names_with(self, before: int | None) -> str:
        """The cells as they stand in `findings.cells`, earlier ones with their year."""
        return self.names.replace(YEAR_BEFORE, str(before))

    @property
    def places(self) -> list[int]:
        """The places of all cells that both reports have."""
        return [place for place in self.left + self.right if place is not None]


@dataclass(frozen=True, eq=False)
class Lines:
    """All links between reports of two shapes.

    `places` are those of the cells that take part in a link, `signed` says which of these may print
    a negative figure. As matrices the links are these cells by links.
    """

    every: tuple[Line, ...]
    places: tuple[int, ...]
    signed: np.ndarray

    @cached_property
    def left(self) -> np.ndarray:
        """1 where a cell stands on the left of a link, else 0, float."""
        return self._side([line.left for line in self.every])

    @cached_property
    def right(self) -> np.ndarray:
        """1 where a cell stands on the right of a link, else 0, float."""
        return self._side([line.right for line in self.every])

    @cached_property
    def both(self) -> np.ndarray:
        """1 where a cell stands on a side of a link, else 0, float."""
        return self.left + self.right

    @cached_property
    def whole_left(self) -> np.ndarray:
        """Which of the links have all cells of their left side in both reports."""
        return np.array([None not in line.left for line in self.every], dtype=bool)

    @cached_property
    def whole_right(self) -> np.ndarray:
        """Which of the links have all cells of their right side in both reports."""
        return np.array([None not in line.right for line in self.every], dtype=bool)

    def _side(self, sides: list[tuple[int | None, ...]]) -> np.ndarray:
        matrix = np.zeros((len(self.places), len(sides)))
        number_of = {place: number for number, place in enumerate(self.places)}
        for number, side in enumerate(sides):
            matrix[[number_of[place] for place in side if place is not None], number] = 1.0
        return matrix


@lru_cache(maxsize=MOST_SHAPES)
def lines_of(before: Shape, now: Shape) -> Lines:
    """Every link between an earlier report of one shape and a report of another."""
    links = placed_links(before.form.name, now.form.name)
    lines = tuple(_line(placed, before, now) for placed in links)
    places = tuple(sorted({place for line in lines for place in line.places}))
    signed = np.concatenate((before.signed, now.signed))[list(places)]
    return Lines(lines, places, signed)


def _line(placed: Placed, before: Shape, now: Shape) -> Line:
    sides: dict[bool, list[int | None]] = {True: [], False: []}
    for term in placed.terms:
        place = (before if term.earlier else now).index_of.get(term.key)
        later = 0 if term.earlier else len(before.keys)
        sides[term.left].append(None if place is None else place + later)
    where, where_zh = _where(placed, now.form)
    return Line(
        placed,
        tuple(sides[True]),
        tuple(sides[False]),
        "; ".join(_name(term) for term in placed.terms),
        f"{where}: {placed.link.english}: ",
        f"{where_zh}：{placed.link.chinese}：",
    )


def _name(term: Term) -> str:
    return "/".join(term.key) + (f"@{YEAR_BEFORE}" if term.earlier else "")


def _where(placed: Placed, form: Form) -> tuple[str, str]:
    table = form.tables[placed.link.table]
    if placed.row is not None:
        return table.row_label(placed.row, "en"), table.row_label(placed.row, "zh")
    column = placed.column or ""
    return table.column_label(column, "en"), table.column_label(column, "zh")
