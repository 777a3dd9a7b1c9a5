"""Workbooks as calamine reads them: the cells of their visible sheets as texts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import python_calamine
from lxml import etree

from helpers.characters import visible
from helpers.errors import SourceError
from helpers.sources.guarded.hidden_cells import without_hidden_cells
from helpers.sources.guarded.sheet_looks import SheetLooks, looks_of
from helpers.sources.guarded.valueless import SIGNS, show_valueless
from helpers.sources.guarded.xls_looks import shown_sheets
from helpers.sources.packages import parse, read_parts
from helpers.sources.rows import MOST_CELLS, Place

# A workbook shows no more digits; a sum of decimals is stored with a wrong one behind them.
EXCEL_DIGITS = 15

# The rows of a sheet, and the first and last place of each merged cell.
Table = tuple[list[list[str]], list[tuple[Place, Place]]]


class Workbook:
    """The visible sheets of a workbook, with what is stored in their cells."""

    def __init__(self, content: bytes, name: str) -> None:
        """Raises SourceError for a damaged or encrypted file."""
        self.name = name
        with _damaged(name):
            self.book = python_calamine.load_workbook(BytesIO(content))

    def tables(self) -> tuple[list[Table], bytes]:
        """Every visible sheet, if they have at most MOST_CELLS cells together."""
        found: list[Table] = []
        cells = 0
        for sheet in self._sheets():
            cells += sheet.total_height * sheet.total_width
            if cells > MOST_CELLS:
                raise SourceError(f"{self.name}: its sheets have more than {MOST_CELLS:,} cells")
            with _damaged(self.name):
                rows = sheet.to_python(skip_empty_area=False)
                merged = sheet.merged_cell_ranges or []
            texts = [[_shown(value) for value in row] for row in rows]
            found.append(self._as_shown(sheet.name, (texts, merged)))
        return found, b""

    def _as_shown(self, name: str, table: Table) -> Table:
        """A sheet as its program shows it."""
        return table

    def _sheets(self) -> Iterator[python_calamine.CalamineSheet]:
        for sheet in self.book.sheets_metadata:
            is_sheet = sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            if is_sheet and sheet.visible == python_calamine.SheetVisibleEnum.Visible:
                with _damaged(self.name):
                    found = self.book.get_sheet_by_name(sheet.name)
                yield found


class OldWorkbook(Workbook):
    """An XLS; what its cells show is in other records than what is stored in them."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(content, name)
        self.shown = shown_sheets(content, name)

    def _as_shown(self, name: str, table: Table) -> Table:
        rows, merged = table
        return (self.shown[name].rows_shown(rows, merged), merged) if name in self.shown else table


class PackedWorkbook(Workbook):
    """An XLSX, whose parts are looked through before calamine reads them."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(_packed_anew(content, name), name)


@contextmanager
def _damaged(name: str) -> Iterator[None]:
    """What calamine raises, or breaks off with, as a SourceError."""
    try:
        yield
    except (MemoryError, SourceError):
        raise
    except BaseException as error:  # A panic of the library is no Exception.
        raise SourceError(
            f"{name}: is a damaged workbook ({error}); open it and save it anew as XLSX or CSV"
        ) from error


def _packed_anew(content: bytes, name: str) -> bytes:
    """The workbook of checked parts only, its sheets without what they hide."""
    parts = read_parts(content, "xl/", name)
    looks = looks_of(parts, name)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part, data in parts.items():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                data = _sheet_as_shown(data, looks, name)
            archive.writestr(part, data)
    return packed.getvalue()


def _sheet_as_shown(data: bytes, looks: SheetLooks, name: str) -> bytes:
    """A sheet as its program shows it: without hidden cells, each other cell as its format says."""
    sheet = parse(data, name)
    hides = without_hidden_cells(sheet)
    formats = looks.show_cells(sheet, data)
    shows = any(sign in data for sign in SIGNS) and show_valueless(sheet)
    return etree.tostring(sheet) if hides or formats or shows else data


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
