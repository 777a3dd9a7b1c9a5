"""Rows whose pieces do not fit their cells: read them together, by the identities of the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from helpers.cells import Problem
from helpers.flat import Reading, Slot, TooManyReadingsError, cuts, placements, summing_cuts
from helpers.forms import Block, Form, Identity, Table
from helpers.labels import PrintedLine
from helpers.numbers import read_number
from helpers.settle import Row, Settled, Stated
from helpers.solve import Domain, Equation, components, solve

Sums = list[tuple[list[int], list[int]]]
CLOSE = 1e-6


def settle_jointly(
    form: Form,
    table: Table,
    rows: list[Row],
    open_rows: list[Row],
    stated: Stated,
    settled: Settled,
    problems: list[Problem],
) -> None:
    """Give the open rows of a table the readings that break the fewest identities."""
    identities = form.identities_of(table.key)
    domains = {id(row): _domain(table, row, identities, thorough=False) for row in rows}
    usable = [row for row in rows if domains[id(row)] is not None]
    equations = _equations(table, identities, usable)
    for group in components(len(usable), equations):
        members = [usable[index] for index in group]
        if any(row.pieces is None for row in members):
            place = {row: new for new, row in enumerate(group)}
            inner = [
                Equation(eq.key, {place[i]: f for i, f in eq.factors.items()})
                for eq in equations
                if set(eq.factors) <= set(group)
            ]
            _settle_group(table, identities, members, inner, stated, settled, problems)
    for row in open_rows:
        if not row.readings:
            _report(row, problems, f"{len(row.run.pieces)} pieces of print for "
                    f"{len(row.run.found.line.cells)} cells, and no way to read them")  # fmt: skip


def _settle_group(
    table: Table,
    identities: Sequence[Identity],
    rows: list[Row],
    equations: list[Equation],
    stated: Stated,
    settled: Settled,
    problems: list[Problem],
) -> None:
    """Settle rows that the same identities link."""
    open_rows = [row for row in rows if row.pieces is None]
    try:
        domains, broken = _best(table, rows, identities, equations)
    except TooManyReadingsError:
        for row in open_rows:
            _report(row, problems, "more readings than are searched")
        return
    for row, domain in zip(rows, domains, strict=True):
        row.readings = domain.surviving
    for row in open_rows:
        row.basis = "identity" if _needed_sums(table, row, identities) else "printed"
    _settle_by_prose(table, rows, domains, equations, broken, stated)
    _assume(table, identities, open_rows, domains, equations, settled)
    if broken:
        text = f"every reading of table {table.key} breaks an identity; read to break {broken}"
        problems.append(Problem(open_rows[0].run.line, "", text))
    for row in open_rows:
        if len(row.readings) > 1:
            settled.readings.append((row.run.found.line.cells, row.readings))
            _report(row, problems, f"{len(row.readings)} readings, and nothing decides")


def _best(
    table: Table, rows: list[Row], identities: Sequence[Identity], equations: list[Equation]
) -> tuple[list[Domain], int]:
    """The domains with the readings that break the fewest identities marked, and how many."""
    domains = [_need(_domain(table, row, identities, thorough=False)) for row in rows]
    broken = solve(domains, equations, most=0)
    if broken is None:
        domains = [_need(_domain(table, row, identities, thorough=True)) for row in rows]
        broken = solve(domains, equations)
    if broken is None:
        raise TooManyReadingsError
    return domains, broken


def _need(domain: Domain | None) -> Domain:
    if domain is None:
        raise TooManyReadingsError
    return domain


def _needed_sums(table: Table, row: Row, identities: Sequence[Identity]) -> bool:
    """Whether an identity had to choose among several ways to cut the row."""
    line = row.run.found.line
    if len("".join(piece.text for piece in row.run.pieces).replace(" ", "")) == len(line.cells):
        return False
    linked = any(identity.along == "column" for identity in identities)
    return linked or bool(row_sums(line, identities, table))


def _settle_by_prose(
    table: Table,
    rows: list[Row],
    domains: list[Domain],
    equations: list[Equation],
    broken: int,
    stated: Stated,
) -> None:
    """Where several readings are left, keep those that print what the prose states for a cell."""
    if all(len(row.readings) == 1 for row in rows):
        return
    figures = stated(table.key)
    narrowed = [_stated_readings(row, figures) for row in rows]
    if all(len(row.readings) == len(left) for row, left in zip(rows, narrowed, strict=True)):
        return
    again = [
        Domain(left, _values(left), np.repeat(domain.cost.min(), len(left)))
        for left, domain in zip(narrowed, domains, strict=True)
    ]
    if solve(again, equations, most=broken) != broken:
        return
    for row, domain in zip(rows, again, strict=True):
        if len(domain.surviving) < len(row.readings):
            row.readings, row.basis = domain.surviving, "prose"


def _stated_readings(row: Row, figures: dict[tuple[str, str], set[float]]) -> list[Reading]:
    """The readings of a row that agree with the prose; a figure that fits none decides nothing."""
    left = row.readings
    for index, key in enumerate(row.run.found.line.cells):
        if key in figures and len(left) > 1:
            fitting = [r for r in left if read_number(r[index]).value in figures[key]]
            left = fitting or left
    return left


def _assume(
    table: Table,
    identities: Sequence[Identity],
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
    problems.append(Problem(row.run.line, raw, reason))


def _domain(
    table: Table, row: Row, identities: Sequence[Identity], thorough: bool
) -> Domain | None:
    """The readings of a row with their values; None where it has none or too many."""
    line = row.run.found.line
    if not row.run.pieces:
        return None
    if row.pieces is not None:
        found: list[Reading] = [tuple(piece.text for piece in row.pieces)]
        if any(piece.printed.kind == "bad" for piece in row.pieces):
            return None
        return Domain(found, _values(found), np.zeros(1, dtype=int))
    sums = row_sums(line, identities, table)
    try:
        found = _readings(table, row, sums, thorough)
    except TooManyReadingsError:
        return None
    if not found:
        return None
    values = _values(found)
    return Domain(found, values, _broken_sums(values, sums))


def _readings(table: Table, row: Row, sums: Sums, thorough: bool) -> list[Reading]:
    """The readings that break no sum of the row; all cuts if there are none, or thoroughly.

    Separate numbers are cut, and blank cells are supposed, only where every sum then holds.
    """
    line = row.run.found.line
    pieces = row.run.pieces
    texts = [piece.text for piece in pieces]
    compact = "".join(texts[0].split())
    sizes = _sizes(sums, len(line.cells))
    plain = sizes and len(texts) == 1 and compact.isdigit()
    if plain and not thorough and (found := summing_cuts(compact, sizes)):
        return found
    slots = _slots(table, line)
    every = cuts(texts, slots)
    holding = _holding([*every, *placements(texts, slots)], sums)
    glued = len(pieces) == 1 or any(piece.printed.kind == "run" for piece in pieces)
    if glued and (thorough or not holding):
        return list(dict.fromkeys([*holding, *every]))
    return holding


def _holding(found: list[Reading], sums: Sums) -> list[Reading]:
    """The readings that break no sum."""
    if not found or not sums:
        return found
    costs = _broken_sums(_values(found), sums)
    return [reading for reading, cost in zip(found, costs, strict=True) if cost == 0]


def _slots(table: Table, line: PrintedLine) -> list[Slot]:
    """What each column of a printed line can print."""
    columns = [table.column_of[key] for key in line.cells]
    units = [
        table.rows[row].unit or column.unit or ""
        for (row, _), column in zip(line.cells, columns, strict=True)
    ]
    return [Slot(column.signed, "元" in unit) for column, unit in zip(columns, units, strict=True)]


def row_sums(line: PrintedLine, identities: Iterable[Identity], table: Table) -> Sums:
    """The identities along the row as places in the line: summands and totals."""
    place = {key: index for index, key in enumerate(line.cells)}
    sums = []
    for identity in identities:
        if identity.along != "row":
            continue
        left, right = identity.sides(tuple(table.columns))
        for row in dict.fromkeys(row for row, _ in line.cells):
            sums.append(([place[row, c] for c in left], [place[row, c] for c in right]))
    return sums


def _sizes(sums: Sums, width: int) -> list[int]:
    """The sizes of the groups if each sum is a stretch of cells that ends in its total."""
    stretches = [[*left, *right] for left, right in sums if len(right) == 1]
    if [index for stretch in stretches for index in stretch] != list(range(width)):
        return []
    return [len(stretch) for stretch in stretches]


def _values(found: list[Reading]) -> np.ndarray:
    """The values of readings, blanks and marks as 0."""
    return np.array([[read_number(text).value or 0.0 for text in reading] for reading in found])


def _broken_sums(values: np.ndarray, sums: Sums) -> np.ndarray:
    broken = np.zeros(len(values), dtype=int)
    for left, right in sums:
        gap = values[:, left].sum(axis=1) - values[:, right].sum(axis=1)
        broken += np.abs(gap) > CLOSE
    return broken


def _equations(table: Table, identities: Sequence[Identity], rows: list[Row]) -> list[Equation]:
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
