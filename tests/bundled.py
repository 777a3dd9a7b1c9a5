"""The bundled reports and their truth, as the tests use them."""

import csv
from dataclasses import replace
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
REPORTS = DATA / "reports"
WUSHAN = REPORTS / "wushan-planning" / "2020.txt"


def wushan_with(old: str, new: str) -> str:
    """The text of the Wushan report with one passage changed."""
    text = WUSHAN.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def truth(organ: str, year: int) -> dict[tuple[str, str, str], dict[str, str]]:
    """Every printed cell of a report by table, row and column."""
    with (DATA / "truth" / f"{organ}-{year}.csv").open(encoding="utf-8", newline="") as file:
        return {(line["table"], line["row"], line["column"]): line for line in csv.DictReader(file)}


def changed(report, figures):
    """The report with other figures read in some cells, by table, row and column."""
    cells = [
        cell._replace(value=float(figures[cell[:3]])) if cell[:3] in figures else cell
        for cell in report.cells
    ]
    return replace(report, reading=replace(report.reading, cells=cells))


def with_every_third_cell(report, **said):
    """The report with something else said of every third cell that is read."""
    cells = [
        cell._replace(**said) if place % 3 == 0 and cell.status == "read" else cell
        for place, cell in enumerate(report.cells)
    ]
    return replace(report, reading=replace(report.reading, cells=cells))


def clashes(texts):
    """The pairs of drawn texts that overlap; one that is given twice is no pair."""
    shown = {id(text): text for text in texts if text.get_text().strip()}.values()
    placed = [(text.get_text(), text.get_window_extent()) for text in shown]
    return [
        (one, two)
        for at, (one, box) in enumerate(placed)
        for two, other in placed[at + 1 :]
        if box.padded(-1).overlaps(other.padded(-1))
    ]
