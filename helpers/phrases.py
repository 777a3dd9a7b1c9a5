"""The phrases in which reports state figures, as `forms/narrative.toml` lists them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from helpers.forms import ROOT, Form

Place = tuple[str, str, str] | tuple[None, None, None]
_MACRO = re.compile(r"\{([^\d{},]+)\}")


@dataclass(frozen=True, eq=False)
class Phrase:
    """Ways of stating one figure, and when they count."""

    says: list[str]
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    unless: re.Pattern[str] | None
    within: re.Pattern[str] | None
    follows: bool
    any_year: bool
    channels: bool

    def fits(self, topic: str, earlier: str, text: str) -> bool:
        """Whether the phrase counts under an open topic, behind earlier text of its sentence."""
        if self.follows and "#" not in earlier:
            return False
        if self.unless and self.unless.search(earlier + text[: text.index("#")]):
            return False
        if self.within and self.within.search(earlier + text):
            return True
        return not self.needs or topic.startswith(self.needs)


@dataclass(frozen=True, eq=False)
class Rules:
    """What `narrative.toml` says, compiled."""

    measures: dict[str, dict[str, Any]]
    phrases: list[Phrase]
    any_phrase: re.Pattern[str]
    number: re.Pattern[str]
    topics: re.Pattern[str]
    topic_rows: dict[str, str]
    scope: dict[str, re.Pattern[str]]
    items: dict[str, Any]
    nothing: re.Pattern[str]
    zeros: dict[str, re.Pattern[str]]
    above: re.Pattern[str]
    below: re.Pattern[str]
    relations: dict[str, Any]


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
def caveat(measure: str) -> Caveat | None:
    """The caveat of a measure, if it has one."""
    entry = load_rules().measures.get(measure, {})
    if "caveat" not in entry:
        return None
    rows, columns = entry.get("caveat_row"), entry.get("caveat_column")
    return Caveat(entry["caveat"], entry["caveat_zh"], rows, columns)


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


def cells_on(entry: dict[str, Any], form: Form) -> list[str]:
    """The cells that an entry names for forms like this one, whether or not it has them."""
    general = "cell_statistics" if "statistics" in form.tables else "cell"
    cells = entry.get(f"cell_{form.name}", entry.get(general, []))
    return [cells] if isinstance(cells, str) else cells


def _has(keys: Iterable[str], joined: str) -> bool:
    """Whether each of the keys joined by `+` names one of `keys`."""
    return all(any(fnmatchcase(key, part) for key in keys) for part in joined.split("+"))


@cache
def load_rules() -> Rules:
    """The rules of `narrative.toml`."""
    data = tomllib.loads((ROOT / "narrative.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for name, text in data["words"].items():
        words[name] = _spelt_out(text, words)
    measures = {entry["key"]: entry for entry in data["measure"]}
    spelt = ["|".join(_spelt_out(p, words) for p in entry["patterns"]) for entry in data["phrase"]]
    items = dict(data["items"])
    items.update({key: re.compile(items[key]) for key in ("open", "next", "never")})
    items["cell"] = [{**entry, "regex": re.compile(entry["pattern"])} for entry in items["cell"]]
    zeros = {k: _spelt_out(m["zero"], words) for k, m in measures.items() if "zero" in m}
    return Rules(
        measures=measures,
        phrases=[_phrase(entry, p, words) for entry, p in zip(data["phrase"], spelt, strict=True)],
        any_phrase=re.compile("|".join(spelt)),
        number=_number(data),
        topics=re.compile(
            "|".join(f"(?P<{k}>{_spelt_out(v, words)})" for k, v in data["topics"].items())
        ),
        topic_rows=data["topic_rows"],
        scope={key: re.compile(_spelt_out(text, words)) for key, text in data["scope"].items()},
        items=items,
        nothing=_negated(data["nothing"], "|".join(zeros.values()), words),
        zeros={key: re.compile(text) for key, text in zeros.items()},
        above=re.compile(data["rounding_above"]),
        below=re.compile(data["rounding_below"]),
        relations=_relations(data["relations"], words),
    )


def _spelt_out(text: str, words: dict[str, str]) -> str:
    """A pattern with its {words} put in."""
    return _MACRO.sub(lambda match: words[match[1]], text)


def _phrase(entry: dict[str, Any], pattern: str, words: dict[str, str]) -> Phrase:
    def guard(key: str) -> re.Pattern[str] | None:
        return re.compile(_spelt_out(entry[key], words)) if key in entry else None

    return Phrase(
        says=entry["says"],
        pattern=re.compile(pattern),
        needs=tuple(entry.get("needs", ())),
        unless=guard("unless"),
        within=guard("within"),
        follows=entry.get("follows", False),
        any_year=entry.get("any_year", False),
        channels=entry.get("channels", False),
    )


def _relations(data: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """The section on relations with its patterns compiled."""
    compiled = {k: re.compile(_spelt_out(v, words)) for k, v in data.items() if isinstance(v, str)}
    named = [(re.compile(entry["pattern"]), entry["key"]) for entry in data["named"]]
    return {**data, **compiled, "named": named}


def _number(data: dict[str, Any]) -> re.Pattern[str]:
    """A number of at most 12 digits with its unit, or a percentage, or one without a unit."""
    return re.compile(
        rf"(?:{data['filling']})?(?P<rounding>{data['rounding']})?"
        r"(?<!\d)(?<!\d[.,])(?<![第-])(?P<whole>\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?P<fraction>\.\d{1,6})?"
        rf"(?:(?P<percent>%)|(?P<scale>[万亿])?(?P<behind>{data['rounding_behind']})?"
        rf"(?P<unit>[{data['units']}]|{data['money']})(?P<last>{data['rounding_last']})?(?!次|百分)"
        r"|(?=[,;。)]|$))"
    )


def _negated(parts: dict[str, str], objects: str, words: dict[str, str]) -> re.Pattern[str]:
    """A clause that says there was none of some objects."""
    said = {key: _spelt_out(text, words) for key, text in parts.items()}
    return re.compile(
        f"(?:{said['negation']})(?:{said['about']})"
        f"(?P<objects>(?:{objects})(?:(?:{said['joint']})(?:{objects})){{0,4}})"
        f"(?:{said['tail']})(?={said['stop']})"
    )
