"""Documents of every medium, and damages to their bytes or to the parts of their packages."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

from benchmarks.hostile import pdfs, twins
from benchmarks.hostile.archives import packed, report_rows
from helpers.synthetic import LAYOUTS, synthesize

DATA = Path(__file__).parents[1] / "data"
SYNTHETIC_SEEDS = (1, 2)
MOST_MUTATIONS = 8
LONGEST_SLICE = 2_000
# What a reader must not stumble over: NULs, marks that print nothing, signs of other formats.
INSERTED = (
    *(mark.encode() for mark in ("\0", "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\u3000")),
    *(b"\xff", b"\x80", b"\n", b"\t", b"|", b"<td>", b"</tr>", b"<table>", b"<!--", b"&#x"),
    *(b'rowspan="999999999"', b'colspan="0"', b"%PDF-1.7", b"PK\x03\x04", b"-1", b"0" * 300),
    *(b"\\ud800", b"<sup ", b"<?", b'"', b"'", b";", b"\xed\xa0\x80", b'hidden="1"', b"endobj"),
    *(text.encode() for text in ("（", "）", "第二十条第（一）项", "1.属于国家秘密", "总计", "７")),
    *(text.encode() for text in ("٣", "²", "四、", "收到申请12件，", "2020年", "其中", "“")),
)
NUMBERS = (
    *(b"0", b"-1", b"99999999", b"4294967295", b"1e300", b"-1e300", b"1" * 4301, b"0.1", b"nan"),
    "٣".encode(),
)
_NUMBER = re.compile(rb"\d+")
Mutation = Callable[[bytearray, random.Random], None]


@cache
def corpus() -> tuple[bytes, ...]:
    """The bundled reports and samples, synthetic ones of every medium, and one of each package."""
    files = sorted((*DATA.glob("reports/*/*"), *DATA.glob("samples/*")))
    made = (
        synthesize(seed, medium=f"{medium}:{layout}").content
        for medium, layouts in LAYOUTS.items()
        for layout in layouts
        for seed in SYNTHETIC_SEEDS
    )
    plain = pdfs.pdf(pdfs.printed(pdfs.tabled(report_rows()), packed=False))
    synthetic = (text.encode() if isinstance(text, str) else text for text in made)
    return (*(path.read_bytes() for path in files), *synthetic, *twins().values(), plain)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few damages; the same for the same state of `chance`.

    Of a package, most often the text of one part is damaged and the whole packed anew.
    """
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        wanted = sorted(name for name in parts if name.endswith((".xml", ".rels")))
        large = [name for name in wanted if "document" in name or "sheet" in name]
        name = chance.choice(large if large and chance.random() < 0.7 else wanted)
        return packed(parts | {name: _damaged(parts[name], chance)})
    return _damaged(data, chance)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, MOST_MUTATIONS)):
        if damaged:
            chance.choice(_MUTATIONS)(damaged, chance)
    return bytes(damaged)


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _delete(data: bytearray, chance: random.Random) -> None:
    del data[_slice(data, chance)]


def _repeat(data: bytearray, chance: random.Random) -> None:
    part = _slice(data, chance)
    data[part.start : part.start] = data[part] * chance.randint(1, 5)


def _move(data: bytearray, chance: random.Random) -> None:
    part = _slice(data, chance)
    moved = data[part]
    del data[part]
    place = chance.randint(0, len(data))
    data[place:place] = moved


def _truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _insert(data: bytearray, chance: random.Random) -> None:
    place = chance.randint(0, len(data))
    data[place:place] = chance.choice(INSERTED) * chance.choice((1, 1, 1, 50))


def _number(data: bytearray, chance: random.Random) -> None:
    """Another number in the place of one."""
    if found := _NUMBER.search(data, chance.randrange(len(data))):
        data[slice(*found.span())] = chance.choice(NUMBERS)


def _slice(data: bytearray, chance: random.Random) -> slice:
    start = chance.randrange(len(data))
    return slice(start, start + chance.randint(1, LONGEST_SLICE))


_MUTATIONS: tuple[Mutation, ...] = (_flip, _delete, _repeat, _move, _truncate, _insert, _number)
