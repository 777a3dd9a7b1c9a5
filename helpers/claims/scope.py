"""Whose figure it is and of which time: the organ of the report in its year, or another."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.claims.claim import (
    CUMULATIVE,
    OTHER_ORGAN,
    OTHER_YEAR,
    PART,
    PART_OF_YEAR,
    PLANNED,
    THIS_YEAR,
    UNCERTAIN,
    WHOLE,
)
from helpers.claims.spots import Spot

_TITLE = re.compile(r"(20\d\d)年(?:度)?[^,。;]{0,40}?(?:年度报告|年报)")
TITLE = 600
_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:局|委|厅|镇|乡|街道|中心|管委会|委员会|政府|办公室|办公厅|政府办|法院|检察院|大学|学院|公司|队|办)$"
)
# An office reports for itself; 全市 in its report may be more than it.
_OFFICE = re.compile(
    r"(?:局|厅|(?<!管理)委员会|办公室|总队|支队|大队|院|学校|大学|学院|镇|乡|街道|办事处|(?:镇|乡)人民政府|中心|委|办)$"
)
_ACTS_FOR = re.compile("(?:办公室|办公厅|办)$")
_DECIDES = re.compile("司法[局厅部]$")
_MONTHS = re.compile(r"\d-\d{1,2}月|\d月份|\d{1,2}月$")
_TIMES = {
    "this_year": THIS_YEAR,
    "last": OTHER_YEAR,
    "next": OTHER_YEAR,
    "part_of_year": PART_OF_YEAR,
    "cumulative": CUMULATIVE,
    "planned": PLANNED,
}


class Origin(NamedTuple):
    """The organ and the year of a report, empty where its title does not say them."""

    organ: str
    year: str

    def names(self, name: str) -> bool:
        """Whether a name may be short for the organ: 县住建局 for 某县住房和城乡建设局."""
        letters = iter(self.organ)
        return not self.organ or all(letter in letters for letter in name)

    @property
    def is_office(self) -> bool:
        """Whether the organ is a part of a government, not all of it."""
        return bool(_OFFICE.search(self.organ))

    @property
    def acts_for_others(self) -> bool:
        """Whether the organ is the office in which another one has its business done."""
        return bool(_ACTS_FOR.search(self.organ))

    @property
    def decides(self) -> bool:
        """Whether the organ decides the reconsiderations of others."""
        return bool(_DECIDES.search(self.organ))


def origin_of(text: str) -> tuple[Origin, int]:
    """What the title of a report says of its origin, and where the title ends."""
    match = _TITLE.search(text, 0, TITLE)
    if match is None:
        return Origin("", ""), 0
    before = re.split(r"[^\u4e00-\u9fff]", text[: match.start()])[-1]
    inside = re.search(r"年(?:度)?([\u4e00-\u9fff]{2,}?)(?:关于)?(?:政府|政务)?信息公开", match[0])
    return Origin(before or (inside[1] if inside else ""), match[1]), match.end()


class Reach:
    """The scope and the time that a sentence has come to."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.scope, self.main, self.time = WHOLE, WHOLE, THIS_YEAR
        self._behalf = False

    def name(self, gap: str) -> None:
        """Take notice of an organ that the text names as the one that acts."""
        if match := _ORGAN.search(gap):
            name = re.split("由|经|对|向|为|与|和|及|中", match[0])[-1]
            own = self.origin.names(name.removeprefix("其")) and (
                not self._behalf or self.origin.acts_for_others
            )
            self.scope = WHOLE if own else OTHER_ORGAN

    def turn(self, spot: Spot) -> None:
        """Take notice of a word of scope."""
        concept = next(iter(spot.says))
        if concept == "own" or (concept == "wider" and not self.origin.is_office):
            self.scope = WHOLE
        elif concept == "on_behalf":
            self._behalf = True
            if not self.origin.acts_for_others:
                self.scope = OTHER_ORGAN
        elif concept == "decider":
            self.scope = OTHER_ORGAN
        else:
            self.scope = PART if concept == "part" else UNCERTAIN

    def times(self, spots: list[Spot]) -> tuple[str, frozenset[str]]:
        """The time that spots come to, and the concepts by which they say another year's figure."""
        time, concepts = self.time, set()
        planned = time == PLANNED
        for spot in spots:
            if spot.kind == "year":
                difference = int(spot.text) - int(self.origin.year or spot.text)
                time = THIS_YEAR if difference == 0 else OTHER_YEAR
                if abs(difference) == 1:
                    concepts.add("last" if difference < 0 else "next")
            elif spot.kind == "time":
                concept = next(iter(spot.says))
                time = _TIMES[concept]
                concepts.add(concept)
            elif spot.kind == "date" and _MONTHS.search(spot.text):
                time = PART_OF_YEAR
        return PLANNED if planned or "planned" in concepts else time, frozenset(concepts)
