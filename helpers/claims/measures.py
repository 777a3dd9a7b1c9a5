"""The figures of the prose, as `measures.toml` lists them, and their cells on a form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import Any

from helpers.claims.lexicon import HERE, MOST, lexicon
from helpers.forms import Form

Place = tuple[str, str, str] | tuple[None, None, None]
# Concepts that a figure must have all of: two that exclude each other are no figure together.
EXACT = ("outcome", "ground", "who", "channel", "result")


@dataclass(frozen=True, eq=False)
class Measures:
    """What `measures.toml` says, compiled."""

    measures: dict[str, dict[str, Any]]
    sets: tuple[tuple[str, frozenset[str]], ...]
    alike: dict[tuple[str, str], str]
    dispute_rows: dict[str, str]
    items: dict[str, Any]
    named: list[tuple[re.Pattern[str], str]]
    shares: dict[str, Any]


@dataclass(frozen=True)
class Caveat:
    """Why a stated figure may rightly differ from its cell.

    `row` and `column` name what it then counts; both are None where that cannot be said.
    """

    english: str
    chinese: str
    row: str | None
    column: str | None


@cache
def load_measures() -> Measures:
    """The figures of `measures.toml`."""
    data = tomllib.loads((HERE / "measures.toml").read_text(encoding="utf-8"))
    measures = {entry["key"]: entry for entry in data["measure"]}
    for entry in measures.values():
        if "caveat" in entry:
            entry["caveat"] = Caveat(
                **{"row": None, "column": None} | data["caveats"][entry["caveat"]]
            )
    items = {key: re.compile(data["items"][key]) for key in ("open", "next", "never")}
    cells = [{**one, "regex": re.compile(one["pattern"])} for one in data["items"]["cells"]]
    return Measures(
        measures=measures,
        sets=tuple((k, frozenset(m["of"])) for k, m in reversed(measures.items()) if m["of"]),
        alike={tuple(m["alike"]): key for key, m in measures.items() if "alike" in m},
        dispute_rows=data["dispute_rows"],
        items={**items, "cells": cells},
        named=[(re.compile(one["pattern"]), one["key"]) for one in data["shares"]["named"]],
        shares=data["shares"],
    )


@lru_cache(maxsize=MOST)
def measure_of(concepts: frozenset[str]) -> str | None:
    """The figure that concepts are together, None where they are none or more than one."""
    kinds = lexicon()
    exact = frozenset(c for c in concepts if c in kinds and kinds[c]["kind"] in EXACT)
    if any(kinds[concept]["kind"] == "ground" for concept in exact):
        exact = frozenset(c for c in exact if kinds[c]["kind"] != "outcome")
    for key, of in load_measures().sets:
        if of <= concepts and exact <= of:
            return key
    return None


@cache
def caveat(measure: str) -> Caveat | None:
    """The caveat of a measure, if it has one."""
    return load_measures().measures.get(measure, {}).get("caveat")


def cell_of(entry: dict[str, Any], form: Form, rows: str = "") -> Place:
    """The cell that an entry names on a form, the first that the form has; `rows` is what @ means.

    A place of None, None, None means that the form has none.
    """
    for cell in cells_on(entry, form):
        key, row, column = cell.replace("@", rows).split("/")
        table = form.tables[key]
        if _has(table.rows, row) and _has(table.columns, column):
            return key, row, column
    return None, None, None


@cache
def place_of(measure: str, form: Form, rows: str = "") -> Place:
    """The cell of a measure on a form."""
    return cell_of(load_measures().measures[measure], form, rows)


def cells_on(entry: dict[str, Any], form: Form) -> list[str]:
    """The cells that an entry names for forms like this one, whether or not it has them."""
    general = "cell_statistics" if "statistics" in form.tables else "cell"
    cells = entry.get(f"cell_{form.name}", entry.get(general, []))
    return [cells] if isinstance(cells, str) else cells


def _has(keys: Iterable[str], joined: str) -> bool:
    """Whether each of the keys joined by `+` names one of `keys`."""
    return all(any(fnmatchcase(key, part) for key in keys) for part in joined.split("+"))
