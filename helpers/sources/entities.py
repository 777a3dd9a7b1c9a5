"""Character references of HTML and XML, such as `&amp;` and `&#31532;`."""

from __future__ import annotations

import html
import re

# Python turns no number of more than some thousand digits from text; Unicode has seven.
LONGEST_NUMBER = 7
_LONG_NUMBER = re.compile(rf"(?<=&#)[0-9]{{{LONGEST_NUMBER + 1},}}")


def unescaped(text: str) -> str:
    """The text with the characters that its references name; U+FFFD where a number has none."""
    if "&#" in text:
        text = _LONG_NUMBER.sub(_shortened, text)
    return html.unescape(text)


def _shortened(number: re.Match[str]) -> str:
    """The same character in fewer digits, or a number that is just as much beyond Unicode."""
    return number[0].lstrip("0")[: LONGEST_NUMBER + 1] or "0"
