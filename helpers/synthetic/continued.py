"""Tables that go on on another page, where their heads are printed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from helpers.synthetic.boxes import Box, Grid
from helpers.synthetic.draft import Break


def continued(grid: Grid, broken: Break) -> list[Grid]:
    """The two parts of a table that breaks before one of its rows of figures, not the first one.

    A table with a single row of figures stays whole.
    """
    figures = [n for n, row in enumerate(grid.rows) if any(box.figure for box in row)][1:]
    if not figures:
        return [grid]
    place = figures[int(broken.share * len(figures))]
    reaching = _reaching(grid.rows, place, broken.merged)
    head = grid.rows[: grid.head] if broken.first_head else _head_of(grid, place)
    below = [[*reaching, *grid.rows[place]], *grid.rows[place + 1 :]]
    above = [
        [box._replace(high=min(box.high, place - number)) for box in row]
        for number, row in enumerate(grid.rows[:place])
    ]
    return [replace(grid, rows=above), replace(grid, rows=[*head, *below], head=len(head))]


def _reaching(rows: list[list[Box]], place: int, merged: bool) -> list[Box]:
    """What is left of the boxes that begin above a row and reach below it."""
    return [
        box._replace(text=box.text if merged else "", high=number + box.high - place)
        for number, row in enumerate(rows[:place])
        for box in row
        if number + box.high > place
    ]


def _head_of(grid: Grid, place: int) -> list[list[Box]]:
    """The rows without figures above a row that are nearest to it."""
    return list(reversed(list(_heads_before(grid, place))))


def _heads_before(grid: Grid, place: int) -> Iterator[list[Box]]:
    found = False
    for row in reversed(grid.rows[:place]):
        head = not any(box.figure for box in row)
        if found and not head:
            return
        if head:
            found = True
            yield row
