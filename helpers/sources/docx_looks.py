"""How the runs of a Word file look, by their styles and by themselves: hidden, struck, raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lxml import etree

from helpers.signs import SUBSCRIPTS, SUPERSCRIPTS, struck
from helpers.sources.packages import local, parse, value_of

OFF = ("0", "false", "off", "none")
# Half points: Word itself raises by three points, and print of one point is not to be seen.
RAISED, TINY = 6, 2
# What the styles have in them that change the look of text.
_TELLING = (b"vanish", b"trike", b"vertAlign", b"position", b'sz w:val="1"', b'sz w:val="2"')
_TOGGLED = frozenset(("vanish", "strike"))
_SAID = _TOGGLED | {"dstrike", "vertAlign", "position", "sz"}
MOST_STYLES = 100

# What a run or a style says of its look, by the names of Word.
Said = dict[str, str]
NOTHING_SAID: Said = {}


class Look(NamedTuple):
    """How text looks: hidden, struck out, raised (1) or lowered (-1)."""

    hidden: bool = False
    struck: bool = False
    raised: int = 0

    def printed(self, text: str) -> str:
        """Text with the signs of its look: `12` raised is `¹²`, and struck out `~~12~~`."""
        if self.raised:
            text = text.translate(SUPERSCRIPTS if self.raised > 0 else SUBSCRIPTS)
        return struck(text) if self.struck else text


SEEN = Look()


class Looks:
    """The styles of a Word file that change how text looks, each with what it is based on."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.based: dict[str, tuple[str | None, Said]] = {}
        self.usual: dict[str, str] = {}
        self.defaults: Said = {}
        for style in () if styles is None else styles:
            name = value_of(style, "styleId")
            if local(style.tag) == "docDefaults":
                self.defaults = _said(style.iter("{*}rPr"))
            elif name:
                based = next((part for part in style if local(part.tag) == "basedOn"), None)
                self.based[name] = value_of(based), _said_by_style(style)
                if value_of(style, "default") in ("1", "true", "on"):
                    self.usual[value_of(style, "type") or ""] = name
        self.styles = {name: said for name in self.based if (said := self._chain(name))}

    def _chain(self, name: str | None) -> Said:
        """What a style says, with those that it is based on."""
        chain: list[Said] = []
        while name in self.based and len(chain) < MOST_STYLES:
            name, said = self.based[name]
            chain.append(said)
        return {key: value for said in reversed(chain) for key, value in said.items()}

    def said(self, kind: str, name: str | None) -> Said:
        """What a style of a kind (`paragraph`, `character`, `table`) says of the look of text."""
        return self.styles.get(name or self.usual.get(kind, ""), NOTHING_SAID)

    def look(self, run: etree._Element, paragraph: Said, table: Said) -> Look:
        """The look of a run in a paragraph and a table whose styles say this."""
        settings = next((part for part in run if local(part.tag) == "rPr"), ())
        if not (len(settings) or paragraph or table or self.defaults):
            return SEEN
        own: Said = {}
        style: Said = {}
        for part in settings:
            name = local(part.tag)
            if name in _SAID:
                own[name] = value_of(part) or "1"
            elif name == "rStyle" and self.styles:
                style = self.said("character", value_of(part))
        if not (own or style or paragraph or table or self.defaults):
            return SEEN
        return _look((self.defaults, table, paragraph, style), own)


def looks_of(styles: bytes, name: str) -> Looks:
    """The looks that a part with styles gives, if it has any that change how text looks."""
    return Looks(parse(styles, name) if any(word in styles for word in _TELLING) else None)


def _look(levels: tuple[Said, ...], own: Said) -> Look:
    """The look by levels of styles, where what two of them switch on is off again."""
    said = {key: value for level in (*levels, own) for key, value in level.items()}
    for name in _TOGGLED - own.keys():
        on = sum(level.get(name, "0") not in OFF for level in levels)
        said[name] = str(on % 2)
    size = _number(said.get("sz"))
    hidden = said["vanish"] not in OFF or (size is not None and size <= TINY)
    struck_out = any(said.get(name, "0") not in OFF for name in ("strike", "dstrike"))
    return Look(hidden, struck_out, _raised(said))


def _raised(said: Mapping[str, str]) -> int:
    """Whether text stands raised, as marks of notes do; a little is a slip of the layout."""
    aligned = {"superscript": 1, "subscript": -1}.get(said.get("vertAlign", ""), 0)
    position = _number(said.get("position")) or 0
    return aligned or (position >= RAISED) - (position <= -RAISED)


def _said(settings: Iterable[etree._Element]) -> Said:
    parts = (part for group in settings for part in group if local(part.tag) in _SAID)
    said = {local(part.tag): value_of(part) or "1" for part in parts}
    if (_number(said.get("sz")) or TINY) > TINY:
        del said["sz"]
    return said


def _said_by_style(style: etree._Element) -> Said:
    """What a style says; what it says of some rows or columns alone leaves them in doubt."""
    said = _said(part for part in style if local(part.tag) == "rPr")
    parts = _said(style.iterfind("{*}tblStylePr/{*}rPr"))
    return said | {"strike": "1"} if {"vanish", "strike", "dstrike"} & parts.keys() else said


def _number(text: str | None) -> float | None:
    digits = (text or "").removeprefix("-")
    return float(text or 0) if digits.isdecimal() and len(digits) < 6 else None
