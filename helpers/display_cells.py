"""One figure on the page: the mark of its checks and its status, and what hovering says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from helpers.cells import CORRECTED, Cell
from helpers.display_tables import Html, Words, tag
from helpers.findings import MESSAGES, figure
from helpers.forms import Form

VERDICTS = ("fails", "irregular", "depends", "holds", "assumed", "unchecked")
# What pages list one by one.
AMISS = VERDICTS[:3]
BLAME = ("sole", "tied")


class Suspect(NamedTuple):
    """A cell in one explanation: whether it is the only one, the figure it implies, and why."""

    sole: bool
    implied: Any
    evidence: Any


def rank(status: str) -> int:
    """The place of a finding's status, the worst first; what cannot be assessed comes last."""
    return VERDICTS.index(status) if status in VERDICTS else len(VERDICTS)


class Marker:
    """Draws figures; knows which findings name them."""

    def __init__(
        self, form: Form, findings: pd.DataFrame, suspects: pd.DataFrame, language: str
    ) -> None:
        self.form, self.language, self.say = form, language, Words(language).say
        texts = findings[MESSAGES[language]].fillna("")
        irregular = (findings["kind"] == "filling") & (findings["status"] == "fails")
        statuses = findings["status"].mask(irregular, "irregular")
        self.findings = list(zip(statuses, texts, strict=True))
        self.naming: dict[str, list[int]] = defaultdict(list)
        for number, names in enumerate(findings["cells"].fillna("")):
            for name in names.split("; "):
                self.naming[name].append(number)
        self.suspects: dict[str, list[Suspect]] = defaultdict(list)
        for row in suspects.dropna(subset="row").itertuples():
            one = Suspect(bool(row.sole), row.implied, row.evidence)
            self.suspects[f"{row.table}/{row.row}/{row.column}"].append(one)

    def numbers(self, cells: Sequence[Cell]) -> list[int]:
        """The findings that name any of the cells, the worst first."""
        names = (f"{cell.table}/{cell.row}/{cell.column}" for cell in cells)
        found = sorted({number for name in names for number in self.naming.get(name, ())})
        return sorted(found, key=lambda number: rank(self.findings[number][0]))

    def verdict(self, cells: Sequence[Cell]) -> str:
        """The worst status of the findings that name the cells; what cannot be assessed is none."""
        statuses = [self.findings[number][0] for number in self.numbers(cells)]
        return next((status for status in statuses if status in VERDICTS), VERDICTS[-1])

    def blame(self, cells: Sequence[Cell]) -> str | None:
        """`sole` if the cells are in the only explanation, `tied` if in one of several."""
        found = self._suspected(cells)
        return BLAME[not any(one.sole for one in found)] if found else None

    def _suspected(self, cells: Sequence[Cell]) -> list[Suspect]:
        names = (f"{cell.table}/{cell.row}/{cell.column}" for cell in cells)
        return [one for name in names for one in self.suspects.get(name, ())]

    def draw(self, cells: Sequence[Cell], width: int) -> Html:
        """The `<td>` of one figure, or of figures whose print runs together."""
        first, verdict = cells[0], self.verdict(cells)
        blame = self.blame(cells)
        signs = self.say(verdict, "verdicts", "sign") + self.say(first.status, "statuses", "sign")
        printed = (first.raw or "").strip()
        figure = printed or tag("em", self.say(first.status, "statuses"))
        sign = tag("i", signs) if signs else Html("")
        if blame:
            sign = Html(tag("i", self.say(blame, "blame", "sign"), class_="gk-blame") + sign)
        kind = f"gk-figure gk-{verdict} gk-{first.status}" + (f" gk-{blame}" if blame else "")
        hover = self.hover(cells)
        return tag("td", figure, sign, colspan=width * len(cells), class_=kind, title=hover)

    def hover(self, cells: Sequence[Cell]) -> str:
        """Where a figure stands, how it was read, and what the checks say of it."""
        cell, ends = cells[0], (cells[0], cells[-1]) if len(cells) > 1 else cells
        table, colon = self.form.tables[cell.table], self.say("colon")
        names = (
            (table.row_label(end.row, self.language), table.column_label(end.column, self.language))
            for end in ends
        )
        shared = self.say("shared").format(len(cells)) if len(cells) > 1 else ""
        place = {"page": cell.page, "line": cell.line}
        said = [self.say(word).format(at) for word, at in place.items() if at is not None]
        said.append(f"{self.say('status')}{colon}{self.say(cell.status, 'statuses')}")
        if cell.basis:
            said.append(f"{self.say('basis')}{colon}{self.say(cell.basis, 'bases')}")
        if cell.unit:
            said.append(f"{self.say('unit')}{colon}{cell.unit}")
        printed = cell.raw or self.say("nothing")
        word = "changed" if cell.status == CORRECTED else "printed"
        found = (self.findings[number] for number in self.numbers(cells))
        blamed = [self._sentence(one) for one in self._suspected(cells)]
        return "\n".join(
            [
                " … ".join(map(" · ".join, names)),
                f"{self.say(word)}{colon}{printed}{shared}",
                self.say("comma").join(said),
                *(f"{self.say(status, 'verdicts')}{colon}{text}" for status, text in found),
                *blamed,
            ]
        )

    def _sentence(self, suspect: Suspect) -> str:
        """What an explanation says of a cell."""
        value = None if suspect.implied is pd.NA else float(suspect.implied)
        said = f"{self.say(BLAME[not suspect.sole], 'blame')}{self.say('colon')}"
        said += self.say("implied").format(figure(value))
        evidence = suspect.evidence
        return said if evidence is pd.NA else said + self.say("because").format(evidence)
