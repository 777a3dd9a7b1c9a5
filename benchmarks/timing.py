"""Medians of repeated runs, with the work of a yardstick beside them in the same run."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable

YARDSTICK = re.compile(r"\d+条")
PASSES = 30
# What was measured, and the figure with its unit.
Line = tuple[str, str]


def median_ms(
    work: Callable[[], object], runs: int = 200, clock: Callable[[], float] = time.process_time
) -> float:
    """The median time of one call in milliseconds, after ten calls that are not counted.

    The time is that in which the processor works for this process; work of other processes takes
    `time.perf_counter`.
    """
    for _ in range(10):
        work()
    times = []
    for _ in range(runs):
        start = clock()
        work()
        times.append(clock() - start)
    return statistics.median(times) * 1000


def regex_passes(text: str) -> None:
    """The yardstick: thirty plain regular-expression passes over a text."""
    for _ in range(PASSES):
        YARDSTICK.findall(text)
