"""The runs behind the labels of a table, and labels that leave in doubt whose figures are whose."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest

from helpers.document import Strip
from helpers.forms import Table
from helpers.labels import FEW, Found
from helpers.numbers import parted
from helpers.pieces import pieces_of
from helpers.run import PAGE_NUMBER, Run, Stray
from helpers.walk import walk

_DIGIT = re.compile(r"\d")
BEFORE_FIRST = "number before the first row of the table"
# Why the figures of a row are set aside.
BETWEEN_PARTS = "figures between parts of a label"
LABEL_BELOW = "the figures may be those of the label below them"
NEXT_LABEL = "the figures on lines of their own may be those of the next label"
NEIGHBOUR = "the figures may be those of a neighbouring row, which has none"
SLIPPED = "labels and figures may have slipped by a line"
ORDINAL_DIGIT = "the last digit may be the number of the next label"
_WORDS = re.compile(r"[\u3400-\u9fff]")
_FIGURES = re.compile(r"[\d.,+\-/□*]+")


def gather(
    strip: Strip, table: Table, found: list[Found], start: int, end: int, placed: bool = False
) -> tuple[list[Run], list[Stray]]:
    """The run behind every found label, and the numbers that stand elsewhere in the zone.

    `placed` says that the words have places on a page, which tell later whose figures are whose.
    """
    strays = [
        Stray(line, text, BEFORE_FIRST)
        for line, text in _loose_numbers(strip, table, start, found[0].start if found else end)
    ]
    runs = []
    for match, following in zip_longest(found, found[1:]):
        first = strip.token_at(match.start)
        last = first if match.end <= strip.end_of(first) else strip.token_at(match.end - 1)
        run = Run(match, strip.tokens, first, last)
        walk(strip, table, run, following.start if following else end, strays)
        runs.append(run)
    if _stand_before_labels(strip, runs):
        for run in runs:
            _set_aside(run, strays, LABEL_BELOW)
    if not placed:
        rows = [run for run in runs if run.found.line.cells]
        doubts = {
            NEXT_LABEL: _shifted(runs, strays),
            NEIGHBOUR: _in_doubt(rows, strays),
            SLIPPED: _off_their_lines(rows),
        }
        for reason, doubtful in doubts.items():
            for run in doubtful:
                _set_aside(run, strays, reason)
    for run in _off_the_line_of_their_unit(table, runs):
        _set_aside(run, strays, SLIPPED)
    for before, run in zip((None, *runs), runs, strict=False):
        if not any(map(str.isdigit, strip.text[max(0, run.found.start - 2) : run.found.start])):
            continue
        if before and follows_its_digit(strip, run.found):
            _set_aside(before, strays, ORDINAL_DIGIT)
        if encloses_figures(strip, run.found, before.found.end if before else start):
            for enclosing in filter(None, (before, run)):
                _set_aside(enclosing, strays, BETWEEN_PARTS)
    return runs, strays


def _stand_before_labels(strip: Strip, runs: list[Run]) -> bool:
    """Whether the figures of lines may be those of the labels below them.

    They may where figures stand right above the first label, and none behind the last one.
    """
    if not runs or runs[0].row is not None or len(runs[-1].pieces):
        return False
    first = runs[0].found.start
    return strip.text[max(0, first - 1) : first].isdigit() and strip.begins_token(first)


def _off_the_line_of_their_unit(table: Table, runs: list[Run]) -> list[Run]:
    """The rows whose figure stands on a line of its own where most stand on that of their unit.

    It may be the number of a page below a row without a figure.
    """
    rows = [run for run in runs if run.row is None and run.unit and len(run.pieces)]
    beside = [run for run in rows if _WORDS.search(run.pieces[0].token.text)]
    if not table.unit_column or 2 * len(beside) <= len(rows):
        return []
    return [run for run in rows if not any(run is other for other in beside)]


def _shifted(runs: list[Run], strays: list[Stray]) -> list[Run]:
    """The rows of a text whose figures, on lines of their own, may be those of the next label.

    They may from where too many stand: a row above the first label, or half a row behind another.
    All of them may if the head of a group has a figure behind the mark that it has for figures.
    """
    rows = [run for run in runs if run.found.line.cells]
    loose = " ".join(stray.text for stray in strays if stray.reason == BEFORE_FIRST).split()
    surplus = bool(rows) and len(loose) >= len(rows[0].found.line.cells)
    surplus = surplus or any(map(_is_filled_head, runs))
    doubtful = []
    for run in rows:
        if run.row is None and len(run.pieces):
            surplus = surplus or 2 * len(figures_of(run)) >= 3 * len(run.found.line.cells)
            if surplus and any(piece.token.line != run.line for piece in run.pieces):
                doubtful.append(run)
    return doubtful


def _is_filled_head(run: Run) -> bool:
    """Whether a mark and a figure follow the head of a group, in a text."""
    kinds = {piece.printed.kind for piece in run.pieces}
    return not run.found.line.cells and run.row is None and kinds >= {"mark", "number"}


def _in_doubt(runs: list[Run], strays: list[Stray]) -> list[Run]:
    """The rows of a text whose figures may be those of the row beside them, which has none.

    Where figures stand between labels that are not theirs, a row without any may have them above or
    below its own label. Zeros around a part of a label may be those of two rows, and no sum tells.
    """
    rows = [run for run in runs if not run.found.line.group]
    disordered = any(stray.reason != PAGE_NUMBER for stray in strays)
    doubtful = []
    for before, run, behind in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        below, between = run.found.rest != "" and _is_empty(before), _is_empty(behind)
        if run.row is not None or not len(run.pieces) or not (below or between or run.parted):
            continue
        lines = {piece.token.line for piece in run.pieces}
        several = len(lines) > 1
        apart = several and run.line not in lines
        zeros = several and (run.parted or between) and _begins_with_zeros(run)
        if zeros or (disordered and ((between and apart) or below)):
            doubtful.append(run)
    return doubtful


def _off_their_lines(runs: list[Run]) -> list[Run]:
    """The rows from one without figures to one with those of two lines, in either order.

    Where lines are aligned, labels and figures may have slipped by a line, so that those of each
    row in between stand beside the label of its neighbour.
    """
    rows = [run for run in runs if run.row is None and not run.found.line.group]
    ends = [(place, _is_empty(run)) for place, run in enumerate(rows)
            if _is_empty(run) or _has_two_lines(run)]  # fmt: skip
    return [
        run
        for (first, empty), (last, other) in pairwise(ends)
        if empty != other
        for run in rows[first : last + 1]
        if len(run.pieces)
    ]


def _has_two_lines(run: Run) -> bool:
    """Whether figures stand beside the label of a row, and several on another line as well."""
    lines = {piece.token.line for piece in run.pieces}
    below = [piece for piece in run.pieces if piece.token.line != run.line]
    return run.line in lines and len(" ".join(piece.text for piece in below).split()) > 1


def _is_empty(run: Run | None) -> bool:
    """Whether a row has no figures, and the document does not end within its label."""
    cut_off = run is not None and run.found.rest != "" and run.last + 1 == len(run.source)
    return run is not None and not len(run.pieces) and not run.lost and not cut_off


def _begins_with_zeros(run: Run) -> bool:
    """Whether the figures of a row are all 0, as far as it has cells."""
    return set(figures_of(run)[: len(run.found.line.cells)]) == {"0"}


def figures_of(run: Run) -> list[str]:
    """What stands apart in the pieces of a row."""
    if len(run.pieces) == 1:
        return parted(run.pieces[0].text)
    return [figure for piece in run.pieces for figure in parted(piece.text)]


def follows_its_digit(strip: Strip, found: Found) -> bool:
    """Whether a label without its number stands behind the digit of that number, `3某电子邮件`.

    Whether the digit is part of the figure in front of it, nothing tells.
    """
    ordinal, start = found.line.ordinal, found.start
    if not ordinal[:1].isdigit() or strip.begins_token(start):
        return False
    before = strip.text[max(0, start - 2) : start]
    digit = before[-1:] if before[-1:].isdigit() else before[:1]
    return digit == ordinal[0] and not strip.text.startswith(ordinal, start)


def encloses_figures(strip: Strip, found: Found, start: int) -> bool:
    """Whether figures stand between the beginning of a label, on a line of its own, and the rest.

    Such figures stand in front of what was found of the label.
    """
    heads = found.line.heads.get(strip.text[found.start : found.start + FEW])
    before = strip.text[start : found.start] if heads else ""
    if not before[-1:].isdigit():
        return False
    for head in heads or ():
        place = before.rfind(head)
        if place >= 0 and strip.begins_token(start + place):
            return _FIGURES.fullmatch(before, place + len(head)) is not None
    return False


def _set_aside(run: Run, strays: list[Stray], reason: str) -> None:
    """Report the pieces of a row that may belong to another one, and give it none."""
    text = " ".join(piece.raw for piece in run.pieces if piece.raw)
    if text:
        strays.append(Stray(run.pieces[0].token.line, run.quote(text), reason))
    run.pieces, run.lost = [], True


def _loose_numbers(strip: Strip, table: Table, start: int, end: int) -> list[tuple[int, str]]:
    if not _DIGIT.search(strip.text, start, end):
        return []
    pieces = (
        piece for part in strip.slices(start, end) for piece in pieces_of(strip, table, *part)
    )
    return [(piece.token.line, piece.raw) for piece in pieces if _DIGIT.search(piece.text)]
