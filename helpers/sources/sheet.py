"""Workbooks: XLSX and XLS."""

from __future__ import annotations

from helpers.document import Document
from helpers.sources.guard import Question, ask
from helpers.sources.rows import SheetWriter

_ADVICE = "its cells may stand far apart; save the sheet with the report anew as XLSX or CSV"


def sheet_document(content: bytes, name: str, medium: str = "xlsx") -> Document:
    """The document of a workbook, sheet by sheet; lines are the row numbers of the sheet.

    With several sheets `page` counts them. Merged cells appear once; hidden sheets, rows and
    columns are left out. A figure is what its format shows, which may be rounded; errors, and in an
    XLSX formulas without a stored result, stand as texts. Raises SourceError, which calls the file
    `name`, for files that are damaged, encrypted or oversized.
    """
    tables, _ = ask(Question(medium, "tables", content, name, _ADVICE))
    writer = SheetWriter()
    for page, (rows, merged) in enumerate(tables, 1):
        spans = {tuple(first): tuple(last) for first, last in merged}
        writer.table(rows, spans, page if len(tables) > 1 else None)
    return Document(writer.tokens, medium)
