"""PDFs: damaged, in circles, and with far more in them than they are."""

from __future__ import annotations

import zlib

from benchmarks.hostile.archives import report_rows
from benchmarks.hostile.fill import TEXT, Attacks

HIDDEN = b"3 Tr "
# A row with one figure, whose other cells are blank, so that their places must be looked up.
SPARSE = "1.属于国家秘密"


def twin() -> bytes:
    """A report as it should be, in a file made as those of the attacks are."""
    return pdf(printed(tabled(report_rows())))


def pdf(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, with its table of places."""
    written, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    last = max(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, last))
    end = b"trailer <</Size %d %b>>\nstartxref\n%d\n%%%%EOF" % (last, trailer, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % last + table + end


def stream(data: bytes, packed: bool = True) -> bytes:
    data = zlib.compress(data) if packed else data
    kind = b"/Filter /FlateDecode" * packed
    return b"<<%b /Length %d>>\nstream\n%b\nendstream" % (kind, len(data), data)


def printed(content: bytes, packed: bool = True, pages: int = 1) -> dict[int, bytes]:
    """The objects of a PDF whose pages all print this content, in a Chinese font."""
    kids = b"7 0 R " * pages
    return {
        1: b"<</Type /Catalog /Pages 2 0 R>>",
        2: b"<</Type /Pages /Count %d /Kids [%b]>>" % (pages, kids),
        3: stream(content, packed),
        4: b"<</Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [5 0 R]>>",
        5: b"<</Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 6 0 R "
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 4>> /DW 1000>>",
        6: b"<</Type /FontDescriptor /FontName /STSong-Light /Flags 4 /ItalicAngle 0 /Ascent 880 "
        b"/Descent -120 /CapHeight 880 /StemV 93 /FontBBox [-25 -254 1000 880]>>",
        7: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R "
        b"/Resources <</Font <</F 4 0 R>> /XObject <</X 8 0 R>>>>>>",
        8: b"<</Type /XObject /Subtype /Form /BBox [0 0 600 800] "
        b"/Resources <</XObject <</X 8 0 R>>>> /Length 10>>\nstream\n/X Do /X Do\nendstream",
    }


def shown(text: str) -> bytes:
    """The content of a page that prints these lines."""
    lines = map(_hex, text.splitlines())
    return b"BT /F 8 Tf 9 TL 20 780 Td " + b"".join(b"<%b> Tj T* " % line for line in lines)


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode()


def tabled(rows: list[list[str]]) -> bytes:
    """The content of a page that prints these rows, each cell in its column."""
    cells = (
        b"1 0 0 1 %d %d Tm <%b> Tj " % (20 + 38 * column, 780 - 11 * row, _hex(text))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    )
    return b"BT /F 4 Tf " + b"".join(cells)


def attacks(size: int) -> Attacks:
    """PDFs of every kind."""
    return _damaged() | _circular(size) | _long(size)


def _damaged() -> Attacks:
    """A report that is not as it should be."""
    whole = twin()
    text = shown(TEXT)
    key = b"/Root 1 0 R /ID [<00> <00>] /Encrypt <</Filter /Standard /V 1 /R 2 /P -1 "
    key += b"/O <%b> /U <%b>>>" % (b"41" * 32, b"42" * 32)
    return {
        "PDF, truncated": lambda: whole[: len(whole) // 2],
        "PDF, encrypted": lambda: pdf(printed(text), key),
        "PDF, places of another file": lambda: whole.replace(b"0000000", b"0000009"),
        "PDF, a page of no size": lambda: whole.replace(b"[0 0 600 800]", b"[0 0 0 0]"),
        "PDF, a page of endless size": lambda: whole.replace(b"[0 0 600 800]", b"[0 0 1e38 1e38]"),
        "PDF, letters of endless size": lambda: pdf(printed(text.replace(b"/F 8", b"/F 1e38"))),
        "PDF, letters of no size": lambda: pdf(printed(text.replace(b"/F 8", b"/F 0"))),
        "PDF, letters upside down": lambda: pdf(printed(text.replace(b"/F 8", b"/F -8"))),
        "PDF, letters in one place": lambda: pdf(printed(text.replace(b"9 TL", b"0 TL"))),
        "PDF, a font that is not there": lambda: pdf(printed(text.replace(b"/F 8", b"/G 8"))),
        "PDF, no font at all": lambda: pdf({n: b for n, b in printed(text).items() if n != 4}),
        "PDF, surrogates alone": lambda: pdf(printed(text.replace(b"<5de5", b"<d800d800"))),
    }


def _circular(size: int) -> Attacks:
    """Objects that refer to themselves."""
    text = shown(TEXT)
    loop = b"<</Type /Pages /Parent 2 0 R /Count 9 /Kids [2 0 R 9 0 R 9 0 R]>>"
    nested = {n: b"<</Type /Pages /Count 1 /Kids [%d 0 R]>>" % (n + 1) for n in range(10, 20_000)}
    own = b"<</Length 3 0 R /Filter /FlateDecode>>\nstream\n1\nendstream"
    encoding = b"/Encoding 9 0 R "
    map_ = b"/usecmap 9 0 R " * 9
    return {
        "PDF, pages that hold themselves": lambda: pdf(printed(text) | {2: loop, 9: loop}),
        "PDF, pages in pages": lambda: pdf(
            printed(text) | {2: b"<</Type /Pages /Count 1 /Kids [10 0 R]>>"} | nested
        ),
        "PDF, a form that draws itself": lambda: pdf(printed(b"/X Do " * 1000 + text)),
        "PDF, a length that is itself": lambda: pdf(printed(text) | {3: own}),
        "PDF, parents in a circle": lambda: pdf(
            printed(text) | {1: b"<</Type /Catalog /Pages 1 0 R>>"}
        ),
        "PDF, places in a circle": lambda: pdf(printed(text), b"/Root 1 0 R /Prev 20"),
        "PDF, a font in a font": lambda: pdf(
            printed(text) | {5: printed(text)[4].replace(b"[5 0 R]", b"[4 0 R]")}
        ),
        "PDF, a map of letters that is itself": lambda: pdf(
            printed(text)
            | {4: printed(text)[4].replace(b"/Encoding /UniGB-UCS2-H ", encoding)}
            | {9: b"<</Type /CMap /UseCMap 9 0 R /Length %d>>\nstream\n%b\nendstream"
               % (len(map_), map_)}
        ),
        "PDF, filters upon filters": lambda: pdf(
            printed(text)
            | {3: b"<</Length 9 /Filter [%b]>>\nstream\n123456789\nendstream"
               % (b"/FlateDecode " * min(10_000, size // 13))}
        ),
    }  # fmt: skip


def _long(size: int) -> Attacks:
    """More print than any report has."""
    text = shown(TEXT)
    filler = shown("1234567890" * 10 + "\n") * (size // 500)
    labels = shown("1.属于国家秘密\n0\n0\n0\n0\n0\n0\n0\n") * (size // 400)
    sparse = shown(f"{SPARSE}\n0") + b"ET "
    one = b"BT /F 8 Tf 20 20 Td <0031> Tj ET "
    pages = min(2000, max(2, size // 5000))
    return {
        "PDF, a million pages": lambda: pdf(
            printed(text) | {2: b"<</Type /Pages /Count 1000000 /Kids [7 0 R]>>"}
        ),
        "PDF, 2,000 pages of the same": lambda: pdf(printed(text, pages=min(2000, size // 50))),
        "PDF, one row a page": lambda: pdf(printed(sparse, pages=pages)),
        "PDF, one row a page, each its own": lambda: own_pages(text, sparse, pages, size),
        "PDF, much print": lambda: pdf(printed(text + filler, packed=False)),
        "PDF, much print, packed": lambda: pdf(printed(text + filler * 5)),
        "PDF, many labels": lambda: pdf(printed(text + labels, packed=False)),
        "PDF, many sparse rows": lambda: pdf(printed(text + b"ET " + sparse * (size // 200))),
        "PDF, 1.2 million invisible texts": lambda: pdf(
            printed(HIDDEN + text + b"ET " + (HIDDEN + one) * (size // 16))
        ),
        "PDF, 1.2 million texts beyond the page": lambda: pdf(
            printed(text + b"ET " + one.replace(b"20 20", b"9e9 9e9") * (size // 16))
        ),
        "PDF, letters one by one": lambda: pdf(
            printed(text + b"ET " + one * (size // 100), packed=False)
        ),
        "PDF, turned by every letter": lambda: pdf(
            printed(text + b"0 1 -1 0 0 0 Tm <0031> Tj " * (size // 30), packed=False)
        ),
        "PDF, states upon states": lambda: pdf(printed(b"q " * (size // 2) + text)),
        "PDF, marks upon marks": lambda: pdf(printed(b"/P BMC " * (size // 7) + text)),
        "PDF, numbers upon numbers": lambda: pdf(printed(text + b"1 " * (size // 2))),
        "PDF, lists upon lists": lambda: pdf(printed(text + b"[" * (size // 2))),
        "PDF, one long text": lambda: pdf(
            printed(text + b"<" + b"0031" * (size // 8) + b"> Tj")
        ),
        "PDF, lines and curves": lambda: pdf(
            printed(text + b"ET " + b"0 0 m 1 1 l S " * (size // 14))
        ),
        "PDF, zeros, packed": lambda: pdf(printed(text + b" " * (size * 50))),
        "PDF, packed twice": lambda: pdf(
            printed(text)
            | {3: stream(zlib.compress(text + b" " * (size * 50))).replace(
                b"/FlateDecode", b"[/FlateDecode /FlateDecode]")}
        ),
        "PDF, only its mark": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * (size // 8),
        "PDF, beginnings of texts": lambda: b"%PDF-1.7\n" + b"(" * size,
    }  # fmt: skip


def own_pages(first: bytes, content: bytes, pages: int, size: int) -> bytes:
    """A report with so many pages more, each with objects of its own, padded to so many bytes."""
    objects = printed(first)
    page = objects[7]
    kids = [b"7 0 R"]
    for number in range(10, 10 + 2 * pages, 2):
        padded = content + b" " * max(0, size // pages - 700)
        objects[number] = stream(padded, packed=False)
        objects[number + 1] = page.replace(b"/Contents 3", b"/Contents %d" % number)
        kids.append(b"%d 0 R" % (number + 1))
    objects[2] = b"<</Type /Pages /Count %d /Kids [%b]>>" % (len(kids), b" ".join(kids))
    return pdf(objects)
