"""Localization: how fast, beside a mixed-integer program, and how often it names the true cells."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median

from tqdm import tqdm

import helpers
from benchmarks.program import fewest_cells
from helpers.explain import Explained, Figures, explain
from helpers.report import Report
from helpers.shape import Key, form_shape
from helpers.suspects import system_of
from helpers.synthetic.damage import SLIPS, TABLE, damage
from helpers.synthetic.figures import Amounts, draw

FORM = helpers.load_form("2021")
SHAPE = form_shape("2021")
SYSTEM = system_of(SHAPE, TABLE)
PLACES = [place for place, key in enumerate(SHAPE.keys) if key[0] == TABLE]
BASE = Path("data/reports/huaian/2024.pdf")
RECORDS, DAMAGED = 200, 5000
MOST_WRONG = 4


def figures_of(seed: int) -> Amounts:
    """A consistent report of an organ that gets some requests."""
    return draw(FORM, Random(seed), Random(seed).choice(["county", "city", "province"]))


def spoilt(seed: int, cells: int) -> tuple[dict[int, int], dict[int, int]]:
    """The requests table of a seed with wrong cells: what is printed, and the truth of those."""
    rng, figures = Random(seed), figures_of(seed)
    printed = {place: int(figures[SHAPE.keys[place]]) for place in PLACES}
    truth = {place: printed[place] for place in rng.sample(PLACES, cells)}
    for place, value in truth.items():
        choices = [value + step for step in (-90, -9, -1, 1, 9, 10, 90, 900) if value + step >= 0]
        printed[place] = rng.choice(choices)
    return printed, truth


def all_ties(printed: dict[int, int]) -> Explained:
    """Every smallest explanation."""
    rows = [(f, sum(c * printed[p] for p, c in f.items())) for f in SYSTEM]
    return explain(rows, Figures(printed))


def speed(records: int = RECORDS) -> list[tuple[str, ...]]:
    """For one to four wrong cells: times, and how often the true cells are found."""
    lines = []
    for cells in (1, 2, 3, 4):
        ours, theirs = [], []
        counts: Counter[str] = Counter()
        for seed in tqdm(range(records), f"{cells} wrong", disable=None):
            printed, truth = spoilt(seed, cells)
            start = time.perf_counter()
            found = all_ties(printed)
            middle = time.perf_counter()
            single = fewest_cells(SYSTEM, printed)
            theirs.append(time.perf_counter() - middle)
            ours.append(middle - start)
            counts["listed"] += any(set(one) == set(truth) for one in found.sets)
            counts["single"] += single == set(truth)
            counts["hidden"] += len(found.sets) > 1
        share = {
            name: f"{100 * counts[name] / records:.1f}" for name in ("listed", "single", "hidden")
        }
        lines.append((str(cells), f"{median(ours) * 1e3:.2f}", f"{max(ours) * 1e3:.1f}",
                      f"{median(theirs) * 1e3:.0f}", f"{median(theirs) / median(ours):.0f}",
                      share["listed"], share["single"], share["hidden"]))  # fmt: skip
    return lines


def with_figures(base: Report, figures: Amounts, year: int) -> Report:
    """A report that prints these figures and has no prose."""
    cells = [cell._replace(value=figures[cell[:3]], raw=f"{figures[cell[:3]]:.0f}", status="read")
             for cell in base.cells]  # fmt: skip
    report = replace(base, year=year, reading=replace(base.reading, cells=cells))
    report.__dict__["narrative"] = []
    return report


def by_slip(count: int = DAMAGED) -> list[tuple[str, ...]]:
    """For each kind of slip: whether the true cells are among the explanations, and first."""
    base = helpers.read(BASE)
    lines = []
    classes = [*SLIPS, *(f"{number} slips" for number in range(2, MOST_WRONG + 1))]
    for kind in classes:
        counts: Counter[str] = Counter()
        for seed in tqdm(range(-(-count // len(classes))), kind, disable=None):
            figures, before = figures_of(seed), figures_of(seed + 1_000_000)
            try:
                changed = _damage(Random(seed), figures, before, kind)
            except ValueError:
                continue
            _count(counts, base, figures, before, changed)
        smallest = counts["smallest"] or 1
        shares = [f"{100 * counts[name] / smallest:.1f}" for name in ("listed", "first")]
        alone = [str(counts[name]) for name in ("sole", "wrongly sole", "smaller sole")]
        lines.append((kind, str(counts["reports"]), str(counts["smallest"]), *shares, *alone))
    return lines


def _damage(rng: Random, figures: Amounts, before: Amounts, kind: str) -> Amounts:
    """One slip, or several of one cell each, of kinds drawn at random."""
    if kind in SLIPS:
        return damage(rng, FORM, figures, before, kind)
    changed: Amounts = {}
    while len(changed) < int(kind[0]):
        more = damage(rng, FORM, figures, before, rng.choice(list(SLIPS)))
        if len(more) == 1 and not more.keys() & changed.keys():
            changed |= more
    return changed


def _count(
    counts: Counter[str], base: Report, figures: Amounts, before: Amounts, changed: Amounts
) -> None:
    """Localize one damaged report and count how it went."""
    wrong = with_figures(base, figures | changed, 2024)
    suspects = helpers.localize([with_figures(base, before, 2023), wrong])
    suspects = suspects[(suspects["year"] == 2024) & (suspects["table"] == TABLE)]
    sets: dict[int, dict[Key, float]] = {}
    for row in suspects.itertuples():
        sets.setdefault(int(row.explanation), {})[TABLE, row.row, row.column] = row.implied
    truth = {key: figures[key] for key in changed}
    found = list(sets.values())
    counts["reports"] += 1
    sole = len(found) == 1
    if found and len(found[0]) < len(truth):
        counts["smaller sole"] += sole
        return
    counts["smallest"] += 1
    counts["listed"] += truth in found
    counts["first"] += bool(found) and found[0] == truth
    counts["sole"] += sole
    counts["wrongly sole"] += sole and found[0] != truth


def main() -> None:
    """Print both tables."""
    print("| wrong cells | all ties, median ms | worst ms | MILP, median ms | MILP / ours | "
          "true cells listed % | MILP names them % | ties that it hides % |")  # fmt: skip
    for line in speed():
        print(f"| {' | '.join(line)} |")
    print("\n| slip | reports | damage is a smallest explanation | listed % | first % | sole | "
          "wrongly sole | sole but smaller than the damage |")  # fmt: skip
    for line in by_slip():
        print(f"| {' | '.join(line)} |")


if __name__ == "__main__":
    main()
