"""A draft as blocks: headings, paragraphs and tables with merged cells, alike for every medium."""

from __future__ import annotations

from dataclasses import replace

from helpers.forms import Block, Table
from helpers.synthetic.boxes import Box, Grid, Paragraph, Part
from helpers.synthetic.continued import continued
from helpers.synthetic.draft import WARNING, Draft

# Rows of the requests table that do not stand under 三、本年度办理结果.
OUTSIDE = frozenset({"received", "carried_in", "carried_out"})
GROUP = 3  # Label columns of the requests table.
# Where a cell has its place on paper, a lost figure leaves it empty; elsewhere its cell is gone.
PLACED = (
    *("xlsx:file", "csv:file", "markdown:pipes", "markdown:tags"),
    *("pdf:ruled", "pdf:plain", "text:aligned"),
)


def parts(draft: Draft) -> list[Part]:
    """The whole document in printed order."""
    found: list[Part] = [Paragraph(draft.title, True), Paragraph(WARNING)]
    found += [Paragraph(text) for text in draft.prose.get(0, [])]
    for section in draft.form.sections:
        if section.number in draft.headings:
            found.append(Paragraph(draft.headings[section.number], True))
        found += [Paragraph(text) for text in draft.prose.get(section.number, [])]
        found += _tables(draft, section.number)
    if any(table.section == 0 for table in draft.form.tables.values()):
        found.append(Paragraph(f"{draft.organ}政府信息公开情况统计表", True))
        found += _tables(draft, 0)
    return [_traditional(part) for part in found] if draft.traditional else found


def _tables(draft: Draft, section: int) -> list[Part]:
    found: list[Part] = []
    for table in draft.form.tables.values():
        if table.section == section and table.key in draft.order:
            found += _printed(draft, table)
            if table.key in draft.notes:
                found.append(Paragraph(draft.notes[table.key]))
    return found


def _printed(draft: Draft, table: Table) -> list[Part]:
    """A table, in two parts where it goes on on another page."""
    makers = {"requests": _requests, "disputes": _disputes, "statistics": _statistics}
    grid = makers.get(table.key, _disclosure)(draft, table)
    if table.key not in draft.broken:
        return [grid]
    first, *rest = continued(grid, draft.broken[table.key])
    title = draft.broken[table.key].title
    return [first, *(Paragraph(title) for _ in rest if title), *rest]


def _figures(draft: Draft, table: str, row: str, width: int | None = None) -> list[Box]:
    """The figure boxes of a row, spread over so many columns.

    One whose text was lost is empty or not there at all.
    """
    keys = draft.row(table, row)
    wide = _spread(width or len(keys), len(keys))
    if draft.layout in PLACED:
        texts = ["" if key in draft.lost else draft.prints[key].text for key in keys]
        return [Box(text, span, figure=True) for text, span in zip(texts, wide, strict=True)]
    return [
        Box(draft.prints[key].text, span, figure=True)
        for key, span in zip(keys, wide, strict=True)
        if key not in draft.lost
    ]


def _extra(draft: Draft, table: str, row: str, label_width: int) -> list[list[Box]]:
    return [
        [Box(label, label_width), *(Box(text, figure=True) for text in texts)]
        for where, behind, label, texts in draft.extra
        if (where, behind) == (table, row)
    ]


def _column(draft: Draft, label: str) -> str:
    return draft.column_labels.get(label, label)


def _disclosure(draft: Draft, table: Table) -> Grid:
    width = 1 + max(len(block.columns) for block in table.blocks)
    rows: list[list[Box]] = []
    for block in table.blocks:
        printed = [r for r in draft.order[table.key] if r in {row.key for row in block.rows}]
        if not printed:
            continue
        spans = _spread(width - 1, len(block.columns))
        heads = zip(block.columns, spans, strict=True)
        rows.append([Box(block.label, width)])
        rows.append([Box("信息内容"), *(Box(_column(draft, c.label), s) for c, s in heads)])
        for row in printed:
            label = Box(draft.labels[table.key, row])
            rows.append([label, *_figures(draft, table.key, row, width - 1)])
            rows += _extra(draft, table.key, row, 1)
    return Grid(rows, width, 1, 2, table.key)


def _spread(width: int, count: int) -> list[int]:
    """A width shared out over so many boxes."""
    return [width // count + (index < width % count) for index in range(count)]


def _requests(draft: Draft, table: Table) -> Grid:
    names = [_column(draft, column.label) for column in table.columns.values()]
    rows = [
        [Box(table.heads[0], GROUP, 3), Box("申请人情况", len(names))],
        [Box(names[0], high=2), Box("法人或其他组织", len(names) - 2), Box(names[-1], high=2)],
        [Box(name) for name in names[1:-1]],
    ]
    first = len(rows)
    inside = None
    for row, group in _grouped(draft, table):
        boxes: list[Box] = []
        if row not in OUTSIDE and inside is None:
            inside = len(rows)
            boxes.append(Box("三、本年度办理结果"))
        wide = GROUP if row in OUTSIDE else GROUP - 1
        if group:
            boxes.append(Box(group[0], high=group[1]))
        label = Box(draft.labels[table.key, row], 1 if group is not None else wide)
        rows.append([*boxes, label, *_figures(draft, table.key, row)])
        rows += _extra(draft, table.key, row, wide)
    if inside is not None:
        end = next((i for i in range(len(rows) - 1, first, -1)
                    if rows[i][0].wide != GROUP), inside) + 1  # fmt: skip
        rows[inside][0] = rows[inside][0]._replace(high=end - inside)
    return Grid(rows, GROUP + len(names), GROUP, 3, table.key)


def _grouped(draft: Draft, table: Table) -> list[tuple[str, tuple[str, int] | tuple[()] | None]]:
    """The rows with the head of their group: (label, height) on its first row, () behind it."""
    printed = draft.order[table.key]
    found: list[tuple[str, tuple[str, int] | tuple[()] | None]] = []
    before: Block | None = None
    for row in printed:
        block = table.group_of[row]
        if not block.label or (block.single and block.single.key == row):
            found.append((row, None))
        elif block is before:
            found.append((row, ()))
        else:
            height = sum(table.group_of[other] is block for other in printed)
            found.append((row, (block.label, height)))
        before = block
    return found


def _disputes(draft: Draft, table: Table) -> Grid:
    names = [Box(column.label) for column in table.columns.values()]
    width, direct = len(names), [row.label for row in table.blocks[1].rows]
    figures = [box for row in draft.order[table.key] for box in _figures(draft, table.key, row)]
    return Grid(
        [
            [Box("行政复议", width), Box("行政诉讼", 2 * width)],
            [*(box._replace(high=2) for box in names), *(Box(text, width) for text in direct)],
            [*names, *names],
            figures,
        ],
        3 * width,
        0,
        3,
        table.key,
    )


def _statistics(draft: Draft, table: Table) -> Grid:
    rows = [_heads(draft, table)]
    columns = len(table.columns)
    before: Block | None = None
    for number, row in enumerate(draft.order[table.key], 1):
        block = table.group_of[row]
        if block.label and block is not before:
            boxes = [Box(draft.style.filling)] * columns
            rows.append(_coded(draft, "", [Box(block.label), Box(draft.style.filling), *boxes]))
        before = block
        label = draft.labels[table.key, row]
        prefix = "其中：" if label.startswith("1") and not block.label else ""
        unit = (table.rows[row].unit or "条").split("/")[-1]
        boxes = [Box(prefix + label), Box(unit), *_figures(draft, table.key, row)]
        rows.append(_coded(draft, _code(draft, number), boxes))
        rows += [_coded(draft, "", [line[0], Box(unit), *line[1:]])
                 for line in _extra(draft, table.key, row, 1)]  # fmt: skip
    labels = 2 + bool(draft.style.codes)
    return Grid(rows, labels + columns, labels, 1, table.key)


def _heads(draft: Draft, table: Table) -> list[Box]:
    """The heads of a statistics table, as the form or the style of the draft has them."""
    years = [c.label.replace("N年度", f"{draft.year}年度") for c in table.columns.values()]
    heads = [*table.heads[:2], *years]
    style = draft.style.heads
    heads = [*style[: len(heads)], *heads[len(style) :]] if style else heads
    return _coded(draft, draft.style.codes, [Box(head) for head in heads])


def _code(draft: Draft, number: int) -> str:
    return f"{number}" if draft.style.first else f"{number:02d}"


def _coded(draft: Draft, code: str, boxes: list[Box]) -> list[Box]:
    """A row with its code, before the label or behind the unit, where the table has codes."""
    if not draft.style.codes:
        return boxes
    place = 0 if draft.style.first else 2
    return [*boxes[:place], Box(code), *boxes[place:]]


def _traditional(part: Part) -> Part:
    from opencc import OpenCC

    convert = OpenCC("s2t").convert
    if isinstance(part, Paragraph):
        return replace(part, text=convert(part.text))
    return replace(
        part, rows=[[box._replace(text=convert(box.text)) for box in row] for row in part.rows]
    )
