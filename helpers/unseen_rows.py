"""Rows beside which a page draws characters that its text leaves out: no cell there is blank."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.cells import Cell
from helpers.document import Locate, Unseen, UnseenPlaces
from helpers.row import Row

# What stands further from every character of a row, in heights of its own, belongs to another row;
# what is missing of a label may stand in further lines of at least so many characters.
NEAR, SHORT_LINE = 2.0, 4


def supposes(cell: Cell) -> bool:
    """Whether a cell is what it is only if nothing more is printed in its row."""
    return cell.status == "blank" or cell.basis in ("identity", "prose")


def without_unseen(
    unseen: UnseenPlaces, locate: Locate | None, row: Row, cells: list[Cell]
) -> list[Cell]:
    """The cells of a row; where a page draws more beside it than its text says, none is blank."""
    if not any(_is_beside(row, page, places, locate) for page, places in unseen.items()):
        return cells
    return [
        cell._replace(value=None, status="unreadable", basis=None) if supposes(cell) else cell
        for cell in cells
    ]


def _is_beside(row: Row, page: int, places: Sequence[Unseen], locate: Locate | None) -> bool:
    """Whether one of the places on a page is as high as the label of a row or as its figures."""
    tokens = [t for t in (*row.run.tokens, *(p.token for p in row.run.pieces)) if t.page == page]
    if not tokens or locate is None:
        return bool(tokens)
    levels = [word.level for token in tokens for word in locate(token, 0, len(token.text))]
    more = len(row.run.found.rest) / SHORT_LINE
    return any(
        min(levels) - (NEAR + NEAR * more) * place.size
        <= place.level
        <= max(levels) + NEAR * place.size
        for place in places
    )
