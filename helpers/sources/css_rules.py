"""The rules of a page's own style sheets that hide, strike out or raise text, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from helpers.sources.css import PLAIN, TELLING, declarations, style_of, without_comments
from helpers.sources.stream import TooLargeError

_BRACES = re.compile(r"([{}])")
_SHOWN_ON = re.compile(r"(?:@media)?\s*(?:(?:only\s+)?screen|all)?\s*")
_NOT_HERE = re.compile(r"@(?:media\s+print|page|font-face|(?:-\w+-)?keyframes)\b")
# States that a page is not in when it is opened, and parts that are no elements.
_NOT_NOW = re.compile(
    r":(?:hover|focus|active|visited|target|checked|disabled|before|after|selection|placeholder"
    r"|first-l|:|-)"
)
_COMPOUND = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)")
_PARTS = re.compile(r"[.#][\w-]+")
_STEPS = re.compile(r"\s*([>+~\s])\s*")
_UNKNOWN = re.compile(r"\[[^\]]*\]|::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?")
MOST_RULES, MOST_STEPS = 5_000, 2_000_000


class Element(NamedTuple):
    """What selectors ask of an element: its name and its classes and id, as `.class` and `#id`."""

    name: str
    marks: frozenset[str]


class Rule(NamedTuple):
    """A rule: the compounds of its selector, the last for the element itself, and declarations.

    `nested` tells for each compound but the last whether the next is a child of it. A rule is
    `sure` if its selector was understood to the end and holds on every screen.
    """

    compounds: tuple[Element, ...]
    nested: tuple[bool, ...]
    rank: tuple[int, int, int]
    block: str
    sure: bool


class Rules:
    """Rules by the class, id or name that they ask of the element itself."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.steps = 0
        self.by_key: dict[str, list[Rule]] = {}
        for rule in rules:
            name, marks = rule.compounds[-1]
            self.by_key.setdefault(min(marks, default=name), []).append(rule)

    def asking(self, element: Element) -> list[Rule]:
        """The rules that may mean an element."""
        keys = ("*", element.name, *element.marks)
        return [rule for key in keys for rule in self.by_key.get(key, ())]

    def blocks(
        self, asked: Sequence[Rule], element: Element, around: Sequence[Element]
    ) -> tuple[list[str], list[str]]:
        """The declarations that hold for an element, the weakest first; then with those that may.

        Raises TooLargeError where that takes more steps than any page needs.
        """
        self.steps += sum(len(rule.compounds) for rule in asked) * (1 + len(around))
        if self.steps > MOST_STEPS:
            raise TooLargeError("its style sheets have more rules than any report needs")
        held = sorted((r for r in asked if _holds(r, element, around)), key=lambda rule: rule.rank)
        return [r.block for r in held if r.sure], [r.block for r in held]


def _holds(rule: Rule, element: Element, around: Sequence[Element]) -> bool:
    """Whether an element is the one that a selector describes."""
    *outer, last = rule.compounds
    return _fits(last, element) and _within(outer, rule.nested, around)


def _within(outer: Sequence[Element], nested: Sequence[bool], around: Sequence[Element]) -> bool:
    """Whether the outer compounds of a selector fit elements around another, from within."""
    if not outer:
        return True
    last = len(outer) - 1
    # The compounds that may come next, and whether only the very next element may be one.
    waiting = {(last, nested[last])}
    for element in reversed(around):
        following = set()
        for place, at_once in waiting:
            if not at_once:
                following.add((place, False))
            if _fits(outer[place], element):
                if place == 0:
                    return True
                following.add((place - 1, nested[place - 1]))
        waiting = following
    return False


def _fits(compound: Element, element: Element) -> bool:
    return compound.name in ("*", element.name) and compound.marks <= element.marks


def rules_of(sheets: Iterable[str]) -> Rules | None:
    """The telling rules of style sheets, or None where no rule hides, raises or strikes out."""
    css = without_comments("\n".join(sheets))
    if not TELLING.search(css):
        return None
    rules = [
        rule for sure, selectors, block in _blocks(css) for rule in _rules(sure, selectors, block)
    ]
    if len(rules) > MOST_RULES:
        raise TooLargeError("its style sheets have more rules than any report needs")
    if not any(_does_more(rule.block) for rule in rules):
        return None
    return Rules(rule._replace(rank=(*rule.rank[:2], order)) for order, rule in enumerate(rules))


def _does_more(block: str) -> bool:
    declared = declarations([block])
    return any(
        style != PLAIN and True in (style.gone, style.sealed, *style[2:6], bool(style.raised))
        for style in (style_of("span", True, declared), style_of("div", False, declared))
    )


def _blocks(css: str) -> Iterator[tuple[bool, str, str]]:
    """Selectors and declarations of each rule, and whether it holds on every screen."""
    open_blocks: list[str] = []
    before = ""
    for part in _BRACES.split(css):
        if part == "{":
            open_blocks.append(before.rpartition(";")[2].strip())
        elif part == "}" and open_blocks:
            selectors = open_blocks.pop()
            if not selectors.startswith("@") and not any(map(_NOT_HERE.match, open_blocks)):
                yield all(map(_SHOWN_ON.fullmatch, open_blocks)), selectors, before
        elif part != "}":
            before = part


_RELEVANT = re.compile(
    r"display|visib|hide|opacity|font|decoration|align|raise|position|indent|margin|left|top|right"
    r"|bottom|transform|clip|overflow|height|width|color|float"
)


def _rules(sure: bool, selectors: str, block: str) -> Iterator[Rule]:
    if not _RELEVANT.search(block):
        return
    for selector in re.split(r",(?![^()]*\))", selectors):
        if selector.strip() and not _NOT_NOW.search(selector):
            plain = _UNKNOWN.sub("", selector)
            rule = _rule(plain.strip(), block)
            yield rule._replace(sure=rule.sure and sure and plain == selector)


def _rule(selector: str, block: str) -> Rule:
    """The rule of a selector; of one that is not understood, what it asks of the element itself."""
    words = _STEPS.split(selector)
    matches = [_COMPOUND.fullmatch(word) for word in words[::2]]
    elements = [
        Element(match[1] or "*", frozenset(_PARTS.findall(match[2])))
        if match
        else Element("*", frozenset())
        for match in matches
    ]
    marks = [mark for element in elements for mark in element.marks]
    ids = sum(mark.startswith("#") for mark in marks)
    names = sum(element.name != "*" for element in elements)
    known = all(matches) and not {"+", "~"}.intersection(words[1::2])
    if not known:
        elements = elements[-1:]
    while len(elements) > 1 and elements[0] in _ROOTS:
        del elements[0]
    nested = tuple(step == ">" for step in words[1::2])[len(words[::2]) - len(elements) :]
    return Rule(tuple(elements), nested, (ids, (len(marks) - ids) * 100 + names, 0), block, known)


# Elements that every other one stands in, whether a page names them or not.
_ROOTS = (Element("html", frozenset()), Element("body", frozenset()))
