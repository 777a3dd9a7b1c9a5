"""Read every attack, in two sizes and each in a process of its own: seconds, memory, how it ends.

`python -m benchmarks.hostile`; with `--like TEXT` those alone whose names have it, with `--small`
as small as in the tests, with `--keep FOLDER` what is beyond the limits is kept.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.hostile import LARGEST, LONGEST, SMALL, attacks

TOO_LARGE = 100_000_000
MOST_SECONDS, MOST_MB = 5.0, 1000
# Where a process is stopped: seconds of its processor, seconds on the clock, bytes of its space.
STOP_CPU, STOP_CLOCK, STOP_SPACE = 60, 90, 6_000_000_000
PROCESSES = Path("/proc")
BEYOND = "BEYOND THE LIMITS"


def hostile(like: str, sizes: tuple[int, ...], keep: Path | None) -> int:
    """Print a line for each attack and how many are beyond the limits, which is returned."""
    wanted = [("one line of 100 MB", lambda: b"1" * TOO_LARGE)]
    wanted += [(name, make) for size in sizes for name, make in attacks(size).items()]
    wanted = [(name, make) for name, make in wanted if like in name]
    beyond = 0
    for name, make in wanted:
        content = make()
        said = measured(content)
        print(f"  {name:50} {len(content) / 1e6:5.1f} MB: {said}", flush=True)
        if BEYOND in said:
            beyond += 1
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / re.sub(r"\W+", "-", name)).write_bytes(content)
    print(f"{len(wanted)} attacks, {beyond} beyond {MOST_SECONDS:.0f} s or {MOST_MB} MB")
    return beyond


def measured(content: bytes) -> str:
    """What another process says of reading this content."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        command = [sys.executable, "-m", "benchmarks.hostile", "--read", file.name]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=STOP_CLOCK)
        except subprocess.TimeoutExpired:
            return f"stopped after {STOP_CLOCK} s, {BEYOND}"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        return f"ended by {done.returncode}: {last[:80]}, {BEYOND}"
    return done.stdout.strip()


def read(path: str) -> str:
    """Read one file with its frames, under limits; the report or the error, and what it took."""
    import helpers

    resource.setrlimit(resource.RLIMIT_CPU, (STOP_CPU, STOP_CPU))
    resource.setrlimit(resource.RLIMIT_AS, (STOP_SPACE, STOP_SPACE))
    start, framed = worked(), 0.0
    passed = -time.perf_counter()
    try:
        report = helpers.read(path)
        seconds, end = worked() - start, "Report"
        _ = report.figures, report.problems, report.claims, report.sections
        _ = helpers.check(report), helpers.localize(report)
        framed = worked() - start - seconds
    except helpers.GongkaiError as error:
        seconds, end = worked() - start, type(error).__name__
    memory, passed = peak_mb(), passed + time.perf_counter()
    beyond = max(seconds, framed) > MOST_SECONDS or memory > MOST_MB
    frames = f" (frames and checks {framed:.1f} s)" if end == "Report" else ""
    said = f"{seconds:.1f} s, {memory:.0f} MB, {end}{frames}, {passed:.1f} s passed"
    return said + f", {BEYOND}" * beyond


def worked() -> float:
    """Seconds that the processor worked for this process and for those it started.

    Other work on the machine does not count; what waits for ever is stopped by the clock.
    """
    mine = os.times()
    ticks = sum(
        int(ticks)
        for status in _children()
        for ticks in (status / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    )
    return sum(mine[:4]) + ticks / os.sysconf("SC_CLK_TCK")


def peak_mb() -> float:
    """The most memory of this process and of the largest that it started and that still runs.

    Linux counts the parent in `ru_maxrss`.
    """
    if not PROCESSES.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000_000
    return _peak(PROCESSES / "self") + max(map(_peak, _children()), default=0.0)


def _children() -> list[Path]:
    """What Linux says of each process that this one started and that still runs."""
    tasks = PROCESSES.glob("self/task/*/children")
    return [PROCESSES / child for task in tasks for child in task.read_text().split()]


def _peak(process: Path) -> float:
    lines = (process / "status").read_text(encoding="utf-8").splitlines()
    return int(next((line.split()[1] for line in lines if line.startswith("VmHWM")), "0")) / 1000


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--like", default="", help="a part of the names of the attacks")
    parser.add_argument("--small", action="store_true", help="in the size of the tests")
    parser.add_argument("--keep", type=Path, help="a folder for what is beyond the limits")
    parser.add_argument("--read", help="read this file alone, in this process")
    options = parser.parse_args()
    if options.read:
        print(read(options.read))
        return
    sizes = (SMALL,) if options.small else (LARGEST, LONGEST)
    sys.exit(1 if hostile(options.like, sizes, options.keep) else 0)


if __name__ == "__main__":
    main()
