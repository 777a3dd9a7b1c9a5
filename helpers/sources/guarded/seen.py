"""The text of a page as a person sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2

from helpers.computed import cached_property
from helpers.signs import STRUCK
from helpers.sources.guarded.drawn import TEXT, Part, drawn
from helpers.sources.guarded.gaps import gaps
from helpers.sources.guarded.letters import Letters
from helpers.sources.guarded.raised import raised
from helpers.sources.guarded.replaced import replaced
from helpers.sources.guarded.rules import Rule, rules
from helpers.sources.guarded.struck import struck
from helpers.sources.guarded.unseen import unseen

# A text that is drawn twice is drawn no further away than this, as a share of its height, and as
# large but for so many points. What is near is looked for in squares of so many points.
SHADOW, ALIKE, SQUARE = 0.37, 0.2, 6.0
# A square of a page that can be read begins no more pieces of text than these; others are compared
# with the first ones.
MOST_THERE = 20
_FIGURE = re.compile(r"[0-9０-９][0-9０-９.,．，]*")
# A square is numbered by its column, times WIDE, and its row; the numbers of those around it.
WIDE = 1 << 20
_AROUND = [column * WIDE + row for column in (-1, 0, 1) for row in (-1, 0, 1)]


@dataclass
class Seen:
    """A page and what a person sees of its text.

    Note marks are raised or lowered digits, figures that are struck out or covered stand between
    signs, text that nobody sees is left out, and of what is drawn twice one is left.
    """

    page: pypdfium2.PdfPage

    @cached_property
    def parts(self) -> list[Part]:
        """What the page draws."""
        return drawn(self.page)

    @cached_property
    def letters(self) -> Letters:
        """The text of the page, as it is stored."""
        return Letters(self.page)

    @property
    def hides_figures(self) -> bool:
        """Whether there are digits that nobody sees."""
        return any(self.letters.text[place].isdigit() for place in self._unseen[0])

    @cached_property
    def _unseen(self) -> tuple[set[int], set[int]]:
        return unseen(self.parts, self.letters)

    @cached_property
    def text(self) -> str:
        """What a person sees of the text."""
        return "".join(letter for letter, _ in self._seen)

    @cached_property
    def places(self) -> Sequence[int]:
        """For each character of the text, the place of the stored one."""
        return [place for _, place in self._seen]

    @cached_property
    def rules(self) -> list[Rule]:
        """The ruled lines of the page."""
        return rules(self.parts)

    @cached_property
    def _seen(self) -> list[tuple[str, int]]:
        """The characters that are seen, each with the place of the stored one."""
        text, (hidden, under) = self.letters.text, self._unseen
        marks = raised(self.letters)
        apart = gaps(self.letters)
        doubled = self._doubled()
        spoilt = under | struck(self.parts, self.letters)
        spoilt |= replaced(self.page, self.parts, self.letters)
        opened = closed = frozenset[int]()
        if spoilt:
            spans = [
                match.span()
                for match in _FIGURE.finditer(text)
                if spoilt.intersection(range(*match.span()))
            ]
            opened, closed = frozenset(a for a, _ in spans), frozenset(b - 1 for _, b in spans)
        seen: list[tuple[str, int]] = []
        for place, letter in enumerate(text):
            if place in doubled:
                continue
            if place in marks.behind:
                _join(seen)
            if place in apart:
                seen.append((" ", place))
            if place in opened:
                seen += [(sign, place) for sign in STRUCK]
            seen.append((" " if place in hidden else marks.signs.get(place, letter), place))
            if place in closed:
                seen += [(sign, place) for sign in STRUCK]
        return seen

    def _doubled(self) -> set[int]:
        """The places of what is drawn once more in nearly the same place."""
        pairs = [(one.handle, other.handle) for one, other in _pairs(self.parts)]
        said = self.letters.said if pairs else {}
        again = {other for one, other in pairs if said.get(one) and said[one] == said.get(other)}
        owners = self.letters.owners if again else ()
        return {place for place, owner in enumerate(owners) if owner in again}


def _join(seen: list[tuple[str, int]]) -> None:
    """Take away the white space in front of a note mark, which is beside what it marks."""
    while seen and seen[-1][0].isspace():
        seen.pop()


def _pairs(parts: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Pieces of text of one size that are drawn in nearly the same place, in their order."""
    by_place: dict[int, list[Part]] = {}
    find = by_place.get
    for part in parts:
        if part.kind != TEXT:
            continue
        place = int(part.left // SQUARE) * WIDE + int(part.bottom // SQUARE)
        for step in _AROUND:
            if found := find(place + step):
                for other in found:
                    if _is_twin(other, part):
                        yield other, part
        there = by_place.setdefault(place, [])
        if len(there) < MOST_THERE:
            there.append(part)


def _is_twin(one: Part, other: Part) -> bool:
    step = SHADOW * one.height
    return (
        abs(one.left - other.left) <= step
        and abs(one.bottom - other.bottom) <= step
        and abs(one.width - other.width) < ALIKE
        and abs(one.height - other.height) < ALIKE
    )
