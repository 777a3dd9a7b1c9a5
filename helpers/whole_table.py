"""The ordinary table, whose rows all print one token for each of their cells, settled at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from helpers.document import Document, Strip
from helpers.forms import Form, Table
from helpers.labels import Found, PrintedLine, group_heads, joined
from helpers.numbers import read_print
from helpers.prints import prints_of_tokens
from helpers.pushed_rows import pushed
from helpers.reopen import following, sums_hold
from helpers.row import Settled
from helpers.row_cells import printed_cells
from helpers.runs import encloses_figures, follows_its_digit
from helpers.tokens import Tokens
from helpers.walk import are_heads
from helpers.whole_rows import tokens_behind

_DIGIT = re.compile(r"\d")
# What cells hold where nothing is to be remarked on them.
PLAIN = frozenset({"number", "mark", "blank"})
# The lines of a table, each with the place of its figures among the tokens.
Places = list[tuple[PrintedLine, slice]]


def settle_whole(
    document: Document, form: Form, table: Table, found: Sequence[Found], start: int, end: int
) -> Settled | None:
    """Settle a table whose rows are all whole and in no doubt, and of which nothing is remarked.

    Its cells are those that `gather` and `settle` find row by row. None where a single row may
    need them; on pages, whose words have places, every row may.
    """
    strip, tokens = document.strip, document.tokens
    if not found or document.locate is not None or document.unseen is not None:
        return None
    places = _places(strip, table, found, start, end)
    if places is None:
        return None
    prints = prints_of_tokens(tokens, [place for _, place in places])
    if any(prints.notes) or not PLAIN.issuperset(prints.kinds):
        return None
    rows = {tokens.rows[place.start] for _, place in places}
    if None not in rows:
        doubtful = not all(prints.raws) and (
            _may_be_shifted(tokens, places) or _are_pushed(form, table, tokens, places)
        )
    else:
        doubtful = len(rows) > 1 or _may_be_doubled(form, table, tokens, places)
    if doubtful:
        return None
    line = joined(tuple([line for line, _ in places]))
    cells = printed_cells(table, line, prints, line.units, "printed")
    return Settled(dict(zip(line.cells, cells, strict=True)))


def _places(
    strip: Strip, table: Table, found: Sequence[Found], start: int, end: int
) -> Places | None:
    """The tokens of each row; None where other print stands between the rows than plain heads."""
    if _DIGIT.search(strip.text, start, found[0].start):
        return None
    heads = group_heads(table, found)
    places = []
    for match, after in zip_longest(found, found[1:]):
        stop = after.start if after else end
        last = strip.token_at(match.end - 1)
        if match.line.label.key in heads:
            behind = last + 1
            if match.rest or match.end != strip.end_of(last):
                return None
        else:
            place = tokens_behind(strip, match, last, stop)
            if place is None or any(map(str.isdigit, match.remark)):
                return None
            places.append((match.line, place))
            behind = place.stop
        between = strip.slices_from(behind, stop)
        if between and not are_heads(strip, table, between):
            return None
        if after and (
            (between and follows_its_digit(strip, after))
            or encloses_figures(strip, after, match.end)
        ):
            return None
    return places


def _may_be_doubled(form: Form, table: Table, tokens: Tokens, places: Places) -> bool:
    """Whether a row breaks its sum and the row that the form has behind it is not there."""
    expected = following(table)
    found = {None, *(line.label.key for line, _ in places)}
    for line, place in places:
        if expected[line.label.key] not in found:
            texts = [read_print(raw)[0] for raw in tokens.texts[place]]
            if sums_hold(form, table, line, texts) is False:
                return True
    return False


def _are_pushed(form: Form, table: Table, tokens: Tokens, places: Places) -> bool:
    """Whether a row lacks a cell, so that its figures stand one column before their own."""
    blocks: dict[tuple[str, ...], list[tuple[PrintedLine, list[str]]]] = {}
    for line, place in places:
        blocks.setdefault(line.columns, []).append((line, tokens.texts[place]))
    return any(pushed(form, table, block) for block in blocks.values())


def _may_be_shifted(tokens: Tokens, places: Places) -> bool:
    """Whether rows of the same columns do not begin their cells in the same places."""
    lefts = {(line.columns, tuple(tokens.lefts[place])) for line, place in places}
    return len(lefts) > len({columns for columns, _ in lefts})
