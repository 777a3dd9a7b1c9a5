"""The codebook in data/README.md, made from the forms, the frames and the provenance file."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from helpers.forms import Form, Table, all_forms
from helpers.frames import COLUMNS
from helpers.indicators import Indicator, all_indicators
from helpers.links import load_links
from helpers.organs import SHIPPED
from helpers.rules import every_rule

DATA = Path("data")
BEGIN = "<!-- made by `make codebook`: begin -->"
END = "<!-- made by `make codebook`: end -->"
RULES = (
    "The rules of kind within are the identities of each form above. Those of kind narrative are "
    "the measures of `helpers/claims/measures.toml`, by which a stated figure is that of its "
    "cells, and more."
)


def codebook(provenance: Path) -> str:
    """Provenance per file, every column of every frame, every cell key and every rule."""
    parts = ["## Provenance", _provenance(provenance), "## Frames"]
    for name in COLUMNS:
        parts += [f"### {name}", _columns(name)]
    parts += ["## Indicators of the panel", _indicators()]
    for form in all_forms():
        parts += [f"## Form {form.name}", f"{form.english}. {form.chinese}. Source: {form.source}."]
        for table in form.tables.values():
            parts += [f"### {form.name}: {table.key}", _keys(table)]
        parts += [f"### {form.name}: identities", _identities(form)]
    parts += ["## Links between two years", _links()]
    parts += ["## Rules of the checks", RULES, _rules()]
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


def _columns(name: str) -> str:
    said = tomllib.loads(files(__package__).joinpath("codebook.toml").read_text(encoding="utf-8"))
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


def _formulas(indicator: Indicator) -> list[str]:
    if indicator.parts:
        sums = (" + ".join(keys) for keys in (indicator.numerator, indicator.denominator))
        return [" / ".join(f"({total})" for total in sums)]
    return [f"{forms}: `{formula}`" for forms, formula in indicator.cells.items()]


def _rules() -> str:
    rows = (
        (r.kind, f"`{r.key}`", ", ".join(r.forms), r.english, r.chinese)
        for r in every_rule()
        if r.kind != "within"
    )
    return _table(("kind", "key", "forms", "in English", "中文"), rows)


if __name__ == "__main__":
    readme = DATA / "README.md"
    text = current(readme.read_text(encoding="utf-8"), codebook(DATA / "provenance.csv"))
    readme.write_text(text, encoding="utf-8")
    shipped = files("helpers").joinpath(SHIPPED).read_bytes()
    (DATA / SHIPPED).write_bytes(shipped)
    print(f"codebook written into {readme}, the map of organs into {DATA / SHIPPED}")
