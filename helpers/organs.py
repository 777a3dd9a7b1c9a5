"""Whose report it is: the map of names and of files to organs, and the names that it lacks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from helpers import arguments
from helpers.characters import normalise, printable
from helpers.errors import SourceError, SourceMissingError
from helpers.organ_candidates import Candidates
from helpers.report import Report, Reports, reports_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["name", "organ", "region", "note"]
# A map may name organs by file instead, or as well: the path of a report, or a pattern of paths.
BY_FILE = "report"
SHIPPED = "organs.csv"
HINT = (
    "name them in a CSV file with the columns report (a path or a pattern) and organ, "
    "given as organs= or --organs"
)


class _Files(NamedTuple):
    """A pattern of the paths of reports, and the organ whose reports they are."""

    pattern: str
    organ: str

    def fit(self, name: str) -> bool:
        """Whether the pattern is the name of a report, or fits it."""
        return name == self.pattern or fnmatchcase(name, self.pattern)


class OrganMap:
    """Names as titles print them, and files, each with the one organ that it stands for.

    `organs` has them all.
    """

    def __init__(self, organs: Mapping[str, str], by_file: Sequence[_Files] = ()) -> None:
        self._organs = dict(organs)
        self.organs = {*organs.values(), *(one.organ for one in by_file)}
        self._known = {*organs, *map(normalise, self.organs)}
        self._exact = {one.pattern: one.organ for one in reversed(by_file)}
        self._by_file = [one for one in by_file if set(one.pattern) & set("*?[")]

    def __contains__(self, name: str) -> bool:
        return normalise(name) in self._known

    def of(self, name: str | None) -> str | None:
        """The organ of a name; a name that the map does not have stands for itself."""
        return name if name is None else self._organs.get(normalise(name), name)

    def of_file(self, report: str) -> str | None:
        """The organ that the map gives a report: by its path, or by the first pattern that fits."""
        fitting = (one.organ for one in self._by_file if one.fit(report))
        return self._exact.get(report) or next(fitting, None)

    def resolved(self, report: Report) -> Report:
        """A report under the organ that the map gives its file, or else its name."""
        given = self.of_file(report.name)
        source = "given" if given else report.organ_source
        return report.named(self.of(given or report.organ), source, self)


def organ_map(path: str | Path | None = None) -> OrganMap:
    """The map in a CSV file with the columns name, organ, region, note; the shipped one for None.

    A column `report`, beside name or in its place, has the path of a report relative to the folder
    that is read, or a pattern of such paths (`*`, `?`).

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

    `organs` is a CSV file as for `helpers.read_all`. One row per name as printed, with the number
    of its reports and their years; `candidates` has the names that may be the same organ, such as
    甲区人民政府 for 乙市甲区人民政府; nothing but the map joins them. The last row has no
    name and counts the reports that state no organ. Example:
    `unknown_organs(reports)["organ"].tolist()`.
    """
    from helpers.frames import make_frame

    given = reports_of(reports, organs)
    candidates = Candidates(
        {name for one in given for name in (one.owner, *one.names.organs) if name}
    )
    years: dict[str | None, list[int | None]] = {}
    for report in given:
        if report.organ is None or report.organ not in report.names:
            years.setdefault(report.organ, []).append(report.year)
    rows = []
    for name, found in sorted(years.items(), key=lambda item: (item[0] is None, item[0] or "")):
        stated = [year for year in found if year is not None]
        span = min(stated, default=None), max(stated, default=None)
        rows.append((name, len(found), *span, candidates.text(name)))
    return make_frame("unknown_organs", rows)


@cache
def _shipped() -> OrganMap:
    return _parse(files(__package__).joinpath(SHIPPED).read_text(encoding="utf-8"), SHIPPED)


def _parse(text: str, name: str) -> OrganMap:
    """The map that a CSV file holds; SourceError, naming the line, for what contradicts itself."""
    reader = csv.DictReader(StringIO(text))
    there = set(reader.fieldnames or ())
    if COLUMNS[1] not in there or not there & {COLUMNS[0], BY_FILE}:
        raise SourceError(
            f"{name}: no column {COLUMNS[1]}, or neither {COLUMNS[0]} nor {BY_FILE}; expected "
            f"{', '.join(COLUMNS)}, and {BY_FILE} to name the organ of a file"
        )
    organs: dict[str, str] = {}
    by_file: list[_Files] = []
    for entry in reader:
        where = f"{name}, line {reader.line_num}"
        spelling, organ = normalise(entry.get("name") or ""), (entry["organ"] or "").strip()
        pattern = (entry.get(BY_FILE) or "").strip().replace("\\", "/").removeprefix("./")
        if not organ or not (spelling or pattern):
            raise SourceError(f"{where}: an organ is empty, or a name and a report")
        if pattern:
            by_file.append(_Files(pattern, organ))
        if spelling and organs.setdefault(spelling, organ) != organ:
            raise SourceError(
                f"{where}: {entry['name']} stands for {organ} here and for {organs[spelling]} above"
            )
    return OrganMap(organs, by_file)
