"""Labels whose wording is damaged: told by their likeness, between the labels beside them."""

from __future__ import annotations

import re
from string import ascii_letters

from helpers.document import Strip
from helpers.forms import Table
from helpers.labels import ORDINAL, REMARK, Found, PrintedLine, head_fragments, printed_lines
from helpers.numbers import SIGNS
from helpers.wordings import is_another

# A stretch of wording with its number in front: what may be a damaged label.
_WORDING = re.compile(r"(?:\([一二三四五六七八九十\d]\)|\d\.)?[^\d,./+\-]{2,60}")
# A remark that goes on behind a wording.
_OPEN_REMARK = re.compile(r"(?<=[^(])\([^()]*$")
# Letters beside a digit, or in its place, spoil the figure and neither begin nor end a label.
LETTERS = ascii_letters + "?"
# What fills a cell in the place of a figure ends no label either.
FILLING = LETTERS + "".join(SIGNS)
SHORTEST_BEGINNING, SHORTEST_CLAUSE = 2, 8
SIMILAR = 70.0
CLEARLY = 10.0


def with_damaged(
    strip: Strip, table: Table, found: list[Found], moved: list[Found], start: int, end: int
) -> list[Found]:
    """The chain, with damaged labels put in where only one missing line fits between neighbours.

    The lines of the `moved` rows stand elsewhere.
    """
    elsewhere = {match.line for match in moved}
    lines = [line for line in printed_lines(table) if line not in elsewhere]
    at = {match.line: match for match in found}
    result: list[Found] = []
    missing: list[PrintedLine] = []
    left = start
    for line in (*lines, None):
        if line is not None and line not in at:
            missing.append(line)
            continue
        right = at[line].start if line else end
        if missing and (line or result):
            result += _damaged(strip, table, missing, left, right)
        missing = []
        if line:
            result.append(at[line])
            left = at[line].end
    return result


def _damaged(
    strip: Strip, table: Table, missing: list[PrintedLine], start: int, end: int
) -> list[Found]:
    """Missing lines whose label is close to a piece of text between two found labels.

    A wording that says something else, or is closer to another row of the table, is none of them.
    """
    found = []
    for piece in _WORDING.finditer(strip.text, start, end):
        begin = piece.start()
        if strip.token_at(begin) != strip.token_at(begin + 2) and piece[0][0].isdigit():
            begin += 1
        if begin and strip.text[begin - 1].isdigit():
            begin += len(piece[0]) - len(piece[0].lstrip(LETTERS))
        end_of_wording = piece.start() + len(piece[0].rstrip(FILLING))
        if end_of_wording <= begin:
            continue
        scores, begin, stop = max(
            ((_scores(strip.text[first:stop], missing), first, stop)
             for first in _token_starts(strip, begin, end_of_wording)
             for stop in _token_ends(strip, first, end_of_wording)),
            key=lambda scored: scored[0][0][0] if scored[0] else 0.0,
        )  # fmt: skip
        if not scores or scores[0][0] < SIMILAR:
            continue
        if len(scores) > 1 and scores[1][0] > scores[0][0] - CLEARLY:
            continue
        alike, rest, order = scores[0]
        if _is_other(strip.text[begin:stop], missing[order], alike, table):
            continue
        begin -= bare_ordinal(strip, missing[order], begin)
        found.append(Found(missing[order], begin, stop, rest))
        missing = missing[order + 1 :]
    return found


def _is_other(printed: str, line: PrintedLine, alike: float, table: Table) -> bool:
    """Whether a wording as `alike` as that to a line is another label than the line's."""
    wording = _OPEN_REMARK.sub("", printed).removeprefix(".").rstrip("条件元")
    heads = head_fragments(table)
    if all(is_another(wording, spelling, heads) for spelling in line.label.spellings):
        return True
    lines = list(printed_lines(table))
    best, _, order = _scores(printed, lines)[0]
    return best > alike and lines[order] is not line


def bare_ordinal(strip: Strip, line: PrintedLine, start: int) -> int:
    """The length of the number in front of a wording that begins its token and has no sign."""
    before = strip.text[max(0, start - 1) : start]
    if not before.isdigit() or before != line.ordinal[:1] or strip.begins_token(start):
        return 0
    return int(strip.begins_token(start - 1))


def _token_starts(strip: Strip, start: int, end: int) -> list[int]:
    """Where a wording can begin: behind a head, in a cell of its own."""
    tokens = range(strip.token_at(start) + 1, strip.token_at(end - 1) + 1)
    cells = [index for index in tokens if strip.tokens.rows[index] is not None]
    return [start, *(strip.starts[index] for index in cells if strip.lengths[index])]


def _token_ends(strip: Strip, start: int, end: int) -> list[int]:
    """Where a wording can end: with each of the tokens that it runs over, the last one first."""
    tokens = range(strip.token_at(start), strip.token_at(end - 1))
    return [end, *(strip.end_of(index) for index in tokens)]


def _scores(printed: str, missing: list[PrintedLine]) -> list[tuple[float, str, int]]:
    """How alike a wording and each missing line are, the most alike first."""
    whole = REMARK.sub("", printed).removeprefix(".")
    wording = _OPEN_REMARK.sub("", whole)
    remark = whole.removeprefix(wording)
    return sorted(
        ((*_likeness(wording, remark, line), order) for order, line in enumerate(missing)),
        key=lambda score: (-score[0], score[2]),
    )


def _likeness(wording: str, remark: str, line: PrintedLine) -> tuple[float, str]:
    """How alike a printed wording and a line's label are, from 0 to 100, and what is left of it.

    `remark` is what stands behind the wording of a remark in brackets that goes on.

    The beginning of a label, with the unit that a local table prints behind it, is like it too,
    unless another number stands in front of it.
    """
    from rapidfuzz.fuzz import ratio

    ordinal = ORDINAL.match(wording)
    core = ORDINAL.sub("", wording)
    beginning = core.rstrip("条件元")
    own = not ordinal or ordinal[0] == line.ordinal
    best = 0.0, ""
    for spelling in line.label.spellings:
        wanted = ORDINAL.sub("", REMARK.sub("", spelling))
        if own and len(beginning) >= SHORTEST_BEGINNING and wanted.startswith(beginning):
            best = max(best, (SIMILAR + CLEARLY, wanted[len(beginning) :]))
        alike = ratio(core, wanted) - (0 if own else CLEARLY)
        best = max(best, (alike, spelling.partition(remark)[2] if remark else ""))
        clause, _, rest = wanted.partition(".")
        if rest and len(clause) >= SHORTEST_CLAUSE:
            alike = ratio(core, clause) - (0 if own else CLEARLY)
            best = max(best, (alike, wanted[len(clause) :]))
    return best
