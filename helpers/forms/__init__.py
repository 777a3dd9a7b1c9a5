"""The forms as data: tables, rows, columns, labels and identities come from the TOML files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from helpers import arguments
from helpers.characters import normalise
from helpers.computed import cached_property
from helpers.errors import FormError

ROOT = files(__package__)
LONG = 8
AS_PRINTED = ("as printed (元 or 万元)", "条/件")
# The form of the reports that have no table.
PROSE = "prose"


@dataclass(frozen=True, eq=False)
class Item:
    """A row or a column of a table: its key, its official label and how publishers also print it.

    `signed` columns may print negative figures; `optional` rows are left out by some publishers.
    """

    key: str
    label: str
    english: str
    unit: str | None = None
    signed: bool = False
    optional: bool = False
    variants: tuple[str, ...] = ()

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """The label and its variants in normal characters, official wording first."""
        return tuple(dict.fromkeys(normalise(text) for text in (self.label, *self.variants)))


@dataclass(frozen=True, eq=False)
class Block:
    """Rows that stand under one head and share their columns."""

    columns: tuple[Item, ...]
    rows: tuple[Item, ...]
    label: str = ""
    english: str = ""
    single: Item | None = None

    @cached_property
    def cells(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The (row, column) key pairs of each row, the single row included."""
        rows = (*self.rows, self.single) if self.single else self.rows
        return {row.key: tuple((row.key, column.key) for column in self.columns) for row in rows}


@dataclass(frozen=True, eq=False)
class Table:
    """One table of a form. `layout` is `rows`, or `across` where all rows stand side by side.

    `spanning` has the columns that stand under each head of several columns, `feet` words of the
    lines below the table.
    """

    key: str
    section: int
    blocks: tuple[Block, ...]
    heads: tuple[str, ...]
    layout: str = "rows"
    anchor: str = ""
    unit_column: bool = False
    feet: tuple[str, ...] = ()
    spanning: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Every (row, column) key pair in form order."""
        return tuple(
            cell for block in self.blocks for row in block.rows for cell in block.cells[row.key]
        )

    @cached_property
    def every_cell(self) -> tuple[tuple[str, str], ...]:
        """Every key pair that a report can have, groups printed as one row included."""
        return tuple(self.column_of)

    @cached_property
    def rows(self) -> dict[str, Item]:
        """All rows by key in form order, the single row of a block included."""
        found: dict[str, Item] = {}
        for block in self.blocks:
            found.update({row.key: row for row in block.rows})
            if block.single:
                found[block.single.key] = block.single
        return found

    @cached_property
    def columns(self) -> dict[str, Item]:
        """All columns by key in form order; a key has one meaning in a table."""
        return {column.key: column for block in self.blocks for column in block.columns}

    @cached_property
    def column_of(self) -> dict[tuple[str, str], Item]:
        """The column of each cell, with the unit and sign that hold in its block."""
        pairs = {}
        for block in self.blocks:
            rows = (*block.rows, block.single) if block.single else block.rows
            pairs.update(
                {(row.key, column.key): column for row in rows for column in block.columns}
            )
        return pairs

    @cached_property
    def group_of(self) -> dict[str, Block]:
        """The block that each row stands in."""
        groups = {row.key: block for block in self.blocks for row in block.rows}
        return groups | {block.single.key: block for block in self.blocks if block.single}

    def row_label(self, row: str, language: str) -> str:
        """The official label of a row (`"zh"`) or its English gloss (`"en"`)."""
        if language == "en":
            return self.rows[row].english
        head = self.group_of[row].label if self.layout == "across" else ""
        return f"{head} {self.rows[row].label}".strip()

    def column_label(self, column: str, language: str) -> str:
        """The official label of a column (`"zh"`) or its English gloss (`"en"`)."""
        return self.columns[column].english if language == "en" else self.columns[column].label

    @cached_property
    def units(self) -> dict[tuple[str, str], str | None]:
        """The unit that the form gives for each cell; None where it is left to the publisher."""
        units = {key: self.rows[key[0]].unit or item.unit for key, item in self.column_of.items()}
        return {key: None if unit in AS_PRINTED else unit for key, unit in units.items()}


@dataclass(frozen=True, eq=False)
class Section:
    """A numbered section of the form; its key says what it is on, whatever its number."""

    number: int
    key: str
    label: str
    english: str
    cores: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Identity:
    """An equation (勾稽关系) that holds in every row or every column of one table.

    `formula` reads `a + b_* = c + d`; `*` stands for every key that begins so.
    """

    key: str
    table: str
    along: str
    formula: str
    english: str
    chinese: str

    def sides(self, keys: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys on the left and on the right, patterns spelt out over `keys`."""
        left, right = self.formula.split("=")
        return expand(left, keys), expand(right, keys)


@lru_cache(maxsize=4096)
def expand(side: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that a side such as `a + b_*` names, in the order of its terms."""
    terms = [term.strip() for term in side.split("+")]
    return tuple(key for term in terms for key in keys if fnmatchcase(key, term))


@dataclass(frozen=True, eq=False)
class Form:
    """A generation of the report form."""

    name: str
    chinese: str
    english: str
    source: str
    years: tuple[int, int]
    sections: tuple[Section, ...]
    tables: dict[str, Table]
    identities: tuple[Identity, ...] = field(default=())

    def __reduce__(self) -> tuple[Any, ...]:
        """A form travels between processes by its name, not once more with each report."""
        return load_form, (self.name,)

    @cached_property
    def labels(self) -> frozenset[str]:
        """Every label of the form's rows and columns in normal characters."""
        items = (
            item
            for table in self.tables.values()
            for item in (*table.rows.values(), *table.columns.values())
        )
        return frozenset(spelling for item in items for spelling in item.spellings)

    @cached_property
    def long_labels(self) -> frozenset[str]:
        """The labels that hardly occur outside of a table."""
        return frozenset(label for label in self.labels if len(label) >= LONG)

    @cached_property
    def section_keys(self) -> dict[int, str]:
        """The key of each section by its number."""
        return {section.number: section.key for section in self.sections}

    def identities_of(self, table: str) -> tuple[Identity, ...]:
        """The identities of one table."""
        return tuple(identity for identity in self.identities if identity.table == table)


def form_names() -> tuple[str, ...]:
    """The names of the forms that this version knows, newest first."""
    names = (path.name.removesuffix(".toml") for path in ROOT.iterdir())
    return tuple(sorted((n for n in names if re.fullmatch(r"([a-z]+-)?\d{4}", n)), key=_newest))


def _newest(name: str) -> int:
    return -int(name[-4:])


def national_form(year: int | None) -> Form:
    """The national form of a year: the oldest for the years before it, the newest for no year.

    Example: `national_form(2012).name` is `"2014"`.
    """
    *newer, oldest = (form for form in all_forms() if form.name.isdecimal())
    return next((form for form in newer if year is None or form.years[0] <= year), oldest)


def load_form(name: str) -> Form:
    """The form called `name`, in any case, for example `load_form("2021")`.

    `"prose"` is that of reports without any table, and has none. Raises FormError where no such
    form is declared, and ArgumentTypeError for what is no text.
    """
    if not isinstance(name, str):
        advice = f"Known forms: {', '.join(map(repr, form_names()))}."
        arguments.refuse(
            "form", name, 'the name of a form as text, such as "2021"', advice, type_=True
        )
    return _called(name)


@cache
def _called(name: str) -> Form:
    known = arguments.spelt(name, (*form_names(), PROSE))
    if known is None:
        raise FormError(f"no form is called {name!r}; known forms: {', '.join(form_names())}")
    return _declared(known)


@cache
def _declared(name: str) -> Form:
    return _form(tomllib.loads((ROOT / f"{name}.toml").read_text(encoding="utf-8")))


@cache
def all_forms() -> tuple[Form, ...]:
    """Every known form, newest first."""
    return tuple(load_form(name) for name in form_names())


def _form(data: dict[str, Any]) -> Form:
    return Form(
        name=data["name"],
        chinese=data["chinese"],
        english=data["english"],
        source=data["source"],
        years=tuple(data["years"]),
        sections=tuple(
            Section(**{**entry, "cores": tuple(normalise(core) for core in entry["cores"])})
            for entry in data["section"]
        ),
        tables={entry["key"]: _table(entry) for entry in data["table"]},
        identities=tuple(Identity(**entry) for entry in data.get("identity", ())),
    )


def _table(data: dict[str, Any]) -> Table:
    shared = data.get("columns", ())
    settings = {key: data[key] for key in ("layout", "anchor", "unit_column") if key in data}
    spanning = data.get("spanning", {})
    return Table(
        key=data["key"],
        section=data["section"],
        heads=tuple(data["heads"]),
        feet=tuple(data.get("feet", ())),
        blocks=tuple(_block(entry, shared) for entry in data["block"]),
        spanning={normalise(head): tuple(keys) for head, keys in spanning.items()},
        **settings,
    )


def _block(data: dict[str, Any], shared: Any) -> Block:
    return Block(
        columns=tuple(map(_item, data.get("columns", shared))),
        rows=tuple(map(_item, data["rows"])),
        label=data.get("label", ""),
        english=data.get("english", ""),
        single=_item(data["single"]) if "single" in data else None,
    )


def _item(data: dict[str, Any]) -> Item:
    return Item(**{**data, "variants": tuple(data.get("variants", ()))})
