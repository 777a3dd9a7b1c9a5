"""How right the reader is: the bundled reports, and synthetic ones of every layout and noise.

`python -m benchmarks.accuracy --count 2000` prints a line per layout, and one per reason for which
cells are flagged; `--faults` names the seeds.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.doubts import Doubts, doubts, print_doubts
from helpers.cells import Cell
from helpers.corpus import read
from helpers.errors import GongkaiError
from helpers.forms import load_form
from helpers.synthetic import LAYOUTS, synthesize
from helpers.synthetic.figures import Print, broken
from helpers.synthetic.scoring import Verdict, judge, lost, score

REPORTS, TRUTH = Path("data/reports"), Path("data/truth")
COUNT = 2_000
HEADS = (
    "reports", "documents", "cells", "right %", "flagged %", "whole %", "consistent %",
    "silently wrong", "lost", "crashed", "not decidable", "slowest",
)  # fmt: skip
EMPTY = frozenset({"read", "blank", "mark"})
Row = tuple[str | int | float, ...]


class Result(NamedTuple):
    """What the reading of one document is worth.

    `counts` are verdicts on cells and on the document: `whole` if every decidable cell is right,
    `sound` if its printed figures satisfy every identity, `consistent` if they do so as read.
    """

    name: str
    counts: Counter[str]
    seconds: float
    error: str = ""
    doubts: Doubts | None = None


def accuracy(
    media: Iterable[str], seeds: range, jobs: int = -1
) -> Iterator[tuple[str, list[Result]]]:
    """Each layout of the media, with the results of its synthetic reports.

    A cell is right if it is read with the printed value or reported as what it is (blank, mark,
    unreadable, absent), flagged if it claims no figure, else silently wrong. Flagged cells that
    the document itself does not decide are counted apart.
    """
    for medium in media:
        name, _, layout = medium.partition(":")
        for one in [layout] if layout else LAYOUTS[name]:
            yield f"{name}:{one}", _synthetic(f"{name}:{one}", seeds, jobs)


def faults(results: Iterable[Result]) -> list[str]:
    """What is silently wrong, lost or crashed, one line per document."""
    bad = ("wrong", "lost", "crashed")
    return [
        f"{name}: {error or ', '.join(f'{counts[kind]} {kind}' for kind in bad if counts[kind])}"
        for name, counts, _, error, _ in results
        if any(counts[kind] for kind in bad)
    ]


def _row(name: str, results: Iterable[Result]) -> Row:
    """One line of the table, in the order of HEADS."""
    results = list(results)
    total: Counter[str] = Counter()
    for result in results:
        total += result.counts
    cells = total["right"] + total["flagged"] + total["wrong"]
    slowest = max((result.seconds for result in results), default=0.0)
    return (
        name, len(results), cells, _share(total["right"], cells), _share(total["flagged"], cells),
        _share(total["whole"], len(results)), _share(total["consistent"], total["sound"]),
        total["wrong"], total["lost"], total["crashed"], total["open"], f"{slowest * 1000:.0f} ms",
    )  # fmt: skip


def _share(part: int, of: int) -> float:
    return 100 * part / of if of else 0.0


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
        return Result(name, Counter(crashed=1), time.perf_counter() - start, str(error))
    except Exception as error:  # The benchmark counts what must not happen.
        return Result(name, Counter(crashed=1), time.perf_counter() - start, repr(error))
    seconds = time.perf_counter() - start
    verdicts = score(made, report)
    counts = Counter(verdict.verdict for verdict in verdicts)
    counts["lost"] = len(lost(made, report))
    counts += _verdicts_on_document(made.form, verdicts)
    return Result(name, counts, seconds, doubts=doubts(verdicts, report.reading.problems))


def _verdicts_on_document(form: str, verdicts: Sequence[Verdict]) -> Counter[str]:
    """Whether a document is whole, sound and consistent."""
    known = load_form(form)
    bound = {identity.table for identity in known.identities}
    cells = [verdict for verdict in verdicts if verdict.key[0] in bound]
    printed = {v.key: v.truth.value or 0.0 for v in cells if v.truth.status in EMPTY}
    as_read = {v.key: v.cell.value or 0.0 for v in cells if v.cell and v.cell.status in EMPTY}
    sound = not broken(known, printed)
    consistent = sound and as_read.keys() >= printed.keys() and not broken(known, as_read)
    whole = all(verdict.verdict in ("right", "open") for verdict in verdicts)
    return Counter(whole=int(whole), sound=int(sound), consistent=int(consistent))


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
        verdicts["whole"] = int(verdicts.keys() <= {"right"})
        yield Result(path.stem, verdicts, seconds)


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
    parser.add_argument("--count", type=int, default=COUNT, help="synthetic reports per layout")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=-1, help="processes; all cores by default")
    parser.add_argument("--medium", nargs="*", help="media or layouts, such as text:flat, alone")
    parser.add_argument("--faults", action="store_true", help="name every faulty document")
    arguments = parser.parse_args()
    media = arguments.medium or LAYOUTS
    seeds = range(arguments.start, arguments.start + arguments.count)
    rows = [] if arguments.medium else [_row("bundled", _bundled())]
    named, found = [], Doubts()
    for layout, results in accuracy(media, seeds, arguments.jobs):
        rows.append(_row(layout, results))
        named += faults(results)
        for result in results:
            found += result.doubts or {}
    print_table(rows)
    print_doubts(found)
    if arguments.faults:
        print("\n".join(named))


if __name__ == "__main__":
    main()
