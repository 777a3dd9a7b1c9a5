"""A draft as comma-separated values, as a spreadsheet program exports a sheet."""

from __future__ import annotations

import csv
from io import StringIO

from helpers.synthetic.boxes import Grid, occupied
from helpers.synthetic.draft import Draft
from helpers.synthetic.grid import parts


def render(draft: Draft) -> bytes:
    """The bytes of the file: every line as wide as the widest table, merged cells filled once."""
    rng = draft.rng
    found = parts(draft)
    width = max(part.width if isinstance(part, Grid) else 1 for part in found)
    text = StringIO(newline="")
    dialect = rng.choice(("excel", "excel", "unix"))
    writer = csv.writer(text, dialect, delimiter=rng.choice((",", ",", ";")))
    for part in found:
        rows = _rows(part) if isinstance(part, Grid) else [[part.text]]
        writer.writerows(row + [""] * (width - len(row)) for row in rows)
        if rng.random() < 0.5:
            writer.writerow([""] * width)
    return text.getvalue().encode(rng.choice(("utf-8", "utf-8-sig", "gb18030")))


def _rows(grid: Grid) -> list[list[str]]:
    return [[box.text if box else "" for box in row] for row in occupied(grid)]
