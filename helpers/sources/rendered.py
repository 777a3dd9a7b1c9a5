"""A page as it is rendered: hidden elements gone, raised, struck and drawn print with its signs."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from helpers.signs import OBJECT
from helpers.sources.css import PLAIN, Style, without_comments
from helpers.sources.css_rules import Element, Rules
from helpers.sources.element_looks import (
    SEEN,
    Look,
    attributes_of,
    is_spacer,
    marks_of,
    own_style,
    printed_in,
)
from helpers.sources.embedded import labels_of
from helpers.sources.names import BLOCKS, LASTING, OBJECTS, VOID

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>]*)>")
# Hidden elements that are longer, or hold a table, may be closed tabs, which a reader can open.
LONGEST_HIDDEN = 2_000
MOST_TABS = 40
# Browsers nest no deeper, and an end tag ends nothing that began so many elements further out.
DEEPEST, FURTHEST = 500, 100

_CELLS = frozenset(("td", "th"))
_GROUPS = frozenset(("tbody", "thead", "tfoot"))
_TABLE_PARTS = _CELLS | _GROUPS | {"tr", "caption"}
# The open elements that a start tag ends, and those out of which it ends none.
_ENDED_BY = {
    **dict.fromkeys(_CELLS, _CELLS),
    "tr": _CELLS | {"tr"},
    **dict.fromkeys(_GROUPS, _CELLS | _GROUPS | {"tr"}),
    "li": frozenset(("li",)),
    **dict.fromkeys(("dt", "dd"), frozenset(("dt", "dd"))),
    **dict.fromkeys(BLOCKS, frozenset(("p",))),
}
_BORDERS = {"li": frozenset(("ul", "ol", "table", *_CELLS))}
_AROUND_CELL, _AROUND_TEXT = frozenset(("table",)), frozenset(("table", "caption", *_CELLS))


class _Open(NamedTuple):
    """An open element, and where the output stood when it began, if it hides something."""

    element: Element
    look: Look
    hides: tuple[int, int, int, bool] | None = None


class _Tab(NamedTuple):
    """Pieces of the output that a closed tab may hide: all from `start` to `end`, or its texts."""

    start: int
    end: int
    texts: tuple[int, ...] | None


def rendered(texts: Sequence[str], tags: Sequence[str], rules: Rules | None) -> str:
    """The markup of texts, each with the tags behind it, as its styles and these rules show it.

    A closed tab, which holds a table, stays, for a reader may open it; but not where the page shows
    all labels of its tables beside it, as those of another year.
    """
    page = _Page(rules)
    for text, stretch in zip(texts, tags, strict=True):
        page.text(text)
        done = 0
        for tag in _TAG.finditer(stretch):
            if tag.start() > done:
                page.text(stretch[done : tag.start()])
            page.tag(tag)
            done = tag.end()
        page.text(stretch[done:])
    return page.end()


class _Page:
    """The output so far, and the elements that are open."""

    def __init__(self, rules: Rules | None) -> None:
        self.rules = rules
        self.output: list[str] = []
        self.length = self.tables = 0
        self.open: list[_Open] = []
        self.names: Counter[str] = Counter()
        self.look = SEEN
        # The places of texts that are not to be seen, and of closed tabs.
        self.unseen: list[int] = []
        self.tabs: list[_Tab] = []

    def text(self, text: str) -> None:
        """A text between tags."""
        if not text:
            return
        look = self.look
        if look is not SEEN:
            if look.unseen:
                self.unseen.append(len(self.output))
            text = printed_in(text, look)
        self._write(text)

    def tag(self, tag: re.Match[str]) -> None:
        """A start tag or an end tag."""
        name = tag[2].lower()
        if tag[1]:
            self._end(name, tag[0])
            return
        self._end_others(name)
        element, style, doubtful = self._style(name, tag[3])
        if name in OBJECTS:
            self._object(name, tag[3], style)
        if name in VOID:
            if not style.gone and name not in OBJECTS:
                self._write(tag[0])
            return
        self.tables += name == "table"
        if len(self.open) >= DEEPEST:
            self._write(tag[0])
            return
        look = self.look if style == PLAIN else self.look.under(style)
        if doubtful or name == "pre":
            look = look._replace(doubtful=look.doubtful or doubtful)
            look = look._replace(preformatted=look.preformatted or name == "pre")
        hides = style.gone or (look.unseen and not self.look.unseen)
        began = (len(self.output), self.length, self.tables - (name == "table"), style.gone)
        self._push(_Open(element, look, began if hides else None))
        self.look = look
        self._write(tag[0])

    def end(self) -> str:
        """The markup, at the end of the page."""
        self._close(0)
        tabs = self.tabs[:MOST_TABS]
        if not tabs:
            return "".join(self.output)
        shown = labels_of("".join(_without(self.output, tabs)))
        labels = [labels_of("".join(self.output[tab.start : tab.end])) for tab in tabs]
        hidden = [tab for tab, own in zip(tabs, labels, strict=True) if own and own <= shown]
        return "".join(_without(self.output, hidden))

    def _write(self, piece: str) -> None:
        self.output.append(piece)
        self.length += len(piece)

    def _style(self, name: str, attributes: str) -> tuple[Element, Style, bool]:
        """What an element is for selectors, its style, and whether a rule leaves that in doubt."""
        given = attributes_of(attributes) if attributes else {}
        marks = marks_of(given) if self.rules else frozenset()
        element = Element(name, marks)
        sure: list[str] = []
        maybe = sure
        if self.rules and (asked := self.rules.asking(element)):
            around = [opened.element for opened in self.open]
            sure, maybe = self.rules.blocks(asked, element, around)
        own = without_comments(html.unescape(given.get("style", "")))
        style = own_style(name, "hidden" in given, own, tuple(sure))
        if len(maybe) == len(sure) or not self._in_row(name):
            return element, style, False
        return element, style, style != own_style(name, "hidden" in given, own, tuple(maybe))

    def _in_row(self, name: str) -> bool:
        """Whether an element is a row of a table or part of one."""
        return name == "tr" or self.names["tr"] > 0

    def _object(self, name: str, attributes: str, style: Style) -> None:
        """A picture or another object; what a field for text holds is text."""
        given = attributes_of(attributes)
        if style.gone or self.look.under(style).unseen or is_spacer(given):
            return
        kind = given.get("type", "text").lower()
        if name != "input":
            self._write(OBJECT)
        elif kind in ("text", "number", "tel", "search"):
            self.text(html.escape(html.unescape(given.get("value", "")), quote=False))
        elif kind != "hidden":
            self._write(OBJECT)

    def _end_others(self, name: str) -> None:
        """End the elements that cannot hold the one that begins."""
        ended = _ENDED_BY.get(name)
        if ended is None or not any(self.names[inner] for inner in ended):
            return
        borders = _AROUND_CELL if name in _TABLE_PARTS else _BORDERS.get(name, _AROUND_TEXT)
        outermost = None
        for place in range(len(self.open) - 1, max(-1, len(self.open) - FURTHEST), -1):
            inner = self.open[place].element.name
            if inner in ended:
                outermost = place
            elif inner in borders:
                break
        if outermost is not None:
            self._close(outermost, carry=name not in _TABLE_PARTS)

    def _end(self, name: str, tag: str) -> None:
        borders = _AROUND_CELL if name in _TABLE_PARTS or name == "table" else _AROUND_TEXT
        self._write(tag)
        if not self.names[name]:
            return
        for place in range(len(self.open) - 1, max(-1, len(self.open) - FURTHEST), -1):
            inner = self.open[place].element.name
            if inner == name:
                self._close(place, carry=name in BLOCKS)
                return
            if inner in borders:
                return

    def _close(self, place: int, carry: bool = False) -> None:
        """Close the elements from a place on; in a cell, what strikes out may go on after it."""
        closed = self.open[place:]
        for opened in reversed(closed):
            self.names[opened.element.name] -= 1
            if opened.hides:
                self._hide(*opened.hides)
        del self.open[place:]
        self.look = self.open[-1].look if self.open else SEEN
        lasting = [o.element for o in closed[1:] if o.element.name in LASTING] if carry else []
        if lasting and any(self.names[name] for name in _CELLS):
            self.look = self.look._replace(struck=True)
            self._push(_Open(lasting[0], self.look))

    def _push(self, opened: _Open) -> None:
        self.open.append(opened)
        self.names[opened.element.name] += 1

    def _hide(self, start: int, length: int, tables: int, gone: bool) -> None:
        """Leave out what an element hides, or remember it as a closed tab."""
        texts: list[int] = []
        while self.unseen and self.unseen[-1] >= start:
            texts.append(self.unseen.pop())
        short = self.length - length <= LONGEST_HIDDEN and self.tables == tables
        if not (short and not gone):
            while self.tabs and self.tabs[-1].start >= start:
                self.tabs.pop()
        if not short:
            self.tabs.append(_Tab(start, len(self.output), None if gone else tuple(texts)))
        elif gone:
            del self.output[start:]
            self.length = length
        else:
            for text in texts:
                self.output[text] = ""


def _without(output: list[str], tabs: Sequence[_Tab]) -> list[str]:
    """The output without what closed tabs hide."""
    left = list(output)
    for tab in tabs:
        for place in range(tab.start, tab.end) if tab.texts is None else tab.texts:
            left[place] = ""
    return left
