"""Which files a folder, a pattern or a list of paths means, and what of it is not read and why."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from glob import has_magic
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from helpers.characters import printable
from helpers.errors import SourceError, SourceMissingError

# A folder that holds a file of this name was written by this package.
OUTPUT_MARK = ".gongkai-output"
# What systems and programs put next to a person's documents, in small letters.
_CLUTTER = frozenset(
    ("thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "@eadir", "icon\r")
)
_CLUTTER_STARTS = (".", "~$")
EVERY_FOLDER = "**"


class Entry(NamedTuple):
    """A file to read; or what is `skipped` as clutter; or what is not read, and `why`."""

    path: Path
    why: str = ""
    skipped: bool = False


@dataclass(frozen=True)
class Listing:
    """What was found, in a fixed order, and the folder that names are relative to, if any."""

    root: Path | None
    entries: Sequence[Entry]

    @property
    def files(self) -> list[tuple[str, Path]]:
        """The files to read, each with its name."""
        paths = (entry.path for entry in self.entries if not (entry.why or entry.skipped))
        return [(self.name(path), path) for path in paths]

    @property
    def skipped(self) -> list[str]:
        """The names of clutter that is not read."""
        return [self.name(entry.path) for entry in self.entries if entry.skipped]

    def failure(self, entry: Entry) -> tuple[str, str, str]:
        """Name, error and message of an entry that cannot be read."""
        name = self.name(entry.path)
        return name, SourceError.__name__, f"{name}: {entry.why}"

    def name(self, path: Path) -> str:
        """The path relative to the root, in characters that can be printed."""
        return printable((path.relative_to(self.root) if self.root else path).as_posix())


def list_files(source: str | Path | Iterable[str | Path]) -> Listing:
    """The files of a folder and its subfolders, of a glob pattern, or of a list of paths.

    A path that exists is no pattern. A folder in a list, or one that a pattern fits, brings its
    files. A file that is named is never clutter. Raises SourceMissingError where the folder does
    not exist or the pattern fits nothing.
    """
    if not isinstance(source, str | os.PathLike):
        return _of_paths([Path(path).absolute() for path in source])
    if os.path.lexists(source):
        return _of_paths([Path(source).absolute()])
    listing = _of_pattern(Path(source).absolute())
    if not listing.entries:
        name = printable(str(source))
        raise SourceMissingError(f"{name}: no such folder, and no file matches it")
    return listing


def _of_paths(paths: list[Path]) -> Listing:
    """The named files, and the files of the named folders."""
    folders = {path for path in paths if os.path.isdir(path)}
    root = _deepest(path if path in folders else path.parent for path in paths)
    found = (_walk(path) if path in folders else [Entry(path)] for path in paths)
    return Listing(root, [entry for entries in found for entry in entries])


def _of_pattern(pattern: Path) -> Listing:
    fixed = Path(*takewhile(lambda part: not has_magic(part), pattern.parts))
    parts = pattern.parts[len(fixed.parts) :]
    entries = _walk(fixed, parts) if parts and os.path.isdir(fixed) else []
    return Listing(_deepest(entry.path.parent for entry in entries), entries)


def _deepest(folders: Iterable[Path]) -> Path | None:
    """The deepest folder that holds all of them, so that no two names are alike."""
    try:
        return Path(os.path.commonpath([str(folder) for folder in folders]))
    except ValueError:
        return None


def _walk(folder: Path, parts: Sequence[str] = ()) -> list[Entry]:
    """What is below a folder and fits the parts of a pattern; a link to a folder ends there."""
    found: list[Entry] = []
    waiting = [folder]
    while waiting:
        inner = waiting.pop()
        try:
            entries = list(os.scandir(inner))
        except OSError as error:
            why = f"is a folder that cannot be listed, so nothing in it is read: {error.strerror}"
            found.append(Entry(inner, why))
            continue
        if inner != folder and any(entry.name == OUTPUT_MARK for entry in entries):
            found.append(Entry(inner, skipped=True))
            continue
        for entry in entries:
            seen = _seen(entry)
            if _fits(Path(entry.path).relative_to(folder).parts, parts, leads=seen is None):
                if seen is None:
                    waiting.append(Path(entry.path))
                else:
                    found.append(seen)
    return sorted(found)


def _seen(entry: os.DirEntry[str]) -> Entry | None:
    """What an entry of a folder is; None for a folder to walk."""
    path = Path(entry.path)
    if entry.name.startswith(_CLUTTER_STARTS) or entry.name.lower() in _CLUTTER:
        return Entry(path, skipped=True)
    try:
        if not entry.is_dir():
            return Entry(path)
    except OSError as error:
        return Entry(path, f"cannot be looked at: {error.strerror}")
    if entry.is_symlink():
        target = printable(os.path.realpath(path))
        return Entry(
            path, f"is a link to the folder {target}, which is not followed; read it apart"
        )
    return None


def _fits(names: Sequence[str], parts: Sequence[str], leads: bool) -> bool:
    """Whether a path is what a pattern means or lies in such a folder, or leads to one."""
    if not parts:
        return True
    if parts[0] == EVERY_FOLDER:
        return leads or any(_fits(names[i:], parts[1:], leads) for i in range(len(names) + 1))
    if not names:
        return leads
    return fnmatch(names[0], parts[0]) and _fits(names[1:], parts[1:], leads)
