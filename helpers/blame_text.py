"""Suspects as lines to read: each explanation with its cells as printed and as implied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers.findings import figure

SHOWN = 10  # Explanations of one table; the frame has the others.


def blame_lines(suspects: pd.DataFrame) -> Iterator[str]:
    """One paragraph per report and table of a frame from `helpers.localize`.

    The first line counts the explanations, or says why there is none; each line below is one cell,
    behind the number of its explanation. Example: `list(blame_lines(localize(report)))`.
    """
    for (report, table), found in suspects.groupby(["report", "table"], sort=False):
        cells = found.dropna(subset="row")
        for reason in found[found["row"].isna()]["evidence"]:
            yield f"{report}, {table}: {reason}"
        if len(cells):
            yield f"{report}, {table}: {_counted(cells)}"
        shown = cells[cells["explanation"] <= SHOWN]
        yield from map(_line, shown.itertuples())
        if hidden := cells["explanation"].nunique() - shown["explanation"].nunique():
            yield f"  … and {hidden:,} more"


def _counted(cells: pd.DataFrame) -> str:
    if bool(cells["sole"].all()):
        return "the only explanation"
    number = cells["explanation"].nunique()
    several = f"{number:,} explanations, none of them certain"
    return several if number > 1 else "1 explanation, perhaps of several"


def _line(cell: Any) -> str:
    implied = "another figure" if pd.isna(cell.implied) else figure(cell.implied)
    evidence = "" if pd.isna(cell.evidence) else f" ({cell.evidence})"
    place = f"{cell.row}/{cell.column}"
    said = f"{place} prints {figure(cell.printed)}, would have to be {implied}"
    return f"  {cell.explanation}  {said}{evidence}"
