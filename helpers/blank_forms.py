"""The blank forms in data/forms, made from the form files: `python -m helpers.blank_forms`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from helpers.forms import Form, all_forms
from helpers.synthetic.boxes import Grid, occupied
from helpers.synthetic.draft import Draft
from helpers.synthetic.figures import Print
from helpers.synthetic.grid import parts

FOLDER = Path("data/forms")
TITLE, PROSE = "政府信息公开工作年度报告（空白表）", "（文字描述）"
# The title and the warning of a synthetic report, in the place of which a blank form has its own.
OPENING = 2
ANY_YEAR = "N年度"


def blank_form(form: Form) -> str:
    """The form as text, cells parted by tabs and every figure's cell empty.

    Merged cells leave empty ones. Example: `blank_form(load_form("2021"))`.
    """
    lines = [TITLE]
    for part in parts(_draft(form))[OPENING:]:
        if isinstance(part, Grid):
            lines += _rows(part)
        else:
            lines.append(part.text)
    return "\n".join(lines).replace(f"{form.years[0]}年度", ANY_YEAR) + "\n"


def _rows(grid: Grid) -> Iterator[str]:
    """The printed rows; below the head a cell that spans columns is one, so none is too many."""
    for number, row in enumerate(occupied(grid)):
        figures = row[grid.labels :]
        boxes = row if number < grid.head else [*row[: grid.labels], *filter(None, figures)]
        yield "\t".join(box.text if box else "" for box in boxes)


def _draft(form: Form) -> Draft:
    tables = form.tables.values()
    return Draft(
        rng=Random(0),
        form=form,
        layout="text:tabs",
        organ="",
        year=form.years[0],
        prints={(t.key, *cell): Print("blank", None, "") for t in tables for cell in t.cells},
        labels={(t.key, row.key): row.label for t in tables for row in t.rows.values()},
        order={t.key: list(dict.fromkeys(row for row, _ in t.cells)) for t in tables},
        headings={section.number: section.label for section in form.sections},
        prose={
            section.number: [PROSE]
            for section in form.sections
            if all(table.section != section.number for table in tables)
        },
    )


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for form in all_forms():
        (FOLDER / f"blank-{form.name}.txt").write_text(blank_form(form), encoding="utf-8")
    print(f"blank forms written into {FOLDER}")
