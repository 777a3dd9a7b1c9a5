"""Spellings of one organ come together; unknown names stay apart and are listed."""

from dataclasses import replace
from importlib.resources import files

import pytest
from bundled import DATA, REPORTS, WUSHAN

import helpers
from helpers.organs import organ_map


def write(path, *lines):
    path.write_text("\n".join(("name,organ,region,note", *lines)), encoding="utf-8")
    return path


def test_the_two_names_of_pingtan_are_one_organ():
    reports = helpers.read_all(REPORTS / "pingtan", jobs=1, progress=False)
    assert {r.organ for r in reports} == {"平潭综合实验区", "平潭综合实验区管委会"}
    assert helpers.panel(reports).organ.unique().tolist() == ["平潭综合实验区管理委员会"]
    assert helpers.unknown_organs(reports).empty


def test_unknown_names_stay_apart_and_are_listed(tmp_path):
    organs = write(tmp_path / "organs.csv", "甲局,甲县甲局,,")
    one = helpers.read(WUSHAN)
    reports = [replace(one, organ=name, year=year) for name, year in
               (("甲局", 2020), ("乙局", 2020), ("乙局", 2021), ("乙县乙局", 2022))]  # fmt: skip
    assert helpers.panel(reports, organs=organs).organ.nunique() == 3
    unknown = helpers.unknown_organs(reports, organs)
    assert unknown.values.tolist() == [
        ["乙县乙局", 1, 2022, 2022, "乙局"], ["乙局", 2, 2020, 2021, "乙县乙局"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "said"),
    [(("甲局,甲,,", "甲 局,乙,,"), "line 3"), (("甲局,,,",), "line 2")],
)
def test_a_map_that_contradicts_itself_names_the_line(tmp_path, lines, said):
    with pytest.raises(helpers.SourceError, match=said):
        helpers.panel([], organs=write(tmp_path / "organs.csv", *lines))


def test_a_missing_map_is_a_clear_error(tmp_path):
    with pytest.raises(helpers.SourceMissingError, match="no such file of organs"):
        helpers.panel([], organs=tmp_path / "organs.csv")


def test_the_map_in_the_data_is_the_one_that_the_package_ships():
    copy = DATA / "organs.csv"
    assert copy.read_bytes() == files("helpers").joinpath("organs.csv").read_bytes()
    assert organ_map(copy).of("平潭综合实验区管委会") == "平潭综合实验区管理委员会"
