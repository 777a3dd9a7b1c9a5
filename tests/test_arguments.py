"""Wrong use of any public function is one sentence: what it got, what it wants, what to do."""

import inspect

import numpy as np
import pandas as pd
import pytest
from bundled import REPORTS, WUSHAN

import helpers
from helpers import plots

REPORT = helpers.read(WUSHAN)
OTHER = helpers.read(REPORTS / "pingtan" / "2020.txt")
SEVERAL = helpers.Reports([REPORT, OTHER])
FINDINGS = helpers.check(REPORT)
PANEL = helpers.panel(SEVERAL)
ORGAN = OTHER.organ

# The function, its arguments, and the start of the sentence: the argument and what was given.
WRONG = [
    (helpers.read, (5,), {}, "path is 5; expected the path of a file"),
    (helpers.read, (None,), {}, "path is None"),
    (helpers.read, (helpers,), {}, "path is of type module"),
    (helpers.read, ([WUSHAN],), {}, "path is of type list"),
    (helpers.read, (WUSHAN,), {"organ": ""}, "organ is ''"),
    (helpers.read, (WUSHAN,), {"organ": 5}, "organ is 5"),
    (helpers.read, (WUSHAN,), {"year": "2024"}, "year is '2024'"),
    (helpers.read, (WUSHAN,), {"year": 24}, "year is 24"),
    (helpers.read, (WUSHAN,), {"year": 0}, "year is 0"),
    (helpers.read, (WUSHAN,), {"year": 20244}, "year is 20244"),
    (helpers.read, (WUSHAN,), {"year": 2024.0}, "year is 2024.0 (float)"),
    (helpers.read, (WUSHAN,), {"year": True}, "year is True (bool)"),
    (helpers.read, (WUSHAN,), {"year": pd.NA}, "year is of type NAType"),
    (helpers.read, (WUSHAN,), {"limit": 0}, "limit is 0"),
    (helpers.read, (WUSHAN,), {"limit": "20 MB"}, "limit is '20 MB'"),
    (helpers.read_all, ("",), {}, "source is ''"),
    (helpers.read_all, (None,), {}, "source is None"),
    (helpers.read_all, (5,), {}, "source is 5"),
    (helpers.read_all, (b"x",), {}, "source is b'x' (bytes)"),
    (helpers.read_all, (PANEL,), {}, "source is a frame with the columns organ, year"),
    (helpers.read_all, ([WUSHAN, ""],), {}, "source[1] is ''"),
    (helpers.read_all, ([REPORT],), {}, "source[0] is of type Report"),
    (helpers.read_all, (REPORTS,), {"jobs": 0}, "jobs is 0"),
    (helpers.read_all, (REPORTS,), {"jobs": "x"}, "jobs is 'x'"),
    (helpers.read_all, (REPORTS,), {"jobs": 1.5}, "jobs is 1.5 (float)"),
    (helpers.read_all, (REPORTS,), {"limit": -1}, "limit is -1"),
    (helpers.read_all, (REPORTS,), {"progress": "no"}, "progress is 'no'"),
    (helpers.read_all, (REPORTS,), {"years": 2024}, "years is 2024"),
    (helpers.Reports, ([REPORT], None), {}, "failures is None"),
    (helpers.Reports, ([REPORT],), {"skipped": 5}, "skipped is 5"),
    (helpers.check, (FINDINGS,), {}, "reports is a frame with the columns report, organ"),
    (helpers.check, ("data/reports",), {}, "reports is 'data/reports'"),
    (helpers.check, ([REPORT, "x"],), {}, "reports[1] is 'x'"),
    (helpers.check, ([SEVERAL],), {}, "reports[0] is of type Reports"),
    (helpers.check, (REPORT,), {"only": "failed"}, "only is 'failed'"),
    (helpers.check, (REPORT,), {"only": 5}, "only is 5"),
    (helpers.localize, (FINDINGS,), {}, "reports is a frame"),
    (helpers.localize, (REPORT,), {"language": "fr"}, "language is 'fr'"),
    (helpers.localize, (REPORT,), {"most": 0}, "most is 0"),
    (helpers.localize, (REPORT,), {"seconds": "1"}, "seconds is '1'"),
    (helpers.localize, (REPORT,), {"seconds": 0}, "seconds is 0"),
    (helpers.corrected, (None, FINDINGS), {}, "reports is None"),
    (helpers.corrected, (REPORT, FINDINGS), {}, "suspects is a frame"),
    (helpers.corrected, (REPORT, REPORT), {}, "suspects is of type Report"),
    (helpers.corrected, (REPORT, helpers.localize(REPORT), True), {}, "accept is True"),
    (helpers.coverage, (FINDINGS,), {}, "reports is a frame"),
    (helpers.identifiability, (2021,), {}, "form is 2021; expected the name of a form as text"),
    (helpers.identifiability, (["2021"],), {}, "form is of type list"),
    (helpers.load_form, (None,), {}, "form is None"),
    (helpers.diff_forms, ("2019", 2021), {}, "form is 2021"),
    (helpers.show, (SEVERAL,), {}, "report is of type Reports"),
    (helpers.show, (REPORT, "en"), {}, "findings is 'en'"),
    (helpers.show, (REPORT, PANEL), {}, "findings is a frame with the columns organ, year"),
    (helpers.show, (REPORT,), {"suspects": FINDINGS}, "suspects is a frame"),
    (helpers.show, (REPORT,), {"language": None}, "language is None"),
    (helpers.show(REPORT).save, ("",), {}, "path is ''"),
    (helpers.panel, (PANEL,), {}, "reports is a frame"),
    (helpers.panel, (REPORT,), {"blanks": 0}, "blanks is 0"),
    (helpers.panel, (REPORT,), {"prefer": "newest"}, "prefer is 'newest'"),
    (helpers.panel, (REPORT,), {"organs": ""}, "organs is ''"),
    (helpers.changes, (SEVERAL,), {}, "panel is of type Reports"),
    (helpers.changes, (FINDINGS,), {}, "panel is a frame"),
    (helpers.changes, (PANEL,), {"language": 5}, "language is 5"),
    (helpers.repetition, (PANEL,), {}, "reports is a frame"),
    (helpers.repetition, (REPORT,), {"others": -1}, "others is -1"),
    (helpers.repetition, (REPORT,), {"others": True}, "others is True (bool)"),
    (helpers.unknown_organs, (PANEL,), {}, "reports is a frame"),
    (helpers.unknown_organs, (REPORT,), {"organs": 5}, "organs is 5"),
    (helpers.Reports, (PANEL,), {}, "reports is a frame"),
    (REPORT.table, (3,), {}, "table is 3"),
    (REPORT.table, ("requests",), {"language": "de"}, "language is 'de'"),
    (REPORT.table, ("requests",), {"show": "page"}, "show is 'page'"),
    (plots.plot_requests, (SEVERAL,), {}, "report is of type Reports"),
    (plots.plot_requests, (REPORT,), {"language": "fr"}, "language is 'fr'"),
    (plots.plot_requests, (REPORT,), {"ax": 5}, "ax is 5"),
    (plots.plot_disclosure, (PANEL,), {}, "report is a frame"),
    (plots.save_figures, (SEVERAL, "x"), {}, "report is of type Reports"),
    (plots.save_figures, (REPORT, None), {}, "stem is None"),
    (plots.save_series, (PANEL, "x"), {}, "reports is a frame"),
    (plots.save_series, (SEVERAL, ""), {}, "folder is ''"),
    (plots.plot_outcomes, (FINDINGS,), {}, "given is a frame"),
    (plots.plot_outcomes, (OTHER,), {"shares": "yes"}, "shares is 'yes'"),
    (plots.plot_outcomes, (PANEL,), {"organ": "某局"}, "organ is '某局'"),
    (plots.plot_applicants, (5,), {}, "reports is 5"),
    (plots.plot_disputes, (PANEL,), {"organ": ORGAN, "language": "fr"}, "language is 'fr'"),
    (plots.plot_stock, (FINDINGS,), {}, "given is a frame"),
    (plots.plot_organs, (PANEL, "asked"), {}, "indicator is 'asked'"),
    (plots.plot_organs, (PANEL,), {"organs": "平潭"}, "organs is '平潭'"),
    (plots.plot_calendar, (SEVERAL,), {}, "findings is of type Reports"),
    (plots.plot_repetition, (PANEL,), {}, "repetition is a frame"),
    (plots.plot_identifiability, (2021,), {}, "form is 2021"),
]  # fmt: skip
NO_ARGUMENTS = {"form_names", "use_chinese_font"}


@pytest.mark.parametrize(("function", "given", "named", "start"), WRONG)
def test_wrong_use_says_what_was_given_what_is_expected_and_what_to_do(
    function, given, named, start
):
    with pytest.raises(helpers.ArgumentError) as caught:
        function(*given, **named)
    said = str(caught.value)
    assert said.startswith(start), said
    if "the panel has" not in said:
        assert "; expected " in said, said
    advice = said.rpartition(". ")[2]
    assert len(advice) > 10, f"says nothing of what to do: {said}"


def test_every_public_function_is_among_them():
    public = {getattr(helpers, name) for name in helpers.__all__ if name not in NO_ARGUMENTS}
    drawn = {getattr(plots, name) for name in plots.__all__ if name not in NO_ARGUMENTS}
    functions = {function for function in public | drawn if inspect.isfunction(function)}
    assert functions - {function for function, *_ in WRONG} == set()


def test_a_wrong_type_is_a_type_error_and_a_wrong_value_a_value_error():
    with pytest.raises(TypeError):
        helpers.check(5)
    with pytest.raises(ValueError, match="24"):
        helpers.read(WUSHAN, year=24)
    assert not isinstance(helpers.ArgumentError("x"), TypeError)


def test_languages_forms_tables_and_words_take_any_case():
    english = REPORT.table("requests", language="en")
    assert REPORT.table("Requests", language="EN").equals(english)
    assert helpers.load_form("FUJIAN-2014") is helpers.load_form("fujian-2014")
    assert helpers.check(REPORT, only="HOLDS").equals(helpers.check(REPORT, only="holds"))
    assert helpers.show(REPORT, language="ZH").data == helpers.show(REPORT, language="zh").data
    assert plots.plot_requests(REPORT, language="ZH").get_title(loc="left").endswith("收到与办理")
    with pytest.raises(helpers.FormError, match="no form is called 'FUJIAN'; known forms: 2021"):
        helpers.load_form("FUJIAN")


def test_years_of_four_digits_and_of_any_integer_type_are_taken():
    assert helpers.read(WUSHAN, year=np.int64(2008)).year == 2008
    assert helpers.read(WUSHAN, year=2004).year == 2004
    assert type(helpers.read(WUSHAN, year=np.int32(2030)).year) is int


def test_reports_that_come_one_by_one_are_as_good_as_a_list(tmp_path):
    def one_by_one():
        return (report for report in (REPORT, OTHER))

    assert helpers.coverage(one_by_one()).equals(helpers.coverage(SEVERAL))
    assert helpers.panel(one_by_one()).equals(PANEL)
    written = plots.save_series(one_by_one(), tmp_path)
    assert [path.name for path in written] == ["calendar.png", "organs-received.png"]


def test_a_set_of_columns_more_or_rows_less_does_no_harm():
    more = PANEL.assign(mine=1).query("year == 2020")
    assert len(helpers.changes(more)) == 0
    assert helpers.show(REPORT, FINDINGS.assign(mine=1)).title.endswith("2020")


def test_more_than_there_are_is_all():
    assert helpers.repetition(SEVERAL, others=10**30).equals(helpers.repetition(SEVERAL, others=99))


def test_messages_stay_short_whatever_is_given():
    with pytest.raises(helpers.ArgumentError) as caught:
        helpers.check("很长" * 10_000)
    assert len(str(caught.value)) < 300
