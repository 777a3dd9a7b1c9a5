"""Ways to damage a real report, each with what its cells print afterwards."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import helpers
from helpers.characters import normalise
from helpers.forms import all_forms
from helpers.synthetic.figures import Key, Print

# A figure that no report prints, by which the cell of a piece of text is found.
SENTINEL = 987654.0
PAGE_NUMBERS = ("- 4 -", "— 5 —", "-6-", "7", "第 8 页 共 9 页", "\f")
FURNITURE = (
    "扫一扫在手机打开当前页",
    "附件下载",
    "<!--[if !supportLists]-->",
    "续表",
    "（接上页）",
)
LETTERS = {"0": "O", "1": "l", "5": "S"}
MARKS = ("/", "-", "—", "无", "□")
_FIGURE = re.compile(r"(?<![\d.,+\-])[+\-]?\d+(?:\.\d+)?(?![\d.,])")
_TAG = re.compile(r"(<[^>]*>)")
_FULL_WIDTH = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)}


@dataclass(frozen=True)
class Report:
    """A report in pieces, in order, and what each cell prints.

    A piece is a line, a line break, a tag, or a table cell with its tags. `cells` says whether the
    report prints a cell to a piece, so that one can be damaged for itself.
    """

    name: str
    atoms: tuple[str, ...]
    truth: dict[Key, Print]
    cells: bool

    @property
    def text(self) -> str:
        """The whole report."""
        return "".join(self.atoms)


# None where a report offers no place for a damage.
Damage = Callable[[Report, random.Random], Report | None]


def _pick(report: Report, rng: random.Random, wanted: re.Pattern[str]) -> int | None:
    """A piece of the tables that prints what is wanted."""
    text = "".join(report.atoms)
    start = max(text.find("第二十条"), text.find("指标名称"), 0)
    places, offset = [], 0
    for index, atom in enumerate(report.atoms):
        if offset >= start and wanted.search(_TAG.sub("", atom)):
            places.append(index)
        offset += len(atom)
    return rng.choice(places) if places else None


def _with(report: Report, index: int, *atoms: str, width: int = 1) -> Report:
    """The report with other pieces in the place of some."""
    return replace(report, atoms=(*report.atoms[:index], *atoms, *report.atoms[index + width :]))


def _edited(wanted: str, *instead: str) -> Damage:
    """One occurrence of what is wanted, outside of tags, with another text in its place."""
    pattern = re.compile(wanted)

    def damage(report: Report, rng: random.Random) -> Report | None:
        index = _pick(report, rng, pattern)
        if index is None:
            return None
        parts = _TAG.split(report.atoms[index])
        places = [n for n, part in enumerate(parts) if n % 2 == 0 and pattern.search(part)]
        place = rng.choice(places)
        match = rng.choice(list(pattern.finditer(parts[place])))
        text = rng.choice(instead) if instead else match[0].translate(_FULL_WIDTH)
        parts[place] = parts[place][: match.start()] + text + parts[place][match.end() :]
        return _with(report, index, "".join(parts))

    return damage


def glued(report: Report, rng: random.Random) -> Report | None:
    """Two lines, or two table cells, run together."""
    index = _pick(report, rng, re.compile(r"\d"))
    if index is None or index + 1 >= len(report.atoms):
        return None
    one, behind = report.atoms[index], report.atoms[index + 1]
    if one.startswith("<td") and behind.startswith("<td"):
        inside = behind.partition(">")[2]
        return _with(report, index, one.removesuffix("</td>") + inside, width=2)
    end = index + 1
    while end < len(report.atoms) and not report.atoms[end].strip():
        end += 1
    return _with(report, index, one, width=end - index)


def doubled(report: Report, rng: random.Random) -> Report | None:
    """A line or a table cell twice."""
    index = _pick(report, rng, re.compile(r"\S"))
    if index is None:
        return None
    between = "" if report.atoms[index].startswith("<") else "\n"
    return _with(report, index, report.atoms[index], between, report.atoms[index])


def page_number(report: Report, rng: random.Random) -> Report | None:
    """The number of a page between two lines or rows."""
    index = _pick(report, rng, re.compile(r"\S"))
    number = rng.choice(PAGE_NUMBERS)
    if index is None:
        return None
    if report.atoms[index].startswith("<td"):
        while index < len(report.atoms) and not report.atoms[index].startswith("<tr"):
            index += 1
        return _with(report, index, f"<tr><td>{number}</td></tr>", width=0)
    return _with(report, index, f"{number}\n", width=0)


def furniture(report: Report, rng: random.Random) -> Report | None:
    """A line that belongs to the page and not to the report."""
    index = _pick(report, rng, re.compile(r"\S"))
    if index is None or report.atoms[index].startswith("<"):
        return None
    return _with(report, index, f"{rng.choice(FURNITURE)}\n", width=0)


def traditional(report: Report, rng: random.Random) -> Report | None:
    """The whole report in traditional characters."""
    from opencc import OpenCC

    convert = OpenCC("s2t").convert
    return replace(report, atoms=tuple(map(convert, report.atoms)))


def swapped(report: Report, rng: random.Random) -> Report | None:
    """Two neighbouring rows in the other order, their figures with them."""
    starts = [index for index, atom in enumerate(report.atoms) if _begins_row(atom)]
    pairs = [
        (one, other, end)
        for one, other, end in zip(starts, starts[1:], starts[2:], strict=False)
        if "rowspan" not in "".join(report.atoms[one:end])
    ]
    if not pairs:
        return None
    one, other, end = rng.choice(pairs)
    return _with(report, one, *report.atoms[other:end], *report.atoms[one:other], width=end - one)


def _begins_row(atom: str) -> bool:
    return atom.startswith("<tr") or normalise(atom) in _LABELS


_LABELS = {normalise(row.label) for form in all_forms() for table in form.tables.values()
           if table.layout != "across" for row in table.rows.values()}  # fmt: skip


def _of_a_cell(change: Callable[[str, random.Random], Print]) -> Damage:
    """A damage to the figure of one cell; `change` tells what it then prints."""

    def damage(report: Report, rng: random.Random) -> Report | None:
        index = _pick(report, rng, _FIGURE) if report.cells else None
        if index is None:
            return None
        figure = _FIGURE.search(_TAG.sub("", report.atoms[index]))
        key = _cell_at(report, index, figure[0]) if figure else None
        if figure is None or key is None or report.truth[key].status != "read":
            return None
        printed = change(figure[0], rng)
        if printed.status == "blank" and not report.atoms[index].startswith("<"):
            printed = Print("lost", report.truth[key].value, "")
        damaged = _with(report, index, _reprinted(report.atoms[index], figure[0], printed.text))
        return replace(damaged, truth=report.truth | {key: printed})

    return damage


def _reprinted(atom: str, figure: str, text: str) -> str:
    """A piece with another text for its figure, outside of tags."""
    parts = _TAG.split(atom)
    return "".join(
        part if number % 2 else part.replace(figure, text, 1) for number, part in enumerate(parts)
    )


def _cell_at(report: Report, index: int, figure: str) -> Key | None:
    """The cell that a piece prints: that which reads the figure that is put there."""
    marked = _with(report, index, _reprinted(report.atoms[index], figure, f"{SENTINEL:.0f}"))
    cells = helpers.read(marked.text).cells
    found = [cell for cell in cells if cell.value == SENTINEL and cell.status == "read"]
    return found[0][:3] if len(found) == 1 and found[0][:3] in report.truth else None


def _other(figure: str, rng: random.Random) -> Print:
    value = rng.randint(0, 99)
    return Print("read", float(value), str(value))


def _letter(figure: str, rng: random.Random) -> Print:
    place = rng.randrange(len(figure))
    text = figure[:place] + LETTERS.get(figure[place], "a") + figure[place + 1 :]
    return Print("unreadable", None, text)


DAMAGES: dict[str, Damage] = {
    "full-width digit": _edited(r"\d"),
    "space in a figure": _edited(r"(?<=\d)(?=\d)", " "),
    "character of a label": _edited(r"[\u4e00-\u9fff]", "", "?", "某"),
    "sign lost or changed": _edited(r"[、（）()“”，：:]|[.,](?!\d)", "", "、", "．", " ", "("),
    "separator dropped": _edited(r"(?<=\d)[ \t]+|[ \t]+(?=\d)", ""),
    "two pieces glued": glued,
    "piece doubled": doubled,
    "page number": page_number,
    "page furniture": furniture,
    "traditional characters": traditional,
    "rows swapped": swapped,
    "cell blanked": _of_a_cell(lambda figure, rng: Print("blank", None, "")),
    "mark in a cell": _of_a_cell(lambda figure, rng: Print("mark", None, rng.choice(MARKS))),
    "other figure in a cell": _of_a_cell(_other),
    "letter in a figure": _of_a_cell(_letter),
}
