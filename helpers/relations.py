"""Growth, shares and rates that the prose states, against the other figures of the same report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from helpers.bounds import CLOSE, MOST_NAMES, Located, Printed, Span, located, names_of, verdict
from helpers.claims.claim import Claim
from helpers.claims.context import GROWTH, OF, RATE, SHARE
from helpers.claims.extraction import OF_OTHER_ORGAN, OF_OTHER_TIME, OF_PART, SUFFIXES
from helpers.claims.measures import cell_of, load_measures
from helpers.claims.numbers import HALF
from helpers.findings import Finding, figure, figure_zh
from helpers.report import Report
from helpers.shape import Shape

NOWHERE: Located = ((), ())
ANSWERED = "concluded"
DUE = "received+carried_in"
Sentence = tuple[str, str]
# What a figure may be, and the names of its cells; of a stated one there are none.
Figure = tuple[Span, str]
OTHER_YEAR = "it takes the report of another year to check it", "须与其他年度的报告核对"
# Why a figure of something else than the whole organ in its year is not compared.
SCOPE = {
    OF_PART: (
        "whether this speaks of the whole organ is not certain",
        "统计范围是否为本机关整体不能确定",
    ),
    OF_OTHER_ORGAN: ("this speaks of another organ", "所述为其他机关的数字"),
    OF_OTHER_TIME: ("this does not speak of the year of the report", "所述不是报告年度的数字"),
}
NO_FIGURES = "the report has no figures to check it", "报告中没有可供核对的数字"
UNNAMED = "the prose does not say of what whole", "文中未说明占何总数"
CUT_OFF = "agrees if decimals are cut off", "若舍去尾数则一致"
ROUNDED = "the other figures leave it open", "其他数字未能确定"
NOT_DUE = "requests not yet due are often not counted", "未到期的申请通常不计入"


class Ratio(NamedTuple):
    """A ratio of two figures: the least and the greatest percentage, and each figure's cells."""

    part: Span
    whole: Span
    percent: Span
    cells: tuple[str, str]


def check_relations(report: Report, cells: Printed) -> Iterator[Finding]:
    """One finding per stated growth, share or rate, and per claim whose scope is not certain."""
    claims = report.narrative
    found = [
        (index, kind)
        for index, claim in enumerate(claims)
        if claim.table is None and (kind := _kind(claim.measure)).name
    ]
    for index, kind in found:
        claim = claims[index]
        if kind.name in SCOPE:
            yield _finding("scope", claim, None, "not_assessable", SCOPE[kind.name])
        elif kind.name == GROWTH:
            yield _growth(claims, index)
        elif kind.name == SHARE:
            yield _share(claims, index, kind, cells)
        else:
            yield _rate(claim, cells)


class Kind(NamedTuple):
    """What a measure says of others: `name` is "" where it is a figure itself."""

    name: str
    base: str = ""
    whole: str = ""


@cache
def _kind(measure: str) -> Kind:
    """What a measure says of the measure `base`; of a share also the name of the whole."""
    base, _, whole = measure.partition(SHARE)
    if suffix := next((one for one in SUFFIXES if measure.endswith(one)), ""):
        return Kind(suffix)
    if measure.endswith(GROWTH):
        return Kind(GROWTH)
    if base != measure:
        return Kind(SHARE, base, whole.removeprefix(OF))
    return Kind(RATE if measure == RATE else "")


def _stated(measure: str, claims: Sequence[Claim]) -> list[Span]:
    """What the prose states of a measure."""
    return [claim.place[1:] for claim in claims if claim.measure == measure]


def _growth(claims: Sequence[Claim], index: int) -> Finding:
    """A growth in percent against the growth in number that the prose states before it."""
    claim, change = claims[index], claims[index - 1]
    base = claim.measure.removesuffix(GROWTH)
    now = next((c for c in reversed(claims[:index]) if c.measure == base), None)
    by_number = change.measure == claim.measure and change.unit != "%" and claim.unit == "%"
    if not by_number or now is None or now.plain <= change.plain:
        return _finding("growth", claim, None, "not_assessable", OTHER_YEAR)
    before = now.plain - change.plain
    percent = 100 * change.plain / before
    exact = now.place.low == now.place.high and change.place.low == change.place.high
    status, remark = _judge(claim, [(percent, percent)])
    if not exact:
        status, remark = "depends", ROUNDED
    said = (
        f"{figure(change.plain)} of {figure(before)}",
        f"{figure_zh(before)}增减{figure_zh(change.plain)}",
    )
    return _finding("growth", claim, percent, status, remark, said)


def _share(claims: Sequence[Claim], index: int, kind: Kind, cells: Printed) -> Finding:
    """A share of the figure before it against every whole that it may be of, stated or printed."""
    claim, (_, base, named) = claims[index], kind
    parts = _values(base, _stated(base, claims[max(index - 1, 0) : index]), cells)
    ratios = [
        ratio
        for term in _wholes(base, named)
        for ratio in _ratios(parts, _whole(term, claims, cells))
    ]
    if not ratios:
        return _finding("share", claim, None, "not_assessable", NO_FIGURES)
    status, remark = _judge(claim, [ratio.percent for ratio in ratios])
    if not named and status == "fails":
        status, remark = "depends", UNNAMED
    return _with_ratio("share", claim, ratios, status, remark)


def _ratios(parts: list[Figure], wholes: list[Figure]) -> list[Ratio]:
    """The ratio of each part to each whole that is more than 0."""
    return [
        Ratio(part, whole, (100 * part[0] / whole[1], 100 * part[1] / whole[0]), (one, other))
        for part, one in parts
        for whole, other in wholes
        if whole[0] > 0
    ]


@cache
def _wholes(base: str, named: str) -> list[str]:
    """The measures of the wholes that a share of a measure may be of; `named` is the one said."""
    words = load_measures().shares
    usual = next(v for k, v in words["usual"].items() if fnmatchcase(base, k))
    return [term for key in ([named] if named else usual) for term in words["wholes"][key]]


def _rate(claim: Claim, cells: Printed) -> Finding:
    """The share of the requests received and carried in that were concluded."""
    parts, wholes = _printed(ANSWERED, cells), _printed(DUE, cells)
    ratios = _ratios(parts, wholes)
    if not ratios:
        return _finding(RATE, claim, None, "not_assessable", NO_FIGURES)
    status, remark = _judge(claim, [ratio.percent for ratio in ratios])
    if status == "fails":
        status, remark = "depends", NOT_DUE
    return _with_ratio(RATE, claim, ratios, status, remark)


def _judge(claim: Claim, percents: list[Span]) -> tuple[str, Sentence]:
    """The status of a stated percentage, and a remark where it needs one."""
    status = verdict(claim.place.low, claim.place.high, percents)
    if status == "fails":
        unit = 2 * HALF * (claim.place.high - claim.place.low)
        cut = verdict(claim.value - CLOSE, claim.value + unit, percents)
        return ("fails", ("", "")) if cut == "fails" else ("depends", CUT_OFF)
    return status, ROUNDED if status == "depends" else ("", "")


def _values(measure: str, stated: Sequence[Span], cells: Printed) -> list[Figure]:
    """What a measure, or a sum of measures, is: as `stated` and as printed."""
    found = [*((span, "") for span in stated), *_printed(measure, cells)]
    if len(found) < 2:
        return found
    return list({span: (span, names) for span, names in reversed(found)}.values())


def _whole(term: str, claims: Sequence[Claim], cells: Printed) -> list[Figure]:
    """What a whole is, as stated anywhere and as printed; the same ones come with every share."""
    if term not in cells.wholes:
        cells.wholes[term] = _values(term, _stated(term, claims), cells)
    return cells.wholes[term]


def _printed(measure: str, cells: Printed) -> list[Figure]:
    """The readings of the cells of a measure, or of measures joined by `+`."""
    table, there = _cells_of(cells.shape, measure)
    if not table:
        return []
    bounds = cells.at(table, there)
    return [(span, names_of(table, bounds.cells)) for span in bounds.spans]


@lru_cache(maxsize=MOST_NAMES)
def _cells_of(shape: Shape, measure: str) -> tuple[str, Located]:
    """The table and the cells of measures joined by `+`; none where they are not in one table."""
    found: dict[str, list[Located]] = {}
    for key in measure.split("+"):
        table, row, column = cell_of(load_measures().measures.get(key, {}), shape.form)
        if table is None or row is None or column is None:
            return "", NOWHERE
        if (there := located(shape, table, row, column)) != NOWHERE:
            found.setdefault(table, []).append(there)
    if len(found) != 1:
        return "", NOWHERE
    ((table, several),) = found.items()
    keys, places = zip(*several, strict=True)
    return table, (tuple(chain(*keys)), tuple(chain(*places)))


def _with_ratio(
    rule: str, claim: Claim, ratios: list[Ratio], status: str, remark: Sentence
) -> Finding:
    """The finding on a percentage, with the ratio that comes nearest to it."""
    best = ratios[0]
    if len(ratios) > 1:
        best = min(ratios, key=lambda ratio: abs(sum(ratio.percent) / 2 - claim.value))
    part, whole = figure(best.part[0]), figure(best.whole[0])
    said = f"{part} of {whole}", f"{figure_zh(best.part[0])}占{figure_zh(best.whole[0])}"
    percent = best.percent[0] if best.percent[0] == best.percent[1] else None
    names = "; ".join(dict.fromkeys(filter(None, best.cells)))
    return _finding(rule, claim, percent, status, remark, said, names)


def _finding(
    rule: str,
    claim: Claim,
    percent: float | None,
    status: str,
    remark: Sentence,
    said: Sentence = ("", ""),
    cells: str = "",
) -> Finding:
    """A finding without a cell of its own; `said` tells what the percentage was computed from."""
    right = None if percent is None else round(percent, 2)
    plain = claim.plain
    stated = f"{figure(plain)}%" if claim.unit == "%" else figure(plain)
    between = between_zh = behind = behind_zh = ""
    if said[0]:
        value = figure(right)
        between, between_zh = f", {said[0]} is {value}%", f"，{said[1]}为{figure_zh(right)}%"
    if remark[0]:
        behind, behind_zh = f": {remark[0]}", f"：{remark[1]}"
    return Finding(
        "narrative", rule, None, None, None, plain, right,
        None if right is None else round(plain - right, 6), status, cells,
        f"The prose states {stated} (“{claim.quote}”){between}{behind}",
        f"正文称{stated.replace(',', '')}（“{claim.quote}”）{between_zh}{behind_zh}",
    )  # fmt: skip
