"""Damaged reports without end: each is read or refused, and no other exception gets out.

`python -m benchmarks.fuzz --seconds 60` mutates reports of every medium, makes every frame of those
that are read, and keeps what fails in build/fuzz (or `--keep FOLDER`), by seed and number; with
`--atheris` libFuzzer leads the search (`pip install atheris`).
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
import traceback
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any

import helpers
from benchmarks.mutate import corpus, mutate

# Seconds of the processor for one input, and seconds on the clock after which none ends.
SLOW, STUCK = 5.0, 120.0


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


def every_frame(data: bytes) -> str:
    """The same, with what is checked, compared and shown of the report as well."""
    if (end := fuzz_one(data)) != "Report":
        return end
    reports = helpers.Reports([helpers.read(data)])
    _ = reports.index, reports.figures, reports.failures
    _ = helpers.check(reports), helpers.localize(reports), helpers.coverage(reports)
    _ = helpers.changes(helpers.panel(reports)), helpers.repetition(reports)
    _ = helpers.show(reports[0])
    return end


def made(seed: int, number: int) -> bytes:
    """One input of a seed."""
    chance = random.Random(f"{seed}/{number}")
    return mutate(chance.choice(corpus()), chance)


def fuzz(seconds: float, seed: int, keep: Path) -> int:
    """Read mutated reports for so long and print how they ended; the number of failures.

    They are read by another process, for some end their process.
    """
    until = time.monotonic() + seconds
    ends: Counter[str] = Counter()
    number = 0
    while time.monotonic() < until:
        receiving, sending = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=_read_on, args=(sending, seed, number, until))
        process.start()
        sending.close()
        number, reason = _follow(receiving, number, ends, seed, keep)
        process.kill()
        process.join()
        if reason:
            _tell(seed, number, f"FAILED: {reason}", ends, keep)
        number += 1
    print(f"seed {seed}: {ends.total():,} inputs")
    for end, times in ends.most_common():
        print(f"  {end:50} {times:>8,}")
    return sum(times for end, times in ends.items() if end.startswith("FAILED"))


def _follow(receiving: Any, number: int, ends: Counter[str], seed: int, keep: Path) -> Any:
    """Count what the other process says; the number that it stopped at, and why, if it failed."""
    while True:
        if not receiving.poll(STUCK):
            return number, f"stopped after {STUCK:.0f} s"
        try:
            end = receiving.recv()
        except EOFError:
            return number, "its process ended"
        if end is None:
            return number, ""
        if end.startswith("FAILED"):
            _tell(seed, number, end, ends, keep)
        else:
            ends[end] += 1
        number += 1


def _tell(seed: int, number: int, end: str, ends: Counter[str], keep: Path) -> None:
    """Count a failure, name it and keep its input."""
    keep.mkdir(parents=True, exist_ok=True)
    path = keep / f"{seed}-{number}"
    path.write_bytes(made(seed, number))
    print(f"{path}: {end}", flush=True)
    ends[end.splitlines()[0]] += 1


def _read_on(sending: Any, seed: int, first: int, until: float) -> None:
    """Read one input of a seed after the other, and say how each ended."""
    for number in count(first):
        if time.monotonic() > until:
            sending.send(None)
            return
        data = made(seed, number)
        start = time.process_time()
        try:
            end = every_frame(data)
        except BaseException as error:  # What Rust panics with is no Exception.
            place = traceback.extract_tb(error.__traceback__)[-1]
            end = f"FAILED: {type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
            end += f"\n  {str(error)[:200]}"
        if time.process_time() - start > SLOW:
            end = f"FAILED: more than {SLOW} s"
        sending.send(end)


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
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--atheris", action="store_true")
    options = parser.parse_args()
    if options.atheris:
        _with_atheris()
    sys.exit(1 if fuzz(options.seconds, options.seed, options.keep) else 0)
