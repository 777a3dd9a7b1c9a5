"""A draft as a PDF with a text layer, its tables with or without lines, over page breaks."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

from helpers.synthetic.boxes import Box, Grid, Paragraph
from helpers.synthetic.draft import Draft
from helpers.synthetic.grid import parts

FONT = "STSong-Light"
PAGE = 595.0, 842.0
MARGIN = 60.0
LEADING = 14.0
# What is longer than this is no unit and no code.
LONG_UNIT = 4


def render(draft: Draft) -> bytes:
    """The bytes of a PDF."""
    file = BytesIO()
    _Paper(draft, file).write(parts(draft))
    return file.getvalue()


class _Paper:
    """Pages that are filled from the top; a row that does not fit begins the next one."""

    def __init__(self, draft: Draft, file: BytesIO) -> None:
        from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
        from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.rng: Random = draft.rng
        self.canvas: Any = Canvas(file, PAGE, invariant=1)
        self.canvas.setTitle("SYNTHETIC")
        self.size = self.rng.choice((8.0, 9.0, 10.0))
        self.ruled = draft.layout == "pdf:ruled"
        self.align = self.rng.choice(("centre", "centre", "right"))
        self.footer = self.rng.choice(("- {} -", "— {} —", "{}", ""))
        self.heads_again = self.rng.random() < 0.2
        self.page = 1
        self.y = PAGE[1] - MARGIN
        self.canvas.setFont(FONT, self.size)

    def write(self, found: list[Paragraph | Grid]) -> None:
        for part in found:
            if isinstance(part, Paragraph):
                self._paragraph(part)
            else:
                self._grid(part)
        self._turn(last=True)
        self.canvas.save()

    def _turn(self, last: bool = False) -> None:
        if self.footer:
            self.canvas.drawCentredString(PAGE[0] / 2, MARGIN / 2, self.footer.format(self.page))
        self.canvas.showPage()
        self.page += 1
        self.y = PAGE[1] - MARGIN
        if not last:
            self.canvas.setFont(FONT, self.size)

    def _width(self, text: str) -> float:
        return float(self.canvas.stringWidth(text, FONT, self.size))

    def _wrapped(self, text: str, width: float) -> list[str]:
        """A text broken where it is too wide; digits stay together."""
        lines = [""]
        for character in text:
            if lines[-1] and self._width(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
        return lines

    def _paragraph(self, part: Paragraph) -> None:
        for line in self._wrapped(part.text, PAGE[0] - 2 * MARGIN):
            if self.y < MARGIN + LEADING:
                self._turn()
            self.canvas.drawString(MARGIN, self.y - LEADING, line)
            self.y -= LEADING

    def _grid(self, grid: Grid) -> None:
        edges = self._edges(grid)
        covered = [0] * grid.width
        for number, row in enumerate(grid.rows):
            height = max([LEADING, *self._heights(row, edges)]) + 6
            if self.y - height < MARGIN:
                self._turn()
                if self.heads_again and number >= grid.head and grid.labels == 1:
                    self._row(grid.rows[grid.head - 1], [0] * grid.width, edges, LEADING + 6)
            self._row(row, covered, edges, height)
        self.y -= LEADING

    def _edges(self, grid: Grid) -> list[float]:
        """The left edges of the columns, and the right edge of the last."""
        total = PAGE[0] - 2 * MARGIN
        label = 0.3 * total / max(grid.labels, 1) if grid.labels < 3 else 0.13 * total
        figure = (total - label * grid.labels) / (grid.width - grid.labels)
        widths = [label] * grid.labels + [figure] * (grid.width - grid.labels)
        if grid.key == "statistics":
            widths = [total * share for share in _shares(grid)]
        return [MARGIN + sum(widths[:index]) for index in range(len(widths) + 1)]

    def _heights(self, row: list[Box], edges: list[float]) -> list[float]:
        step = edges[-1] - edges[-2]
        narrow = {box: step if box.figure else edges[1] - edges[0] for box in row}
        return [
            len(self._lines(box, narrow[box] * box.wide)) * LEADING for box in row if box.high == 1
        ]

    def _lines(self, box: Box, width: float) -> list[str]:
        """The lines of a box; a figure stays whole, and a remark behind it stands below it."""
        inside = max(width - 4, self.size)
        if not box.figure:
            return self._wrapped(box.text, inside)
        number, bracket, remark = box.text.partition("（")
        return [number, *self._wrapped(bracket + remark, inside)] if remark else [number]

    def _row(self, row: list[Box], covered: list[int], edges: list[float], height: float) -> None:
        boxes, column = iter(row), 0
        while column < len(covered):
            if covered[column]:
                covered[column] -= 1
                column += 1
                continue
            box = next(boxes, None)
            if box is None:
                break
            right = min(column + box.wide, len(covered))
            self._box(box, edges[column], edges[right], height)
            covered[column:right] = [box.high - 1] * (right - column)
            column = right
        self.y -= height

    def _box(self, box: Box, left: float, right: float, height: float) -> None:
        if self.ruled:
            self.canvas.rect(left, self.y - height, right - left, height)
        lines = self._lines(box, right - left)
        top = self.y - max(0.0, height - len(lines) * LEADING) / 2 - LEADING + 3
        for number, line in enumerate(lines):
            place = top - number * LEADING
            shrunk = min(1.0, (right - left - 2) / max(self._width(line), 1.0))
            self.canvas.setFont(FONT, self.size * shrunk)
            if box.figure and self.align == "right":
                self.canvas.drawRightString(right - 3, place, line)
            else:
                self.canvas.drawCentredString((left + right) / 2, place, line)
        self.canvas.setFont(FONT, self.size)


def _shares(grid: Grid) -> list[float]:
    """The shares of the page's width that the columns of a statistics table take."""
    figures = [1.0] * (grid.width - grid.labels)
    labels = [max(len(row[index].text) for row in grid.rows) for index in range(grid.labels)]
    wide = [4.0 if longest > LONG_UNIT else 1.0 for longest in labels]
    return [part / sum((*wide, *figures)) for part in (*wide, *figures)]
