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


def median_ms(work: Callable[[], object], runs: int = 200) -> float:
    """The median time of one call in milliseconds, after ten calls that are not counted."""
    for _ in range(10):
        work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def regex_passes(text: str) -> None:
    """The yardstick: thirty plain regular-expression passes over a text."""
    for _ in range(PASSES):
        YARDSTICK.findall(text)
