"""A draft as text, in the layouts in which reports reach their readers as text."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from helpers.geometry import display_width
from helpers.synthetic.boxes import Box, Grid, Paragraph, occupied
from helpers.synthetic.draft import Draft
from helpers.synthetic.grid import parts

LINE = 34
LINES_ON_PAGE = 40
FIGURE_WIDTH = 9
LABEL_WIDTH = 30
WIDEST_LABEL = 44


def render(draft: Draft) -> str:
    """The text of a draft in its layout."""
    name = draft.layout.partition(":")[2]
    return _RENDER[name](draft)


def _lines(draft: Draft) -> str:
    """One cell to a line, blank ones left out or as an empty line."""
    gap = draft.rng.choice(("\n", "\n\n", " \n"))
    return gap.join(text for text in _texts(draft) if text or draft.rng.random() < 0.5)


def _texts(draft: Draft) -> Iterator[str]:
    for part in parts(draft):
        if isinstance(part, Paragraph):
            yield part.text
        else:
            yield from (box.text for row in part.rows for box in row)


def _tabs(draft: Draft) -> str:
    """Cells parted by tabs; merged cells leave empty ones, or nothing."""
    full = draft.rng.random() < 0.5
    return "\n".join(_separated(draft, "\t", full))


def _pipes(draft: Draft) -> str:
    """Cells parted by pipes, as a markdown table or as a rough copy."""
    lines = []
    for line in _separated(draft, " | ", True):
        inside = " | " in line
        lines.append(f"| {line} |" if inside else line)
    return "\n".join(lines)


def _separated(draft: Draft, separator: str, full: bool) -> Iterator[str]:
    rng = draft.rng
    repeat, rule = rng.random() < 0.3, separator != "\t" and rng.random() < 0.6
    for part in parts(draft):
        if isinstance(part, Paragraph):
            yield part.text
            continue
        lines: list[list[Box | None]] = [[*row] for row in part.rows]
        lines = list(occupied(part, repeat)) if full else lines
        for number, row in enumerate(lines):
            yield separator.join(box.text if box else "" for box in row)
            if rule and number == 0:
                yield separator.join("---" for _ in range(part.width))
        yield ""


def _flat(draft: Draft) -> str:
    """Everything on one line, all cell boundaries gone."""
    return _intro(draft) + "".join(_flat_parts(draft, 0.0))


def _spaced(draft: Draft) -> str:
    """Everything on one line, a space at some of the cell boundaries, or at all."""
    return _intro(draft) + "".join(_flat_parts(draft, draft.rng.choice((0.05, 0.3, 0.7, 1.0))))


def _intro(draft: Draft) -> str:
    return f"标题: {draft.title}\n==================== 正文 ====================\n"


def _flat_parts(draft: Draft, spaces: float) -> Iterator[str]:
    for text in _texts(draft):
        yield text
        if draft.rng.random() < spaces:
            yield " "


def _aligned(draft: Draft) -> str:
    """Columns aligned by spaces; long labels broken, their figures on the middle line."""
    return _paged(draft, (line for part in parts(draft) for line in _aligned_part(draft, part)))


def _aligned_part(draft: Draft, part: Paragraph | Grid) -> list[str]:
    if isinstance(part, Paragraph):
        return _wrapped(part.text, LINE * 2)
    lines: list[str] = []
    widths = _label_widths(part)
    step = FIGURE_WIDTH if part.key != "disclosure" else 24
    widths += [step] * (part.width - part.labels)
    for row in occupied(part):
        lines += _aligned_row(row, part.labels, widths)
    return [line.rstrip() for line in lines]


def _label_widths(part: Grid) -> list[int]:
    """The columns that the labels of a table take; units and codes take few."""
    if part.key == "statistics":
        texts = [[row[index].text for row in part.rows] for index in range(part.labels)]
        return [min(max(map(display_width, column)) + 2, WIDEST_LABEL) for column in texts]
    return [max(part.labels * 12, 30) // part.labels] * part.labels if part.labels else []


def _aligned_row(row: list[Box | None], labels: int, widths: list[int]) -> list[str]:
    """One printed row: its labels in their own columns, each figure in the middle of its one."""
    columns: list[tuple[int, list[str]]] = []
    for index, box in enumerate(row):
        if box is None or not box.text:
            continue
        width, left = sum(widths[index : index + box.wide]), sum(widths[:index])
        pieces = _wrapped(box.text, max(width - 2, 4)) if not box.figure else [box.text]
        if index >= labels:
            left += max(0, (width - max(map(display_width, pieces))) // 2)
        columns.append((left, pieces))
    height = max((len(pieces) for _, pieces in columns), default=0)
    lines = [""] * height
    for left, pieces in columns:
        for number, piece in enumerate(pieces, (height - len(pieces)) // 2):
            gap = max(left - display_width(lines[number]), 1 if lines[number] else 0)
            lines[number] += " " * gap + piece
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """A text in lines of so many columns, a Chinese character taking two."""
    lines = [""]
    for character in text:
        if display_width(lines[-1] + character) > width:
            lines.append("")
        lines[-1] += character
    return lines


def _raw(draft: Draft) -> str:
    """The order of the content of a PDF: labels broken, the figures of a row on one line."""
    return _paged(draft, (line for part in parts(draft) for line in _raw_part(draft.rng, part)))


def _raw_part(rng: Random, part: Paragraph | Grid) -> Iterator[str]:
    if isinstance(part, Paragraph):
        yield from _wrapped(part.text, LINE * 2)
        return
    for row in part.rows:
        figures = " ".join(box.text for box in row if box.figure and box.text)
        labels = [box for box in row if not box.figure]
        for number, box in enumerate(labels):
            vertical = box.text.endswith("办理结果") and rng.random() < 0.7
            if vertical:
                yield from ("三", "、", *box.text[2:]) if rng.random() < 0.5 else (
                    box.text[:2], *box.text[2:])  # fmt: skip
                continue
            pieces = _wrapped(box.text, LABEL_WIDTH if box.high == 1 or not figures else 8)
            last = number == len(labels) - 1 and figures and len(pieces) == 1
            yield from pieces[:-1] if last else pieces
            if last:
                yield f"{pieces[-1]} {figures}"
                figures = ""
        if figures:
            yield figures


def _paged(draft: Draft, lines: Iterator[str]) -> str:
    """Lines with a page number every so often, as a line of its own, inside tables too."""
    style = draft.rng.choice(("- {} -", "— {} —", "-{}-", "{}", ""))
    if style == "{}" and draft.layout != "text:aligned":
        style = "- {} -"
    found: list[str] = []
    for number, line in enumerate(lines, 1):
        found.append(line)
        if style and number % LINES_ON_PAGE == 0:
            page = style.format(number // LINES_ON_PAGE)
            found.append(" " * LINE + page if draft.layout == "text:aligned" else page)
            if draft.rng.random() < 0.3:
                found.append("\f")
    return "\n".join(found)


_RENDER = {
    "lines": _lines,
    "tabs": _tabs,
    "pipes": _pipes,
    "aligned": _aligned,
    "raw": _raw,
    "flat": _flat,
    "spaced": _spaced,
}
LAYOUTS = tuple(f"text:{name}" for name in _RENDER)
