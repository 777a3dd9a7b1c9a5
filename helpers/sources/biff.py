"""Old workbooks (XLS): how far apart their cells stand, told before a reader makes room for all."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from helpers.errors import SourceError

MOST_CELLS = 1_000_000
# The container: places of numbers in its header, and sizes.
_SECTOR_SHIFT, _DIRECTORY, _SMALL_FAT, _NEXT_FAT_LIST, _FAT_LIST = 30, 48, 60, 68, 76
_SECTOR_SHIFTS = (9, 12)
_LISTED = 109
_ENTRY, _ENTRY_STREAM = 128, 116
_SMALL_SECTOR, _SMALL_STREAM = 64, 4096
_NO_SECTOR = 0xFFFFFFFA
_NAMES = ("Workbook", "Book", "WORKBOOK", "BOOK")
# Records of one cell begin with its row and column; records of several end with the last column.
_BEGIN = frozenset((0x009, 0x209, 0x409, 0x809))
_CELL = frozenset((0x06, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406))
_CELLS = frozenset((0xBD, 0xBE))


def check_extent(content: bytes, name: str) -> bytes:
    """The same workbook, if its sheets together have at most MOST_CELLS places for cells.

    Raises SourceError, which calls the file `name`, where they have more or cannot be found.
    """
    try:
        places = _places(_workbook(content))
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise SourceError(f"{name}: is a damaged workbook; save it anew as XLSX") from error
    if places > MOST_CELLS:
        raise SourceError(f"{name}: its sheets have {places:,} cells, more than any report has")
    return content


def _places(stream: bytes) -> int:
    """The cells of the rectangles that the sheets of a workbook stream span, all together."""
    total = rows = columns = 0
    for kind, start, size in _records(stream):
        if kind in _BEGIN:
            total += rows * columns
            rows = columns = 0
        elif (kind in _CELL or kind in _CELLS) and size >= 6:
            row, column = struct.unpack_from("<HH", stream, start)
            if kind in _CELLS:
                column = struct.unpack_from("<H", stream, start + size - 2)[0]
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return total + rows * columns


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, start and size of each record."""
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if place + 4 + size > len(stream):
            return
        yield kind, place + 4, size
        place += 4 + size


def _workbook(content: bytes) -> bytes:
    """The stream of an OLE2 file that holds the workbook."""
    shift = struct.unpack_from("<H", content, _SECTOR_SHIFT)[0]
    if shift not in _SECTOR_SHIFTS:
        raise ValueError(f"sectors of 2 to the power of {shift} bytes")
    size = 1 << shift
    # The header takes the place of one sector.
    sectors = content[size:]
    fat = _fat(content, sectors, size)
    directory = _stream(sectors, struct.unpack_from("<I", content, _DIRECTORY)[0], fat, size)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    streams = {
        entry[: max(entry[64] - 2, 0)].decode("utf-16-le", "replace"): struct.unpack_from(
            "<II", entry, _ENTRY_STREAM
        )
        for entry in entries
    }
    found = next((streams[name] for name in _NAMES if name in streams), None)
    if found is None:
        raise ValueError("no workbook in it")
    start, length = found
    if length >= _SMALL_STREAM:
        return _stream(sectors, start, fat, size)[:length]
    first, small_fat = struct.unpack_from("<I", entries[0], _ENTRY_STREAM)[0], _SMALL_FAT
    small = _stream(sectors, first, fat, size)
    chain = _stream(sectors, struct.unpack_from("<I", content, small_fat)[0], fat, size)
    return _stream(small, start, _numbers(chain), _SMALL_SECTOR)[:length]


def _fat(content: bytes, sectors: bytes, size: int) -> tuple[int, ...]:
    """The allocation table: its sectors are listed in the header, then in sectors of their own."""
    listed = list(struct.unpack_from(f"<{_LISTED}I", content, _FAT_LIST))
    following = struct.unpack_from("<I", content, _NEXT_FAT_LIST)[0]
    most = len(sectors) // size + 1
    while following < _NO_SECTOR and len(listed) <= most:
        *more, following = _numbers(sectors[following * size : (following + 1) * size])
        listed += more
    parts = (n for n in listed[:most] if n < _NO_SECTOR)
    return _numbers(b"".join(sectors[n * size : (n + 1) * size] for n in parts))


def _stream(sectors: bytes, first: int, fat: tuple[int, ...], size: int) -> bytes:
    """The sectors of a chain, one behind the other; a chain that loops is damaged."""
    parts = []
    while first < _NO_SECTOR:
        parts.append(sectors[first * size : (first + 1) * size])
        if len(parts) * size > len(sectors) + size:
            raise ValueError("a chain of sectors without end")
        first = fat[first]
    return b"".join(parts)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
