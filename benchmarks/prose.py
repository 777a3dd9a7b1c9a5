"""Stated figures found, false claims, every alarm in the prose, and what these checks cost.

`python -m benchmarks.prose [FOLDER]`: the bundled reports, or those of a folder that has the
layout of `data/` (`reports/<organ>/<year>.<ext>` and `truth/<organ>-<year>.claims.csv`).
`python -m benchmarks.prose --corpus FILE`: sentences or sections one, a line of JSON each, that are
put into blank reports: {"text": "…", "form": "2021", "year": 2023, "organ": "…", "cells":
{"requests/received/total": 112}, "none": false}. Only claims on cells are counted.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import helpers
from benchmarks.timing import median_ms
from helpers.across import check_across
from helpers.bounds import printed
from helpers.characters import normalise
from helpers.claims import Claim
from helpers.claims.measures import load_measures
from helpers.filling import check_filling
from helpers.forms import Form, load_form
from helpers.prose import check_narrative
from helpers.report import Report

BLANKS = Path("data/forms")
NATIONAL = ("2021", "2019")


class Count(NamedTuple):
    """Stated figures and those found; claims on cells and the false ones; the others."""

    stated: int = 0
    found: int = 0
    on_cells: int = 0
    false: int = 0
    others: int = 0


def count(report: Report, truth: list[dict[str, str]]) -> Count:
    """Compare the claims of a report with the figures that a person read in its prose.

    Only figures with a cell are compared: the truth has no shares and no growths, and mostly none
    that only follow from a sentence (均已答复).
    """
    text, zones = report.document.strip.text, report.reading.layout.zones.values()
    rows = []
    for row in truth:
        place = text.find(normalise(row["quote"]))
        if "/" in row["key"] and not any(start <= place < end for start, end in zones):
            rows.append((row["key"], float(row["value"])))
    known = {(row["key"], float(row["value"])) for row in truth}
    derived = load_measures().alike.values()
    claims = [
        claim
        for claim in report.narrative
        if claim.table and (claim.measure not in derived or (_key(claim), claim.value) in known)
    ]
    said = {(_key(claim), claim.value) for claim in claims}
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


def expand(form: Form, key: str) -> frozenset[tuple[str, str, str]]:
    """The cells that a key names on a form: several joined by `+`, all of a group as `x_*`."""
    whole = key.split("/")
    keys = [key] if len(whole) == 3 else re.split(r"[+](?=[^/+]+/[^/]+/)", key)
    found: set[tuple[str, str, str]] = set()
    for one in keys:
        table, rows, columns = one.split("/")
        for row in rows.split("+"):
            known = form.tables[table].rows if table in form.tables else ()
            named = [known_row for known_row in known if fnmatchcase(known_row, row)] or [row]
            found.update((table, name, column) for name in named for column in columns.split("+"))
    return frozenset(found)


def synthetic(entry: dict[str, Any]) -> Report:
    """A blank report whose section one has the text of an entry of a corpus."""
    form = entry.get("form", "2021")
    blank = (BLANKS / f"blank-{form}.txt").read_text(encoding="utf-8")
    title = f"{entry['organ']}{entry['year']}年政府信息公开工作年度报告"
    head = "一、总体情况" if form in NATIONAL else "一、概述"
    start = max(blank.find("二、"), 0) if form in NATIONAL else 0
    return helpers.read(f"{title}\n{head}\n{entry['text']}\n{blank[start:]}")


def corpus(path: Path) -> None:
    """Print recall and false claims over a corpus, and each miss and false claim.

    A claim on several cells together counts as false only where `cells` has them together; one of
    the figures that `optional` allows counts as neither.
    """
    stated = found = claimed = false = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        report, form = synthetic(entry), load_form(entry.get("form", "2021"))
        on_cells = [claim for claim in report.narrative if claim.table]
        said = {(expand(form, _key(claim)), claim.value): claim for claim in on_cells}
        said |= {(expand(form, _key(claim)), claim.plain): claim for claim in on_cells}
        cells = {key: float(value) for key, value in entry["cells"].items() if key.count("/") > 1}
        wanted = {(expand(form, key), value): key for key, value in cells.items()}
        missed = [f"{key} = {at[1]:g}" for at, key in wanted.items() if at not in said]
        allowed = {
            (expand(form, key), float(value))
            for key, values in entry.get("optional", {}).items()
            for value in values
        }
        wrong = [
            f"{_key(claim)} = {claim.value:g}"
            for claim in on_cells
            if len(at := expand(form, _key(claim))) == 1
            and not {(at, claim.value), (at, claim.plain)} & (wanted.keys() | allowed)
        ]
        stated, found = stated + len(wanted), found + len(wanted) - len(missed)
        claimed, false = claimed + len(on_cells), false + len(wrong)
        if missed or wrong:
            print(entry["text"])
            for one in missed:
                print(f"    missed: {one}")
            for one in wrong:
                print(f"    false:  {one}")
    share = 100 * found / stated if stated else 0
    print(f"stated figures with a cell: {stated}, found {found} ({share:.1f} %)")
    print(f"claims on cells: {claimed}, false {false}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--corpus"]:
        corpus(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]) if sys.argv[1:] else Path("data"))
