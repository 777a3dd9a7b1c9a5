"""Enumerations of what was published: the parts that a list names, each with its number."""

from __future__ import annotations

from typing import Any

from helpers.claims.measures import load_measures
from helpers.claims.spots import Spot
from helpers.forms import Form

BEFORE = 80


class Items:
    """Finds the parts of published totals in a sentence."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def of(
        self, text: str, start: int, spots: list[Spot], topic: str
    ) -> dict[int, tuple[int, dict[str, Any]]]:
        """By the place of a number where its item begins, and the entry that names its cell."""
        rules = load_measures().items
        found: dict[int, tuple[int, dict[str, Any]]] = {}
        listing, place = False, start
        published, told, open_ = topic == "published", False, False
        for spot in spots:
            if spot.says & {"requests", "reconsideration", "litigation", "receive", "conclude"}:
                published = False
            open_ = open_ or "proactive" in spot.says
            open_ = open_ or ("information" in spot.says and told and not spot.gap)
            told = "publish" in spot.says
            if spot.kind != "number" or not published or not spot.number or spot.number.unit == "%":
                place = spot.end if spot.kind == "number" else place
                published = published or (open_ and spot.kind == "number")
                continue
            before = text[max(place, spot.start - BEFORE) : spot.start] + "#"
            match = rules["next"].fullmatch(before) if listing else None
            match = match or rules["open"].search(before)
            listing = match is not None and not rules["never"].search(match[1])
            if match and listing and spot.number.counts:
                cells = [one for one in rules["cells"] if one["regex"].fullmatch(match[1])]
                found[spot.start] = spot.start - len(match[1]), cells[0] if cells else {}
            place = spot.end
        return found
