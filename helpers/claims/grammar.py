"""Attachment: which number of a sentence is the figure of which concepts.

A number belongs to the words that touch it: those before it since the number before, or, where none
are before it, those after it. Words that only link, and brackets, may stand between. What a number
lacks, it has from the sentence: the matter that is counted, the year, whose figure it is.
"""

from __future__ import annotations

from helpers.claims.claim import OTHER_YEAR, PART_OF_YEAR, THIS_YEAR
from helpers.claims.context import (
    DISPUTES,
    DOCUMENTS,
    HEADS,
    OTHER,
    PART_OF_TOTAL,
    Attached,
    concepts_of,
    dispute_of,
    follows_count,
    is_attribute,
    is_unknown,
    matters_of,
    touching_word,
)
from helpers.claims.lexicon import CONTENT
from helpers.claims.silence import Silence
from helpers.claims.spots import NOTHING, Spot
from helpers.claims.together import Together

# Steps by which what they are said of becomes the matter of a sentence.
HANDLED = frozenset({"receive", "conclude", "issue", "publish"})


class Sentence(Together, Silence):
    """Walks the spots of one sentence and attaches its numbers."""

    def read(self) -> list[Attached]:
        """The numbers of the sentence, in order, with what they are attached to."""
        place = 0
        while place < len(self.spots):
            spot = self.spots[place]
            if spot.kind == "number":
                place = self._number(place)
                continue
            if spot.kind == "sign":
                self._sign(spot)
            else:
                self._word(spot)
            place += 1
        self._close()
        self.topic.counted = next((one for one in self.found if one.measure == "received"), None)
        return self._superseded(self.found)

    def _word(self, spot: Spot) -> None:
        self.discloses = self.discloses or bool(spot.says & {"about", "requests"})
        if spot.gap and spot.kind in ("step", "time", "year", "total", "scope", "noun", "matter"):
            self.reach.name(spot.gap)
        if spot.kind == "scope" and not self._counted(spot):
            self.reach.turn(spot)
        self.segment.append(spot)

    def _counted(self, spot: Spot) -> bool:
        """Whether a word of scope is only what the number before it counts: 15个乡镇."""
        return bool(self.found) and self.found[-1].end == spot.start

    def _sign(self, spot: Spot) -> None:
        if spot.text == "(":
            self._turn(concepts_of(self.segment))
            self.saved.append(self.segment)
            self.segment = []
        elif spot.text == ")":
            self._close()
            self.subject = None
            self.segment = self.saved.pop() if self.saved else []
        else:
            self._close()
            if spot.text == ";":
                self.reach.scope, self.reach.time = self.reach.main, THIS_YEAR

    def _close(self) -> None:
        """End a clause: what it says without a number."""
        segment, self.segment = self.segment, []
        if not segment:
            return
        kinds = {spot.kind for spot in segment}
        said = concepts_of(segment)
        if "negation" in kinds:
            self._none(segment)
        elif "all" in kinds or (self.found and self.found[-1].number.high == 1):
            self._alike(segment, "all" in kinds)
        if not self.numbers:
            self.reach.main = self.reach.scope
        time, concepts = self.reach.times(segment)
        if "carry" in said and self.noun == "requests":
            self._carry(concepts, segment)
        if "carry" not in said and not kinds & {"compare", "change", "negation"}:
            self.reach.time = time
        if "uncounted" in kinds or "foreign" in kinds:
            self._turn(said, OTHER if said & DOCUMENTS else "")
        elif said:
            self._turn(said)
        if said & DISPUTES and self.discloses:
            self.dispute = dispute_of(matters_of(said))
        self.opened = said if kinds & {"step", "matter", "noun", "who", "outcome"} else self.opened

    def _number(self, place: int) -> int:
        """Attach a number, and return the place of the spot to go on with."""
        spot, segment = self.spots[place], self.segment
        self.numbers += 1
        self.segment = []
        number = spot.number
        assert number is not None
        if spot.start in self.items:
            self._add(PART_OF_TOTAL, spot, segment, [], self.reach.time)
            return place + 1
        touching = touching_word(segment, spot)
        if self._distributes(segment):
            end = self._distribute(segment, place)
            if end:
                return end
        if number.unit == "%" or (touching and touching.kind in ("change", "share", "rate")):
            self._relate(segment, touching, spot)
            return place + 1
        if number.unit is None and not follows_count(segment, spot):
            self.segment = [*segment, spot._replace(kind="date")]
            return place + 1
        after = self._after(place, segment, touching)
        self.discloses = self.discloses or any(one.says & {"about", "requests"} for one in after)
        self._attach(segment, touching, place, after)
        return place + 1 + len(after)

    def _after(self, place: int, segment: list[Spot], touching: Spot | None) -> list[Spot]:
        """The words after a number that belong to it: none where those before it say all."""
        if touching and not (touching.kind == "step" and not matters_of(concepts_of(segment))):
            return []
        if touching is None and (self.spots[place].gap or is_unknown(segment)):
            return []
        after: list[Spot] = []
        for spot in self.spots[place + 1 :]:
            if spot.kind == "number":
                if not after or after.pop().kind != "joint":
                    return []
                break
            if spot.kind in ("sign", "rest_of_text") or spot.text == ".":
                if spot.gap and not any("carry" in one.says for one in after):
                    return []
                break
            after.append(spot)
        carried = any("carry" in spot.says for spot in segment)
        heads = [s for s in after if s.kind in CONTENT or (carried and s.kind in ("time", "year"))]
        if not heads or any(s.kind in ("uncounted", "foreign", "change", "compare") for s in after):
            return []
        until = after[: after.index(heads[0]) + 1]
        loose = sum(len(spot.gap) for spot in after)
        if any(spot.gap for spot in until) and not (loose < 9 and {"carry"} & concepts_of(after)):
            return []
        return after

    def _attach(
        self, segment: list[Spot], touching: Spot | None, place: int, after: list[Spot]
    ) -> None:
        """Say what one number counts."""
        spot = self.spots[place]
        time, concepts = self.reach.times(segment)
        said = concepts_of([*segment, *after] if after else segment)
        kinds = {one.kind for one in segment}
        if "carry" in said:
            said |= (concepts | self.reach.times(after)[1]) & {"last", "next"}
            time = self.reach.time
        elif "to" in kinds and not any(s.kind in ("time", "year") for s in segment):
            self.reach.time = time = THIS_YEAR
        else:
            self.reach.time = time
        if self._grows_from(place):
            time = OTHER_YEAR
        blocked = spot.gap or kinds & {"negation"} or (touching and touching.kind not in HEADS)
        blocked = blocked or "uncounted" in kinds or (touching is None and is_unknown(segment))
        if self.noun == OTHER and "requests" in said and is_attribute(segment):
            blocked = True
        if touching is None and not after and not blocked:
            if "total" in kinds and self.parts:
                time = self._whole_again(time)
            timed = bool(kinds & {"year", "time"})
            said = self._bare(kinds, timed, "about" in said)
        elif "foreign" in kinds and not said & {"requests", "petition"}:
            blocked = True
        if blocked or not said:
            self._foreign(said, kinds, segment)
            self._add(None, spot, segment, after, time)
            return
        self._turn(said)
        self._state(said, spot, segment, after, time)

    def _whole_again(self, time: str) -> str:
        """Take back a total to the organ and the year of which the numbers before it are parts."""
        self.reach.scope = self.reach.main
        if time == PART_OF_YEAR:
            self.reach.time = time = THIS_YEAR
        return time

    def _foreign(self, said: frozenset[str], kinds: set[str], segment: list[Spot]) -> None:
        """The matter after a number of something else: none, where it was received or handled."""
        handled = "foreign" in kinds or said & (DOCUMENTS | HANDLED)
        if segment and handled and "requests" not in said:
            self.noun = OTHER
        self.last = NOTHING
