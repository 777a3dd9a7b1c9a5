"""Evidence is said in English and in Chinese, and both say the same."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from bundled import REPORTS, changed

import helpers
from helpers.evidence_text import Said, sentences, wordings
from helpers.slips import SLIPS

HAN, LATIN_WORD = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2,}")
# A cell is named by its key in English, by its label in Chinese.
CELL = {"key", "label"}
LIMITS = {"cells", "sets", "seconds", "undecided"}


def gaps(wording):
    return {name for _, name, _, _ in Formatter().parse(wording) if name}


def named_in_the_code():
    """Every wording that a module of helpers names in `Said("…")`."""
    return {
        node.args[0].value
        for path in Path(helpers.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Said"
        if isinstance(node.args[0], ast.Constant)
    }


@pytest.mark.parametrize("name", wordings())
def test_every_wording_has_both_languages_and_the_same_gaps(name):
    english, chinese = wordings()[name]["en"], wordings()[name]["zh"]
    assert not HAN.search(english) and HAN.search(chinese)
    assert not LATIN_WORD.search(re.sub(r"\{.*?\}", "", chinese))
    assert gaps(english) - CELL == gaps(chinese) - CELL
    assert ("key" in gaps(english)) == ("label" in gaps(chinese))


def test_whatever_can_be_said_has_a_wording_and_no_wording_is_left_over():
    assert named_in_the_code() | {*SLIPS, "left 0", "sign"} | LIMITS == set(wordings())


def test_sentences_are_parted_as_the_language_parts_them():
    said = [Said("shifted"), Said("demanded", {"year": 2020, "figure": "1,288"})]
    assert sentences(said, "en") == (
        "the figures moved by one cell; the report on 2020 demands 1,288"
    )
    assert sentences(said, "zh") == "数字错位一格；按2020年度报告应为1288"
    assert sentences([], "zh") is None


def test_both_languages_give_the_same_frame_but_for_the_evidence():
    """Huai'an's 64 appeals corrected printed as 46: the prose, a slip, another cell."""
    report = helpers.read(REPORTS / "huaian" / "2024.pdf")
    wrong = changed(report, {("disputes", "reconsideration", "corrected"): 46})
    english, chinese = (helpers.localize(wrong, language=one) for one in ("en", "zh"))
    assert english.equals(helpers.localize(wrong))
    assert english.drop(columns="evidence").equals(chinese.drop(columns="evidence"))
    assert english["evidence"][0].endswith("; one slip apart: transposed")
    assert chinese["evidence"][0].startswith("正文写明64（“")
    assert chinese["evidence"][0].endswith("；只差一处笔误：相邻两位数字颠倒")


def test_a_cell_is_named_in_chinese_by_its_label():
    """Pingtan's 1 of other organizations stands beside a total that would have to be 1."""
    report = helpers.read(REPORTS / "pingtan" / "2020.txt")
    english, chinese = (
        "|".join(helpers.localize(report, language=one)["evidence"].dropna())
        for one in ("en", "zh")
    )
    assert "1 is printed in requests/granted/other_organization" in english
    assert "1见于“（一）予以公开 · 其他”" in chinese


def test_a_search_given_up_says_so_in_chinese():
    report = helpers.read(REPORTS / "pingtan" / "2020.txt")
    (only,) = helpers.localize(report, most=1, language="zh").itertuples()
    assert only.evidence == "无法定位：须有超过1个单元格出错才能解释"


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="'fr'"):
        helpers.localize([], language="fr")
