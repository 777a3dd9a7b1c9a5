"""Workbooks: XLSX and XLS."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import python_calamine
from lxml import etree

from helpers.characters import visible
from helpers.document import Document
from helpers.errors import SourceError
from helpers.sources.biff import check_extent
from helpers.sources.hidden_cells import column_number, without_hidden_cells
from helpers.sources.packages import local, parse, read_parts, value_of
from helpers.sources.rows import MOST_CELLS, SheetWriter, Spans
from helpers.sources.sheet_looks import looks_of
from helpers.sources.valueless import SIGNS, show_valueless

# A workbook shows no more digits; a sum of decimals is stored with a wrong one behind them.
EXCEL_DIGITS = 15
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def sheet_document(content: bytes, name: str, medium: str = "xlsx") -> Document:
    """The document of a workbook, sheet by sheet; lines are the row numbers of the sheet.

    With several sheets `page` counts them. Merged cells appear once; hidden sheets, rows and
    columns are left out. A figure is what its format shows, which may be rounded; errors, and in an
    XLSX formulas without a stored result, stand as texts. Raises SourceError, which calls the file
    `name`, for files that are damaged, encrypted or oversized.
    """
    content = _safe_package(content, name) if medium == "xlsx" else check_extent(content, name)
    try:
        workbook = python_calamine.load_workbook(BytesIO(content))
        sheets = [
            workbook.get_sheet_by_name(sheet.name)
            for sheet in workbook.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        tables = [_table(sheet, name) for sheet in sheets]
        if medium == "xls":
            from helpers.sources.xls_looks import shown_sheets

            shown = shown_sheets(content, name)
            tables = [
                shown[sheet.name].table(*table) if sheet.name in shown else table
                for sheet, table in zip(sheets, tables, strict=True)
            ]
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            f"{name}: is a damaged workbook ({error}); open it and save it anew as XLSX or CSV"
        ) from error
    writer = SheetWriter()
    for page, (rows, spans) in enumerate(tables, 1):
        writer.table(rows, spans, page if len(tables) > 1 else None)
    return Document(writer.tokens, medium)


def _table(sheet: python_calamine.CalamineSheet, name: str) -> tuple[list[list[str]], Spans]:
    """The rows of a sheet as text, and its merged cells."""
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise SourceError(f"{name}: sheet {sheet.name} has more than {MOST_CELLS:,} cells")
    rows = [[_shown(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    return rows, dict(sheet.merged_cell_ranges or ())


def _shown(value: object) -> str:
    """A stored value as text: 12.0 as 12, decimals with all their digits."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return (
            format(Decimal(f"{value:.{EXCEL_DIGITS}g}").normalize() + 0, "f")
            if value == value
            else ""
        )
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return " ".join(visible(str(value)).split())


def _safe_package(content: bytes, name: str) -> bytes:
    """The workbook packed anew from parts that were checked, so that no other reader meets more."""
    parts = read_parts(content, "xl/", name)
    looks = looks_of(parts, name)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part, data in parts.items():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                sheet = parse(data, name)
                _check_sheet(sheet, name)
                hides = without_hidden_cells(sheet)
                looks_other = looks.show_cells(sheet, data)
                shows = any(sign in data for sign in SIGNS) and show_valueless(sheet)
                if hides or looks_other or shows:
                    data = etree.tostring(sheet)
            archive.writestr(part, data)
    return packed.getvalue()


def _check_sheet(sheet: etree._Element, name: str) -> None:
    """Refuse a sheet whose cells stand so far apart that no memory holds the space between."""
    rows = columns = 0
    row = column = 0
    for element in sheet.iter():
        tag = local(element.tag)
        if tag == "row":
            stated = value_of(element, "r")
            row = int(stated) if stated and stated.isdecimal() else row + 1
            column = 0
        elif tag == "c":
            match = _REFERENCE.fullmatch(value_of(element, "r") or "")
            column = column_number(match[1]) if match else column + 1
            row = int(match[2]) if match else row
            rows, columns = max(rows, row), max(columns, column)
    if rows * columns > MOST_CELLS:
        raise SourceError(f"{name}: a sheet has more than {MOST_CELLS:,} cells")
