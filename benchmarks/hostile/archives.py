"""Zip archives: the parts of Office files, repacked and in other numbers than they have."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO

import python_calamine

from benchmarks.hostile.fill import DATA, Attacks

WORD, BOOK = (DATA / "samples" / f"huaian-2024.{kind}" for kind in ("docx", "xlsx"))
ZEROS = b"0" * 1_000_000
Part = bytes | Iterable[bytes]


def parts_of(path: object) -> dict[str, bytes]:
    """The parts of an Office file."""
    with zipfile.ZipFile(str(path)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def report_rows() -> list[list[str]]:
    """The rows of the workbook, as texts."""
    sheet = python_calamine.load_workbook(str(BOOK)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    return [[str(value).removesuffix(".0") for value in row] for row in rows]


def packed(parts: Mapping[str, Part], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive; a part may be written piece by piece."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", how) as archive:
        for name, data in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in [data] if isinstance(data, bytes) else data:
                    part.write(piece)
    return content.getvalue()


def attacks(size: int) -> Attacks:
    """Archives that unpack to far more than they are, that overlap, and that lie."""
    word = parts_of(WORD)
    return {
        "zip bomb, DOCX": lambda: packed(
            {"word/document.xml": (ZEROS for _ in range(size // 4000))}
        ),
        "zip bomb, XLSX": lambda: packed({"xl/workbook.xml": (ZEROS for _ in range(size // 4000))}),
        "zip bomb beside a report": lambda: packed(
            word | {"word/media/a.xml": (ZEROS for _ in range(size // 4000))}
        ),
        "zip bomb of many parts": lambda: packed(
            word | {f"word/{n}.xml": ZEROS * 9 for n in range(min(size // 10_000, 200))}
        ),
        "many parts": lambda: packed({f"word/{i}.xml": b"" for i in range(size // 200)}),
        "many parts in the directory": lambda: _listed(size),
        "parts that overlap": lambda: _listed(size, most=4_000, data=ZEROS * 9),
        "a part of many names": lambda: packed({"word/" + "a" * 60_000: b""} | word),
        "packed by bzip2": lambda: packed(word, zipfile.ZIP_BZIP2),
        "packed by LZMA": lambda: _large_dictionary(packed(word, zipfile.ZIP_LZMA)),
        "a size that is a lie": lambda: _lying(packed({"word/document.xml": ZEROS * 9})),
        "a zip in a zip": lambda: packed({"a.docx": packed(word)}),
        "names that leave the folder": lambda: packed({f"../../{n}": d for n, d in word.items()}),
        "an archive that is cut off": lambda: packed(word)[:-60],
    }


def _listed(size: int, most: int = 1_000_000, data: bytes = b"") -> bytes:
    """One part, which the directory has under very many names."""
    one = packed({"word/d": data})
    start = one.index(b"PK\x01\x02")
    entry = one[start : one.index(b"PK\x05\x06")]
    count = min(most, max(1, (size - start) // len(entry)))
    # The old end of an archive holds 65,535 as a number of parts; readers go by the size.
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, *[count & 0xFFFF] * 2, len(entry) * count, start, 0
    )
    return one[:start] + entry * count + end


def _large_dictionary(content: bytes) -> bytes:
    """The archive, where its parts want four gigabytes of memory to be unpacked."""
    return content.replace(b"\x5d\x00\x00\x80\x00", b"\x5d\xff\xff\xff\xff")


def _lying(content: bytes) -> bytes:
    """The archive, whose parts claim to take a few bytes."""
    return content.replace(struct.pack("<L", 9_000_000), struct.pack("<L", 90))
