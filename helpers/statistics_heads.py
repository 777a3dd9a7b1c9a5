"""The columns of a statistics table, told by the heads above its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from helpers.document import Strip
from helpers.forms import Table
from helpers.labels import Found

# What a column of one year, and one of all years, has above it.
_YEAR = re.compile(r"\d{4}年|上年|去年|本年|同比|增减|增长")
_ALL_YEARS = re.compile(r"累计")
LONGEST_HEADS = 120


def by_printed_years(
    strip: Strip, table: Table, found: Sequence[Found], anchor: int
) -> list[Found] | None:
    """The rows of a statistics table, their cells in the order of its heads.

    None where two heads name years and none all years: then the columns are not those of the form.
    Heads that are not there say nothing.
    """
    if not table.unit_column or not found:
        return list(found)
    heads = strip.text[max(anchor, found[0].start - LONGEST_HEADS) : found[0].start]
    years, totals = (
        [match.start() for match in pattern.finditer(heads)] for pattern in (_YEAR, _ALL_YEARS)
    )
    if len(years) > 1 and not totals:
        return None
    if len(years) != 1 or len(totals) != 1 or years < totals:
        return list(found)
    return [match._replace(line=replace(match.line, cells=match.line.cells[::-1],
            units=match.line.units[::-1])) for match in found]  # fmt: skip
