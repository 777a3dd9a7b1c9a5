"""Files made to exhaust their reader: each ends in a report or a refusal, within time and memory.

`attacks(size)` gives them all, about so many bytes each; the tests read small ones. Beyond the
limits of 5 s and 1 GB a line of the benchmark says so. `python -m benchmarks.hostile`.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

from benchmarks.timing import Line

REPORTS = Path(__file__).parents[1] / "data" / "reports"
TEXT = REPORTS / "wushan-planning" / "2020.txt"
PAGE = REPORTS / "shanghai-general-office" / "2019.html"
ROW, PROSE = "一、本年新收政府信息公开申请数量", "一、总体情况"
LARGEST, TOO_LARGE = 19_900_000, 100_000_000
MOST_SECONDS, MOST_MB = 5.0, 1000
# Where a process is stopped: seconds of its processor, seconds on the clock, bytes of its space.
STOP_CPU, STOP_CLOCK, STOP_SPACE = 60, 90, 6_000_000_000
FILLERS = {
    "digits": "1234567890",
    "zeros": "0",
    "Chinese characters": "政",
    "spaces": " ",
    "wide spaces": "\u3000",
    "opening brackets": "（",
    "brackets": "()",
    "signs and points": "1.-,",
    "letters and digits": "a1",
    "boxes": "□",
    "spaced digits": "1 ",
    "direction marks": "\u202e",
    "the label 行政复议": "行政复议",
    "a head with brackets": "第二十条第（一）项",
    "a label": "1.属于国家秘密",
    "a label with figures": "1.属于国家秘密0000000",
    "headings": "四、政府信息公开行政复议、行政诉讼情况",
    "claims": "受理政府信息公开申请859件，",
    "claims in sentences": "收到申请12件，同比增长3.5%。",
    "labels on lines": "1.属于国家秘密\n",
    "rows on lines": "1.属于国家秘密\n0\n0\n0\n0\n0\n0\n0\n",
    "figures on lines": "0\n",
    "lines of claims": "受理政府信息公开申请859件。\n",
    "figures in tabs": "0\t",
    "columns of figures": "   12",
}
MARKUP = {
    "tags left open": "<td>",
    "tags never ended": "<td ",
    "smaller-than signs": "<",
    "comments left open": "<!--",
    "scripts left open": "<script>",
    "references": "&amp;",
    "references of digits": "&#x9999999999",
    "inline tags": "<b>1</b>",
    "cells": "<td>0</td>",
    "rows": "<tr><td>0</td></tr>",
    "spans": '<tr><td rowspan="999999999" colspan="999999999">0</td></tr>',
    "tables in tables": "<table><tr><td>",
    "quotes in a tag": "<td a='",
    "escaped tags": "&lt;td&gt;",
}


def attacks(size: int = LARGEST) -> dict[str, Callable[[], bytes]]:
    """Every attack by its name, with what makes its file."""
    text, page = TEXT.read_text(encoding="utf-8"), PAGE.read_text(encoding="utf-8")
    found: dict[str, Callable[[], bytes]] = {"rows of text": partial(_rows_of_text, text, size)}
    for name, filler in FILLERS.items():
        found[f"{name}, nothing else"] = partial(_filled, "", "", filler, size)
        found[f"{name} in a table"] = partial(_filled, text, ROW, filler, size)
        found[f"{name} in the prose"] = partial(_filled, text, PROSE, filler, size)
        found[f"{name} in a cell of a page"] = partial(_filled, page, ROW, filler, size)
    for name, filler in MARKUP.items():
        found[f"{name} in a page"] = partial(_filled, page, ROW, filler, size)
        found[f"{name} before a page"] = partial(_filled, f"<html>{page}", "<html>", filler, size)
    found["10,000 tables in one another"] = lambda: page.replace(
        ROW, "<table><tr><td>" * 10_000 + ROW + "</td></tr></table>" * 10_000
    ).encode()
    return found | _structures(text, size) | _packages(size) | _pdfs(text, size)


def hostile() -> list[Line]:
    """Every attack, read in a process of its own: seconds, memory, and how it ends."""
    lines = []
    for name, content in {"one line of 100 MB": lambda: b"1" * TOO_LARGE, **attacks()}.items():
        lines.append((name, _measured(content())))
        print(f"  {name:45} {lines[-1][1]}", flush=True)
    return lines


def _measured(content: bytes) -> str:
    """What another process says of reading this content."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.hostile", file.name]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=STOP_CLOCK)
        except subprocess.TimeoutExpired:
            return f"stopped after {STOP_CLOCK} s, BEYOND THE LIMITS"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        return f"ended by {done.returncode}: {last[:80]}, BEYOND THE LIMITS"
    return done.stdout.strip()


def _read(path: str) -> str:
    """Read one file with its frames, under limits; the report or the error, and what it took."""
    import helpers

    resource.setrlimit(resource.RLIMIT_CPU, (STOP_CPU, STOP_CPU))
    resource.setrlimit(resource.RLIMIT_AS, (STOP_SPACE, STOP_SPACE))
    start = time.perf_counter()
    framed = 0.0
    try:
        report = helpers.read(path)
        seconds, end = time.perf_counter() - start, "Report"
        _ = report.figures, report.problems, report.claims, report.sections
        framed = time.perf_counter() - start - seconds
    except helpers.GongkaiError as error:
        seconds, end = time.perf_counter() - start, type(error).__name__
    memory = _peak_mb()
    beyond = max(seconds, framed) > MOST_SECONDS or memory > MOST_MB
    frames = f" (frames {framed:.1f} s)" if end == "Report" else ""
    return f"{seconds:.1f} s, {memory:.0f} MB, {end}{frames}" + ", BEYOND THE LIMITS" * beyond


def _peak_mb() -> float:
    """The most memory that this process has held; Linux counts its parent in `ru_maxrss`."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="utf-8").splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000


def _filled(text: str, behind: str, filler: str, size: int) -> bytes:
    """A text with so many bytes of filler behind a passage."""
    room = size - len(text.encode())
    filling = filler * (room // len(filler.encode()))
    head, passage, rest = text.partition(behind) if behind else (text, "", "")
    return (head + passage + filling + rest).encode()


def _rows_of_text(text: str, size: int) -> bytes:
    head, row, rest = text.partition(ROW)
    many = ("| 其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n" * (size // 38))[: size // 2]
    return (head + "\n" + many + row + rest).encode()[:size]


def _structures(text: str, size: int) -> dict[str, Callable[[], bytes]]:
    """Bytes in the frame of some format."""
    comma = ",".join("规章0") + "\n"
    return {
        "separated values": lambda: (comma * (size // 8)).encode()[:size],
        "a quote left open": lambda: (comma * 9 + '"').encode() + b"1," * (size // 2),
        "quotes": lambda: (comma * 9).encode() + b'"",' * (size // 3),
        "lists in lists": lambda: b"[" * size,
        "pairs in pairs": lambda: b'{"a":' * (size // 5),
        "JSON of labels": lambda: ('["' + "第二十条第（一）项" * (size // 27)).encode() + b'"]',
        "a call around JSON": lambda: b"callback(" + b"[" * size + b")",
        "mail headers": lambda: b"A: b\n" * (size // 5) + b"MIME-Version: 1.0",
        "parts of a mail": lambda: (
            b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n'
            + b"--x\nContent-Type: text/html\n\n<p>1\n" * (size // 34)
        ),
        "bytes that are no text": lambda: bytes(range(128, 256)) * (size // 128),
        "NULs": lambda: text.encode() + b"\0" * (size - len(text.encode())),
        "NULs between": lambda: text.encode("utf-16-be") + b"\0\x31" * (size // 2 - len(text)),
        "GB 18030": lambda: text.encode("gb18030") + "政府".encode("gb18030") * (size // 4 - 2000),
        "half of it damaged": lambda: text.encode() + b"\xe6\x94" * (size // 2 - len(text)),
        "an old workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\t\0" * (size // 2),
    }


def _packed(parts: dict[str, bytes | Iterator[bytes]]) -> bytes:
    """A zip archive; a part may be written piece by piece."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in [data] if isinstance(data, bytes) else data:
                    part.write(piece)
    return packed.getvalue()


def _word(body: str, declared: str = "") -> bytes:
    """A Word file with this body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{space}"><w:body>{body}'
    return _packed({"word/document.xml": f"{xml}</w:body></w:document>".encode()})


def _book(rows: str) -> bytes:
    """A workbook with these rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "http://schemas.openxmlformats.org/package/2006/relationships"
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    links = (
        f'<Relationships xmlns="{related}"><Relationship Id="r1" Type="{office}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    )
    sheet = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    return _packed(
        {
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": links.encode(),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
    )


def _packages(size: int) -> dict[str, Callable[[], bytes]]:
    """Word files and workbooks; packed, most are a thousand times smaller than what they hold."""
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "1">{entities}]>'
    outside = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    part = min(size, 9_000_000)
    cell = "<w:tc><w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc>"
    run = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    zeros = b"0" * 1_000_000
    return {
        "zip bomb, DOCX": lambda: _packed(
            {"word/document.xml": (zeros for _ in range(size // 4000))}
        ),
        "zip bomb, XLSX": lambda: _packed(
            {"xl/workbook.xml": (zeros for _ in range(size // 4000))}
        ),
        "many parts": lambda: _packed({f"word/{i}.xml": b"" for i in range(size // 200)}),
        "entity bomb": lambda: _word(run.format("&e11;"), bomb),
        "entity outside": lambda: _word(run.format("&e;"), outside),
        "DOCX, 10,000 tables in one another": lambda: _word(
            "<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000
        ),
        "DOCX, one run": lambda: _word(run.format("行政复议" * (part // 12))),
        "DOCX, one row": lambda: _word(f"<w:tbl><w:tr>{cell * (part // len(cell))}</w:tr></w:tbl>"),
        "DOCX, paragraphs": lambda: _word(run.format("1.属于国家秘密") * (part // 60)),
        "XLSX, cells far apart": lambda: _book(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "XLSX, rows": lambda: _book("<row><c><v>1</v></c></row>" * (part // 28)),
        "XLSX, one text": lambda: _book(
            f'<row><c t="inlineStr"><is><t>{"行政复议" * (part // 12)}</t></is></c></row>'
        ),
    }


def _pdf(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, with its table of places."""
    written, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    last = max(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, last))
    end = b"trailer <</Size %d %b>>\nstartxref\n%d\n%%%%EOF" % (last, trailer, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % last + table + end


def _stream(data: bytes, packed: bool = True) -> bytes:
    data = zlib.compress(data) if packed else data
    kind = b"/Filter /FlateDecode" * packed
    return b"<<%b /Length %d>>\nstream\n%b\nendstream" % (kind, len(data), data)


def _printed(content: bytes, packed: bool = True, pages: int = 1) -> dict[int, bytes]:
    """The objects of a PDF whose pages all print this content, in a Chinese font."""
    kids = b"7 0 R " * pages
    return {
        1: b"<</Type /Catalog /Pages 2 0 R>>",
        2: b"<</Type /Pages /Count %d /Kids [%b]>>" % (pages, kids),
        3: _stream(content, packed),
        4: b"<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [5 0 R]>>",
        5: b"<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 6 0 R "
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 4>> /DW 1000>>",
        6: b"<</Type /FontDescriptor /FontName /STSong-Light /Flags 4 /ItalicAngle 0 /Ascent 880 "
        b"/Descent -120 /CapHeight 880 /StemV 93 /FontBBox [-25 -254 1000 880]>>",
        7: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R "
        b"/Resources <</Font <</F 4 0 R>> /XObject <</X 8 0 R>>>>>>",
        8: b"<</Type /XObject /Subtype /Form /BBox [0 0 600 800] "
        b"/Resources <</XObject <</X 8 0 R>>>> /Length 10>>\nstream\n/X Do /X Do\nendstream",
    }


def _shown(text: str) -> bytes:
    """The content of a page that prints these lines."""
    lines = (line.encode("utf-16-be").hex().encode() for line in text.splitlines())
    return b"BT /F 8 Tf 9 TL 20 780 Td " + b"".join(b"<%b> Tj T* " % line for line in lines)


def _pdfs(text: str, size: int) -> dict[str, Callable[[], bytes]]:
    """PDFs that are damaged, that refer to themselves, or that unpack to far more than they are."""
    printed = _shown(text)
    whole = _pdf(_printed(printed))
    filled = _shown("1234567890" * 10 + "\n") * (size // 500)
    labels = _shown("1.属于国家秘密\n0\n0\n0\n0\n0\n0\n0\n") * (size // 400)
    loop = b"<</Type /Pages /Parent 2 0 R /Count 9 /Kids [2 0 R 9 0 R 9 0 R]>>"
    nested = {n: b"<</Type /Pages /Count 1 /Kids [%d 0 R]>>" % (n + 1) for n in range(10, 20_000)}
    key = b"/Root 1 0 R /ID [<00> <00>] /Encrypt <</Filter /Standard /V 1 /R 2 /P -1 "
    key += b"/O <%b> /U <%b>>>" % (b"41" * 32, b"42" * 32)
    own = b"<</Length 3 0 R /Filter /FlateDecode>>\nstream\n1\nendstream"
    return {
        "PDF, as it should be": lambda: whole,
        "PDF, truncated": lambda: whole[: len(whole) // 2],
        "PDF, encrypted": lambda: _pdf(_printed(printed), key),
        "PDF, pages that hold themselves": lambda: _pdf(_printed(printed) | {2: loop, 9: loop}),
        "PDF, pages in pages": lambda: _pdf(
            _printed(printed) | {2: b"<</Type /Pages /Count 1 /Kids [10 0 R]>>"} | nested
        ),
        "PDF, a form that draws itself": lambda: _pdf(_printed(b"/X Do " * 1000 + printed)),
        "PDF, a length that is itself": lambda: _pdf(_printed(printed) | {3: own}),
        "PDF, parents in a circle": lambda: _pdf(
            _printed(printed) | {1: b"<</Type /Catalog /Pages 1 0 R>>"}
        ),
        "PDF, a million pages": lambda: _pdf(
            _printed(printed) | {2: b"<</Type /Pages /Count 1000000 /Kids [7 0 R]>>"}
        ),
        "PDF, 2,000 pages of the same": lambda: _pdf(
            _printed(printed, pages=min(2000, size // 50))
        ),
        "PDF, much print": lambda: _pdf(_printed(printed + filled, packed=False)),
        "PDF, much print, packed": lambda: _pdf(_printed(printed + filled * 5)),
        "PDF, many labels": lambda: _pdf(_printed(printed + labels, packed=False)),
        "PDF, zeros, packed": lambda: _pdf(_printed(printed + b" " * (size * 50))),
        "PDF, only its mark": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * (size // 8),
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(_read(sys.argv[1]))
    else:
        print(hostile.__doc__)
        hostile()
