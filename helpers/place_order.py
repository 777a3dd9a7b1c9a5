"""The order of the columns of a table by the places of their heads in a grid, a page or lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from helpers.characters import normalise
from helpers.document import Locate, Placed, Strip
from helpers.forms import Table
from helpers.geometry import LONGEST_LINE, Measure, display_width
from helpers.head_columns import LINES_ABOVE, head_ends
from helpers.labels import PrintedLine
from helpers.tokens import Token, Tokens

_WORD = re.compile(r"\S+")
Order = tuple[int, ...]


def order_in_grid(strip: Strip, places: Sequence[int]) -> Order | None:
    """How the cells that print the characters at these offsets stand from left to right.

    None unless all are cells of a grid, each in columns of its own.
    """
    tokens = strip.tokens
    cells = [strip.token_at(place) for place in places]
    ends = [(tokens.lefts[cell], tokens.rights[cell]) for cell in cells]
    if any(tokens.rows[cell] is None for cell in cells):
        return None
    return _beside_each_other([(left, right) for left, right in ends if left is not None and right])


def order_on_page(
    table: Table, line: PrintedLine, tokens: Sequence[Token], locate: Locate
) -> Order | None:
    """Which cell of a line has its head in each place from left to right; None if they overlap."""
    orders = map(_beside_each_other, head_ends(table, line, tokens, locate))
    return next((order for order in orders if order), None)


def order_in_lines(table: Table, line: PrintedLine, tokens: Sequence[Token]) -> Order | None:
    """The same for lines of text that spaces align.

    The width of Chinese characters is not known. With the wrong one heads overlap; if they do not,
    either width must show the same.
    """
    if any(len(token.text) > LONGEST_LINE or token.row is not None for token in tokens):
        return None
    if any(_spans_in_one_line(table, normalise(token.text)) for token in tokens):
        return None
    orders = {
        order_on_page(table, line, tokens, partial(_in_line, measure))
        for measure in (len, display_width)
    }
    orders.discard(None)
    return orders.pop() if len(orders) == 1 else None


def tokens_above(tokens: Tokens, first: int, last: int) -> Sequence[Token]:
    """The tokens from `first` to before `last`, of which heads are sought in the last lines."""
    return list(tokens[max(first, last - LINES_ABOVE) : last])


def _beside_each_other(ends: Sequence[tuple[float, float]]) -> Order | None:
    order = sorted(range(len(ends)), key=ends.__getitem__)
    apart = all(ends[one][1] <= ends[other][0] for one, other in pairwise(order))
    return tuple(order) if apart and order else None


def _spans_in_one_line(table: Table, text: str) -> bool:
    """Whether a head of several columns and one of those stand in one line: it is no print."""
    labels = {key: column.spellings[0] for key, column in table.columns.items()}
    return any(
        head in text and any(labels[key] in text.replace(head, "") for key in under)
        for head, under in table.spanning.items()
    )


def _in_line(measure: Measure, token: Token, offset: int, length: int) -> list[Placed]:
    """The words of a line of text, their places in characters."""
    words = []
    indent = token.left or 0
    text = token.text
    for word in _WORD.finditer(text, offset, offset + length):
        left = indent + measure(text[: word.start()])
        words.append(Placed(word[0], left, left + measure(word[0]), -token.line, 1.0))
    return words
