"""Bytes to text."""

from __future__ import annotations

from helpers.errors import SourceError


def decode(content: bytes, name: str) -> str:
    """The text of a file in UTF-8, with or without a byte-order mark.

    Raises SourceError, which calls the source `name`, where the bytes are no text.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: is no UTF-8 text (byte {error.start})") from error
