"""One spelling for the many ways of typing one character: full-width forms, brackets, dashes."""

from __future__ import annotations

import re

# Each pair has the same length on both sides, so that offsets stay those of the source.
_FOLD = {
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(0xFF21 + i): chr(0x41 + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(0x61 + i) for i in range(26)},
    **dict(zip("（）［］｛｝〔〕【】", "()[]{}[][]", strict=True)),
    **dict.fromkeys("、．·・", "."),
    **dict.fromkeys("，﹐", ","),
    **dict.fromkeys("：﹕∶", ":"),
    **dict.fromkeys("；﹔", ";"),
    **dict.fromkeys("－–—―−‐‑─﹣", "-"),
    **dict.fromkeys("＋﹢", "+"),
    **dict.fromkeys("／∕⁄", "/"),
    **dict.fromkeys("“”„‟＂「」『』", '"'),
    **dict.fromkeys("‘’＇", "'"),
    **dict.fromkeys("％﹪", "%"),
    **dict.fromkeys("｜│┃∣", "|"),
    **dict.fromkeys("＜〈《", "<"),
    **dict.fromkeys("＞〉》", ">"),
    **dict.fromkeys("＊", "*"),
    **dict.fromkeys("　\u00a0\u2002\u2003\u2009\u202f\u2007", " "),
}
_FOLDED = re.compile("[" + re.escape("".join(_FOLD)) + "]")
# Marks that print nothing and only steer the direction or joining of text.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\x00]")


def fold(text: str) -> str:
    """The text with full-width and variant characters folded, its length unchanged.

    So is the variant 其它 of 其他, which the labels of every form have.
    """
    if text.isascii():
        return text
    found = _FOLDED.search(text)
    while found:
        text = text.replace(found[0], _FOLD[found[0]])
        found = _FOLDED.search(text, found.end())
    return text.replace("其它", "其他")


def visible(text: str) -> str:
    """The text without characters that print nothing."""
    return _INVISIBLE.sub("", text)


def normalise(text: str) -> str:
    """A label in the spelling in which labels are compared: folded, no white space."""
    return "".join(fold(text).split())
