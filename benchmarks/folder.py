"""A folder of many files: two processes against one, and the memory of ten thousand PDFs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import Line
from helpers.synthetic import MEDIA, synthesize

FILES, PDFS = 1_000, 10_000
# So many different files of each medium; the others are copies under names of their own.
DIFFERENT = 12
RUNS = 3
# Seconds between two looks at the memory.
STEP = 0.05
_READING = """
import json, sys, time
import helpers
seconds = []
for _ in range(int(sys.argv[3])):
    start = time.perf_counter()
    reports = helpers.read_all(sys.argv[1], int(sys.argv[2]), progress=False)
    seconds.append(time.perf_counter() - start)
print(json.dumps([seconds, len(reports), len(reports.failures)]))
"""


def folder() -> list[Line]:
    """Reading a folder of 1,000 files of every medium, the best of three times."""
    with TemporaryDirectory() as name:
        _make(Path(name), FILES, MEDIA)
        (alone, _), (shared, _) = (_read(name, jobs, RUNS) for jobs in (1, 2))
    return [
        ("files a second, one process", f"{FILES / min(alone):.0f}"),
        ("files a second, two processes", f"{FILES / min(shared):.0f}"),
        ("files a second, two processes that must start first", f"{FILES / shared[0]:.0f}"),
        ("two processes against one", f"{min(alone) / min(shared):.2f}"),
    ]


def many_pdfs() -> list[Line]:
    """Reading 10,000 PDFs with two processes: time, and the peak memory of all processes."""
    with TemporaryDirectory() as name:
        _make(Path(name), PDFS, ("pdf",))
        (seconds,), peak = _read(name, 2, 1)
    return [
        ("files a second", f"{PDFS / seconds:.0f}"),
        ("peak memory of all processes", f"{peak / 1e6:.0f} MB"),
    ]


def _make(folder: Path, count: int, media: tuple[str, ...]) -> None:
    """Write so many files, in a folder for each organ."""
    contents = [
        (medium, synthesize(seed, medium=medium, noise=()).content)
        for seed in range(DIFFERENT)
        for medium in media
    ]
    for number, (medium, content) in enumerate(islice(cycle(contents), count)):
        path = folder / f"organ-{number // 10:04}" / f"{2015 + number % 10}.{medium}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _read(folder: str, jobs: int, runs: int) -> tuple[list[float], int]:
    """The seconds of each run in one interpreter, and the peak memory of all its processes."""
    command = [sys.executable, "-c", _READING, folder, str(jobs), str(runs)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_memory, _family(process.pid))))
        time.sleep(STEP)
    assert process.stdout
    seconds, read, failed = json.load(process.stdout)
    if failed or not read:
        raise AssertionError(f"{failed} files of {failed + read} were not read")
    return seconds, peak


def _family(number: int) -> Iterator[int]:
    """A process and all that it started, where /proc tells."""
    yield number
    for children in Path(f"/proc/{number}/task").glob("*/children"):
        try:
            for child in children.read_text().split():
                yield from _family(int(child))
        except OSError:
            continue


def _memory(number: int) -> int:
    """The bytes that a process holds, its share of what it holds together with others."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
