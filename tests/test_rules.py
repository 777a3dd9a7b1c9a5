"""Rules are data: each has code to apply it, cells that exist, and a line in the codebook."""

from pathlib import Path

import pytest

from helpers.filling import CHECKS
from helpers.forms import form_names, load_form
from helpers.rules import every_rule, rules_of

README = (Path(__file__).parent.parent / "data" / "README.md").read_text(encoding="utf-8")
ACROSS = [(form, rule) for form in form_names() for rule in rules_of("across", form)]


def test_every_rule_stands_in_the_codebook():
    for rule in every_rule():
        assert f"`{rule.key}`" in README, rule.key


def test_every_rule_names_its_source_or_says_that_there_is_none():
    """A form, a circular (国办…), the regulation (条例), or the words that there is no text."""
    for rule in every_rule():
        named = any(word in rule.source for word in ("国办", "条例", "福建省"))
        assert named or rule.source.startswith(("no text: ", "no source: convention")), rule.key
    (blanks,) = (rule for rule in every_rule() if rule.key == "blanks")
    assert blanks.source.startswith("no source: convention (填报不规范)")


def test_no_two_rules_of_a_kind_share_a_name():
    """Identities may: each belongs to one form."""
    keys = [(rule.kind, rule.key) for rule in every_rule() if rule.kind != "within"]
    assert len(keys) == len(set(keys))


def test_every_rule_of_filling_has_code_and_none_is_left_over():
    named = {rule.key for form in form_names() for rule in rules_of("filling", form)}
    assert named == set(CHECKS)


@pytest.mark.parametrize(("form", "rule"), ACROSS, ids=lambda one: getattr(one, "key", one))
def test_every_cell_of_a_rule_exists_on_its_form(form, rule):
    """A mistyped cell would silently never be found."""
    settings = rule.settings
    for cell in settings.get("same") or [*settings.get("zero", []), settings["none"]]:
        for row in rule.settings.get("rows", [""]):
            key, rows, columns = cell.replace("@", row).split("/")
            table = load_form(form).tables[key]
            for part in rows.split("+"):
                assert any(one.startswith(part.rstrip("*")) for one in table.rows), cell
            assert set(columns.split("+")) <= set(table.columns), cell


def test_a_rule_across_needs_one_occasion():
    """Either the prose denies something, or cells are 0, or two cells have the same figure."""
    for _, rule in ACROSS:
        assert len({"said", "zero", "same"} & rule.settings.keys()) == 1, rule.key
