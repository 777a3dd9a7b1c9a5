"""Whose report of which year it is comes from the title, however the title is worded."""

from datetime import date
from pathlib import PurePath

import pytest

from helpers.metadata import Metadata, read_metadata
from helpers.sources.html import html_document
from helpers.sources.text import text_document


@pytest.mark.parametrize(
    ("lines", "organ", "year"),
    [
        ("巫山县规划和自然资源局2020年政府信息公开工作年度报告", "巫山县规划和自然资源局", 2020),
        ("2019年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2019),
        ("标题: 平潭综合实验区2025年度政府信息公开工作年度报告", "平潭综合实验区", 2025),
        ("XX区2023年政府信息公开年度报告", "XX区", 2023),
        ("淮安市人民政府\n2024 年政府信息公开工作年度报告", "淮安市人民政府", 2024),
        ("某市税务局\n２０２２年度政府信息公开工作年报", "某市税务局", 2022),
        ("某县水利局二〇二一年政府信息公开工作年度报告", "某县水利局", 2021),
        ("某县水利局二零二一年政府信息公开工作年度报告", "某县水利局", 2021),
        ("某县水利局二○二一年政府信息公开工作年度报告", "某县水利局", 2021),
        ("某县水利局二Ｏ二一年政府信息公开工作年度报告", "某县水利局", 2021),
        ("甲市统计局2021年政府信息公开\n工作年度报告", "甲市统计局", 2021),
        ("甲市统计局\n2021年政府信息公开\n工作年度报告", "甲市统计局", 2021),
        ("甲市统计局\n政府信息公开工作年度报告\n（2020年度）", "甲市统计局", 2020),
        ("甲市发展和\n改革局2020年政府信息公开工作年度报告", "甲市发展和改革局", 2020),
        ("甲區發展和改革局2024年度政府信息公開工作年度報告", "甲区发展和改革局", 2024),
        ("## **甲市统计局2021年政府信息公开工作年度报告**", "甲市统计局", 2021),
        ("名称 甲市统计局2021年政府信息公开工作年度报告", "甲市统计局", 2021),
        ("首页/政务公开/政府信息公开年报/正文甲镇2023年政府信息公开工作年度报告", "甲镇", 2023),
        ("首页/政务公开/正文甲镇\n2023年政府信息公开工作年度报告", "甲镇", 2023),
        ("2021年政府信息公开工作年度报告\n甲市统计局", "甲市统计局", 2021),
        ("2021年政府信息公开工作年度报告\n（2022年1月20日）\n甲市统计局", "甲市统计局", 2021),
        ("甲市统计局关于2020年度政府信息公开工作情况的报告", "甲市统计局", 2020),
        ("关于甲市统计局2020年政府信息公开工作的年度报告", "甲市统计局", 2020),
        ("2022年甲市乙县教育局政府信息公开工作年度报告", "甲市乙县教育局", 2022),
        ("甲市统计局政府信息公开工作年度报告（2020年）", "甲市统计局", 2020),
        ("甲市统计局政府信息公开2020年度报告", "甲市统计局", 2020),
        ("中国人民银行甲市支行2020年政府信息公开工作年度报告", "中国人民银行甲市支行", 2020),
    ],
)  # fmt: skip
def test_organ_and_year_come_from_the_title(lines, organ, year):
    found = read_metadata(text_document(lines), PurePath("elsewhere/1999.txt"))
    assert (found.organ, found.year) == (organ, year)


def test_without_a_title_the_period_and_then_the_path_decide():
    period = text_document("本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。")
    found = read_metadata(period, PurePath("某局/2001.txt"))
    assert found == Metadata(None, "某局", "path", 2022, "text", None)
    silent = text_document("一、总体情况")
    found = read_metadata(silent, PurePath("某局/2001.txt"))
    assert found == Metadata(None, "某局", "path", 2001, "path", None)
    assert read_metadata(silent) == Metadata()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布时间: 2012-04-11 00:00", date(2012, 4, 11)),
        ("发布日期：2020年1月31日", date(2020, 1, 31)),
        ("日期:2021-01-31", date(2021, 1, 31)),
        ("来源：县政府 时间：2022-02-08 16:34 微信", date(2022, 2, 8)),
        ("发布时间: 2021-13-45", None),
        ("统计时间：2021年度", None),
        ("打印时间：2021-01-01", None),
        ("发布时间:\n\n2022-01-15", date(2022, 1, 15)),
        ("生成日期 | 2026-01-23", date(2026, 1, 23)),
        ("發布時間：2022-01-18", date(2022, 1, 18)),
        ("2022年01月18日来源：甲市", date(2022, 1, 18)),
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


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        ("甲市人民政府办公室关于做好2020年政府信息公开工作年度报告编制工作的通知", None),
        ("甲市人民政府办公室关于做好\n2020年政府信息公开工作年度报告编制发布工作的通知", None),
        ("甲市人民政府办公室2021年政府信息公开工作年度报告解读", None),
        ("中华人民共和国2020年政府信息公开工作年度报告", 2020),
        ("根据《中华人民共和国政府信息公开条例》编制2020年政府信息公开工作年度报告。", 2020),
        ("现公布我局2022年政府信息公开工作年度报告。", 2022),
        ("首页\n2020年政府信息公开工作年度报告", 2020),
        ("王建国\n2020年政府信息公开工作年度报告", 2020),
        ("2020年政府信息公开工作年度报告\n王建国\n2021-01-20", 2020),
    ],
)
def test_notices_sentences_menus_and_persons_are_no_organs(lines, year):
    found = read_metadata(text_document(lines), PurePath("下载/a.txt"))
    assert (found.organ, found.year) == (None, year)


def test_an_announcement_and_a_signature_name_the_organ():
    announced = "根据要求，现将甲市统计局2022年政府信息公开工作年度报告公布如下："
    assert read_metadata(text_document(announced))[1:5] == ("甲市统计局", "text", 2022, "text")
    signed = "2022年政府信息公开工作年度报告\n一、总体情况\n二、其他\n甲市统计局\n2023年1月20日"
    assert read_metadata(text_document(signed))[1:5] == ("甲市统计局", "text", 2022, "title")


def test_the_title_of_a_web_page_names_the_organ():
    head = "<title>甲市统计局2020年政府信息公开工作年度报告_甲市人民政府</title>"
    page = f"<html><head>{head}</head><body><p>2020年政府信息公开工作年度报告</p></body></html>"
    assert read_metadata(html_document(page))[1:5] == ("甲市统计局", "page", 2020, "title")


@pytest.mark.parametrize(
    ("path", "organ", "year"),
    [
        ("pingtan/2011.txt", "pingtan", 2011),
        ("某局/2001.html", "某局", 2001),
        ("下载/2011.txt", None, 2011),
        ("2020年报/2020.txt", None, 2020),
        ("某局/第1号.txt", None, None),
        ("某局/2021-01-31.txt", None, None),
        ("x/甲市统计局2020年政府信息公开工作年度报告.txt", "甲市统计局", 2020),
    ],
)
def test_a_folder_is_an_organ_only_if_its_files_are_called_after_years(path, organ, year):
    found = read_metadata(text_document("一、总体情况"), PurePath(path))
    assert (found.organ, found.year) == (organ, year)
