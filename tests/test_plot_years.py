"""The figures of several years draw what the panel has, and nothing where it has nothing."""

import pytest
from bundled import REPORTS
from matplotlib import pyplot as plt

import helpers
from helpers.plots import (
    plot_applicants,
    plot_calendar,
    plot_disputes,
    plot_organs,
    plot_outcomes,
    plot_repetition,
    plot_stock,
)

PINGTAN = "平潭综合实验区管理委员会"
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])


@pytest.fixture(scope="module")
def reports():
    return helpers.read_all(REPORTS, progress=False)


@pytest.fixture(scope="module")
def panel(reports):
    return helpers.panel(reports)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def heights(ax, label):
    """The height of each year's bar in one of the two charts."""
    (chart,) = (child for child in ax.child_axes if child.get_label() == label)
    bars = list(zip(*(container.patches for container in chart.containers), strict=True))
    return [round(sum(bar.get_height() for bar in year), 6) for year in bars]


@LANGUAGES
def test_the_bars_of_outcomes_add_up_to_the_requests_concluded(panel, language):
    """Pingtan 2021 to 2025: 69, 76, 81, 218 and 148 outcomes; 2020 prints 27 of them."""
    ax = plot_outcomes(panel, PINGTAN, language)
    assert heights(ax, "counts")[1:] == [27, 69, 75, 81, 218, 148]
    assert heights(ax, "shares") == [100] * 7


def test_applicants_add_up_to_the_requests_received(panel):
    assert heights(plot_applicants(panel, PINGTAN), "counts") == [23, 21, 70, 74, 81, 218, 154]


def test_a_share_of_few_disputes_says_of_how_many(panel):
    """2022 had 3 disputes, 2019 and 2020 none."""
    ax = plot_disputes(panel, PINGTAN)
    (chart,) = (child for child in ax.child_axes if child.get_label() == "shares")
    assert [text.get_text() for text in chart.texts if "n=" in text.get_text()] == [
        "n=0",
        "n=0",
        "n=3",
    ]


@LANGUAGES
def test_the_stock_is_drawn_only_where_it_is_clear(panel, language):
    """665 and 698 are printed; 665 + 88 - 55 is 698; from 2023 on the cells are glued together."""
    ax = plot_stock(panel, PINGTAN, language)
    printed, rolled = (list(line.get_ydata()) for line in ax.lines)
    assert (printed, rolled) == ([665, 698], [698])
    unclear = {"en": "several readings", "zh": "有多种读法"}[language]
    assert [text.get_text() for text in ax.texts].count(unclear) == 3


def test_no_line_crosses_a_change_of_form(panel):
    ax = plot_organs(panel, "received")
    chart = next(child for child in ax.child_axes if child.get_label() == PINGTAN)
    lines = [
        tuple(map(int, line.get_xdata())) for line in chart.lines if len(line.get_xdata()) == 2
    ]
    assert (2018, 2019) not in lines and (2020, 2021) not in lines
    assert (2019, 2020) in lines and (2024, 2025) in lines


def test_the_calendar_has_one_row_an_organ_and_the_number_of_failures(reports):
    findings = helpers.check(reports)
    ax = plot_calendar(findings)
    rows = [label.get_text() for label in ax.get_yticklabels()]
    assert rows.count(PINGTAN) == 1 and len(rows) == 4
    assert len(ax.texts) == len(reports)
    failed = sum(int(text.get_text()) for text in ax.texts)
    assert failed == (findings["status"] == "fails").sum()


def test_the_repetition_matrix_prints_per_cents(reports):
    ax = plot_repetition(helpers.repetition(reports), PINGTAN, "zh")
    assert all(0 <= int(text.get_text()) <= 100 for text in ax.texts)
    assert "第6部分" in [label.get_text() for label in ax.get_yticklabels()]


def test_a_panel_of_several_organs_needs_a_choice(panel):
    with pytest.raises(ValueError, match="4 organs; choose one"):
        plot_outcomes(panel)
    with pytest.raises(ValueError, match="is not in the panel"):
        plot_stock(panel, "某市人民政府")
    with pytest.raises(ValueError, match="no indicator"):
        plot_organs(panel, "happiness")
