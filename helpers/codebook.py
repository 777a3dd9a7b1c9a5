"""The codebook in data/README.md, made from the forms, the frames and the provenance file."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from helpers.deadlines import all_deadlines
from helpers.forms import Form, Table, all_forms
from helpers.frames import COLUMNS
from helpers.indicators import Indicator, all_breaks, all_indicators
from helpers.links import load_links
from helpers.organs import SHIPPED
from helpers.rules import other_rules

DATA = Path("data")
BEGIN = "<!-- made by `make codebook`: begin -->"
END = "<!-- made by `make codebook`: end -->"


def codebook(provenance: Path) -> str:
    """Provenance per file, every column of every frame, every cell key and every rule."""
    parts = ["## Provenance", _provenance(provenance), "## Frames"]
    for name in COLUMNS:
        parts += [f"### {name}", _columns(name)]
    parts += ["## Indicators of the panel", _indicators()]
    parts += ["## What breaks comparability", _said()["text"]["breaks"], _breaks()]
    parts += ["## Deadlines of publication", _said()["text"]["deadlines"], _deadlines()]
    parts += ["## Forms", _said()["text"]["identities"]]
    for form in all_forms():
        parts += [f"## Form {form.name}", f"{form.english}. {form.chinese}. Source: {form.source}."]
        for table in form.tables.values():
            parts += [f"### {form.name}: {table.key}", _keys(table)]
        parts += [f"### {form.name}: identities", _identities(form)]
    parts += ["## Links between two years", _links()]
    parts += ["## Rules of the checks", _said()["text"]["rules"], _rules()]
    return "\n\n".join(parts)


def current(readme: str, book: str) -> str:
    """The text of the README with `book` between its markers."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{book}\n\n{END}{after}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _provenance(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return _table(head, rows)


@cache
def _said() -> dict[str, dict[str, str]]:
    """What the data file says of the columns of each frame, and its longer texts."""
    return tomllib.loads(files(__package__).joinpath("codebook.toml").read_text(encoding="utf-8"))


def _columns(name: str) -> str:
    said = _said()
    rows = (
        (f"`{column}`", dtype, said[name].get(column) or said["common"][column])
        for column, dtype in COLUMNS[name].items()
    )
    return _table(("column", "dtype", "meaning"), rows)


def _keys(table: Table) -> str:
    rows = [
        (f"`{row}`", f"`{column}`", table.row_label(row, "zh"), table.column_label(column, "zh"),
         table.row_label(row, "en"), table.column_label(column, "en"),
         table.rows[row].unit or table.column_of[row, column].unit or "")
        for row, column in table.every_cell
    ]  # fmt: skip
    return _table(
        ("row", "column", "行", "列", "row in English", "column in English", "unit"), rows
    )


def _links() -> str:
    rows = (
        (f"`{link.key}`", link.table, ", ".join(link.before), ", ".join(link.now), link.along,
         link.formula, link.english, link.chinese)
        for link in load_links()
    )  # fmt: skip
    return _table(
        ("key", "table", "year before", "year", "in every", "formula", "in English", "中文"), rows
    )


def _identities(form: Form) -> str:
    rows = (
        (f"`{i.key}`", i.table, i.along, i.formula, i.english, i.chinese) for i in form.identities
    )
    return _table(("key", "table", "in every", "formula", "in English", "中文"), rows)


def _indicators() -> str:
    rows = (
        (f"`{i.key}`", i.english, i.chinese, i.unit, "; ".join(_formulas(i)))
        for i in all_indicators().values()
    )
    return _table(("indicator", "in English", "中文", "unit", "formula by form"), rows)


def _breaks() -> str:
    used = {b: [i.key for i in all_indicators().values() if b in i.breaks] for b in all_breaks()}
    rows = (
        (f"`{key}`", f"since {one.since}" if one.since else f"forms {', '.join(one.forms)}",
         one.note, one.note_zh, one.source or "the labels of the forms",
         "" if not one.since else "seen" if one.seen else "known, not checked against the text",
         ", ".join(f"`{name}`" for name in used[key]))
        for key, one in all_breaks().items()
    )  # fmt: skip
    return _table(("break", "where", "in English", "中文", "source", "text", "indicators"), rows)


def _deadlines() -> str:
    rows = (
        (f"{one.years[0]} to {one.years[1]}", one.english, one.chinese, f"{one.month}月{one.day}日",
         one.source, "seen" if one.seen else "known, not checked against the text")
        for one in all_deadlines()
    )  # fmt: skip
    return _table(("reports on", "organ", "机关", "deadline", "source", "text"), rows)


def _formulas(indicator: Indicator) -> list[str]:
    if indicator.published:
        return ["all forms: date of publication less the deadline"]
    if indicator.parts:
        sums = (" + ".join(keys) for keys in (indicator.numerator, indicator.denominator))
        return [" / ".join(f"({total})" for total in sums)]
    return [f"{forms}: `{formula}`" for forms, formula in indicator.cells.items()]


def _rules() -> str:
    rows = (
        (r.kind, f"`{r.key}`", ", ".join(r.forms), r.english, r.chinese, r.source)
        for r in other_rules()
    )
    return _table(("kind", "key", "forms", "in English", "中文", "source"), rows)


if __name__ == "__main__":
    readme = DATA / "README.md"
    text = current(readme.read_text(encoding="utf-8"), codebook(DATA / "provenance.csv"))
    readme.write_text(text, encoding="utf-8")
    shipped = files("helpers").joinpath(SHIPPED).read_bytes()
    (DATA / SHIPPED).write_bytes(shipped)
    print(f"codebook written into {readme}, the map of organs into {DATA / SHIPPED}")
