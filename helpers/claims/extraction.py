"""Figures stated in prose: every number between the tables, and the cells that it speaks of.

The words are data, in `lexicon.toml` and `measures.toml`; `grammar.py` attaches the numbers of one
sentence to them; here the sentences are found, and what is attached becomes claims.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from helpers.claims.claim import (
    OTHER_ORGAN,
    PART,
    THIS_YEAR,
    UNATTACHED,
    WHOLE,
    Claim,
    Stated,
)
from helpers.claims.context import GROWTH, PART_OF_TOTAL, RATE, SHARE, Attached, Topic, words_of
from helpers.claims.grammar import Sentence
from helpers.claims.lexicon import NUMERALS, OTHERS, THINGS, one_of, words
from helpers.claims.measures import Place, cell_of, load_measures, place_of
from helpers.claims.scope import Origin, origin_of
from helpers.claims.spots import Spot, spots_of
from helpers.document import Strip
from helpers.forms import Form
from helpers.sections import Layout

LONGEST_QUOTE = 40
# So much text before a number may name a part of what was published.
BEFORE = 80
# So much text between two tables is searched; a long report has a tenth of it.
LONGEST_PROSE = 200_000
# Sections whose numbers are kept though nothing attaches them; the others are tables.
PROSE_SECTIONS = (1, 5, 6)
# A sentence of more characters is read in pieces of so many.
LONGEST_SENTENCE = 2_000
_SENTENCE = re.compile(rf"[^。!?…]{{1,{LONGEST_SENTENCE}}}")
_HEADING = re.compile(r"[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[).]+[^。,;:!?]*")
LONGEST_HEADING = 40
_ALL = re.compile("[均都]|全部")
_EDGES = " ,.;:，、；：。"
# What a sentence must have to state a figure.
_UNITS = f"(?:{THINGS}|{OTHERS}|元)"
_STATES = re.compile(
    rf"(?=[\d数量为是无未没申复诉{NUMERALS}])(?:\d[万亿余多几]{{0,2}}(?:{_UNITS}|%)"
    rf"|[{NUMERALS}][余多几]?{_UNITS}|[数量为是][\d零〇]"
    "|(?:[无未]|没有)[^,;。]{0,40}(?:申请|复议|诉讼|规章|文件|收费|处理费|结转|决定)"
    "|(?:申请|复议|诉讼)[^,;。]{0,6}[无没])"
)
OF_PART, OF_OTHER_ORGAN, OF_OTHER_TIME = "_of_part", "_of_other_organ", "_of_other_year"
SUFFIXES = (OF_PART, OF_OTHER_ORGAN, OF_OTHER_TIME)


def find_claims(
    strip: Strip, layout: Layout, form: Form, organ: str | None = None, year: int | None = None
) -> list[Claim]:
    """The figures stated outside the tables, in reading order.

    `organ` and `year` are those of the report; where they are not given its title says them.
    """
    origin, title = origin_of(strip.text)
    origin = Origin(organ or origin.organ, str(year) if year else origin.year)
    reader = _Reader(strip, layout, form, origin)
    borders = sorted(layout.zones.values())
    starts = [title, *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(strip.text)]
    for start, end in zip(starts, ends, strict=True):
        reader.topic.matter = ""
        reader.read(start, min(end, start + LONGEST_PROSE))
    return sorted(reader.claims, key=lambda claim: claim.start)


class _Reader:
    """Walks sentences; keeps the matter that the text has come to."""

    def __init__(self, strip: Strip, layout: Layout, form: Form, origin: Origin) -> None:
        self.strip, self.layout, self.form, self.origin = strip, layout, form, origin
        published = any("newly_published" in table.columns for table in form.tables.values())
        self.topic, self.items = Topic(published), Items(form)
        self.claims: list[Claim] = []
        self.headings = sorted((place, number) for number, (place, _) in layout.headings.items())

    def read(self, start: int, end: int) -> None:
        """Collect the claims of the sentences between two offsets."""
        text = self.strip.text
        for begin, stop in self._stretches(start, end):
            for sentence in _SENTENCE.finditer(text, begin, stop):
                first, last = sentence.span()
                if _STATES.search(text, first, last) or self._speaks_of_all(first, last):
                    self._sentence(first, last)
                else:
                    self._turn(first, last)
                    self.topic.counted = None

    def _speaks_of_all(self, start: int, end: int) -> bool:
        """Whether a sentence may speak of all requests that the sentence before it counts."""
        return bool(
            self.topic.counted and _ALL.search(self.strip.text, start, min(end, start + 12))
        )

    def _stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """The prose between two offsets, cut at headings, which end without a full stop."""
        strip, cuts = self.strip, [start, end]
        for _, place, stop in strip.slices(start, end):
            if stop - place <= LONGEST_HEADING and _HEADING.fullmatch(strip.text, place, stop):
                cuts += [place, stop]
        cuts += [place for places in self.layout.headings.values() for place in places]
        inside = sorted({cut for cut in cuts if start <= cut <= end})
        return list(pairwise(inside))

    def _sentence(self, start: int, end: int) -> None:
        spots = spots_of(self.strip.text, start, end)
        before = len(self.claims)
        listed = self.items.of(self.strip.text, start, spots, self.topic.matter)
        for one in Sentence(spots, self.origin, self.topic, listed).read():
            place = listed.get(one.at)
            if place is not None:
                one = one._replace(start=place[0])
            if claim := self._claim(one, place[1] if place else None):
                self.claims.append(claim)
        figures = [spot.end for spot in spots if spot.kind == "number"]
        attached = self.topic.counted or any(
            one.measure != UNATTACHED for one in self.claims[before:]
        )
        self._turn(figures[-1] if figures and attached else start, end)

    def _turn(self, start: int, end: int) -> None:
        """Take the topic from the last words of a sentence that name one."""
        pattern, named = topics()
        for said in pattern.findall(self.strip.text, start, end):
            self.topic.matter = named[said]

    def _claim(self, one: Attached, item: dict[str, Any] | None) -> Claim | None:
        """The claim that an attached number makes; None for one that nothing attaches elsewhere."""
        name, cell = self._named(one, item)
        if name == UNATTACHED and not self._in_prose(one.at):
            return None
        value, low, high, unit, rounded = one.number
        stated = Stated(one.start, *sorted((one.sign * low, one.sign * high)))
        quote, line = self._quote(one.start, one.end, one.at), self._line(one.at)
        words = words_of(one.words) if name != UNATTACHED else ""
        value = one.sign * value
        said = value, unit, rounded, quote, line, words, one.scope, one.time, stated
        return Claim(name, cell[0], cell[1], cell[2], *said)

    def _named(self, one: Attached, item: dict[str, Any] | None) -> tuple[str, Place]:
        """The name of the measure that an attached number is of, and its cell."""
        nowhere: Place = (None, None, None)
        if one.measure is None:
            return UNATTACHED, nowhere
        rules = load_measures()
        name = one.measure.replace("@", one.dispute)
        relative = GROWTH in name or SHARE in name or name == RATE
        if one.time != THIS_YEAR:
            return name + OF_OTHER_TIME, nowhere
        entry = rules.measures.get(one.measure, {})
        if one.scope != WHOLE and not name.startswith(PART_OF_TOTAL + SHARE):
            if one.scope == PART and not relative and (part := entry.get("part")):
                return part, nowhere
            return name + (OF_OTHER_ORGAN if one.scope == OTHER_ORGAN else OF_PART), nowhere
        if relative:
            return name, nowhere
        rows = rules.dispute_rows.get(one.dispute, "")
        if item is not None:
            return name, cell_of(item, self.form)
        cell = place_of(one.measure, self.form, rows)
        other = one.otherwise or entry.get("otherwise")
        if cell[0] is None and other:
            return other, place_of(other, self.form)
        return name, cell

    def _in_prose(self, place: int) -> bool:
        """Whether a place is in a section whose numbers are all kept, or in no section at all.

        All of a report without tables is prose.
        """
        if not self.layout.zones:
            return True
        before = [number for start, number in self.headings if start <= place]
        return before[-1] in PROSE_SECTIONS if before else not self.headings

    def _quote(self, start: int, end: int, keep: int) -> str:
        """The printed text between two offsets; if it is too long, the part around `keep`."""
        start = max(start, min(keep, end - LONGEST_QUOTE))
        pieces = (self.strip.printed(*part)[0].strip() for part in self.strip.slices(start, end))
        return "".join(pieces)[:LONGEST_QUOTE].strip(_EDGES)

    def _line(self, offset: int) -> int | None:
        return self.strip.tokens.lines[self.strip.token_at(offset)]


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


@cache
def topics() -> tuple[re.Pattern[str], dict[str, str]]:
    """The words that name a topic, and those after which no earlier one holds."""
    named = {
        word: "requests" if "requests" in entry.says else ""
        for word, entry in words().items()
        if "requests" in entry.says or entry.concept == "other_topic"
    }
    return re.compile(one_of(list(named))), named
