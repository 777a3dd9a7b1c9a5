"""The looks of HTML elements: what their names, attributes and styles do to the text in them."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import NamedTuple

from helpers.signs import SUBSCRIPTS, SUPERSCRIPTS, struck
from helpers.sources.css import PLAIN, Style, declarations, style_of
from helpers.sources.names import NEVER_SHOWN, STRUCK_OUT, is_inline

_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?"""
)
_DIGIT = re.compile(r"\d")
# A picture no larger, in pixels, only keeps others apart.
SPACER = 2


class Look(NamedTuple):
    """How text within an element looks, by all the elements that it stands in."""

    sealed: bool = False
    hidden: bool = False
    tiny: bool = False
    clear: bool = False
    struck: bool = False
    raised: int = 0
    doubtful: bool = False
    preformatted: bool = False

    @property
    def unseen(self) -> bool:
        """Whether nothing of it is to be seen."""
        return self.sealed or self.hidden or self.tiny or self.clear

    def under(self, style: Style) -> Look:
        """The look of an element with this style."""
        return self._replace(
            sealed=self.sealed or style.sealed,
            hidden=self.hidden if style.hidden is None else style.hidden,
            tiny=self.tiny if style.tiny is None else style.tiny,
            clear=self.clear if style.clear is None else style.clear,
            struck=self.struck or style.struck,
            raised=style.raised or self.raised,
        )


SEEN = Look()


def printed_in(text: str, look: Look) -> str:
    """A text as an element with this look prints it."""
    if look.raised and "&" in text:
        text = html.escape(html.unescape(text), quote=False)
    if look.raised:
        text = text.translate(SUPERSCRIPTS if look.raised > 0 else SUBSCRIPTS)
    if look.struck or (look.doubtful and _DIGIT.search(text)):
        text = struck(text)
    return text.replace("\n", "<br>") if look.preformatted else text


def attributes_of(attributes: str) -> dict[str, str]:
    """Attributes by their names; of several with one name the first counts."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(attributes):
        found.setdefault(name.lower(), "".join(values))
    return found


def marks_of(given: dict[str, str]) -> frozenset[str]:
    """The classes and the id of an element, as selectors write them."""
    classes = [f".{word}" for word in given.get("class", "").lower().split()]
    return frozenset([*classes, f"#{given['id'].strip().lower()}"] if "id" in given else classes)


@lru_cache(1 << 12)
def own_style(name: str, hidden: bool, own: str, rules: tuple[str, ...]) -> Style:
    """The style of an element by its name, its attributes and the rules that hold for it."""
    known = _BY_NAME.get(name, "") + (";display:none" if hidden else "")
    if not (known or own or rules):
        return PLAIN
    return style_of(name, is_inline(name), declarations((known, *rules, own)))


_BY_NAME = {
    **dict.fromkeys(STRUCK_OUT, "text-decoration:line-through"),
    **dict.fromkeys(NEVER_SHOWN, "display:none"),
    "sup": "vertical-align:super",
    "rt": "vertical-align:super",
    "sub": "vertical-align:sub",
}


def is_spacer(given: dict[str, str]) -> bool:
    """Whether a picture with these attributes only keeps others apart."""
    sizes = [given.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    return any(size.isdecimal() and int(size) <= SPACER for size in sizes)
