"""By when a report is due depends on the organ and the year, and only a known date is late."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from bundled import REPORTS, WUSHAN

import helpers
from helpers.deadlines import deadline_of, lateness

DAYS = "days_after_deadline"


@pytest.mark.parametrize(
    ("organ", "year", "due"),
    [
        ("重庆市巫山县规划和自然资源局", 2020, date(2021, 1, 31)),
        ("上海市人民政府办公厅", 2019, date(2020, 1, 31)),
        ("甲市乙区人民政府办公室", 2021, date(2022, 1, 31)),
        ("甲市发展和改革委员会", 2021, date(2022, 1, 31)),
        ("江苏省镇江市教育局", 2021, date(2022, 1, 31)),
        ("甲县住房和城乡建设局", 2021, date(2022, 1, 31)),
        ("甲市城镇管理局", 2021, date(2022, 1, 31)),
        ("淮安市人民政府", 2024, date(2025, 3, 31)),
        ("景德镇市人民政府", 2024, date(2025, 3, 31)),
        ("甲自治县人民政府", 2019, date(2020, 3, 31)),
        ("甲县乙镇人民政府", 2018, date(2019, 3, 31)),
        ("平潭综合实验区管理委员会", 2011, date(2012, 3, 31)),
    ],
)
def test_the_organ_and_the_year_determine_the_deadline(organ, year, due):
    """Departments from county level up by 31 January, governments by 31 March; before 2019 all."""
    assert deadline_of(organ, year).of_year(year) == due


@pytest.mark.parametrize(
    "organ",
    [
        "平潭综合实验区管理委员会",
        "甲经济技术开发区管委会",
        "甲县乙镇人民政府",
        "甲镇人民政府办公室",
        "甲县乙镇党政办公室",
        "甲区乙街道办事处",
        "甲区乙街道党工委办公室",
        "甲大学",
        "淮安市",
        None,
    ],
)
def test_no_deadline_is_guessed_where_the_name_does_not_tell(organ):
    assert deadline_of(organ, 2020) is None
    days, said = lateness(organ, 2020, date(2021, 3, 5), "en")
    assert days is None and "does not tell" in said


def test_days_are_counted_from_the_deadline():
    assert lateness("甲县教育局", 2020, date(2021, 2, 2), "en")[0] == 2
    assert lateness("甲县教育局", 2020, date(2021, 1, 31), "en")[0] == 0
    assert lateness("甲县人民政府", 2020, date(2021, 3, 1), "en")[0] == -30


def test_a_date_before_the_end_of_the_year_is_none_of_publication():
    assert lateness("甲县教育局", 2020, date(2020, 12, 1), "en") == (
        None,
        "the date 2020-12-01 is before the end of the year that the report is on",
    )


def test_the_note_names_the_deadline_its_source_and_what_was_not_checked():
    department = lateness("甲县教育局", 2020, date(2021, 2, 2), "en")[1]
    assert department.startswith("due 2021-01-31 (department") and "第四十九条" in department
    assert "not checked" not in department
    assert (
        "not checked against the text" in lateness("甲县人民政府", 2020, date(2021, 2, 2), "en")[1]
    )
    assert "未核对条文" in lateness("甲县人民政府", 2020, date(2021, 2, 2), "zh")[1]


def test_pingtan_was_eleven_days_late_for_2011_and_has_no_certain_deadline_since_2019():
    panel = helpers.panel(helpers.read_all(REPORTS / "pingtan", jobs=1, progress=False))
    days = panel[panel.indicator == DAYS].set_index("year")
    assert (days.value[2011], days.unit[2011]) == (11, "天")
    assert days.value[2019:].isna().all() and days.note[2025:].str.contains("31 March").all()
    assert "第三十一条" in days.note[2011] and "another deadline" in days.note[2019]


def test_only_a_report_with_a_date_has_a_row():
    wushan = helpers.read(WUSHAN)
    dated, undated = (
        helpers.panel(one) for one in (wushan, replace(wushan, published=None))
    )  # fmt: skip
    assert dated.value[dated.indicator == DAYS].tolist() == [0]
    assert DAYS not in set(undated.indicator) and len(undated) == len(dated) - 1


def test_days_have_no_percentage_and_do_not_grow_from_zero():
    wushan = helpers.read(WUSHAN)
    later = replace(wushan, year=2021, published=date(2022, 2, 3))
    changes = helpers.changes(helpers.panel([wushan, later]))
    days = changes[changes.indicator == DAYS].iloc[0]
    assert (days.before, days.after, days.difference, days.word) == (0, 3, 3, "up")
    assert pd.isna(days.percent)
