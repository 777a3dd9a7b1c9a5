"""A draft as programs that recognise text write it: markdown, its tables in pipes or in tags."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from random import Random

from helpers.synthetic.boxes import Box, Grid, Paragraph, occupied
from helpers.synthetic.draft import Draft
from helpers.synthetic.grid import parts

PICTURE = "![](images/{}.jpg)"
HEADINGS = ("# {}", "## {}", "**{}**", "{}")
# Whether a merged cell prints its text in every column, in every row, and if it is a figure.
MERGED = ((False, False, False), (True, False, False), (True, True, False), (True, True, True))
ESCAPED = ".*_-[]()#+"


def render(draft: Draft) -> str:
    """The markdown of a draft."""
    rng = draft.rng
    table = _tags if draft.layout == "markdown:tags" else _pipes
    heading = rng.choice(HEADINGS)
    escapes = rng.choice(("", "", ".", ESCAPED))
    blocks: list[str] = []
    for part in parts(draft):
        if isinstance(part, Grid):
            blocks.append("\n".join(table(rng, part, escapes)))
        else:
            blocks.append(_paragraph(part, heading, escapes))
        if rng.random() < 0.05:
            blocks.append(PICTURE.format(rng.randrange(10**6)))
    return "\n\n".join(blocks) + "\n"


def _paragraph(part: Paragraph, heading: str, escapes: str) -> str:
    text = _escaped(part.text, escapes)
    return heading.format(text) if part.heading else text


def _escaped(text: str, escapes: str) -> str:
    """A text with a backslash before the signs that markdown might take for its own."""
    return "".join(f"\\{sign}" if sign in escapes else sign for sign in text)


def _pipes(rng: Random, grid: Grid, escapes: str) -> Iterator[str]:
    """The lines of a table; merged cells print their text once, in their row, or everywhere."""
    across, down, figures = rng.choice(MERGED)
    broken, blank = rng.random() < 0.3, rng.choice(("", "", "&nbsp;"))
    for number, row in enumerate(occupied(grid, across, down, figures)):
        cells = [_cell(rng, box, broken, escapes) or blank for box in row]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * grid.width}"


def _cell(rng: Random, box: Box | None, broken: bool, escapes: str) -> str:
    """The text of a cell, a long label sometimes on two lines."""
    if box is None:
        return ""
    text = _escaped(box.text, escapes)
    if broken and not box.figure and len(box.text) > 4 and rng.random() < 0.3:
        place = rng.randrange(1, len(text))
        return f"{text[:place]}<br>{text[place:]}"
    return text


def _tags(rng: Random, grid: Grid, escapes: str) -> Iterator[str]:
    """A table in HTML on a line of its own."""
    rows = "".join(f"<tr>{''.join(map(_tagged, row))}</tr>" for row in grid.rows)
    yield f"<table>{rows}</table>"


def _tagged(box: Box) -> str:
    span = f' colspan="{box.wide}"' if box.wide > 1 else ""
    span += f' rowspan="{box.high}"' if box.high > 1 else ""
    return f"<td{span}>{escape(box.text)}</td>"
