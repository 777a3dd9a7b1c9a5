"""Workbooks (XLSX): the report of Huai'an with cells, numbers and sheets that no report has."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.hostile.archives import BOOK, packed, parts_of
from benchmarks.hostile.fill import Attacks
from benchmarks.hostile.texts import DIGITS

SHEET, STYLES, LINKS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LARGEST_PART = 9_000_000
FAR = '<row r="{row}"><c r="{place}"><v>1</v></c></row>'
# The second format of cells shows dates.
DATE = b'<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
Parts = dict[str, bytes]


def twin() -> bytes:
    """The report as it should be, in a package made as those of the attacks are."""
    return book()


def book(rows: str = "", columns: str = "", behind: str = "", extent: str = "A1:O61") -> bytes:
    """The report with further rows, columns, what follows the rows, and a stated extent."""
    parts = parts_of(BOOK)
    parts[SHEET] = _sheet(parts[SHEET].decode(), rows, columns, behind, extent).encode()
    parts[STYLES] = parts[STYLES].replace(b"</cellXfs>", DATE + b"</cellXfs>")
    return packed(parts)


def _sheet(sheet: str, rows: str, columns: str, behind: str, extent: str) -> str:
    sheet = re.sub('<dimension ref="[^"]*"', lambda _: f'<dimension ref="{extent}"', sheet)
    sheet = sheet.replace("<sheetData>", f"{columns and f'<cols>{columns}</cols>'}<sheetData>")
    return sheet.replace("</sheetData>", f"{rows}</sheetData>{behind}")


def shared(strings: str, rows: str, count: str = "1") -> bytes:
    """The report with shared strings, and rows that show them."""
    parts = parts_of(BOOK)
    parts[SHEET] = _sheet(parts[SHEET].decode(), rows, "", "", "A1:O61").encode()
    table = f'<sst xmlns="{MAIN}" count="{count}" uniqueCount="{count}">{strings}</sst>'
    link = f'<Relationship Type="{TYPE}/sharedStrings" Target="sharedStrings.xml" Id="s"/>'
    parts[LINKS] = parts[LINKS].replace(b"</R", link.encode() + b"</R")
    return packed(parts | {"xl/sharedStrings.xml": table.encode()})


def sheets(count: int, rows: str, target: Callable[[int], str]) -> bytes:
    """The report with so many sheets more, each at the part that `target` names."""
    parts = parts_of(BOOK)
    office = f' xmlns:r="{TYPE}"'
    named = "".join(f'<sheet name="{n}" sheetId="{n + 9}" r:id="a{n}"/>' for n in range(count))
    links = "".join(
        f'<Relationship Type="{TYPE}/worksheet" Target="{target(n)}" Id="a{n}"/>'
        for n in range(count)
    )
    parts["xl/workbook.xml"] = re.sub(
        rb"(<workbook)(.*)</sheets>",
        lambda found: b"%b%b%b%b</sheets>" % (found[1], office.encode(), found[2], named.encode()),
        parts["xl/workbook.xml"],
        flags=re.S,
    )
    parts[LINKS] = parts[LINKS].replace(b"</R", links.encode() + b"</R")
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    more = {f"xl/{target(n)}": sheet for n in range(count)}
    return packed(more | parts)


def attacks(size: int) -> Attacks:
    """Workbooks of every kind."""
    part = min(size, LARGEST_PART)

    def many(filler: str) -> str:
        return filler * (part // len(filler.encode()))

    def own(number: int) -> str:
        return f"worksheets/a{number}.xml"

    far = "".join(
        FAR.format(row=row, place=place) for row, place in ((1, "A1"), (1048576, "XFD1048576"))
    )
    number = '<row r="62"><c r="A62" s="1"><v>{}</v></c></row>'
    text = '<row r="{}"><c r="A{}" t="s"><v>0</v></c></row>'
    texts = "".join(text.format(n, n) for n in range(100, 100 + part // 60))
    return (
        {
            "XLSX, cells far apart": lambda: book(far),
            "XLSX, rows": lambda: book(many("<row><c><v>1</v></c></row>")),
            "XLSX, empty rows": lambda: book(many("<row/>")),
            "XLSX, one row": lambda: book(f"<row>{many('<c><v>1</v></c>')}</row>"),
            "XLSX, one cell of many values": lambda: book(f"<row><c>{many('<v>1</v>')}</c></row>"),
            "XLSX, one text": lambda: book(
                f'<row><c t="inlineStr"><is><t>{many("行政复议")}</t></is></c></row>'
            ),
            "XLSX, a claimed extent": lambda: book(extent="A1:XFD1048576"),
            "XLSX, an extent beyond": lambda: book(extent="A1:ZZZZZZ99999999"),
            "XLSX, an extent reversed": lambda: book(extent="O61:A1"),
            "XLSX, 20,000 hidden columns": lambda: book(
                columns='<col min="1" max="16384" hidden="1"/>' * min(20_000, part // 40)
            ),
            "XLSX, a column of many digits": lambda: book(
                columns=f'<col min="{DIGITS}" max="{DIGITS}" hidden="1"/>'
            ),
            "XLSX, hidden rows": lambda: book(many('<row hidden="1"><c><v>1</v></c></row>')),
            "XLSX, merged cells": lambda: book(
                behind="<mergeCells>" + many('<mergeCell ref="A1:XFD1048576"/>') + "</mergeCells>"
            ),
            "XLSX, formulas": lambda: book(many('<row><c t="str"><f>A1</f></c></row>')),
            "XLSX, shared formulas": lambda: book(
                many('<row><c><f t="shared" si="0" ref="A1:XFD1048576">A1</f><v>1</v></c></row>')
            ),
            "XLSX, two billion texts": lambda: shared(
                "<si><t>1</t></si>", texts[:60], "2000000000"
            ),
            "XLSX, a text that is not there": lambda: shared("", text.format(62, 62)),
            "XLSX, empty texts": lambda: shared(many("<si/>"), texts[:60]),
            "XLSX, one long text in many cells": lambda: shared(
                f"<si><t>{many('行政复议')}</t></si>", texts
            ),
            "XLSX, 200 sheets with a far cell": lambda: sheets(
                min(200, 1 + size // 1000), FAR.format(row=1000, place="ALL1000"), own
            ),
            "XLSX, many sheets": lambda: sheets(size // 200, "", own),
            "XLSX, many sheets of one part": lambda: sheets(
                min(1000, 1 + size // 1000),
                many("<row><c><v>1</v></c></row>")[: part // 28 * 28],
                lambda _: "worksheets/a.xml",
            ),
            "XLSX, a sheet that is not there": lambda: sheets(3, "", lambda _: "../../etc/a.xml"),
            "XLSX, a sheet that is the book": lambda: sheets(3, "", lambda _: "workbook.xml"),
        }
        | {
            f"XLSX, a cell at {place[:9]}": lambda row=row, place=place: book(
                FAR.format(row=row, place=place)
            )
            for row, place in (
                (99, "AAAAAA99"),
                (99999999, "D99999999"),
                (99999999, "D62"),
                (4294967295, "D4294967295"),
                (0, "A0"),
                (DIGITS, "E62"),
                (62, f"A{DIGITS}"),
                (62, "A" * 9000),
                ("٣", "A٣"),
                (-1, "A-1"),
            )
        }
        | {
            f"XLSX, the date {value[:9]}": lambda value=value: book(number.format(value))
            for value in ("-1e300", "1e300", "-1e9", "nan", "inf", "1e999", DIGITS, "2958466")
        }
    )
