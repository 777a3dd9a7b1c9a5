"""Numbers that belong together: a growth or a share of another, and several for several words."""

from __future__ import annotations

from helpers.claims.claim import THIS_YEAR, WHOLE
from helpers.claims.context import (
    DISPUTES,
    GROWTH,
    OF,
    OTHER,
    PARTS,
    RATE,
    SHARE,
    Attached,
    concepts_of,
    groups_of,
    is_unknown,
    matters_of,
    of_kinds,
)
from helpers.claims.measures import load_measures, measure_of
from helpers.claims.resolution import Resolution
from helpers.claims.spots import NOTHING, Spot


class Together(Resolution):
    """Attaches numbers by the numbers next to them."""

    def _relate(self, segment: list[Spot], touching: Spot | None, spot: Spot) -> None:
        """Attach a growth, a share or a rate to the figure that it is of."""
        said = concepts_of(segment)
        subject = self.subject
        kind = touching.kind if touching and not spot.gap else ""
        measure, sign = None, 1
        if kind == "change" and touching and spot.number and spot.number.unit != "个百分点":
            sign = -1 if "down" in touching.says else 1
            base = None
            if said & {"requests", "application"} and self.noun != OTHER:
                whole = self._of_requests(said | {"requests"} if self._requests() else said, [])
                base = measure_of(whole) if whole else None
                self.last = whole or self.last
            elif subject and subject.measure and not is_unknown(segment) and not said:
                base = subject.measure.partition(GROWTH)[0] if subject.scope == WHOLE else None
            measure = base + GROWTH if base else None
        elif kind == "share" and subject and subject.measure and spot.number.unit == "%":  # type: ignore[union-attr]
            measure = _share(subject.measure, "".join(s.gap + s.text for s in segment))
        elif kind == "rate" and (self.noun == "requests" or (not self.noun and self._requests())):
            measure = RATE
        self._add(measure, spot, segment, [], self.reach.time, sign)

    def _distributes(self, segment: list[Spot]) -> bool:
        """Whether a clause gives several words a number each, or all of them the same."""
        kinds = [spot.kind for spot in segment]
        return "each" in kinds or ("all" in kinds and segment[-1].text[-1:] in "为是零")

    def _distribute(self, segment: list[Spot], place: int) -> int:
        """Give each of several numbers its own of several words: A和B分别为4件和3件."""
        numbers, end = self._series(place)
        groups = groups_of(segment)
        years = [spot for spot in segment if spot.kind == "year"]
        same = not any(spot.kind == "each" for spot in segment)
        if same:
            numbers = numbers * len(groups)
            end = place + 1
        elif len(years) == len(numbers) > 1:
            return self._over_years(segment, years, numbers, end)
        if not 1 <= len(numbers) <= len(groups):
            return 0
        whole = concepts_of(segment)
        self._turn(whole)
        unit = numbers[-1].number.unit if numbers[-1].number else None
        for group, spot in zip(groups[-len(numbers) :], numbers, strict=True):
            said = concepts_of(group)
            asked = "application" in whole and of_kinds(whole, ("who",))
            if ("requests" in whole or asked) and not matters_of(said):
                said |= {"requests"}
            number = spot.number
            if number and number.unit is None:
                spot = spot._replace(number=number._replace(unit=unit))
            time, concepts = self.reach.times(group)
            said |= concepts & {"last", "next"} if "carry" in said else NOTHING
            self._turn(said)
            self._state(said, spot, group, [], self.reach.time if "carry" in said else time)
        return end

    def _over_years(
        self, segment: list[Spot], years: list[Spot], numbers: list[Spot], end: int
    ) -> int:
        said = concepts_of(segment)
        self._turn(said)
        for year, spot in zip(years, numbers, strict=True):
            time = self.reach.times([year])[0]
            self._state(said, spot, [s for s in segment if s.kind != "year"], [], time)
        return end

    def _series(self, place: int) -> tuple[list[Spot], int]:
        """The numbers that follow one another from a place on, and where they end."""
        numbers = [self.spots[place]]
        end = place + 1
        for index in range(place + 1, len(self.spots)):
            spot = self.spots[index]
            if spot.kind == "number" and not spot.gap:
                numbers.append(spot)
                end = index + 1
            elif spot.gap or not (spot.kind == "joint" or spot.text == ","):
                break
        return numbers, end

    def _grows_from(self, place: int) -> bool:
        """Whether the words after a number say to which other one it grew or fell."""
        for spot in self.spots[place + 1 :]:
            if spot.kind in ("number", "sign"):
                return False
            if spot.kind == "to":
                return True
        return False

    def _bare(self, kinds: set[str], timed: bool, about: bool) -> frozenset[str]:
        """What a number without words of its own counts."""
        if (
            "to" in kinds
            or (timed and "total" not in kinds and self.last)
            or (about and self.last & DISPUTES)
        ):
            return self.last or (self.opened if "to" in kinds else NOTHING)
        if self.opened and not self.parts:
            return self.opened
        if "total" in kinds and self.parts:
            wholes = {one - of_kinds(one, PARTS) for one in (*self.parts, self.opened) if one}
            wholes = {one | {"requests"} if "application" in one else one for one in wholes}
            steps = {one & {"receive", "conclude", "carry"} for one in wholes} - {NOTHING}
            return (
                max(wholes, key=len) if len(steps) == 1 and "carry" not in max(steps) else NOTHING
            )
        return NOTHING

    def _superseded(self, found: list[Attached]) -> list[Attached]:
        """Figures of requests; the first is none of those received if they are counted anew."""
        received = [
            one
            for one in found
            if one.measure == "received" and one.scope == WHOLE and one.time == THIS_YEAR
        ]
        if len({one.number.value for one in received}) < 2 or not any(
            "new" in spot.says for spot in received[-1].words
        ):
            return found
        first = {one.at for one in received[:-1]}
        return [one._replace(measure=None) if one.at in first else one for one in found]


def _share(measure: str, text: str) -> str | None:
    """The measure of a share of a figure, with the whole that its words name."""
    base = measure.partition(GROWTH)[0]
    if SHARE in base:
        return None
    whole = text.rpartition("占")[2]
    named = next((key for pattern, key in load_measures().named if pattern.search(whole)), "")
    return base + SHARE + (OF + named if named else "")
