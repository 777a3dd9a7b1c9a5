"""MHTML: a page saved with all its files; the page alone is read."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.policy import Compat32

from helpers.errors import SourceError
from helpers.sources.encoding import decode

MOST_PARTS, MOST_LINES = 5_000, 400_000
# Each line of the file is compared with the boundaries of all parts that hold it.
MOST_NESTED = 5
_HOLDER = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
# Parameters are separated in time that grows with the square of their length.
LONGEST_FIELD = 500
_FIELDS_WITH_PARAMETERS = ("content-type", "content-disposition", "content-transfer-encoding")


class _Bounded(Compat32):
    """Fields of a header as Python separates them, but none with parameters beyond measure."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name = sourcelines[0].partition(":")[0].strip().lower()
        if name in _FIELDS_WITH_PARAMETERS and sum(map(len, sourcelines)) > LONGEST_FIELD:
            raise MessageError(f"a field {name} of more than {LONGEST_FIELD} characters")
        return super().header_source_parse(sourcelines)


def mhtml_page(content: bytes, name: str) -> str:
    """The markup of the first page in an MHTML file.

    Raises SourceError, which calls the file `name`, where there is none.
    """
    if content.count(b"\n--") > MOST_PARTS or content.count(b"\n") > MOST_LINES:
        raise SourceError(f"{name}: is an MHTML file of too many parts; save it as HTML")
    if len(_HOLDER.findall(content)) > MOST_NESTED:
        raise SourceError(f"{name}: is an MHTML file of parts in parts; save it as HTML")
    try:
        message = message_from_bytes(content, policy=_Bounded())
        pages = (part for part in message.walk() if part.get_content_type() == "text/html")
        payload = next((part.get_payload(decode=True) for part in pages), None)
    except (MessageError, ValueError, RecursionError, LookupError) as error:
        raise SourceError(f"{name}: is a damaged MHTML file ({error}); save it as HTML") from error
    if not isinstance(payload, bytes) or not payload.strip():
        raise SourceError(f"{name}: is an MHTML file without a page in it; save it as HTML")
    return decode(payload, name)
