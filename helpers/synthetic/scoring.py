"""What a reading is worth against the truth: right, flagged, silently wrong, or lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from helpers.cells import Cell
from helpers.characters import normalise
from helpers.reading import CHARACTERS_WITHOUT_TEXT
from helpers.report import Report
from helpers.synthetic import Synthetic
from helpers.synthetic.figures import Key, Print

OPEN = frozenset({"ambiguous", "unreadable", "absent"})
_NUMBER = re.compile(r"[0-9A-Za-z.,+-]*[0-9][0-9A-Za-z.,+-]*")


class Verdict(NamedTuple):
    """One cell: what it truly prints, what the reader says, and `right`, `flagged`, `wrong`."""

    key: Key
    truth: Print
    cell: Cell | None
    verdict: str


def score(synthetic: Synthetic, report: Report) -> list[Verdict]:
    """A verdict for every cell of the truth, and for every figure read outside of it."""
    read = {(cell.table, cell.row, cell.column): cell for cell in report.cells}
    verdicts = [
        Verdict(key, truth, read.get(key), judge(truth, read.get(key)))
        for key, truth in synthetic.truth.items()
    ]
    absent = Print("absent", None, "")
    for key, cell in read.items():
        if key not in synthetic.truth and cell.status == "read":
            verdicts.append(Verdict(key, absent, cell, "wrong"))
    return verdicts


def judge(truth: Print, cell: Cell | None) -> str:
    """`right`, `flagged` (safe: no figure is claimed), or `wrong` (silently).

    To call a cell blank in which anything is printed is wrong as well.
    """
    status = cell.status if cell else "absent"
    value = cell.value if cell else None
    if truth.status == "read":
        if status == "read":
            return "right" if value == truth.value else "wrong"
        return "flagged" if status in OPEN else "wrong"
    if truth.status == "lost":
        return "wrong" if status == "read" and value != truth.value else "right"
    if status == "read" or (status == "blank" and truth.text):
        return "wrong"
    return "right" if status == truth.status else "flagged"


def lost(synthetic: Synthetic, report: Report) -> list[str]:
    """The numbers printed in the tables that stand neither in a cell nor in a problem.

    A single character that the text of a page leaves out is reported, but not which one it is; a
    remark behind it is text of its own.
    """
    unseen = any(p.reason == CHARACTERS_WITHOUT_TEXT for p in report.reading.problems)
    raws: dict[tuple[str, str], str] = {}
    for cell in report.cells:
        name = cell.table, cell.row
        raws[name] = f"{raws.get(name, '')}|{normalise(cell.raw or '')}"
    problems = "|".join(normalise(problem.text) for problem in report.reading.problems)
    missing = [
        f"{'/'.join(key)} {truth.text}"
        for key, truth in synthetic.truth.items()
        if truth.status in ("read", "unreadable")
        and not _kept(
            _seen(truth.text) if unseen else truth.text, (raws.get(key[:2], ""), problems)
        )
    ]
    return missing + [text for text in synthetic.printed if not _kept(text, (problems,))]


def _seen(text: str) -> str:
    """What the text of a page may keep of a printed figure: not a single character."""
    figure, bracket, remark = text.partition("（")
    return bracket + remark if len(figure) == 1 else text


def _kept(text: str, places: Iterable[str]) -> bool:
    """Whether every number of a printed text stands in one of the places."""
    return all(
        any(number in place for place in places) for number in _NUMBER.findall(normalise(text))
    )
