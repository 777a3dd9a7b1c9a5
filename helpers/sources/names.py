"""The names of HTML elements: which stand within a line, have no content, or draw an object."""

from __future__ import annotations

import re

# Elements within a line of text; every other one stands on lines of its own.
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|button|canvas|cite|code|data|del|dfn|em|embed|font|i|iframe|img|"
    "ins|input|kbd|label|link|mark|meta|meter|nobr|object|output|progress|q|rp|rt|ruby|s|samp|"
    "select|small|span|strike|strong|sub|sup|svg|time|tt|u|var|wbr|"
    # What Word and its kin add, as o:p and st1:date.
    "[a-z][a-z0-9]*:[a-z0-9]+"
)
_VOID = "area|base|br|col|embed|hr|iframe|img|input|link|meta|param|source|track|wbr"
VOID = frozenset(_VOID.split("|"))
# What a page draws in its place, though there is no text to read.
_OBJECTS = "audio|canvas|embed|iframe|img|input|math|meter|object|progress|select|svg|video"
OBJECTS = frozenset(_OBJECTS.split("|"))
# What ends an open paragraph where it begins.
_BLOCKS = (
    "address|article|aside|blockquote|center|details|dir|div|dl|fieldset|figure|footer|form|h1|h2|h3"
    "|h4|h5|h6|header|hr|main|menu|nav|ol|p|pre|section|table|ul"
)
BLOCKS = frozenset(_BLOCKS.split("|"))
# What hides or changes the print within it, whatever its style.
STRUCK_OUT = frozenset(("del", "s", "strike"))
# Those that go on behind the paragraph in which they are left open.
LASTING = frozenset(("s", "strike"))
NEVER_SHOWN = frozenset(("rp", "datalist"))
CHANGING = STRUCK_OUT | NEVER_SHOWN | OBJECTS | {"sup", "sub", "rt", "pre"}


def is_inline(name: str) -> bool:
    """Whether an element stands within a line."""
    return _INLINE.fullmatch(name) is not None
