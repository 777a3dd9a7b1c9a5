"""Every medium becomes one document; only this package knows about files and formats."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from helpers.document import Document
from helpers.errors import SourceError, SourceFolderError, SourceMissingError
from helpers.sources.encoding import decode
from helpers.sources.text import text_document

LIMIT = 20_000_000
LONGEST_PATH = 1_000


@dataclass(frozen=True)
class Source:
    """The content of one file, or of a text in memory (then without a path)."""

    content: bytes
    path: Path | None

    @property
    def name(self) -> str:
        """What messages call this source."""
        return str(self.path) if self.path else "text in memory"

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


def open_source(source: str | bytes | Path, limit: int = LIMIT) -> Source:
    """The content of a path, or of a text (`str` with line breaks or longer than a path) or bytes.

    Raises SourceMissingError, SourceFolderError, or SourceError for an empty source or one of more
    than `limit` bytes.
    """
    if isinstance(source, bytes):
        return _checked(Source(source, None), limit)
    if isinstance(source, str) and ("\n" in source or len(source) > LONGEST_PATH):
        return _checked(Source(source.encode(errors="replace"), None), limit)
    path = Path(source)
    if path.is_dir():
        raise SourceFolderError(f"{path}: is a folder; read_all reads folders")
    try:
        size = path.stat().st_size
        if size > limit:
            raise SourceError(_too_large(str(path), size, limit))
        return _checked(Source(path.read_bytes(), path), limit)
    except FileNotFoundError:
        raise SourceMissingError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: cannot be opened: {error}") from error


def load(source: Source) -> Document:
    """The document of a source, its format told by its content and not by its name."""
    return text_document(decode(source.content, source.name))


def _checked(source: Source, limit: int) -> Source:
    if len(source.content) > limit:
        raise SourceError(_too_large(source.name, len(source.content), limit))
    if not source.content.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise SourceError(f"{source.name}: is empty")
    return source


def _too_large(name: str, size: int, limit: int) -> str:
    return f"{name}: {size:,} bytes, more than the limit of {limit:,}; pass limit= to raise it"
