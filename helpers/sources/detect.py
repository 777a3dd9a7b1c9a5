"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import html
import re
import zipfile
from io import BytesIO

from helpers.errors import SourceError
from helpers.sources.markdown import is_in_pipes, is_markdown
from helpers.sources.separated import csv_delimiter

_TO_WHAT = "save it as DOCX or export it as PDF with a text layer"
_ARCHIVE = "is a {} archive; unpack it and read the files in it"
_PICTURE = "is a {} picture; recognise its text (OCR) or find the page or PDF it was made from"
# What is known but not read: its first bytes, and what to say.
_REFUSED = (
    (b"Rar!\x1a\x07", _ARCHIVE.format("RAR")),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE.format("7z")),
    (b"\x1f\x8b\x08", _ARCHIVE.format("gzip")),
    (b"BZh", _ARCHIVE.format("bzip2")),
    (b"\xfd7zXZ\x00", _ARCHIVE.format("xz")),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE.format("zstd")),
    (b"\x89PNG\r\n\x1a\n", _PICTURE.format("PNG")),
    (b"\xff\xd8\xff", _PICTURE.format("JPEG")),
    (b"GIF8", _PICTURE.format("GIF")),
    (b"II*\0", _PICTURE.format("TIFF")),
    (b"MM\0*", _PICTURE.format("TIFF")),
    (b"{\\rtf", f"is an RTF document; {_TO_WHAT}"),
    (b"SQLite format 3\0", "is a database; export its tables as CSV"),
    (b"MZ", "is a program, not a report"),
    (b"\x7fELF", "is a program, not a report"),
)
# Names of streams in an OLE2 file, as they stand in its directory.
_OLE_STREAMS = (
    ("EncryptedPackage", None),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", None),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# What each part has in the directory of a zip archive; even to list too many takes long.
_IN_DIRECTORY, MOST_PARTS = b"PK\x01\x02", 5_000
_MHTML = re.compile(
    rb"\s*(?:[\w\-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?MIME-Version:", re.IGNORECASE
)
_LEGACY = (
    f"is a document of Word 97-2003 or WPS (.doc, .wps), or a damaged old workbook; {_TO_WHAT}"
)
HEAD, PAGE_HEAD = 1024, 8192

_JSON = re.compile(r"\s*+(?:[\[{]|[\w$.]{1,100}+\s*+\(\s*+[\[{])")
_PAGE = re.compile(r"<(?=[!hb])(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(
    r"</(?:table|tr|td|th|p|div|span|ul|li|h[1-6]|section|article)\s*>|<(?:br|p|div|table|td)[\s/>]",
    re.IGNORECASE,
)
_LINES = re.compile(r"</?(?:p|div|br|body|html|li|h[1-6])[\s/>]", re.IGNORECASE)
_TABLE = re.compile(r"(<table[\s>].*?(?:</table\s*>|\Z))", re.IGNORECASE | re.DOTALL)
FEWEST_TAGS = 2


def kind_of(content: bytes, name: str) -> str:
    """The medium of a file: pdf, docx, xlsx, xls, mhtml, or text for everything that may be text.

    Raises SourceError, which calls the file `name`, for what is known but cannot be read; the
    message says what to convert it to.
    """
    head = content[:HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if start.startswith(b"%PDF-") or (b"%PDF-" in head and b"<" not in head.split(b"%PDF-")[0]):
        return "pdf"
    if content.startswith(_ZIP):
        return _zip_kind(content, name)
    if content.startswith(_OLE):
        return _ole_kind(content, name)
    if reason := _refused(content):
        raise SourceError(f"{name}: {reason}")
    return "mhtml" if _MHTML.match(head) and b"multipart" in content[:4096].lower() else "text"


def _refused(content: bytes) -> str | None:
    for start, reason in _REFUSED:
        if content.startswith(start) and (len(start) > 2 or b"\0" in content[:HEAD]):
            return reason
    if content[257:262] == b"ustar":
        return _ARCHIVE.format("tar")
    if content.startswith(b"BM") and content[6:10] == b"\0\0\0\0":
        return _PICTURE.format("BMP")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _PICTURE.format("WebP")
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return _PICTURE.format("HEIF")
    return None


def _zip_kind(content: bytes, name: str) -> str:
    """Which of the formats that are zip archives inside this is."""
    if (parts := content.count(_IN_DIRECTORY)) > MOST_PARTS:
        raise SourceError(f"{name}: is an archive of {parts:,} parts, which no report has")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(
            f"{name}: is a damaged or incomplete DOCX, XLSX or ZIP file ({error}); "
            "download it again or open and save it anew"
        ) from error
    if any(entry.startswith("word/") for entry in names):
        return "docx"
    if "xl/workbook.bin" in names:
        raise SourceError(f"{name}: is a binary workbook (.xlsb); save it as XLSX")
    if any(entry.startswith("xl/") for entry in names):
        return "xlsx"
    if any(entry.rsplit("/", 1)[-1] == "OFD.xml" for entry in names):
        raise SourceError(f"{name}: is an OFD document; export it as PDF with a text layer")
    if "content.xml" in names:
        raise SourceError(f"{name}: is an OpenDocument file; save it as DOCX or XLSX")
    if any(entry.startswith("ppt/") for entry in names):
        raise SourceError(f"{name}: is a presentation; export it as PDF with a text layer")
    raise SourceError(f"{name}: {_ARCHIVE.format('ZIP')}")


def _ole_kind(content: bytes, name: str) -> str:
    """Which of the old Office formats this is."""
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") + b"\0\0" in content:
            if kind:
                return kind
            if stream == "EncryptedPackage":
                raise SourceError(f"{name}: is protected by a password; save it without one")
            break
    raise SourceError(f"{name}: {_LEGACY}")


def text_kind(text: str) -> str:
    """What a text is: html, mixed (lines with HTML tables among them), json, markdown, csv, text.

    Markdown has tables in pipes; without such tables it is read as lines.
    """
    if _JSON.match(text) and text.rstrip().endswith(("}", "]", ")", ");")):
        return "json"
    if _PAGE.search(text, 0, PAGE_HEAD):
        return "html"
    if is_markdown(text):
        return "markdown"
    tags = _MARKUP.finditer(text)
    if sum(1 for _ in zip(tags, range(FEWEST_TAGS), strict=False)) == FEWEST_TAGS:
        if is_in_pipes(text):
            return "markdown"
        return "html" if _LINES.search(text) else "mixed"
    return "csv" if csv_delimiter(text) else "text"


def broken_lines(text: str) -> str:
    """A text with HTML tables in it as a page: its lines end where the text breaks them."""
    parts = _TABLE.split(text)
    return "".join(
        part if number % 2 else html.escape(part, quote=False).replace("\n", "<br>\n")
        for number, part in enumerate(parts)
    )
