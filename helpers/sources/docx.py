"""DOCX: the paragraphs and table rows of the body, in order."""

from __future__ import annotations

import re

from lxml import etree

from helpers.characters import visible
from helpers.document import Document
from helpers.errors import SourceError
from helpers.signs import OBJECT
from helpers.sources.docx_looks import OFF, SEEN, Looks, Said, looks_of
from helpers.sources.packages import local, parse, read_parts, value_of
from helpers.sources.stream import MOST_ACROSS, Cell, Stream, TooLargeError, cell_of_lines

# Deleted text, field codes, settings.
_SETTINGS = ("pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rPr")
_DELETED = ("del", "moveFrom", "delText", "instrText", "delInstrText")
_SKIPPED = frozenset((*_SETTINGS, *_DELETED))
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GONE_ROWS = frozenset(("del", "moveFrom", "hidden"))
_MAY_BE_GONE = frozenset(("r", "tr", "drawing", "Fallback"))
_DRAWN = frozenset(("drawing", "pict", "object", "ddList"))
_BOX = "□"
_DIGIT = re.compile(r"\d")
# A report has some ten thousand tags.
MOST_TAGS = 400_000
# Boxes and ticks among the characters of Wingdings; any other symbol may be a figure.
_BOXES = frozenset(
    [
        "F06F",
        "F071",
        "F072",
        "F0A8",
        "F0FB",
        "F0FC",
        "F0FD",
        "F0FE",
        "F0A3",
        "F050",
        "F051",
        "F052",
        "F053",
        "F054",
    ]
)
_SHIFTED = {"sup": 1, "sub": -1, "rt": 1}
# Parts of a formula that draw more than their text says.
_FORMULA = frozenset(
    [
        "f",
        "rad",
        "nary",
        "d",
        "m",
        "eqArr",
        "bar",
        "borderBox",
        "acc",
        "func",
        "limLow",
        "limUpp",
        "box",
        "groupChr",
    ]
)


def docx_document(content: bytes, name: str) -> Document:
    """The document of a Word file; lines count its paragraphs and table rows from 1.

    A merged cell appears once, with its grid columns; headers, footers, notes, deleted and hidden
    text are left out, and so are the numbers that Word writes in front of list paragraphs. Raised
    digits stay raised, so that 12 with a note 1 is not read 121; what is struck out or drawn keeps
    a sign of it.
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
    sheets = [part for part in parts if part.startswith("word/styles")]
    styled = sheets and b"Style" in parts[main]
    looks = looks_of(parts[sheets[0]], name) if styled else Looks(None)
    try:
        return Document(_Walk(body, looks).stream.tokens, "docx")
    except TooLargeError as error:
        raise SourceError(f"{name}: {error}") from None


class _Row:
    """The row that is being read: its cells with their columns, and whether one was deleted."""

    def __init__(self, element: etree._Element) -> None:
        before = _setting(element, "trPr", "gridBefore")
        self.column = _number(value_of(before), 0)
        self.cells: list[tuple[Cell, int, int]] = []
        self.lays_out = False
        self.deleted = False


class _Walk:
    """One walk over the elements of a body."""

    def __init__(self, body: etree._Element, looks: Looks) -> None:
        self.stream = Stream()
        self.looks = looks
        self.rows: list[_Row] = []
        # The lines of the open cells, the innermost last, and the texts of the open paragraphs.
        self.cells: list[list[str]] = []
        self.paragraphs: list[list[str]] = []
        # What the styles of the open paragraphs and tables say, and the look of the open run.
        self.styles: list[Said] = []
        self.tables: list[Said] = []
        self.look = SEEN
        # How far the open parts of a formula stand up, and the open fields whose code is printed.
        self.shifts: list[int] = []
        self.codes: list[bool] = []
        self.fields = _are_complete(body)
        self.deletes = next(body.iter("{*}cellDel"), None) is not None
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            tag = local(element.tag)
            if event == "end":
                self._end(tag, element)
            elif tag in _SKIPPED or (tag in _MAY_BE_GONE and self._is_gone(tag, element)):
                walk.skip_subtree()
            else:
                self._start(tag, element)

    def _is_gone(self, tag: str, element: etree._Element) -> bool:
        """Whether an element is not printed; the look of a run is kept for its text."""
        if tag == "tr":
            self.rows.append(_Row(element))
            return _is_deleted(element)
        if tag == "Fallback":
            return any(local(o.tag) == "Choice" for o in element.itersiblings(preceding=True))
        if tag == "drawing":
            names = element.iter("{*}docPr")
            return any(value_of(part, "hidden") in ("1", "true") for part in names)
        paragraph = self.styles[-1] if self.styles else {}
        self.look = self.looks.look(element, paragraph, self.tables[-1] if self.tables else {})
        return self.look.hidden

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag == "p":
            self.paragraphs.append([])
            self.styles.append(self._said("paragraph", element, "pPr", "pStyle"))
        elif tag == "tbl":
            self.tables.append(self._said("table", element, "tblPr", "tblStyle"))
            self._open_nested_table()
        elif tag == "tc":
            self.cells.append([])
            if self.deletes and self.rows:
                self.rows[-1].deleted = _setting(element, "tcPr", "cellDel") is not None
        elif self.paragraphs:
            self._print(tag, element)

    def _said(self, kind: str, element: etree._Element, group: str, name: str) -> Said:
        """What the style of a paragraph or table says of the look of its text."""
        if not self.looks.styles:
            return {}
        return self.looks.said(kind, value_of(_setting(element, group, name)))

    def _print(self, tag: str, element: etree._Element) -> None:
        text = self.paragraphs[-1]
        if tag == "fldChar" and self.fields:
            self._field(value_of(element, "fldCharType"))
        elif tag in _SHIFTED:
            self.shifts.append(_SHIFTED[tag])
        elif tag == "checkBox":
            text.append(_BOX)
        elif tag in _DRAWN or (tag in _FORMULA and "/math" in element.tag):
            text.append(OBJECT)
        elif True in self.codes:
            return
        elif tag == "t":
            printed = element.text or ""
            text.append(self._changed(printed) if _DIGIT.search(printed) else printed)
        elif tag in _SIGNS:
            text.append(_SIGNS[tag])
        elif tag == "sym":
            text.append(_BOX if (value_of(element, "char") or "").upper() in _BOXES else OBJECT)

    def _changed(self, printed: str) -> str:
        """Figures with a sign of it where they are raised, as in a note, or struck out."""
        look = self.look._replace(raised=self.shifts[-1]) if self.shifts else self.look
        deleted = bool(self.rows) and self.rows[-1].deleted
        return look._replace(struck=look.struck or deleted).printed(printed)

    def _field(self, kind: str | None) -> None:
        """A mark of a field: its code goes from the beginning to the separator."""
        if kind == "begin":
            self.codes.append(True)
        elif self.codes and kind == "separate":
            self.codes[-1] = False
        elif self.codes and kind == "end":
            self.codes.pop()

    def _end(self, tag: str, element: etree._Element) -> None:
        if tag == "p" and self.paragraphs:
            text = "".join(self.paragraphs.pop())
            self.styles.pop()
            if not text.strip() and self.cells and _is_numbered(element):
                text = OBJECT
            self._end_paragraph(text)
        elif tag in _SHIFTED and self.shifts:
            self.shifts.pop()
        elif tag == "tbl" and self.tables:
            self.tables.pop()
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


def _is_deleted(row: etree._Element) -> bool:
    """Whether a row is deleted, moved away or hidden."""
    settings = next((part for part in row if local(part.tag) == "trPr"), ())
    return any(local(s.tag) in _GONE_ROWS and value_of(s) not in OFF for s in settings)


def _are_complete(body: etree._Element) -> bool:
    """Whether each field that begins also ends."""
    kinds = [value_of(mark, "fldCharType") for mark in body.iter("{*}fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _is_numbered(paragraph: etree._Element) -> bool:
    """Whether Word writes a number in front of a paragraph."""
    numbering = _setting(paragraph, "pPr", "numPr")
    numbers = (value_of(part) for part in (() if numbering is None else numbering))
    return numbering is not None and any(number not in ("0", None) for number in numbers)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
