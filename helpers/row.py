"""A printed row on its way to its cells, and what is known of its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from helpers.cells import Cell
from helpers.document import Locate, Rules, UnseenPlaces
from helpers.flat import Reading
from helpers.forms import Form, Table
from helpers.pieces import Piece
from helpers.run import Run

Stated = Callable[[str], dict[tuple[str, str], set[float]]]


@dataclass(eq=False)
class Row:
    """A printed row on its way to its cells; `pieces` are one per cell once that is settled.

    `hinted` says that spaces within the row may stand between cells or within a figure.
    """

    run: Run
    pieces: Sequence[Piece] | None
    basis: str = "printed"
    readings: list[Reading] = field(default_factory=list)
    hinted: bool = False


@dataclass
class Settled:
    """The cells of a table by row and column, and how certain its identities are.

    `assumed` names the identities that were used to read it, with the row or column in which;
    `readings` has every reading of the rows that stay ambiguous. `traceless` says whether a row
    shows that blank cells leave no trace, None where every piece had its cell.
    """

    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    assumed: set[tuple[str, str]] = field(default_factory=set)
    readings: list[tuple[tuple[tuple[str, str], ...], list[Reading]]] = field(default_factory=list)
    traceless: bool | None = None


@dataclass(frozen=True)
class Context:
    """What is known of a table beyond its rows.

    `strays` says that numbers stand in it that no row has, `cut_off` that the document ends within
    its last row. `stated` gives the figures that the prose states for exactly one cell, `locate`
    the places of words on a page, `unseen` what pages draw beside their text.
    `traceless` says that blank cells leave no trace in another table of the document. `rules`
    gives the ruled lines of pages.
    """

    form: Form
    table: Table
    strays: bool
    cut_off: bool
    stated: Stated
    locate: Locate | None
    unseen: Callable[[], UnseenPlaces] | None = None
    traceless: bool = False
    rules: Callable[[], Rules] | None = None


def blocks_of(rows: list[Row]) -> list[list[Row]]:
    """The rows grouped by the columns that they have."""
    blocks: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        blocks.setdefault(row.run.found.line.columns, []).append(row)
    return list(blocks.values())
