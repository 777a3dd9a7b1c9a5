"""What of a page is markup of its text: without scripts, comments and brackets in attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable

NOT_PRINTED = ("script", "style", "title", "template", "noscript", "iframe", "noframes", "noembed")


def any_case(word: str) -> str:
    """The pattern of a word in any case; unlike with IGNORECASE, what begins it is sought fast."""
    return "".join(f"[{c.lower()}{c.upper()}]" if c.isalpha() else re.escape(c) for c in word)


def one_of(words: Iterable[str]) -> str:
    """The pattern of any of some words, in any case."""
    return "|".join(map(any_case, words))


# A comment, a declaration, or an element that is not printed; most tags are ruled out by their
# first letters.
_SPECIAL = re.compile(
    r"<(?=[!?iInNsStT])(?![tT][^iIeE]|[sS][^cCtT]|[iI][^fF])(?:(?P<comment>!--)|[!?]|"
    rf"(?P<unprinted>{one_of(NOT_PRINTED)})(?=[\s/>]))"
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
# A style sheet that is for paper alone; a comment around one hides it from old browsers.
_FOR_PAPER = re.compile(rf"{any_case('media')}\s*=\s*[\"']?\s*{any_case('print')}\b(?!\s*,)")
_SHEET_COMMENT = re.compile(r"<!--|-->")


def printed_markup(markup: str) -> tuple[str, list[str]]:
    """Markup without what is not printed and brackets in attributes, and the page's style sheets.

    The start tag of a frame stays: what it shows is drawn, and no text of the page.
    """
    markup, sheets = _without_unprinted(_without_open_tag(markup))
    # What is gone may have closed a tag, and tags are sought from each bracket on.
    markup = _without_open_tag(markup)
    if _BRACKET.search(markup):
        markup = _EXACT_TAG.sub(_without_brackets, markup)
    return markup, sheets


def _without_unprinted(markup: str) -> tuple[str, list[str]]:
    """The markup without comments, declarations and elements that are not printed."""
    kept: list[str] = []
    sheets: list[str] = []
    done = 0
    last = markup.rfind(">")
    special = _SPECIAL.search(markup)
    while special:
        end = _end_of_unprinted(markup, special, last)
        if end:
            name = (special["unprinted"] or "").lower()
            body = markup.find(">", special.end()) + 1
            if name == "style" and not _FOR_PAPER.search(markup[special.end() : body]):
                sheets.append(_SHEET_COMMENT.sub("", markup[body:end].rpartition("</")[0]))
            kept.append(markup[done : body if name == "iframe" else special.start()])
            done = end
        special = _SPECIAL.search(markup, end or special.end())
    return "".join((*kept, markup[done:])), sheets


def _end_of_unprinted(markup: str, special: re.Match[str], last: int) -> int | None:
    """Behind what is not printed, or None where its first tag is left open.

    `last` is the place of the last bracket that closes a tag, behind which none is sought.
    """
    start, behind = special.span()
    if special["comment"] and markup[start - 1 : start] not in ("'", '"', "="):
        if markup.startswith((">", "->"), behind):
            return markup.index(">", behind) + 1
        end = _COMMENT_END.search(markup, behind)
        return end.end() if end else len(markup)
    closing = markup.find(">", behind) if behind <= last else -1
    if closing < 0:
        return None
    if not special["unprinted"]:
        return closing + 1
    end = _ENDS[special["unprinted"].lower()].search(markup, closing)
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
