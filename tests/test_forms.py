"""The declared forms are the official ones, cell by cell."""

import csv
from pathlib import Path

import pytest

from helpers import FormError, form_names, load_form
from helpers.forms import all_forms

CONTRACT = Path(__file__).with_name("cells.csv")


def contract(form: str) -> list[tuple[str, ...]]:
    with CONTRACT.open(encoding="utf-8", newline="") as file:
        return [tuple(line.values())[1:] for line in csv.DictReader(file) if line["form"] == form]


@pytest.mark.parametrize("name", ["2021", "2019", "2014"])
def test_national_forms_have_the_official_cells_labels_and_units(name):
    form = load_form(name)
    cells = [
        (
            table.key, row, table.row_label(row, "zh"),
            column, table.column_label(column, "zh"), table.rows[row].unit or item.unit,
        )
        for table in form.tables.values()
        for row, column in table.cells
        for item in [table.column_of[row, column]]
    ]  # fmt: skip
    assert sorted(cells) == sorted(contract(name))


@pytest.mark.parametrize("name", ["fujian-2011", "fujian-2014"])
def test_fujian_forms_have_the_cells_and_labels_of_the_printed_tables(name):
    table = load_form(name).tables["statistics"]
    cells = [(table.key, row, column, table.rows[row].unit) for row, column in table.cells]
    assert cells == [(t, row, column, unit) for t, row, _, column, _, unit in contract(name)]
    for _, row, label, *_ in contract(name):
        spellings = (table.rows[row].label, *table.rows[row].variants)
        assert set(label.split(" / ")) <= set(spellings)


def test_counts_of_cells_are_those_of_the_official_forms():
    counts = {
        form.name: {key: len(table.cells) for key, table in form.tables.items()}
        for form in all_forms()
    }
    assert counts["2021"] == {"disclosure": 10, "requests": 175, "disputes": 15}
    assert counts["2019"] == {"disclosure": 22, "requests": 161, "disputes": 15}


def test_the_group_other_may_stand_as_one_row_in_form_2021():
    rows = load_form("2021").tables["requests"].every_cell
    assert ("other", "total") in rows and ("other_reasons", "total") in rows


def test_an_identity_spells_its_patterns_out_over_the_rows_there_are():
    outcomes = next(i for i in load_form("2021").identities if i.key == "outcomes")
    left, right = outcomes.sides(tuple(load_form("2021").tables["requests"].rows))
    assert len([row for row in left if row.startswith("refused_")]) == 8
    others = {"other", "other_not_corrected", "other_fee_unpaid", "other_reasons"}
    assert set(left[-4:]) == others
    assert right == ("concluded",)


def test_every_identity_names_keys_of_its_table():
    for form in all_forms():
        for identity in form.identities:
            table = form.tables[identity.table]
            keys = tuple(table.rows if identity.along == "column" else table.columns)
            for side in identity.formula.split("="):
                for term in side.split("+"):
                    assert identity.sides(keys), (form.name, identity.key)
                    assert any(
                        key == term.strip() or key.startswith(term.strip().rstrip("*"))
                        for key in keys
                    ), (form.name, identity.key, term)


def test_an_unknown_form_is_an_error_that_lists_the_known_ones():
    with pytest.raises(FormError, match="2019"):
        load_form("1999")
    assert set(form_names()) == {"2021", "2019", "2014", "fujian-2014", "fujian-2011"}
