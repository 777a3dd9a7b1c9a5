"""The indicators as data: which cells of which form they add up, and what parts forms and years."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from helpers.computed import cached_property
from helpers.errors import FormError
from helpers.forms import all_forms, expand, load_form

SHARE, YUAN, DAYS = "share", "元", "天"
JOINS = {"en": "; ", "zh": "；"}
Key = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Break:
    """Why figures of `forms` do not mean what those of other forms mean, or a change of the law.

    A change of the law has the day `since`, its `source`, and whether the text was `seen`.
    """

    key: str
    note: str
    note_zh: str
    forms: tuple[str, ...] = ()
    since: date | None = None
    source: str = ""
    seen: bool = False

    def said(self, language: str) -> str:
        """The note in a language."""
        return self.note if language == "en" else self.note_zh

    def parts_forms(self, one: str, other: str) -> bool:
        """Whether two forms stand on different sides."""
        return (one in self.forms) != (other in self.forms)

    def parts_years(self, before: int, after: int) -> bool:
        """Whether reports on two years are not both from before the day, or both from after it."""
        return self.since is not None and date(before, 1, 1) < self.since <= date(after, 12, 31)


@dataclass(frozen=True, eq=False)
class Indicator:
    """A sum of cells for each form that asks for it, or a rate of two sums of indicators.

    An indicator that is `published` is the date of publication against its deadline.
    """

    key: str
    english: str
    chinese: str
    unit: str
    cells: dict[str, str] = field(default_factory=dict)
    breaks: tuple[str, ...] = ()
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    published: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The keys of the indicators that a rate is made of."""
        return (*self.numerator, *self.denominator)

    @cached_property
    def formulas(self) -> dict[str, str]:
        """The formula by name of the form."""
        return {
            name.strip(): formula
            for names, formula in self.cells.items()
            for name in names.split(",")
        }

    @cached_property
    def forms(self) -> frozenset[str]:
        """The forms that ask for the figure, or for every part of the rate."""
        if self.published:
            return frozenset(form.name for form in all_forms())
        if not self.parts:
            return frozenset(self.formulas)
        return frozenset.intersection(*(all_indicators()[part].forms for part in self.parts))

    def keys(self, form: str) -> tuple[Key, ...]:
        """The cells (table, row, column) of a form that add up to the indicator."""
        table_key, rows, columns = self.formulas[form].split("/")
        table = load_form(form).tables[table_key]
        keys = tuple(
            (table_key, row, column)
            for row in expand(rows, tuple(table.rows))
            for column in expand(columns, tuple(table.columns))
            if (row, column) in table.column_of
        )
        if not keys:
            raise FormError(f"indicator {self.key}: form {form} has no {self.formulas[form]}")
        return keys

    @cached_property
    def broken_by(self) -> tuple[Break, ...]:
        """Its breaks and those of the parts of a rate, each once."""
        own = (key for part in self.parts for key in all_indicators()[part].breaks)
        return tuple(all_breaks()[key] for key in dict.fromkeys((*self.breaks, *own)))

    def apart(self, one: str, other: str, language: str = "en") -> list[str]:
        """Why the figures of two forms do not mean the same; nothing where they do."""
        return [b.said(language) for b in self.broken_by if b.parts_forms(one, other)]

    def laws(self, before: int, after: int, language: str = "en") -> list[str]:
        """Which changes of the law part the reports on two years; nothing where none does."""
        return [b.said(language) for b in self.broken_by if b.parts_years(before, after)]


@cache
def _data() -> dict[str, Any]:
    text = files(__package__).joinpath("indicators.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def all_indicators() -> dict[str, Indicator]:
    """Every indicator by key, in the order of the data file."""
    listed = ("breaks", "numerator", "denominator")
    found = {}
    for entry in _data()["indicator"]:
        fields: dict[str, Any] = entry | {name: tuple(entry.get(name, ())) for name in listed}
        found[entry["key"]] = Indicator(**fields)
    return found


@cache
def all_breaks() -> dict[str, Break]:
    """Every break by key, those of the forms first."""
    known = {form.name for form in all_forms()}
    for key, entry in _data()["break"].items():
        if unknown := set(entry.get("forms", ())) - known:
            raise FormError(f"break {key}: no form is called {', '.join(sorted(unknown))}")
    return {
        key: Break(**{**entry, "key": key, "forms": tuple(entry.get("forms", ()))})
        for key, entry in _data()["break"].items()
    }


def deadlines_declared() -> list[dict[str, Any]]:
    """The deadlines as the data file has them."""
    return _data()["deadline"]


def words(language: str) -> dict[str, str]:
    """The words of `helpers.changes`, by their English word."""
    return {
        word: word if language == "en" else chinese for word, chinese in _data()["word"].items()
    }


def sentence(key: str, language: str, **said: object) -> str:
    """A sentence for a note, such as `sentence("gap", "en", year=2017)`."""
    return _data()["note"][key][language].format(**said)
