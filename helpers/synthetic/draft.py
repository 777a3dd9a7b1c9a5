"""A report on its way to paper: what each cell, label and heading prints, and the prose around."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from helpers.forms import Form
from helpers.synthetic.figures import SIZES, Key, Print, draw, plain

PLACES = ("海州市", "清河县", "东山区", "石桥镇", "云岭省", "北塘村")
ORGANS = ("人民政府", "人民政府办公室", "教育局", "自然资源和规划局", "市场监督管理局")
WARNING = "SYNTHETIC：本文由程序生成，仅供测试，不是任何机关的报告。"


class Break(NamedTuple):
    """Where a table goes on on another page: behind which share of its rows, and under what title.

    `first_head` says that the head of the whole table is printed again, not that of the rows;
    `merged` that cells that reach over the break print their text again.
    """

    share: float
    title: str
    first_head: bool
    merged: bool


class Style(NamedTuple):
    """How a statistics table is set: its heads, its codes, and what group rows print.

    `heads` are those of labels, units and, on a form with one column of figures, of that column;
    `codes` is the head of a column of codes, which stands before the labels where `first` says so.
    """

    heads: tuple[str, ...] = ()
    codes: str = ""
    first: bool = False
    filling: str = "——"


PLAIN = Style()


@dataclass
class Draft:
    """A report before it is set in a medium. Noise changes it; `prints` stays the truth.

    `lost` are cells whose text is gone without trace, `extra` rows that the form does not have
    (behind which row, label, texts), `notes` what stands below a table, `broken` the tables that go
    on on another page.
    """

    rng: Random
    form: Form
    layout: str
    organ: str
    year: int
    prints: dict[Key, Print]
    labels: dict[tuple[str, str], str]
    order: dict[str, list[str]]
    headings: dict[int, str]
    prose: dict[int, list[str]]
    lost: set[Key] = field(default_factory=set)
    extra: list[tuple[str, str, str, list[str]]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    column_labels: dict[str, str] = field(default_factory=dict)
    broken: dict[str, Break] = field(default_factory=dict)
    traditional: bool = False
    style: Style = PLAIN

    @property
    def title(self) -> str:
        """The title, which says that the report is synthetic."""
        return f"SYNTHETIC {self.organ}{self.year}年政府信息公开工作年度报告"

    def figures(self) -> list[Key]:
        """The cells that still print an unharmed figure, in form order."""
        return [
            key
            for key, cell in self.prints.items()
            if cell.status == "read" and key not in self.lost
        ]

    def reprint(self, key: Key, text: str) -> None:
        """Print the same value in another way."""
        self.prints[key] = self.prints[key]._replace(text=text)

    def row(self, table: str, row: str) -> list[Key]:
        """The cells of a row."""
        return [key for key in self.prints if key[:2] == (table, row)]


def new_draft(form: Form, layout: str, rng: Random) -> Draft:
    """A report without noise."""
    size = rng.choice(list(SIZES))
    figures = draw(form, rng, size)
    year = rng.randint(form.years[0], min(form.years[1], 2025))
    tables = form.tables.values()
    return Draft(
        rng=rng,
        form=form,
        layout=layout,
        organ=rng.choice(PLACES) + rng.choice(ORGANS),
        year=year,
        prints={key: Print("read", value, plain(value)) for key, value in figures.items()},
        labels={(t.key, row.key): row.label for t in tables for row in t.rows.values()},
        order={t.key: list(dict.fromkeys(row for row, _ in t.cells)) for t in tables},
        headings={section.number: section.label for section in form.sections},
        prose={section.number: [sentence(rng)] for section in form.sections},
    )


SENTENCES = (
    "我们认真贯彻落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外。",
    "全年召开专题会议，研究部署信息公开工作，压实各单位责任。",
    "一是内容还不够丰富，二是队伍建设有待加强，下一步将继续改进。",
    "不断加强平台建设，优化栏目设置，方便群众查阅。",
)


def sentence(rng: Random) -> str:
    """A sentence without figures."""
    return rng.choice(SENTENCES)
