"""Repeated prose is found paragraph by paragraph, whatever the lines, and tables are no prose."""

from dataclasses import replace

import pytest
from bundled import REPORTS, WUSHAN

import helpers
from helpers.paragraphs import paragraphs


@pytest.fixture(scope="module")
def wushan():
    return helpers.read(WUSHAN)


def test_the_same_prose_is_repeated_whole(wushan):
    found = helpers.repetition([replace(wushan, year=2019), wushan])
    assert set(found.other_year) == {2019} and set(found.year) == {2020}
    assert (found.share == 1).all() and (found.similarity == 100).all()
    assert (found.paragraph == found.other_paragraph).all()


def test_pingtan_prints_the_same_last_section_in_2019_and_2020():
    found = helpers.repetition(helpers.read_all(REPORTS / "pingtan", jobs=1, progress=False))
    last = found[(found.year == 2020) & (found.section == 6)]
    assert last.share.tolist() == [1.0]
    retold = found[(found.year == 2022) & (found.section == 1)]
    assert (retold.share == 0).all()


def test_sections_are_paired_by_what_they_are_on_and_not_by_number():
    """On the table of Fujian section 5 is on disputes and 6 on problems, since 2019 4 and 5."""
    said = "公开内容还不够全面，今后将加强培训并完善目录。"
    texts = (
        (REPORTS / "pingtan" / f"{year}.txt").read_text(encoding="utf-8") for year in (2018, 2019)
    )
    titles = "五、主要问题和改进措施", "五、存在的主要问题及改进情况"
    reports = [
        helpers.read(text.replace(f"{title}[……]", f"{title}\n{said}\n"))
        for title, text in zip(titles, texts, strict=True)
    ]
    found = helpers.repetition(reports).set_index("section")
    assert [one.form for one in reports] == ["fujian-2014", "2019"]
    assert found.share[5] == 1 and found.paragraph[5] == found.other_paragraph[5]
    assert 6 not in found.index


def test_years_apart_are_not_compared_and_other_organs_of_the_year_are(wushan):
    gap = [replace(wushan, year=2018), wushan]
    assert helpers.repetition(gap).empty
    twins = [replace(wushan, organ=name) for name in ("甲局", "乙局", "丙局")]
    found = helpers.repetition(twins)
    pairs = found[["organ", "other_organ"]].drop_duplicates().values.tolist()
    assert pairs == [["甲局", "乙局"], ["乙局", "甲局"], ["丙局", "甲局"]]
    assert helpers.repetition(twins, others=0).empty


def test_a_paragraph_with_nothing_alike_has_no_other():
    found = helpers.repetition(helpers.read_all(REPORTS / "pingtan", jobs=1, progress=False))
    nothing = found[found.other_paragraph.isna()]
    assert len(nothing) > 0 and (nothing.repeated == 0).all()


def test_tables_are_left_out(wushan):
    prose = "".join(text for texts in paragraphs(wushan).values() for text in texts)
    assert "结果维持" not in prose and "本年新制作数量" not in prose


def test_no_report_gives_an_empty_frame_and_a_negative_number_an_error(wushan):
    assert helpers.repetition([]).dtypes.equals(helpers.repetition(wushan).dtypes)
    with pytest.raises(ValueError, match="others is -1"):
        helpers.repetition(wushan, others=-1)


def test_a_text_may_end_in_a_heading(wushan):
    """A copy that breaks off there has a last section without prose."""
    text = WUSHAN.read_text(encoding="utf-8")
    heading = wushan.sections[6].heading
    broken = helpers.read(text[: text.index(heading) + len(heading)])
    assert 6 in broken.sections and 6 not in paragraphs(broken)
    assert paragraphs(broken)[1] == paragraphs(wushan)[1]
    assert set(helpers.repetition([broken, replace(broken, year=2021)]).section) == {1, 5}


def test_a_section_that_has_a_heading_alone_takes_no_prose_of_the_next(wushan):
    text = WUSHAN.read_text(encoding="utf-8")
    first, second = (text.index(wushan.sections[number].heading) for number in (1, 2))
    heading = wushan.sections[1].heading
    report = helpers.read(text[: first + len(heading)] + "\n" + text[second:])
    assert set(paragraphs(report)) == {5, 6}
