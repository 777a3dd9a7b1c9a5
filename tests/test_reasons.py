"""Every reason why print has no cell can be said in Chinese."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from helpers.doubled_tables import REASON
from helpers.empty_places import NOTHING_PRINTED
from helpers.reading import CHARACTERS_WITHOUT_TEXT, HIDDEN_FIGURES
from helpers.reasons import reason_in
from helpers.row_cells import NOTE
from helpers.run import PAGE_NUMBER, UNKNOWN_ROW
from helpers.runs import (
    BEFORE_FIRST,
    BETWEEN_PARTS,
    LABEL_BELOW,
    NEIGHBOUR,
    NEXT_LABEL,
    ORDINAL_DIGIT,
    SLIPPED,
)
from helpers.signs import NOT_A_NUMBER, REASONS
from helpers.unclear_columns import UNCLEAR_COLUMNS

HELPERS = Path(__file__).parents[1] / "helpers"
WORDINGS = tomllib.loads((HELPERS / "reasons.toml").read_text(encoding="utf-8"))
NAMED = {
    CHARACTERS_WITHOUT_TEXT,
    REASON,
    HIDDEN_FIGURES,
    BEFORE_FIRST,
    BETWEEN_PARTS,
    LABEL_BELOW,
    NEIGHBOUR,
    NEXT_LABEL,
    NOTHING_PRINTED,
    ORDINAL_DIGIT,
    SLIPPED,
    PAGE_NUMBER,
    UNKNOWN_ROW,
    UNCLEAR_COLUMNS,
    NOTE,
    NOT_A_NUMBER,
    *REASONS.values(),
}


def template(node: ast.expr) -> str | None:
    """The text of a literal, `{}` in its gaps."""
    if isinstance(node, ast.JoinedStr):
        return "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def written(path: Path) -> set[str]:
    """The reasons that stand in the code of a module as literals."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    makers = ("Problem", "Stray", "_report")
    calls = [n for n in nodes if isinstance(n, ast.Call) and getattr(n.func, "id", "") in makers]
    assigned = [n for n in nodes if isinstance(n, ast.Assign)]
    named = [n.value for n in assigned if "reason" in ast.unparse(n.targets[0])]
    found = [n.args[-1] for n in calls if n.args] + named
    return {text for text in map(template, found) if text}


def test_the_wordings_are_those_of_the_reasons_in_the_code():
    modules = [path for path in HELPERS.rglob("*.py") if "problems" in path.read_text("utf-8")]
    reasons = {reason for path in modules for reason in written(path)}
    reasons |= {r for name in ("runs.py", "walk.py") for r in written(HELPERS / name)} | NAMED
    assert reasons == WORDINGS.keys()


@pytest.mark.parametrize("reason", WORDINGS)
def test_a_chinese_reason_keeps_the_numbers_and_has_no_latin_letter(reason):
    numbers = ["18", "7"][: reason.count("{}")]
    said = reason_in(reason.format(*numbers), "zh")
    assert re.findall(r"\d+", said) == numbers
    assert not re.search("[A-Za-z]", said)


def test_a_reason_from_elsewhere_stays_as_it_is():
    assert reason_in("seen {twice}", "zh") == "seen {twice}"
