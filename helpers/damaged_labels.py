"""Labels whose wording is damaged: told by their likeness, between the labels beside them."""

from __future__ import annotations

import re
from string import ascii_letters

from helpers.document import Strip
from helpers.labels import ORDINAL, REMARK, Found, PrintedLine
from helpers.numbers import MARKS

# A stretch of wording with its number in front: what may be a damaged label.
_WORDING = re.compile(r"(?:\([一二三四五六七八九十]\)|\d\.)?[^\d,./+\-]{2,60}")
# Letters beside a digit, or in its place, spoil the figure and neither begin nor end a label.
LETTERS = ascii_letters + "?"
# What fills a cell in the place of a figure ends no label either.
FILLING = LETTERS + "".join(MARKS)
SHORTEST_BEGINNING = 2
SIMILAR = 70.0
CLEARLY = 10.0


def with_damaged(
    strip: Strip, lines: tuple[PrintedLine, ...], found: list[Found], start: int, end: int
) -> list[Found]:
    """The chain, with damaged labels put in where only one missing line fits between neighbours."""
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
            result += _damaged(strip, missing, left, right)
        missing = []
        if line:
            result.append(at[line])
            left = at[line].end
    return result


def _damaged(strip: Strip, missing: list[PrintedLine], start: int, end: int) -> list[Found]:
    """Missing lines whose label is close to a piece of text between two found labels."""
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
        scores, stop = max(
            ((_scores(strip.text[begin:stop], missing), stop)
             for stop in _token_ends(strip, begin, end_of_wording)),
            key=lambda scored: scored[0][0][0] if scored[0] else 0.0,
        )  # fmt: skip
        if not scores or scores[0][0] < SIMILAR:
            continue
        if len(scores) > 1 and scores[1][0] > scores[0][0] - CLEARLY:
            continue
        _, rest, order = scores[0]
        found.append(Found(missing[order], begin, stop, rest))
        missing = missing[order + 1 :]
    return found


def _token_ends(strip: Strip, start: int, end: int) -> list[int]:
    """Where a wording can end: with each of the tokens that it runs over, the last one first."""
    tokens = range(strip.token_at(start), strip.token_at(end - 1))
    return [end, *(strip.end_of(index) for index in tokens)]


def _scores(printed: str, missing: list[PrintedLine]) -> list[tuple[float, str, int]]:
    """How alike a wording and each missing line are, the most alike first."""
    wording = REMARK.sub("", printed).removeprefix(".")
    return sorted(
        ((*_likeness(wording, line), order) for order, line in enumerate(missing)),
        key=lambda score: (-score[0], score[2]),
    )


def _likeness(wording: str, line: PrintedLine) -> tuple[float, str]:
    """How alike a printed wording and a line's label are, from 0 to 100, and what is left of it.

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
        best = max(best, (alike, ""))
    return best
