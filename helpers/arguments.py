"""What callers give: one function for each kind of argument, which returns it or refuses it.

Every message has the same three parts: what was given, what is expected, and what to do.
"""

from __future__ import annotations

import operator
import os
import sys
from collections.abc import Collection, Iterable
from numbers import Real
from pathlib import Path
from reprlib import Repr
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from helpers.errors import ArgumentError, ArgumentTypeError

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")

LANGUAGES = ("en", "zh")
# Years of four digits that a report can cover. The clock of the machine has no part in it.
FIRST_YEAR, LAST_YEAR = 1949, 2099
# Messages print so many characters of a text, and so many columns of a frame.
LONGEST_TEXT, MOST_COLUMNS = 60, 4
_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = LONGEST_TEXT


def refuse(
    name: str, given: object, expected: str, advice: str, *, type_: bool = False
) -> NoReturn:
    """Raise ArgumentError, or with `type_` ArgumentTypeError, with the three parts in a message."""
    kind = ArgumentTypeError if type_ else ArgumentError
    raise kind(f"{name} is {shown(given)}; expected {expected}. {advice}")


def shown(given: object) -> str:
    """A value as a message prints it: short, and with its type where needed."""
    columns = getattr(given, "columns", None)
    if isinstance(columns, Iterable):
        names = [str(column) for column in columns]
        more = ", …" if len(names) > MOST_COLUMNS else ""
        return f"a frame with the columns {', '.join(names[:MOST_COLUMNS])}{more}"
    if given is None or type(given) in (int, str):
        return _SHORT.repr(given)
    if isinstance(given, bool | Real | bytes):
        return f"{_SHORT.repr(given)} ({type(given).__name__})"
    return f"of type {type(given).__name__}"


def choice(name: str, given: Any, known: Collection[str], advice: str = "") -> str:
    """One of a few words, in any case; returned as it is declared."""
    expected = f"one of {', '.join(map(repr, known))}"
    advice = advice or "Write one of them, as text."
    if not isinstance(given, str):
        refuse(name, given, expected, advice, type_=True)
    return spelt(given, known) or refuse(name, given, expected, advice)


def spelt(given: str, known: Iterable[str]) -> str | None:
    """The known word that a text is, but for its case; None where there is none."""
    return next((word for word in known if word.casefold() == given.casefold()), None)


def language(given: Any) -> str:
    """English or Chinese."""
    return choice("language", given, LANGUAGES, 'Write "en" for English or "zh" for Chinese.')


def text(name: str, given: Any, expected: str, advice: str) -> str:
    """A text that is not empty."""
    if not isinstance(given, str):
        refuse(name, given, expected, advice, type_=True)
    return given if given.strip() else refuse(name, given, expected, advice)


def organ(given: Any) -> str | None:
    """The name of an organ, or None."""
    advice = "Leave it out to take the name that the document states."
    return None if given is None else text("organ", given, "a name as text, or None", advice)


def year(given: Any) -> int | None:
    """A year in four digits, or None."""
    if given is None:
        return None
    expected = f"a year as a whole number, {FIRST_YEAR} to {LAST_YEAR}, or None"
    advice = "Write year=2024, or leave it out to take the year that the document states."
    number = _whole("year", given, expected, advice)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        refuse("year", given, expected, advice)
    return number


def jobs(given: Any) -> int:
    """A number of processes; negative ones count from the number of processors."""
    expected = "a number of processes, 1 or more, or -1 for one per processor"
    advice = "Write jobs=1 to read in one process."
    return _whole("jobs", given, expected, advice) or refuse("jobs", given, expected, advice)


def limit(given: Any) -> int:
    """The bytes that a file may have."""
    return at_least("limit", given, 1, "It is how many bytes a file may have: limit=50_000_000.")


def at_least(name: str, given: Any, least: int, advice: str) -> int:
    """A whole number from `least` on."""
    expected = f"{least} or more, as a whole number"
    number = _whole(name, given, expected, advice)
    return min(number, sys.maxsize) if number >= least else refuse(name, given, expected, advice)


def seconds(given: Any) -> float:
    """A time above zero."""
    expected, advice = "a number of seconds above 0", "Write seconds=2.5 for two and a half."
    if not isinstance(given, Real) or isinstance(given, bool):
        refuse("seconds", given, expected, advice, type_=True)
    return float(given) if float(given) > 0 else refuse("seconds", given, expected, advice)


def flag(name: str, given: Any) -> bool:
    """True or False; pandas' and numpy's too."""
    if isinstance(given, bool) or type(given).__name__ in ("bool", "bool_"):
        return bool(given)
    refuse(name, given, "True or False", f"Write {name}=True or {name}=False.", type_=True)


def path(name: str, given: Any, expected: str, advice: str) -> Path:
    """A path, as text or as a path object; the empty text, which would be this folder, is none."""
    if not isinstance(given, str | os.PathLike) or not isinstance(os.fspath(given), str):
        refuse(name, given, expected, advice, type_=True)
    spelt_out = os.fspath(given)
    if not spelt_out or "\0" in spelt_out:
        refuse(name, given, expected, advice)
    return Path(given)


def one_source(given: Any) -> Any:
    """A file to read: a path, or its text or bytes in memory."""
    expected = "the path of a file, or its text or bytes"
    advice = "Several files are read by helpers.read_all."
    if not isinstance(given, str | bytes | os.PathLike):
        refuse("path", given, expected, advice, type_=True)
    return given if isinstance(given, str | bytes) else path("path", given, expected, advice)


def sources(given: Any) -> Any:
    """Files to read: a folder, a pattern, or paths, of which a list is returned."""
    expected = "a folder, a pattern of paths, or a list of paths"
    advice = 'Write "." for the current folder; helpers.read reads one text or file in memory.'
    if isinstance(given, str | os.PathLike):
        path("source", given, expected, advice)
        return given
    if isinstance(given, bytes | dict) or hasattr(given, "columns"):
        refuse("source", given, expected, advice, type_=True)
    paths = listed("source", given, expected, advice)
    for number, one in enumerate(paths):
        path(f"source[{number}]", one, "a path", "Leave out what names no file.")
    return paths


def listed(name: str, given: Any, expected: str, advice: str) -> list[Any]:
    """A list of what can be walked through, once."""
    try:
        return list(given)
    except TypeError:
        refuse(name, given, expected, advice, type_=True)


def frame(name: str, given: Any, maker: str, columns: Collection[str]) -> pd.DataFrame:
    """A frame of this package that has at least these columns."""
    import pandas as pd

    expected, advice = f"the frame of {maker}", f"Pass {name}={maker}, or rows of it."
    if not isinstance(given, pd.DataFrame):
        refuse(name, given, expected, advice, type_=True)
    if missing := [column for column in columns if column not in given.columns]:
        refuse(name, given, f"{expected}, which has {', '.join(missing)} as well", advice)
    return given


def axes(given: Any) -> Any:
    """Axes of matplotlib, or None."""
    if given is None or callable(getattr(given, "inset_axes", None)):
        return given
    advice = "Pass one of the axes of matplotlib.pyplot.subplots(), or leave it out."
    refuse("ax", given, "axes of matplotlib, or None", advice, type_=True)


def _whole(name: str, given: Any, expected: str, advice: str) -> int:
    """A whole number of any integer type; True and False are none."""
    if isinstance(given, bool) or type(given).__name__ in ("bool", "bool_"):
        refuse(name, given, expected, advice, type_=True)
    try:
        return operator.index(given)
    except TypeError:
        refuse(name, given, expected, advice, type_=True)
