"""The rules of `forms/rules.toml`, and every rule that a finding can name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from helpers.forms import ROOT, all_forms

KINDS = ("across", "filling", "narrative")


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule with its name and its sentence; `settings` has what only its kind knows."""

    kind: str
    key: str
    english: str
    chinese: str
    forms: tuple[str, ...]
    settings: dict[str, Any] = field(default_factory=dict)


@cache
def rules_of(kind: str, form: str) -> tuple[Rule, ...]:
    """The rules of one kind, `across` or `filling`, that reports on a form must satisfy."""
    return tuple(rule for rule in _declared() if rule.kind == kind and form in rule.forms)


@cache
def _declared() -> tuple[Rule, ...]:
    data = tomllib.loads((ROOT / "rules.toml").read_text(encoding="utf-8"))
    return tuple(_rule(kind, dict(entry)) for kind in KINDS for entry in data[kind])


def _rule(kind: str, entry: dict[str, Any]) -> Rule:
    key, english, chinese = (entry.pop(name) for name in ("key", "english", "chinese"))
    return Rule(kind, key, english, chinese, tuple(entry.pop("forms")), entry)


def every_rule() -> list[Rule]:
    """Every rule that a finding can name: identities, rules of `rules.toml`, measures of prose."""
    from helpers.claims.measures import load_measures

    identities = [
        Rule("within", identity.key, identity.english, identity.chinese, (form.name,))
        for form in all_forms()
        for identity in form.identities
    ]
    everywhere = tuple(form.name for form in all_forms())
    measures = [
        Rule("narrative", key, entry["english"], "", everywhere)
        for key, entry in load_measures().measures.items()
    ]
    return [*identities, *_declared(), *measures]
