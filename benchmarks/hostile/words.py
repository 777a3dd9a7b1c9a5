"""Word files: the report of Huai'an with more in it than any report has."""

from __future__ import annotations

from benchmarks.hostile.archives import WORD, packed, parts_of
from benchmarks.hostile.fill import Attacks

MAIN = "word/document.xml"
# As much as the reader just takes.
LARGEST_PART, MOST_TAGS = 9_000_000, 390_000
CELL = "<w:tc><w:p><w:r><w:t>0</w:t></w:r></w:p></w:tc>"
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
BOMB = f'<!DOCTYPE d [<!ENTITY e0 "1">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def twin() -> bytes:
    """The report as it should be, in a package made as those of the attacks are."""
    return word()


def word(body: str = "", declared: str = "") -> bytes:
    """The report with this before its text, and a declaration before all."""
    parts = parts_of(WORD)
    head, tag, rest = parts[MAIN].decode().partition("<w:body>")
    start, mark, root = head.partition("<w:document")
    text = start + declared + mark + root + tag + body + rest
    return packed(parts | {MAIN: text.encode()})


def attacks(size: int) -> Attacks:
    """Word files of every kind."""
    part = min(size, LARGEST_PART)

    def many(filler: str) -> str:
        fitting = part // len(filler.encode())
        return filler * min(fitting, MOST_TAGS // max(1, filler.count("<")))

    tables = min(part // 40, MOST_TAGS // 6)
    found = {
        "entity bomb": (PARAGRAPH.format("&e11;"), BOMB),
        "entity outside": (PARAGRAPH.format("&e;"), OUTSIDE),
        "DOCX, tables in one another": (
            "<w:tbl><w:tr><w:tc>" * tables + "</w:tc></w:tr></w:tbl>" * tables,
            "",
        ),
        "DOCX, 80 tables in one another": (
            "<w:tbl><w:tr><w:tc>" * 80 + many(PARAGRAPH.format(1)) + "</w:tc></w:tr></w:tbl>" * 80,
            "",
        ),
    }
    bodies = {
        "one run": PARAGRAPH.format(many("行政复议")),
        "one run of many texts": f"<w:p><w:r>{many('<w:t>1</w:t>')}</w:r></w:p>",
        "one run of many settings": f"<w:p><w:r><w:rPr>{many('<w:b/>')}</w:rPr>"
        "<w:t>1</w:t></w:r></w:p>",
        "many texts and settings": "<w:p><w:r><w:rPr>"
        + many("<w:b/>")[: 6 * MOST_TAGS // 3]
        + "</w:rPr>"
        + many("<w:t>1</w:t>")[: 12 * MOST_TAGS // 4]
        + "</w:r></w:p>",
        "one row": f"<w:tbl><w:tr>{many(CELL)}</w:tr></w:tbl>",
        "one column": f"<w:tbl>{many(f'<w:tr>{CELL}</w:tr>')}</w:tbl>",
        "empty rows": f"<w:tbl>{many('<w:tr/>')}</w:tbl>",
        "empty cells": f"<w:tbl><w:tr>{many('<w:tc/>')}</w:tr></w:tbl>",
        "wide cells": "<w:tbl><w:tr>"
        + many('<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr></w:tc>')
        + "</w:tr></w:tbl>",
        "merged cells": "<w:tbl><w:tr>"
        + many("<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>")
        + "</w:tr></w:tbl>",
        "one cell of many lines": f"<w:tbl><w:tr><w:tc>{many(PARAGRAPH.format('1'))}</w:tc></w:tr>"
        "</w:tbl>",
        "many tables": many("<w:tbl><w:tr><w:tc><w:tbl/></w:tc></w:tr></w:tbl>"),
        "paragraphs": many(PARAGRAPH.format("1.属于国家秘密")),
        "empty paragraphs": many("<w:p/>"),
        "breaks": f"<w:p><w:r>{many('<w:br/>')}</w:r></w:p>",
        "deep elements": "<w:p>" * 200 + many("<w:p/>") + "</w:p>" * 200,
        "many attributes": "<w:p " + " ".join(f'a{n}="1"' for n in range(part // 12)) + "/>",
        "many names of spaces": "".join(f'<w:p xmlns:a{n}="u{n}"/>' for n in range(part // 30)),
        "processing instructions": many("<?a b?>"),
        "references": PARAGRAPH.format(many("&#31532;")),
        "a long number": PARAGRAPH.format("1" * 4301),
    }
    found |= {f"DOCX, {name}": (body, "") for name, body in bodies.items()}
    return {name: lambda made=made: word(*made) for name, made in found.items()}
