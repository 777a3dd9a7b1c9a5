"""Checks of very many reports: `python -m benchmarks.checks`.

The reports are copies of the bundled ones with organs and figures of their own; what was read in
them, figures as numbers and stated figures, is given.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

import helpers
from benchmarks.copies import many_reports
from benchmarks.timing import Line
from helpers.report import Report
from helpers.within import evaluate

MANY = 100_000
MEGABYTE = 1024


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
