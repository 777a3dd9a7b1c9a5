"""Frames as files: exact as Parquet; as CSV and Excel so that a spreadsheet runs nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import OutputError

if TYPE_CHECKING:
    import pandas as pd

# What a spreadsheet may run: a sign at the front, also of full width, also after characters that it
# drops; or a tab or an end of line, after which it may begin anew.
RUN = re.compile("[\\s\ufeff\u200b-\u200f\u2060'\"]*[=+\\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n]")
# A figure with its sign, and a mark made of signs: a report prints both, and nothing can run.
HARMLESS = re.compile(r"[-+] ?\d+(?:[.,]\d+)*%?|[-+=@ ]*")
GUARD = "'"
# What a sheet of Excel holds, the row of heads not counted.
MOST_ROWS, LONGEST_CELL = 1_048_575, 32_767
CUT = "… (cut)"
DATE = "yyyy-mm-dd"
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def save_frame(frame: pd.DataFrame, path: Path, raw: bool = False) -> None:
    """Write a frame as CSV, Parquet or Excel, as the end of the path says.

    In CSV a text that a spreadsheet could run begins with an apostrophe, unless `raw` is given.
    Raises OutputError for more rows than a sheet of Excel has.
    """
    if path.suffix == ".parquet":
        frame.to_parquet(path, index=False)
    elif path.suffix == ".xlsx":
        _save_excel(frame, path)
    else:
        guarded = frame if raw else with_texts(frame, guard)
        # Ends of line as RFC 4180 has them: with these alone both their characters are quoted.
        guarded.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def guard(text: str) -> str:
    """A text that no spreadsheet runs; signed figures and marks such as -2, +14 and - stay."""
    if not RUN.match(text) or HARMLESS.fullmatch(unicodedata.normalize("NFKC", text)):
        return text
    return GUARD + text


def with_texts(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    """The frame with every text changed; numbers, dates and missing values stay."""
    texts: pd.DataFrame = frame.select_dtypes("string")
    return frame.assign(**{str(name): _changed(texts[name], change) for name in texts.columns})


def _changed(column: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """A column with its texts changed, each different one looked at once."""
    new = {text: other for text in column.dropna().unique() if (other := change(text)) != text}
    return column.map(lambda text: new.get(text, text), na_action="ignore") if new else column


def _save_excel(frame: pd.DataFrame, path: Path) -> None:
    """One sheet; a text is a text there, whatever it begins with."""
    import pandas as pd

    if len(frame) > MOST_ROWS:
        raise OutputError(
            f"{len(frame):,} rows are more than the {MOST_ROWS:,} of a sheet of Excel; "
            "write --format csv or --format parquet"
        )
    # Made in memory: what xlsxwriter cannot write to a file, it writes again at its end.
    content, settings = BytesIO(), {"options": {**AS_TEXT, "in_memory": True}}
    with pd.ExcelWriter(
        content, engine="xlsxwriter", datetime_format=DATE, engine_kwargs=settings
    ) as book:
        with_texts(frame, _fitting).to_excel(book, index=False, freeze_panes=(1, 0))
    path.write_bytes(content.getbuffer())


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
