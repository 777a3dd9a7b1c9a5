"""Figures that a clause states without a number: that there was none, that all ended alike."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.claims.claim import THIS_YEAR, WHOLE
from helpers.claims.context import (
    DECISIONS,
    DISPUTES,
    DOCUMENTS,
    Attached,
    Context,
    concepts_of,
    matters_of,
    of_kinds,
)
from helpers.claims.measures import load_measures, measure_of
from helpers.claims.numbers import Number
from helpers.claims.spots import NOTHING, Spot

# Kinds of words that no statement of none has: what is denied is then something else.
UNDENIED = frozenset(
    ["outcome", "ground", "who", "channel", "result", "uncounted", "foreign", "change"]
)


class Silence(Context):
    """Reads clauses that have no number."""

    def _none(self, segment: list[Spot]) -> None:
        """Add a 0 for each figure that a clause says there was none of."""
        first = next(i for i, spot in enumerate(segment) if spot.kind == "negation")
        after = segment[first + 1 :] or segment[:first]
        kinds = {spot.kind for spot in after}
        if any(s.gap for s in after) or kinds & UNDENIED:  # fmt: skip
            return
        said = concepts_of(after)
        time = self.reach.times(segment[:first])[0]
        before = segment[: first + 1]
        if "administrative_fee" in said:
            said |= concepts_of(segment)
        for concepts in self._denied(said, after):
            key = measure_of(concepts)
            if key and load_measures().measures[key].get("zero"):
                money = load_measures().measures[key].get("money")
                zero = Number(0.0, 0.0, 0.0, "元" if money else None, False)
                spot = Spot("number", NOTHING, NOTHING, after[-1].end, after[-1].end, "", "", zero)
                self._add(key, spot, [before[-1], *after], [], time)

    def _denied(self, said: frozenset[str], after: list[Spot]) -> Iterable[frozenset[str]]:
        """The concepts of each figure that a negated clause names."""
        matters = matters_of(said)
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
            return (
                [frozenset({"requests", "carry"}) | concepts]
                if requests or self._requests()
                else []
            )
        if requests and not said & {"conclude", "publish", "proactive", "information"}:
            return [frozenset({"requests", "receive"})]
        return []

    def _alike(self, segment: list[Spot], every: bool) -> None:
        """Add what a clause says of `every` one counted before it, or of the only one."""
        kinds = [spot.kind for spot in segment]
        after = segment[kinds.index("all") + 1 :] if every else segment
        said = concepts_of(after)
        if sum(len(s.gap) for s in after) > 4 or any(
            s.kind in ("uncounted", "foreign", "change") for s in after
        ):
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
            fits = [
                k
                for k in alike
                if k[0] == one.measure and k[1] in said and (every or k[1] != "conclude")
            ]
            if fits and not (
                done & {"concluded", "carried_in", "carried_out"} and fits[0][1] == "conclude"
            ):
                key = alike[fits[0]]
                if key not in done and one.number.high:
                    self.found.append(
                        one._replace(measure=key, end=after[-1].end, words=(*one.words, *after))
                    )
                    done.add(key)
            if one.measure == "received":
                break

    def _carry(self, concepts: frozenset[str], segment: list[Spot]) -> None:
        """Attach the number of the clause before that was carried over: 2件未到期，结转下年度."""
        last = self.found[-1] if self.found else None
        key = measure_of(frozenset({"requests", "carry"}) | (concepts & {"last", "next"}))
        if key and last and last.measure is None and last.number.counts:
            words = (*last.words, *segment)
            self.found[-1] = last._replace(measure=key, end=segment[-1].end, words=words)

    def _only(self, one: Attached, said: frozenset[str], after: list[Spot]) -> None:
        """Add the result of the only dispute that was counted."""
        result = of_kinds(said, ("result",))
        if key := measure_of(result | {"@"}) if len(result) == 1 else None:
            self.found.append(one._replace(measure=key, end=after[-1].end, words=tuple(after)))
