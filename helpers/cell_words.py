"""What cells are called in sentences: keys in English, words of the form in Chinese."""

from __future__ import annotations

from functools import lru_cache

from helpers.findings import table_name
from helpers.forms import Form, Table, load_form

Key = tuple[str, str, str]
# The head of a column for the year of the report, in forms and in sentences.
ANY_YEAR, THIS_YEAR = "N年度", "本年度"
MOST_CELLS = 10_000


def column_word(table: Table, column: str, language: str) -> str:
    """A column in a sentence, such as 总计 or 本年度."""
    return table.column_label(column, language).replace(ANY_YEAR, THIS_YEAR)


def row_word(table: Table, row: str, language: str) -> str:
    """A row in a sentence; a group that spans it follows without a space in Chinese."""
    label = table.row_label(row, language)
    return label.replace(" ", "") if language == "zh" else label


def place_word(table: Table, row: str | None, column: str | None, language: str) -> str:
    """The row or the column in which an identity was applied."""
    if row is not None:
        return row_word(table, row, language)
    return column_word(table, column or "", language)


def cell_word(form: Form, key: Key, language: str) -> str:
    """A cell in a sentence: `disputes/reconsideration/total`, or 表四“行政复议”总计栏."""
    return _cell_word(form.name, key, language)


@lru_cache(maxsize=MOST_CELLS)
def _cell_word(form: str, key: Key, language: str) -> str:
    if language == "en":
        return "/".join(key)
    table = load_form(form).tables[key[0]]
    row, column = row_word(table, key[1], language), column_word(table, key[2], language)
    return f"{table_name(table.section)}“{row}”{column}栏"


def form_word(form: Form) -> str:
    """A form in a Chinese sentence: 2019年版格式, or the name of a table of statistics."""
    tables = form.tables.values()
    if form.name.isdecimal() and not any(table.unit_column for table in tables):
        return f"{form.name}年版格式"
    return form.chinese


def named(form: str, language: str) -> str:
    """The name of a form in a sentence."""
    return form_word(load_form(form)) if language == "zh" else form
