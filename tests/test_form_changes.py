"""What the revision of 2021 changed is what a reader of both forms sees."""

import pytest

import helpers


@pytest.fixture(scope="module")
def revision():
    return helpers.diff_forms("2019", "2021")


def test_the_row_of_other_outcomes_became_three(revision):
    split = revision[revision.change == "split"]
    assert split.row.tolist() == ["other"]
    assert split.before.item() == "（六）其他处理"
    assert split.after.item().count("；") == 2
    merged = helpers.diff_forms("2021", "2019").query("change == 'merged'")
    assert merged.after.tolist() == ["（六）其他处理"]


def test_normative_documents_were_renamed_and_procurement_dropped(revision):
    rows = revision[revision.part == "row"].set_index("row")
    assert rows.loc["normative_documents", "after"] == "行政规范性文件"
    assert rows.loc["procurement", "change"] == "dropped"


def test_fees_are_counted_in_money_and_no_longer_in_items(revision):
    fees = revision[(revision.part == "column") & (revision.row == "fees")]
    assert dict(zip(fees.column, fees.change, strict=True)) == {
        "items_last_year": "dropped",
        "items_change": "dropped",
        "amount": "added",
    }


def test_the_unit_of_reconsiderations_changed_in_fujian():
    units = helpers.diff_forms("fujian-2011", "fujian-2014").query("part == 'unit'")
    assert set(zip(units.before, units.after, strict=True)) == {("条/件", "件")}


def test_sections_are_paired_by_what_they_are_on():
    """Section 四 of Fujian is on fees and ended; 五, on disputes, became 四."""
    sections = helpers.diff_forms("fujian-2014", "2019").query("part == 'section'")
    renamed = sections[sections.change == "renamed"]
    pairs = set(zip(renamed.before.str[:1], renamed.after.str[:1], strict=True))
    assert pairs == {("一", "一"), ("三", "三"), ("五", "四"), ("六", "五")}
    dropped = sections[sections.change == "dropped"]
    assert dropped.before.tolist() == ["四、政府信息公开的收费及减免情况"]
    assert sections[sections.change == "added"].after.tolist() == ["六、其他需要报告的事项"]


@pytest.mark.parametrize("form", helpers.form_names())
def test_each_section_of_a_form_is_on_another_matter(form):
    keys = list(helpers.load_form(form).section_keys.values())
    assert len(keys) == len(set(keys)) and "" not in keys


def test_a_form_against_itself_is_an_empty_frame_and_an_unknown_form_an_error(revision):
    same = helpers.diff_forms("2021", "2021")
    assert same.empty and same.dtypes.equals(revision.dtypes)
    with pytest.raises(helpers.FormError, match="no form is called '1999'"):
        helpers.diff_forms("1999", "2021")
