"""Damaged reports without end: each is read or refused, and no other exception gets out.

`python -m benchmarks.fuzz --seconds 60` mutates the bundled reports from a seed and keeps what
fails in build/fuzz; with `--atheris` libFuzzer leads the search (`pip install atheris`).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import helpers

DATA = Path(__file__).parents[1] / "data"
FAILED = Path("build/fuzz")
SLOW = 5.0
MOST_MUTATIONS = 8
LONGEST_SLICE = 2_000
# What a reader must not stumble over: NULs, marks that print nothing, signs of other formats.
INSERTED = (
    *(mark.encode() for mark in ("\0", "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\u3000")),
    *(b"\xff", b"\x80", b"\n", b"\t", b"|", b"<td>", b"</tr>", b"<table>", b"<!--", b"&#x"),
    *(b'rowspan="999999999"', b'colspan="0"', b"%PDF-1.7", b"PK\x03\x04", b"-1", b"0" * 300),
    *(text.encode() for text in ("（", "）", "第二十条第（一）项", "1.属于国家秘密", "总计", "７")),
)
Mutation = Callable[[bytearray, random.Random], None]


@cache
def corpus() -> tuple[bytes, ...]:
    """The bundled reports and samples of every medium."""
    files = sorted((*DATA.glob("reports/*/*"), *DATA.glob("samples/*")))
    return tuple(path.read_bytes() for path in files)


def fuzz_one(data: bytes) -> str:
    """Read these bytes; the name of the error that refuses them, or "Report" with its frames."""
    try:
        report = helpers.read(data)
    except helpers.ReadError:
        raise
    except helpers.GongkaiError as error:
        return type(error).__name__
    _ = report.figures, report.problems, report.claims, report.sections
    return "Report"


def mutate(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few damages; the same for the same state of `chance`."""
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


def _slice(data: bytearray, chance: random.Random) -> slice:
    start = chance.randrange(len(data))
    return slice(start, start + chance.randint(1, LONGEST_SLICE))


_MUTATIONS: tuple[Mutation, ...] = (_flip, _delete, _repeat, _move, _truncate, _insert)


def fuzz(seconds: float, seed: int) -> int:
    """Read mutated reports for so long and print how they ended; the number of failures."""
    chance = random.Random(seed)
    ends: Counter[str] = Counter()
    failed = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = mutate(chance.choice(corpus()), chance)
        start = time.perf_counter()
        try:
            end = fuzz_one(data)
        except Exception as error:
            end = f"FAILED: {type(error).__name__}"
        if time.perf_counter() - start > SLOW:
            end = f"FAILED: more than {SLOW} s"
        ends[end] += 1
        if end.startswith("FAILED"):
            failed += 1
            print(f"{_keep(data)}: {end}")
    print(f"seed {seed}: {ends.total():,} inputs")
    for end, count in ends.most_common():
        print(f"  {end:30} {count:>8,}")
    return failed


def _keep(data: bytes) -> Path:
    FAILED.mkdir(parents=True, exist_ok=True)
    path = FAILED / hashlib.sha256(data).hexdigest()[:16]
    path.write_bytes(data)
    return path


def _with_atheris() -> None:
    try:
        import atheris
    except ModuleNotFoundError:
        sys.exit("atheris is not installed: pip install atheris, or leave --atheris out")
    atheris.instrument_all()
    atheris.Setup([sys.argv[0]], fuzz_one)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    if options.atheris:
        _with_atheris()
    sys.exit(1 if fuzz(options.seconds, options.seed) else 0)
