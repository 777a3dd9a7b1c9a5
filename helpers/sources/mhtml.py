"""MHTML: a page saved with all its files; the page alone is read."""

from __future__ import annotations

import email.policy
from email import message_from_bytes
from email.errors import MessageError

from helpers.errors import SourceError
from helpers.sources.encoding import decode

MOST_PARTS, MOST_LINES = 5_000, 1_000_000


def mhtml_page(content: bytes, name: str) -> str:
    """The markup of the first page in an MHTML file.

    Raises SourceError, which calls the file `name`, where there is none.
    """
    if content.count(b"\n--") > MOST_PARTS or content.count(b"\n") > MOST_LINES:
        raise SourceError(f"{name}: is an MHTML file of too many parts; save it as HTML")
    try:
        message = message_from_bytes(content, policy=email.policy.compat32)
        pages = (part for part in message.walk() if part.get_content_type() == "text/html")
        payload = next((part.get_payload(decode=True) for part in pages), None)
    except (MessageError, ValueError, RecursionError, LookupError) as error:
        raise SourceError(f"{name}: is a damaged MHTML file ({error}); save it as HTML") from error
    if not isinstance(payload, bytes) or not payload.strip():
        raise SourceError(f"{name}: is an MHTML file without a page in it; save it as HTML")
    return decode(payload, name)
