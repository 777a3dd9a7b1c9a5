"""What the cells of an XLSX show: numbers in their formats, raised and struck-out print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import NamedTuple

from lxml import etree

from helpers.signs import SUBSCRIPTS, SUPERSCRIPTS, UNKNOWN, struck
from helpers.sources.guarded.number_formats import BUILT_IN, GENERAL, shown_number, shown_text
from helpers.sources.packages import local, parse, value_of

STYLES, BOOK, STRINGS = "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
_FROM_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true|on)[\"']")
# What a sheet has in it whose cells show another text than theirs, if no style says so.
_UNUSUAL = re.compile(rb"rPr|showZeros|v>\s*[+-]?[nNiI]")
_MARKED = (b"vertAlign", b"strike")
_ON = (None, "1", "true", "on")
_OFF = ("0", "false", "off")
_DIGIT = re.compile(r"\d")
# Formats that show a whole number as it is stored.
_AS_STORED, _WHOLE = frozenset((GENERAL, "0", "@")), re.compile(r"0|[1-9]\d{0,14}")
_NUMERIC = (None, "n")
_TEXTS = ("s", "str", "inlineStr")


class Look(NamedTuple):
    """The look of a cell or of a run of its text: its number format, struck out, raised."""

    code: str = GENERAL
    struck: bool = False
    raised: int = 0

    def printed(self, text: str) -> str:
        """Text with the signs of its look."""
        if not _DIGIT.search(text):
            return text
        if self.raised:
            text = text.translate(SUPERSCRIPTS if self.raised > 0 else SUBSCRIPTS)
        return struck(text) if self.struck else text


PLAIN = Look()


class SheetLooks:
    """The looks that the cells of a workbook have by their styles, but for the plain one."""

    def __init__(self, styles: etree._Element | None, from_1904: bool = False) -> None:
        self.from_1904 = from_1904
        self.looks = {} if styles is None else dict(_looks(styles))
        self.texts: list[str] = []

    def show_strings(self, strings: etree._Element) -> bool:
        """Mark the raised and struck-out runs of shared strings, and tell if there were any."""
        found = _mark_runs(strings)
        self.texts = [_text(item) for item in strings]
        return found

    def show_cells(self, sheet: etree._Element, data: bytes) -> bool:
        """Put into the cells of a sheet what they show, and tell whether that is another text.

        Where it cannot be told, a sign says so in front of what is stored. A number in the format
        General is shown as it is stored, for its digits depend on the width of the column.
        """
        if not self.looks and not _UNUSUAL.search(data):
            return False
        view = next(sheet.iter("{*}sheetView"), None)
        no_zeros = value_of(view, "showZeros") in _OFF
        changed = _mark_runs(sheet)
        for cell in sheet.iter("{*}c"):
            look = self.looks.get(cell.get("s", "0"), PLAIN)
            stored, kind = _stored(cell), cell.get("t")
            if not stored or (look is PLAIN and kind not in _NUMERIC):
                continue
            if kind in _NUMERIC:
                shown = self._number(stored, look, no_zeros)
            elif kind in _TEXTS:
                shown = self._text(stored, kind, look)
            else:
                continue
            if shown != stored:
                _put(cell, shown)
                changed = True
        return changed

    def _number(self, stored: str, look: Look, no_zeros: bool) -> str:
        shown: str | None = stored
        if look.code not in _AS_STORED or not _WHOLE.fullmatch(stored):
            try:
                number = float(stored)
            except ValueError:
                return UNKNOWN + stored
            if look.code != GENERAL or not isfinite(number):
                shown = shown_number(look.code, number, self.from_1904)
            if no_zeros and number == 0:
                shown = ""
        elif no_zeros and stored == "0":
            shown = ""
        return UNKNOWN + stored if shown is None else look.printed(shown)

    def _text(self, stored: str, kind: str, look: Look) -> str:
        text = stored
        if kind == "s":
            known = stored.isdecimal() and int(stored) < len(self.texts)
            if not known:
                return stored
            text = self.texts[int(stored)]
        shown = shown_text(look.code, text)
        shown = UNKNOWN + text if shown is None else look.printed(shown)
        return stored if shown == text else shown


def looks_of(parts: dict[str, bytes], name: str) -> SheetLooks:
    """The looks of a workbook by its parts, the strings among which are marked by theirs."""
    styles = parse(parts[STYLES], name) if STYLES in parts else None
    looks = SheetLooks(styles, _FROM_1904.search(parts.get(BOOK, b"")) is not None)
    if STRINGS in parts and (looks.looks or any(sign in parts[STRINGS] for sign in _MARKED)):
        strings = parse(parts[STRINGS], name)
        if looks.show_strings(strings):
            parts[STRINGS] = etree.tostring(strings)
    return looks


def _looks(styles: etree._Element) -> Iterator[tuple[str, Look]]:
    codes = {
        value_of(part, "numFmtId") or "": value_of(part, "formatCode") or ""
        for part in styles.iter("{*}numFmt")
    }
    fonts = [_font(font) for group in styles.iterfind("{*}fonts") for font in group]
    formats = [xf for group in styles.iterfind("{*}cellXfs") for xf in group]
    for number, xf in enumerate(formats):
        code = value_of(xf, "numFmtId") or "0"
        font = value_of(xf, "fontId") or ""
        look = fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else PLAIN
        named = codes.get(code) or BUILT_IN.get(int(code) if code.isdecimal() else 0, GENERAL)
        look = look._replace(code=GENERAL if named.lower() == GENERAL else named)
        if look != PLAIN:
            yield str(number), look


def _font(font: etree._Element) -> Look:
    """The look of a font, or of the settings of a run."""
    settings = {local(part.tag): value_of(part) for part in font}
    aligned = {"superscript": 1, "subscript": -1}.get(settings.get("vertAlign") or "", 0)
    return Look(struck="strike" in settings and settings["strike"] in _ON, raised=aligned)


def _mark_runs(root: etree._Element) -> bool:
    """Mark the raised and struck-out runs of texts, and tell whether there were any."""
    found = False
    for settings in root.iter("{*}rPr"):
        look = _font(settings)
        run = settings.getparent()
        if look != PLAIN and run is not None:
            for text in run.iterfind("{*}t"):
                text.text = look.printed(text.text or "")
                found = True
    return found


def _text(item: etree._Element) -> str:
    """The text of a string, without the readings of its characters."""
    runs = [item, *item.iterfind("{*}r")]
    return "".join(text.text or "" for run in runs for text in run.iterfind("{*}t"))


def _stored(cell: etree._Element) -> str:
    for part in cell:
        name = local(part.tag)
        if name in ("v", "is"):
            return _text(part) if name == "is" else (part.text or "").strip()
    return ""


def _put(cell: etree._Element, text: str) -> None:
    """Put a text into a cell in place of what it holds."""
    space = cell.tag[:-1]
    for part in list(cell):
        cell.remove(part)
    cell.set("t", "str")
    etree.SubElement(cell, f"{space}v").text = text
