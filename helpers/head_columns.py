"""The columns of a table on a page by the places of their heads, where no row fills them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.characters import fold
from helpers.document import Locate, Placed
from helpers.forms import Table
from helpers.head_stacks import stacked_heads
from helpers.labels import PrintedLine, without_spanning_heads
from helpers.run import Run
from helpers.spans import Span, are_apart
from helpers.tokens import Token

# The heads of a table stand in so many lines above its first row.
LINES_ABOVE = 60
# A character of the heads: its token and its place there.
Place = tuple[Token, int]


def head_columns(table: Table, run: Run, locate: Locate) -> list[Span] | None:
    """The left and right end of the head of every cell of a row, from left to right, in points.

    None unless all heads stand side by side on one page. `run` is the first row of its block.
    """
    across = table.layout == "across"
    last = run.last + 1 if across else run.first
    tokens = list(run.source[max(run.first - LINES_ABOVE, 0) : last])
    page = tokens[-1].page if tokens else None
    tokens = [token for token in tokens if token.page == page]
    for ends in head_ends(table, run.found.line, tokens, locate):
        if are_apart(ends):
            return ends
    return None


def head_ends(
    table: Table, line: PrintedLine, tokens: Sequence[Token], locate: Locate
) -> Iterator[list[tuple[float, float]]]:
    """The left and right end of the head of every cell of a line, in each way to find them all."""
    if (spelt := _spelt(table, line, tokens, locate)) and all(spelt):
        yield _ends(spelt)
    words = [word for token in tokens for word in locate(token, 0, len(token.text))]
    if (stacked := stacked_heads(table, line, words)) and all(stacked):
        yield _ends(stacked)


def _ends(heads: Sequence[Sequence[Placed]]) -> list[tuple[float, float]]:
    return [(min(w.left for w in words), max(w.right for w in words)) for words in heads]


def _spelt(
    table: Table, line: PrintedLine, tokens: Sequence[Token], locate: Locate
) -> list[list[Placed]] | None:
    """The words of the head of every cell, where the text prints each head in one piece."""
    places = [
        (token, offset, character)
        for token in tokens
        for offset, character in enumerate(fold(token.text))
        if not character.isspace()
    ]
    text = without_spanning_heads(table, "".join(character for *_, character in places))
    find = _in_turn if table.layout == "across" else _above
    spans = find(table, line, text)
    if spans is None:
        return None
    return [_words([place[:2] for place in places[slice(*span)]], locate) for span in spans]


def _above(table: Table, line: PrintedLine, text: str) -> list[tuple[int, int]] | None:
    """Where the head of every cell stands, the nearest one above the row."""
    spans = []
    for cell in line.cells:
        spellings = sorted(table.column_of[cell].spellings, key=len, reverse=True)
        spelling = next((spelling for spelling in spellings if spelling in text), None)
        if spelling is None:
            return None
        start = text.rfind(spelling)
        spans.append((start, start + len(spelling)))
    return spans


def _in_turn(table: Table, line: PrintedLine, text: str) -> list[tuple[int, int]] | None:
    """Where the head of every cell stands, one behind the other."""
    spans: list[tuple[int, int]] = []
    for cell in line.cells:
        start = spans[-1][1] if spans else 0
        found = [(place, -len(s)) for s in table.column_of[cell].spellings
                 if (place := text.find(s, start)) >= 0]  # fmt: skip
        if not found:
            return None
        place, length = min(found)
        spans.append((place, place - length))
    return spans


def _words(places: Sequence[Place], locate: Locate) -> list[Placed]:
    """The words on the page that print these characters."""
    return [word for token, offset in places for word in locate(token, offset, 1)]
