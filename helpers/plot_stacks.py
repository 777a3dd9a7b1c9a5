"""Stacked bars over the years of one organ: how requests ended, who asked, how disputes ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers import arguments
from helpers.panel_values import LEAST
from helpers.plot_page import INK, QUIET, checked, finish, head, new_axes, note, number, speaker
from helpers.plot_years import (
    FORM_NAMES,
    SMALL_TEXT,
    Series,
    legend_below,
    say_why,
    series_of,
    year_axis,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from helpers.plot_years import Given, Organs

# Indicator, Chinese and English name, colour (Okabe and Ito).
Part = tuple[str, str, str, str]
OUTCOMES: tuple[Part, ...] = (
    ("granted", "予以公开", "Granted", "#009e73"),
    ("partly_granted", "部分公开", "Partly granted", "#66c2a5"),
    ("refused", "不予公开", "Refused", "#d55e00"),
    ("unavailable", "无法提供", "Unavailable", "#e69f00"),
    ("unprocessed", "不予处理", "Not processed", "#cc79a7"),
    ("other_outcomes", "其他处理", "Other outcomes", "#8a8f98"),
)
APPLICANTS: tuple[Part, ...] = (
    ("received_natural_person", "自然人", "Natural persons", "#0072b2"),
    ("received_business", "商业企业", "Businesses", "#e69f00"),
    ("received_research", "科研机构", "Research institutions", "#009e73"),
    ("received_public_interest", "社会公益组织", "Public-interest organizations", "#cc79a7"),
    ("received_legal_service", "法律服务机构", "Legal-service organizations", "#d55e00"),
    ("received_other_organization", "其他", "Other organizations", "#8a8f98"),
)
RULINGS: tuple[Part, ...] = (
    ("upheld", "结果维持", "Upheld", "#0072b2"),
    ("corrected", "结果纠正", "Corrected", "#d55e00"),
    ("other", "其他结果", "Other result", "#e69f00"),
    ("pending", "尚未审结", "Pending", "#56b4e9"),
)
ROUTES = (
    ("reconsiderations", "行政复议", "Reconsideration"),
    ("lawsuits", "行政诉讼", "Lawsuits, direct and after reconsideration"),
)
# Where each panel begins from the bottom.
BODIES = ((0.53, ROUTES[0]), (0.0, ROUTES[1]))
UNSPLIT = "#d0d4d9"
WIDTH, ROOM = 0.66, 1.18


@dataclass(frozen=True)
class Stack:
    """Parts of a whole that the form prints as a total of its own."""

    total: str
    parts: Sequence[Part]


def plot_outcomes(
    given: Given,
    language: str = "en",
    ax: Axes | None = None,
    *,
    organ: str | None = None,
    shares: bool = False,
    organs: Organs = None,
) -> Axes:
    """How the requests of each year ended, stacked: in 件, or with `shares` in per cent.

    `given` is reports or a panel; `organ` is needed where they are of several organs. Above each
    bar stands its sum, and behind ≠ the printed total where that differs. A year with an outcome
    that is not one clear number has no bar but the reason; a share of fewer than five is starred.
    Raises ArgumentError for an unknown organ.
    Example: `plot_outcomes(read_all("data/reports/pingtan"), shares=True)`.
    """
    return _whole(
        given, Stack("concluded", OUTCOMES), "outcomes", language, ax, organ, shares, organs
    )


def plot_applicants(
    given: Given,
    language: str = "en",
    ax: Axes | None = None,
    *,
    organ: str | None = None,
    shares: bool = False,
    organs: Organs = None,
) -> Axes:
    """Who asked in each year, stacked: in 件, or with `shares` in per cent; as `plot_outcomes`.

    Forms before 2019 do not ask for it: their totals are grey. Example:
    `plot_applicants(panel, organ="平潭综合实验区管理委员会")`.
    """
    return _whole(
        given, Stack("received", APPLICANTS), "applicants", language, ax, organ, shares, organs
    )


def plot_disputes(
    given: Given,
    language: str = "en",
    ax: Axes | None = None,
    *,
    organ: str | None = None,
    organs: Organs = None,
) -> Axes:
    """Reconsiderations and lawsuits of each year by outcome, in 件, one panel for each route.

    The panels are the `child_axes` of the axes returned, labelled with the route, and have one
    scale. The tables of Fujian print no outcome: their totals are grey. Arguments and errors as for
    `plot_outcomes`. Example: `plot_disputes(read_all("data/reports/pingtan"))`.
    """
    language = checked(language, ax)
    series, say = series_of(given, organ, organs), speaker(language)
    ax = ax or new_axes(5.6)
    ax.set_axis_off()
    remarks: list[str] = []
    panels = [ax.inset_axes((0, bottom, 1, 0.35), label=route) for bottom, (route, *_) in BODIES]
    for panel, (_, (route, chinese, english)) in zip(panels, BODIES, strict=True):
        parts = [(f"{route}_{key}", zh, en, colour) for key, zh, en, colour in RULINGS]
        remarks += _draw(panel, series, Stack(route, parts), language, False)
        name = chinese if language == "zh" else english
        panel.set_title(name, loc="left", fontsize=9, color=INK, pad=FORM_NAMES)
        panel.set_ylabel(say("disputes axis"))
    top = max(panel.get_ylim()[1] for panel in panels)
    for panel in panels:
        panel.set_ylim(0, top)
    below = legend_below(panels[-1], last=_names(RULINGS, language))
    head(ax, series.organ, say("disputes"), above=10)
    note(ax, [say("courts"), *remarks, *_on_forms(series, language)], language, below)
    return finish(ax)


def _whole(
    given: Given,
    stack: Stack,
    what: str,
    language: str,
    ax: Axes | None,
    organ: str | None,
    shares: bool,
    organs: Organs,
) -> Axes:
    language, shares = checked(language, ax), arguments.flag("shares", shares)
    series, say = series_of(given, organ, organs), speaker(language)
    ax = ax or new_axes(4.8)
    remarks = _draw(ax, series, stack, language, shares)
    ax.set_ylabel(say("share axis" if shares else "requests axis"))
    head(ax, series.organ, say(what), above=FORM_NAMES)
    below = legend_below(ax, last=_names(stack.parts, language))
    note(ax, [*remarks, *_on_forms(series, language)], language, below)
    return finish(ax)


def _names(parts: Sequence[Part], language: str) -> list[str]:
    return [chinese if language == "zh" else english for _, chinese, english, _ in parts]


def _on_forms(series: Series, language: str) -> list[str]:
    return [speaker(language)("forms")] if len(set(series.forms.values())) > 1 else []


def _draw(ax: Axes, series: Series, stack: Stack, language: str, shares: bool) -> list[str]:
    """The bars of every year, or why there is none; return remarks for the note."""
    say, remarks, reach, small = speaker(language), [], 1.0, False
    for year in series.years:
        parts = _parts_of(series, stack, year, language)
        missing = [key for key, *_ in parts if series.values.get((key, year)) is None]
        if missing or not parts:
            say_why(ax, year, series.why_not((missing or [stack.total])[0], year, language))
            continue
        whole = sum(series.values[key, year] or 0.0 for key, *_ in parts)
        printed = series.values.get((stack.total, year))
        differs = printed is not None and printed != whole
        if differs:
            remarks.append(say("sum").format(year, number(whole), number(printed or 0.0)))
        if shares and (not whole or differs):
            say_why(
                ax, year, f"{number(whole)} ≠ {number(printed or 0)}" if differs else say("no n")
            )
            continue
        scale = 100 / whole if shares else 1.0
        reach = max(reach, _bar(ax, series, year, parts, scale))
        starred = shares and whole < LEAST
        small = small or starred
        text = f"{number(whole)}≠{number(printed or 0)}" if differs else number(whole)
        _label(ax, year, whole * scale, f"n={text}{'*' * starred}" if shares else text)
    _finish_axis(ax, series, language, reach, shares)
    return [*remarks, *([say("small").format(LEAST)] if small else [])]


def _bar(
    ax: Axes, series: Series, year: int, parts: Sequence[tuple[str, str, str]], scale: float
) -> float:
    """One bar from the bottom up; return its height."""
    bottom = 0.0
    for key, name, colour in parts:
        height = (series.values[key, year] or 0.0) * scale
        ax.bar(year, height, WIDTH, bottom, color=colour, label=name)
        bottom += height
    return bottom


def _label(ax: Axes, year: int, height: float, text: str) -> None:
    """The total over a bar."""
    ax.annotate(
        text, (year, height), (0, 3), textcoords="offset points", ha="center",
        color=INK if height else QUIET, fontsize=7.5,
    )  # fmt: skip


def _finish_axis(ax: Axes, series: Series, language: str, reach: float, shares: bool) -> None:
    """Years below, and a scale from zero with room for the totals."""
    year_axis(ax, series, language)
    ax.set_ylim(0, (100 if shares else reach) * ROOM)
    if shares:
        ax.set_yticks([0, 25, 50, 75, 100])
    else:
        ax.locator_params(axis="y", integer=True, nbins=5)
    ax.tick_params(axis="y", labelsize=SMALL_TEXT)


def _parts_of(series: Series, stack: Stack, year: int, language: str) -> list[tuple[str, str, str]]:
    """The parts that the form of a year asks for; its total in grey where it asks for none."""
    asked = [part for part in stack.parts if series.asked(part[0], year)]
    if asked:
        return [(key, zh if language == "zh" else en, colour) for key, zh, en, colour in asked]
    unsplit = speaker(language)("unsplit")
    return [(stack.total, unsplit, UNSPLIT)] if series.asked(stack.total, year) else []
