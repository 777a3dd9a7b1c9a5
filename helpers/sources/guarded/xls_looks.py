"""What the cells of an XLS show, where that is other than what is stored in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import xlrd
from xlrd.biffh import error_text_from_code

from helpers.errors import SourceError
from helpers.signs import UNKNOWN
from helpers.sources.guarded.number_formats import BUILT_IN, GENERAL, shown_number, shown_text
from helpers.sources.guarded.sheet_looks import PLAIN, Look
from helpers.sources.rows import Place

# Twentieths of a point, and 256ths of a character: what is no larger is not to be seen.
LOWEST, NARROWEST = 10, 128
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


class Shown(NamedTuple):
    """The hidden rows and columns of a sheet, and the cells that show another text than theirs."""

    rows: frozenset[int]
    columns: frozenset[int]
    texts: dict[Place, str]

    def rows_shown(
        self, rows: list[list[str]], merged: Sequence[tuple[Place, Place]]
    ) -> list[list[str]]:
        """The rows of a sheet as it shows them.

        A merged cell that reaches beyond hidden columns is printed, wherever its text is stored.
        """
        reaching = {
            first
            for first, last in merged
            if not self.columns.issuperset(range(first[1], last[1] + 1))
        }
        hidden = {
            (row, column)
            for row in range(len(rows))
            for column in (range(len(rows[row])) if row in self.rows else self.columns)
            if row in self.rows or (row, column) not in reaching
        }
        return [
            [
                "" if (row, column) in hidden else self.texts.get((row, column), text)
                for column, text in enumerate(texts)
            ]
            for row, texts in enumerate(rows)
        ]


def shown_sheets(content: bytes, name: str) -> dict[str, Shown]:
    """What each sheet of an XLS shows, by its name.

    Raises SourceError, which calls the file `name`, where the formats of its cells are damaged.
    """
    try:
        with open(os.devnull, "w") as nowhere:
            book = xlrd.open_workbook(
                file_contents=content,
                formatting_info=True,
                logfile=nowhere,
                ignore_workbook_corruption=True,
            )
        return {sheet.name: _shown(book, sheet) for sheet in book.sheets()}
    except Exception as error:  # xlrd raises whatever it stumbles over.
        raise SourceError(
            f"{name}: the formats of its cells are damaged ({error}); save it anew as XLSX"
        ) from error


def _shown(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Shown:
    looks = dict(enumerate(_look(book, xf) for xf in book.xf_list))
    texts = {}
    for row, column in _filled(sheet):
        # A format that the file does not have is the general one.
        look = looks.get(sheet.cell_xf_index(row, column), PLAIN)
        text = _text(book, sheet, row, column, look)
        if text is not None:
            texts[row, column] = text
    rows = {n for n, info in sheet.rowinfo_map.items() if info.hidden or info.height <= LOWEST}
    columns = {n for n, info in sheet.colinfo_map.items() if info.hidden or info.width < NARROWEST}
    return Shown(frozenset(rows), frozenset(columns), texts)


def _filled(sheet: xlrd.sheet.Sheet) -> Iterator[Place]:
    empty = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in empty:
                yield row, column


def _look(book: xlrd.Book, xf: xlrd.formatting.XF) -> Look:
    code = book.format_map[xf.format_key].format_str
    if code.lower() == GENERAL:
        code = BUILT_IN.get(xf.format_key, GENERAL)
    return _font(book, xf.font_index)._replace(code=code)


def _font(book: xlrd.Book, number: int) -> Look:
    font = book.font_list[number]
    raised = {1: 1, 2: -1}.get(font.escapement, 0)
    return Look(struck=bool(font.struck_out), raised=raised)


def _text(
    book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int, look: Look
) -> str | None:
    """What a cell shows, or None where that is what is stored."""
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_ERROR:
        return str(error_text_from_code.get(value, UNKNOWN))
    if kind in _NUMBERS:
        if value == 0 and not sheet.show_zero_values:
            return ""
        if look == PLAIN:
            return None
        shown = shown_number(look.code, value, bool(book.datemode))
        return f"{UNKNOWN}{value:g}" if shown is None else look.printed(shown)
    runs = sheet.rich_text_runlist_map.get((row, column), [])
    if kind != xlrd.XL_CELL_TEXT or (look == PLAIN and not runs):
        return None
    if runs:
        return _rich_text(book, value, runs, look)
    text = shown_text(look.code, value)
    return UNKNOWN + value if text is None else look.printed(text)


def _rich_text(book: xlrd.Book, value: str, runs: list[tuple[int, int]], look: Look) -> str:
    """A text whose runs have fonts of their own; the first stretch has that of the cell."""
    starts = [(0, look), *((start, _font(book, font)) for start, font in runs)]
    ends = [start for start, _ in starts[1:]] + [len(value)]
    return "".join(
        own.printed(value[start:end]) for (start, own), end in zip(starts, ends, strict=True)
    )
