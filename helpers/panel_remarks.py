"""What a panel says of figures that were corrected, or that their table contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from helpers.arguments import LANGUAGES
from helpers.cell_words import cell_word, place_word
from helpers.findings import figure, figure_zh
from helpers.forms import Form
from helpers.indicators import sentence
from helpers.report import Report
from helpers.shape import Equation, Key
from helpers.within import FAILS, evaluate

REMARKS = ("corrected", "refuted")
# Stands for what a sentence says in one place.
GAP = "_"
Remarks = dict[int, dict[Key, list[str]]]


def remarks(reports: Sequence[Report], language: str) -> Remarks:
    """The remarks on the cells of each report that has some, by the place of the report."""
    found: Remarks = {}
    write = figure_zh if language == "zh" else figure
    for place, report in enumerate(reports):
        for key, old in report.corrections.items():
            cell = report.cells[report.vector.shape.index_of[key]]
            name = cell_word(report.reading.form, key, language)
            said = {"cell": name, "old": write(old), "new": write(cell.value)}
            _add(found, place, key, sentence("corrected", language, **said))
    for block in evaluate(reports):
        for index, number in np.argwhere(block.verdicts == FAILS):
            equation, place = block.shape.equations[number], int(block.numbers[index])
            sides = block.left[index, number], block.right[index, number]
            text = _refuted(block.shape.form, equation, sides, language)
            for cell_place in (*equation.left, *equation.right):
                _add(found, place, block.shape.keys[cell_place], text)
    return found


def _refuted(form: Form, equation: Equation, sides: tuple[float, float], language: str) -> str:
    """That an identity fails, with what it says and both of its sums."""
    identity = equation.identity
    write = figure_zh if language == "zh" else figure
    left, right = map(write, map(float, sides))
    where = place_word(form.tables[identity.table], equation.row, equation.column, language)
    rule = identity.chinese if language == "zh" else identity.english
    return sentence("refuted", language, where=where, rule=rule, left=left, right=right)


def _add(found: Remarks, place: int, key: Key, text: str) -> None:
    found.setdefault(place, {}).setdefault(key, []).append(text)


def is_remark(text: str) -> bool:
    """Whether a sentence of a note, in either language, is one of these remarks."""
    return any(pattern.fullmatch(text) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    gaps = dict.fromkeys(("cell", "old", "new", "where", "rule", "left", "right"), GAP)
    texts = (sentence(key, one, **gaps) for key in REMARKS for one in LANGUAGES)
    return tuple(re.compile(re.escape(text).replace(GAP, "[^;；]+")) for text in texts)
