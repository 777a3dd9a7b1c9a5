"""Our reading of PDFs beside the tables that other parsers find, by a plain matching of labels.

`python -m benchmarks.parsers --count 60` reads synthetic reports. pdfplumber comes with the
development tools; PyMuPDF and camelot are compared where they are installed.
"""

from __future__ import annotations

import argparse
import logging
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from helpers.characters import normalise
from helpers.corpus import read
from helpers.forms import load_form
from helpers.numbers import read_print
from helpers.synthetic import Synthetic, synthesize
from helpers.synthetic.figures import Key

COUNT, FORM, TABLE = 60, "2021", "requests"
# The rows of a table, each cell its text; None for what a merged cell covers.
Rows = Iterable[list[str | None]]
Values = dict[Key, float]
HEADS = ("parser", "printed", "right %", "silently wrong", "whole reports", "seconds")


def ours(content: bytes) -> Values:
    """The figures that we read."""
    return {
        (cell.table, cell.row, cell.column): cell.value
        for cell in read(content).cells
        if cell.value is not None
    }


def pdfplumber_rows(content: bytes) -> Iterator[list[str | None]]:
    """The rows of all tables that pdfplumber finds."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(BytesIO(content)) as document:
        for page in document.pages:
            for table in page.extract_tables():
                yield from table


def pymupdf_rows(content: bytes) -> Iterator[list[str | None]]:
    """The rows of all tables that PyMuPDF finds."""
    import pymupdf  # type: ignore[import-not-found]

    with pymupdf.open(stream=content, filetype="pdf") as document:
        for page in document:
            for table in page.find_tables():
                yield from table.extract()


def camelot_rows(content: bytes) -> Iterator[list[str | None]]:
    """The rows of all tables that camelot finds by their lines."""
    import camelot  # type: ignore[import-not-found]

    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(content)
        for table in camelot.read_pdf(str(path), pages="all", flavor="lattice"):
            yield from table.df.values.tolist()


PARSERS: dict[str, Callable[[bytes], Rows]] = {
    "pdfplumber": pdfplumber_rows,
    "pymupdf": pymupdf_rows,
    "camelot": camelot_rows,
}


def matched(rows: Rows) -> Values:
    """The figures in the last cells of rows whose label is one of the table's, in form order."""
    table = load_form(FORM).tables[TABLE]
    labels = {text: row for row in table.rows.values() for text in row.spellings}
    values: Values = {}
    for row in rows:
        cells = [cell or "" for cell in row]
        key = next((labels[text] for text in map(normalise, cells) if text in labels), None)
        keys = next((b.cells[key.key] for b in table.blocks if key and key.key in b.cells), ())
        for (name, column), cell in zip(keys, cells[len(cells) - len(keys) :], strict=False):
            printed = read_print(cell)[1]
            if printed.kind == "number" and printed.value is not None:
                values.setdefault((TABLE, name, column), printed.value)
    return values


def judge(made: Synthetic, values: Values) -> Counter[str]:
    """How many printed cells of the table are right or wrong, and whether all are right."""
    counts: Counter[str] = Counter()
    for key, truth in made.truth.items():
        if key[0] != TABLE:
            continue
        value = values.get(key)
        counts["printed"] += truth.status == "read"
        counts["right"] += truth.status == "read" and value == truth.value
        counts["wrong"] += value is not None and value != truth.value
    counts["whole"] = int(counts["right"] == counts["printed"] and not counts["wrong"])
    return counts


def compare(count: int, noise: list[str] | None) -> list[tuple[str, ...]]:
    """A row per parser over the same synthetic PDFs, as HEADS says."""
    reports = [synthesize(seed, FORM, "pdf", noise) for seed in range(count)]
    ways: dict[str, Callable[[bytes], Values]] = {"ours": ours}
    ways |= {
        name: lambda content, rows=rows: matched(rows(content))
        for name, rows in PARSERS.items()
        if find_spec(name)
    }
    return [_row(name, way, reports) for name, way in ways.items()]


def _row(name: str, way: Callable[[bytes], Values], reports: list[Synthetic]) -> tuple[str, ...]:
    total: Counter[str] = Counter()
    start = perf_counter()
    for made in reports:
        content: Any = made.content
        total += judge(made, way(content))
    seconds = perf_counter() - start
    share = 100 * total["right"] / max(total["printed"], 1)
    whole = f"{total['whole']} of {len(reports)}"
    return name, str(total["printed"]), f"{share:.2f}", str(total["wrong"]), whole, f"{seconds:.1f}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="synthetic reports")
    parser.add_argument("--noise", nargs="*", help="kinds of noise; drawn by default")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    for row in [HEADS, *compare(arguments.count, arguments.noise)]:
        print("".join(f"{text:>16}" for text in row))
    for name in PARSERS:
        if not find_spec(name):
            print(f"{name} is not installed and was left out (python -m pip install {name})")


if __name__ == "__main__":
    main()
