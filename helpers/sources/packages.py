"""The parts of Office files, zip archives of XML: read within limits, no entity resolved."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from helpers.errors import SourceError

# A report takes less than one of these megabytes; a parsed part takes ten times its size.
LARGEST_PART = 10_000_000
LARGEST_TOTAL = 40_000_000
# How the parts of Office files are packed.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def read_parts(content: bytes, prefix: str, name: str) -> dict[str, bytes]:
    """The parts of an Office file whose names begin with `prefix`, and those that describe it.

    Raises SourceError, which calls the file `name`, for damaged, encrypted and oversized archives;
    what a part claims to take is checked before it is unpacked, what it takes while it is.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            wanted = [
                info
                for info in archive.infolist()
                if info.filename.endswith((".xml", ".rels", ".bin"))
                and info.filename.startswith((prefix, "[Content_Types]", "_rels/"))
            ]
            _check_sizes(wanted, name)
            return {info.filename: _read(archive, info, name) for info in wanted}
    except RuntimeError as error:
        raise SourceError(f"{name}: is protected by a password; save it without one") from error
    except _DAMAGES as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            f"{name}: is damaged or incomplete ({error}); download it again or save it anew"
        ) from error


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    sizes = [info.file_size for info in parts]
    if any(info.compress_type not in _PACKED for info in parts):
        raise SourceError(f"{name}: is packed as no Office file is; open it and save it anew")
    if max(sizes, default=0) > LARGEST_PART:
        raise SourceError(f"{name}: unpacks to more than any report takes; it was not unpacked")
    if sum(sizes) > LARGEST_TOTAL:
        raise SourceError(f"{name}: unpacks to more than any report takes; it was not unpacked")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    with archive.open(info) as part:
        data = part.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise SourceError(f"{name}: unpacks to more than any report takes; it was not unpacked")
    return data


def parse(part: bytes, name: str) -> etree._Element:
    """The XML of a part; raises SourceError where it is damaged or declares entities."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: holds damaged XML ({error}); save it anew") from error
    if root is None or root.getroottree().docinfo.doctype:
        raise SourceError(f"{name}: declares XML entities, which no Office file does")
    return root


def local(tag: object) -> str:
    """The name of an element without its namespace; nothing for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: etree._Element | None, attribute: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    for key, value in element.items():
        if local(key) == attribute:
            return str(value)
    return None
