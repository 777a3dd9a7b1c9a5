"""Reading one report from text, frames not built, against thirty regex passes over the text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.timing import Line, median_ms, regex_passes
from helpers.reading import read_document
from helpers.sources.text import text_document

REPORT = Path("data/reports/wushan-planning/2020.txt")
IMPORTS = 7


def text_reading() -> list[Line]:
    """The median of reading the Wushan report, alone and as a ratio to the yardstick."""
    text = REPORT.read_text(encoding="utf-8")
    reading = median_ms(lambda: read_document(text_document(text), "benchmark"))
    passes = median_ms(lambda: regex_passes(text))
    return [
        ("read the Wushan report from text, frames not built", f"{reading:.2f} ms"),
        ("thirty regex passes over the same text", f"{passes:.2f} ms"),
        ("ratio", f"{reading / passes:.2f}"),
    ]


def imports() -> list[Line]:
    """The median time of importing in a new interpreter, less that of an empty one."""
    times = {
        statement: median_ms(lambda s=statement: _run(s), IMPORTS, perf_counter)  # type: ignore[misc]
        for statement in ("pass", "import helpers", "import pandas", "import helpers, pandas")
    }
    empty = times.pop("pass")
    return [(statement, f"{(ms - empty) / 1000:.2f} s") for statement, ms in times.items()]


def _run(statement: str) -> None:
    subprocess.run([sys.executable, "-c", statement], check=True)
