"""Figures stated in prose: what each speaks of, and which cells of the form that is.

The phrases are data, in `forms/narrative.toml`; the code walks the sentences between the tables and
remembers the topic that the text has come to.
"""

from __future__ import annotations

import re
from typing import Any

from helpers.claims import Claim, Stated, interval, number_value, rounding_words
from helpers.document import Strip
from helpers.forms import Form
from helpers.phrases import Phrase, Place, cell_of, load_rules
from helpers.relative import GROWTH, all_alike, relation, unsure
from helpers.sections import Layout

__all__ = ["LONGEST_QUOTE", "Claim", "find_claims"]
LONGEST_QUOTE = 40
# So much text between two tables is searched; a long report has a tenth of it.
LONGEST_PROSE = 200_000
# How much text is looked at: before and behind a number, of its clause and sentence, for the title.
BEFORE, BEHIND, CLAUSE, EARLIER, TITLE = 80, 60, 40, 160, 600
_SENTENCE = re.compile(r"[^。!?…]+")
_YEAR = re.compile(r"(20\d\d)年")
_TITLE_YEAR = re.compile(r"(20\d\d)年[^,。;]{0,40}?(?:年度报告|年报)")
_EDGES = " ,.;:，、；：。"


def find_claims(strip: Strip, layout: Layout, form: Form) -> list[Claim]:
    """The figures stated outside the tables, in reading order."""
    reader = _Reader(strip, form)
    borders = sorted(layout.zones.values())
    starts = [0, *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(strip.text)]
    for start, end in zip(starts, ends, strict=True):
        reader.topic = ""
        end = min(end, start + LONGEST_PROSE)
        for sentence in _SENTENCE.finditer(strip.text, start, end):
            reader.read(*sentence.span())
    return sorted(reader.claims, key=lambda claim: claim.start)


class _Reader:
    """Walks sentences; keeps the open topic, whether an enumeration of parts is running, and the
    claim that a growth or a share behind it would speak of."""

    def __init__(self, strip: Strip, form: Form) -> None:
        self.rules = load_rules()
        self.strip, self.form = strip, form
        match = _TITLE_YEAR.search(strip.text, 0, TITLE)
        self.year = match[1] if match else ""
        self.title = strip.text[: match.end()] if match else ""
        self.topic = ""
        self.listing = False
        self.subject: Claim | None = None
        self.claims: list[Claim] = []

    def read(self, start: int, end: int) -> None:
        """Collect the claims of one sentence."""
        text, place, earlier = self.strip.text, start, ""
        self.listing, self.subject, first = False, None, len(self.claims)
        for number in self.rules.number.finditer(text, start, end):
            bare = number["unit"] is None and number["percent"] is None
            if bare and text[number.start() - 1 : number.start()] != "数":
                continue
            begin = max(place, number.start() - BEFORE)
            before = text[begin : number.start()]
            clause = max(map(before.rfind, ",;:。"))
            self._turn(text[place : begin + clause + 1])
            if not self._relate(number, before, begin):
                count = len(self.claims)
                if number["percent"] is None:
                    after = text[number.end() : min(end, number.end() + BEHIND)]
                    if not self._state(number, f"{before}#{after}", begin, earlier):
                        self._leave(before, before[clause + 1 :])
                self.subject = self.claims[-1] if len(self.claims) == count + 1 else None
            earlier = f"{earlier}{before}#"[-EARLIER:]
            place = number.end()
        self._turn(text[place:end])
        said = self.claims[first:]
        for claim, last in all_alike(self.rules, self.form, text[start:end], start, said):
            quote = self._quote(claim.start, last, claim.start)
            self.claims.append(claim._replace(quote=quote))
        self._nothing(start, end)

    def _relate(self, number: re.Match[str], before: str, begin: int) -> bool:
        """Add what a number says of the figure before it: its growth or its share."""
        found = relation(self.rules, before, number, self.subject, self.topic)
        if found is None:
            return False
        place = begin, number.end()
        claim = self._claim(found.measure, (None, None, None), number, *place, found.sign)
        self.subject = claim if found.measure.endswith(GROWTH) else None
        self.claims.append(claim)
        return True

    def _turn(self, text: str) -> None:
        """Change the topic to the last one that the text names."""
        for match in self.rules.topics.finditer(text):
            name = str(match.lastgroup)
            if name == "foreign":
                self.topic = ""
            elif not self.topic.startswith(name):
                self.topic = name

    def _leave(self, before: str, clause: str) -> None:
        """The topic after a figure that says nothing: none, if the clause counts other matters."""
        scope = self.rules.scope
        if scope["other_matter"].search(clause) and not scope["comparison"].search(clause):
            self.topic = ""
        self._turn(before)

    def _state(self, number: re.Match[str], text: str, begin: int, earlier: str) -> bool:
        """Add the claims that one number makes; whether it makes any, or is of another organ."""
        mark = text.index("#")
        if item := self._item(text[: mark + 1]):
            items = self.rules.items
            cells = [entry for entry in items["cell"] if entry["regex"].fullmatch(item)]
            place = begin + mark - len(item)
            self._add(items["measure"], number, place, number.end(), cells[0] if cells else {})
            return True
        near = text[: _clause_end(text, mark)]
        found = self._best(near, earlier) if self.rules.any_phrase.search(near) else None
        if found is None:
            return False
        phrase, match = found
        end = number.end() + max(0, match.end() - mark - 1)
        open_topic, stated, outside = self.topic, False, False
        for key in phrase.says:
            money = self.rules.measures[key].get("money", False)
            scoped = self._in_scope(key, phrase, text, match)
            outside = outside or scoped == ""
            if scoped and money == ((number["unit"] or "").endswith("元")):
                self.topic = open_topic
                self._add(scoped, number, begin + match.start(), end)
                if self._unsure(text[: text.index("#")]):
                    self.claims[-1] = unsure(self.claims[-1])
                stated = True
        if outside:
            self.topic = ""
        return stated or outside

    def _item(self, before: str) -> str | None:
        """The name of the part, where the number stands in an enumeration of parts."""
        items = self.rules.items
        match = items["next"].fullmatch(before) if self.listing else None
        if match is None and self.topic.startswith(items["topic"]):
            match = items["open"].search(before)
        self.listing = match is not None and not items["never"].search(match[1])
        return match[1] if match and self.listing else None

    def _best(self, text: str, earlier: str) -> tuple[Phrase, re.Match[str]] | None:
        """The longest phrase that fits, the first of several."""
        found = [
            (phrase, match)
            for phrase in self.rules.phrases
            if (match := phrase.pattern.search(text)) and phrase.fits(self.topic, earlier, text)
        ]
        return max(found, key=lambda pair: pair[1].end() - pair[1].start(), default=None)

    def _in_scope(self, key: str, phrase: Phrase, text: str, match: re.Match[str]) -> str | None:
        """The measure; where only a part is meant, that for parts or ""; None for another time."""
        scope, before = self.rules.scope, text[: text.index("#") + 1]
        clause = before[max(map(before.rfind, ",;:")) + 1 :]
        if not phrase.any_year and self._other_time(before, clause):
            return None
        part = scope["part"].search(clause) or self._other_organ(before[: match.start()])
        if phrase.channels and scope["channel"].search(clause):
            part = part or not scope["several_channels"].search(text[len(before) - len(clause) :])
        return self.rules.measures[key].get("part", "") if part else key

    def _unsure(self, before: str) -> bool:
        """Whether a clause may speak of a part of the organ, or of more than the organ."""
        scope, clause = self.rules.scope, before[max(map(before.rfind, ",;:")) + 1 :]
        if scope["inner"].search(clause):
            return True
        return bool(scope["wider"].search(clause) and scope["office"].search(self.title))

    def _other_time(self, before: str, clause: str) -> bool:
        """Whether a clause speaks of another time than the report's year."""
        scope, years = self.rules.scope, _YEAR.findall(before)
        if years and self.year and years[-1] != self.year:
            return True
        return bool(scope["stale"].search(clause) or scope["cumulative"].search(before))

    def _other_organ(self, before: str) -> bool:
        """Whether the text ends with an organ that is not the one of the title."""
        match = self.rules.scope["organ"].search(before)
        if match is None or self.rules.scope["organ_is_whole"].search(match[1]):
            return False
        return match[1][-3:] not in self.title

    def _add(
        self,
        measure: str,
        number: re.Match[str],
        start: int,
        end: int,
        cell: dict[str, Any] | None = None,
    ) -> None:
        """Add a claim on the cell of a measure, or on that of `cell`; its topic is then open."""
        entry = self.rules.measures[measure]
        place = self._cell(entry if cell is None else cell)
        name = measure.replace("@", self.topic.replace(":", "_"))
        self.claims.append(self._claim(name, place, number, start, end))
        self.topic = entry.get("topic", self.topic)

    def _claim(
        self, name: str, cell: Place, number: re.Match[str], start: int, end: int, sign: int = 1
    ) -> Claim:
        """A claim of a number whose words stand between two offsets; `sign` is -1 for a decline."""
        unit = (number["scale"] or "") + (number["unit"] or number["percent"] or "") or None
        low, high = interval(number, self.rules.above, self.rules.below)
        stated = Stated(start, *sorted((sign * low, sign * high)))
        place = number.start("whole")
        quote, line = self._quote(start, end, place), self._line(place)
        value, rounded = sign * number_value(number), bool(rounding_words(number))
        return Claim(name, cell[0], cell[1], cell[2], value, unit, rounded, quote, line, stated)

    def _cell(self, entry: dict[str, Any]) -> Place:
        """The cell that an entry names on this form, under the open topic."""
        return cell_of(entry, self.form, self.rules.topic_rows.get(self.topic, ""))

    def _nothing(self, start: int, end: int) -> None:
        """Add a claim of 0 for each measure that the sentence says there was none of."""
        for match in self.rules.nothing.finditer(self.strip.text, start, end):
            before = self.strip.text[max(start, match.start() - BEFORE) : match.start()] + "#"
            clause = before[max(map(before.rfind, ",;:")) + 1 :]
            if self._other_time(before, clause) or self.rules.scope["part"].search(clause):
                continue
            words = self.strip.text[start : match.end()]
            for key, objects in self.rules.zeros.items():
                entry = self.rules.measures[key]
                unless = entry.get("zero_unless")
                if not objects.search(match["objects"]) or (unless and re.search(unless, words)):
                    continue
                unit = "元" if entry.get("money") else None
                place = match.start("objects")
                quote, line = self._quote(*match.span(), place), self._line(place)
                zero = Stated(match.start(), 0.0, 0.0)
                cell = self._cell(entry)
                said = 0.0, unit, False, quote, line, zero
                self.claims.append(Claim(key, cell[0], cell[1], cell[2], *said))

    def _quote(self, start: int, end: int, keep: int) -> str:
        """The printed text between two offsets; if it is too long, the part around `keep`."""
        start = max(start, min(keep, end - LONGEST_QUOTE))
        pieces = (self.strip.printed(*part)[0].strip() for part in self.strip.slices(start, end))
        return "".join(pieces)[:LONGEST_QUOTE].strip(_EDGES)

    def _line(self, offset: int) -> int | None:
        return self.strip.tokens.lines[self.strip.token_at(offset)]


def _clause_end(text: str, start: int) -> int:
    """Where the clause that runs on at `start` ends, or the part of it that is looked at."""
    ends = [place for sign in ",;:" if (place := text.find(sign, start)) >= 0]
    return min(*ends, start + CLAUSE, len(text)) if ends else start + CLAUSE
