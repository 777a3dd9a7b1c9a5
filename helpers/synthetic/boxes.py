"""What a document is made of before it has a medium: paragraphs, and tables of merged boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A printed table cell: its text, how many columns and rows it spans, and what it holds."""

    text: str
    wide: int = 1
    high: int = 1
    figure: bool = False


@dataclass(frozen=True)
class Grid:
    """A printed table: the boxes that begin in each row, and how many rows are its head."""

    rows: list[list[Box]]
    width: int
    labels: int
    head: int = 1
    key: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A line of text; `heading` where it opens a section."""

    text: str
    heading: bool = False


Part = Paragraph | Grid


def occupied(
    grid: Grid, across: bool = False, down: bool = False, figures: bool = False
) -> Iterator[list[Box | None]]:
    """The rows of a grid in full width: each box where it begins, None where one goes on.

    Labels, and `figures` if so wanted, fill every column or row that they span with `across` and
    `down`.
    """
    reaching: list[tuple[Box | None, int]] = [(None, 0)] * grid.width
    for row in grid.rows:
        line: list[Box | None] = []
        boxes = iter(row)
        while len(line) < grid.width:
            above, rows = reaching[len(line)]
            if rows:
                reaching[len(line)] = above, rows - 1
                line.append(above if down else None)
                continue
            box = next(boxes, None)
            if box is None:
                break
            again = box if across and (figures or not box.figure) else None
            for _ in range(min(box.wide, grid.width - len(line))):
                reaching[len(line)] = again, box.high - 1
                line.append(again)
            line[-box.wide] = box
            reaching[len(line) - box.wide] = box, box.high - 1
        yield line
