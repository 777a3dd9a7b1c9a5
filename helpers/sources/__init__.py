"""Every medium becomes one document; only this package knows about files and formats."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from helpers.characters import printable
from helpers.document import Document
from helpers.errors import SourceError, SourceFolderError, SourceMissingError
from helpers.sources.detect import broken_lines, kind_of, text_kind
from helpers.sources.embedded import embedded_page, json_texts, may_embed, prints_labels
from helpers.sources.encoding import decode
from helpers.sources.html import html_document
from helpers.sources.markdown import without_marks
from helpers.sources.mhtml import mhtml_page
from helpers.sources.separated import csv_document
from helpers.sources.text import text_document

LIMIT = 20_000_000
# Known reports print some thousand characters; a file of mere text may print all that it holds.
PRINTED = 0.05
LONGEST_PATH = 1_000
# A report has some hundred lines and cells.
MOST_PIECES = 1_000_000
# Files are read in parts of so many bytes.
PART = 1 << 20
_SEPARATORS = "\n\t|"
_NO_FILES = {
    "a pipe": stat.S_ISFIFO,
    "a socket": stat.S_ISSOCK,
    "a device": lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode),
}
_UNPRINTED = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))


@dataclass(frozen=True)
class Source:
    """The content of one file, or of a text in memory (then without a path)."""

    content: bytes
    path: Path | None

    @property
    def name(self) -> str:
        """What messages call this source."""
        return printable(str(self.path)) if self.path else "text in memory"

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


def open_source(source: str | bytes | Path, limit: int = LIMIT) -> Source:
    """The content of a path, or of a text (`str` with line breaks or longer than a path) or bytes.

    Raises SourceMissingError, SourceFolderError, or SourceError for an empty source, one of more
    than `limit` bytes, and what is no file: a pipe, a socket, a device.
    """
    if isinstance(source, bytes):
        return _checked(Source(source, None), limit)
    if isinstance(source, str) and ("\n" in source or not 0 < len(source) <= LONGEST_PATH):
        return _checked(Source(source.encode(errors="replace"), None), limit)
    path = Path(source)
    name = printable(str(path))
    try:
        _refuse_no_file(name, path.stat(), limit)
        with open(path, "rb", buffering=0, opener=_without_waiting) as file:
            return _checked(Source(_read_at_most(file, limit + 1), path), limit)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceMissingError(_missing(name, path)) from None
    except SourceError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or printable(str(error))
        raise SourceError(f"{name}: cannot be opened: {reason}") from error


def _refuse_no_file(name: str, status: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise SourceFolderError(f"{name}: is a folder; read_all reads folders")
    if not stat.S_ISREG(status.st_mode):
        kinds = (kind for kind, is_kind in _NO_FILES.items() if is_kind(status.st_mode))
        raise SourceError(f"{name}: is {next(kinds, 'no file')}; only files are read")
    if status.st_size > limit:
        raise SourceError(_too_large(name, status.st_size, limit))


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; what became a pipe meanwhile is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _read_at_most(file: BinaryIO, most: int) -> bytes:
    """The first so many bytes of a file, whatever size the system tells."""
    content = bytearray()
    while part := file.read(min(PART, most - len(content))):
        content += part
    return bytes(content)


def _missing(name: str, path: Path) -> str:
    if path.is_symlink():
        target = printable(os.readlink(path))
        return f"{name}: is a link to {target}, which is not there; fetch it (git annex get)"
    return f"{name}: no such file"


def load(source: Source, limit: int = LIMIT) -> Document:
    """The document of a source, its format told by its content and not by its name.

    Raises SourceError for formats that are known but not read, where the message says what to do,
    and for a document that prints more than the part PRINTED of `limit`, in characters.
    """
    most = int(limit * PRINTED)
    document = _document(source.content, source.name, most)
    _refuse_long(source.name, len(document.strip.text), most)
    return document


def _refuse_long(name: str, printed: int, most: int) -> None:
    if printed > most:
        raise SourceError(
            f"{name}: prints {printed:,} characters, more than the limit of {most:,}; "
            "pass limit= to raise it"
        )


def _document(content: bytes, name: str, most: int) -> Document:
    kind = kind_of(content, name)
    if kind == "pdf":
        from helpers.sources.pdf import pdf_document

        return pdf_document(content, name)
    if kind == "docx":
        from helpers.sources.docx import docx_document

        return docx_document(content, name)
    if kind in ("xlsx", "xls"):
        from helpers.sources.sheet import sheet_document

        return sheet_document(content, name, kind)
    if kind == "mhtml":
        return html_document(mhtml_page(content, name), name)
    text = decode(content, name)
    if len(text) > most:
        _refuse_long(name, _printed_length(text), most)
    return _text_document(text, name)


def _printed_length(text: str) -> int:
    """About how many characters a text or a page prints: all but its scripts and tags."""
    lowered = text.lower()
    for opening, closing in _UNPRINTED:
        first, *rest = lowered.split(opening)
        lowered = first + "<".join(part.partition(closing)[2] for part in rest)
    parts = lowered.split("<")
    return len(parts[0]) + sum(len(part) - part.find(">") - 1 for part in parts[1:])


def _text_document(text: str, name: str) -> Document:
    """The document of a file that is text: a page, separated values, JSON or plain lines."""
    kind = text_kind(text)
    if kind == "html":
        return _page_document(text, name)
    if kind == "mixed":
        return html_document(broken_lines(text), name)
    if kind == "csv":
        return csv_document(text, name)
    if kind == "json":
        page = "\n".join(json_texts(text))
        if prints_labels(page):
            return _text_document(page, name) if text_kind(page) != "json" else text_document(page)
    if kind == "markdown":
        text = without_marks(text)
    pieces = sum(map(text.count, _SEPARATORS))
    if pieces > MOST_PIECES:
        raise SourceError(f"{name}: {pieces:,} lines and cells, which no report has")
    return text_document(text)


def _page_document(text: str, name: str) -> Document:
    """The document of a page, or of the page that its script or its escaped text carries."""
    document = html_document(text, name)
    printed = document.strip.text
    if "<td" not in printed and prints_labels(printed):
        return document
    page = embedded_page(text) if may_embed(text) else None
    return document if page is None else html_document(page, name)


def _checked(source: Source, limit: int) -> Source:
    if len(source.content) > limit:
        raise SourceError(_too_large(source.name, len(source.content), limit))
    if not source.content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise SourceError(f"{source.name}: is empty")
    return source


def _too_large(name: str, size: int, limit: int) -> str:
    return f"{name}: {size:,} bytes, more than the limit of {limit:,}; pass limit= to raise it"
