"""Character references of HTML, such as `&#65;`, as the characters that they stand for."""

from __future__ import annotations

import html
import re

_LONG = re.compile(r"&#([0-9]{8,})")
# One beyond the last character, in decimal digits; it stands for every greater number.
_BEYOND = str(0x110000)


def unescape(text: str) -> str:
    """The text with its references resolved; one to no character becomes U+FFFD.

    Python converts no number of more than some thousand digits, which a damaged page may have.
    """
    return html.unescape(_LONG.sub(_shortened, text))


def _shortened(match: re.Match[str]) -> str:
    digits = match[1].lstrip("0") or "0"
    return f"&#{digits if len(digits) <= len(_BEYOND) else _BEYOND}"
