"""The rules of `forms/rules.toml`, and every rule that a finding can name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from helpers.forms import ROOT, all_forms

KINDS = ("across", "filling", "narrative")
# What the measures of the prose rest on.
PROSE = "no text: prose and table of one report speak of the same thing"


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule with its name and its sentence; `settings` has what only its part of the file knows.

    `kind` is that of its findings, `part` the part of `rules.toml`. `source` is the text that it
    rests on, or says that there is none.
    """

    kind: str
    key: str
    english: str
    chinese: str
    forms: tuple[str, ...]
    source: str
    settings: dict[str, Any] = field(default_factory=dict)
    part: str = ""


@cache
def rules_of(part: str, form: str) -> tuple[Rule, ...]:
    """The rules in one part of the file, such as `filling`, that reports on a form must satisfy."""
    return tuple(rule for rule in _declared() if rule.part == part and form in rule.forms)


@cache
def _declared() -> tuple[Rule, ...]:
    data = tomllib.loads((ROOT / "rules.toml").read_text(encoding="utf-8"))
    return tuple(_rule(part, dict(entry)) for part in KINDS for entry in data[part])


def _rule(part: str, entry: dict[str, Any]) -> Rule:
    key, english, chinese = (entry.pop(name) for name in ("key", "english", "chinese"))
    forms, source = tuple(entry.pop("forms")), entry.pop("source")
    kind = _kind(entry) if part == "across" else part
    return Rule(kind, key, english, chinese, forms, source, entry, part)


def _kind(entry: Mapping[str, Any]) -> str:
    """What a rule compares: the prose with a table, cells of one table, or of two tables."""
    if "said" in entry:
        return "narrative"
    listed = [*entry.get("zero", ()), *entry.get("same", ())]
    cells = [*listed, *([entry["none"]] if "none" in entry else [])]
    return "within" if len({cell.split("/")[0] for cell in cells}) == 1 else "across"


def every_rule() -> list[Rule]:
    """Every rule that a finding can name: identities, rules of `rules.toml`, measures of prose."""
    identities = [
        Rule("within", identity.key, identity.english, identity.chinese, (form.name,), form.source)
        for form in all_forms()
        for identity in form.identities
    ]
    return [*identities, *other_rules()]


def other_rules() -> list[Rule]:
    """Every rule that is no identity of a form."""
    from helpers.claims.measures import load_measures

    everywhere = tuple(form.name for form in all_forms())
    measures = [
        Rule("narrative", key, entry["english"], "", everywhere, PROSE)
        for key, entry in load_measures().measures.items()
    ]
    return [*_declared(), *measures]
