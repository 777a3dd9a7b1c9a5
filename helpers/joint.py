"""Rows whose pieces do not fit their cells: read them together, by the identities of the table."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from helpers.cells import Problem
from helpers.choices import domain_of, row_sums, stated_readings, values
from helpers.flat import Reading, TooManyReadingsError
from helpers.forms import Block, Identity, Table
from helpers.numbers import parted, read_number
from helpers.row import Context, Row, Settled
from helpers.solve import Domain, Equation, components, solve


def settle_jointly(
    context: Context,
    rows: list[Row],
    open_rows: list[Row],
    settled: Settled,
    problems: list[Problem],
) -> None:
    """Give the open rows of a table the readings that break the fewest identities.

    Where a row with too few figures adds up in no way, its total may be what is blank, and so in
    the other rows with too few figures: none of them is read.
    """
    table = context.table
    identities = context.form.identities_of(table.key)
    sound = [row for row in rows if row.pieces is not None or row in open_rows]
    settled.traceless = traceless = context.traceless or any(map(_has_lost_blanks, open_rows))
    found = [(row, domain_of(table, row, identities, False, traceless)) for row in sound]
    glued = any(_is_glued(row) for row in open_rows)
    if not glued and any(domain is None and _is_short(row) for row, domain in found):
        found = [(row, None if _is_short(row) else domain) for row, domain in found]
    usable = [(row, domain) for row, domain in found if domain is not None]
    equations = _equations(table, identities, [row for row, _ in usable])
    for group in components(len(usable), equations):
        members = [usable[index] for index in group]
        if any(row.pieces is None for row, _ in members):
            place = {row: new for new, row in enumerate(group)}
            inner = [
                Equation(eq.key, {place[i]: f for i, f in eq.factors.items()})
                for eq in equations
                if set(eq.factors) <= set(group)
            ]
            _settle_group(context, members, inner, settled, problems, traceless)
    for row in open_rows:
        if not row.readings:
            _report(row, problems, f"{len(row.run.pieces)} pieces of print for "
                    f"{len(row.run.found.line.cells)} cells, and no way to read them")  # fmt: skip


def _has_lost_blanks(row: Row) -> bool:
    """Whether a row prints fewer characters than it has cells, so that blanks left no trace."""
    compact = "".join("".join(piece.text.split()) for piece in row.run.pieces)
    return row.run.row is None and len(compact) < len(row.run.found.line.cells)


def _is_glued(row: Row) -> bool:
    """Whether a row prints letters among its figures, or figures that nothing parts."""
    parts = (part for piece in row.run.pieces for part in parted(piece.text))
    return any(read_number(part).kind in ("run", "bad") for part in parts)


def _is_short(row: Row) -> bool:
    """Whether a row prints fewer figures than it has cells, each apart from the others."""
    texts = [piece.text for piece in row.run.pieces]
    apart = [part for text in texts for part in parted(text)]
    return (
        row.pieces is None
        and row.run.row is None
        and bool(1 < len(apart) < len(row.run.found.line.cells))
    )


def _settle_group(
    context: Context,
    members: list[tuple[Row, Domain]],
    equations: list[Equation],
    settled: Settled,
    problems: list[Problem],
    traceless: bool,
) -> None:
    """Settle rows that the same identities link."""
    table = context.table
    identities = context.form.identities_of(table.key)
    rows = [row for row, _ in members]
    open_rows = [row for row in rows if row.pieces is None]
    try:
        domains, broken = _best(table, members, identities, equations, traceless)
    except TooManyReadingsError:
        for row in open_rows:
            row.readings = _own_readings(table, row, identities, traceless)
            if _is_unproven(table, row, identities, False):
                row.readings = []
            _report(row, problems, "the identities of the table decide no reading of this row")
        return
    linked = {place for equation in equations for place in equation.factors}
    for place, (row, domain) in enumerate(zip(rows, domains, strict=True)):
        sums_hold = any(domain.cost[index] == 0 for index in domain.chosen)
        row.readings = domain.surviving if sums_hold or row.pieces is not None else []
        if row.pieces is None:
            blanks = any("" in reading for reading in row.readings)
            if (broken and blanks) or _is_unproven(table, row, identities, place in linked):
                row.readings = []
    for row in open_rows:
        row.basis = "identity" if _needed_sums(table, row, identities) else "printed"
    _settle_by_prose(context, rows, domains, equations, broken)
    _assume(table, identities, open_rows, domains, equations, settled)
    if broken:
        reason = f"every reading breaks an identity; read so as to break the fewest, {broken}"
        problems.append(Problem(open_rows[0].run.line, table.key, reason))
    for row in open_rows:
        if len(row.readings) > 1:
            settled.readings.append((row.run.found.line.cells, row.readings))
            _report(row, problems, f"{len(row.readings)} readings, and nothing decides")


def _is_unproven(table: Table, row: Row, identities: tuple[Identity, ...], linked: bool) -> bool:
    """Whether one misprint would give a row the readings that it has.

    Where several cuts of a row that no column sum binds (`linked`) add up, all but one do so by
    chance, and perhaps all. A row without a sum of its own, in which blank cells are supposed, has
    its figures only where the columns want them.
    """
    if row_sums(row.run.found.line, identities, table):
        return not linked and len(row.readings) > 1
    return linked and len(row.readings) == 1 and "" in row.readings[0]


def _best(
    table: Table,
    members: list[tuple[Row, Domain]],
    identities: tuple[Identity, ...],
    equations: list[Equation],
    traceless: bool,
) -> tuple[list[Domain], int]:
    """The domains with the readings that break the fewest identities marked, and how many."""
    domains = [domain for _, domain in members]
    broken = solve(domains, equations, most=0)
    if broken is None:
        again = (domain_of(table, row, identities, True, traceless) for row, _ in members)
        domains = list(map(_need, again))
        broken = solve(domains, equations)
    if broken is None:
        raise TooManyReadingsError
    return domains, broken


def _own_readings(
    table: Table, row: Row, identities: tuple[Identity, ...], traceless: bool
) -> list[Reading]:
    """Every reading of a row by itself that holds its sums; none if more than are searched."""
    domain = domain_of(table, row, identities, True, traceless)
    if domain is None:
        return []
    return [r for r, cost in zip(domain.readings, domain.cost, strict=True) if cost == 0]


def _need(domain: Domain | None) -> Domain:
    if domain is None:
        raise TooManyReadingsError
    return domain


def _needed_sums(table: Table, row: Row, identities: tuple[Identity, ...]) -> bool:
    """Whether an identity had to choose among several ways to cut the row."""
    line = row.run.found.line
    if len("".join(piece.text for piece in row.run.pieces).replace(" ", "")) == len(line.cells):
        return False
    linked = any(identity.along == "column" for identity in identities)
    return linked or bool(row_sums(line, identities, table))


def _settle_by_prose(
    context: Context,
    rows: list[Row],
    domains: list[Domain],
    equations: list[Equation],
    broken: int,
) -> None:
    """Where several readings are left, keep those that print what the prose states for a cell."""
    if all(len(row.readings) == 1 for row in rows) or not all(row.readings for row in rows):
        return
    figures = context.stated(context.table.key)
    narrowed = [stated_readings(row, figures) for row in rows]
    if all(len(row.readings) == len(left) for row, left in zip(rows, narrowed, strict=True)):
        return
    again = [
        Domain(left, values(left), np.repeat(domain.cost.min(), len(left)))
        for left, domain in zip(narrowed, domains, strict=True)
    ]
    if solve(again, equations, most=broken) != broken:
        return
    for row, domain in zip(rows, again, strict=True):
        if len(domain.surviving) < len(row.readings):
            row.readings, row.basis = domain.surviving, "prose"


def _assume(
    table: Table,
    identities: tuple[Identity, ...],
    open_rows: list[Row],
    domains: list[Domain],
    equations: list[Equation],
    settled: Settled,
) -> None:
    """Note the identities that had a part in reading the rows."""
    for row in open_rows:
        if row.basis == "identity":
            names = dict.fromkeys(name for name, _ in row.run.found.line.cells)
            along = [identity.key for identity in identities if identity.along == "row"]
            settled.assumed |= {(key, name) for key in along for name in names}
    if any(len(domain.readings) > 1 for domain in domains):
        columns = {column for row in open_rows for _, column in row.run.found.line.cells}
        settled.assumed |= {(eq.key, column) for eq in equations for column in columns}


def _report(row: Row, problems: list[Problem], reason: str) -> None:
    raw = " ".join(piece.raw for piece in row.run.pieces if piece.raw)
    problems.append(Problem(row.run.line, row.run.quote(raw), reason))


def _equations(table: Table, identities: tuple[Identity, ...], rows: list[Row]) -> list[Equation]:
    """The identities along the columns, as far as all the rows that they name are there."""
    place = {row.run.found.line.label.key: index for index, row in enumerate(rows)}
    keys = tuple(table.rows)
    equations = []
    for identity in identities:
        if identity.along != "column":
            continue
        left, right = (_there(table, side, place) for side in identity.sides(keys))
        if left is not None and right is not None:
            factors = dict.fromkeys(left, 1) | dict.fromkeys(right, -1)
            equations.append(Equation(identity.key, factors))
    return equations


def _there(table: Table, side: Iterable[str], place: dict[str, int]) -> list[int] | None:
    """The places of the rows of one side; None where a row is missing that the form demands."""
    groups = {key: block for key, block in table.group_of.items() if block.single}
    found = []
    for key in side:
        if key in place:
            found.append(place[key])
        elif table.rows[key].optional or _stands_otherwise(groups.get(key), key, place):
            continue
        else:
            return None
    return found


def _stands_otherwise(block: Block | None, key: str, place: dict[str, int]) -> bool:
    """Whether a group is printed as one row instead of its rows, or the other way round."""
    if block is None or block.single is None:
        return False
    if key == block.single.key:
        return any(row.key in place for row in block.rows)
    return block.single.key in place
