"""Very many reports: the bundled ones over and over, with organs and figures of their own.

Each round multiplies every printed and every stated figure, percentages apart, by a number of its
own, so that identities, links and claims come out as in the bundled report but no figure but 0 and
no sentence that states one is that of another organ.
"""

from __future__ import annotations

from dataclasses import replace

import helpers
from helpers.cells import Cell
from helpers.claims import Claim, Stated
from helpers.flat import Reading
from helpers.report import Report
from helpers.row import Settled
from helpers.shape import Vector


def many_reports(count: int) -> list[Report]:
    """Copies of the bundled reports, the same number of each but for the last round.

    Figures as numbers and stated figures are read already.
    """
    bundled = list(helpers.read_all("data/reports", jobs=1, progress=False))
    rounds = (divmod(number, len(bundled)) for number in range(count))
    return [_copy(bundled[which], turn) for turn, which in rounds]


def _copy(report: Report, turn: int) -> Report:
    """The report of another organ, all of its figures `turn + 1` times as large."""
    times = turn + 1
    reading = replace(
        report.reading,
        cells=[_cell(cell, times) for cell in report.cells],
        tables={key: _settled(table, times) for key, table in report.reading.tables.items()},
    )
    name, organ = f"{turn}/{report.name}", f"{report.organ}{turn}"
    copy = replace(report, name=name, organ=organ, reading=reading)
    shape, values, codes = report.vector
    copy.__dict__["vector"] = Vector(shape, values * times, codes.copy())
    copy.__dict__["narrative"] = [_claim(claim, times) for claim in report.narrative]
    return copy


def _cell(cell: Cell, times: int) -> Cell:
    return cell._replace(value=cell.value * times) if cell.value else cell


def _settled(table: Settled, times: int) -> Settled:
    readings = [(cells, [_reading(one, times) for one in each]) for cells, each in table.readings]
    return replace(table, readings=readings) if readings else table


def _reading(reading: Reading, times: int) -> Reading:
    return tuple(str(int(text) * times) if text.isdecimal() else text for text in reading)


def _claim(claim: Claim, times: int) -> Claim:
    if claim.unit == "%" or not claim.value:
        return claim
    start, low, high = claim.place
    value = claim.value * times
    return claim._replace(
        value=value,
        quote=claim.quote.replace(f"{claim.value:.15g}", f"{value:.15g}", 1),
        place=Stated(start, low * times, high * times),
    )
