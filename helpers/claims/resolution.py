"""Which figures the concepts of a number are, with what they lack taken from the sentence."""

from __future__ import annotations

from helpers.claims.claim import CUMULATIVE, PART, THIS_YEAR
from helpers.claims.context import (
    DECISIONS,
    DISPUTES,
    DOCUMENTS,
    OTHER,
    PART_OF_TOTAL,
    RESTS,
    Context,
    dispute_of,
    matters_of,
    of_kinds,
    topic_of,
)
from helpers.claims.measures import measure_of
from helpers.claims.spots import NOTHING, Spot

_HELD = {"held_on_request_only": "requests", "held_not_disclosed": "refused"}


class Resolution(Context):
    """Turns concepts into measures."""

    def _state(
        self,
        said: frozenset[str],
        spot: Spot,
        segment: list[Spot],
        after: list[Spot],
        time: str,
    ) -> None:
        """Add the figures that concepts make of a number."""
        if (
            "publish" in said
            and self.reach.scope == PART
            and self.topic.matter in ("published", "held")
        ):
            self._add(PART_OF_TOTAL, spot, segment, after, time)
            return
        whole = self._complete(said, segment, spot)
        if "proactive" in whole and whole & DOCUMENTS and self._revised(spot):
            whole = NOTHING
        keys = self._measures(whole, segment) if spot.number and whole else []
        if not keys:
            self._add(None, spot, segment, after, time)
            if said & {"receive", "conclude"} and not matters_of(said):
                self.noun = self.noun or OTHER
            self.last = said & DISPUTES
            return
        if keys == ["information_held"]:
            self.noun = "held"
        if keys == ["published_total"] and self._by_one_medium(segment, spot):
            keys = [PART_OF_TOTAL]
        if "in_force" in whole and time == CUMULATIVE:
            time = THIS_YEAR
        for key in keys:
            self._add(key, spot, segment, after, time)
            self.found[-1] = self.found[-1]._replace(otherwise=self._otherwise(said))
        self.last = said
        self.parts.append(said)
        nested = any(one.kind == "among" for one in segment)
        for kind in (*RESTS, "ground") if nested else RESTS:
            if of_kinds(said, (kind,)):
                self.listed = kind
        self.topic.matter = topic_of(whole, self.topic.matter)

    def _complete(self, said: frozenset[str], segment: list[Spot], spot: Spot) -> frozenset[str]:
        """Concepts with the matter that they lack; none where what is counted is not sure."""
        if "rest" in said and (said & {"receive", "conclude"} or not _is_all_else(segment)):
            return NOTHING
        if "rest" in said:
            said = (said - {"rest"}) | ({RESTS[self.listed]} if self.listed in RESTS else set())
        matters = matters_of(said)
        if self.noun == "held" and said & {"requests", "refused"}:
            return said | {"held"}
        if matters & DISPUTES:
            said -= {"requests", "application", "receive", "conclude"}
            zero = spot.number is not None and spot.number.high == 0
            known = self.topic.matter in ("requests", "disputes") and "responding" not in said
            known = known and not self.origin.decides
            if not (known or zero or self.discloses):
                return NOTHING
            self.dispute = dispute_of(matters)
            return said - DISPUTES | {"@"} if of_kinds(said, ("result",)) else said
        if of_kinds(said, ("result",)):
            return said | {"@"} if self.dispute else NOTHING
        if matters & DECISIONS:
            if said & {"application", "receive"}:
                return NOTHING
            return said | (
                {"decide"} if "decide" in self.last | self.opened and said <= DECISIONS else set()
            )
        if matters & DOCUMENTS:
            steps = (
                self.last & {"issue", "repeal", "in_force", "proactive"}
                if self.last & DOCUMENTS
                else NOTHING
            )
            return said if said & {"issue", "repeal", "in_force", "proactive"} else said | steps
        if matters & {"information"} and "requests" not in matters:
            return said
        if said & {"issue", "repeal", "in_force"} and not matters:
            return said | {self.noun} if self.noun in DOCUMENTS else NOTHING
        if matters & {"fee", "administrative_fee"}:
            return said
        return self._of_requests(said, segment)

    def _of_requests(self, said: frozenset[str], segment: list[Spot]) -> frozenset[str]:
        """Concepts as those of requests, where the sentence or its topic is of requests."""
        noun = self.noun or self.topic.matter
        asked = "application" in said and (of_kinds(said, ("who",)) or {"carry"} & said)
        asked = asked or ("conclude" in self.opened and of_kinds(said, ("outcome",)))
        if "requests" not in said and noun != "requests" and not (asked and noun != OTHER):
            return NOTHING
        if "publish" in said:
            if self.noun != "requests" or "proactive" in said:
                return NOTHING
            said = (said - {"publish"}) | {"granted"}
        if said & {"proactive", "issue", "hold"}:
            return NOTHING
        channels = of_kinds(said, ("channel",))
        said -= channels if len(channels) > 1 else NOTHING
        exact = of_kinds(said, ("outcome", "ground", "who", "channel"))
        if (
            "application_count" in said
            and not exact
            and not said & {"receive", "conclude", "carry"}
        ):
            said |= {"receive"}
        if "requests" in said and not exact and not said & {"receive", "conclude", "carry"}:
            if any(one.gap and one.kind not in ("time", "year", "scope") for one in segment):
                return NOTHING
            if any(one.kind == "step" for one in segment):
                return NOTHING
            said |= {"receive"}
        if said & {"conclude", "carry"} and of_kinds(said, ("who", "channel")):
            return NOTHING
        return said | {"requests"}

    def _measures(self, whole: frozenset[str], segment: list[Spot]) -> list[str]:
        """The figures that complete concepts are: two where one number is of two steps."""
        if "held" in whole:
            return [
                key for key in ("held_on_request_only", "held_not_disclosed") if _HELD[key] in whole
            ]
        if "and_more" in {c for spot in segment for c in spot.says}:
            whole -= of_kinds(whole, ("ground",)) if of_kinds(whole, ("outcome",)) else NOTHING
        if "publish" in whole and "information" in whole and _all_of_year(segment):
            whole |= {"proactive"}
        if self.topic.counts_published and whole & {"proactive", "publish"} and whole & DOCUMENTS:
            whole |= {"issue"}
        if {"receive", "conclude"} <= whole and not of_kinds(whole, ("outcome", "ground", "who")):
            steps = [s for s in segment if s.says & {"receive", "conclude"}]
            if _adjoin(segment, steps):
                return ["received", "concluded"]
            whole -= {"receive", "conclude"} - steps[-1].says if steps else NOTHING
        key = measure_of(whole)
        return [key] if key else []

    def _otherwise(self, said: frozenset[str]) -> str | None:
        """The outcome of a ground, where the sentence names that outcome but once."""
        outcome = of_kinds(said, ("outcome",))
        if len(outcome) != 1 or not of_kinds(said, ("ground",)):
            return None
        named = sum(bool(outcome & spot.says) for spot in self.spots)
        return measure_of(outcome | {"requests"}) if named == 1 else None

    def _by_one_medium(self, segment: list[Spot], number: Spot) -> bool:
        """Whether words before a number name one of several media, and not all of them."""
        media = [place for place, spot in enumerate(segment) if spot.kind == "medium"]
        if not media or any("and_more" in spot.says for spot in segment[media[0] :]):
            return False
        if len(media) > 1 and any(spot.kind == "joint" for spot in segment[media[0] :]):
            return False
        later = any(s.kind == "medium" for s in self.spots if s.start > number.start)
        return later or not any("this_year" in spot.says for spot in segment)

    def _revised(self, number: Spot) -> bool:
        """Whether a bracket after a number says that revised documents are counted in."""
        rest = [spot for spot in self.spots if spot.start >= number.end]
        bracket = (
            rest[: [spot.text for spot in rest].index(")")]
            if any(s.text == ")" for s in rest)
            else []
        )
        return (
            bracket[:1] != [] and bracket[0].text == "(" and any(s.text[0] in "修" for s in bracket)
        )


def _is_all_else(segment: list[Spot]) -> bool:
    """Whether 其他 means all else that a list counts: nothing but 申请 comes after it."""
    place = next(i for i, spot in enumerate(segment) if spot.kind == "rest")
    return all(spot.kind == "noun" and not spot.gap for spot in segment[place + 1 :])


def _all_of_year(segment: list[Spot]) -> bool:
    said = {concept for spot in segment for concept in spot.says}
    government = any("information" in s.says and s.text != "信息" for s in segment)
    return government and bool(
        said & {"this_year", "total", "cumulative"} or any(s.text == "共" for s in segment)
    )


def _adjoin(segment: list[Spot], steps: list[Spot]) -> bool:
    """Whether two steps follow one another, with nothing but a link between them."""
    if len(steps) < 2:
        return False
    one, other = segment.index(steps[-2]), segment.index(steps[-1])
    between = segment[one + 1 : other + 1]
    return not any(s.gap for s in between) and all(
        s.kind in ("joint", "filler", "all") for s in between[:-1]
    )
