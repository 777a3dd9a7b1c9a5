"""Checks of very many reports: `python -m benchmarks.checks`.

The reports are the bundled ones over and over, each time under another name and for another organ.
What was read in a bundled report, figures as numbers and stated figures, is given to its copies.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import replace

import helpers
from benchmarks.timing import Line
from helpers.report import Report
from helpers.within import evaluate

MANY = 100_000
MEGABYTE = 1024
READ_BEFORE = ("vector", "narrative")


def many_reports(count: int) -> list[Report]:
    """Copies of the bundled reports, the same number of each but for the last round."""
    bundled = list(helpers.read_all("data/reports", jobs=1, progress=False))
    read = [{name: getattr(report, name) for name in READ_BEFORE} for report in bundled]
    copies = []
    for number in range(count):
        turn, which = divmod(number, len(bundled))
        report = bundled[which]
        copy = replace(report, name=f"{turn}/{report.name}", organ=f"{report.organ}{turn}")
        copy.__dict__.update(read[which])
        copies.append(copy)
    return copies


def identities(reports: list[Report]) -> str:
    """Evaluate the within identities."""
    verdicts = sum(found.verdicts.size for found in evaluate(reports))
    return f"{verdicts:,} verdicts"


def everything(reports: list[Report]) -> str:
    """The whole frame of findings."""
    return f"{len(helpers.check(reports)):,} rows"


def failing(reports: list[Report]) -> str:
    """The failing findings alone."""
    return f"{len(helpers.check(reports, only='fails')):,} rows"


WORK = {work.__name__: work for work in (identities, everything, failing)}


def checks() -> list[Line]:
    """100,000 reports checked, each piece of work in a process of its own."""
    lines = []
    for name in WORK:
        command = [sys.executable, "-m", "benchmarks.checks", name]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        lines += [(what, figure) for what, figure in (x.split("\t") for x in output.splitlines())]
    return lines


def _measure(name: str) -> None:
    """Do one piece of work in this process and print a line."""
    reports = many_reports(MANY)
    before = _peak()
    start, worked = time.perf_counter(), time.process_time()
    made = WORK[name](reports)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    print(f"{name}: {made}\t{seconds:.1f} s, {worked:.1f} s of them worked, "
          f"peak {_peak():,} MB ({before:,} MB before)")  # fmt: skip


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _measure(sys.argv[1])
    else:
        for what, figure in checks():
            print(f"{what:50} {figure}")
