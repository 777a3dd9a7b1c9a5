"""Tables that a document prints a second time, with other figures: another organ's or year's."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.cells import Problem
from helpers.document import Strip
from helpers.forms import Form, Table
from helpers.label_places import find_lines
from helpers.labels import Found
from helpers.runs import gather
from helpers.sections import anchor_of

# Of so many rows a part of a document is a table.
FEWEST_ROWS = 3
MOST_TABLES = 20


def second_tables(
    strip: Strip, form: Form, found: dict[str, list[Found]], zones: dict[str, tuple[int, int]]
) -> list[Problem]:
    """One problem for each table behind the zones of the form's whose figures differ from theirs.

    Such a table is not read, for only the first of its kind is the report's.
    """
    problems = []
    for key, lines in found.items():
        table, (start, end) = form.tables[key], zones[key]
        if not lines or not _goes_on(strip.text, lines, end):
            continue
        first = _figures(strip, table, lines, start, end)
        for begin, stop in _stretches(strip.text, form, table, end):
            copy = find_lines(strip, table, begin, begin, stop)
            if len(copy) < min(FEWEST_ROWS, len(lines)):
                continue
            second = _figures(strip, table, copy, begin, stop)
            if second != first and any(second.values()):
                line = strip.tokens.lines[strip.token_at(copy[0].start)]
                label = copy[0].line.label
                words = () if table.layout == "across" else (label.label,)
                text = " ".join((*words, *second[label.key]))
                reason = "a second table of its kind, with other figures, is not read"
                problems.append(Problem(line, text, reason))
    return problems


def _goes_on(text: str, lines: list[Found], end: int) -> bool:
    """Whether the longest label of a table stands behind it once more."""
    label = max((found.line.searched[0] for found in lines), key=len)
    head = lines[0].line.searched[0]
    return text.find(label, end) >= 0 or text.find(head, end) >= 0


def _stretches(text: str, form: Form, table: Table, end: int) -> Iterator[tuple[int, int]]:
    """Where tables of this kind begin behind the first, and where the next one of any kind does."""
    begin = anchor_of(text, table, end)
    for _ in range(MOST_TABLES):
        if begin < 0:
            return
        others = (
            anchor_of(text, other, begin) for other in form.tables.values() if other is not table
        )
        stop = min((place for place in others if place >= 0), default=len(text))
        yield begin, stop
        begin = anchor_of(text, table, max(stop, begin + 1))


def _figures(
    strip: Strip, table: Table, lines: list[Found], start: int, end: int
) -> dict[str, list[str]]:
    """What each row of a table prints behind its label."""
    runs, _ = gather(strip, table, lines, start, end)
    return {
        run.found.line.label.key: [
            piece.text.strip() for piece in run.pieces if any(map(str.isdigit, piece.text))
        ]
        for run in runs
    }
