"""Suspects as lines to read: each explanation with its cells as printed and as implied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from helpers.findings import figure

SHOWN = 10  # Explanations of one table; the frame has the others.
_SAY = {
    "en": {
        "sole": "the only explanation",
        "several": "{0:,} explanations, none of them certain",
        "one": "1 explanation, perhaps of several",
        "more": "  … and {0:,} more",
        "head": "{0}, {1}: {2}",
        "line": "  {0}  {1}/{2} prints {3}, would have to be {4}",
        "any": "another figure",
        "evidence": " ({0})",
    },
    "zh": {
        "sole": "唯一的解释",
        "several": "共{0}种解释，均不确定",
        "one": "1种解释，可能尚有其他解释",
        "more": "  ……另有{0}种解释",
        "head": "{0}，{1}：{2}",
        "line": "  {0}  {1} · {2}：表载{3}，应为{4}",
        "any": "其他数字",
        "evidence": "（{0}）",
    },
}


def blame_lines(suspects: pd.DataFrame, language: str = "en") -> Iterator[str]:
    """One paragraph per report and table of a frame from `helpers.localize`, in its language.

    The first line counts the explanations, or says why there is none; each line below is one cell,
    behind the number of its explanation. Example: `list(blame_lines(localize(report)))`.
    """
    say = _SAY[language]
    for (report, table), found in suspects.groupby(["report", "table"], sort=False):
        cells = found.dropna(subset="row")
        for reason in found[found["row"].isna()]["evidence"]:
            yield say["head"].format(report, table, reason)
        if len(cells):
            yield say["head"].format(report, table, _counted(cells, say))
        shown = cells[cells["explanation"] <= SHOWN]
        yield from (_line(cell, say) for cell in shown.itertuples())
        if hidden := cells["explanation"].nunique() - shown["explanation"].nunique():
            yield say["more"].format(hidden)


def _counted(cells: pd.DataFrame, say: Mapping[str, str]) -> str:
    if bool(cells["sole"].all()):
        return say["sole"]
    number = cells["explanation"].nunique()
    return say["several" if number > 1 else "one"].format(number)


def _line(cell: Any, say: Mapping[str, str]) -> str:
    implied = say["any"] if pd.isna(cell.implied) else figure(cell.implied)
    evidence = "" if pd.isna(cell.evidence) else say["evidence"].format(cell.evidence)
    place = cell.explanation, cell.row, cell.column
    return say["line"].format(*place, figure(cell.printed), implied) + evidence
