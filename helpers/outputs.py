"""What is written: into a folder of its own, each file complete or not at all, no file of others.

A folder that only this package writes into has the file OUTPUT_MARK, which lists what was written:
a SHA-256 and a name to a line, as `sha256sum` prints them. Reports are not looked for in such a
folder. A folder that holds anything else never gets one, so that no report becomes invisible.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from helpers import arguments
from helpers.errors import ArgumentError, OutputError
from helpers.listing import OUTPUT_MARK
from helpers.output_names import Wanted, plan

if TYPE_CHECKING:
    from helpers.report import Report

HEAD = "# Files that Gongkai wrote. It looks for no reports in this folder.\n"
LINE = re.compile(r"([0-9a-f]{64})  (.+)")
# A file that is being written; one that is left over comes of a process that was killed.
TEMPORARY = ".gongkai-"
# What file managers leave in a folder that nobody wrote into.
FURNITURE = frozenset([".DS_Store", "desktop.ini", "Thumbs.db"])
# A run that was stopped between its note and its file leaves the file of the run before.
REMEMBERED = 2
FEW = 3


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are not there yet."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be made: {error.strerror}") from error


def sources_of(reports: Iterable[Report]) -> frozenset[Path]:
    """The files that reports were read from."""
    return frozenset(report.path.resolve() for report in reports if report.path)


@contextmanager
def replacing(path: Path, sources: Collection[Path] = ()) -> Iterator[Path]:
    """A path to write to; its file becomes `path` when all is written, else nothing is left.

    Raises ArgumentError for one of `sources`, and OutputError where nothing can be written.
    """
    if sources and path.resolve() in sources:
        raise ArgumentError(f"{path} is the file of a report; write to another one")
    if os.path.lexists(path) and not path.is_file() and not path.is_symlink():
        raise OutputError(f"{path}: cannot be written: it is a folder or a device, not a file")
    temporary = path.parent / f"{TEMPORARY}{token_hex(4)}{path.suffix}"
    try:
        yield temporary
        os.replace(temporary, path)
    except OutputError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{path}: cannot be written: {reason}. Nothing was changed.") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


class Outputs:
    """The folder of one command's outputs.

    `sources` is the folder, file or pattern that is read: none of its files is replaced. A file
    that exists is replaced only if OUTPUT_MARK lists it as it is now, or with `force`. Raises
    ArgumentError for a folder that holds other files, unless `force` is given.
    """

    def __init__(self, folder: str, sources: str, force: bool = False) -> None:
        advice = "Name a folder to write into, such as --out build/tables."
        self.folder = arguments.path("--out", folder, "the path of a folder", advice)
        self._root, self._sources, self._force = self.folder.absolute().resolve(), sources, force
        self._marker, self._planned = self.folder / OUTPUT_MARK, list[str]()
        self._made, self._noted = self._read_marker(), False
        self.own = self._is_own()

    def plan(self, wanted: Sequence[Wanted]) -> list[str]:
        """A name in the folder for each output, unlike any planned before; nothing is written."""
        names = plan(wanted, self._planned, self._is_source)
        for parent in {(self.folder / name).parent for name in names}:
            if not parent.resolve().is_relative_to(self._root):
                raise ArgumentError(f"{parent}: a link leads out of {self.folder}; remove it")
        foreign = [name for name in names if not self._may_replace(name)]
        if foreign and not self._force:
            raise ArgumentError(
                f"{self.folder} has files that Gongkai did not write, or that were changed since: "
                f"{_few(foreign)}. Name another folder, or add --force to replace them."
            )
        self._planned += names
        return names

    def write(self, name: str, save: Callable[[Path], object]) -> None:
        """Let `save` write one planned output; the file is there when it is complete."""
        path = self.folder / name
        make_folder(path.parent)
        with replacing(path) as temporary:
            save(temporary)
            if self.own:
                self._note(_digest(temporary), name)

    def _is_own(self) -> bool:
        """Whether the folder is for outputs alone: new, empty, or written before."""
        try:
            found = sorted(set(os.listdir(self.folder)) - FURNITURE)
            found = [
                name for name in found if name == OUTPUT_MARK or not name.startswith(TEMPORARY)
            ]
        except FileNotFoundError:
            return True
        except OSError as error:
            raise ArgumentError(
                f"--out {self.folder} cannot be used: {error.strerror}. Name another folder."
            ) from error
        if self._marker.is_symlink():
            raise ArgumentError(f"{self._marker} is a link; remove it, or name another folder")
        if not found or OUTPUT_MARK in found:
            return True
        if not self._force:
            raise ArgumentError(
                f"--out {self.folder} holds other files: {_few(found)}. Name a folder of its own, "
                "new or empty, or add --force to write among them; reports are never replaced."
            )
        return False

    def _is_source(self, name: str) -> bool:
        """Whether a file there may be one of those that are read."""
        path, read = self.folder / name, Path(self._sources)
        if not os.path.lexists(path):
            return False
        if not read.is_dir():
            matches = [self._sources, *glob.glob(self._sources, recursive=True)]
            return any(os.path.exists(one) and os.path.samefile(one, path) for one in matches)
        read = read.resolve()
        passed_over = self.own and self._root != read and self._root.is_relative_to(read)
        return not passed_over and path.resolve().is_relative_to(read)

    def _may_replace(self, name: str) -> bool:
        path = self.folder / name
        if not os.path.lexists(path):
            return True
        ordinary = path.is_file() and not path.is_symlink()
        return ordinary and name in self._made and _digest(path) in self._made[name]

    def _read_marker(self) -> dict[str, list[str]]:
        """The digests of each file that earlier runs wrote."""
        made: dict[str, list[str]] = {}
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
            for line in self._marker.read_text(encoding="utf-8", errors="replace").splitlines():
                if found := LINE.fullmatch(line):
                    made.setdefault(found[2], []).append(found[1])
        return {name: digests[-REMEMBERED:] for name, digests in made.items()}

    def _note(self, digest: str, name: str) -> None:
        """List a file; the first time the list is written anew, later it grows by a line."""
        self._made.setdefault(name, []).append(digest)
        if self._noted:
            with self._marker.open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"{digest}  {name}\n")
            return
        lines = (f"{one}  {name}\n" for name, digests in self._made.items() for one in digests)
        with replacing(self._marker) as temporary:
            temporary.write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")
        self._noted = True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more
