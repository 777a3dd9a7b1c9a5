"""A saved page in a real browser: the table shows, hovering speaks, no text of a report runs."""

from dataclasses import replace

import pytest
from bundled import REPORTS, WUSHAN, changed

import helpers

pytestmark = pytest.mark.browser

RUN = "<script>window.ran = true</script><img src=x onerror='window.ran = true'>"
CONTRAST = """
() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const layers = (node) => node ? [...layers(node.parentElement), node] : [];
  const light = ([r, g, b]) => [r, g, b]
    .map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
  const paint = (colours) => {
    colours.forEach(colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); });
    return light(canvas.getImageData(0, 0, 1, 1).data);
  };
  const ratio = (node) => {
    const back = ['white', ...layers(node).map(each => getComputedStyle(each).backgroundColor)];
    const [a, b] = [paint(back), paint([...back, getComputedStyle(node).color])];
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  };
  const texts = document.querySelectorAll('.gongkai :is(p, span, li, th, td, em, i, caption)');
  return Math.min(...[...texts].filter(node => node.textContent.trim()).map(ratio));
}
"""
# The boxes of a cell's figure and of its signs, and of the frame that they stand in.
BOXES = """
cell => [...cell.childNodes].map(node => {
  const range = document.createRange();
  range.selectNodeContents(node);
  const {left, right, top, bottom} = range.getBoundingClientRect();
  return {left, right, top, bottom};
})
"""


@pytest.fixture(scope="module")
def wushan():
    return helpers.read(WUSHAN)


def open_page(page, report, folder, language="zh"):
    path = helpers.show(report, language=language).save(folder / "report.html")
    page.goto(path.as_uri())
    return page


def test_the_table_shows_and_hovering_gives_the_source(page, wushan, tmp_path):
    open_page(page, wushan, tmp_path, "en")
    cell = page.locator("tr", has_text="Administrative licensing").locator("td").last
    assert cell.is_visible() and cell.inner_text() == "589"
    title = cell.get_attribute("title").split("\n")
    assert title[:2] == ["Administrative licensing · Decisions", "printed: 589"]
    assert "status: read" in title[2]


def test_cells_that_depend_look_unlike_cells_that_hold(page, wushan, tmp_path):
    open_page(page, wushan, tmp_path)
    look = "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).boxShadow]"
    depends, holds = (
        page.locator(f"td.gk-{name}").first.evaluate(look) for name in ("depends", "holds")
    )
    assert depends[0] != holds[0] and depends[1] != holds[1]


def test_a_report_that_holds_a_script_runs_nothing(page, wushan, tmp_path):
    cells = [cell._replace(raw=RUN) for cell in wushan.cells]
    report = replace(wushan, organ=RUN, title=RUN, reading=replace(wushan.reading, cells=cells))
    open_page(page, report, tmp_path)
    assert page.evaluate("window.ran") is None
    assert page.locator("td.gk-figure").first.inner_text() == RUN
    assert page.locator(".gk-organ").inner_text() == f"{RUN} 2020"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(page, wushan, tmp_path, scheme):
    """The contrast that WCAG asks of text, in either colour scheme, whatever the tint."""
    page.emulate_media(color_scheme=scheme)
    statuses = ("read", "blank", "mark", "ambiguous", "unreadable", "absent")
    cells = [cell._replace(status=statuses[at % 6]) for at, cell in enumerate(wushan.cells)]
    report = replace(wushan, reading=replace(wushan.reading, cells=cells))
    open_page(page, report, tmp_path)
    assert page.evaluate(CONTRAST) >= 4.5


def test_a_narrow_window_scrolls_the_table_and_not_the_page(page, wushan, tmp_path):
    page.set_viewport_size({"width": 480, "height": 800})
    open_page(page, wushan, tmp_path, "en")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def overlap(one, two):
    across = min(one["right"], two["right"]) - max(one["left"], two["left"])
    return across > 0 and min(one["bottom"], two["bottom"]) > max(one["top"], two["top"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_signs_of_a_suspect_leave_its_figure_free(page, tmp_path, language):
    """Four cells of Pingtan 2020 are blamed, two of them in the narrow column of totals."""
    open_page(page, helpers.read(REPORTS / "pingtan" / "2020.txt"), tmp_path, language)
    cells = page.locator("td.gk-tied").all()
    assert len(cells) == 4
    for cell in cells:
        figure, *signs = cell.evaluate(BOXES)
        assert len(signs) == 2
        assert not any(overlap(figure, sign) for sign in signs) and not overlap(*signs)


def test_the_only_suspect_stands_out_from_tied_ones_and_from_failing_cells(page, wushan, tmp_path):
    """The frame is whole and heavier, the triangle filled: neither needs its colour to be seen."""
    look = "node => [getComputedStyle(node).outlineStyle, getComputedStyle(node).outlineWidth]"
    slipped = changed(wushan, {("requests", "concluded", "natural_person"): 3})
    open_page(page, slipped, tmp_path)
    sole, failing = page.locator("td.gk-sole"), page.locator("td.gk-fails:not(.gk-sole)").first
    assert sole.count() == 1 and sole.locator("i.gk-blame").inner_text() == "▲"
    looks = [cell.evaluate(look) for cell in (sole, failing)]
    open_page(page, helpers.read(REPORTS / "pingtan" / "2020.txt"), tmp_path)
    tied = page.locator("td.gk-tied").first
    assert tied.locator("i.gk-blame").inner_text() == "△"
    assert [*looks, tied.evaluate(look)] == [
        ["solid", "3px"],
        ["none", looks[1][1]],
        ["dashed", "2px"],
    ]
