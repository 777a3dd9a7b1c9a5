"""Searching sentences: each with the place where it is printed, and nothing out of a table."""

import pytest
from bundled import DATA, REPORTS, WUSHAN
from test_main import run

import helpers
from helpers.frames import COLUMNS

PROSE = DATA / "prose"


@pytest.fixture(scope="module")
def prose():
    return helpers.read_all(PROSE, progress=False)


def sentences(source, word, regex=False):
    return helpers.read(source).search(word, regex=regex)["sentence"].tolist()


def test_a_word_is_found_in_every_report_with_its_place(prose):
    found = prose.search("信访")
    assert found[["year", "section", "line"]].values.tolist() == [
        [2012, 6, 29], [2012, 6, 29], [2016, 5, 14], [2020, 5, 12],
    ]  # fmt: skip
    assert found["sentence"].iloc[3] == "信访转来的公开申请答复偏慢。"
    assert found["organ"].unique().tolist() == ["青溪县水务局"]


def test_the_columns_are_declared_and_do_not_depend_on_the_rows(prose):
    for word in ("信访", "没有这个词"):
        assert prose.search(word).dtypes.astype(str).to_dict() == COLUMNS["search"]
    assert prose.search("没有这个词").empty


def test_a_sentence_of_a_bundled_report():
    """Line 18 of the Wushan report, in section one."""
    (row,) = helpers.read(WUSHAN).search("养老保险").itertuples()
    assert (row.section, row.line) == (1, 18)
    assert row.sentence.startswith("工作以《2020年政务公开工作要点》为纲")


def test_the_tables_are_left_out():
    """信访举报投诉类申请 is the label of a row that the Wushan report prints."""
    assert "信访举报投诉类申请" in WUSHAN.read_text(encoding="utf-8")
    assert sentences(WUSHAN, "信访举报投诉") == []
    assert sentences(WUSHAN, "信息内容") == []


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*/*")), ids=lambda path: path.stem)
def test_no_sentence_of_a_bundled_report_is_the_row_of_a_table(path):
    """Each of these words is printed by the label of a row and nowhere else."""
    labels = "本年新收政府信息公开申请数量|结转下年度继续办理|第二十条第|受理依申请公开信息总数"
    assert helpers.read(path).search(labels, regex=True).empty


def test_a_heading_is_a_row_of_its_own():
    assert sentences(WUSHAN, "存在的主要问题")[0] == "五、存在的主要问题及改进情况"


def test_what_is_before_the_first_heading_has_no_section(prose):
    found = prose.search("统计期限")
    assert found["section"].isna().tolist() == [True]


def test_lines_of_a_page_are_one_sentence():
    """The sentence on 行政诉讼 goes over two lines of the PDF."""
    (sentence,) = sentences(REPORTS / "huaian" / "2024.pdf", "其他结果9件")
    assert sentence.startswith("政府信息公开行政复议351件") and sentence.endswith("尚未审结7件。")


def test_a_title_does_not_run_into_the_line_below_it():
    title = "甲县水务局2012年政府信息公开年度报告"
    assert sentences(f"{title}\n2012年我局收到申请5件。\n", "年度报告") == [title]


def test_a_quotation_mark_ends_the_sentence_that_it_closes():
    text = "甲县水务局2012年政府信息公开年度报告\n群众说：“很快。”收到申请5件。“一网通办”已开通。\n"
    assert sentences(text, "快|收到|一网", regex=True) == [
        "群众说：“很快。”", "收到申请5件。", "“一网通办”已开通。",
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["信访", " 信 访 ", "信訪"])
def test_a_word_is_found_in_any_spelling(word):
    simple = "甲县水务局2012年政府信息公开年度报告\n收到政府信息公开申请5件。信 访较多。\n"
    traditional = "甲縣水務局2012年政府信息公開年度報告\n收到政府信息公開申請5件。信訪較多。\n"
    assert sentences(simple, word) == ["信 访较多。"]
    assert sentences(traditional, word) == ["信訪較多。"]


def test_full_width_digits_are_found():
    text = "甲县水务局2012年政府信息公开年度报告\n收到申请５件。\n"
    assert sentences(text, "5件") == ["收到申请５件。"]


def test_a_regular_expression_only_on_request(prose):
    assert len(prose.search("申请1[28]件", regex=True)) == 2
    assert prose.search("申请1[28]件").empty


def test_a_regular_expression_may_name_punctuation_as_printed(prose):
    assert len(prose.search("，信函申请", regex=True)) == 1


@pytest.mark.parametrize("word", ["", "  ", None, 5])
def test_no_word_is_refused(prose, word):
    with pytest.raises(helpers.ArgumentError, match="word is"):
        prose.search(word)


def test_what_is_no_regular_expression_is_refused(prose):
    with pytest.raises(helpers.ArgumentError, match="a regular expression"):
        prose.search("(信访", regex=True)
    assert prose.search("(信访").empty


def test_the_command_line_prints_and_writes(tmp_path):
    result = run("search", PROSE, "信访", "--out", tmp_path / "out", "--jobs", 1)
    assert result.exit_code == 0
    assert "section 5, line 14  部分股室对信访件中的公开请求把握不准。" in result.output
    assert "Sentences: 4 in 3 of 3 reports" in result.output
    written = (tmp_path / "out" / "search.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[0] == "report,organ,year,section,line,sentence"


def test_the_command_line_refuses_a_bad_expression_before_it_reads():
    result = run("search", PROSE, "(", "--regex")
    assert result.exit_code == 2
    assert "a regular expression" in result.output


def test_the_command_line_takes_expressions():
    result = run("search", PROSE, "申请1[28]件", "--regex", "--jobs", 1)
    assert "Sentences: 2 in 2 of 3 reports" in result.output
