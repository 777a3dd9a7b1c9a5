"""Attachment: which number of a sentence is the figure of which concepts.

A number belongs to the words that touch it: those before it since the number before, or, where none
are before it, those after it. Words that only link, and brackets, may stand between. What a number
lacks, it has from the sentence: the matter that is counted, the year, whose figure it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from helpers.claims.claim import OTHER_YEAR, PART, THIS_YEAR, WHOLE
from helpers.claims.lexicon import lexicon
from helpers.claims.measures import load_measures, measure_of
from helpers.claims.numbers import Number
from helpers.claims.scope import Origin, Reach
from helpers.claims.spots import NOTHING, Spot

# Kinds of words that lie between a number and what it counts.
LINKS = frozenset({"filler", "rounding", "total", "time", "year", "date", "scope", "among", "all", "each", "joint", "compare", "to"})  # fmt: skip
CONTENT = frozenset({"matter", "noun", "about", "step", "outcome", "ground", "who", "channel", "result", "rest"})  # fmt: skip
HEADS = CONTENT - {"about"}
DISPUTES = frozenset({"reconsideration", "litigation", "litigation_direct", "litigation_after"})
DOCUMENTS = frozenset({"normative", "regulations"})
DECISIONS = frozenset({"licensing", "penalties", "coercion"})
OTHER = "other"
# The concepts in which the parts of a whole may differ.
PARTS = ("who", "channel")
RESTS = {"outcome": "other_outcomes", "who": "other_organization", "result": "other_result"}
PART_OF_TOTAL = "published_part"
GROWTH, SHARE, RATE, OF = "_growth", "_share", "reply_rate", "_of_"


class Attached(NamedTuple):
    """A number with its measure, None where it is attached to nothing; `sign` is -1 for a decline."""

    measure: str | None
    dispute: str
    number: Number
    start: int
    end: int
    at: int
    words: str
    scope: str
    time: str
    sign: int = 1
    # The figure where the form does not have the cell of `measure`.
    otherwise: str | None = None


@dataclass
class Topic:
    """The matter that a report has come to, from sentence to sentence."""

    matter: str = ""
    counted: Attached | None = None


class Sentence:
    """Walks the spots of one sentence and attaches its numbers."""

    def __init__(
        self, spots: list[Spot], origin: Origin, topic: Topic, items: Container[int] = ()
    ) -> None:
        self.spots, self.origin, self.topic, self.items = spots, origin, topic, items
        self.reach = Reach(origin)
        self.found: list[Attached] = []
        self.segment: list[Spot] = []
        self.noun = ""
        self.dispute = ""
        self.last: frozenset[str] = NOTHING
        self.opened: frozenset[str] = NOTHING
        self.listed = ""
        self.parts: list[frozenset[str]] = []
        self.saved: list[list[Spot]] = []
        self.numbers = 0
        self.subject: Attached | None = None
        later = self._explanation()
        self.discloses = "about" in later
        if "requests" in later or self._shows_requests():
            self.noun = "requests"

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

    def _superseded(self, found: list[Attached]) -> list[Attached]:
        """Requests that the sentence counts anew are no claim where they were first counted with others."""
        received = [one for one in found if one.measure == "received" and one.scope == WHOLE and one.time == THIS_YEAR]
        if len({one.number.value for one in received}) < 2 or not received[-1].words.startswith(("新", "本年新")):
            return found
        return [one._replace(measure=None) if one in received[:-1] else one for one in found]

    def _word(self, spot: Spot) -> None:
        self.discloses = self.discloses or bool(spot.says & {"about", "requests"})
        if spot.gap and spot.kind in ("step", "time", "year", "total", "scope", "noun", "matter"):
            self.reach.name(spot.gap)
        if spot.kind == "scope":
            self.reach.turn(spot)
        self.segment.append(spot)

    def _sign(self, spot: Spot) -> None:
        if spot.text == "(":
            self._turn(self._concepts(self.segment))
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
        said = self._concepts(segment)
        if "negation" in kinds:
            self._none(segment)
        elif "all" in kinds or (self.found and self.found[-1].number.high == 1):
            self._alike(segment, "all" in kinds)
        if not self.numbers:
            self.reach.main = self.reach.scope
        time, concepts = self.reach.times(segment)
        if "carry" not in said and not kinds & {"compare", "change", "negation"}:
            self.reach.time = time
        if "uncounted" in kinds or "foreign" in kinds:
            self._turn(said, OTHER if said & DOCUMENTS else "")
        elif said:
            self._turn(said)
        if said & DISPUTES and self.discloses:
            self.dispute = _dispute(_matters(said))
        self.opened = said if kinds & {"step", "matter", "noun", "who", "outcome"} else self.opened

    def _turn(self, said: frozenset[str], matter: str = "") -> None:
        """Take the matter of the sentence from concepts."""
        matters = _matters(said)
        if matter:
            self.noun = matter
        elif matters & DISPUTES:
            self.noun = _dispute(matters)
        elif matters and self.noun != "held":
            self.noun = next(iter(sorted(matters)))

    # ---- Numbers ------------------------------------------------------------------------------------

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
        touching = _touching(segment, spot)
        if self._distributes(segment, touching):
            end = self._distribute(segment, place)
            if end:
                return end
        if number.unit == "%" or (touching and touching.kind in ("change", "share", "rate")):
            self._relate(segment, touching, spot)
            return place + 1
        if number.unit is None and not _follows_count(segment, spot):
            self.segment = [*segment, spot._replace(kind="date")]
            return place + 1
        after = self._after(place, segment, touching)
        self.discloses = self.discloses or any(one.says & {"about", "requests"} for one in after)
        self._attach(segment, touching, place, after)
        return place + 1 + len(after)

    def _after(self, place: int, segment: list[Spot], touching: Spot | None) -> list[Spot]:
        """The words after a number that belong to it: none where those before it say all."""
        if touching and not (touching.kind == "step" and not _matters(self._concepts(segment))):
            return []
        if touching is None and (self.spots[place].gap or _unknown(segment)):
            return []
        after: list[Spot] = []
        for spot in self.spots[place + 1 :]:
            if spot.kind == "number":
                return []
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
        if any(spot.gap for spot in until) and not (
            loose < 9 and {"carry"} & self._concepts(after)
        ):
            return []
        return after

    def _attach(
        self, segment: list[Spot], touching: Spot | None, place: int, after: list[Spot]
    ) -> None:
        """Say what one number counts."""
        spot = self.spots[place]
        time, concepts = self.reach.times(segment)
        said = self._concepts([*segment, *after])
        kinds = {one.kind for one in segment}
        later = self.reach.times(after)[1]
        carried = "carry" in said
        if carried:
            said |= (concepts | later) & {"last", "next"}
            time = self.reach.time
        elif "to" in kinds and not any(s.kind in ("time", "year") for s in segment):
            self.reach.time = time = THIS_YEAR
        else:
            self.reach.time = time
        if self._grows_from(place):
            time = OTHER_YEAR
        blocked = spot.gap or kinds & {"negation"} or (touching and touching.kind not in HEADS)
        blocked = blocked or "uncounted" in kinds or (touching is None and _unknown(segment))
        if self.noun == OTHER and "requests" in said and _is_attribute(segment):
            blocked = True
        if touching is None and not after and not blocked:
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
        if "to" in kinds or (timed and "total" not in kinds and self.last) or (about and self.last & DISPUTES):
            return self.last or (self.opened if "to" in kinds else NOTHING)
        if self.opened and not self.parts:
            return self.opened
        if "total" in kinds and self.parts:
            wholes = {one - _of_kinds(one, PARTS) for one in (*self.parts, self.opened) if one}
            wholes = {one | {"requests"} if "application" in one else one for one in wholes}
            steps = {one & {"receive", "conclude", "carry"} for one in wholes} - {NOTHING}
            return max(wholes, key=len) if len(steps) == 1 and "carry" not in max(steps) else NOTHING
        return NOTHING

    def _foreign(self, said: frozenset[str], kinds: set[str], segment: list[Spot]) -> None:
        """The matter after a number of something else: none, where it was received or handled."""
        if "foreign" in kinds or kinds & {"uncounted"} or _unknown(segment) or segment:
            if said & {"receive", "conclude", "issue", "publish"} or "foreign" in kinds or said & DOCUMENTS:
                if not _matters(said) & {"requests"}:
                    self.noun = OTHER
        self.last = NOTHING

    def _state(
        self,
        said: frozenset[str],
        spot: Spot,
        segment: list[Spot],
        after: list[Spot],
        time: str,
    ) -> None:
        """Add the figures that concepts make of a number."""
        if "publish" in said and self.reach.scope == PART and self.topic.matter in ("published", "held"):
            self._add(PART_OF_TOTAL, spot, segment, after, time)
            return
        whole = self._complete(said, segment, spot)
        if "proactive" in whole and whole & DOCUMENTS and self._revised(spot):
            whole = NOTHING
        keys = self._measures(whole, segment) if spot.number and whole else []
        if not keys:
            self._add(None, spot, segment, after, time)
            if said & {"receive", "conclude"} and not _matters(said):
                self.noun = self.noun or OTHER
            self.last = said & DISPUTES
            return
        if keys == ["information_held"]:
            self.noun = "held"
        if keys == ["published_total"] and self._by_one_medium(segment, spot):
            keys = [PART_OF_TOTAL]
        for key in keys:
            self._add(key, spot, segment, after, time)
            self.found[-1] = self.found[-1]._replace(otherwise=self._otherwise(said))
        self.last = said
        self.parts.append(said)
        nested = any(one.kind == "among" for one in segment)
        for kind in (*RESTS, "ground") if nested else RESTS:
            if _of_kinds(said, (kind,)):
                self.listed = kind
        self.topic.matter = _topic_of(whole, self.topic.matter)

    def _complete(self, said: frozenset[str], segment: list[Spot], spot: Spot) -> frozenset[str]:
        """Concepts with the matter that they lack; none where what is counted is not sure."""
        if "rest" in said and said & {"receive", "conclude"}:
            return NOTHING
        if "rest" in said:
            said = (said - {"rest"}) | ({RESTS[self.listed]} if self.listed in RESTS else set())
        matters = _matters(said)
        if self.noun == "held" and said & {"requests", "refused"}:
            return said | {"held"}
        if matters & DISPUTES:
            said -= {"requests", "application", "receive", "conclude"}
            zero = spot.number is not None and spot.number.high == 0
            known = self.topic.matter in ("requests", "disputes") and not self.origin.decides
            if not (known or zero or self.discloses):
                return NOTHING
            self.dispute = _dispute(matters)
            return said - DISPUTES | {"@"} if _of_kinds(said, ("result",)) else said
        if _of_kinds(said, ("result",)):
            return said | {"@"} if self.dispute else NOTHING
        if matters & DECISIONS:
            if said & {"application", "receive"}:
                return NOTHING
            return said | ({"decide"} if "decide" in self.last | self.opened and said <= DECISIONS else set())
        if matters & DOCUMENTS:
            steps = self.last & {"issue", "repeal", "in_force", "proactive"} if self.last & DOCUMENTS else NOTHING
            return said if said & {"issue", "repeal", "in_force", "proactive"} else said | steps
        if matters & {"information"} and "requests" not in matters:
            return said
        if said & {"issue", "repeal", "in_force"} and not matters:
            return said | {self.noun} if self.noun in DOCUMENTS else NOTHING
        if matters & {"fee", "administrative_fee"}:
            return said
        return self._of_requests(said, segment)

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
        bracket = rest[: [spot.text for spot in rest].index(")")] if any(s.text == ")" for s in rest) else []
        return bracket[:1] != [] and bracket[0].text == "(" and any(s.text[0] in "修" for s in bracket)

    def _explanation(self) -> frozenset[str]:
        """What a sentence says at its end of all that it counts: 均为政府信息公开申请."""
        kinds = [spot.kind for spot in self.spots]
        last = len(kinds) - kinds[::-1].index("number") if "number" in kinds else len(kinds)
        if "all" not in kinds[last:]:
            return NOTHING
        return frozenset().union(*(spot.says for spot in self.spots[last:]))

    def _shows_requests(self) -> bool:
        """Whether words that only requests have show that the sentence counts requests."""
        kinds = {spot.kind for spot in self.spots}
        if "outcome" not in kinds or "foreign" in kinds:
            return False
        return any(
            "requests" in spot.says and (spot.kind == "outcome" or not _is_attribute([spot]))
            for spot in self.spots
        )

    def _of_requests(self, said: frozenset[str], segment: list[Spot]) -> frozenset[str]:
        """Concepts as those of requests, where the sentence or its topic is of requests."""
        noun = self.noun or self.topic.matter
        asked = "application" in said and (_of_kinds(said, ("who",)) or {"carry"} & said)
        if "requests" not in said and noun != "requests" and not (asked and noun != OTHER):
            return NOTHING
        if "publish" in said:
            if self.noun != "requests" or "proactive" in said:
                return NOTHING
            said = (said - {"publish"}) | {"granted"}
        if said & {"proactive", "issue", "hold"}:
            return NOTHING
        channels = _of_kinds(said, ("channel",))
        said -= channels if len(channels) > 1 else NOTHING
        exact = _of_kinds(said, ("outcome", "ground", "who", "channel"))
        if "application_count" in said and not exact and not said & {"receive", "conclude", "carry"}:
            said |= {"receive"}
        if "requests" in said and not exact and not said & {"receive", "conclude", "carry"}:
            if any(one.gap and one.kind not in ("time", "year", "scope") for one in segment):
                return NOTHING
            if any(one.kind == "step" for one in segment):
                return NOTHING
            said |= {"receive"}
        if said & {"conclude", "carry"} and _of_kinds(said, ("who", "channel")):
            return NOTHING
        return said | {"requests"}

    def _measures(self, whole: frozenset[str], segment: list[Spot]) -> list[str]:
        """The figures that complete concepts are: two where one number is of two steps."""
        if "held" in whole:
            return [key for key in ("held_on_request_only", "held_not_disclosed") if _HELD[key] in whole]
        if "and_more" in {c for spot in segment for c in spot.says}:
            whole -= _of_kinds(whole, ("ground",)) if _of_kinds(whole, ("outcome",)) else NOTHING
        if "publish" in whole and "information" in whole and _all_of_year(segment):
            whole |= {"proactive"}
        if "proactive" in whole and whole & DOCUMENTS:
            whole |= {"issue"}
        if {"receive", "conclude"} <= whole and not _of_kinds(whole, ("outcome", "ground", "who")):
            steps = [s for s in segment if s.says & {"receive", "conclude"}]
            if _adjoin(segment, steps):
                return ["received", "concluded"]
            whole -= {"receive", "conclude"} - steps[-1].says if steps else NOTHING
        key = measure_of(whole)
        return [key] if key else []

    def _otherwise(self, said: frozenset[str]) -> str | None:
        """The outcome of a ground, where the sentence names that outcome but once."""
        outcome = _of_kinds(said, ("outcome",))
        if len(outcome) != 1 or not _of_kinds(said, ("ground",)):
            return None
        named = sum(bool(outcome & spot.says) for spot in self.spots)
        return measure_of(outcome | {"requests"}) if named == 1 else None

    # ---- Relations to other numbers -----------------------------------------------------------------

    def _relate(self, segment: list[Spot], touching: Spot | None, spot: Spot) -> None:
        """Attach a growth, a share or a rate to the figure that it is of."""
        said = self._concepts(segment)
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
            elif subject and subject.measure and not _unknown(segment) and not said:
                base = subject.measure.partition(GROWTH)[0] if subject.scope == WHOLE else None
            measure = base + GROWTH if base else None
        elif kind == "share" and subject and subject.measure and spot.number.unit == "%":  # type: ignore[union-attr]
            measure = _share(subject.measure, "".join(s.gap + s.text for s in segment))
        elif kind == "rate" and (self.noun == "requests" or (not self.noun and self._requests())):
            measure = RATE
        self._add(measure, spot, segment, [], self.reach.time, sign)

    def _requests(self) -> bool:
        return (self.noun or self.topic.matter) == "requests"

    # ---- Several numbers at once --------------------------------------------------------------------

    def _distributes(self, segment: list[Spot], touching: Spot | None) -> bool:
        kinds = [spot.kind for spot in segment]
        return "each" in kinds or ("all" in kinds and segment[-1].text[-1:] in "为是零")

    def _distribute(self, segment: list[Spot], place: int) -> int:
        """Give each of several numbers its own of several words: A和B分别为4件和3件."""
        numbers, end = self._series(place)
        groups = _groups(segment)
        years = [spot for spot in segment if spot.kind == "year"]
        same = not any(spot.kind == "each" for spot in segment)
        if same:
            numbers = numbers * len(groups)
            end = place + 1
        elif len(years) == len(numbers) > 1:
            return self._over_years(segment, years, numbers, end)
        if not 1 <= len(numbers) <= len(groups):
            return 0
        whole = self._concepts(segment)
        self._turn(whole)
        unit = numbers[-1].number.unit if numbers[-1].number else None
        for group, spot in zip(groups[-len(numbers) :], numbers, strict=True):
            said = self._concepts(group)
            asked = "application" in whole and _of_kinds(whole, ("who",))
            if ("requests" in whole or asked) and not _matters(said):
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
        said = self._concepts(segment)
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

    # ---- Statements without a number ----------------------------------------------------------------

    def _none(self, segment: list[Spot]) -> None:
        """Add a 0 for each figure that a clause says there was none of."""
        first = next(i for i, spot in enumerate(segment) if spot.kind == "negation")
        after = segment[first + 1 :] or segment[:first]
        kinds = {spot.kind for spot in after}
        if any(s.gap for s in after) or kinds & {"outcome", "ground", "who", "channel", "result", "uncounted", "foreign", "change"}:  # fmt: skip
            return
        said = self._concepts(after)
        time = self.reach.times(segment[:first])[0]
        before = segment[: first + 1]
        if "administrative_fee" in said:
            said |= self._concepts(segment)
        for concepts in self._denied(said, after):
            key = measure_of(concepts)
            if key and load_measures().measures[key].get("zero"):
                money = load_measures().measures[key].get("money")
                zero = Number(0.0, 0.0, 0.0, "元" if money else None, False)
                spot = Spot("number", NOTHING, after[-1].end, after[-1].end, "", "", zero)
                self._add(key, spot, [before[-1], *after], [], time)

    def _denied(self, said: frozenset[str], after: list[Spot]) -> Iterable[frozenset[str]]:
        """The concepts of each figure that a negated clause names."""
        matters = _matters(said)
        if matters & DISPUTES:
            return [frozenset({one}) for one in sorted(matters & DISPUTES, reverse=True)]
        if matters & DOCUMENTS:
            return [(said - DOCUMENTS) | {one} for one in sorted(matters & DOCUMENTS, reverse=True)]
        if matters & DECISIONS:
            return [frozenset({one, "decide"}) for one in matters & DECISIONS if "decide" in said]
        if matters & {"administrative_fee"}:
            return [] if said & {"requests", "about", "fee", "application"} else [matters]
        if matters & {"fee"}:
            return [frozenset({"fee"})]
        requests = "requests" in matters or ("application" in said and self._requests())
        if "carry" in said:
            concepts = self.reach.times(after)[1] & {"last", "next"}
            return [frozenset({"requests", "carry"}) | concepts] if requests or self._requests() else []
        if requests and not said & {"conclude", "publish", "proactive", "information"}:
            return [frozenset({"requests", "receive"})]
        return []

    def _alike(self, segment: list[Spot], every: bool) -> None:
        """Add what a clause says of `every` one of the figure counted before it, or of the only one."""
        kinds = [spot.kind for spot in segment]
        after = segment[kinds.index("all") + 1 :] if every else segment
        said = self._concepts(after)
        if sum(len(s.gap) for s in after) > 4 or any(s.kind in ("uncounted", "foreign", "change") for s in after):
            return
        if "publish" in said:
            said |= {"granted"}
        alike = load_measures().alike
        done = {one.measure for one in self.found}
        before = [self.topic.counted] if self.topic.counted and not self.numbers else self.found
        for one in reversed(before):
            if one.measure is None or one.scope != WHOLE or one.time != THIS_YEAR:
                continue
            if not every and one.measure in DISPUTES:
                self._only(one, said, after)
                break
            fits = [k for k in alike if k[0] == one.measure and k[1] in said and (every or k[1] != "conclude")]
            if fits and not (done & {"concluded", "carried_in", "carried_out"} and fits[0][1] == "conclude"):
                key = alike[fits[0]]
                if key not in done and one.number.high:
                    self.found.append(one._replace(measure=key, end=after[-1].end, words=f"{one.words} {_words(after)}"))
                    done.add(key)
            if one.measure == "received":
                break

    def _only(self, one: Attached, said: frozenset[str], after: list[Spot]) -> None:
        """Add the result of the only dispute that was counted."""
        result = _of_kinds(said, ("result",))
        if key := measure_of(result | {"@"}) if len(result) == 1 else None:
            self.found.append(one._replace(measure=key, end=after[-1].end, words=_words(after)))

    def _add(
        self,
        measure: str | None,
        spot: Spot,
        segment: list[Spot],
        after: list[Spot],
        time: str,
        sign: int = 1,
    ) -> None:
        number = spot.number
        assert number is not None
        if measure and GROWTH not in measure and SHARE not in measure and measure != RATE:
            money = load_measures().measures[measure].get("money", False)
            only_zero = load_measures().measures[measure].get("only_zero") and number.high > 0
            if only_zero or (number.money != money) or not (number.money or number.counts):
                measure = None
        used = [one for one in segment if one.kind not in ("sign", "filler", "joint")]
        start = segment[0].start if segment else spot.start
        end = after[-1].end if after else spot.end
        words = _words([*used, *(one for one in after if one.kind != "filler")])
        scope = self.reach.scope
        self.subject = Attached(
            measure, self.dispute, number, start, end, spot.start, words, scope, time, sign
        )
        self.found.append(self.subject)

    def _concepts(self, spots: list[Spot]) -> frozenset[str]:
        """What words say; 申请 alone is of requests where the text is of them."""
        said: set[str] = set()
        for spot in spots:
            if spot.kind in CONTENT or spot.kind == "filler":
                if spot.kind == "noun" and spot.gap and spot.gap[-1] not in "的级类":
                    continue
                said |= spot.says
        said -= {"filler", "and_more"}
        return frozenset(said)


_HELD = {"held_on_request_only": "requests", "held_not_disclosed": "refused"}


@cache
def _of_kinds(said: frozenset[str], kinds: tuple[str, ...]) -> frozenset[str]:
    """Those of some concepts that are of some kinds."""
    entries = lexicon()
    return frozenset(c for c in said if c in entries and entries[c]["kind"] in kinds)


def _matters(said: frozenset[str]) -> frozenset[str]:
    return _of_kinds(said, ("matter",))


def _dispute(matters: frozenset[str]) -> str:
    """Which disputes are counted: one kind, or both together."""
    found = matters & DISPUTES
    return next(iter(found)) if len(found) == 1 else "disputes"


def _topic_of(whole: frozenset[str], before: str) -> str:
    if "requests" in whole:
        return "requests"
    if whole & DISPUTES or "@" in whole:
        return "disputes"
    if whole & {"hold", "held"}:
        return "held"
    return "published" if {"proactive", "information"} <= whole else before


def _touching(segment: list[Spot], number: Spot) -> Spot | None:
    """The word that a number touches, over words that only link."""
    if number.gap:
        return None
    for spot in reversed(segment):
        if spot.kind not in LINKS and spot.kind != "about":
            return spot
        if spot.gap:
            return None
    return None


def _is_attribute(segment: list[Spot]) -> bool:
    """Whether 依申请公开 may say how documents are disclosed, and not that somebody asked for them."""
    named = [spot.text for spot in segment if "requests" in spot.says]
    return all(text.startswith("依申请公开") and "申请" not in text[3:] for text in named)


def _unknown(segment: list[Spot]) -> bool:
    """Whether unknown text lies between a number and the last word that it could count."""
    for spot in reversed(segment):
        if spot.kind not in LINKS and spot.kind != "about":
            return False
        if spot.gap and spot.kind not in ("scope", "year", "time"):
            return True
    return False


def _follows_count(segment: list[Spot], number: Spot) -> bool:
    """Whether words before a number without a unit say that it counts."""
    return bool(segment) and not number.gap and segment[-1].text[-1] in "数量为是"


def _all_of_year(segment: list[Spot]) -> bool:
    said = {concept for spot in segment for concept in spot.says}
    government = any("information" in s.says and s.text != "信息" for s in segment)
    return government and bool(said & {"this_year", "total", "cumulative"} or any(s.text == "共" for s in segment))


def _adjoin(segment: list[Spot], steps: list[Spot]) -> bool:
    """Whether two steps follow one another, with nothing but a link between them."""
    if len(steps) < 2:
        return False
    one, other = segment.index(steps[-2]), segment.index(steps[-1])
    between = segment[one + 1 : other + 1]
    return not any(s.gap for s in between) and all(s.kind in ("joint", "filler", "all") for s in between[:-1])


def _groups(segment: list[Spot]) -> list[list[Spot]]:
    """The words of a segment between its links, those without content left out."""
    groups: list[list[Spot]] = [[]]
    for spot in segment:
        if spot.kind in ("each", "all"):
            break
        if spot.kind == "joint":
            groups.append([])
        else:
            groups[-1].append(spot)
    return [group for group in groups if any(spot.kind in HEADS for spot in group)]


def _share(measure: str, text: str) -> str | None:
    """The measure of a share of a figure, with the whole that its words name."""
    base = measure.partition(GROWTH)[0]
    if SHARE in base:
        return None
    whole = text.rpartition("占")[2]
    named = next((key for pattern, key in load_measures().named if pattern.search(whole)), "")
    return base + SHARE + (OF + named if named else "")


def _words(spots: Iterable[Spot]) -> str:
    return " ".join(spot.text for spot in spots if spot.text)
