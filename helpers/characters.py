"""One spelling for the many ways of typing one character: full-width forms, brackets, dashes."""

from __future__ import annotations

import re
import unicodedata

# Each pair has the same length on both sides, so that offsets stay those of the source.
_FOLD = {
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
# A digit in full width, in another style or of another script.
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
# Marks that print nothing and only steer the direction or joining of text.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\x00]")
# What a name may hold and neither a screen nor a table can: controls, and bytes that are no text,
# which Python keeps as surrogates. A backslash that looks like their escape is escaped as well.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]|\\(?=x[0-9a-f]{2}|u[0-9a-f]{4})")


def fold(text: str) -> str:
    """The text with full-width and variant characters folded, its length unchanged.

    So are the digits of every script, and the variant 其它 of 其他, which the labels of every form
    have.
    """
    if text.isascii():
        return text
    found = _FOLDED.search(text)
    while found:
        text = text.replace(found[0], _FOLD[found[0]])
        found = _FOLDED.search(text, found.end())
    text = _OTHER_DIGIT.sub(_digit, text)
    return text.replace("其它", "其他")


def _digit(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))


def visible(text: str) -> str:
    """The text without characters that print nothing."""
    return _INVISIBLE.sub("", text)


def normalise(text: str) -> str:
    """A label in the spelling in which labels are compared: folded, no white space."""
    return "".join(fold(text).split())


def printable(name: str) -> str:
    r"""The name of a file with what cannot be printed or stored escaped, no two names made equal.

    A byte that is not UTF-8 becomes `\xb1`, as in names that a Chinese Windows packed into a zip.
    """
    return _UNPRINTABLE.sub(_escape, name)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    byte = code < 0x80 or 0xDC80 <= code <= 0xDCFF
    return f"\\x{code & 0xFF:02x}" if byte else f"\\u{code:04x}"
