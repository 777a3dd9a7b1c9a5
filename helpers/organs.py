"""One organ under several names: the map of spellings, and the names that it does not know."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import arguments
from helpers.characters import normalise, printable
from helpers.errors import SourceError, SourceMissingError
from helpers.report import Report, Reports, reports_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["name", "organ", "region", "note"]
SHIPPED = "organs.csv"


class OrganMap:
    """Names as titles print them, each with the one organ that it stands for."""

    def __init__(self, organs: dict[str, str]) -> None:
        self._organs = organs

    def __contains__(self, name: str) -> bool:
        return normalise(name) in self._organs

    def of(self, name: str | None) -> str | None:
        """The organ of a name; a name that the map does not have stands for itself."""
        return name if name is None else self._organs.get(normalise(name), name)


def organ_map(path: str | Path | None = None) -> OrganMap:
    """The map in a CSV file with the columns name, organ, region, note; the shipped one for None.

    Raises SourceMissingError where there is no such file, and SourceError, naming the line, where a
    column is missing, a name is empty or one name stands for two organs.
    """
    if path is None:
        return _shipped()
    expected, advice = "the path of a CSV file, or None", "Leave it out for the map shipped here."
    path = arguments.path("organs", path, expected, advice)
    name = printable(str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise SourceMissingError(f"{name}: no such file of organs") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: a file of organs must be in UTF-8") from error
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{name}: cannot be opened as a file of organs: {printable(str(error))}"
        ) from error
    return _parse(text, str(path))


def unknown_organs(
    reports: Report | Reports | Iterable[Report], organs: str | Path | None = None
) -> pd.DataFrame:
    """The names that the map of organs does not have: each stays an organ of its own in the panel.

    `organs` is a CSV file as for `helpers.panel`. One row per name as printed, with the number of
    its reports and their years. Example: `unknown_organs(reports)["organ"].tolist()`.
    """
    from helpers.frames import make_frame

    known = organ_map(organs)
    years: dict[str | None, list[int | None]] = {}
    for report in reports_of(reports):
        if report.organ is None or report.organ not in known:
            years.setdefault(report.organ, []).append(report.year)
    rows = []
    for name, found in sorted(years.items(), key=lambda item: (item[0] is None, item[0] or "")):
        stated = [year for year in found if year is not None]
        rows.append((name, len(found), min(stated, default=None), max(stated, default=None)))
    return make_frame("unknown_organs", rows)


@cache
def _shipped() -> OrganMap:
    return _parse(files(__package__).joinpath(SHIPPED).read_text(encoding="utf-8"), SHIPPED)


def _parse(text: str, name: str) -> OrganMap:
    reader = csv.DictReader(StringIO(text))
    if missing := set(COLUMNS[:2]) - set(reader.fieldnames or ()):
        raise SourceError(
            f"{name}: no column {', '.join(sorted(missing))}; expected {', '.join(COLUMNS)}"
        )
    organs: dict[str, str] = {}
    for entry in reader:
        spelling, organ = normalise(entry["name"] or ""), (entry["organ"] or "").strip()
        if not spelling or not organ:
            raise SourceError(f"{name}, line {reader.line_num}: a name or an organ is empty")
        if organs.setdefault(spelling, organ) != organ:
            raise SourceError(
                f"{name}, line {reader.line_num}: {entry['name']} stands for {organ} here "
                f"and for {organs[spelling]} above"
            )
    return OrganMap(organs)
