"""Where the labels of a table stand on the strip."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, partial

from helpers.damaged_labels import bare_ordinal, with_damaged
from helpers.document import Strip
from helpers.forms import Table
from helpers.labels import (
    FEW,
    MOST_OCCURRENCES,
    ORDINAL,
    SHORTEST_CORE,
    Found,
    PrintedLine,
    head_labels,
    heads_in_one,
    printed_lines,
)
from helpers.moved_rows import moved_rows, with_moved
from helpers.numbers import COUNT_UNITS, MARKS, UNIT_WORDS
from helpers.wordings import is_another

_ORDINAL_BEFORE = re.compile(r"(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十]\.|\d\.)$")
# A remark is words in brackets; `(三)` is the number of the next label.
_REMARK_BEHIND = re.compile(r"\((?![一二三四五六七八九十]{1,2}\))[^()]*[\u4e00-\u9fff][^()]*\)")
# The mark of a note that ends the cell of a label, in a table that has cells.
_NOTE_BEHIND = re.compile(r"[*※]{1,3}|[\[(]\d{1,2}[\])]|[①-⑳]")
# A row with this remark may be that of another year.
_OTHER_YEAR = re.compile(r"\d{4}年|上年|去年|同期")
_UNIT_AND_FIGURES = re.compile(rf"(?:[{COUNT_UNITS}]|万?元)[\d.,+\-/]+")
_A_YEAR = re.compile(r"(?:19|20)\d\d年")
_BEHIND = ("(", "[", "*", "※", *map(chr, range(ord("①"), ord("⑳") + 1)))
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[\u3400-\u9fff]+")
_DENIED = re.compile(
    r"(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]{1,2}\.)?[不未非][\u4e00-\u9fff]{0,8}"
)


def find_lines(strip: Strip, table: Table, start: int, anchor: int, end: int) -> list[Found]:
    """The printed lines of `table` that stand in the zone, in the order of the form.

    They are sought from the `anchor` on, where the table is sure to have begun, and from the start
    of the zone only if more are found so.
    """
    lines = printed_lines(table)
    if table.layout == "across":
        if strip.text.startswith(heads_in_one(table), anchor):
            start = _first_head(strip.text, table, start, anchor)
        return _find_across(strip.text, lines[0], table, start, end)
    found = _find(strip, table, anchor, end)
    if len(found) < len(lines) and start < anchor:
        earlier = _find(strip, table, start, end)
        found = earlier if len(earlier) > len(found) else found
    text = strip.text
    if table.unit_column:
        found = [
            _from_its_beginning(strip, *pair) for pair in zip((None, *found), found, strict=False)
        ]
    if found and end == len(text):
        found += _cut_off(strip, lines, found[-1])
    return [_without_figure(strip, m) if text[m.start].isdigit() else m for m in found]


def _from_its_beginning(strip: Strip, before: Found | None, found: Found) -> Found:
    """A label whose end alone was found, from its beginning on if the row's figures part the two.

    `1.政府 条 5 9` and `网站公开数` on the next line are such a label. The unit proves that the row
    goes on behind the beginning.
    """
    text, start = strip.text, found.start
    for head in found.line.heads.get(text[start : start + FEW], ()):
        place = text.rfind(head, before.end if before else 0, start)
        begun = place + len(head)
        if (
            place >= 0
            and head != found.line.ordinal
            and _UNIT_AND_FIGURES.fullmatch(text, begun, start)
        ):
            return found._replace(start=place, end=begun, rest=text[start : found.end])
    return found


def _cut_off(strip: Strip, lines: tuple[PrintedLine, ...], last: Found) -> list[Found]:
    """The line behind the last one that was found, where the document ends within its label."""
    end = len(strip.text)
    start = strip.starts[strip.token_at(end - 1)]
    printed = strip.text[start:]
    behind = lines[lines.index(last.line) + 1 :][:1]
    if start < last.end or printed.isdigit():
        return []
    return [
        Found(line, start, end, spelling.removeprefix(printed))
        for line in behind
        for spelling in line.label.spellings[:1]
        if not line.group and spelling.startswith(printed) and spelling != printed
    ]


def _first_head(text: str, table: Table, start: int, place: int) -> int:
    """Where the heads begin that stand one behind the other up to a place, which may be in them."""
    heads = head_labels(table)
    while before := max((h for h in heads if text.endswith(h, start, place)), key=len, default=""):
        place -= len(before)
    return place


def _without_figure(strip: Strip, found: Found) -> Found:
    """A label whose number would be the last digit of a token, the figure before, without it."""
    start = found.start
    alone = strip.end_of(strip.token_at(start)) == start + 1
    return found._replace(start=start + 1) if alone else found


def _find(strip: Strip, table: Table, start: int, end: int) -> list[Found]:
    lines = printed_lines(table)
    found = _in_one_pass(strip, lines, start, end)
    if len(found) < len(lines):
        stems = _shared_stems(lines)
        places = [_places(strip, line, stems, start, end) for line in lines]
        chain = _heaviest_chain(places)
        moved = moved_rows(strip, table, chain, partial(_of_this_year, strip, start, end))
        found = with_moved(with_damaged(strip, table, chain, moved, start, end), moved)
    return found


def _of_this_year(
    strip: Strip, start: int, end: int, line: PrintedLine, spelling: str
) -> list[Found]:
    """Where a spelling of a line stands, but with the remark that it is another year's."""
    found = _occurrences(strip, line, spelling, start, end)
    return [match for match in found if not _OTHER_YEAR.search(match.remark)]


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
        if text.startswith(_BEHIND, start):
            match = _stretched(strip, line, place, start, end)
            if _OTHER_YEAR.search(match.remark):
                break
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


@cache
def _shared_stems(lines: tuple[PrintedLine, ...]) -> frozenset[str]:
    """The beginnings that the labels of several lines have in common."""
    counts = Counter(
        stem
        for line in lines
        for stem in {s[:cut] for s in line.label.spellings for cut in range(FEW, len(s))}
    )
    return frozenset(stem for stem, count in counts.items() if count > 1)


def _places(
    strip: Strip, line: PrintedLine, stems: frozenset[str], start: int, end: int
) -> list[Found]:
    """Where the first spelling that occurs at all stands, or else the longest beginning of one.

    A beginning that is one of the `stems`, those of other labels too, needs the rest behind it.
    """
    for spelling in line.searched:
        if found := _occurrences(strip, line, spelling, start, end):
            return found
    for spelling in line.label.spellings:
        shortest = len(line.ordinal) + SHORTEST_CORE + 1
        for length in range(len(spelling) - 1, shortest - 1, -1):
            found = _occurrences(strip, line, spelling[:length], start, end)
            own = [match for match in found if not _says_more(strip, match, spelling)]
            if spelling[:length] in stems:
                own = [match for match in own if _goes_on(strip, match)]
            if own:
                return own
    return []


def _goes_on(strip: Strip, found: Found) -> bool:
    """Whether the next words behind the beginning of a label, figures apart, are the rest of it."""
    words = _WORDS.search(strip.text, found.end)
    return words is not None and found.rest[:FEW] == words[0][:FEW]


def _says_more(strip: Strip, found: Found, spelling: str) -> bool:
    """Whether the words behind the beginning of a label are other ones than the rest of it."""
    stop = strip.end_of(strip.token_at(found.end - 1))
    words = _WORDS.match(strip.text, found.end, stop)
    behind = words[0] if words and words[0] not in UNIT_WORDS else ""
    return behind != "" and is_another(strip.text[found.start : found.end] + behind, spelling)


def _is_denied(strip: Strip, start: int) -> bool:
    """Whether the words in front of a label, in its own line or cell, say that it is not so."""
    return _DENIED.fullmatch(strip.text, strip.starts[strip.token_at(start)], start) is not None


def _occurrences(
    strip: Strip, line: PrintedLine, spelling: str, start: int, end: int
) -> list[Found]:
    found: list[Found] = []
    text = strip.text
    place = text.find(spelling, start, end)
    while place >= 0 and len(found) < MOST_OCCURRENCES:
        if not _is_denied(strip, place):
            found.append(_stretched(strip, line, place, place + len(spelling), end))
        place = text.find(spelling, place + 1, end)
    return found


def _stretched(strip: Strip, line: PrintedLine, start: int, stop: int, end: int) -> Found:
    """A match with the number in front of it, what follows of its wording, and its remark."""
    text = strip.text
    printed = text[start:stop]
    core = ORDINAL.sub("", printed)
    if core == printed:
        start -= _ordinal_before(strip, line, start)
    rests = (spelling.partition(core)[2] for spelling in line.label.spellings if core in spelling)
    rest = next(rests, "")
    reworded = rest.startswith("(") and not text.startswith(rest, stop)
    if reworded and (remark := _remark_behind(strip, stop, end)):
        return Found(line, start, stop + len(remark), "", remark)
    shared = _shared_length(rest, text[stop:end])
    stop, rest = stop + shared, rest[shared:]
    remark = _remark_behind(strip, stop, end)
    return Found(line, start, stop + len(remark), rest, remark)


def _remark_behind(strip: Strip, start: int, end: int) -> str:
    """The remark in brackets that begins here, or the mark of a note that ends a cell.

    A remark that is broken over lines holds no figures but a year, and no marks of cells.
    """
    remark = _REMARK_BEHIND.match(strip.text, start, end)
    if not remark:
        note = _NOTE_BEHIND.match(strip.text, start, end)
        index = strip.token_at(start)
        in_cell = strip.tokens.rows[index] is not None and start > strip.starts[index]
        return note[0] if note and in_cell and note.end() == strip.end_of(index) else ""
    if strip.token_at(start) == strip.token_at(remark.end() - 1):
        return remark[0]
    words = strip.plain(strip.text_between(start, remark.end())).split()
    cells = _DIGIT.search(_A_YEAR.sub("", remark[0])) or not MARKS.isdisjoint(words)
    return "" if cells else remark[0]


def _ordinal_before(strip: Strip, line: PrintedLine, start: int) -> int:
    """The length of the number in front of a label that was found without it.

    A digit may belong to the figure before: it is the label's only at the start of a token, or
    where it is the number that the form gives the label.
    """
    match = _ORDINAL_BEFORE.search(strip.text[max(0, start - 6) : start])
    if not match:
        return bare_ordinal(strip, line, start)
    begin = start - len(match[0])
    own = strip.begins_token(begin) or match[0] == line.ordinal or not match[0][0].isdigit()
    return len(match[0]) if own and strip.token_at(begin) == strip.token_at(start) else 0


def _shared_length(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _heaviest_chain(places: list[list[Found]]) -> list[Found]:
    """The chain of matches in form order, without overlap, with the most label characters.

    Of two equal ones, that of another year gives way.
    """
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
            weight = best[0] + found.end - found.start - len(found.remark)
            weight -= _OTHER_YEAR.search(found.remark) is not None
            grown.append((found.end, weight, [*best[1], found]))
        ends += grown
    chains += [(weight, chain) for _, weight, chain in ends]
    return max(chains, key=lambda pair: pair[0])[1]
