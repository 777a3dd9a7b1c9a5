"""Figures that relate to the one before them: its growth, its share of a whole, 均维持."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.claims import Claim
from helpers.forms import Form
from helpers.phrases import Rules, cell_of

GROWTH, SHARE, RATE = "_growth", "_share", "reply_rate"
OF = "_of_"
# A figure whose words may speak of a part of the organ, or of more than the organ.
UNSURE = "_of_part"


class Relation(NamedTuple):
    """What a number says of the figure before it: the measure, and -1 for a decline."""

    measure: str
    sign: int


def relation(
    rules: Rules, before: str, number: re.Match[str], subject: Claim | None, topic: str
) -> Relation | None:
    """What a number says of the figure just before it, where `before` stands between the two."""
    words = rules.relations
    percent = number["percent"] is not None
    if percent and topic.startswith("requests") and words["rate"].search(before):
        return Relation(RATE, 1)
    if subject is None:
        return None
    base, _, kind = subject.measure.partition(GROWTH)
    chained = subject.measure != base or kind
    if match := words["again" if chained else "growth"].fullmatch(before):
        return Relation(base + GROWTH, 1 if match["up"] else -1)
    if percent and (match := words["share"].fullmatch(before)):
        named = next((key for pattern, key in words["named"] if pattern.search(match["whole"])), "")
        if named or not match["whole"].strip("的"):
            return Relation(base + SHARE + (OF + named if named else ""), 1)
    return None


def unsure(claim: Claim) -> Claim:
    """A claim whose scope is not certain: it speaks of no cell."""
    return claim._replace(measure=claim.measure + UNSURE, table=None, row=None, column=None)


def all_alike(
    rules: Rules, form: Form, sentence: str, start: int, claims: list[Claim]
) -> list[tuple[Claim, int]]:
    """Claims that all of the disputes last counted in a sentence were upheld.

    Each with the place where its words end; `sentence` begins at `start` on the strip, `claims` are
    those of the sentence.
    """
    match = rules.relations["alike"].search(sentence)
    if match is None:
        return []
    found = []
    for claim in reversed([claim for claim in claims if claim.start < start + match.start()]):
        if claim.measure not in rules.relations["alike_of"]:
            break
        measure = rules.relations["alike_of"][claim.measure]
        table, row, column = cell_of(rules.measures[measure], form)
        alike = claim._replace(measure=measure, table=table, row=row, column=column)
        found.append((alike, start + match.end()))
    return found[::-1]
