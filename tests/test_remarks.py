"""Figures that were corrected, or that their table contradicts, say so wherever they are shown."""

from dataclasses import replace

import pytest
from bundled import WUSHAN, changed, wushan_with
from selectolax.lexbor import LexborHTMLParser

import helpers
from helpers.panel_remarks import is_remark

TOTAL = ("disputes", "reconsideration", "total")
PARTS = {("disputes", "reconsideration", key): 0 for key in ("corrected", "other", "pending")}


@pytest.fixture
def fixed():
    """Wushan with 3 printed for 2 requests concluded, and the copy in which it is corrected."""
    wrong = helpers.read(wushan_with("(七)总计\n\n2\n", "(七)总计\n\n3\n"))
    return helpers.corrected(wrong, helpers.localize(wrong)).reports[0]


@pytest.fixture
def refuted():
    """Wushan with 10 + 1 + 0 + 0 reconsiderations and a total of 0, and a year without any."""
    parts = PARTS | {
        ("disputes", "reconsideration", "upheld"): 10,
        ("disputes", "reconsideration", "corrected"): 1,
    }
    sound = helpers.read(WUSHAN)
    return [changed(sound, {**parts, TOTAL: 0}), replace(sound, name="next", year=2021)]


def test_a_corrected_cell_shows_both_figures_in_every_view(fixed):
    place = ("concluded", "natural_person")
    assert fixed.table("requests", None).loc[place] == 2
    assert fixed.table("requests", None, show="raw").loc[place] == "3 → 2"
    assert fixed.table("requests", None, show="status").loc[place] == "corrected"
    assert "1 corrected" in repr(fixed)
    for language, said in (("en", "printed → corrected: 3 → 2"), ("zh", "原文 → 更正：3 → 2")):
        page = LexborHTMLParser(helpers.show(fixed, language=language).data)
        (cell,) = page.css("td.gk-corrected")
        assert cell.text().startswith("3 → 2") and said in cell.attributes["title"]
        assert page.css_first(".gk-legend .gk-corrected") is not None


def test_nothing_is_called_corrected_that_is_as_printed():
    page = LexborHTMLParser(helpers.show(helpers.read(WUSHAN)).data)
    assert not page.css(".gk-corrected")


def test_the_panel_names_a_corrected_figure():
    wrong = helpers.read(
        wushan_with("(七)总计\n\n2\n\n0\n\n0\n\n0\n\n0\n\n0\n\n2\n",
                    "(七)总计\n\n2\n\n0\n\n0\n\n0\n\n0\n\n0\n\n3\n")
    )  # fmt: skip
    report = helpers.corrected(wrong, helpers.localize(wrong)).reports[0]
    for language, said in (
        ("en", "requests/concluded/total corrected from 3 to 2"),
        ("zh", "表三“（七）总计”总计栏由3更正为2"),
    ):
        notes = helpers.panel(report, language=language).set_index("indicator")["note"]
        assert notes["concluded"] == said
        assert said in notes["granted_share"]
        assert notes.dropna().map(is_remark).sum() == 1


def test_a_total_that_its_parts_refute_says_so_in_panel_and_changes(refuted):
    """Nobody reads "from zero" without the note that the zero is contradicted by 10 + 1."""
    panel = helpers.panel(refuted).set_index(["indicator", "year"])["note"]
    said = "(11 ≠ 0)"
    assert said in panel["reconsiderations", 2020]
    assert panel.isna()["reconsiderations", 2021]
    changes = helpers.changes(helpers.panel(refuted)).set_index("indicator")["note"]
    assert changes["reconsiderations"].startswith("2020: contradicted by its table")
    assert said in changes["reconsiderations"]
    assert "contradicted" not in changes["received"]


def test_a_rate_of_a_refuted_figure_says_so(refuted):
    rate = helpers.panel(refuted).set_index(["indicator", "year"])["note"]
    assert "n=1/11" in rate["reconsiderations_correction_rate", 2020]
    assert "(11 ≠ 0)" in rate["reconsiderations_correction_rate", 2020]


def test_blank_cells_are_irregular_and_no_contradiction():
    """The 9 cells that Shanghai leaves empty in table 四 are not in the red of contradictions."""
    report = helpers.read(WUSHAN.parents[1] / "shanghai-general-office" / "2019.html")
    for language, name in (("en", "irregularly filled in"), ("zh", "填报不规范")):
        page = LexborHTMLParser(helpers.show(report, language=language).data)
        kinds = [cell.attributes["class"].split() for cell in page.css(".gk-disputes td.gk-blank")]
        assert len(kinds) == 9
        assert {kind[1] for kind in kinds} == {"gk-irregular"}
        assert name in page.css_first(".gk-legend").text()
        assert name in page.css_first(".gk-checks").text()
