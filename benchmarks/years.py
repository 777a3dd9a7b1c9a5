"""Panel and changes of very many reports: `python -m benchmarks.years`.

The reports are the bundled ones over and over, each time under another organ's name and with every
printed count above 0 raised by a number of its own, so that no two organs have the same figures.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import helpers
from benchmarks.timing import Line
from helpers.report import Report

MANY = 100_000
MEGABYTE = 1024


def years() -> list[Line]:
    """Panel and changes of 100,000 reports in a process of its own, and its peak memory."""
    output = subprocess.run(
        [sys.executable, "-m", "benchmarks.years"], check=True, capture_output=True, text=True
    )
    lines = (line.split("\t") for line in output.stdout.splitlines())
    return [(what, figure) for what, figure in lines]


def many_reports(count: int) -> list[Report]:
    """Copies of the bundled reports with organs and figures of their own."""
    bundled = list(helpers.read_all("data/reports", jobs=1, progress=False))
    return list(islice(_copies(bundled), count))


def _copies(bundled: list[Report]) -> Iterator[Report]:
    number = 0
    while True:
        for report in bundled:
            cells = [
                cell if not cell.value else cell._replace(value=cell.value + number)
                for cell in report.cells
            ]
            reading = replace(report.reading, cells=cells)
            yield replace(report, organ=f"{report.organ}{number}", reading=reading)
        number += 1


def main() -> None:
    """Measure in this process and print one line per figure."""
    reports = many_reports(MANY)
    before = _peak()
    start = _clocks()
    panel = helpers.panel(reports)
    made, between = _clocks(), _peak()
    changes = helpers.changes(panel)
    end = _clocks()
    for what, figure in (
        (f"panel of {len(reports):,} reports, {len(panel):,} rows", _seconds(start, made)),
        (f"changes of it, {len(changes):,} rows", _seconds(made, end)),
        ("both", _seconds(start, end)),
        ("peak memory before the panel, reports made", f"{before:,} MB"),
        ("peak memory of the panel", f"{between:,} MB"),
        ("peak memory in all", f"{_peak():,} MB"),
    ):
        print(what, figure, sep="\t")


def _clocks() -> tuple[float, float]:
    return time.process_time(), time.perf_counter()


def _seconds(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Seconds that the processor worked, and those that passed while other work ran, too."""
    worked, passed = (after - before for before, after in zip(start, end, strict=True))
    return f"{worked:.1f} s worked, {passed:.1f} s passed"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE


if __name__ == "__main__":
    main()
