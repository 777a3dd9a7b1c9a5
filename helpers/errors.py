"""What can go wrong: one root, and branches that also inherit the right builtin."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb

from helpers.characters import printable

LONGEST_MESSAGE = 300
PLEASE_REPORT = (
    "please report it with the file, the traceback of helpers.read(file) and what "
    "`python -m pip show gongkai` prints"
)


class GongkaiError(Exception):
    """The root of every error that this package raises."""


class ArgumentError(GongkaiError, ValueError):
    """An argument that a function cannot take; the message says what it wants and what to do."""


class ArgumentTypeError(ArgumentError, TypeError):
    """An argument of another type than the function wants."""


class OutputError(GongkaiError, OSError):
    """A file or a folder cannot be written."""


class SourceError(GongkaiError, ValueError):
    """A file cannot be turned into a document: empty, too large, damaged or of a foreign kind."""


class SourceMissingError(SourceError, FileNotFoundError):
    """The file is not there."""


class SourceFolderError(SourceError, IsADirectoryError):
    """A folder stands where a file is wanted."""


class ReadError(GongkaiError, RuntimeError):
    """A file could not be read for a reason that this package did not foresee: a defect of ours."""


class NotAReportError(GongkaiError, ValueError):
    """The document can be read, but it is no report: the message says what it lacks."""


class NoTableError(NotAReportError):
    """The document holds no table of a known form; it may be a report in prose."""


class DuplicateReportError(GongkaiError, ValueError):
    """Two reports of one organ and year where one is wanted."""


class FormError(GongkaiError, KeyError):
    """A form, a table or a key that is not declared."""

    def __str__(self) -> str:
        return str(self.args[0])


def defect(error: BaseException) -> str:
    """What to tell about an error that nobody foresaw."""
    message = printable(str(error))[:LONGEST_MESSAGE]
    places = extract_tb(error.__traceback__)[-1:]
    where = "".join(f" ({Path(place.filename).name}, line {place.lineno})" for place in places)
    return f"{type(error).__name__}: {message}{where}; this is a defect, {PLEASE_REPORT}"
