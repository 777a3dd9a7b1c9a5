"""Whose report of which year it is comes from the title, however the title is worded."""

from datetime import date
from pathlib import PurePath

import pytest

from helpers.metadata import read_metadata
from helpers.sources.text import text_document


@pytest.mark.parametrize(
    ("lines", "organ", "year"),
    [
        ("巫山县规划和自然资源局2020年政府信息公开工作年度报告", "巫山县规划和自然资源局", 2020),
        ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019),
        ("标题: 平潭综合实验区2025年度政府信息公开工作年度报告", "平潭综合实验区", 2025),
        ("XX区2023年政府信息公开年度报告", "XX区", 2023),
        ("淮安市人民政府\n2024 年政府信息公开工作年度报告", "淮安市人民政府", 2024),
        ("某县水利局二〇二一年政府信息公开工作年度报告", "某县水利局", 2021),
        ("某市税务局\n２０２２年度政府信息公开工作年报", "某市税务局", 2022),
    ],
)  # fmt: skip
def test_organ_and_year_come_from_the_title(lines, organ, year):
    found = read_metadata(text_document(lines), PurePath("elsewhere/1999.txt"))
    assert (found.organ, found.year) == (organ, year)


def test_without_a_title_the_period_and_then_the_path_decide():
    period = text_document("本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。")
    assert read_metadata(period, PurePath("某局/2001.txt"))[1:3] == ("某局", 2022)
    silent = text_document("一、总体情况")
    assert read_metadata(silent, PurePath("某局/2001.txt"))[1:3] == ("某局", 2001)
    assert read_metadata(silent)[1:3] == (None, None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布时间: 2012-04-11 00:00", date(2012, 4, 11)),
        ("发布日期：2020年1月31日", date(2020, 1, 31)),
        ("日期:2021-01-31", date(2021, 1, 31)),
        ("来源：县政府 时间：2022-02-08 16:34 微信", date(2022, 2, 8)),
        ("发布时间: 2021-13-45", None),
        ("统计时间：2021年度", None),
    ],
)
def test_the_date_of_publication_is_read_where_it_is_stated(line, day):
    assert read_metadata(text_document(line)).published == day


def test_a_publication_date_goes_before_other_dates():
    text = "日期:2021-01-01\n发布时间：2021-02-03"
    assert read_metadata(text_document(text)).published == date(2021, 2, 3)


@pytest.mark.parametrize("place", [6, 9, 10, 12, 14, 16, 20, 24])
def test_a_title_that_is_broken_over_two_lines_is_one(place):
    title = "青溪县自然资源局2023年政府信息公开工作年度报告"
    lines = ["首页", title[:place], title[place:], "现公布青溪县自然资源局的年度报告。"]
    found = read_metadata(text_document("\n".join(lines)))
    assert (found.organ, found.year) == ("青溪县自然资源局", 2023)


def test_a_date_above_a_menu_is_no_broken_title():
    found = read_metadata(text_document("发布于2021\n政府信息公开年报\n浏览次数2012\n"))
    assert (found.organ, found.year) == (None, None)
