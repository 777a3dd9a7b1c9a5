"""What a document itself says for or against an explanation of its broken identities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.bounds import printed
from helpers.computed import cached_property
from helpers.evidence_text import Said
from helpers.explain import Number
from helpers.findings import figure
from helpers.report import Report
from helpers.shape import Key
from helpers.slips import slip
from helpers.year_evidence import year_verdicts

Implied = Mapping[int, Number | None]
# The kinds of evidence, the strongest first; explanations are listed by their weakest cell.
KINDS = ("prose", "neighbour", "exchanged", "shifted", "slip", "left 0", "copied", "elsewhere")
# Behind these come cells without evidence, and last those whose print another year agrees with.
NONE, AGAINST = len(KINDS), "against"


class Evidence(NamedTuple):
    """One thing that speaks for one implied figure; `kind` is one of KINDS."""

    kind: str
    said: Said


@dataclass(frozen=True, eq=False)
class Witness:
    """A report, and its organ's reports on the years before and behind, where they were read."""

    report: Report
    before: Report | None
    behind: Report | None

    def on(self, implied: Implied) -> dict[int, list[Evidence]]:
        """All evidence on each cell of one explanation, the strongest first."""
        found: dict[int, list[Evidence]] = {place: [] for place in implied}
        for place, value in implied.items():
            if value is not None:
                found[place] = [*self._alone(place, float(value), implied)]
        for place, evidence in self._together(implied):
            found[place].append(evidence)
        return {p: sorted(all_of, key=lambda e: _rank(e.kind)) for p, all_of in found.items()}

    def _alone(self, place: int, value: float, implied: Implied) -> list[Evidence]:
        shape, values, _ = self.report.vector
        table, row, column = shape.keys[place]
        printed = float(values[place])
        found = [
            Evidence("prose", Said("stated", {"figure": figure(value), "quote": quote}))
            for quote, stated in self._stated.get((table, row, column), ())
            if stated == value
        ]
        found += self._sums(place, implied)
        found += self._years(place, implied)
        if name := slip(printed, value):
            found.append(Evidence("left 0" if name == "left 0" else "slip", Said(name)))
        if value and (twin := self._twin(place, value)):
            gaps = {"figure": figure(value), "key": "/".join(twin), "label": self._label(twin)}
            found.append(Evidence("elsewhere", Said("elsewhere", gaps)))
        return found

    def _sums(self, place: int, implied: Implied) -> list[Evidence]:
        """Stated sums that come out right only with the implied figures."""
        values = self.report.vector.values
        found = []
        for quote, stated, places in self._stated_sums:
            if place in places:
                after = [implied.get(p, float(values[p])) for p in places]
                known = [float(value) for value in after if value is not None]
                printed = float(sum(values[p] for p in places))
                if len(known) == len(after) and sum(known) == stated != printed:
                    said = Said("summed", {"figure": figure(stated), "quote": quote})
                    found.append(Evidence("prose", said))
        return found

    def _years(self, place: int, implied: Implied) -> list[Evidence]:
        """What the neighbouring years say: by the links to them, or the same figure once more."""
        found = []
        for other in (self.before, self.behind):
            for judged in year_verdicts(self.report, other, implied, place) if other else ():
                found.append(Evidence("neighbour" if judged.supports else AGAINST, judged.said))
        key, printed = self.report.vector.shape.keys[place], float(self.report.vector.values[place])
        if self.before is not None and printed and _value(self.before, key) == printed:
            found.append(Evidence("copied", Said("copied", {"figure": figure(printed)})))
        return found

    def _together(self, implied: Implied) -> list[tuple[int, Evidence]]:
        """Neighbouring cells that exchanged their figures, or moved on by one."""
        _, values, _ = self.report.vector
        places = sorted(implied)
        found = []
        for one in places:
            for other in places:
                exchanged = implied[one] == values[other] and implied[other] == values[one]
                if one < other and exchanged and self._neighbours(one, other):
                    found += [(p, Evidence("exchanged", Said("exchanged"))) for p in (one, other)]
        if len(places) > 1 and all(map(self._neighbours, places, places[1:])):
            printed = [float(values[p]) for p in places]
            true = [implied[p] for p in places]
            if printed[1:] == true[:-1] or printed[:-1] == true[1:]:
                found += [(p, Evidence("shifted", Said("shifted"))) for p in places]
        return found

    def _neighbours(self, one: int, other: int) -> bool:
        """Whether two cells stand side by side or one below the other."""
        (table, row, column), (other_table, other_row, other_column) = (
            self.report.vector.shape.keys[place] for place in (one, other)
        )
        if table != other_table or (row != other_row and column != other_column):
            return False
        if row == other_row:
            return abs(one - other) == 1
        rows = self._rows[table]
        return abs(rows.index(row) - rows.index(other_row)) == 1

    def _twin(self, place: int, value: float) -> Key | None:
        """A neighbour of a cell that prints the value."""
        shape, values, _ = self.report.vector
        for other in self._places_of.get(value, ()):
            if other != place and values[other] == value and self._neighbours(place, other):
                return shape.keys[other]
        return None

    def _label(self, key: Key) -> str:
        """The row and the column of a cell as the form prints them."""
        table = self.report.reading.form.tables[key[0]]
        return f"{table.row_label(key[1], 'zh')} · {table.column_label(key[2], 'zh')}"

    @cached_property
    def _places_of(self) -> dict[float, list[int]]:
        found: dict[float, list[int]] = {}
        for place, value in enumerate(self.report.vector.values.tolist()):
            found.setdefault(value, []).append(place)
        return found

    @cached_property
    def _rows(self) -> dict[str, list[str]]:
        rows: dict[str, dict[str, None]] = {}
        for table, row, _ in self.report.vector.shape.keys:
            rows.setdefault(table, {})[row] = None
        return {table: list(found) for table, found in rows.items()}

    @cached_property
    def _claims(self) -> Sequence[tuple[str, float, tuple[Key, ...]]]:
        """What the prose states exactly: the quote, the figure, and the cells that it sums up."""
        cells = printed(self.report)
        found = []
        for claim in self.report.narrative:
            if claim.table and claim.row and claim.column and not claim.approximate:
                named = cells.named(claim.table, claim.row, claim.column)
                keys = tuple((claim.table, *key) for key in named)
                found.append((claim.quote, claim.value, keys))
        return found

    @cached_property
    def _stated(self) -> dict[Key, list[tuple[str, float]]]:
        found: dict[Key, list[tuple[str, float]]] = {}
        for quote, value, cells in self._claims:
            if len(cells) == 1:
                found.setdefault(cells[0], []).append((quote, value))
        return found

    @cached_property
    def _stated_sums(self) -> list[tuple[str, float, list[int]]]:
        index = self.report.vector.shape.index_of
        return [
            (quote, value, [index[cell] for cell in cells])
            for quote, value, cells in self._claims
            if len(cells) > 1
        ]


def _value(report: Report, key: Key) -> float | None:
    """The figure of a report in a cell, None where it has none."""
    place = report.vector.shape.index_of.get(key)
    value = None if place is None else float(report.vector.values[place])
    return None if value is None or value != value else value


def strength(found: Mapping[int, Sequence[Evidence]]) -> tuple[int, ...]:
    """How explanations are ordered: the best evidence of each cell, the weakest cell first."""
    ranks = [[_rank(evidence.kind) for evidence in all_of] or [NONE] for all_of in found.values()]
    decisive = [max(rank) if max(rank) > NONE else min(rank) for rank in ranks]
    return tuple(sorted(decisive, reverse=True))


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else NONE + 1
