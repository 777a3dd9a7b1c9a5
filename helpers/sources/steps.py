"""What the tags between two texts of a page do to its lines, cells, rows and tables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.characters import visible
from helpers.sources.css import TELLING
from helpers.sources.names import CHANGING, is_inline
from helpers.sources.printed import NOT_PRINTED
from helpers.sources.stream import MOST_ACROSS, TO_THE_END

_DONE_BY = {
    "td": "cell",
    "th": "cell",
    "/td": "end_cell",
    "/th": "end_cell",
    "tr": "row",
    "/tr": "end_row",
    "table": "table",
    "/table": "end_table",
    **dict.fromkeys(("tbody", "thead", "tfoot", "/tbody", "/thead", "/tfoot"), "group"),
}
# What ends an open row, and what ends an open cell.
_ENDS_ROW = frozenset(("row", "end_row", "group", "end_table"))
_ENDS_CELL = _ENDS_ROW | {"cell"}
# What brings in or takes away text, so that the page must be rendered first.
_CHANGING = CHANGING.union(NOT_PRINTED)
_STYLE = re.compile(r"style\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>]++)")
_HIDDEN = re.compile(r"[\s\"']hidden[\s=/>]")

_NAME = re.compile(r"<(/?[^\s/>]*+)[^>]*+>")
_CELL = re.compile(r"<t[dh](?=[\s/>])([^>]*+)>")
_SPAN = re.compile(r"(?<!\S)(col|row)span\s*=\s*[\"']?\s*\+?(\d{1,12})")
_SPACE = re.compile(r">\s")
ONE = 1, 1.0
# Short stretches of tags are remembered, from page to page.
KNOWN_STEPS, LONGEST_KNOWN = 1 << 14, 400


class Step(NamedTuple):
    """What a stretch of tags does: `actions` one behind the other, each of which ends a line.

    `kind` is a letter: `i` nothing, `w` nothing but part words, `b` ends a line, `c` begins the
    next cell, `r` the first cell of the next row; for the rest `e` where it ends the row that is
    open and else `o`, in capitals where it begins the first cell of a row. `across` and `down` are
    columns and rows of the cell that it begins last. `tags` is the number of its tags, or 0 where
    they may hide or change text around them.
    """

    kind: str
    across: int
    down: float
    actions: tuple[tuple[str, int, float], ...]
    tags: int


def _new_step(tags: str) -> Step:
    """The step of a stretch of tags; marks that print nothing are none of their characters."""
    tags = visible(tags).lower()
    spanning = "lspan" in tags or "wspan" in tags
    spans = tuple(map(_spans, _CELL.findall(tags))) if spanning else ()
    step = _step_of(tuple(_NAME.findall(tags)), spans)
    if step.kind == "i" and _SPACE.search(tags):
        step = step._replace(kind="w")
    return step._replace(tags=0) if _may_hide(tags) else step


@lru_cache(KNOWN_STEPS)
def _step_of(names: tuple[str, ...], spans: tuple[tuple[int, float], ...]) -> Step:
    """The step of tags by their names and the spans of the cells among them, if not all are 1."""
    actions: list[tuple[str, int, float]] = []
    cells = iter(spans)
    for name in names:
        if name in _DONE_BY:
            action = _DONE_BY[name]
            if actions and _goes_without(actions[-1][0], action):
                actions.pop()
            actions.append((action, *next(cells, ONE)) if action == "cell" else (action, 0, 0))
    if not actions and any(map(_ends_line, names)):
        actions.append(("line", 0, 0))
    _, across, down = actions[-1] if actions else ("", 0, 0)
    kind = _kind([action for action, _, _ in actions])
    plain = _CHANGING.isdisjoint(map(_bare, names))
    return Step(kind, across, down, tuple(actions), len(names) if plain else 0)


_known_step = lru_cache(KNOWN_STEPS)(_new_step)


def steps_of(stretches: list[str]) -> list[Step]:
    """The step of each stretch of tags, with white space between and behind them."""
    longest = max(map(len, stretches), default=0)
    return list(map(_known_step if longest <= LONGEST_KNOWN else _step, stretches))


def _step(tags: str) -> Step:
    return (_known_step if len(tags) <= LONGEST_KNOWN else _new_step)(tags)


@lru_cache(KNOWN_STEPS)
def _tells(style: str) -> bool:
    return TELLING.search(style) is not None


def _may_hide(tags: str) -> bool:
    """Whether tags may hide or change text, by their style or a quotation that they leave open."""
    styled = any(map(_tells, _STYLE.findall(tags)))
    return (
        styled
        or _HIDDEN.search(tags) is not None
        or tags.count('"') % 2 == 1
        or tags.count("'") % 2 == 1
    )


def _bare(name: str) -> str:
    return name.removeprefix("/")


def _ends_line(name: str) -> bool:
    """Whether an element stands on lines of its own; `</ b>` is no tag but a comment."""
    bare = _bare(name)
    return bare[:1].isalpha() and not is_inline(bare)


def _goes_without(action: str, following: str) -> bool:
    """Whether what follows an action does the same first."""
    if action == "end_cell":
        return following in _ENDS_CELL
    return action == "end_row" and following in _ENDS_ROW


def _kind(actions: list[str]) -> str:
    if not actions:
        return "i"
    if actions == ["line"]:
        return "b"
    if actions == ["cell"]:
        return "c"
    if actions == ["row", "cell"]:
        return "r"
    kind = "e" if actions[0] in _ENDS_ROW else "o"
    return kind.upper() if actions[-2:] == ["row", "cell"] else kind


def _spans(attributes: str) -> tuple[int, float]:
    """How many columns and rows a cell takes, by the rules of the HTML standard."""
    spans = {kind: int(digits) for kind, digits in _SPAN.findall(attributes)}
    across = min(spans.get("col", 1) or 1, MOST_ACROSS)
    return across, spans.get("row", 1) or TO_THE_END
