"""A draft as a Word document or as a workbook."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import Any

from helpers.synthetic.boxes import Box, Grid, Paragraph
from helpers.synthetic.draft import Draft
from helpers.synthetic.grid import parts

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(draft: Draft) -> bytes:
    """A Word document with merged cells."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    body: Any = document.element.body
    for part in parts(draft):
        xml = _paragraph(part.text) if isinstance(part, Paragraph) else _table(part)
        body.insert(len(body) - 1, parse_xml(xml))
        if isinstance(part, Grid):
            body.insert(len(body) - 1, parse_xml(_paragraph("")))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _paragraph(text: str, spaced: bool = True) -> str:
    space = f' xmlns:w="{WORD}"' if spaced else ""
    run = f"<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r>" if text else ""
    return f"<w:p{space}>{run}</w:p>"


def _table(grid: Grid) -> str:
    columns = "".join("<w:gridCol w:w='900'/>" for _ in range(grid.width))
    rows = []
    tall: dict[int, tuple[int, int]] = {}  # column -> rows to go, width
    for row in grid.rows:
        cells, column, boxes = [], 0, iter(row)
        while column < grid.width:
            left, wide = tall.get(column, (0, 1))
            if left:
                cells.append(_cell(Box("", wide), "<w:vMerge/>"))
                tall[column] = left - 1, wide
                column += wide
                continue
            box = next(boxes, None)
            if box is None:
                break
            merge = '<w:vMerge w:val="restart"/>' if box.high > 1 else ""
            cells.append(_cell(box, merge))
            tall[column] = box.high - 1, box.wide
            column += box.wide
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return (
        f'<w:tbl xmlns:w="{WORD}"><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _cell(box: Box, merge: str) -> str:
    span = f'<w:gridSpan w:val="{box.wide}"/>' if box.wide > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_paragraph(box.text, False)}</w:tc>"


def xlsx(draft: Draft) -> bytes:
    """A workbook with one sheet, figures as numbers or as text."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "SYNTHETIC"
    numbers = draft.rng.random() < 0.5
    line = 1
    for part in parts(draft):
        if isinstance(part, Paragraph):
            sheet.cell(line, 1, part.text)
            line += 1
            continue
        line = _sheet_table(sheet, part, line, numbers) + 1
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet_table(sheet: Any, grid: Grid, line: int, numbers: bool) -> int:
    reach = [0] * grid.width
    for row in grid.rows:
        column, boxes = 0, iter(row)
        while column < grid.width:
            if reach[column]:
                reach[column] -= 1
                column += 1
                continue
            box = next(boxes, None)
            if box is None:
                break
            sheet.cell(line, column + 1, _value(box, numbers))
            if box.wide > 1 or box.high > 1:
                sheet.merge_cells(
                    start_row=line,
                    start_column=column + 1,
                    end_row=line + box.high - 1,
                    end_column=column + box.wide,
                )
            for covered in range(column, min(column + box.wide, grid.width)):
                reach[covered] = box.high - 1
            column += box.wide
        line += 1
    return line


def _value(box: Box, numbers: bool) -> str | int | float | None:
    """What a cell holds: a number where the print is plain, else its text."""
    if numbers and box.figure and box.text.isascii() and box.text.replace(".", "", 1).isdigit():
        return float(box.text) if "." in box.text else int(box.text)
    return box.text or None
