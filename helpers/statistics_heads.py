"""Statistics tables with other columns than the form, told by the heads above their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.document import Strip
from helpers.forms import Table
from helpers.labels import Found

# What a column of one year, and one of all years, has above it.
_YEAR = re.compile(r"\d{4}年|上年|去年|本年|同比|增减|增长")
_ALL_YEARS = "累计"
LONGEST_HEADS = 120


def has_other_years(strip: Strip, table: Table, found: Sequence[Found], anchor: int) -> bool:
    """Whether two heads of a statistics table name years and none all years.

    Then its columns are not those of the form. Heads that are not there say nothing.
    """
    if not table.unit_column or not found:
        return False
    heads = strip.text[max(anchor, found[0].start - LONGEST_HEADS) : found[0].start]
    return len(_YEAR.findall(heads)) > 1 and _ALL_YEARS not in heads
