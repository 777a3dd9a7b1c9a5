"""How right the reader is: the bundled reports, and synthetic ones of every medium and noise.

`python -m benchmarks.accuracy --count 2000` prints a line per medium; `--faults` names the seeds.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from helpers.cells import Cell
from helpers.corpus import read
from helpers.errors import GongkaiError
from helpers.synthetic import LAYOUTS, synthesize
from helpers.synthetic.figures import Print
from helpers.synthetic.scoring import judge, lost, score

REPORTS, TRUTH = Path("data/reports"), Path("data/truth")
COUNT = 2_000
HEADS = (
    "reports", "documents", "cells", "right %", "flagged %", "silently wrong", "lost", "crashed",
    "slowest",
)  # fmt: skip
Row = tuple[str, int, int, float, float, int, int, int, str]
Result = tuple[str, Counter[str], float, str]


def accuracy(count: int = COUNT, jobs: int = -1) -> list[Row]:
    """One row for the bundled reports and one per medium, `count` synthetic reports in each.

    The columns are HEADS. A cell is right if it is read with the printed value or reported as what
    it is (blank, mark, unreadable, absent), flagged if it claims no figure, else silently wrong.
    """
    return [_row("bundled", _bundled())] + [
        _row(f"synthetic {medium}", _synthetic(medium, range(count), jobs)) for medium in LAYOUTS
    ]


def faults(results: Iterable[Result]) -> list[str]:
    """What is silently wrong, lost or crashed, one line per document."""
    bad = ("wrong", "lost", "crashed")
    return [
        f"{name}: {error or ', '.join(f'{counts[kind]} {kind}' for kind in bad if counts[kind])}"
        for name, counts, _, error in results
        if any(counts[kind] for kind in bad)
    ]


def _row(name: str, results: Iterable[Result]) -> Row:
    results = list(results)
    total: Counter[str] = Counter()
    for _, counts, _, _ in results:
        total += counts
    cells = total["right"] + total["flagged"] + total["wrong"]
    shares = [100 * total[kind] / cells if cells else 0.0 for kind in ("right", "flagged")]
    slowest = max((seconds for _, _, seconds, _ in results), default=0.0)
    return (name, len(results), cells, shares[0], shares[1], total["wrong"], total["lost"],
            total["crashed"], f"{slowest * 1000:.0f} ms")  # fmt: skip


def _synthetic(medium: str, seeds: range, jobs: int) -> list[Result]:
    from joblib import Parallel, delayed
    from tqdm import tqdm

    tasks = Parallel(n_jobs=jobs, return_as="generator", batch_size=16)(
        delayed(_one)(seed, medium) for seed in seeds
    )
    return list(tqdm(tasks, medium, len(seeds), unit="report"))


def _one(seed: int, medium: str) -> Result:
    """Read the synthetic report of a seed and count its verdicts."""
    made = synthesize(seed, medium=medium)
    name = f"seed {seed} {made.layout} {made.form} {' '.join(made.noise)}"
    start = time.perf_counter()
    try:
        report = read(made.content)
    except GongkaiError as error:
        return name, Counter(crashed=1), time.perf_counter() - start, str(error)
    except Exception as error:  # The benchmark counts what must not happen.
        return name, Counter(crashed=1), time.perf_counter() - start, repr(error)
    seconds = time.perf_counter() - start
    counts = Counter(verdict.verdict for verdict in score(made, report))
    counts["lost"] = len(lost(made, report))
    return name, counts, seconds, ""


def _bundled() -> Iterator[Result]:
    """The reports in data/ against their truth."""
    for path in sorted(TRUTH.glob("*.csv")):
        if path.name.endswith(".claims.csv"):
            continue
        organ, _, year = path.stem.rpartition("-")
        start = time.perf_counter()
        report = read(next((REPORTS / organ).glob(f"{year}.*")))
        seconds = time.perf_counter() - start
        cells = {(cell.table, cell.row, cell.column): cell for cell in report.cells}
        with path.open(encoding="utf-8", newline="") as file:
            verdicts = Counter(
                _judge_line(line, cells.get((line["table"], line["row"], line["column"])))
                for line in csv.DictReader(file)
            )
        yield path.stem, verdicts, seconds, ""


def _judge_line(line: dict[str, str], cell: Cell | None) -> str:
    """The verdict on a line of a truth file; an undecidable cell is right if it is ambiguous."""
    note = line["note"].partition(":")[0].split(" ")[0]
    if note == "ambiguous":
        return "right" if cell and cell.status == "ambiguous" else "wrong"
    status = note if note in ("blank", "mark") else "read"
    value = float(line["value"]) if line["value"] else None
    return judge(Print(status, value, line["raw"]), cell)


def print_table(rows: Iterable[Row]) -> None:
    """Print rows under their heads."""
    print(f"{HEADS[0]:16}" + "".join(f"{head:>16}" for head in HEADS[1:]))
    for name, *figures in rows:
        texts = (f"{f:.3f}" if isinstance(f, float) else str(f) for f in figures)
        print(f"{name:16}" + "".join(f"{text:>16}" for text in texts))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="synthetic reports per medium")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=-1, help="processes; all cores by default")
    parser.add_argument("--medium", help="one medium or layout, such as text:flat, alone")
    parser.add_argument("--faults", action="store_true", help="name every faulty document")
    arguments = parser.parse_args()
    if not (arguments.medium or arguments.faults):
        print_table(accuracy(arguments.count, arguments.jobs))
        return
    rows, named = [], []
    seeds = range(arguments.start, arguments.start + arguments.count)
    for medium in [arguments.medium] if arguments.medium else LAYOUTS:
        results = _synthetic(medium, seeds, arguments.jobs)
        rows.append(_row(medium, results))
        named += faults(results)
    print_table(rows)
    print("\n".join(named))


if __name__ == "__main__":
    main()
