"""What one report says of the year before is checked against that year's own report."""

import pytest
from bundled import REPORTS, with_every_third_cell

import helpers
from helpers.frames import make_frame
from helpers.joint_years import read_jointly
from helpers.links import pairs
from helpers.year_lines import lines_of
from helpers.years import link_finding

PINGTAN = REPORTS / "pingtan"
DAMAGES = [
    {},
    {"basis": "year"},
    {"value": None, "status": "blank"},
    {"value": None, "status": "unreadable"},
]


def read(*years):
    return helpers.read_all([PINGTAN / f"{year}.txt" for year in years], progress=False)


def links(*years, **wanted):
    findings = helpers.check(read(*years))
    found = findings[findings["kind"] == "years"]
    for column, value in wanted.items():
        found = found[found[column] == value]
    return found


def test_every_break_of_the_pingtan_series_is_found_and_no_other():
    """2012, 2013 and 2017 do not add up, 1 request is forgotten in 2016, the stock from 2023 on."""
    failing = links(*range(2011, 2026), status="fails")
    found = failing.groupby(["year", "rule"])["row"].agg(list)
    assert {key: set(rows) for key, rows in found.items()} == {
        (2012, "cumulative"): {"published", "published_website", "published_gazette"},
        (2013, "cumulative"): {"published", "published_website"},
        (2016, "cumulative"): {
            "requests",
            "requests_mail_fax",
            "replies",
            "replies_granted",
        },
        (2017, "cumulative"): {"published", "published_website"},
        (2023, "stock"): {"normative_documents"},
        (2024, "stock"): {"normative_documents"},
        (2025, "stock"): {"normative_documents"},
    }


def test_a_finding_names_the_cells_of_both_years():
    one = links(2011, 2012, row="published").iloc[0]
    assert (one["left"], one["right"], one["difference"]) == (2255, 4359, -2104)
    assert one["cells"].split("; ") == [
        "statistics/published/cumulative@2011",
        "statistics/published/this_year",
        "statistics/published/cumulative",
    ]
    assert "2,255 ≠ 4,359" in one["message"] and "历年累计" in one["message_zh"]


def test_requests_carried_out_of_2024_are_carried_into_2025():
    carried = links(2024, 2025, rule="carried_over")
    assert len(carried) == 7
    assert set(carried["status"]) == {"holds"}


def test_a_missing_year_breaks_no_rule():
    gap = links(2021, 2023)
    assert set(gap["status"]) == {"not_assessable"}
    assert gap["message"].str.contains("there is no report on 2022").all()


def test_one_report_has_no_year_to_be_checked_against():
    assert links(2021).empty


def test_two_reports_on_one_year_are_not_chosen_from(tmp_path):
    text = (PINGTAN / "2024.txt").read_text(encoding="utf-8")
    for name in ("2024a.txt", "2024b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "2025.txt").write_bytes((PINGTAN / "2025.txt").read_bytes())
    findings = helpers.check(helpers.read_all(tmp_path, progress=False))
    found = findings[findings["kind"] == "years"]
    assert set(found["status"]) == {"not_assessable"}
    assert found["message"].str.contains("2024a.txt, 2024b.txt").all()


def test_the_two_names_of_pingtan_are_one_organ():
    """The title of 2014 says 管委会, the others do not."""
    assert set(links(2013, 2014, rule="cumulative")["status"]) >= {"holds"}


@pytest.mark.parametrize(
    ("row", "figures"),
    [
        ("licensing", [396, 0, 181]),
        ("other_services", [10, 0, 153]),
        ("penalties", [2648, 0, 430]),
    ],
)
def test_rows_of_2019_are_read_beside_2020(row, figures):
    """2019 prints `3960181`; 396 + 0 alone is what 2020 prints for the year before."""
    alone, joined = helpers.read(PINGTAN / "2019.txt"), read(2019, 2020)[0]
    assert "ambiguous" in {cell.status for cell in alone.cells if cell.row == row}
    cells = [cell for cell in joined.cells if cell.row == row]
    assert [cell.value for cell in cells] == figures
    assert {cell.basis for cell in cells} == {"year"}


def test_a_link_that_was_used_to_read_a_figure_proves_nothing():
    used = links(2019, 2020, rule="items", row="penalties")
    assert used["status"].tolist() == ["assumed"]


def test_a_row_that_two_readings_fit_stays_ambiguous():
    """`126025` and `1262629` agree as 126 and as 1262 items."""
    joined = read(2019, 2020)
    for report in joined:
        cells = [cell for cell in report.cells if cell.row == "coercion"]
        assert {cell.status for cell in cells} == {"ambiguous"}


def test_years_that_contradict_each_other_decide_nothing():
    """No cut of `77132470` makes 698 + 77 in 2023."""
    alone, joined = helpers.read(PINGTAN / "2023.txt"), read(2022, 2023)[1]
    assert joined.cells == alone.cells


def test_reports_can_be_read_alone():
    paths = [PINGTAN / "2019.txt", PINGTAN / "2020.txt"]
    alone = helpers.read_all(paths, progress=False, years=False)
    assert "year" not in {cell.basis for report in alone for cell in report.cells}


def test_chance_agreements_decide_nothing_where_the_publisher_breaks_the_link():
    """If 2020 prints 9 penalties of the year before, no cut of 2019 agrees: the link is broken."""
    text = (PINGTAN / "2020.txt").read_text(encoding="utf-8")
    broken = text.replace("行政处罚2648-18538", "行政处罚9-18538")
    assert broken != text
    earlier = helpers.read(PINGTAN / "2019.txt")
    joined = read_jointly([earlier, helpers.read(broken)])
    licences = [cell for cell in joined[0].cells if cell.row == "licensing"]
    assert {cell.status for cell in licences} == {"ambiguous"}


def test_a_defect_in_the_links_leaves_the_reports_as_they_are_and_says_so(monkeypatch):
    def broken(*_):
        raise KeyError("link")

    alone = [helpers.read(PINGTAN / f"{year}.txt") for year in (2019, 2020)]
    monkeypatch.setattr(helpers.joint_years, "_agreeing", broken)
    joined = read_jointly(alone)
    assert [report.cells for report in joined] == [report.cells for report in alone]
    reasons = joined[1].problems["reason"].tolist()
    assert any("KeyError: 'link'" in reason and "please report" in reason for reason in reasons)


@pytest.mark.parametrize("said", DAMAGES)
def test_links_evaluated_together_come_out_as_each_alone(said):
    """The figures of all pairs of reports are compared by one product, or pair by pair."""
    given = helpers.read_all(PINGTAN, progress=False)
    reports = [with_every_third_cell(report, **said) for report in given]
    rows = [
        (pair.report.name, pair.report.organ, pair.report.year, *finding)
        for pair in pairs(reports)
        if pair.earlier is not None
        for line in lines_of(pair.earlier.vector.shape, pair.report.vector.shape).every
        for finding in [link_finding(line, pair.earlier, pair.report)]
    ]
    found = helpers.check(reports).query("kind == 'years' and rule != 'growth'")
    found = found[found["status"].ne("not_assessable") | found["cells"].ne("")]
    assert len(rows) > 100
    assert found.reset_index(drop=True).equals(make_frame("findings", rows))
