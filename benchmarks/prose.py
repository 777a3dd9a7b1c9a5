"""Stated figures found, false claims, every alarm in the prose, and what these checks cost.

`python -m benchmarks.prose [FOLDER]`: the bundled reports, or those of a folder that has the
layout of `data/` (`reports/<organ>/<year>.<ext>` and `truth/<organ>-<year>.claims.csv`).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import helpers
from benchmarks.timing import median_ms
from helpers.across import check_across
from helpers.bounds import printed
from helpers.characters import normalise
from helpers.claims import Claim
from helpers.filling import check_filling
from helpers.prose import check_narrative
from helpers.report import Report


class Count(NamedTuple):
    """Stated figures and those found; claims on cells and the false ones; the others."""

    stated: int = 0
    found: int = 0
    on_cells: int = 0
    false: int = 0
    others: int = 0


def count(report: Report, truth: list[dict[str, str]]) -> Count:
    """Compare the claims of a report with the figures that a person read in its prose.

    Only figures with a cell are compared: the truth has no shares and no growths.
    """
    text, zones = report.document.strip.text, report.reading.layout.zones.values()
    rows = []
    for row in truth:
        place = text.find(normalise(row["quote"]))
        if "/" in row["key"] and not any(start <= place < end for start, end in zones):
            rows.append((row["key"], float(row["value"])))
    claims = [claim for claim in report.narrative if claim.table]
    said = {(_key(claim), claim.value) for claim in claims}
    known = {(row["key"], float(row["value"])) for row in truth}
    false = [claim for claim in claims if (_key(claim), claim.value) not in known]
    for claim in false:
        print(f"  not in the truth: {report.name}: {_key(claim)} = {claim.value:g} “{claim.quote}”")
    for row in set(rows) - said:
        print(f"  not found: {report.name}: {row[0]} = {row[1]:g}")
    others = len(report.narrative) - len(claims)
    return Count(len(rows), sum(row in said for row in rows), len(claims), len(false), others)


def _key(claim: Claim) -> str:
    """The cells of a claim as the truth writes them."""
    rows = str(claim.row).split("+")
    columns = str(claim.column).split("+")
    return "+".join(f"{claim.table}/{row}/{column}" for row in rows for column in columns)


def check(report: Report) -> None:
    """The three kinds of check beyond the identities, the claims being known."""
    printed.cache_clear()
    for kind in (check_narrative, check_across, check_filling):
        list(kind(report))


def reports(folder: Path) -> Iterator[tuple[Report, list[dict[str, str]]]]:
    """Each report that has a truth file of claims, with its rows."""
    for path in sorted((folder / "truth").glob("*.claims.csv")):
        organ, year = path.name.split(".")[0].rsplit("-", 1)
        for found in (folder / "reports" / organ).glob(f"{year}.*"):
            with path.open(encoding="utf-8", newline="") as file:
                yield helpers.read(found), list(csv.DictReader(file))


def main(folder: Path) -> None:
    """Print the counts over all reports, and every finding on prose that fails."""
    alarms, times, total = [], [], Count()
    for report, truth in reports(folder):
        times.append(median_ms(partial(check, report)))
        total = Count(*map(sum, zip(total, count(report, truth), strict=True)))
        alarms += [(report, one) for one in check_narrative(report) if one.status == "fails"]
    print(f"stated figures with a cell: {total.stated}, found {total.found}")
    print(f"claims on cells: {total.on_cells}, false {total.false}; other claims: {total.others}")
    print(f"narrative, across and filling, a report: median {median(times):.2f} ms")
    for report, alarm in alarms:
        print(f"  alarm: {report.organ} {report.year}: {alarm.rule}: {alarm.message}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path("data"))
