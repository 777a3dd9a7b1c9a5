"""CSV: values that commas or semicolons separate."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

from helpers.characters import visible
from helpers.document import Document
from helpers.errors import SourceError
from helpers.sources.rows import MOST_CELLS, SheetWriter

_DELIMITERS = ",;"
FEWEST_ROWS, REGULAR = 3, 0.8
SAMPLE, SAMPLE_ROWS = 200_000, 200


def csv_document(text: str, name: str = "text in memory") -> Document:
    """The document of comma- or semicolon-separated values; lines are the rows of the table.

    Raises SourceError, which calls the text `name`, where it cannot be separated.
    """
    delimiter = csv_delimiter(text) or ","
    if text.count(delimiter) > MOST_CELLS:
        raise SourceError(f"{name}: has more than {MOST_CELLS:,} cells, which no report has")
    try:
        rows = list(csv.reader(StringIO(visible(text), newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SourceError(f"{name}: is no regular CSV ({error}); save it as XLSX") from error
    writer = SheetWriter()
    writer.table([[" ".join(value.split()) for value in row] for row in rows], {}, None)
    return Document(writer.tokens, "csv")


def csv_delimiter(text: str) -> str | None:
    """What parts the cells, if the lines look like separated values: most have as many cells."""
    for delimiter in _DELIMITERS:
        if text.count(delimiter) < FEWEST_ROWS:
            continue
        reader = csv.reader(StringIO(text[:SAMPLE], newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row, _ in zip(reader, range(SAMPLE_ROWS), strict=False) if row]
        except csv.Error:
            continue
        if len(widths) >= FEWEST_ROWS and _are_regular(widths):
            return delimiter
    return None


def _are_regular(widths: list[int]) -> bool:
    """Whether most rows have as many cells as each other, or as a row beside them.

    A file of several tables has as many cells in a row as each of them; titles have one cell.
    """
    width, count = Counter(widths).most_common(1)[0]
    if width > 1 and count >= REGULAR * len(widths):
        return True
    beside = zip([0, *widths], widths, [*widths[1:], 0], strict=False)
    regular = [before == width or width == behind for before, width, behind in beside if width > 1]
    return len(regular) > len(widths) / 2 and sum(regular) >= REGULAR * len(regular)
