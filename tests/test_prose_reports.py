"""Reports without any table: what they state is read, and what is no report stays none."""

import csv
import pickle

import pytest
from bundled import DATA

import helpers
from helpers.forms import national_form
from helpers.frames import COLUMNS
from helpers.plots import plot_disclosure, plot_outcomes, plot_requests, save_figures

PROSE = DATA / "prose" / "SYNTHETIC-qingxi-water"
TRUTH = DATA / "truth" / "prose-SYNTHETIC-qingxi-water.csv"
TITLE = "甲县水务局2023年政府信息公开工作年度报告"
BODY = "2023年，我局共收到政府信息公开申请56件，其中予以公开40件，不予公开3件。\n行政复议2件。\n"


def page(title, body, head=""):
    paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines())
    return f"<html><head>{head}</head>\n<body><h1>{title}</h1>{paragraphs}</body></html>"


@pytest.fixture(scope="module")
def reports():
    return helpers.read_all(PROSE, progress=False)


def one(reports, year):
    return next(report for report in reports if report.year == year)


def findings(report, rule):
    found = helpers.check(report)
    return found[found["rule"] == rule]


@pytest.mark.parametrize("name", ["2012.txt", "2016.html", "2020.docx"])
def test_every_stated_figure_is_a_claim_and_nothing_else_is(name):
    with TRUTH.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["file"] == name]
    stated = {(line["table"], line["row"], line["column"], float(line["value"])) for line in lines}
    report = helpers.read(PROSE / name)
    found = {(c.table, c.row, c.column, c.value) for c in report.narrative if c.table}
    assert (report.form, found) == ("prose", stated)


def test_organ_year_title_and_sections_are_those_printed(reports):
    """The report of 2016 has five sections, numbered as it prints them."""
    report = one(reports, 2016)
    assert report.organ == "青溪县水务局"
    assert report.title == "青溪县水务局2016年政府信息公开工作年度报告"
    assert str(report.published) == "2017-01-20"
    assert list(report.sections) == [1, 2, 3, 4, 5]
    assert report.sections[2].heading == "二、主动公开政府信息情况"
    assert report.sections[2].text == "全年主动公开政府信息412条。"


def test_the_index_shows_them(reports):
    index = reports.index
    assert index["form"].tolist() == ["prose"] * 3
    assert index["medium"].tolist() == ["text", "html", "docx"]
    assert (index["read"] == 0).all() and (index["absent"] == 0).all()


def test_there_are_no_cells_and_the_frame_keeps_its_columns(reports):
    assert reports.figures.empty
    assert reports.figures.dtypes.astype(str).to_dict() == COLUMNS["figures"]
    assert repr(one(reports, 2012)) == "<Report 青溪县水务局 2012, form prose: no table>"


def test_a_table_of_it_is_refused_with_a_sentence(reports):
    with pytest.raises(helpers.FormError, match="a report in prose has no table"):
        one(reports, 2012).table("requests")
    for plot in (plot_requests, plot_disclosure):
        with pytest.raises(helpers.FormError, match="a report in prose has no table"):
            plot(one(reports, 2012))


def test_it_has_no_figure_of_tables_and_one_over_years(reports, tmp_path):
    assert save_figures(one(reports, 2020), tmp_path / "x") == []
    assert plot_outcomes(reports).get_title("left").startswith("青溪县水务局")


def test_it_survives_another_process(reports):
    again = pickle.loads(pickle.dumps(one(reports, 2020)))
    assert again.claims.equals(one(reports, 2020).claims)


def test_a_form_that_has_no_tables_can_be_asked_for():
    assert helpers.load_form("prose").tables == {}
    assert helpers.identifiability("prose").empty
    assert "prose" not in helpers.form_names()


@pytest.mark.parametrize(
    ("year", "form"),
    [
        (2008, "2014"),
        (2013, "2014"),
        (2018, "2014"),
        (2019, "2019"),
        (2021, "2021"),
        (None, "2021"),
    ],
)
def test_claims_name_the_cells_of_the_national_form_of_the_year(year, form):
    assert national_form(year).name == form


# ---- checks ----


def test_a_claim_without_a_table_is_counted_as_not_assessable(reports):
    found = findings(one(reports, 2020), "carried_in")
    assert found["status"].tolist() == ["not_assessable"]
    assert found["left"].tolist() == [2.0]
    assert "the report has no such cell" in found["message"].item()


def test_no_identity_of_an_absent_table_holds(reports):
    """An empty sum would equal another empty sum."""
    assert not (helpers.check(reports)["kind"] == "within").any()
    assert not (helpers.check(reports)["status"] == "assumed").any()


def test_tables_are_demanded_from_2019_on(reports):
    found = findings(one(reports, 2020), "missing_table")
    assert found["table"].tolist() == ["disclosure", "requests", "disputes"]
    assert (found["status"] == "fails").all()
    assert "pictures and attachments are not read" in found["message"].iloc[0]
    assert "不识读图片和附件" in found["message_zh"].iloc[0]
    (early,) = findings(one(reports, 2012), "missing_table").itertuples()
    assert early.status == "not_assessable"


def test_sections_are_demanded_from_2019_on():
    text = (TITLE + "\n一、总体情况\n" + BODY + "二、主动公开政府信息情况\n公开12条。\n").replace(
        "2023", "2020"
    )
    said = findings(helpers.read(text), "missing_section")
    assert said[said["status"] == "fails"]["message"].str.contains("section 5").any()
    assert not said["message"].str.contains("section 1").any()


def test_a_report_with_its_six_sections_holds(reports):
    assert findings(one(reports, 2020), "missing_section")["status"].tolist() == ["holds"]


def test_a_stated_growth_can_be_checked_against_no_table():
    text = f"{TITLE}\n{BODY}收到申请数量同比增长12%。\n"
    assert "fails" not in set(findings(helpers.read(text), "growth")["status"])


def test_nothing_is_localized_or_corrected(reports):
    suspects = helpers.localize(reports)
    assert suspects.empty
    assert helpers.corrected(reports, suspects).log.empty


def test_the_ledger_counts_what_could_not_be_assessed(reports):
    ledger = helpers.coverage(reports)
    received = ledger[(ledger["rule"] == "received") & (ledger["year"] == 2012)]
    assert received["not_assessable"].tolist() == [1]
    assert not received["assessed"].item()


def test_repeated_prose_is_found():
    first, second = (
        f"甲县水务局{year}年政府信息公开年度报告\n一、概述\n{year}年收到申请5件。我局认真做好各项公开工作。\n"
        for year in (2011, 2012)
    )
    repeated = helpers.repetition([helpers.read(first), helpers.read(second)])
    assert repeated["section"].tolist() == [1]
    assert repeated["similarity"].item() > 90


def test_sections_in_prose_are_paired_by_what_their_headings_say():
    """The overview is section 1 of one report and section 2 of the other."""
    same = "我局认真做好各项政府信息公开工作。"
    first = f"甲县水务局2011年政府信息公开年度报告\n一、概述\n{same}\n二、机构建设\n共有3人。\n"
    second = f"甲县水务局2012年政府信息公开年度报告\n一、机构建设\n共有4人。\n二、概述\n{same}\n"
    repeated = helpers.repetition([helpers.read(first), helpers.read(second)])
    assert repeated["section"].tolist() == [1, 2]
    assert repeated["repeated"].tolist() == [0, len(same)]


# ---- panel ----


def test_figures_of_other_years_are_no_figures_of_the_panel():
    """A figure of last year is a claim without a cell."""
    body = "2022年收到政府信息公开申请56件。2023年开展培训3次。\n"
    report = helpers.read(f"{TITLE}\n一、总体情况\n{body}")
    assert [claim.table for claim in report.narrative if claim.value == 56] == [None]
    assert helpers.panel(report)["value"].isna().all()


def test_numbers_that_nothing_attaches_are_kept_in_every_section():
    """Section 2 of a report in prose is no table; what is counted there is no figure of a cell."""
    text = f"{TITLE}\n一、总体情况\n{BODY}二、其他工作\n全年接待来访群众31人次。\n"
    report = helpers.read(text)
    (visitors,) = (claim for claim in report.narrative if claim.value == 31)
    assert (visitors.measure, visitors.table) == ("unattached", None)
    assert 31 not in helpers.panel(report)["value"].dropna().tolist()


def test_different_figures_are_listed_in_the_language_of_the_notes():
    report = helpers.read(f"{TITLE}\n一、总体情况\n收到政府信息公开申请56件。收到申请58件。\n")
    notes = helpers.panel(report, language="zh").set_index("indicator")["note"]
    assert notes["received"] == "文中数字不一：56、58"


def test_the_panel_has_what_the_prose_states(reports):
    panel = helpers.panel(reports).set_index(["year", "indicator"])
    assert panel.loc[(2012, "received"), "value"] == 12
    assert panel.loc[(2016, "refused"), "value"] == 3
    assert panel.loc[(2020, "unavailable"), "value"] == 2
    assert panel.loc[(2020, "lawsuits"), "value"] == 0
    assert panel.loc[(2012, "received"), "note"] == "stated in the prose"
    assert set(panel["form"]) == {"prose"}
    assert helpers.panel(one(reports, 2012), language="zh")["note"].iloc[0] == "据文中表述"


def test_a_figure_that_is_not_stated_is_none(reports):
    panel = helpers.panel(one(reports, 2020)).set_index("indicator")
    assert panel["value"].isna()["received_business"]
    assert panel.loc["received_business", "note"].startswith("not stated in the prose")


def test_a_rate_of_stated_figures_says_so(reports):
    """2 of 29 requests were refused in 2020."""
    rate = helpers.panel(one(reports, 2020)).set_index("indicator").loc["refused_share"]
    assert rate["value"] == pytest.approx(2 / 29)
    assert rate["note"] == "n=2/29; stated in the prose"


def test_figures_are_comparable_unless_the_next_form_counts_otherwise(reports):
    panel = helpers.panel(reports).set_index(["year", "indicator"])
    assert panel.loc[(2016, "received"), "comparable"]
    refused = panel.loc[(2020, "refused")]
    assert not refused["comparable"]
    assert "the form 2014" in refused["note"]


def test_changes_compare_prose_with_prose(reports):
    changes = helpers.changes(helpers.panel(reports))
    received = changes[(changes["indicator"] == "received") & (changes["year"] == 2016)]
    assert received[["before", "after", "difference"]].values.tolist() == [[12, 18, 6]]


def test_what_ended_names_the_form_of_the_year(reports):
    """The form 2014 counts staff, the form 2019 does not."""
    changes = helpers.changes(helpers.panel(reports)).set_index(["indicator", "year"])
    ended = changes.loc[("staff", 2020)]
    assert ended["word"] == "ended"
    assert "the form 2019 does not ask for it any more" in ended["note"]


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("共收到政府信息公开申请约300件。", "stated only approximately"),
        (
            "共收到政府信息公开申请5件。\n共收到政府信息公开申请6件。",
            "the prose states different figures: 5, 6",
        ),
    ],
)
def test_a_figure_that_is_about_or_two_is_no_value(sentence, note):
    report = helpers.read(f"{TITLE}\n{sentence}\n")
    received = helpers.panel(report).set_index("indicator").loc["received"]
    assert received.isna()["value"]
    assert received["note"].startswith(note)


# ---- the page ----


def test_the_page_shows_title_sections_and_claims(reports, tmp_path):
    shown = helpers.show(one(reports, 2020), language="zh")
    for text in ("青溪县水务局2020年政府信息公开工作年度报告", "五、存在的主要问题及改进情况",
                 "逐件跟踪", "文中数字", "上年结转2件", "第4行"):  # fmt: skip
        assert text in shown.data, text
    english = helpers.show(one(reports, 2020), language="en").data
    assert "Figures stated in the prose" in english and "line 4" in english
    assert shown.save(tmp_path / "page.html").exists()


def test_a_report_without_sections_shows_its_text():
    assert "予以公开40件" in helpers.show(helpers.read(f"{TITLE}\n{BODY}")).data


# ---- what is a report ----

LONG = "公开工作稳步推进，制度不断完善，渠道不断拓展，内容不断丰富，群众满意度不断提升。\n" * 8
REPORTS = {
    "one sentence": "甲县乙镇2010年政府信息公开年度报告\n2010年我镇未收到政府信息公开申请\n",
    "Chinese numerals": f"{TITLE}\n一、概述\n全年公开规范性文件三件。\n",
    "an opening without a title": "本报告由甲县水务局根据《条例》编制，期限自2009年1月1日起。"
    "\n一、概述\n2009年我局公开信息120条。\n",
    "an opening that cites the form": "根据《关于印发〈政府信息公开工作年度报告格式〉的通知》编制"
    "本报告。本报告由甲县水务局编制，期限自2022年1月1日起。\n收到申请3件。\n",
    "an announcement": "现公布甲县水务局2010年度政府信息公开工作年度报告。\n2010年收到申请3件。\n",
    "links below": page(TITLE, f"{BODY}甲县水务局2022年政府信息公开工作年度报告\n《{TITLE}》解读"),
    "the column of its page": page(TITLE, BODY, f"<title>{TITLE}-通知公告-甲县</title>"),
    "a column of interpretations in the menu": page(TITLE, "首页 政策解读 通知公告\n" + BODY),
}  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_what_calls_itself_a_report_and_states_a_figure_is_one(name):
    report = helpers.read(REPORTS[name])
    assert report.form == "prose"
    assert report.organ.startswith("甲县")


NO_REPORTS = {
    "a notice": (
        "关于做好2023年度政府信息公开工作年度报告编制工作的通知\n各单位：\n去年全县共收到政府信息公开申请45件。\n"
        "附件：甲县2023年政府信息公开工作年度报告\n",
        "calls itself 通知",
    ),
    "a notice on broken lines": (
        "甲县人民政府办公室关于\n做好2023年度政府信息公开\n工作年度报告编制工作的通知\n"
        "现将2023年度政府信息公开工作年度报告编制工作有关事项通知如下。去年收到申请45件。\n",
        "calls itself 通知",
    ),
    "a form": (
        "国务院办公厅关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知\n"
        "同一申请人的1件申请只计1件。\n",
        "calls itself 格式",
    ),
    "a template": (f"{TITLE}（模板）\n{BODY}", "calls itself 模板"),
    "a blank report": (
        "XX局2023年政府信息公开工作年度报告\n一、总体情况\n收到申请XX件，公开___条。\n",
        "states no figure",
    ),
    "the regulation": (
        "中华人民共和国政府信息公开条例\n第四十九条　部门应当在每年1月31日前提交上一年度政府信息"
        "公开工作年度报告并向社会公布。\n第五十条　政府信息公开工作年度报告应当包括下列内容：\n"
        "（一）行政机关主动公开政府信息的情况；\n第五十六条　本条例自2019年5月15日起施行。\n",
        "neither its title nor its opening",
    ),
    "links": (
        "政府信息公开年报\n"
        + "".join(f"甲县{year}年政府信息公开年度报告 {year + 1}-01-30\n" for year in (2023, 2022))
        + "共35条 当前第1页\n",
        "states no figure",
    ),
    "links with what they say": (
        "".join(
            f"甲县{year}年政府信息公开工作年度报告\n{year}年，全县共收到政府信息公开申请56件。\n"
            for year in (2023, 2022, 2021)
        ),
        "titles of several reports",
    ),
    "an interpretation": (page(f"《{TITLE}》解读", BODY), "calls itself 解读"),
    "one that says so first": (page(f"一图读懂{TITLE}", BODY), "calls itself 一图读懂"),
    "one that says so below": (page(TITLE, "政策解读\n" + BODY), "calls itself 政策解读"),
    "one by the title of its page": (
        page(TITLE, BODY, f"<title>【图解】{TITLE}_甲县</title>"),
        "calls itself 图解",
    ),
    "news": (
        page("甲县交出公开成绩单", f"近日，甲县发布《{TITLE}》，获得好评。\n{BODY}"),
        "neither its title nor its opening",
    ),
    "news that quotes it first": (
        f"公开成绩单\n《{TITLE}》近日出炉\n日前，《{TITLE}》出炉。\n{BODY}",
        "neither its title nor its opening",
    ),
    "one by the column of its page": (
        page(TITLE, BODY, f"<title>{TITLE}-政策解读-甲县</title>"),
        "calls itself 解读",
    ),
    "one on one line": (
        f"《{TITLE}》解读 一、总体情况 {BODY}",
        "calls itself 解读",
    ),
    "an attachment": (page(TITLE, f"附件：{TITLE}.pdf\n共1件附件"), "a picture or an attachment"),
    "another report": (
        "甲县2012年法治政府建设年度报告\n2012年收到政府信息公开申请12件，予以公开10件。\n",
        "neither its title nor its opening",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_REPORTS)
def test_what_is_no_report_says_why(name):
    text, why = NO_REPORTS[name]
    with pytest.raises(helpers.NotAReportError, match=why):
        helpers.read(text)


@pytest.mark.parametrize(
    "body",
    [
        '<noscript>请启用JavaScript</noscript><div id="app"></div>',
        '<div id="root"></div><script id="__NEXT_DATA__">{"props": {}}</script>',
        "<p>正在加载</p>",
    ],
)
def test_a_page_that_a_script_would_fill_says_so(body):
    head = f"<title>{TITLE}</title><script src='/js/app.js'></script>"
    text = f"<!DOCTYPE html><html><head>{head}</head>\n<body>{body}</body></html>"
    with pytest.raises(helpers.NotAReportError, match="loads its content by script"):
        helpers.read(text)


def test_a_page_without_scripts_is_not_said_to_load_them():
    with pytest.raises(helpers.NotAReportError) as refused:
        helpers.read(page("首页", "没有内容"))
    assert "script" not in str(refused.value)


def test_a_folder_has_a_row_for_each_that_is_none(tmp_path):
    (tmp_path / "2023.txt").write_text(f"{TITLE}\n{BODY}", encoding="utf-8")
    (tmp_path / "notice.txt").write_text(NO_REPORTS["a notice"][0], encoding="utf-8")
    reports = helpers.read_all(tmp_path, progress=False)
    assert [report.form for report in reports] == ["prose"]
    assert reports.failures[["path", "error"]].values.tolist() == [
        ["notice.txt", "NotAReportError"]
    ]


def test_of_two_reports_in_one_document_the_first_is_read():
    first = f"甲县乙镇2012年政府信息公开年度报告\n2012年收到政府信息公开申请3件。\n{LONG}"
    second = f"甲县丙镇2012年政府信息公开年度报告\n2012年收到政府信息公开申请7件。\n{LONG}"
    report = helpers.read(first + second)
    assert report.organ == "甲县乙镇"
    assert [claim.value for claim in report.narrative if claim.measure == "received"] == [3]
    assert report.problems["text"].tolist() == ["甲县丙镇2012年政府信息公开年度报告"]
    assert "another report begins here" in report.problems["reason"].item()


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "<table><tr><td>指标</td></tr><tr><td>窗口接待</td><td>120</td></tr></table>",
            ["窗口接待 120"],
        ),
        ("项目 本年 累计\n窗口接待 12 340\n", ["窗口接待 12 340"]),
        ("窗口接待\n12\n340\n电话咨询\n5\n9\n", ["窗口接待 12 340", "电话咨询 5 9"]),
        ("规章\n0\n1\n3\n", ["规章 0 1 3"]),
        ("上述情况，见 12 34\n", []),
        ("第一段。\n3\n第二段。\n4\n", []),
    ],
)
def test_the_figures_of_an_unknown_table_are_not_lost(table, rows):
    """Its rows are problems, since no form says what their figures count; page numbers are none."""
    text = page(TITLE, BODY) if table.startswith("<") else f"{TITLE}\n{BODY}"
    report = helpers.read(text + table)
    assert report.form == "prose"
    assert report.problems["text"].tolist() == rows
    assert set(report.problems["reason"]) <= {"row of a table that no known form has"}


def test_a_table_of_contents_is_no_row_of_sections():
    heads = "一、概述\n二、主动公开情况\n三、存在的问题\n"
    rest = "二、主动公开情况\n公开12条。\n三、存在的问题\n衔接不畅。\n"
    text = f"{TITLE}\n{heads}一、概述\n{BODY}{rest}"
    sections = helpers.read(text).sections
    assert {number: section.text for number, section in sections.items()} == {
        1: BODY.strip(), 2: "公开12条。", 3: "衔接不畅。",
    }  # fmt: skip


def test_sections_are_found_in_text_without_lines():
    first = "一、概述2023年制度更加完善。二、依申请公开情况：收到申请5件。"
    text = f"{TITLE} {first}三、存在的问题和改进措施。人手不足。\n"
    headings = [section.heading for section in helpers.read(text).sections.values()]
    assert headings == ["一、概述", "二、依申请公开情况", "三、存在的问题和改进措施"]


def test_a_list_of_outcomes_in_prose_is_no_table():
    """Labels of the form in a sentence look like rows of its table, but none is one."""
    outcomes = "予以公开20件，部分公开4件，不予公开2件，无法提供2件，不予处理1件，其他处理0件"
    text = f"{TITLE}\n{BODY}{outcomes}。\n"
    assert helpers.read(text).figures.empty
