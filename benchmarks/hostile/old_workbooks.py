"""Old workbooks (XLS): a small writer of them, and what breaks their readers."""

from __future__ import annotations

import struct
from collections.abc import Callable

import python_calamine

from benchmarks.hostile.archives import BOOK, report_rows
from benchmarks.hostile.fill import Attacks

SECTOR, SMALLEST = 512, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
# Kinds of records.
BOF, EOF, SHEET, EXTENT, LABEL, NUMBER = 0x809, 0x0A, 0x85, 0x200, 0x204, 0x203
TEXTS, TEXT, BLANKS, FORMULA, FORMAT, MERGED = 0xFC, 0xFD, 0xBE, 0x06, 0xE0, 0xE5
Change = Callable[[bytes], bytes]


def twin() -> bytes:
    """The report of Huai'an as an old workbook."""
    return container(stream(_cells()))


def _cells() -> bytes:
    """The records of all cells of the report, and of those that are merged."""
    found = (
        cell(row, column, text)
        for row, texts in enumerate(report_rows())
        for column, text in enumerate(texts)
        if text
    )
    areas = python_calamine.load_workbook(str(BOOK)).get_sheet_by_index(0).merged_cell_ranges or ()
    merged = (
        struct.pack("<HHHH", top, bottom, left, right) for (top, left), (bottom, right) in areas
    )
    return b"".join(found) + record(MERGED, struct.pack("<H", len(areas)) + b"".join(merged))


def record(kind: int, data: bytes = b"") -> bytes:
    """One record."""
    return struct.pack("<HH", kind, len(data)) + data


def cell(row: int, column: int, text: str) -> bytes:
    """A cell with a text."""
    letters = text[:4000]
    return record(
        LABEL,
        struct.pack("<HHHHB", row, column, 0, len(letters), 1) + letters.encode("utf-16-le"),
    )


def stream(
    cells: bytes, extent: bytes = struct.pack("<LLHHH", 0, 61, 0, 15, 0), before: bytes = b"",
    names: int = 1, place: int | None = None,
) -> bytes:  # fmt: skip
    """The stream of a workbook: its list of sheets, and the one sheet that all of them show."""
    opened = record(BOF, struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 0))
    sheet = record(SHEET, struct.pack("<LBBBB", 0, 0, 0, 1, 0) + b"a")
    start = len(opened) + len(before) + len(sheet) * names + len(record(EOF))
    listed = struct.pack("<L", start if place is None else place)
    sheets = (sheet[:4] + listed + sheet[8:]) * names
    content = record(BOF, struct.pack("<HHHHLL", 0x600, 16, 0, 0, 0, 0)) + record(EXTENT, extent)
    return opened + before + sheets + record(EOF) + content + cells + record(EOF)


def container(workbook: bytes) -> bytes:
    """The file that holds a stream: its header, its table of sectors, its directory."""
    workbook += bytes(max(0, SMALLEST - len(workbook)))
    workbook += bytes(-len(workbook) % SECTOR)
    sectors = len(workbook) // SECTOR
    tables = 1
    while tables * SECTOR // 4 < sectors + tables + 1:
        tables += 1
    assert tables <= 109, "a larger stream needs a list of tables"
    chain = [*range(1, sectors), END, END, *[FAT] * tables]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    listed = [*range(sectors + 1, sectors + 1 + tables), *[FREE] * (109 - tables)]
    header = struct.pack(
        "<8s16sHHHHH6sLLLLLLLLL", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE,
        9, 6, bytes(6), 0, tables, sectors, 0, SMALLEST, END, 0, END, 0,
    ) + struct.pack("<109L", *listed)  # fmt: skip
    directory = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, 0, len(workbook))
    return (
        header + workbook + directory.ljust(SECTOR, b"\0") + struct.pack(f"<{len(chain)}L", *chain)
    )


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    letters = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBLLL36sLQ", letters, len(letters) + 2, kind, 1, FREE, FREE, child, bytes(36), start,
        size,
    )  # fmt: skip


def attacks(size: int) -> Attacks:
    """Old workbooks of every kind."""
    part = min(size, 6_000_000)
    cells = _cells()
    whole = twin()
    far = {
        "the last row": cell(65535, 0, "1"),
        "the last column": cell(0, 65535, "1"),
        "the last cell": cell(65535, 255, "1"),
        "blanks reversed": record(BLANKS, struct.pack("<HHHH", 70, 9, 0, 1)),
        "a date of -1e300": record(NUMBER, struct.pack("<HHHd", 70, 0, 1, -1e300)),
        "a text that is not there": record(TEXT, struct.pack("<HHHL", 70, 0, 0, 0xFFFFFFFF)),
        "a formula of nothing": record(FORMULA, struct.pack("<HHHQHLH", 70, 0, 0, 0, 0, 0, 65535)),
        "short records": record(LABEL) + record(NUMBER, b"\0") + record(TEXT, b"\0\0"),
        "a record beyond the end": struct.pack("<HH", LABEL, 65535),
        "many cells": cell(70, 0, "1") * (part // 20),
        "many empty records": record(0x3C) * (part // 4),
    }
    dates = record(FORMAT, struct.pack("<HH16s", 0, 0, b"")) + record(
        FORMAT, struct.pack("<HH16s", 0, 14, b"")
    )
    texts = record(TEXTS, struct.pack("<LL", 0xFFFFFFFF, 0xFFFFFFFF) + b"\1\0\0a")
    found: Attacks = {
        f"XLS, {name}": lambda more=more: container(stream(cells + more, before=dates))
        for name, more in far.items()
    }
    for place in range(14):
        extent = bytearray(struct.pack("<LLHHH", 0, 61, 0, 15, 0))
        extent[place] = 0xFF
        found[f"XLS, byte {place} of the extent"] = lambda extent=bytes(extent): container(
            stream(cells, extent)
        )
    return found | {
        "an old workbook": lambda: whole[:8] + b"\t\0" * (size // 2),
        "XLS, four billion texts": lambda: container(stream(cells, before=texts)),
        "XLS, 10,000 names of one sheet": lambda: container(
            stream(cells, names=min(10_000, size // 100))
        ),
        "XLS, a sheet beyond the end": lambda: container(stream(cells, place=0xFFFFFFF0)),
        "XLS, a sheet that is the book": lambda: container(stream(cells, place=0)),
        "XLS, sectors in a circle": lambda: _with_table(whole, lambda table: bytes(len(table))),
        "XLS, sectors beyond the end": lambda: _with_table(
            whole, lambda table: b"\xf0\xff\xff\x7f" * (len(table) // 4)
        ),
        "XLS, sectors of another size": lambda: whole[:30] + b"\x1f\0" + whole[32:],
        "XLS, a stream of four gigabytes": lambda: whole.replace(
            struct.pack("<Q", len(stream(cells)) + -len(stream(cells)) % SECTOR),
            struct.pack("<Q", 0xFFFFFFFF),
        ),
        "XLS, cut off": lambda: whole[: len(whole) // 2],
    }


def _with_table(whole: bytes, change: Change) -> bytes:
    """The file with another table of sectors, which stands at its end."""
    tables = struct.unpack_from("<L", whole, 44)[0] * SECTOR
    return whole[:-tables] + change(whole[-tables:])
