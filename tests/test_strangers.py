"""Reports that name no organ are never linked; a map of names or of files says whose they are."""

import re

import pandas as pd
import pytest
from bundled import REPORTS
from typer.testing import CliRunner

import helpers
from helpers.__main__ import app
from helpers.organ_candidates import Candidates
from helpers.plot_series import series_of_all
from helpers.plots import plot_calendar, plot_outcomes

YEARS = (2019, 2020, 2021)
PINGTAN = "平潭综合实验区管理委员会"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Three reports of Pingtan without their titles, called after nothing."""
    folder = tmp_path_factory.mktemp("inbox")
    for year in YEARS:
        text = (REPORTS / "pingtan" / f"{year}.txt").read_text(encoding="utf-8")
        text = re.sub(f"平潭综合实验区{year}年度?政府信息公开工作年度报告", "", text)
        (folder / f"no-{year}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def strangers(folder):
    return helpers.read_all(folder, jobs=1, progress=False)


@pytest.fixture(scope="module")
def by_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "organs.csv"
    path.write_text(f"report,organ\nno-*.txt,{PINGTAN}\n", encoding="utf-8")
    return path


def by_year(reports):
    return int((reports.figures["basis"] == "year").sum())


def test_strangers_are_read_alone_and_counted(strangers):
    """The year before decides figures of Pingtan: not those of reports that may be of others."""
    assert [report.organ for report in strangers] == [None] * 3
    assert [report.year for report in strangers] == list(YEARS)
    assert by_year(strangers) == 0
    assert "3 of no known organ" in repr(strangers) and "organs=" in repr(strangers)
    assert not strangers.index["duplicate"].any()


def test_strangers_are_linked_nowhere(strangers):
    panel = helpers.panel(strangers)
    assert panel["organ"].isna().all() and panel["comparable"].isna().all()
    assert helpers.changes(panel).empty
    assert helpers.repetition(strangers).empty
    assert (helpers.check(strangers)["kind"] != "years").all()
    assert series_of_all(list(strangers), "en") == {}
    assert helpers.unknown_organs(strangers).fillna("").values.tolist() == [
        ["", 3, *YEARS[::2], ""]
    ]
    with pytest.raises(helpers.ArgumentError, match="no finding has an organ"):
        plot_calendar(helpers.check(strangers))


def test_two_strangers_of_one_year_are_no_duplicates(folder, strangers):
    twice = [*strangers, *strangers]
    assert len(helpers.panel(twice)) == 2 * len(helpers.panel(strangers))
    assert not helpers.Reports(twice).index["duplicate"].any()


def test_a_map_of_files_names_strangers_everywhere_alike(folder, strangers, by_file):
    named = helpers.read_all(folder, jobs=1, progress=False, organs=by_file)
    assert {(r.organ, r.organ_source) for r in named} == {(PINGTAN, "given")}
    titled = [REPORTS / "pingtan" / f"{year}.txt" for year in YEARS]
    assert by_year(named) == by_year(helpers.read_all(titled, jobs=1, progress=False)) > 0
    assert "no known organ" not in repr(named)
    assert helpers.unknown_organs(named).empty
    assert helpers.unknown_organs(strangers, by_file).empty
    assert (helpers.check(strangers, organs=by_file)["kind"] == "years").any()
    assert set(helpers.panel(strangers, organs=by_file)["organ"]) == {PINGTAN}
    assert not helpers.repetition(strangers, organs=by_file).empty
    ledger = helpers.coverage(strangers, organs=by_file)
    assert ledger[(ledger["kind"] == "years") & ledger["assessed"]]["report"].nunique() == 2
    assert plot_outcomes(strangers, organs=by_file).get_title(loc="left").startswith(PINGTAN)
    calendar = plot_calendar(helpers.check(strangers, organs=by_file))
    assert [text.get_text() for text in calendar.get_yticklabels()] == [PINGTAN]
    assert [r.organ for r in strangers] == [None] * 3


def test_localize_hears_the_year_before_of_a_stranger_that_is_named(strangers, by_file):
    alone, named = helpers.localize(strangers), helpers.localize(strangers, organs=by_file)
    assert set(named["organ"].dropna()) == {PINGTAN} and alone["organ"].isna().all()


def test_the_path_of_a_file_goes_before_a_pattern_and_the_first_pattern_before_others(
    folder, tmp_path
):
    organs = tmp_path / "organs.csv"
    organs.write_text("organ,report\n甲局,no-*\n乙局,no-2020.txt\n丙局,*.txt\n", encoding="utf-8")
    named = helpers.read_all(folder, jobs=1, progress=False, organs=organs)
    assert [report.organ for report in named] == ["甲局", "乙局", "甲局"]


def test_the_map_given_to_read_all_travels_with_the_reports(tmp_path):
    """The shipped map joins the two spellings of Pingtan; a caller's map keeps them apart."""
    organs = tmp_path / "organs.csv"
    organs.write_text("name,organ\n平潭综合实验区管委会,甲会\n", encoding="utf-8")
    paths = [REPORTS / "pingtan" / f"{year}.txt" for year in (2013, 2014, 2015)]
    reports = helpers.read_all(paths, jobs=1, progress=False, organs=organs)
    assert list(helpers.panel(reports)["organ"].unique()) == ["平潭综合实验区", "甲会"]
    assert helpers.unknown_organs(reports)["organ"].tolist() == ["平潭综合实验区"]
    assert reports[1].organ == reports[1].owner == "甲会"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,region\n甲,乙\n", "no column organ"),
        ("region,organ\n甲,乙\n", "neither name nor report"),
        ("report,organ\na.txt,\n", "line 2: an organ is empty"),
        ("report,organ\n,甲局\n", "line 2: an organ is empty, or a name and a report"),
    ],
)
def test_a_map_that_names_nothing_is_refused(tmp_path, text, said):
    (tmp_path / "organs.csv").write_text(text, encoding="utf-8")
    with pytest.raises(helpers.SourceError, match=said):
        helpers.read_all(tmp_path, jobs=1, progress=False, organs=tmp_path / "organs.csv")


def test_a_panel_has_its_organs_already(strangers, by_file):
    with pytest.raises(helpers.ArgumentError, match="named already"):
        plot_outcomes(helpers.panel(strangers, organs=by_file), organs=by_file)


@pytest.mark.parametrize("command", ["read", "check", "localize", "compare", "show", "plot"])
def test_every_command_takes_the_map_and_counts_strangers(folder, by_file, tmp_path, command):
    run = CliRunner().invoke
    alone = run(app, [command, str(folder), "--out", str(tmp_path / "a"), "--jobs", "1"])
    assert alone.exit_code == 0, alone.output
    assert "3 of no known organ" in alone.output and "--organs" in alone.output
    given = ["--organs", str(by_file)]
    named = run(app, [command, str(folder), "--out", str(tmp_path / "b"), "--jobs", "1", *given])
    assert named.exit_code == 0, named.output
    assert "no known organ" not in named.output


def test_compare_of_named_strangers_writes_their_changes(folder, by_file, tmp_path):
    out = tmp_path / "out"
    arguments = ["compare", str(folder), "--out", str(out), "--organs", str(by_file)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert set(pd.read_csv(out / "changes.csv")["organ"]) == {PINGTAN}


@pytest.mark.parametrize(
    ("name", "others", "candidates"),
    [
        ("甲区人民政府", ["乙市甲区人民政府", "乙市丙区人民政府"], "乙市甲区人民政府"),
        ("乙市甲区人民政府", ["甲区人民政府"], "甲区人民政府"),
        ("甲区政府", ["甲区人民政府", "甲区"], "甲区; 甲区人民政府"),
        ("甲县管委会", ["甲县管理委员会"], "甲县管理委员会"),
        ("河东省青州市统计局", ["青州市统计局", "统计局", "青州市"], "统计局; 青州市统计局"),
        ("甲市统计局", ["乙市统计局", "甲市", "甲市财政局"], None),
    ],
)
def test_candidates_end_alike_below_their_regions(name, others, candidates):
    assert Candidates([name, *others]).text(name) == candidates
