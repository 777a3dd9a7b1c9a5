"""The figures draw what the tables print, and draw nothing where no number is printed."""

from dataclasses import replace

import matplotlib
import pytest
from bundled import REPORTS, WUSHAN, clashes
from matplotlib import pyplot as plt

import helpers
from helpers.cells import Cell
from helpers.errors import FormError
from helpers.plots import (
    plot_disclosure,
    plot_identifiability,
    plot_requests,
    save_figures,
    use_chinese_font,
)

# SYNTHETIC totals of a large organ; both sides come to 3,141.
LARGE = {
    "received": 3000,
    "carried_in": 141,
    "granted": 1500,
    "partly_granted": 400,
    "refused_state_secret": 41,
    "refused_third_party": 100,
    "unavailable_not_held": 600,
    "unprocessed_repeat": 250,
    "other": 50,
    "carried_out": 200,
}


@pytest.fixture(scope="module")
def wushan():
    return helpers.read(WUSHAN)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def with_totals(report, values: dict[str, int | None], status: str = "blank"):
    """The report with other totals of requests; None is a cell with the `status`."""

    def changed(cell: Cell) -> Cell:
        if (cell.table, cell.column) != ("requests", "total"):
            return cell
        value = values.get(cell.row, 0)
        if value is None:
            return cell._replace(value=None, raw="", status=status)
        return cell._replace(value=float(value), raw=str(value))

    cells = [changed(cell) for cell in report.cells]
    return replace(report, reading=replace(report.reading, cells=cells))


def bars(ax) -> dict[str, tuple[float, float]]:
    """Where each bar begins and how long it is, by the name of its row."""
    return {box.get_label(): (box[0].get_x(), box[0].get_width()) for box in ax.containers}


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def panel(ax, column: str, at: int = 0):
    return [child for child in ax.child_axes if child.get_label() == column][at]


def test_two_requests_received_and_granted(wushan):
    ax = plot_requests(wushan)
    drawn = bars(ax)
    assert drawn["Received this year"] == (0, 2)
    assert drawn["Granted"] == (0, 2)
    assert {
        length
        for name, (_, length) in drawn.items()
        if name not in ("Received this year", "Granted")
    } == {0}
    assert texts(ax)[:3] == ["Came in: 2", "2", "0"]
    assert ax.get_title("left").startswith("重庆市巫山县规划和自然资源局 2020\n")


def test_each_side_adds_up_to_the_same_3141(wushan):
    drawn = bars(plot_requests(with_totals(wushan, LARGE), language="zh"))
    assert drawn["本年新收"] == (0, 3000) and drawn["上年结转"] == (3000, 141)
    assert drawn["不予公开"] == (1900, 41 + 100)
    assert sum(drawn["结转下年度"]) == sum(drawn["上年结转"]) == 3141


def test_labels_are_the_figures(wushan):
    shown = texts(plot_requests(with_totals(wushan, LARGE)))
    for label in ("Came in: 3,141", "3,000", "1,500", "141", "Ended or carried over: 3,141"):
        assert label in shown
    assert shown[-1] == ""


@pytest.mark.parametrize("status", ["blank", "mark", "ambiguous", "unreadable", "absent"])
def test_a_total_without_a_number_is_noted_and_not_drawn(wushan, status):
    ax = plot_requests(with_totals(wushan, LARGE | {"carried_in": None}, status))
    assert "Carried over from last year" not in bars(ax)
    assert status in texts(ax)
    assert "Came in: at least 3,000" in texts(ax)
    assert texts(ax)[-1].replace("\n", " ").endswith(f"Carried over from last year ({status}).")


def test_a_group_with_one_blank_is_a_lower_bound(wushan):
    ax = plot_requests(with_totals(wushan, LARGE | {"refused_internal_affairs": None}))
    assert bars(ax)["Refused"] == (1900, 141)
    assert "at least 141" in texts(ax)
    assert "Refused (1 of its 8 figures blank)" in texts(ax)[-1].replace("\n", " ")


def test_sides_that_differ_are_said_to_differ(wushan):
    ax = plot_requests(with_totals(wushan, LARGE | {"received": 2999}))
    assert texts(ax)[-1] == "The two sides differ: 3,140 and 3,141."


def test_nothing_is_drawn_where_no_total_was_read(wushan):
    nothing = {cell.row: None for cell in wushan.cells if cell.table == "requests"}
    ax = plot_requests(with_totals(wushan, nothing, "ambiguous"), language="zh")
    assert not bars(ax)
    assert texts(ax)[0] == "收到：数目不明"


def test_licensing_has_32_items_two_fewer_and_589_decisions(wushan):
    ax = plot_disclosure(wushan)
    first = [
        (child.containers[0][0].get_width(), child.texts[0].get_text())
        for child in (panel(ax, name) for name in ("items_last_year", "items_change", "decisions"))
    ]
    assert first == [(32, "32"), (-2, "−2"), (589, "589")]


def test_every_disclosure_figure_is_printed_once(wushan):
    values = [cell.value for cell in wushan.cells if cell.table == "disclosure"]
    labels = [text for child in plot_disclosure(wushan).child_axes for text in texts(child)]
    shown = [float(label.replace("−", "-").replace(",", "")) for label in labels]
    assert sorted(shown) == sorted(values)


def test_panels_of_one_unit_have_one_scale_and_money_has_no_bar(wushan):
    ax = plot_disclosure(wushan)

    def length(name: str) -> float:
        low, high = panel(ax, name).get_xlim()
        return high - low

    assert length("items_last_year") == pytest.approx(length("items_change"))
    assert length("decisions") > 589
    assert not panel(ax, "amount").patches
    assert panel(ax, "amount").get_title("left") == "Procurement amount\n(10,000 yuan)"


def test_no_digit_of_an_amount_is_lost():
    report = helpers.read(REPORTS / "pingtan" / "2021.txt")
    amount = next(c for c in report.cells if (c.table, c.column) == ("disclosure", "amount"))
    assert amount.value == 24252.311082
    assert texts(panel(plot_disclosure(report), "amount")) == ["24,252.311082"]


def test_a_blank_disclosure_figure_is_noted_and_not_drawn(wushan):
    cells = [
        c._replace(value=None, raw="", status="blank")
        if (c.row, c.column) == ("licensing", "decisions")
        else c
        for c in wushan.cells
    ]
    ax = plot_disclosure(replace(wushan, reading=replace(wushan.reading, cells=cells)))
    decisions = panel(ax, "decisions")
    assert [box[0].get_width() for box in decisions.containers] == [191, 20, 0]
    assert texts(decisions)[0] == "blank"
    assert "Administrative licensing, Decisions (blank)" in texts(ax)[-1].replace("\n", " ")


@pytest.mark.parametrize("plot", [plot_requests, plot_disclosure])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axes_given_are_axes_returned_and_settings_stay(wushan, plot, language, recwarn):
    """Every character prints (matplotlib warns of one that it lacks), and no setting moves."""
    before = dict(matplotlib.rcParams)
    figure, ax = plt.subplots()
    assert plot(wushan, language, ax=ax) is ax
    figure.canvas.draw()
    assert dict(matplotlib.rcParams) == before
    assert [str(warning.message) for warning in recwarn if "Glyph" in str(warning.message)] == []
    assert ax.title.get_fontfamily() == list(use_chinese_font())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("values", [LARGE, {"received": 2, "granted": 2}, LARGE | {"other": None}])
def test_no_two_texts_overlap(wushan, values, language):
    report = with_totals(wushan, values)
    for ax in (plot_requests(report, language), plot_disclosure(report, language)):
        ax.figure.canvas.draw()
        shown = [*ax.get_yticklabels(), *ax.get_xticklabels()] if ax.axison else []
        shown += [*ax.texts, ax._left_title, ax.xaxis.label if ax.axison else ax._left_title]
        shown += [t for child in ax.child_axes for t in (*child.texts, child._left_title)]
        assert clashes(shown) == []


def test_figures_are_saved_for_the_tables_that_the_form_has(wushan, tmp_path):
    saved = save_figures(wushan, tmp_path / "wushan" / "2020", "zh")
    assert [path.name for path in saved] == ["2020-disclosure.png", "2020-requests.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in saved)
    assert save_figures(helpers.read(REPORTS / "pingtan" / "2012.txt"), tmp_path / "old") == []
    assert plt.get_fignums() == []


def test_a_form_without_the_table_is_refused():
    with pytest.raises(FormError, match="no table 'requests'; it has statistics"):
        plot_requests(helpers.read(REPORTS / "pingtan" / "2012.txt"))
    with pytest.raises(ValueError, match="'fr'"):
        plot_requests(helpers.read(WUSHAN), language="fr")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_map_of_a_form_counts_what_would_be_found(language):
    """On the form of 2021: 175 cells of table three, 15 of table four, 10 in no identity."""
    ax = plot_identifiability("2021", language)
    counts = [int(text.get_text().rsplit(": ", 1)[1]) for text in ax.get_legend().get_texts()]
    assert counts == [175, 15, 10]
    panels = {panel.get_label(): len(panel.patches) for panel in ax.child_axes}
    assert panels == {"disclosure": 10, "requests": 175, "disputes": 15}


def test_the_map_names_its_tables():
    assert texts(plot_identifiability("2021", "en")) == [
        "Table 二: Proactive disclosure",
        "Table 三: Requests received and how they ended",
        "Table 四: Reconsideration and litigation",
    ]
    assert texts(plot_identifiability("2019", "zh"))[1] == "三、收到和处理政府信息公开申请情况"
    assert texts(plot_identifiability("fujian-2014", "zh")) == [""]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["2021", "2019"])
def test_the_names_of_the_tables_stand_beside_the_heads_of_the_columns(form, language):
    ax = plot_identifiability(form, language)
    ax.figure.canvas.draw()
    for name, table in zip(ax.texts, ax.child_axes, strict=True):
        labels = [*table.get_xticklabels(), *table.get_yticklabels()]
        box = name.get_window_extent()
        assert not [t.get_text() for t in labels if t.get_window_extent().overlaps(box)]


def test_a_map_of_an_unknown_form_is_refused():
    with pytest.raises(FormError, match="no form is called"):
        plot_identifiability("2099")
