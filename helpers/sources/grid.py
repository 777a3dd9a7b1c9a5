"""The grid of a table: which columns its cells take, where merged cells push others aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from helpers.sources.stream import TO_THE_END, TooLargeError

# Steps over cells that reach into later rows; a table that needs more is an attack.
MOST_STEPS = 5_000_000
# The tables of a site's reports have the same few layouts; so many, of so many cells, are kept.
KNOWN_LAYOUTS, LARGEST_KNOWN = 1 << 9, 500

# A cell that reaches into later rows: its left and right columns and the first row below it.
Reaching = tuple[int, int, float]


class Layout(NamedTuple):
    """Rows with their cells placed: each cell's left and right column and the number of its row.

    `reaching` are the cells that reach into the rows below.
    """

    lefts: list[int]
    rights: list[int]
    rows: list[int]
    reaching: tuple[Reaching, ...]


class Grid:
    """One table: places its cells as a browser does."""

    def __init__(self, reaching: Iterable[Reaching] = ()) -> None:
        self.row = 0
        self.steps = 0
        self._keep(list(reaching))

    def place(self, across: Sequence[int], down: Sequence[float]) -> tuple[list[int], list[int]]:
        """The left and right columns of the next row's cells, which take so many columns and rows.

        The row may be empty.
        """
        self.row += 1
        if self.broken:
            lefts, rights = self._beside(across)
        else:
            borders = list(accumulate(across, initial=self.edge))
            lefts, rights = borders[:-1], borders[1:]
        spans = zip(lefts, rights, down, strict=True)
        reaching = [(left, right, self.row - 1 + rows) for left, right, rows in spans if rows != 1]
        if reaching or self.row >= self.change:
            self._keep([*self.reaching, *reaching])
        return lefts, rights

    def place_rows(
        self, widths: Sequence[int], across: tuple[int, ...], down: tuple[float, ...]
    ) -> Layout:
        """The next rows, each of so many of the cells."""
        self._count(len(self.reaching))
        above = tuple((left, right, below - self.row) for left, right, below in self.reaching)
        known = len(across) + len(above) <= LARGEST_KNOWN
        layout = (_known_layout if known else _layout)(above, tuple(widths), across, down)
        self.row += len(widths)
        self._keep([(left, right, self.row + below) for left, right, below in layout.reaching])
        return layout

    def end_group(self) -> None:
        """No cell reaches from one group of rows into the next."""
        if self.reaching:
            self._keep([])

    def _beside(self, across: Sequence[int]) -> tuple[list[int], list[int]]:
        """The columns of a row's cells, between those that reach into it from above."""
        lefts, rights = [], []
        column = self.edge
        ahead = iter(self.reaching)
        taken = next(ahead, None)
        for width in across:
            while taken and taken[0] <= column:
                self.steps += 1
                column = max(column, taken[1])
                taken = next(ahead, None)
            lefts.append(column)
            column += width
            rights.append(column)
        return lefts, rights

    def _keep(self, spans: list[Reaching]) -> None:
        """Keep those cells that reach into the next row, from left to right."""
        self._count(len(spans))
        self.reaching = sorted(span for span in spans if span[2] > self.row)
        # The first column that none of them takes, whether one stands behind it, and the first row
        # below one of them.
        self.edge, self.broken = 0, False
        for left, right, _ in self.reaching:
            if left > self.edge:
                self.broken = True
            elif not self.broken:
                self.edge = max(self.edge, right)
        self.change = min((below for _, _, below in self.reaching), default=TO_THE_END)

    def _count(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise TooLargeError("the merged cells of its tables cannot be placed")


def _layout(
    above: tuple[Reaching, ...],
    widths: tuple[int, ...],
    across: tuple[int, ...],
    down: tuple[float, ...],
) -> Layout:
    """Rows below others of which some cells reach into them."""
    grid = Grid(above)
    lefts: list[int] = []
    rights: list[int] = []
    rows: list[int] = []
    end = 0
    for number, width in enumerate(widths):
        start, end = end, end + width
        left, right = grid.place(across[start:end], down[start:end])
        lefts += left
        rights += right
        rows += [number] * width
    reaching = ((left, right, below - grid.row) for left, right, below in grid.reaching)
    return Layout(lefts, rights, rows, tuple(reaching))


_known_layout = lru_cache(KNOWN_LAYOUTS)(_layout)
