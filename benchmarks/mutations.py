"""Real reports damaged in known ways: what is read of them, against what they then print.

`python -m benchmarks.mutations --count 5000 --seed 0` damages the bundled reports (and the text of
the bundled PDF), names every silently wrong cell and prints a line per kind of damage.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import helpers
from benchmarks.damages import DAMAGES, Report
from helpers.synthetic.figures import Key, Print
from helpers.synthetic.scoring import judge

DATA = Path(__file__).parents[1] / "data"
COUNT = 5_000
MOST_DAMAGES = 4
# Reports with a cell to a piece offer more places, and are taken so much more often.
OFTEN = 5
_ATOM = re.compile(r"<td[^>]*>.*?</td>|[^\n<]+|<[^>]*>|\n|<", re.DOTALL)


@cache
def reports(data: Path) -> tuple[Report, ...]:
    """The reports of a folder that are text, and the text of the PDFs."""
    found = []
    for path in sorted((data / "reports").glob("*/*")):
        text = _pdf_text(path) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")
        truth = data / "truth" / f"{path.parent.name}-{path.stem}.csv"
        cells = path.suffix == ".html" or path.parent.name == "wushan-planning"
        name = f"{path.parent.name}-{path.stem}"
        start = max(text.find("第二十条"), text.find("指标名称"), 0)
        atoms = (*_ATOM.findall(text[:start]), *_ATOM.findall(text[start:]))
        found.append(Report(name, atoms, _truth(truth), cells))
    return tuple(found)


def _pdf_text(path: Path) -> str:
    from pypdfium2 import PdfDocument

    pages = (page.get_textpage().get_text_range() for page in PdfDocument(path))
    return "\n".join(pages).replace("\r\n", "\n")


def _truth(path: Path) -> dict[Key, Print]:
    """What a report prints; cells that its text does not settle are left out."""
    found = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            note = line["note"].partition(":")[0].split(" ")[0]
            if note != "ambiguous":
                status = note if note in ("blank", "mark") else "read"
                value = float(line["value"]) if line["value"] else None
                key = line["table"], line["row"], line["column"]
                found[key] = Print(status, value, line["raw"])
    return found


def damaged(seed: int, data: Path = DATA) -> tuple[Report, tuple[str, ...]]:
    """A damaged report and the kinds of its damages; the same for the same seed."""
    rng = random.Random(seed)
    every = reports(data)
    (report,) = rng.choices(every, [OFTEN if report.cells else 1 for report in every])
    done: list[str] = []
    wanted = rng.randint(1, MOST_DAMAGES)
    for kind in rng.sample(list(DAMAGES), len(DAMAGES)):
        after = DAMAGES[kind](report, rng) if len(done) < wanted else None
        if after is not None:
            report = after
            done.append(kind)
    return report, tuple(done)


def verdicts(report: Report) -> tuple[Counter[str], list[str]]:
    """How many cells are right, flagged and wrong, and a line for each that is wrong."""
    counts: Counter[str] = Counter()
    wrong = []
    try:
        cells = {cell[:3]: cell for cell in helpers.read(report.text).cells}
    except helpers.GongkaiError:
        return Counter(flagged=len(report.truth)), []
    for key, truth in report.truth.items():
        verdict = judge(truth, cells.get(key))
        counts[verdict] += 1
        if verdict == "wrong":
            cell = cells[key]
            wrong.append(f"  {'/'.join(key)}: {truth}, read {cell.value} ({cell.status}, "
                         f"{cell.basis}) from {cell.raw!r}")  # fmt: skip
    return counts, wrong


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="damaged reports")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--data", type=Path, default=DATA, help="folder with reports/ and truth/")
    options = parser.parse_args()
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in range(options.seed, options.seed + options.count):
        report, kinds = damaged(seed, options.data)
        counts, wrong = verdicts(report)
        for kind in kinds:
            totals[kind] += counts + Counter(reports=1)
        totals["all"] += counts + Counter(reports=1)
        if wrong:
            print(f"seed {seed} {report.name}: {', '.join(kinds)}", *wrong, sep="\n")
    for kind, counts in totals.items():
        cells = counts["right"] + counts["flagged"] + counts["wrong"]
        print(f"{kind:24} {counts['reports']:>6} {cells:>9,} {100 * counts['right'] / cells:>7.1f} "
              f"{100 * counts['flagged'] / cells:>7.1f} {counts['wrong']:>5}")  # fmt: skip
    return 1 if totals["all"]["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
