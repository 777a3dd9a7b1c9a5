"""A consistent set of figures for a form: the sizes of a real organ, every identity satisfied."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from helpers.forms import Form, Table

Key = tuple[str, str, str]
Amounts = dict[Key, float]

# Requests concluded, disputes, licences and items published: the least and the most of each size.
SIZES = {
    "village": ((0, 2), (0, 0), (0, 3), (0, 60)),
    "bureau": ((0, 40), (0, 3), (0, 900), (10, 900)),
    "county": ((10, 600), (0, 40), (100, 90_000), (500, 9_000)),
    "city": ((500, 5_000), (10, 500), (10_000, 4_000_000), (2_000, 90_000)),
    "province": ((3_000, 40_000), (100, 3_000), (90_000, 40_000_000), (9_000, 2_000_000)),
}
OFTEN_ZERO = 0.8
NATURAL = (6.0, 10.0)


class Print(NamedTuple):
    """What a cell truly prints: its status, its value and its text.

    `status` is one of the reader's, or `lost` for a figure whose text is gone without trace.
    """

    status: str
    value: float | None
    text: str


def plain(value: float) -> str:
    """A value without a superfluous fraction: `12`, `0.5`, `-3`."""
    return str(int(value)) if float(value).is_integer() else f"{value:.6f}".rstrip("0")


def draw(form: Form, rng: Random, size: str) -> Amounts:
    """Figures for every cell of a form that satisfy all of its identities."""
    requests, disputes, services, published = (rng.randint(*span) for span in SIZES[size])
    figures: Amounts = {}
    for table in form.tables:
        if table == "requests":
            figures |= _requests(form, rng, requests)
        elif table == "disputes":
            figures |= _disputes(form, rng, disputes)
        elif table == "statistics":
            figures |= _statistics(form, rng, published, requests)
        else:
            figures |= _disclosure(form, rng, services)
    return figures


def _shares(rng: Random, total: int, parts: int, skew: float = 2.0) -> list[int]:
    """A total parted at random; the larger `skew`, the more parts get nothing."""
    weights = [rng.random() ** (1 + skew * 3) for _ in range(parts)]
    whole = sum(weights) or 1.0
    shares = [int(total * weight / whole) for weight in weights]
    shares[rng.randrange(parts)] += total - sum(shares)
    return shares


def _requests(form: Form, rng: Random, concluded: int) -> Amounts:
    table = form.tables["requests"]
    people = [key for key in table.columns if key != "total"]
    single = {block.single.key for block in table.blocks if block.single}
    frame = ("received", "carried_in", "concluded", "carried_out")
    outcomes = [row for row in table.rows if row not in single and row not in frame]
    grid: dict[tuple[str, str], int] = {}
    for row, number in zip(outcomes, _shares(rng, concluded, len(outcomes)), strict=True):
        for column, part in zip(people, _applicants(rng, number, len(people)), strict=True):
            grid[row, column] = part
    for column in people:
        done = sum(grid[row, column] for row in outcomes)
        left = rng.randint(0, max(0, done // 8)) if rng.random() < 0.6 else 0
        before = min(done + left, rng.randint(0, max(1, done // 9)) if rng.random() < 0.6 else 0)
        grid["concluded", column], grid["carried_out", column] = done, left
        grid["carried_in", column], grid["received", column] = before, done + left - before
    for row in (*outcomes, *frame):
        grid[row, "total"] = sum(grid[row, column] for column in people)
    return {("requests", *key): float(value) for key, value in grid.items()}


def _applicants(rng: Random, number: int, kinds: int) -> list[int]:
    natural = round(number * rng.uniform(*NATURAL) / 10)
    return [natural, *_shares(rng, number - natural, kinds - 1)]


def _disputes(form: Form, rng: Random, number: int) -> Amounts:
    table = form.tables["disputes"]
    outcomes = [key for key in table.columns if key != "total"]
    figures: Amounts = {}
    for row, part in zip(table.rows, _shares(rng, number, len(table.rows), 0.5), strict=True):
        shares = _shares(rng, part, len(outcomes), 0.5)
        for column, value in zip((*outcomes, "total"), (*shares, part), strict=True):
            figures["disputes", row, column] = float(value)
    return figures


def _disclosure(form: Form, rng: Random, services: int) -> Amounts:
    table = form.tables["disclosure"]
    return {("disclosure", *key): _one(rng, *key, services) for key in table.cells}


def _one(rng: Random, row: str, column: str, services: int) -> float:
    """One figure of the disclosure table; no identity binds it."""
    if row == "regulations":
        return 0.0 if rng.random() < OFTEN_ZERO else float(rng.randint(1, 600))
    if column == "amount":
        digits = rng.choice((0, 0, 1, 2, 4, 6))
        return round(rng.uniform(0, 1 + services), digits) if rng.random() < 0.7 else 0.0
    if column == "items_change":
        return float(rng.choice((0, 0, 0, rng.randint(-20, 40))))
    if column in ("decisions", "items_last_year"):
        return float(rng.choice((0, rng.randint(0, 9), rng.randint(0, services))))
    return float(rng.choice((0, rng.randint(0, 12), rng.randint(0, 90), rng.randint(0, 700))))


def _statistics(form: Form, rng: Random, published: int, requests: int) -> Amounts:
    table = form.tables["statistics"]
    sums = {identity.formula.split("=")[1].strip(): identity.sides(tuple(table.rows))[0]
            for identity in form.identities_of("statistics")}  # fmt: skip
    totals = {"published": published, "requests": requests, "replies": requests,
              "requests_concluded": requests, "staff": rng.randint(1, 40)}  # fmt: skip
    figures: Amounts = {}
    for row, item in table.rows.items():
        if row in sums:
            now, past = _drawn(figures, row) or (totals.get(row, rng.choice((0, 0, 3, 40))), None)
            past = rng.randint(0, 5 * now + 1) if past is None else past
            parts = _shares(rng, now, len(sums[row]), 0.5)
            pasts = _shares(rng, past, len(sums[row]), 0.5)
            for part, one, before in zip(sums[row], parts, pasts, strict=True):
                _pair(figures, table, part, one, before)
            _pair(figures, table, row, now, past)
        elif _drawn(figures, row) is None and item.unit == "万元":
            _pair(figures, table, row, round(rng.uniform(0, 90), rng.choice((0, 1, 2, 4))), 0)
        elif _drawn(figures, row) is None:
            most = published if row.startswith("published") else 9
            _pair(figures, table, row, rng.choice((0, 0, rng.randint(0, most))), rng.randint(0, 30))
    return figures


def _drawn(figures: Amounts, row: str) -> tuple[int, int] | None:
    """The figures of the year and of the years before, where they are drawn as those of a part."""
    now = figures.get(("statistics", row, "this_year"))
    total = figures.get(("statistics", row, "cumulative"), now)
    return None if now is None or total is None else (int(now), int(total - now))


def _pair(figures: Amounts, table: Table, row: str, now: float, past: int) -> None:
    figures["statistics", row, "this_year"] = float(now)
    if "cumulative" in table.columns:
        figures["statistics", row, "cumulative"] = float(now + past)


def broken(form: Form, figures: Amounts) -> list[tuple[str, str]]:
    """The identities, each with its row or column, that figures break; a row not there is 0."""
    found = []
    for identity in form.identities:
        table = form.tables[identity.table]
        rowwise = identity.along == "row"
        left, right = identity.sides(tuple(table.columns if rowwise else table.rows))
        for other in table.rows if rowwise else table.columns:
            sides = [_total(figures, table.key, other, side, rowwise) for side in (left, right)]
            if abs(sides[0] - sides[1]) > 1e-6:
                found.append((identity.key, other))
    return found


def _total(figures: Amounts, table: str, other: str, keys: Sequence[str], rowwise: bool) -> float:
    pairs = ((other, key) if rowwise else (key, other) for key in keys)
    return sum(figures.get((table, *pair), 0.0) for pair in pairs)
