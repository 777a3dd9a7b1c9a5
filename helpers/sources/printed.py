"""What of a page is printed: its markup without scripts, comments and hidden text."""

from __future__ import annotations

import re

from helpers.sources.hidden import HIDING_WORDS, any_case, one_of, without_hidden

_NOT_PRINTED = ("script", "style", "title", "template", "noscript", "iframe", "noframes", "noembed")
_CHANGED = ("sup", "del", "s", "strike", "input", "pre")


# Whether any step below has something to do; most tags are ruled out by their first letters.
_FEW = r"<(?!/|[pP][^rR]|[tT][^iIeE])"
_SPECIAL = re.compile(rf"{_FEW}(?:[!?]|(?:{one_of((*_NOT_PRINTED, *_CHANGED))})[\s/>])")
_CHANGING = re.compile(rf"</?(?![pP][^rR]|[tT])(?:{one_of(_CHANGED)})[\s/>]")
# What is not printed begins so: a comment, a declaration, or an element.
_UNSEEN = re.compile(rf"{_FEW}(?:(!--)|[!?]|({one_of(_NOT_PRINTED)})(?=[\s/>]))")
_COMMENT_END = re.compile(r"--!?>")
_ENDS = {name: re.compile(rf"</{any_case(name)}(?:[\s/][^>]*)?>") for name in _NOT_PRINTED}

# A bracket in an attribute, and tags as the HTML standard delimits them: quotes count behind `=`.
_BRACKET = re.compile(r"""=\s*+(?:"[^"<>]*+[<>]|'[^'<>]*+[<>])""")
_EXACT_TAG = re.compile(
    r"""<[a-zA-Z/](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)*+>"""
)
_BRACKETS = str.maketrans({"<": "&lt;", ">": "&gt;"})

_TAG_START = re.compile(r"<[/!?]?[a-zA-Z]")

_RAISED = re.compile(r"<sup(?:\s[^>]*)?>\s*(\d+)\s*</sup>", re.IGNORECASE)
_STRUCK = re.compile(r"</?(?:del|s|strike)(?:\s[^>]*)?>", re.IGNORECASE)
_SUPER = "super"
_LIFTED = re.compile(
    r"(<[a-zA-Z](?:(?!vertical-align)[^<>])*+vertical-align\s*+:\s*+super[^<>]*+>)"
    r"\s*+(\d++)(?=\s*</)"
)
_LINE_THROUGH = "line-through"
_LINED = re.compile(r"<[a-zA-Z](?:(?!line-through)[^<>])*+line-through[^<>]*+>")
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
        markup = _without_unseen(markup)
    if _BRACKET.search(markup):
        markup = _EXACT_TAG.sub(_without_brackets, markup)
    if any(word in markup for word in HIDING_WORDS):
        markup = without_hidden(markup)
    if _SUPER in markup:
        markup = _LIFTED.sub(lambda match: match[1] + match[2].translate(SUPERSCRIPTS), markup)
    if _LINE_THROUGH in markup:
        markup = _LINED.sub(r"\g<0>~~", markup)
    if not special or not _CHANGING.search(markup):
        return markup
    markup = _RAISED.sub(lambda match: match[1].translate(SUPERSCRIPTS), markup)
    markup = _STRUCK.sub("~~", markup)
    markup = _FIELD.sub(_field_value, markup)
    return _PREFORMATTED.sub(lambda match: match[0].replace("\n", "<br>"), markup)


def _without_unseen(markup: str) -> str:
    """The markup without comments, declarations and elements that are not printed."""
    kept = []
    done = 0
    unseen = _UNSEEN.search(markup)
    while unseen:
        end = _end_of_unseen(markup, unseen)
        if end:
            kept.append(markup[done : unseen.start()])
            done = end
        unseen = _UNSEEN.search(markup, end or unseen.end())
    return "".join((*kept, markup[done:])) if kept else markup


def _end_of_unseen(markup: str, unseen: re.Match[str]) -> int | None:
    """Behind what is not printed, or None where its first tag is left open."""
    start, behind = unseen.span()
    comment, name = unseen.groups()
    if comment and markup[start - 1 : start] not in ("'", '"', "="):
        if markup.startswith((">", "->"), behind):
            return markup.index(">", behind) + 1
        end = _COMMENT_END.search(markup, behind)
        return end.end() if end else len(markup)
    closing = markup.find(">", behind)
    if closing < 0:
        return None
    if not name:
        return closing + 1
    end = _ENDS[name.lower()].search(markup, closing)
    return end.end() if end else len(markup)


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
