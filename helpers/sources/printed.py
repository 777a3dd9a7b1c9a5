"""What of a page is printed: its markup without scripts, comments and hidden text."""

from __future__ import annotations

import re

_NOT_PRINTED = ("script", "style", "title", "template", "noscript", "iframe", "noframes", "noembed")
_CHANGED = ("sup", "del", "s", "strike", "input", "pre")
# Whether any step below has something to do; most tags are ruled out by their first letters.
_NAMES = (*_NOT_PRINTED, *_CHANGED)
_SPECIAL = re.compile(
    rf"<(?!/)(?!p[^r])(?!t[^ie])(?:[!?]|(?:{'|'.join((*_NAMES, *map(str.upper, _NAMES)))})[\s/>])"
)
_UNSEEN = re.compile(
    r"(?<![\"'=])<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*>"
    rf"|<({'|'.join(_NOT_PRINTED)})(?:[\s/][^>]*)?>.*?(?:</\1(?:[\s/][^>]*)?>|\Z)",
    re.DOTALL | re.IGNORECASE,
)

# A bracket in an attribute, and tags as the HTML standard delimits them: quotes count behind `=`.
_BRACKET = re.compile(r"""=\s*+(?:"[^"<>]*+[<>]|'[^'<>]*+[<>])""")
_EXACT_TAG = re.compile(
    r"""<[a-zA-Z/](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)*+>"""
)
_BRACKETS = str.maketrans({"<": "&lt;", ">": "&gt;"})

_TAG_START = re.compile(r"<[/!?]?[a-zA-Z]")

_HIDING_WORDS = ("none", "hid", "NONE", "HID")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?<=\s)hidden(?=[\s=>])",
    re.IGNORECASE,
)
_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
# Longer hidden elements, and those that hold a table, are closed tabs of the page and stay.
LONGEST_HIDDEN = 2_000
LONGEST_TAG = 2_000
MOST_HIDDEN = 30_000

_RAISED = re.compile(r"<sup(?:\s[^>]*)?>\s*(\d+)\s*</sup>", re.IGNORECASE)
_STRUCK = re.compile(r"</?(?:del|s|strike)(?:\s[^>]*)?>", re.IGNORECASE)
_FIELD = re.compile(r"<input\s([^>]*)>", re.IGNORECASE)
_FIELD_TYPE = re.compile(r"(?<!\S)type\s*=\s*[\"']?(\w+)", re.IGNORECASE)
_FIELD_VALUE = re.compile(
    r"(?<!\S)value\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/]+))", re.IGNORECASE
)
_PREFORMATTED = re.compile(r"<pre(?:\s[^>]*)?>.*?(?:</pre>|\Z)", re.IGNORECASE | re.DOTALL)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def printed_markup(markup: str) -> str:
    """Markup reduced to what a reader of the page sees, without brackets in attributes.

    Raised figures and struck-out text keep a sign of it, so that `12<sup>1</sup>` is not read 121;
    the value of an input field is printed text.
    """
    markup = _without_open_tag(markup)
    special = _SPECIAL.search(markup) is not None
    if special:
        markup = _UNSEEN.sub("", markup)
    if _BRACKET.search(markup):
        markup = _EXACT_TAG.sub(_without_brackets, markup)
    if any(word in markup for word in _HIDING_WORDS):
        markup = _without_hidden(markup)
    if not special:
        return markup
    markup = _RAISED.sub(lambda match: match[1].translate(SUPERSCRIPTS), markup)
    markup = _STRUCK.sub("~~", markup)
    markup = _FIELD.sub(_field_value, markup)
    return _PREFORMATTED.sub(lambda match: match[0].replace("\n", "<br>"), markup)


def _without_open_tag(markup: str) -> str:
    """The markup without a tag at its end that the end of the file cuts off."""
    last = markup.rfind(">") + 1
    cut = _TAG_START.search(markup, last)
    return markup[: cut.start()] if cut else markup


def _without_brackets(match: re.Match[str]) -> str:
    tag = match[0]
    inside = tag[1:-1]
    return f"<{inside.translate(_BRACKETS)}>" if "<" in inside or ">" in inside else tag


def _field_value(match: re.Match[str]) -> str:
    kind, value = _FIELD_TYPE.search(match[1]), _FIELD_VALUE.search(match[1])
    shown = kind is None or kind[1].lower() in ("text", "number")
    return (value[1] or value[2] or value[3] or "") if value and shown else ""


def _without_hidden(markup: str) -> str:
    """The markup without the elements that their own style hides."""
    kept = []
    done = 0
    for count, hiding in enumerate(_HIDING.finditer(markup)):
        if hiding.start() < done or count > MOST_HIDDEN:
            continue
        start = markup.rfind("<", max(done, hiding.start() - LONGEST_TAG), hiding.start())
        if start < 0 or ">" in markup[start : hiding.start()]:
            continue
        end = _end_of_element(markup, start)
        if end and "<table" not in markup[start:end].lower():
            kept.append(markup[done:start])
            done = end
    kept.append(markup[done:])
    return "".join(kept)


def _end_of_element(markup: str, start: int) -> int | None:
    """Behind the end tag of the element that begins at `start`, if it comes soon."""
    name = _NAME.match(markup, start)
    if name is None:
        return None
    depth = 0
    tags = re.compile(rf"<(/?){re.escape(name[1])}(?:\s[^>]*)?>", re.IGNORECASE)
    for tag in tags.finditer(markup, start, start + LONGEST_HIDDEN):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return None
