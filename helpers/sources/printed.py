"""What of a page is printed: its markup without scripts, comments and hidden text."""

from __future__ import annotations

import re

from helpers.sources.hidden import any_case, one_of, without_hidden

NOT_PRINTED = ("script", "style", "title", "template", "noscript", "iframe", "noframes", "noembed")
_STRUCK_OUT = ("del", "s", "strike")
CHANGED = ("sup", *_STRUCK_OUT, "input", "pre")

# A comment, a declaration, an element that is not printed, or one that is printed as another text;
# most tags are ruled out by their first letters.
_SPECIAL = re.compile(
    r"<(?=[!?dDiInNpPsStT])(?![pP][^rR]|[tT][^iIeE]|[sS][^cCtTuU\s/>])(?:(?P<comment>!--)|[!?]|"
    rf"(?:(?P<unprinted>{one_of(NOT_PRINTED)})|"
    rf"(?P<changed>{one_of(CHANGED)}))(?=[\s/>]))"
)
_COMMENT_END = re.compile(r"--!?>")
_ENDS = {name: re.compile(rf"</{any_case(name)}(?:[\s/][^>]*)?>") for name in NOT_PRINTED}


def _bracket_behind(quote: str) -> str:
    """The pattern of a bracket in a quoted value; most values have no sign of these."""
    skipped = r"[\0-!#-&(-;=?-\U0010ffff]*+"
    return rf"{quote}{skipped}[^{quote}](?:(?<=[<>])|[^{quote}<>]*+[<>])"


# A bracket in an attribute, and tags as the HTML standard delimits them: quotes count behind `=`.
_BRACKET = re.compile(rf"""=\s*+(?:{_bracket_behind('"')}|{_bracket_behind("'")})""")
_EXACT_TAG = re.compile(
    r"""<[a-zA-Z/](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)*+>"""
)
_BRACKETS = str.maketrans({"<": "&lt;", ">": "&gt;"})

_TAG_START = re.compile(r"<[/!?]?[a-zA-Z]")

# A tag is taken as a whole even where no figure is behind it, so that none is sought within it.
_RAISED = re.compile(rf"<{any_case('sup')}(?:\s[^>]*+)?>(?:\s*+(\d++)\s*+</{any_case('sup')}>)?")
_STRUCK = re.compile(rf"</?(?:{one_of(_STRUCK_OUT)})(?:\s[^>]*)?>")
SUPER = "super"
_LIFTED = re.compile(
    r"(<[a-zA-Z](?:(?!vertical-align)[^<>])*+vertical-align\s*+:\s*+super[^<>]*+>)"
    r"\s*+(\d++)(?=\s*</)"
)
LINE_THROUGH = "line-through"
_LINED = re.compile(r"<[a-zA-Z](?:(?!line-through)[^<>])*+line-through[^<>]*+>")
_FIELD = re.compile(rf"<{any_case('input')}\s([^>]*)>")
_FIELD_TYPE = re.compile(r"(?<!\S)type\s*=\s*[\"']?(\w+)", re.IGNORECASE)
_FIELD_VALUE = re.compile(
    r"(?<!\S)value\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/]+))", re.IGNORECASE
)
_PREFORMATTED = re.compile(
    rf"<{any_case('pre')}(?:\s[^>]*)?>.*?(?:</{any_case('pre')}>|\Z)", re.DOTALL
)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def printed_markup(markup: str) -> str:
    """Markup reduced to what a reader of the page sees, without brackets in attributes.

    Raised figures and struck-out text keep a sign of it, so that `12<sup>1</sup>` is not read 121;
    the value of an input field is printed text.
    """
    markup, changed = _without_unseen(_without_open_tag(markup))
    markup = _without_open_tag(markup)
    if _BRACKET.search(markup):
        markup = _EXACT_TAG.sub(_without_brackets, markup)
    # What is gone may have closed a tag, and tags are sought from each bracket on.
    markup = _without_open_tag(without_hidden(markup))
    if SUPER in markup:
        markup = _LIFTED.sub(lambda match: match[1] + match[2].translate(SUPERSCRIPTS), markup)
    if LINE_THROUGH in markup:
        markup = _LINED.sub(r"\g<0>~~", markup)
    if "sup" in changed:
        markup = _RAISED.sub(_raised, markup)
    if changed.intersection(_STRUCK_OUT):
        markup = _STRUCK.sub("~~", markup)
    if "input" in changed:
        markup = _FIELD.sub(_field_value, markup)
    if "pre" in changed:
        markup = _PREFORMATTED.sub(lambda match: match[0].replace("\n", "<br>"), markup)
    return markup


def _without_unseen(markup: str) -> tuple[str, set[str]]:
    """The markup without comments, declarations and elements that are not printed.

    With it the names of those elements that the rest may have and that print as another text.
    """
    kept = []
    done = 0
    changed: set[str] = set()
    last = markup.rfind(">")
    special = _SPECIAL.search(markup)
    while special:
        end = None
        if special["changed"]:
            changed.add(special["changed"].lower())
        elif end := _end_of_unseen(markup, special, last):
            before = markup[done : special.start()]
            if before.rfind("<") > before.rfind(">"):
                changed.update(CHANGED)  # What stands in a tag may part its name.
            kept.append(before)
            done = end
        special = _SPECIAL.search(markup, end or special.end())
    return "".join((*kept, markup[done:])), changed


def _end_of_unseen(markup: str, unseen: re.Match[str], last: int) -> int | None:
    """Behind what is not printed, or None where its first tag is left open.

    `last` is the place of the last bracket that closes a tag, behind which none is sought.
    """
    start, behind = unseen.span()
    if unseen["comment"] and markup[start - 1 : start] not in ("'", '"', "="):
        if markup.startswith((">", "->"), behind):
            return markup.index(">", behind) + 1
        end = _COMMENT_END.search(markup, behind)
        return end.end() if end else len(markup)
    closing = markup.find(">", behind) if behind <= last else -1
    if closing < 0:
        return None
    if not unseen["unprinted"]:
        return closing + 1
    end = _ENDS[unseen["unprinted"].lower()].search(markup, closing)
    return end.end() if end else len(markup)


def _raised(match: re.Match[str]) -> str:
    return match[1].translate(SUPERSCRIPTS) if match[1] else match[0]


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
