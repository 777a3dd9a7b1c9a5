"""Tables without separators: decided cells are read, undecided ones say so."""

import random
import re

import pytest
from bundled import REPORTS, truth

import helpers

YEARS = range(2011, 2026)


def pingtan(year):
    return helpers.read(REPORTS / "pingtan" / f"{year}.txt")


def cells_of(report):
    return {(c.table, c.row, c.column): c for c in report.cells}


@pytest.mark.parametrize("year", YEARS)
def test_pingtan_agrees_with_its_truth(year):
    cells = cells_of(pingtan(year))
    expected = truth("pingtan", year)
    wrong = {
        key: (cells[key].status, cells[key].value, line["value"])
        for key, line in expected.items()
        if (cells[key].status, cells[key].value)
        != (("read", float(line["value"])) if line["value"] else ("ambiguous", None))
    }
    assert wrong == {}
    assert {key for key in cells if key not in expected} == {
        key for key, cell in cells.items() if cell.status == "absent"
    }


def test_columns_decide_what_a_row_alone_does_not():
    """270020130 has two cuts that add up; only 27, 0, 0, 2, 0, 1, 30 fits the columns."""
    report = pingtan(2021)
    granted = [c for c in report.cells if c.row == "granted"]
    assert [c.value for c in granted] == [27, 0, 0, 2, 0, 1, 30]
    assert {c.basis for c in granted} == {"identity"}


def test_a_broken_identity_is_read_to_break_the_fewest_and_reported():
    """Pingtan 2020: the outcomes add up to 27, the total prints 21."""
    report = pingtan(2020)
    assert cells_of(report)["requests", "concluded", "total"].value == 21
    problems = report.problems.set_index("text")["reason"]
    assert problems["requests"].endswith("read so as to break the fewest, 2")


def test_the_prose_settles_a_row_that_no_sum_binds():
    """Pingtan 2022: 8855698 beside 88 documents issued and 698 in force in the prose."""
    row = [c for c in pingtan(2022).cells if c.row == "normative_documents"]
    assert [(c.value, c.basis) for c in row] == [(88, "prose"), (55, "prose"), (698, "prose")]


def test_an_ambiguous_cell_keeps_the_whole_run_as_its_raw():
    cell = cells_of(pingtan(2019))["disclosure", "coercion", "items_change"]
    assert (cell.status, cell.value, cell.raw) == ("ambiguous", None, "126025")


def test_half_of_a_row_can_be_read_where_all_readings_agree():
    """2648-18538: the sign ends the first cell, nothing parts the other two."""
    cells = cells_of(pingtan(2020))
    assert cells["disclosure", "penalties", "items_last_year"].value == 2648
    assert cells["disclosure", "penalties", "decisions"].status == "ambiguous"


def test_a_figure_for_two_cells_is_ambiguous_between_figure_and_blank():
    row = [c for c in pingtan(2013).cells if c.row == "published_gazette"]
    assert [(c.status, c.raw) for c in row] == [("ambiguous", "0"), ("ambiguous", "0")]


def test_identities_that_cut_the_cells_are_assumed_and_never_hold():
    findings = helpers.check(pingtan(2021)).query("kind == 'within' and table == 'requests'")
    by_row = findings.set_index("row")["status"].to_dict()
    assert by_row["granted"] == "assumed"
    assert by_row["refused_state_secret"] == "holds"


@pytest.mark.parametrize("year", [2019, 2022, 2025])
def test_one_changed_digit_moves_no_other_figure(year):
    """Whatever single digit a publisher misprints, no other cell of tables 三 and 四 is misread."""
    text = (REPORTS / "pingtan" / f"{year}.txt").read_text(encoding="utf-8")
    start, end = text.index("申请人情况"), text.index("五、存在的主要")
    true = {key: cell.value for key, cell in cells_of(helpers.read(text)).items()}
    places = [m.start() for m in re.finditer(r"(?<=\d)\d|\d(?=\d)", text[start:end])]
    for place in random.Random(year).sample(places, 12):
        at = start + place
        changed = text[:at] + str((int(text[at]) + 3) % 10) + text[at + 1 :]
        cells = cells_of(helpers.read(changed))
        moved = {
            key
            for key, cell in cells.items()
            if key[0] != "disclosure" and cell.status == "read" and cell.value != true[key]
        }
        assert len(moved) <= 1, (changed[at - 20 : at + 20], moved)


def test_8万_in_the_prose_does_not_make_a_cell_8():
    """8855698 stays undecided between 8 | 855 and 88 | 55: only an exact number can settle it."""
    text = (REPORTS / "pingtan" / "2022.txt").read_text(encoding="utf-8")
    said = "本年度制发的规范性文件88件"
    assert text.count(said) == 1
    cells = cells_of(helpers.read(text.replace(said, said.replace("88件", "8万件"))))
    assert cells["disclosure", "normative_documents", "issued"].status == "ambiguous"
    assert cells["disclosure", "normative_documents", "in_force"].value == 698
