"""The map of a form: where one wrong figure would be found, and where a check figure is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.check_figures import identifiability
from helpers.forms import Form, Table, load_form
from helpers.plot_page import INK, QUIET, checked, finish, new_axes

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

# Colour (Okabe and Ito) and sign of each verdict, so that neither is needed to read the map.
LOOKS = {"located": ("#009e73", "○"), "tied": ("#e69f00", "≈"), "invisible": ("#d7dbe0", "×")}
WORDS = {
    "located": ("可唯一定位", "would be found"),
    "tied": ("与其他单元格无法区分", "tied with other cells"),
    "invisible": ("无勾稽关系", "in no identity"),
    "table": ("{label}", "Table {number}: {english}"),
    "title": ("单个错误数字能否被发现", "Where one wrong figure would be found"),
}
LONGEST = {"en": 44, "zh": 22}
ROW_HEIGHT, HEAD = 0.2, 3.0
NAME_SIZE, NAME_ABOVE = 8.5, 4


def plot_identifiability(form: str, language: str = "en", ax: Axes | None = None) -> Axes:
    """The verdicts of `helpers.identifiability` on a form, rows by columns, table below table.

    A table of a numbered section has its name beside it: 三、… in Chinese, Table 三: … in English.
    Raises FormError for an unknown form and ArgumentError for an unknown language. Example:
    `plot_identifiability("2021", language="zh")`.
    """
    language = checked(language, ax)
    declared, verdicts = load_form(form), identifiability(form)
    tables = list(declared.tables.values())
    heights = [HEAD + len(_lines(table)) for table in tables]
    ax = ax or new_axes(ROW_HEIGHT * sum(heights) + 0.9)
    ax.set_axis_off()
    top = 0.0
    for table, height in zip(tables, heights, strict=True):
        of_table = verdicts[verdicts["table"] == table.key]
        bottom = 1 - (top + height) / sum(heights)
        box = (0.42, bottom, 0.57, (height - HEAD) / sum(heights))
        _draw(ax.inset_axes(box, label=table.key), table, of_table, language)
        first_row = 0, 1 - (top + HEAD) / sum(heights)
        ax.annotate(_name(declared, table, language), first_row, (0, NAME_ABOVE), color=INK,
                    textcoords="offset points", fontsize=NAME_SIZE)  # fmt: skip
        top += height
    english = language == "en"
    name = declared.english if english else declared.chinese
    ax.set_title(f"{name}\n{WORDS['title'][english]}", loc="left", fontsize=11, color=INK, pad=8)
    _legend(ax, verdicts, english)
    return finish(ax)


def _name(form: Form, table: Table, language: str) -> str:
    """The name of a table: its section; nothing where it is the only one and the title names it."""
    for section in form.sections:
        if section.number == table.section:
            number, _, _ = section.label.partition("、")
            said = WORDS["table"][language == "en"]
            return said.format(number=number, label=section.label, english=section.english)
    return ""


def _lines(table: Table) -> list[str]:
    """The rows of a table that have cells of their own."""
    return list(dict.fromkeys(row for row, _ in table.cells))


def _draw(ax: Axes, table: Table, verdicts: pd.DataFrame, language: str) -> None:
    """One table as a grid of squares."""
    from matplotlib.patches import Rectangle

    rows, columns = _lines(table), list(table.columns)
    for cell in verdicts.itertuples():
        colour, sign = LOOKS[str(cell.verdict)]
        x, y = columns.index(str(cell.column)), rows.index(str(cell.row))
        ax.add_patch(Rectangle((x, y), 0.94, 0.9, facecolor=colour))
        ax.text(x + 0.47, y + 0.47, sign, ha="center", va="center", fontsize=7, color=INK)
    ax.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
    labels = [_short(table.row_label(row, language), language) for row in rows]
    ax.set_yticks([y + 0.45 for y in range(len(rows))], labels, fontsize=7)
    heads = [_short(table.column_label(key, language), language) for key in columns]
    ax.set_xticks([x + 0.47 for x in range(len(columns))], heads, fontsize=6.5)
    ax.tick_params(length=0, colors=QUIET, top=True, bottom=False, labeltop=True, labelbottom=False)
    for label in ax.get_xticklabels():
        label.set(rotation=18, ha="left", rotation_mode="anchor")
    ax.spines[:].set_visible(False)


def _short(label: str, language: str) -> str:
    """A label cut to the width that there is for it."""
    longest = LONGEST[language]
    return label if len(label) <= longest else f"{label[: longest - 1]}…"


def _legend(ax: Axes, verdicts: pd.DataFrame, english: bool) -> None:
    """What the colours and signs say, with the number of cells."""
    from matplotlib.patches import Patch

    counts = verdicts["verdict"].value_counts()
    handles = [
        Patch(facecolor=colour, label=f"{sign} {WORDS[name][english]}: {counts[name]}".strip())
        for name, (colour, sign) in LOOKS.items()
        if name in counts
    ]
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, 0), ncols=3, frameon=False,
              fontsize=8)  # fmt: skip
