"""What a reading is worth against the truth: right, flagged, silently wrong, or lost.

A flagged cell counts only if the document decides it. It does not where a figure is gone together
with its cell, so that the rest of its row may stand in any place; where a blank cell leaves no
trace in the text; and where no identity binds a row of several cells of which either is true, or
all of whose cell boundaries are gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from helpers.cells import Cell
from helpers.characters import normalise
from helpers.forms import load_form
from helpers.reading import CHARACTERS_WITHOUT_TEXT
from helpers.report import Report
from helpers.synthetic import Synthetic
from helpers.synthetic.figures import Key, Print
from helpers.synthetic.grid import PLACED

OPEN = frozenset({"ambiguous", "unreadable", "absent"})
# Where a blank cell leaves no trace, and where no cell boundary does.
TRACELESS = frozenset({"text:lines", "text:raw", "text:flat", "text:spaced"})
UNPARTED = frozenset({"text:flat"})
_NUMBER = re.compile(r"[0-9A-Za-z.,+-]*[0-9][0-9A-Za-z.,+-]*")


class Verdict(NamedTuple):
    """One cell: what it truly prints, what the reader says, and what that is worth.

    `verdict` is `right`, `flagged` or `wrong`, or `open` where a flagged cell cannot be decided.
    """

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
    undecided = _undecidable(synthetic) if any(v.verdict == "flagged" for v in verdicts) else ()
    verdicts = [
        v._replace(verdict="open") if v.verdict == "flagged" and v.key in undecided else v
        for v in verdicts
    ]
    absent = Print("absent", None, "")
    for key, cell in read.items():
        if key not in synthetic.truth and cell.status == "read":
            verdicts.append(Verdict(key, absent, cell, "wrong"))
    return verdicts


def _undecidable(synthetic: Synthetic) -> set[Key]:
    """The cells that the document itself leaves open."""
    form = load_form(synthetic.form)
    bound = {identity.table for identity in form.identities}
    traceless = synthetic.layout in TRACELESS
    lines: dict[tuple[str, str], list[Key]] = {}
    for key in synthetic.truth:
        across = form.tables[key[0]].layout == "across"
        lines.setdefault((key[0], "" if across else key[1]), []).append(key)
    found: set[Key] = set()
    for (table, _), keys in lines.items():
        statuses = [synthetic.truth[key].status for key in keys]
        blank = traceless and "blank" in statuses
        gone = "lost" in statuses and synthetic.layout not in PLACED
        unparted = synthetic.layout in UNPARTED and len(keys) > 1
        if gone or (table not in bound and (blank or unparted)):
            found.update(keys)
        elif blank:
            found.update(key for key in keys if synthetic.truth[key].status == "blank")
    return found


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
