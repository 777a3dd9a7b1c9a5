"""Localization where many sets tie or many cells are blank: `python -m benchmarks.ties`."""

from __future__ import annotations

import time
from collections import Counter
from random import Random
from statistics import median

from benchmarks.timing import Line
from helpers.explain import Explained, Figures, explain
from helpers.forms import load_form
from helpers.shape import form_shape
from helpers.suspects import system_of
from helpers.synthetic.figures import draw

SHAPE = form_shape("2021")
TABLE = "requests"
SYSTEM = system_of(SHAPE, TABLE)
PLACES = [place for place, key in enumerate(SHAPE.keys) if key[0] == TABLE]
RECORDS = 40
SECONDS = 2.0
FRAME = {"received", "carried_in", "concluded", "carried_out"}
TOO_SMALL_BY = 7
STEPS = (-90, -9, -1, 1, 9, 90)
BLANK_SHARES = (0.05, 0.2, 0.5, 0.8)
WRONG_BESIDE_BLANKS = 2


def ties(records: int = RECORDS) -> list[Line]:
    """All smallest sets in the requests table of form 2021, at most 2 s a table."""
    lines = []
    for wrong in (2, 3, 4, 5):
        tables = [_equally_wrong(seed, wrong) for seed in range(records)]
        lines.append(_line(f"{wrong} cells too small by 7, no two in one row or column",
                           [(printed, frozenset()) for printed in tables]))  # fmt: skip
    for share in BLANK_SHARES:
        records_with_blanks = [_with_blanks(seed, share) for seed in range(records)]
        lines.append(_line(f"{share:.0%} of the cells blank, 2 others wrong", records_with_blanks))
    return lines


def _equally_wrong(seed: int, wrong: int) -> dict[int, int]:
    """Outcomes too small by one number: any other pairing of their rows and columns ties."""
    rng, printed = Random(seed), _printed(seed, "province")
    rows: set[str] = set()
    columns: set[str] = set()
    for place in rng.sample(PLACES, len(PLACES)):
        _, row, column = SHAPE.keys[place]
        fits = row not in FRAME | rows and column not in {"total"} | columns
        if len(rows) < wrong and fits and printed[place] >= TOO_SMALL_BY:
            printed[place] -= TOO_SMALL_BY
            rows.add(row)
            columns.add(column)
    return printed


def _with_blanks(seed: int, share: float) -> tuple[dict[int, int], frozenset[int]]:
    """Figures of which a share is blank and two others are wrong."""
    rng, printed = Random(seed), _printed(seed)
    blank = frozenset(place for place in PLACES if rng.random() < share)
    for place in rng.sample([p for p in PLACES if p not in blank], WRONG_BESIDE_BLANKS):
        printed[place] = max(0, printed[place] + rng.choice(STEPS))
    return printed | dict.fromkeys(blank, 0), blank


def _printed(seed: int, size: str = "county") -> dict[int, int]:
    figures = draw(load_form("2021"), Random(seed), size)
    return {place: int(figures[SHAPE.keys[place]]) for place in PLACES}


def _line(what: str, tables: list[tuple[dict[int, int], frozenset[int]]]) -> Line:
    """Median and longest time, the most sets, and how often the search was given up."""
    seconds, sets = [], []
    given_up: Counter[str] = Counter()
    for printed, blank in tables:
        start = time.perf_counter()
        found = _explained(printed, blank)
        seconds.append(time.perf_counter() - start)
        sets.append(len(found.sets))
        given_up[found.reason] += not found.complete
    reasons = "".join(f", gave up ({why}): {times}" for why, times in given_up.items() if times)
    return what, (f"median {median(seconds) * 1e3:.1f} ms, longest {max(seconds) * 1e3:,.0f} ms, "
                  f"at most {max(sets):,} sets{reasons}")  # fmt: skip


def _explained(printed: dict[int, int], blank: frozenset[int]) -> Explained:
    rows = [(f, sum(c * printed[p] for p, c in f.items())) for f in SYSTEM]
    return explain(rows, Figures(printed, blank), seconds=SECONDS)


if __name__ == "__main__":
    for name, figure in ties():
        print(f"{name:66} {figure}")
