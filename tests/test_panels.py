"""The panel: indicators across forms, missing values with their reasons, comparability."""

from dataclasses import replace

import pandas as pd
import pytest
from bundled import REPORTS, WUSHAN

import helpers
from helpers.forms import form_names
from helpers.indicators import all_breaks, all_indicators

PINGTAN = "平潭综合实验区管理委员会"


@pytest.fixture(scope="module")
def reports():
    return helpers.read_all(REPORTS, jobs=1, progress=False)


@pytest.fixture(scope="module")
def panel(reports):
    return helpers.panel(reports)


def row(panel, indicator, year, organ=PINGTAN):
    found = panel[(panel.organ == organ) & (panel.year == year) & (panel.indicator == indicator)]
    assert len(found) == 1
    return found.iloc[0]


def test_requests_of_pingtan_from_2019_to_2025(panel):
    received = panel[(panel.organ == PINGTAN) & (panel.indicator == "received")]
    assert received.year.tolist() == list(range(2011, 2026))
    assert received.value.tolist()[-7:] == [23, 21, 70, 74, 81, 218, 154]


def test_requests_before_2019_are_counted_in_items_and_not_comparable(panel):
    first = row(panel, "received", 2019)
    assert not first.comparable
    assert "条" in first.note
    assert row(panel, "received", 2020).comparable
    assert pd.isna(row(panel, "received", 2011).comparable)


def test_money_is_in_yuan_whatever_unit_was_printed(panel):
    assert row(panel, "fees", 2023).value == 59_490_886.67
    assert row(panel, "procurement", 2020, "重庆市巫山县规划和自然资源局").value == 16_914_000
    assert row(panel, "procurement", 2019, "上海市人民政府办公厅").value == 251_000


def test_a_rate_carries_its_numerator_and_denominator(panel):
    share = row(panel, "granted_share", 2024)
    assert (share.value, share.numerator, share.denominator) == (100 / 218, 100, 218)
    assert share.note == "n=100/218"


def test_a_rate_of_few_requests_is_flagged_small(panel):
    share = row(panel, "granted_share", 2020, "重庆市巫山县规划和自然资源局")
    assert (share.value, share.note) == (1, "n=2/2; small: fewer than 5")


def test_nothing_is_divided_by_zero(panel):
    share = row(panel, "granted_share", 2011)
    assert pd.isna(share.value)
    assert share.note == "n=0/0; nothing to divide by"


def test_an_ambiguous_cell_leaves_the_value_missing_with_the_reason(panel):
    issued = row(panel, "normative_documents_issued", 2025)
    assert pd.isna(issued.value)
    assert issued.note == "disclosure/normative_documents/issued is ambiguous"


@pytest.mark.parametrize(
    ("indicator", "word"),
    [
        ("normative_documents_issued", "行政规范性文件"),
        ("other_outcomes", "其他处理"),
        ("fees", "does not ask for it"),
    ],
)
def test_the_form_of_2021_breaks_what_it_counts_otherwise(panel, indicator, word):
    broken = row(panel, indicator, 2021)
    assert not broken.comparable
    assert word in broken.note


@pytest.mark.parametrize(
    ("indicator", "years", "law"),
    [
        ("received", {2019, 2020}, "15 May 2019 (国务院令第711号)"),
        ("granted_share", {2019, 2020}, "15 May 2019 (国务院令第711号)"),
        ("received", {2021}, "国办函〔2020〕109号"),
        ("penalties_decisions", {2021, 2022}, "行政处罚法"),
        ("lawsuits_direct", {2024}, "行政复议法 Art. 23(1)(4)"),
        ("lawsuits_correction_rate", {2024}, "行政复议法 Art. 23(1)(4)"),
    ],
)
def test_a_change_of_the_law_is_noted_where_two_years_are_not_both_before_or_after_it(
    panel, indicator, years, law
):
    """Of 2021 half is under the old penalty law, so that 2021 and 2022 both have the note."""
    found = panel[(panel.organ == PINGTAN) & (panel.indicator == indicator)]
    assert set(found.year[found.note.str.contains(law, regex=False, na=False)]) == years


def test_a_change_of_the_law_leaves_what_is_counted_comparable(panel, reports):
    direct = row(panel, "lawsuits_direct", 2024)
    assert direct.comparable and direct.value == 0
    assert "not checked against the text" in direct.note
    chinese = row(helpers.panel(reports, language="zh"), "lawsuits_direct", 2024)
    assert "《行政复议法》第二十三条" in chinese.note and "未核对条文" in chinese.note


def test_the_first_report_of_an_organ_has_no_change_of_the_law(reports):
    later = [one for one in reports if one.year in (2024, 2025) and "平潭" in one.organ]
    panel = helpers.panel(later)
    assert pd.isna(row(panel, "lawsuits_direct", 2024).note)
    assert pd.isna(row(panel, "lawsuits_direct", 2025).note)


def test_a_law_between_two_reports_far_apart_is_noted(reports):
    apart = [one for one in reports if one.year in (2022, 2025) and "平潭" in one.organ]
    assert "行政复议法" in row(helpers.panel(apart), "reconsiderations", 2025).note


def test_accepted_is_not_received_and_replies_are_not_conclusions(panel):
    assert "受理" in row(panel, "received", 2019).note
    assert "答复总数" in row(panel, "concluded", 2019).note


def test_every_break_of_the_law_names_its_source_and_says_what_was_not_seen():
    laws = [one for one in all_breaks().values() if one.since]
    assert len(laws) == 5
    for law in laws:
        assert law.source and not law.forms
        assert law.seen or ("not checked" in law.note and "未核对" in law.note_zh)
    used = {key for indicator in all_indicators().values() for key in indicator.breaks}
    assert used == set(all_breaks())


def test_a_blank_is_zero_only_when_asked_and_never_a_total_above_other_parts(reports):
    shanghai = [report for report in reports if report.organ == "上海市人民政府办公厅"]
    organ = "上海市人民政府办公厅"
    assert pd.isna(row(helpers.panel(shanghai), "other_outcomes", 2019, organ).value)
    zero = helpers.panel(shanghai, blanks="zero")
    assert row(zero, "other_outcomes", 2019, organ)[["value", "note"]].tolist() == [
        0,
        "blank cells taken as 0",
    ]
    assert pd.isna(row(zero, "granted", 2019, organ).value)


def test_a_blank_part_is_not_zero_where_the_total_says_that_it_is_missing():
    one = helpers.read(WUSHAN)
    cells = [
        c._replace(value=None, status="blank")
        if (c.row, c.column) == ("received", "natural_person") else c
        for c in one.cells
    ]  # fmt: skip
    zero = helpers.panel(replace(one, reading=replace(one.reading, cells=cells)), blanks="zero")
    persons = zero[zero.indicator == "received_natural_person"].iloc[0]
    assert pd.isna(persons.value)
    assert persons.note == "requests/received/natural_person is printed empty"


def test_two_reports_of_one_organ_and_year_are_an_error_that_names_both():
    one = helpers.read(WUSHAN)
    other = replace(one, name="again.txt", organ="巫山县规划和自然资源局")
    with pytest.raises(helpers.DuplicateReportError, match=r"2020\.txt and again\.txt"):
        helpers.panel([one, other])


def test_a_preference_decides_between_two_reports():
    one = helpers.read(WUSHAN)
    reading = replace(one.reading, cells=[c._replace(value=9.0) for c in one.cells])
    other = replace(one, reading=reading)
    received = [
        helpers.panel([one, other], prefer=prefer).query("indicator == 'received'").value.item()
        for prefer in ("first", "last")
    ]
    assert received == [2, 9]


def test_a_report_without_organ_is_kept_and_compared_with_none():
    one = replace(helpers.read(WUSHAN), organ=None)
    panel = helpers.panel([one, one])
    assert panel.organ.isna().all() and panel.comparable.isna().all()
    assert len(panel) == 2 * len(helpers.panel(helpers.read(WUSHAN)))


def test_money_without_a_unit_of_money_is_not_taken_for_yuan():
    one = helpers.read(WUSHAN)
    cells = [c._replace(unit=None) if c.column == "amount" else c for c in one.cells]
    panel = helpers.panel(replace(one, reading=replace(one.reading, cells=cells)))
    amount = panel[panel.indicator == "procurement"].iloc[0]
    assert pd.isna(amount.value)
    assert amount.note == "disclosure/procurement/amount has no unit of money"


def test_no_report_gives_an_empty_panel_with_its_dtypes(panel):
    assert helpers.panel([]).dtypes.equals(panel.dtypes)


@pytest.mark.parametrize("setting", [{"blanks": "none"}, {"prefer": "newest"}, {"language": "fr"}])
def test_an_unknown_setting_is_an_error(reports, setting):
    with pytest.raises(ValueError, match="expected one of"):
        helpers.panel(reports, **setting)


@pytest.mark.parametrize("form", form_names())
def test_every_formula_names_cells_of_its_form(form):
    asked = [i for i in all_indicators().values() if form in i.forms]
    assert "received" in {indicator.key for indicator in asked}
    assert all(indicator.keys(form) for indicator in asked if indicator.cells)
