"""The figures over years draw what the panel holds, part the forms, and draw no gap as zero."""

import matplotlib
import pandas as pd
import pytest
from bundled import REPORTS, clashes
from matplotlib import pyplot as plt
from typer.testing import CliRunner

import helpers
from helpers import plot_series
from helpers.__main__ import app
from helpers.plots import (
    plot_applicants,
    plot_calendar,
    plot_disputes,
    plot_organs,
    plot_outcomes,
    plot_repetition,
    plot_stock,
    save_series,
    use_chinese_font,
)

PINGTAN = "平潭综合实验区管理委员会"
# Issued, repealed, in force, as a person reads the glued digits of the reports.
DOCUMENTS = {
    2021: (69, 3, 665),
    2022: (88, 55, 698),
    2023: (77, 132, 470),
    2024: (62, 33, 440),
    2025: (58, 45, 546),
}
STATISTICS = {"zh": "未分项", "en": "Not broken down"}


@pytest.fixture(scope="module")
def reports():
    return helpers.read_all(REPORTS, progress=False)


@pytest.fixture(scope="module")
def panel(reports):
    return helpers.panel(reports)


@pytest.fixture(scope="module")
def everything(reports, panel):
    """Every figure as a function of language and axes."""
    findings, repeated = helpers.check(reports), helpers.repetition(reports)
    return {
        "outcomes": lambda lang, ax=None: plot_outcomes(panel, lang, ax, organ=PINGTAN),
        "shares": lambda lang, ax=None: plot_outcomes(panel, lang, ax, organ=PINGTAN, shares=True),
        "applicants": lambda lang, ax=None: plot_applicants(panel, lang, ax, organ=PINGTAN),
        "disputes": lambda lang, ax=None: plot_disputes(panel, lang, ax, organ=PINGTAN),
        "stock": lambda lang, ax=None: plot_stock(panel, lang, ax, organ=PINGTAN),
        "full stock": lambda lang, ax=None: plot_stock(with_stock(panel), lang, ax, organ=PINGTAN),
        "calendar": lambda lang, ax=None: plot_calendar(findings, lang, ax),
        "received": lambda lang, ax=None: plot_organs(panel, "received", lang, ax),
        "granted": lambda lang, ax=None: plot_organs(panel, "granted_share", lang, ax),
        "repetition": lambda lang, ax=None: plot_repetition(repeated, lang, ax),
    }


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def changed(panel, year: int, values: dict[str, float | None], note: str = ""):
    """The panel with other values of Pingtan; None is a missing one with a note."""
    panel = panel.copy()
    for indicator, value in values.items():
        where = (
            (panel["organ"] == PINGTAN)
            & (panel["year"] == year)
            & (panel["indicator"] == indicator)
        )
        assert where.sum() == 1
        panel.loc[where, "value"] = pd.NA if value is None else value
        panel.loc[where, "note"] = note or pd.NA
    return panel


def with_stock(panel):
    names = [f"normative_documents_{name}" for name in ("issued", "repealed", "in_force")]
    for year, figures in DOCUMENTS.items():
        panel = changed(panel, year, dict(zip(names, figures, strict=True)))
    return panel


def bars(ax) -> dict[tuple[int, str], float]:
    """The height of each bar by year and name."""
    return {
        (round(box.get_x() + box.get_width() / 2), group.get_label()): box.get_height()
        for group in ax.containers
        for box in group
    }


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_outcomes_of_2025_are_as_printed(panel):
    drawn = bars(plot_outcomes(panel, organ=PINGTAN))
    names = ("Granted", "Partly granted", "Refused", "Unavailable", "Not processed")
    assert [drawn[2025, name] for name in names] == [33, 38, 11, 53, 2]
    assert drawn[2025, "Other outcomes"] == 11


def test_forms_that_do_not_ask_for_an_outcome_have_no_bar_of_it(panel):
    drawn = bars(plot_outcomes(panel, organ=PINGTAN))
    assert (2014, "Granted") in drawn and (2014, "Unavailable") not in drawn
    assert (2019, "Unavailable") in drawn


def test_an_outcome_that_is_not_known_leaves_no_bar_but_the_reason(panel):
    gap = changed(panel, 2022, {"refused": None}, "requests/refused/total is ambiguous")
    ax = plot_outcomes(gap, organ=PINGTAN)
    assert not [year for year, _ in bars(ax) if year == 2022]
    assert "ambiguous" in texts(ax)
    assert "有\n歧\n义" in texts(plot_outcomes(gap, "zh", organ=PINGTAN))


@pytest.mark.parametrize(
    ("note", "word"),
    [
        ("requests/granted/total is printed empty", "blank"),
        ("requests/granted/total为非数字符号", "mark"),
        ("disclosure/fees/amount has no unit of money", "no unit"),
        ("the report prints requests/refused/total and its neighbours as one row", "merged"),
        ("报告将requests/refused/total与相邻各行合并为一行", "merged"),
        ("n=0/0; nothing to divide by", "of zero"),
        ("报告中没有requests/granted/total", "absent"),
        ("", "not known"),
    ],
)
def test_the_place_of_a_missing_figure_says_why(panel, note, word):
    ax = plot_outcomes(changed(panel, 2022, {"granted": None}, note), organ=PINGTAN)
    assert word in texts(ax)
    assert not [year for year, _ in bars(ax) if year == 2022]


def test_a_year_without_a_report_says_so(panel):
    gap = panel[~((panel["organ"] == PINGTAN) & (panel["year"] == 2023))]
    assert "no report" in texts(plot_outcomes(gap, organ=PINGTAN))
    assert "无\n报\n告" in texts(plot_stock(gap, "zh", organ=PINGTAN))


def test_parts_that_do_not_add_up_are_no_shares(panel):
    """Pingtan 2020: the outcomes come to 27, the printed total is 21."""
    ax = plot_outcomes(panel, organ=PINGTAN, shares=True)
    assert "27 ≠ 21" in texts(ax)
    assert not [year for year, _ in bars(ax) if year == 2020]
    assert "2020: the parts add up to 27, the printed total is 21" in texts(ax)[-1]


def test_shares_come_to_a_hundred_and_one_request_is_starred(panel):
    ax = plot_outcomes(panel, organ=PINGTAN, shares=True)
    for year in (2014, 2019, 2025):
        heights = [height for (at, _), height in bars(ax).items() if at == year]
        assert sum(heights) == pytest.approx(100)
    assert "n=1*" in texts(ax) and "n=148" in texts(ax)


def test_151_of_154_who_asked_in_2025_are_natural_persons(panel):
    drawn = bars(plot_applicants(panel, "zh", organ=PINGTAN))
    assert (drawn[2025, "自然人"], drawn[2025, "商业企业"]) == (151, 3)
    assert drawn[2014, STATISTICS["zh"]] == 1


def test_reconsiderations_and_lawsuits_by_outcome(panel):
    ax = plot_disputes(panel, organ=PINGTAN)
    by_route = {child.get_label(): bars(child) for child in ax.child_axes}
    assert by_route["reconsiderations"][2025, "Upheld"] == 25
    assert by_route["lawsuits"][2024, "Other result"] == 4
    assert "Of lawsuits, upheld means that the claim was dismissed" in texts(ax)[-1]
    assert len({child.get_ylim() for child in ax.child_axes}) == 1


def test_the_stock_does_not_roll_forward_from_2023_on(panel):
    """698 as printed in 2022; then 643, 499, 453 rolled forward against 470, 440, 546 printed."""
    ax = plot_stock(with_stock(panel), organ=PINGTAN)
    printed, rolled = ax.lines[0], ax.lines[1]
    assert list(printed.get_ydata()) == [665, 698, 470, 440, 546]
    assert list(rolled.get_xdata()) == [2022, 2023, 2024, 2025]
    assert list(rolled.get_ydata()) == [698, 643, 499, 453]
    assert {"643", "499", "453"} <= set(texts(ax))


def test_a_stock_that_is_ambiguous_is_not_drawn_and_says_so(panel):
    ax = plot_stock(panel, organ=PINGTAN)
    assert list(ax.lines[0].get_ydata()) == [665, 698]
    assert texts(ax).count("ambiguous") == 3
    assert "2023 Repealed this year (ambiguous)" in texts(ax)[-1].replace("\n", " ")


def test_a_form_without_a_stock_is_refused(panel):
    with pytest.raises(ValueError, match="no form of 重庆市巫山县规划和自然资源局 asks"):
        plot_stock(panel, organ="重庆市巫山县规划和自然资源局")


def test_no_line_crosses_a_change_of_form(panel):
    ax = plot_organs(panel, "received", organs=[PINGTAN])
    (child,) = ax.child_axes
    runs = [list(line.get_xdata()) for line in child.lines if line.get_marker() == "None"]
    joined = [run for run in runs if len(run) > 1 and run[0] != run[-1]]
    assert joined == [
        [2011, 2012, 2013],
        [2014, 2015, 2016, 2017, 2018],
        [2019, 2020],
        [2021, 2022, 2023, 2024, 2025],
    ]


def test_a_missing_year_breaks_the_line(panel):
    gap = panel[~((panel["organ"] == PINGTAN) & (panel["year"] == 2023))]
    (child,) = plot_organs(gap, organs=[PINGTAN]).child_axes
    runs = [list(line.get_xdata()) for line in child.lines if line.get_marker() == "None"]
    assert [2021, 2022] in runs and [2024, 2025] in runs


def test_a_rate_of_two_requests_is_hollow_and_a_blank_one_says_so(panel):
    ax = plot_organs(panel, "granted_share")
    children = {child.get_label(): child for child in ax.child_axes}
    (wushan,) = [
        line for line in children["重庆市巫山县规划和自然资源局"].lines if line.get_marker() == "o"
    ]
    assert wushan.get_markerfacecolor() == "white" and list(wushan.get_ydata()) == [100]
    shanghai = children["上海市人民政府办公厅"]
    assert "blank" in texts(shanghai)
    assert not [line for line in shanghai.lines if line.get_marker() == "o"]


def test_the_calendar_counts_what_fails_of_what_was_decided(reports):
    """Pingtan 2016: four links with 2015 fail of 33; spellings of one organ are one row."""
    ax = plot_calendar(helpers.check(reports))
    assert [label.get_text() for label in ax.get_yticklabels()].count(PINGTAN) == 1
    assert len(ax.get_yticklabels()) == 4
    shown = {(text.get_position()[0], text.get_text()) for text in ax.texts}
    assert {(2016, "4/33"), (2024, "0/68"), (2021, "0/41")} <= shown


def test_an_organ_year_that_cannot_be_decided_has_no_figure():
    finding = pd.DataFrame({"organ": ["甲局"], "year": [2020], "status": ["not_assessable"]})
    assert texts(plot_calendar(finding))[0] == ""
    with pytest.raises(ValueError, match="no finding has an organ"):
        plot_calendar(finding.assign(organ=None))


def test_section_six_of_2020_repeats_2019_whole(reports):
    ax = plot_repetition(helpers.repetition(reports))
    rows = [label.get_text() for label in ax.get_yticklabels()]
    at = rows.index(f"{PINGTAN} 2020 → 2019")
    assert {t.get_position()[0]: t.get_text() for t in ax.texts if t.get_position()[1] == at} == {
        5: "0",
        6: "100",
    }
    with pytest.raises(ValueError, match="compared with another"):
        plot_repetition(helpers.repetition([]))


def test_unknown_organs_indicators_and_languages_are_refused(panel):
    with pytest.raises(ValueError, match="organ is None; the panel has"):
        plot_outcomes(panel)
    with pytest.raises(ValueError, match="'某局'"):
        plot_outcomes(panel, organ="某局")
    with pytest.raises(ValueError, match="'requests'"):
        plot_organs(panel, "requests")
    with pytest.raises(ValueError, match="'fr'"):
        plot_applicants(panel, "fr", organ=PINGTAN)


NAMES = [
    "outcomes",
    "shares",
    "applicants",
    "disputes",
    "stock",
    "full stock",
    "calendar",
    "received",
    "granted",
    "repetition",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axes_given_are_axes_returned_and_settings_stay(everything, name, language, recwarn):
    before = dict(matplotlib.rcParams)
    figure, ax = plt.subplots()
    assert everything[name](language, ax) is ax
    figure.canvas.draw()
    assert dict(matplotlib.rcParams) == before
    assert [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)] == []
    assert ax.title.get_fontfamily() == list(use_chinese_font())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_texts_overlap(everything, name, language):
    ax = everything[name](language)
    ax.figure.canvas.draw()
    shown = []
    for one in (ax, *ax.child_axes):
        legend = one.get_legend()
        shown += [*one.texts, one._left_title, *(legend.get_texts() if legend else [])]
        if one.axison:
            shown += [*one.get_xticklabels(), *one.get_yticklabels(), one.xaxis.label]
            shown += [one.yaxis.label]
    assert clashes(shown) == []


def test_the_command_line_writes_the_figures_over_the_years(tmp_path):
    result = CliRunner().invoke(
        app, ["plot", str(REPORTS / "pingtan"), "--out", str(tmp_path), "--jobs", "1"]
    )
    assert result.exit_code == 0
    assert "7 figures over the years" in result.output
    assert (tmp_path / f"{PINGTAN}-stock.png").read_bytes().startswith(b"\x89PNG")
    assert plt.get_fignums() == []


def test_many_organs_go_on_several_pictures(tmp_path, monkeypatch, reports):
    monkeypatch.setattr(plot_series, "MOST_PANELS", 3)
    monkeypatch.setattr(plot_series, "MOST_ROWS", 2)
    names = [path.stem for path in save_series(reports, tmp_path)]
    assert [name for name in names if name.startswith("organs")] == [
        "organs-received-1",
        "organs-received-2",
    ]
    assert [name for name in names if name.startswith("calendar")] == ["calendar-1", "calendar-2"]


def test_two_reports_of_one_year_stop_only_the_figures_over_the_years(tmp_path):
    text = (REPORTS / "pingtan" / "2022.txt").read_bytes()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(text)
    result = CliRunner().invoke(
        app, ["plot", str(tmp_path), "--out", str(tmp_path / "out"), "--jobs", "1"]
    )
    assert result.exit_code == 0
    assert "no figures over the years" in result.output
    assert (tmp_path / "out" / "a-requests.png").exists()


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Fujian\n2011", "Fujian\n2014", "form\n2019", "form\n2021"]),
        ("zh", ["福建\n2011", "福建\n2014", "格式\n2019", "格式\n2021"]),
    ],
)
def test_the_forms_are_named_above_their_years(panel, language, names):
    shown = texts(plot_outcomes(panel, language, organ=PINGTAN))
    assert [text for text in shown if text in names] == names


def test_the_legend_has_the_order_of_the_stack(panel):
    """The form of 2014 prints other outcomes but none of the two before them."""
    legend = plot_outcomes(panel, organ=PINGTAN).get_legend().get_texts()
    assert [text.get_text() for text in legend] == [
        "Granted", "Partly granted", "Refused", "Unavailable", "Not processed", "Other outcomes",
    ]  # fmt: skip


def test_counts_on_an_axis_are_printed_as_beside_the_bars(panel):
    ax = plot_organs(panel, "received")
    ax.figure.canvas.draw()
    ticks = [label.get_text() for label in ax.child_axes[0].get_yticklabels()]
    assert "2,000" in ticks


def test_chinese_notes_break_between_items(panel):
    said = texts(plot_stock(panel, "zh", organ=PINGTAN))[-1].split("\n")
    assert said[1].startswith("没有明确数字，故未画出：2021年本年制发（有歧义）；")
    assert all(line.endswith("；") for line in said[1:-1]) and len(said) > 2


def test_a_report_without_a_date_has_an_unknown_delay_and_no_unasked_one(panel):
    """Huai'an states no date; that a report be published in time is asked of every organ."""
    ax = plot_organs(panel, "days_after_deadline")
    (huaian,) = (one for one in ax.child_axes if one.get_label() == "淮安市人民政府")
    assert "not known" in texts(huaian) and "not asked" not in texts(huaian)
