"""Web pages: tags left open, in one another, and with more attributes than any page has."""

from __future__ import annotations

from functools import partial

from benchmarks.hostile.fill import PAGE, ROW, Attacks, filled, in_page

MARKUP = {
    "tags left open": "<td>",
    "tags never ended": "<td ",
    "smaller-than signs": "<",
    "question marks": "<?",
    "declarations": "<!",
    "comments left open": "<!--",
    "ends of comments": "--!",
    "scripts left open": "<script>",
    "scripts never ended": "<script ",
    "titles never ended": "<title ",
    "ends of scripts": "</script ",
    "references": "&amp;",
    "references of digits": "&#x9999999999",
    "long references": "&#" + "1" * 4301 + ";",
    "ampersands": "&",
    "inline tags": "<b>1</b>",
    "cells": "<td>0</td>",
    "rows": "<tr><td>0</td></tr>",
    "spans": '<tr><td rowspan="999999999" colspan="999999999">0</td></tr>',
    "cells that reach down": "<tr><td rowspan=9999>1",
    "cells that reach to the end": "<tr><td rowspan=0>1",
    "tables in tables": "<table><tr><td>",
    "quotes in a tag": "<td a='",
    "double quotes in tags": '<td a="',
    "brackets in attributes": "<td a='>'>",
    "equals signs in tags": "<a =",
    "escaped tags": "&lt;td&gt;",
    "escaped tags in strings": "'\\u003ctd\\u003e",
    "strings left open": '"<td>\\',
    "templates left open": "`<td>",
    "raised, never ended": "<sup ",
    "raised figures": "<sup>1",
    "struck out, never ended": "<del ",
    "struck out and preformatted": "<pre><s></pre ",
    "fields never ended": "<input ",
    "fields": "<input value=1>",
    "fields of quotes": "<input value='",
    "styles that hide": "<p style='display:none'>",
    "styles that hide, never ended": "<p style='display:none'",
    "hidden paragraphs": "<p hidden><p>x",
    "hidden tables": "<div hidden><table>",
    "words that hide": " hidden",
    "values that hide": ":none",
    "raised by style": "<a vertical-align:super",
    "struck out by style": "<a line-through",
    "names of elements with signs": "<o:p>",
    "lists": "<li>1.属于",
    "lines in cells": "<td>1<br>2",
}


def attacks(size: int) -> Attacks:
    """Pages of every kind."""
    found: Attacks = {}
    for name, filler in MARKUP.items():
        found |= in_page(name, filler, size)
    found["10,000 tables in one another"] = lambda: PAGE.replace(
        ROW, "<table><tr><td>" * 10_000 + ROW + "</td></tr></table>" * 10_000
    ).encode()
    found["elements of 10,000 names"] = lambda: PAGE.replace(
        ROW, ROW + "".join(f"<x{n}>" for n in range(min(10_000, size // 8)))
    ).encode()
    # Lines with tables among them, which are no page.
    for name, filler in (("tables", "<table >"), ("ends of tables", "</table "), ("lines", "<\n")):
        text = f"<table><tr><td>1</td></tr>\n{ROW}\n</table>"
        found[f"{name} among lines"] = partial(filled, text, ROW, filler, size)
    found["one tag of many attributes"] = partial(filled, PAGE, "<td", " a=1", size)
    found["one tag of one long value"] = lambda: filled(
        PAGE.replace("<td", "<td a='\0'", 1), "\0", "1", size
    )
    return found
