"""Where the labels of a table stand on the strip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from string import ascii_letters

from helpers.characters import normalise
from helpers.document import Strip
from helpers.forms import Block, Item, Table

_ORDINAL = re.compile(r"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]\.|\d\.)")
_ORDINAL_BEFORE = re.compile(r"(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]\.|\d\.)$")
_REMARK = re.compile(r"\([^()]*\)$")
# A remark is words in brackets; `(三)` is the number of the next label.
_REMARK_BEHIND = re.compile(r"\((?![一二三四五六七八九十]{1,2}\))[^()]*[\u4e00-\u9fff][^()]*\)")
# A stretch of wording with its number in front: what may be a damaged label.
_WORDING = re.compile(r"(?:\([一二三四五六七八九十]\)|\d\.)?[^\d,./+\-]{2,60}")
_DIGIT = re.compile(r"\d")
# Letters behind a digit spoil the figure and begin no label.
LETTERS = ascii_letters + "?"
SHORTEST_CORE = 4
MOST_OCCURRENCES = 20
SHORTEST_BEGINNING = 2
SIMILAR = 70.0
CLEARLY = 10.0


@dataclass(frozen=True)
class PrintedLine:
    """A line of the printed table: a label and the cells that follow it."""

    label: Item
    cells: tuple[tuple[str, str], ...]
    group: bool = False

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The column of each cell."""
        return tuple(column for _, column in self.cells)

    @cached_property
    def searched(self) -> tuple[str, ...]:
        """The spellings to look for, the most telling first, without cores too short to tell."""
        cores = []
        for spelling in self.label.spellings:
            bare = _REMARK.sub("", spelling)
            core = _ORDINAL.sub("", bare)
            cores += [bare, core] if len(core) >= SHORTEST_CORE else [bare]
        return tuple(dict.fromkeys((*self.label.spellings, *cores)))

    @cached_property
    def ordinal(self) -> str:
        """The number in front of the label, `2.` or `(三)`, or nothing."""
        match = _ORDINAL.match(self.label.spellings[0])
        return match[0] if match else ""


@dataclass(frozen=True)
class Found:
    """A printed line found at [start, end) of the strip; `rest` is what of its label stands apart.

    `remark` is what stands in brackets behind the label.
    """

    line: PrintedLine
    start: int
    end: int
    rest: str = ""
    remark: str = ""


@cache
def printed_lines(table: Table) -> tuple[PrintedLine, ...]:
    """The lines of a table in form order."""
    if table.layout == "across":
        last = table.blocks[-1].columns[-1]
        return (PrintedLine(last, table.cells),)
    lines: list[PrintedLine] = []
    for block in table.blocks:
        if block.single:
            lines.append(_line(block, block.single, group=True))
        lines += [_line(block, row) for row in block.rows]
    return tuple(lines)


def _line(block: Block, row: Item, group: bool = False) -> PrintedLine:
    return PrintedLine(row, tuple((row.key, column.key) for column in block.columns), group)


@cache
def head_labels(table: Table) -> frozenset[str]:
    """The labels of a table that no figures follow, in normal characters."""
    texts = [*table.heads, *(block.label for block in table.blocks if block.label)]
    columns = [spelling for column in table.columns.values() for spelling in column.spellings]
    rows = [row.label for row in table.rows.values()] if table.layout == "across" else []
    return frozenset(map(normalise, (*texts, *rows))) | frozenset(columns)


def find_lines(strip: Strip, table: Table, start: int, anchor: int, end: int) -> list[Found]:
    """The printed lines of `table` that stand in the zone, in the order of the form.

    They are sought from the `anchor` on, where the table is sure to have begun, and from the start
    of the zone only if more are found so.
    """
    lines = printed_lines(table)
    if table.layout == "across":
        return _find_across(strip.text, lines[0], table, start, end)
    found = _find(strip, lines, anchor, end)
    if len(found) < len(lines) and start < anchor:
        earlier = _find(strip, lines, start, end)
        found = earlier if len(earlier) > len(found) else found
    return found


def _find(strip: Strip, lines: tuple[PrintedLine, ...], start: int, end: int) -> list[Found]:
    found = _in_one_pass(strip, lines, start, end)
    if len(found) < len(lines):
        places = [_places(strip, line, start, end) for line in lines]
        found = _among_neighbours(strip, lines, _heaviest_chain(places), start, end)
    return found


def _in_one_pass(strip: Strip, lines: tuple[PrintedLine, ...], start: int, end: int) -> list[Found]:
    """Every line by its official wording, one behind the other."""
    found = []
    text = strip.text
    for line in lines:
        label = line.searched[0]
        place = text.find(label, start, end)
        if place < 0:
            break
        start = place + len(label)
        match = Found(line, place, start)
        if text.startswith("(", start):
            match = _stretched(strip, line, place, start, end)
            start = match.end
        found.append(match)
    return found


def _find_across(text: str, line: PrintedLine, table: Table, start: int, end: int) -> list[Found]:
    """The one line of a table whose rows stand side by side: it begins behind the last head."""
    heads = [s for column in table.columns.values() for s in column.spellings]
    first = min((place for h in heads if (place := text.find(h, start, end)) >= 0), default=-1)
    if first < 0:
        return []
    digit = _DIGIT.search(text, first, end)
    limit = digit.start() if digit else end
    last = max(
        text.rfind(head, first, limit) + len(head) for head in heads if head in text[first:limit]
    )
    return [Found(line, first, last)]


def _places(strip: Strip, line: PrintedLine, start: int, end: int) -> list[Found]:
    """Where the first spelling that occurs at all stands, or else the longest beginning of one."""
    for spelling in line.searched:
        if found := _occurrences(strip, line, spelling, start, end):
            return found
    for spelling in line.label.spellings:
        shortest = len(line.ordinal) + SHORTEST_CORE + 1
        for length in range(len(spelling) - 1, shortest - 1, -1):
            if found := _occurrences(strip, line, spelling[:length], start, end):
                return found
    return []


def _occurrences(
    strip: Strip, line: PrintedLine, spelling: str, start: int, end: int
) -> list[Found]:
    found: list[Found] = []
    text = strip.text
    place = text.find(spelling, start, end)
    while place >= 0 and len(found) < MOST_OCCURRENCES:
        found.append(_stretched(strip, line, place, place + len(spelling), end))
        place = text.find(spelling, place + 1, end)
    return found


def _stretched(strip: Strip, line: PrintedLine, start: int, stop: int, end: int) -> Found:
    """A match with the number in front of it, what follows of its wording, and its remark."""
    text = strip.text
    printed = text[start:stop]
    core = _ORDINAL.sub("", printed)
    if core == printed:
        start -= _ordinal_before(strip, line, start)
    rests = (spelling.partition(core)[2] for spelling in line.label.spellings if core in spelling)
    rest = next(rests, "")
    shared = _shared_length(rest, text[stop:end])
    stop, rest = stop + shared, rest[shared:]
    remark = _REMARK_BEHIND.match(text, stop, end)
    if not remark:
        return Found(line, start, stop, rest)
    return Found(line, start, remark.end(), rest, remark[0])


def _ordinal_before(strip: Strip, line: PrintedLine, start: int) -> int:
    """The length of the number in front of a label that was found without it.

    A digit may belong to the figure before: it is the label's only at the start of a token, or
    where it is the number that the form gives the label.
    """
    match = _ORDINAL_BEFORE.search(strip.text[max(0, start - 6) : start])
    if not match:
        return 0
    begin = start - len(match[0])
    own = strip.begins_token(begin) or match[0] == line.ordinal or not match[0][0].isdigit()
    return len(match[0]) if own and strip.token_at(begin) == strip.token_at(start) else 0


def _shared_length(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _heaviest_chain(places: list[list[Found]]) -> list[Found]:
    """The chain of matches in form order, without overlap, with the most label characters."""
    chains: list[tuple[int, list[Found]]] = [(0, [])]
    ends: list[tuple[int, int, list[Found]]] = []
    for candidates in places:
        grown = []
        for found in candidates:
            best = max(
                ((weight, chain) for stop, weight, chain in ends if stop <= found.start),
                key=lambda pair: pair[0],
                default=(0, []),
            )
            weight = best[0] + found.end - found.start
            grown.append((found.end, weight, [*best[1], found]))
        ends += grown
    chains += [(weight, chain) for _, weight, chain in ends]
    return max(chains, key=lambda pair: pair[0])[1]


def _among_neighbours(
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
        scores, stop = max(
            ((_scores(strip.text[begin:stop], missing), stop)
             for stop in _token_ends(strip, begin, piece.end())),
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
    wording = _REMARK.sub("", printed).removeprefix(".")
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

    ordinal = _ORDINAL.match(wording)
    core = _ORDINAL.sub("", wording)
    beginning = core.rstrip("条件元")
    own = not ordinal or ordinal[0] == line.ordinal
    best = 0.0, ""
    for spelling in line.label.spellings:
        wanted = _ORDINAL.sub("", _REMARK.sub("", spelling))
        if own and len(beginning) >= SHORTEST_BEGINNING and wanted.startswith(beginning):
            best = max(best, (SIMILAR + CLEARLY, wanted[len(beginning) :]))
        alike = ratio(core, wanted) - (0 if own else CLEARLY)
        best = max(best, (alike, ""))
    return best
