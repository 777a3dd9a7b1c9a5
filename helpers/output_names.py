"""Names of outputs: safe on every system, inside one folder, and no two of them alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import PurePosixPath
from typing import NamedTuple

# What Windows takes for a device, whatever the extension.
RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"]
    + [f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"]
)
# Characters that Windows refuses; the slash parts folders before this is asked.
FORBIDDEN = re.compile(r'[<>:"|?*\\/]')
# Control characters, lone surrogates, and what ends a line or a paragraph.
UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")
REPLACED = "_"
# A name may have 255 bytes on Linux and 255 characters on Windows; a whole path 260 on Windows.
MOST_BYTES, MOST_IN_PATH = 255, 160
DIGEST = 8


class Wanted(NamedTuple):
    """An output: what it is made of (a path, its parts joined by `/`) and the end of its name.

    `short` is the name that it has where no other output has the same, `full` the other one.
    """

    short: str
    full: str
    tail: str


def of_source(name: str, tail: str) -> Wanted:
    """The output of a report, called as its file but for the extension: 2024.pdf, 2024.html."""
    folder, _, file = name.rpartition("/")
    stem = PurePosixPath(file).stem if file not in ("", "..") else file
    return Wanted(f"{folder}/{stem}" if folder else stem, name, tail)


def called(name: str, tail: str) -> Wanted:
    """An output with a name of its own, which is no path."""
    flat = FORBIDDEN.sub(REPLACED, name)
    return Wanted(flat, flat, tail)


def plan(
    wanted: Sequence[Wanted],
    taken: Collection[str] = (),
    refused: Callable[[str], bool] = lambda name: False,
) -> list[str]:
    """A relative path for each output, the same for the same ones whatever their order.

    Those that would be alike on any system (case and composition of characters count for nothing)
    have their full name, or a digest of it. `taken` are paths planned before, `refused` says which
    paths must not be used.
    """
    used, folders = {key(name) for name in taken}, {f for name in taken for f in _folders(name)}
    found: dict[int, str] = {}
    pending = list(range(len(wanted)))
    for level in (_short, _full, _digested):
        names = {place: level(wanted[place]) for place in pending}
        times = Counter(map(key, names.values()))
        folders |= {folder for name in names.values() for folder in _folders(name)}
        for place, name in names.items():
            alike = times[key(name)] > 1 or key(name) in used or key(name) in folders
            if not alike and not refused(name):
                found[place] = name
        used |= {key(found[place]) for place in names if place in found}
        pending = [place for place in pending if place not in found]
    for place in pending:
        name = next(n for n in _numbered(wanted[place]) if key(n) not in used and not refused(n))
        found[place] = name
        used.add(key(name))
    return [found[place] for place in range(len(wanted))]


def key(name: str) -> str:
    """What paths have in common that are one on some system."""
    folded = unicodedata.normalize("NFD", name).upper().casefold()
    return unicodedata.normalize("NFC", folded)


def _folders(name: str) -> Iterator[str]:
    return (key(str(folder)) for folder in PurePosixPath(name).parents)


def _short(one: Wanted) -> str:
    return _path(one.short, one.tail, one.full)


def _full(one: Wanted) -> str:
    return _path(one.full, one.tail, one.full)


def _digested(one: Wanted) -> str:
    return _path(one.full, f"-{_digest(one.full)}{one.tail}", one.full)


def _numbered(one: Wanted) -> Iterator[str]:
    end = f"-{_digest(one.full)}"
    return (_path(one.full, f"{end}-{number}{one.tail}", one.full) for number in count(2))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]


def _path(source: str, tail: str, full: str) -> str:
    """The safe relative path of a source and a tail; of a long one the digest of the full name."""
    *folders, file = [part for part in source.split("/") if part not in ("", ".")] or [""]
    safe = [*(_part(folder) for folder in folders), _part(file, tail)]
    path = "/".join(safe)
    if len(path) <= MOST_IN_PATH:
        return path
    return _part(_cut(_clean(file), MOST_IN_PATH // 4), f"-{_digest(full)}{tail}")


def _part(text: str, tail: str = "") -> str:
    """One safe name of a folder or, with a tail, of a file."""
    name = _clean(text)
    if len(f"{name}{tail}".encode()) > MOST_BYTES:
        name = f"{_cut(name, MOST_BYTES // 8)}-{_digest(text)}"
    if not tail:
        name = re.sub(r"[. ]+$", REPLACED, name)
    name = name or REPLACED
    device = f"{name}{tail}".partition(".")[0].rstrip(" ").upper() in RESERVED
    return f"{REPLACED if device else ''}{name}{tail}"


def _clean(text: str) -> str:
    """The text without what some system refuses; a name in GBK, as Linux keeps it, is read."""
    kept = (REPLACED if unicodedata.category(c) in UNPRINTABLE else c for c in _decoded(text))
    return FORBIDDEN.sub(REPLACED, "".join(kept))


def _decoded(text: str) -> str:
    """A name whose bytes are no UTF-8, in GB 18030 if every character of that is one in use."""
    if text.isascii() or not any(map(_lone, text)):
        return text
    with suppress(UnicodeError):
        decoded = text.encode("utf-8", "surrogateescape").decode("gb18030")
        if all(unicodedata.category(c) not in ("Co", "Cn") for c in decoded):
            return decoded
    return text


def _lone(character: str) -> bool:
    return unicodedata.category(character) == "Cs"


def _cut(text: str, characters: int) -> str:
    """The front of a name, whose end is not a space."""
    return text[:characters].rstrip(". ")
