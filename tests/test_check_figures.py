"""Where a form has no check figure, a wrong figure cannot be found."""

import pytest

import helpers
from helpers.errors import FormError


def verdicts(form):
    return helpers.identifiability(form).groupby(["table", "verdict"]).size().to_dict()


def test_every_cell_of_table_three_is_located_and_none_of_table_four():
    assert verdicts("2021") == {
        ("disclosure", "invisible"): 10,
        ("disputes", "tied"): 15,
        ("requests", "located"): 175,
    }


def test_a_sum_of_five_ties_each_cell_with_four_others():
    frame = helpers.identifiability("2021").query("row == 'reconsideration' and column == 'upheld'")
    assert frame["ties"].tolist() == [4]
    assert frame["tied"].item().split("; ")[0] == "disputes/reconsideration/corrected"


def test_fees_waived_stand_in_no_sum_of_the_fujian_form():
    frame = helpers.identifiability("fujian-2014").query("row == 'fees_waived'")
    assert set(frame["verdict"]) == {"invisible"}


def test_an_unknown_form_is_an_error():
    with pytest.raises(FormError, match="no form is called"):
        helpers.identifiability("2099")
