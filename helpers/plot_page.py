"""What the figures share: the font, the words, numbers as text, titles and notes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import arguments
from helpers.cells import Cell
from helpers.display_tables import words
from helpers.forms import Table, load_form
from helpers.report import Report, table_key

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Say = Callable[[str], str]

FONT_FILE = "NotoSansSC-Regular.ttf"
FAMILY = ("Noto Sans SC", "DejaVu Sans")
INK, QUIET, LINE, BAR = "#1f2328", "#5b6470", "#b9c0c8", "#0072b2"
WRAP = {"en": 104, "zh": 54}
SAY = {
    "requests": ("申请的收到与办理", "How requests came in and how they ended"),
    "disclosure": ("主动公开政府信息", "What was disclosed"),
    "in": ("收到：{}", "Came in: {}"),
    "out": ("办理及结转：{}", "Ended or carried over: {}"),
    "axis": ("申请（件）", "requests (件)"),
    "at least": ("至少 {}", "at least {}"),
    "differ": ("两边合计不等：{} 与 {}。", "The two sides differ: {} and {}."),
    "missing": ("没有明确数字，故未画出：{}。", "Not drawn, for want of one clear figure: {}."),
    "part": ("{}（{}）", "{} ({})"),
    "cell": ("{}，{}", "{}, {}"),
    "of year": ("{}年{}", "{} {}"),
    "some": ("{}格中有{}格{}", "{1} of its {0} figures {2}"),
    "not known": ("数目不明", "not known"),
    "scale": (
        "条形只宜在同一组、同一单位内比较：各组、各单位自有刻度。",
        "Compare bars within one group and unit only: each has a scale of its own.",
    ),
    "unknown": ("机关名称未识别", "organ unknown"),
    "outcomes": ("申请的办理结果", "How requests ended"),
    "applicants": ("申请人类型", "Who asks"),
    "disputes": ("行政复议与行政诉讼", "Reconsiderations and lawsuits"),
    "stock": (
        "规范性文件：制发、废止与现行有效",
        "Normative documents: issued, repealed, in force",
    ),
    "calendar": ("核对结果：不成立的规则", "Checks: rules that fail"),
    "repetition": ("与他文重复的文字", "Prose that repeats another report"),
    "requests axis": ("申请（件）", "requests (件)"),
    "disputes axis": ("案件（件）", "cases (件)"),
    "documents axis": ("文件（件）", "documents (件)"),
    "share axis": ("占比（%）", "share (%)"),
    "year axis": ("年份", "year"),
    "repeated axis": ("重复字数占该节（%）", "repeated, of the section (%)"),
    "section axis": ("报告各节", "section of the report"),
    "unsplit": ("未分项", "Not broken down"),
    "no report": ("无报告", "no report"),
    "not asked": ("无此项", "not asked"),
    "no n": ("无", "none"),
    "unit": ("无单位", "no unit"),
    "together": ("合并", "merged"),
    "nothing": ("分母为零", "of zero"),
    "missing word": ("不明", "not known"),
    "sum": (
        "{}年：各项之和为{}，表载总数为{}",
        "{}: the parts add up to {}, the printed total is {}",
    ),
    "small": ("*不足{}件：占比意义不大。", "* fewer than {}: a share says little."),
    "rolled": ("按上年推算的现行有效", "In force, rolled forward from last year"),
    "printed": ("表载现行有效", "In force, as printed"),
    "issued": ("本年制发", "Issued this year"),
    "repealed": ("本年废止", "Repealed this year"),
    "roll": (
        "推算：上年表载现行有效加本年制发减本年废止。",
        "Rolled forward: last year's printed figure, plus issued, minus repealed.",
    ),
    "fails of": (
        "每格：不成立的核对数/可判定的核对数。灰色：均不能判定。空白：没有报告。",
        "In each cell: checks that fail / checks that could be decided. "
        "Grey: none could be. Empty: no report.",
    ),
    "hollow": (
        "空心点：分母不足{}件，占比意义不大。",
        "Hollow: a share of fewer than {}, which says little.",
    ),
    "section repeats": (
        "空白：该节没有可比的文字。箭头后为对照的报告。",
        "Empty: no prose to compare. After the arrow: the report compared with.",
    ),
    "courts": (
        "行政诉讼中，“结果维持”指驳回原告请求，“结果纠正”指行政机关败诉。",
        "Of lawsuits, upheld means that the claim was dismissed, corrected that the organ lost.",
    ),
    "small multiples": ("各机关刻度相同。", "All organs have one scale."),
    "form": ("格式", "form"),
    "fujian": ("福建", "Fujian"),
    "forms": (
        "虚线：格式变更，两侧不宜直接比较。",
        "Dashed line: the form changes, and figures on its two sides may mean different things.",
    ),
}


@cache
def use_chinese_font() -> tuple[str, ...]:
    """Make Noto Sans SC known to matplotlib, and return the font family to ask for.

    The file is the one that zhplot ships; zhplot itself is not imported, since that would change
    matplotlib's settings for everything else. The functions below call this; example for an axes of
    one's own: `ax.set_title("政府信息公开", family=use_chinese_font())`.
    """
    from matplotlib.font_manager import fontManager

    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("zhplot is not installed; it brings the font for Chinese labels")
    fontManager.addfont(Path(spec.origin).parent / "fonts" / FONT_FILE)
    return FAMILY


def number(value: float, signed: bool = False) -> str:
    """A value with every printed digit; `signed` shows a plus."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.15g}"
    return (f"+{text}" if signed and value > 0 else text).replace("-", "−")


def status_word(cell: Cell, language: str) -> str:
    """Why a cell has no number, in a word."""
    return str(words()["statuses"][cell.status][language])


def table_of(report: Report, name: str) -> Table:
    """The table of the report's form; FormError where it has none."""
    form = load_form(report.form)
    return form.tables[table_key(form, name)]


def checked(language: str, ax: Axes | None) -> str:
    """The language of a figure as it is declared; an ArgumentError for another, or for no axes."""
    arguments.axes(ax)
    return arguments.language(language)


def speaker(language: str) -> Say:
    """The words above in one language."""
    return lambda word: SAY[word][language == "en"]


def new_axes(height: float) -> Axes:
    """Axes on a figure of their own, `height` inches high."""
    from matplotlib import pyplot as plt

    return plt.subplots(figsize=(7.6, height), layout="constrained")[1]


def title(ax: Axes, report: Report, what: str, say: Say) -> None:
    """Organ and year, and what is shown."""
    head(ax, f"{report.organ or say('unknown')} {report.year or ''}".strip(), what)


def head(ax: Axes, who: str, what: str, above: float = 8) -> None:
    """A title of two lines, `above` points over the axes."""
    ax.set_title(f"{who}\n{what}", loc="left", fontsize=11, color=INK, pad=above, linespacing=1.4)


def note(ax: Axes, notes: Iterable[str], language: str, below: int) -> None:
    """Sentences under the axes, `below` points beneath; Chinese lines end in ； if they can."""
    spaced = (note.replace("；", "； ") for note in notes)
    wrapped = (line for note in spaced for line in textwrap.wrap(note, WRAP[language]))
    lines = [line.replace("； ", "；") for line in wrapped]
    ax.annotate(
        "\n".join(lines),
        (0, 0),
        (0, -below),
        xycoords="axes fraction",
        fontsize=8,
        textcoords="offset points",
        va="top",
        color=QUIET,
        linespacing=1.4,
        annotation_clip=False,
    )


def finish(ax: Axes) -> Axes:
    """Give every text of the axes the family that has Chinese characters."""
    from matplotlib.text import Text

    family = list(use_chinese_font())
    for text in ax.findobj(Text):
        text.set_fontfamily(family)
    return ax
