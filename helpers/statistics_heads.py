"""The columns of a statistics table as the heads above its rows name them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.cells import Cell, Problem
from helpers.characters import normalise
from helpers.document import Document, Strip
from helpers.forms import ROOT, Item, Table
from helpers.labels import FEW, SHORTEST_CORE, Found
from helpers.row import Settled

LABEL, UNIT, CODE, REMARKS, OTHER, UNKNOWN = "label", "unit", "code", "remark", "other", "unknown"
SHARE = "share"
KINDS = (LABEL, UNIT, CODE, REMARKS, OTHER)
# Between the head of the labels and the first row stands so much text at most.
LONGEST_HEADS = 240
# Rows whose labels are broken may stand between the heads and the first row that is recognised.
LONGEST_BEGINNING = 1_500
# A head is broken into so many words at most.
MOST_PARTS = 4
_YEAR = re.compile(r"20\d\d年")
_ANY_YEAR = "N年"
# A remark or unit in brackets, the row that numbers the columns, and signs.
_NO_HEAD = re.compile(r"\([^()]{0,16}\)|[甲乙丙丁]{1,3}\d{0,2}(?!\d)|[-—/|:.]+|(?<!\d)\d(?!\d)")
# What a copy prints in the place of a lost character, as it is or escaped in a pattern.
_SIGN = re.compile(r"\\?[?*□]")
# A column that the form does not have, by its number.
EXTRA = "extra_{}"
EXTRA_COLUMN = "column that the form does not have"


class Head(NamedTuple):
    """A head in the order printed: what it names, its text, and where it begins on the strip.

    `kind` is one of KINDS, the key of a column of the form, or UNKNOWN.
    """

    kind: str
    text: str
    start: int


class Columns(NamedTuple):
    """A table with the columns that its heads name, where these end, and those that are unknown.

    `end` is 0 where there are no heads.
    """

    table: Table
    end: int = 0
    unknown: str = ""


@cache
def vocabulary(table: Table) -> dict[str, str]:
    """What each known head of a table names, longest first."""
    data = tomllib.loads((ROOT / "heads.toml").read_text(encoding="utf-8"))
    known = {normalise(text): kind for kind in KINDS for text in data[kind]}
    known |= {text: column.key for column in table.columns.values() for text in column.spellings}
    return dict(sorted(known.items(), key=lambda entry: -len(entry[0])))


@cache
def words_of(kind: str) -> frozenset[str]:
    """The heads of one of KINDS, in normal characters."""
    data = tomllib.loads((ROOT / "heads.toml").read_text(encoding="utf-8"))
    return frozenset(map(normalise, data[kind]))


@cache
def wide_heads() -> frozenset[str]:
    """The heads of labels that are long enough to be known wherever they stand."""
    return frozenset(word for word in words_of(LABEL) if len(word) >= SHORTEST_CORE)


def columns_of(document: Document, table: Table, found: Sequence[Found]) -> Columns:
    """The table with the columns that the heads above its first found row name, as they stand.

    Heads that are not there say nothing: then the columns are those of the form.
    """
    if not table.unit_column or not found:
        return Columns(table)
    heads = _ordered(document, heads_above(document.strip, table, found[0].start))
    named = [head.kind for head in heads if head.kind in table.columns]
    figures = [head for head in heads if head.kind in (*table.columns, OTHER, CODE, UNKNOWN)]
    if not figures:
        return Columns(table)
    unclear = [head.text for head in figures if head.kind in (CODE, UNKNOWN)]
    if unclear or not named or len(named) > len(set(named)):
        return Columns(table, unknown=" ".join(unclear or [head.text for head in figures]))
    columns = ((h.kind, h.text if h.kind == OTHER else "") for h in figures)
    end = max(head.start + len(head.text) for head in figures)
    return Columns(_with_columns(table, tuple(columns)), end)


@lru_cache(maxsize=256)
def _with_columns(table: Table, heads: tuple[tuple[str, str], ...]) -> Table:
    """The table with these columns; those of the form have its items, others a key of their own."""
    if [kind for kind, _ in heads] == list(table.columns):
        return table
    columns = tuple(
        table.columns.get(kind) or Item(EXTRA.format(number), text, text)
        for number, (kind, text) in enumerate(heads, 1)
    )
    return replace(table, blocks=tuple(replace(b, columns=columns) for b in table.blocks))


def without_extra_columns(table: Table, settled: Settled) -> Iterator[Problem]:
    """Take the cells of columns that the form does not have out of a table, a problem for each.

    The readings of rows that stay ambiguous are of all columns printed; they go as well.
    """
    extra = [key for key in settled.cells if key not in table.column_of]
    columns: dict[str, list[Cell]] = {}
    for key in extra:
        columns.setdefault(key[1], []).append(settled.cells.pop(key))
    known = table.column_of.keys()
    settled.readings = [entry for entry in settled.readings if known >= set(entry[0])]
    settled.assumed = {place for place in settled.assumed if place[1] not in columns}
    for cells in columns.values():
        if text := " ".join(cell.raw for cell in cells if cell.raw):
            yield Problem(cells[0].line, text, EXTRA_COLUMN)


def heads_above(strip: Strip, table: Table, first: int) -> list[Head]:
    """The heads of columns above the row that begins at `first`, but for that of the labels."""
    start = label_head(strip, first)
    if start < 0:
        return []
    index = strip.token_at(start)
    if strip.tokens.rows[index] is not None:
        heads = _in_grid(strip, table, index, strip.token_at(first))
    else:
        heads = _in_lines(strip, table, start, first)
    return [head for head in heads if head.kind != LABEL]


def heads_before(strip: Strip, anchor: int) -> int:
    """Where the heads of a statistics table begin that is sure to have begun at `anchor`."""
    earliest = max(0, anchor - LONGEST_BEGINNING)
    places = [p for word in wide_heads() if (p := strip.text.rfind(word, earliest, anchor)) >= 0]
    return max(places, default=anchor)


def label_head(strip: Strip, first: int) -> int:
    """Where the last head of labels above a row begins, a long word or one of its own; or -1."""
    earliest = max(0, first - LONGEST_HEADS)
    places = [
        place
        for word in words_of(LABEL)
        if (place := strip.text.rfind(word, earliest, first)) >= 0
        and (len(word) >= SHORTEST_CORE or _begins_word(strip, place))
    ]
    return max(places, default=-1)


def _begins_word(strip: Strip, place: int) -> bool:
    """Whether a word, or a cell, of the print begins at a place."""
    index = strip.token_at(place)
    before, _ = strip.printed(index, strip.starts[index], place)
    return strip.starts[index] == place or before != before.rstrip()


def _in_grid(strip: Strip, table: Table, index: int, first: int) -> list[Head]:
    """The lowest head of every column of a grid, from left to right.

    The rows of heads begin with that of the token `index`, and end where a row has a label.
    """
    tokens, row = strip.tokens, strip.tokens.rows[index]
    while index and tokens.rows[index - 1] == row:
        index -= 1
    lowest: dict[tuple[float, float], Head] = {}
    label = 0.0
    for place in range(index, first):
        left, right = tokens.lefts[place], tokens.rights[place]
        text = strip.text[strip.starts[place] : strip.ends[place]]
        if left is None or right is None or not text:
            continue
        if tokens.rows[place] != row and left <= label:
            break
        for ends in [ends for ends in lowest if ends[0] < right and left < ends[1]]:
            del lowest[ends]
        heads = list(_parsed(table, text, strip.starts[place]))
        kind = heads[0].kind if len(heads) == 1 else UNKNOWN
        label = left if kind == LABEL else label
        lowest[left, right] = Head(kind, text, strip.starts[place])
    return [lowest[ends] for ends in sorted(lowest)]


def _in_lines(strip: Strip, table: Table, start: int, first: int) -> list[Head]:
    """The heads that lines, or flat text, print up to a place, without the words below them.

    Words below the heads that are none stand on lines of their own, or in text that has no lines.
    """
    index, last = strip.token_at(start), strip.token_at(first)
    start -= max([len(w) for w in words_of(CODE) if strip.text.endswith(w, 0, start)], default=0)
    words = [
        word
        for place in range(strip.token_at(start), last + 1)
        for word in _words(
            strip, place, max(start, strip.starts[place]), min(strip.ends[place], first)
        )
    ]
    heads = list(_of_words(table, words))
    flat = index == last
    while heads and heads[-1].kind == UNKNOWN:
        below = flat or strip.token_at(heads[-1].start) > index
        if not below or not any(head.kind in table.columns for head in heads):
            break
        heads.pop()
    return heads


def _of_words(table: Table, words: Sequence[tuple[int, str]]) -> Iterator[Head]:
    """The heads that words are, or are parts of: `计量 单位` is one head."""
    number = 0
    while number < len(words):
        start, text = words[number]
        whole = heads = list(_parsed(table, text, start))
        for _, more in words[number + 1 : number + MOST_PARTS]:
            if all(head.kind != UNKNOWN for head in whole):
                break
            text += more
            whole = list(_parsed(table, text, start))
        known = all(head.kind != UNKNOWN for head in whole)
        yield from whole if known else heads
        taken = text if known else words[number][1]
        while taken:
            taken = taken.removeprefix(words[number][1])
            number += 1


def _words(strip: Strip, index: int, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The words of a token between two offsets, each with its offset."""
    for word in strip.printed(index, start, end)[0].split():
        yield start, strip.text[start : start + len(word)]
        start += len(word)


def _parsed(table: Table, word: str, start: int) -> Iterator[Head]:
    """The heads that one word consists of; what is left of it is unknown."""
    known = vocabulary(table)
    place = 0
    while place < len(word):
        if skipped := _NO_HEAD.match(word, place):
            place = skipped.end()
            continue
        year = _YEAR.match(word, place)
        rest = _ANY_YEAR + word[year.end() :] if year else word[place:]
        text = next((text for text in known if rest.startswith(text)), "")
        if not text:
            if not _below_heads(table, word[place:]):
                yield Head(_begun(table, word[place:]), word[place:], start + place)
            return
        length = len(text) + (len(year[0]) - len(_ANY_YEAR) if year else 0)
        yield Head(known[text], word[place : place + length], start + place)
        place += length


def _begun(table: Table, text: str) -> str:
    """What a head names of which only the beginning is printed, or a sign for a lost character.

    It is unknown if several heads may be meant.
    """
    if len(text) < FEW:
        return UNKNOWN
    printed = re.compile(_SIGN.sub(".", re.escape(text)))
    whole = _SIGN.search(text) is not None
    match = printed.fullmatch if whole else printed.match
    kinds = {kind for known, kind in vocabulary(table).items() if match(known)}
    return kinds.pop() if len(kinds) == 1 else UNKNOWN


def _below_heads(table: Table, text: str) -> bool:
    """Whether a text begins with the head of a group of rows."""
    groups = [*table.heads, *(block.label for block in table.blocks if block.label)]
    return text.startswith(tuple(map(normalise, groups)))


def _ordered(document: Document, heads: list[Head]) -> list[Head]:
    """The heads from left to right, by their places where a page shows them on one line."""
    if document.locate is None or not heads:
        return heads
    strip = document.strip
    placed = []
    for head in heads:
        index = strip.token_at(head.start)
        _, offset = strip.printed(index, head.start, head.start + len(head.text))
        words = document.locate(strip.tokens[index], offset, len(head.text))
        if not words:
            return heads
        placed.append((words[0], head))
    levels = [word.level for word, _ in placed]
    if max(levels) - min(levels) > placed[0][0].height:
        return heads
    return [head for _, head in sorted(placed, key=lambda pair: pair[0].left)]
