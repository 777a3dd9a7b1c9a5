"""DOCX: the paragraphs and table rows of the body, in order."""

from __future__ import annotations

import re

from lxml import etree

from helpers.characters import visible
from helpers.document import Document
from helpers.errors import SourceError
from helpers.sources.packages import local, parse, read_parts, value_of
from helpers.sources.printed import SUPERSCRIPTS
from helpers.sources.stream import MOST_ACROSS, Cell, Stream, TooLargeError, cell_of_lines

# Deleted text, the fallback of a drawing (its text a second time), field codes, settings.
_SETTINGS = ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
_DELETED = ("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback")
_SKIPPED = frozenset((*_SETTINGS, *_DELETED))
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BOX = "□"
_OFF = ("0", "false", "off")
_DIGIT = re.compile(r"\d")
# A report has some ten thousand tags.
MOST_TAGS = 400_000
# Half points; Word itself raises by three points.
RAISED = 6


def docx_document(content: bytes, name: str) -> Document:
    """The document of a Word file; lines count its paragraphs and table rows from 1.

    A merged cell appears once, with its grid columns; headers, footers, notes, deleted and hidden
    text are left out, and so are the numbers that Word writes in front of list paragraphs. Raised
    digits stay raised, so that 12 with a note 1 is not read 121; struck-out ones keep a sign of it.
    Raises SourceError, which calls the file `name`, for damaged, encrypted or oversized files.
    """
    parts = read_parts(content, "word/", name)
    mains = sorted(part for part in parts if part.startswith("word/document"))
    main = "word/document.xml" if "word/document.xml" in parts else next(iter(mains), None)
    if main is None:
        raise SourceError(f"{name}: has no text part (word/document.xml); save it anew")
    if (tags := parts[main].count(b"<")) > MOST_TAGS:
        raise SourceError(f"{name}: {tags:,} tags, more than the limit of {MOST_TAGS:,}")
    body = parse(parts[main], name)
    try:
        return Document(_Walk(body).stream.tokens, "docx")
    except TooLargeError as error:
        raise SourceError(f"{name}: {error}") from None


class _Row:
    """The row that is being read: its cells with their columns."""

    def __init__(self, element: etree._Element) -> None:
        before = _setting(element, "trPr", "gridBefore")
        self.column = _number(value_of(before), 0)
        self.cells: list[tuple[Cell, int, int]] = []
        self.lays_out = False


class _Walk:
    """One walk over the elements of a body."""

    def __init__(self, body: etree._Element) -> None:
        self.stream = Stream()
        self.rows: list[_Row] = []
        # The lines of the open cells, the innermost last, and the texts of the open paragraphs.
        self.cells: list[list[str]] = []
        self.paragraphs: list[list[str]] = []
        # The run whose figures were printed last, and whether it stands raised or is struck out.
        self.run: etree._Element | None = None
        self.changes = False, False
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            tag = local(element.tag)
            if event == "end":
                self._end(tag, element)
            elif tag in _SKIPPED or (tag == "r" and _hidden(element)):
                walk.skip_subtree()
            else:
                self._start(tag, element)

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag == "p":
            self.paragraphs.append([])
        elif tag == "tbl":
            self._open_nested_table()
        elif tag == "tr":
            self.rows.append(_Row(element))
        elif tag == "tc":
            self.cells.append([])
        elif self.paragraphs:
            self._print(tag, element)

    def _print(self, tag: str, element: etree._Element) -> None:
        text = self.paragraphs[-1]
        if tag == "t":
            printed = element.text or ""
            if _DIGIT.search(printed):
                printed = self._signed(printed, element.getparent())
            text.append(printed)
        elif tag in _SIGNS:
            text.append(_SIGNS[tag])
        elif tag in ("sym", "checkBox"):
            text.append(_BOX)

    def _signed(self, printed: str, run: etree._Element | None) -> str:
        """The figures of a run with a sign where they are raised, as in a note, or struck out."""
        if run is None:
            return printed
        if run is not self.run:
            self.run, self.changes = run, (_raised(run), _struck(run))
        raised, struck = self.changes
        if raised and printed.isdecimal():
            return printed.translate(SUPERSCRIPTS)
        return f"~~{printed}~~" if struck else printed

    def _end(self, tag: str, element: etree._Element) -> None:
        if tag == "p" and self.paragraphs:
            self._end_paragraph("".join(self.paragraphs.pop()))
        elif tag == "tc" and self.cells and self.rows:
            self._end_cell(element)
        elif tag == "tr" and self.rows:
            self._end_row(self.rows.pop())

    def _end_paragraph(self, text: str) -> None:
        for line in visible(text).split("\n"):
            printed = " ".join(line.split())
            if printed and self.cells:
                self.cells[-1].append(printed)
            else:
                self.stream.block(printed)

    def _open_nested_table(self) -> None:
        """A table in a cell: the cells around it lay out the page."""
        for row, lines in zip(self.rows, self.cells, strict=False):
            self.stream.blocks(cell for cell, _, _ in row.cells)
            for line in lines:
                self.stream.block(line)
            row.cells.clear()
            lines.clear()
            row.lays_out = True

    def _end_cell(self, element: etree._Element) -> None:
        row = self.rows[-1]
        lines = self.cells.pop()
        left = row.column
        row.column += min(
            max(_number(value_of(_setting(element, "tcPr", "gridSpan")), 1), 1), MOST_ACROSS
        )
        if row.lays_out:
            for line in lines:
                self.stream.block(line)
        elif _continues(element, "hMerge") and row.cells:
            cell, left, _ = row.cells.pop()
            row.cells.append((cell, left, row.column))
        elif not _continues(element, "vMerge"):
            row.cells.append((cell_of_lines(lines), left, row.column))

    def _end_row(self, row: _Row) -> None:
        if row.lays_out or any(cell.blocks for cell, _, _ in row.cells):
            self.stream.blocks(cell for cell, _, _ in row.cells)
        elif row.cells:
            cells, lefts, rights = zip(*row.cells, strict=True)
            self.stream.row([cell.text for cell in cells], lefts, rights)


def _setting(element: etree._Element, group: str, name: str) -> etree._Element | None:
    """A setting of a row, cell or run, such as gridSpan in tcPr."""
    for settings in element:
        if local(settings.tag) == group:
            return next((child for child in settings if local(child.tag) == name), None)
    return None


def _continues(cell: etree._Element, merge: str) -> bool:
    """Whether a cell only continues the merged cell above it or to its left."""
    setting = _setting(cell, "tcPr", merge)
    return setting is not None and value_of(setting) in (None, "continue")


def _hidden(run: etree._Element) -> bool:
    setting = _setting(run, "rPr", "vanish")
    return setting is not None and value_of(setting) not in _OFF


def _raised(run: etree._Element) -> bool:
    """Whether a run stands raised, as marks of notes do; a little is a slip of the layout."""
    if value_of(_setting(run, "rPr", "vertAlign")) == "superscript":
        return True
    return _number(value_of(_setting(run, "rPr", "position")), 0) >= RAISED


def _struck(run: etree._Element) -> bool:
    settings = (_setting(run, "rPr", name) for name in ("strike", "dstrike"))
    return any(setting is not None and value_of(setting) not in _OFF for setting in settings)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
