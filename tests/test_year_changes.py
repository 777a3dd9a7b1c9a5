"""Changes: differences and words between an organ's reports, and what may not be compared."""

import pandas as pd
import pytest
from bundled import REPORTS

import helpers


@pytest.fixture(scope="module")
def panel():
    return helpers.panel(helpers.read_all(REPORTS / "pingtan", jobs=1, progress=False))


def row(changes, indicator, year):
    return changes[(changes.indicator == indicator) & (changes.year == year)].iloc[0]


@pytest.mark.parametrize(
    ("indicator", "year", "before", "after", "word"),
    [
        ("received", 2020, 23, 21, "down"),
        ("received", 2024, 81, 218, "up"),
        ("received", 2014, 0, 1, "from zero"),
        ("received", 2015, 1, 0, "to zero"),
        ("received", 2012, 0, 0, "same"),
        ("received", 2019, 0, 23, "not comparable"),
        ("fees", 2021, None, 242_523_110.82, "new"),
        ("procurement", 2021, None, None, "ended"),
    ],
)
def test_each_word_where_it_belongs(panel, indicator, year, before, after, word):
    found = row(helpers.changes(panel), indicator, year)
    sides = [None if pd.isna(found[side]) else found[side] for side in ("before", "after")]
    assert [*sides, found.word] == [before, after, word]


def test_difference_and_percent_of_requests(panel):
    found = row(helpers.changes(panel), "received", 2020)
    assert (found.difference, found.percent) == (-2, -8.695652)


def test_growth_from_zero_and_what_is_not_comparable_have_no_percent(panel):
    changes = helpers.changes(panel)
    assert pd.isna(row(changes, "received", 2014).percent)
    broken = row(changes, "received", 2019)
    assert pd.isna(broken.difference) and "条" in broken.note


def test_the_words_in_chinese(panel):
    assert row(helpers.changes(panel, "zh"), "received", 2024).word == "增加"


def test_a_missing_year_is_not_bridged_silently(panel):
    found = row(helpers.changes(panel[panel.year != 2022]), "received", 2023)
    assert (found.before, found.note) == (70, "compared with 2021: no report in between")


def test_a_missing_figure_has_no_word_and_the_reason(panel):
    found = row(helpers.changes(panel), "normative_documents_issued", 2022)
    assert pd.isna(found.word)
    assert "2021: disclosure/normative_documents/issued is ambiguous" in found.note


def test_a_row_taken_out_of_the_panel_is_not_called_new(panel):
    thinned = panel[~((panel.indicator == "received") & (panel.year == 2022))]
    found = row(helpers.changes(thinned), "received", 2023)
    assert pd.isna(found.word) and found.note == "the panel has no figure of 2022"


def test_rates_give_both_n(panel):
    assert row(helpers.changes(panel), "granted_share", 2025).note == "2024: n=100/218; n=71/148"


def test_one_year_gives_no_changes_with_their_dtypes(panel):
    one = helpers.changes(panel[panel.year == 2022])
    assert one.empty and one.dtypes.equals(helpers.changes(panel).dtypes)


def test_the_order_of_the_rows_does_not_matter(panel):
    assert helpers.changes(panel[::-1]).equals(helpers.changes(panel))


def test_two_rows_of_one_organ_year_and_indicator_are_an_error(panel):
    with pytest.raises(helpers.DuplicateReportError, match="two rows"):
        helpers.changes(pd.concat([panel, panel]))
