"""Tables settled at once say what they say row by row, and tables in doubt are not settled so."""

import pytest
from bundled import REPORTS, WUSHAN, wushan_with
from damaged import HEAD

import helpers.reading
from helpers.errors import NotAReportError
from helpers.reading import read_document
from helpers.sources import load, open_source
from helpers.sources.text import text_document
from helpers.synthetic import LAYOUTS, synthesize
from helpers.whole_table import settle_whole

SHANGHAI = REPORTS / "shanghai-general-office" / "2019.html"
SEEDS = range(4)


@pytest.fixture
def settled_at_once(monkeypatch):
    """Read a document and tell its reading and the tables that were settled at once."""

    def read(document):
        found = set()

        def spied(document, form, table, *zone):
            settled = settle_whole(document, form, table, *zone)
            if settled is not None:
                found.add(table.key)
            return settled

        with monkeypatch.context() as patch:
            patch.setattr(helpers.reading, "settle_whole", spied)
            return read_document(document, "test"), found

    return read


@pytest.fixture
def row_by_row(monkeypatch):
    """Read a document without settling any table at once."""

    def read(document):
        with monkeypatch.context() as patch:
            patch.setattr(helpers.reading, "settle_whole", lambda *_: None)
            return read_document(document, "test")

    return read


def cell(reading, *key):
    return next(cell for cell in reading.cells if cell[:3] == key)


def test_every_table_of_a_page_and_of_a_text_is_settled_at_once(settled_at_once):
    for path in (SHANGHAI, WUSHAN):
        _, tables = settled_at_once(load(open_source(path)))
        assert tables == {"disclosure", "requests", "disputes"}


@pytest.mark.parametrize("medium", LAYOUTS)
def test_it_is_the_same_row_by_row(medium, settled_at_once, row_by_row):
    for seed in SEEDS:
        document = load(open_source(synthesize(seed, medium=medium).content))
        try:
            reading, _ = settled_at_once(document)
        except NotAReportError:
            continue
        slow = row_by_row(document)
        assert (reading.cells, reading.problems) == (slow.cells, slow.problems), (medium, seed)


@pytest.mark.parametrize(
    ("new", "status"),
    [
        ("99\n\n-1\n\n20\n", "read"),
        ("99\n\n-1\n\n20（注）\n", "read"),
        ("99\n\n-1\n\n20x\n", "unreadable"),
        ("99\n\n-1 20\n", "read"),
        ("99 -120\n", "ambiguous"),
    ],
)
def test_a_row_that_is_not_plain_leaves_its_table_to_be_read_row_by_row(
    new, status, settled_at_once
):
    text = wushan_with("\n99\n\n-1\n\n20\n", f"\n{new}")
    reading, tables = settled_at_once(text_document(text))
    assert ("disclosure" in tables) == (text == WUSHAN.read_text(encoding="utf-8"))
    assert cell(reading, "disclosure", "penalties", "decisions").status == status


@pytest.mark.parametrize(
    ("old", "new", "remark"),
    [
        ("其他\n\n一、本年新收", "其他\n\n58\n\n一、本年新收", "58"),
        (
            "一、本年新收政府信息公开申请数量",
            "一、本年新收政府信息公开申请数量（含58件转办）",
            "58",
        ),
    ],
)
def test_a_number_beside_whole_rows_is_reported(old, new, remark, settled_at_once):
    reading, tables = settled_at_once(text_document(wushan_with(old, new)))
    assert "requests" not in tables
    assert [remark in problem.text for problem in reading.problems] == [True]
    assert cell(reading, "requests", "received", "natural_person").value == 2


def test_a_figure_that_may_begin_with_the_number_of_the_next_label_is_in_doubt(settled_at_once):
    """Of `2.5` and a label without its number, `2.` may be that number."""
    zeros = "0\n\n" * 6
    old = f"1.属于国家秘密\n\n0\n\n{zeros}2.其他法律行政法规禁止公开"
    new = f"1.属于国家秘密\n\n2.5\n\n{zeros}其他法律行政法规禁止公开"
    reading, tables = settled_at_once(text_document(wushan_with(old, new)))
    assert "requests" not in tables
    doubtful = {"refused_state_secret", "refused_other_law"}
    assert {cell.status for cell in reading.cells if cell.row in doubtful} == {"unreadable"}


@pytest.mark.parametrize(("total", "statuses"), [(2, {"read"}), (3, {"ambiguous"})])
def test_a_row_in_front_of_a_lost_one_is_in_doubt_if_it_does_not_add_up(
    total, statuses, settled_at_once
):
    """(二)部分公开 and its figures are left out: those in front of it may be of both rows."""
    zeros = "\n\n".join("0" * 5)
    granted = f"(一)予以公开\n\n2\n\n{zeros}\n\n"
    lost = f"(二)部分公开(区分处理的,只计这一情形,不计其他情形)\n\n0\n\n{zeros}\n\n0\n\n"
    text = wushan_with(f"{granted}2\n\n{lost}", f"{granted}{total}\n\n")
    reading, tables = settled_at_once(text_document(text))
    assert ("requests" in tables) == (statuses == {"read"})
    assert {cell.status for cell in reading.cells if cell.row == "granted"} == statuses


@pytest.mark.parametrize(("span", "statuses"), [(1, {"read", "blank"}), (2, {"ambiguous"})])
def test_a_row_with_a_blank_cell_in_other_columns_than_the_rows_above_is_in_doubt(
    span, statuses, settled_at_once
):
    last = f'<tr><td colspan="{span}">（一）予以公开</td>{_cells(1, "", 0, 0, 0, 0, 2)}</tr>'
    rows = "".join(
        f"<tr><td>{label}</td>{_cells(2, 0, 0, 0, 0, 0, 2)}</tr>"
        for label in ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量")
    )
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    heads = f"<tr><td></td>{_cells(*names)}</tr>"
    page = f"<p>{HEAD}</p><table>{heads}{rows}{last}</table>"
    reading, tables = settled_at_once(load(open_source(page.encode())))
    assert ("requests" in tables) == (span == 1)
    assert {cell.status for cell in reading.cells if cell.row == "granted"} == statuses


def _cells(*figures):
    return "".join(f"<td>{figure}</td>" for figure in figures)
