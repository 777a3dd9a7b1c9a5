"""A report and a collection of reports, with their frames."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from helpers import arguments
from helpers.cells import CORRECTED, STATUSES, Cell
from helpers.computed import cached_property
from helpers.document import Document
from helpers.errors import FormError
from helpers.findings import figure
from helpers.forms import Form, load_form
from helpers.reading import Reading

if TYPE_CHECKING:
    import pandas as pd

    from helpers.claims.claim import Claim
    from helpers.organs import OrganMap
    from helpers.shape import Vector

SHOWN = ("value", "raw", "status")
REPORTS = "a Report or several of them"
TO_READ = "helpers.read and helpers.read_all give reports; pass those, not their frames."
FAILURES = "a name, an error and a message for each file"
LEAVE_OUT = "Leave it out, or take the Reports that helpers.read_all gives."
TO_CHOOSE = "Choose one of several, such as reports[0], or read one with helpers.read."
NO_TABLE = "a report in prose has no table; report.claims has the figures that it states"
_PACKED = "packed document"
# The name of a file, the error and its message.
Failure = tuple[str, str, str]


@dataclass(frozen=True)
class Section:
    """A numbered section of a report: its heading and its text as printed."""

    heading: str
    text: str


@dataclass(frozen=True, eq=False)
class Report:
    """One organ's report on one year, as read by `helpers.read`.

    `name` is the report's name in the frames: its path relative to the folder that was read.
    `organ_source` and `year_source` say what organ and year come from: `title`, `page`, `text`,
    `path` or `given`. `organs` is the map of names that the caller gave,
    `corrections` the figures that were printed in cells that `helpers.corrected` changed. `form`
    names the generation of the form, for example `"2019"`, or is `"prose"` for a report without
    any table. `sha256` is that of the file.
    """

    name: str
    organ: str | None
    organ_source: str | None
    year: int | None
    year_source: str | None
    form: str
    title: str | None
    published: date | None
    path: Path | None
    medium: str
    sha256: str
    document: Document = field(repr=False)
    reading: Reading = field(repr=False)
    organs: OrganMap | None = field(default=None, repr=False)
    corrections: Mapping[tuple[str, str, str], float | None] = field(
        default_factory=dict, repr=False
    )

    def __getstate__(self) -> dict[str, Any]:
        """What another process gets: the document packed, nothing that is made again on demand."""
        state = {column.name: getattr(self, column.name) for column in fields(self)}
        document = state.pop("document")
        return {**state, _PACKED: pickle.dumps(replace(document))}

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Document:
            """The document that came packed from another process; few reports of many need it."""
            if name != "document" or _PACKED not in vars(self):
                raise AttributeError(f"a report has no {name!r}")
            document = vars(self)[name] = pickle.loads(vars(self)[_PACKED])
            return document

    @property
    def names(self) -> OrganMap:
        """The map of names by which the organ is known: the caller's, or the shipped one."""
        from helpers.organs import organ_map

        return self.organs or organ_map()

    @property
    def owner(self) -> str | None:
        """The one organ whose report it is, whatever its spelling; None where nothing names it."""
        return self.names.of(self.organ)

    def named(self, organ: str | None, source: str | None, organs: OrganMap) -> Report:
        """The report under another name of its organ; what is known of its document is kept."""
        report = object.__new__(Report)
        known = {"organ": organ, "organ_source": source, "organs": organs}
        vars(report).update(vars(self) | known)
        return report

    @property
    def cells(self) -> list[Cell]:
        """Every cell of the form in form order."""
        return self.reading.cells

    @property
    def marked_cells(self) -> list[Cell]:
        """Every cell as views print it: one that was corrected shows both figures and says so."""
        return [
            cell._replace(raw=f"{cell.raw or ''} → {figure(cell.value)}", status=CORRECTED)
            if cell[:3] in self.corrections
            else cell
            for cell in self.cells
        ]

    @cached_property
    def vector(self) -> Vector:
        """The figures as numbers, in the shape that reports with the same rows share."""
        from helpers.shape import vector_of

        return vector_of(self.reading.form.name, self.cells)

    @cached_property
    def sections(self) -> dict[int, Section]:
        """The sections by number; one that the report does not have is not in it."""
        strip, headings = self.document.strip, self.reading.layout.headings
        starts = [*sorted(start for start, _ in headings.values()), len(strip.text)]
        found = {}
        for number, (start, end) in sorted(headings.items()):
            following = next(other for other in starts if other > start)
            found[number] = Section(
                strip.text_between(start, end), strip.text_between(end, following)
            )
        return found

    @cached_property
    def narrative(self) -> list[Claim]:
        """The figures that the prose states."""
        from helpers.claims import find_claims

        form, strip = self.reading.form, self.document.strip
        return find_claims(strip, self.reading.layout, form, self.organ, self.year)

    @property
    def figures(self) -> pd.DataFrame:
        """One row per cell of the form: what is printed, where, and how it was read."""
        return _frame("figures", self.cells, (*_origin(self), self.form))

    @property
    def claims(self) -> pd.DataFrame:
        """One row per figure that the prose states, with the cell that it speaks of."""
        return _frame("claims", _claim_rows(self))

    @property
    def problems(self) -> pd.DataFrame:
        """One row per number that found no cell, and per remark on how a row was read."""
        return _frame("problems", _problem_rows(self))

    def table(self, name: str, language: str | None = "en", show: str = "value") -> pd.DataFrame:
        """One table in form order, rows by columns.

        `language` is `"en"`, `"zh"` (official labels) or None (keys). `show` is `"value"` for
        numbers, `"raw"` for the printed text or `"status"`. A cell that the form does not have is
        NA. A cell that was corrected has the new figure as value, both figures as raw text
        (`3 → 2`) and the status `corrected`. Raises FormError where the form has no such table.
        Example: `report.table("requests", language=None).loc["received", "total"]`.
        """
        key = table_key(load_form(self.form), name)
        language = None if language is None else arguments.language(language)
        show = arguments.choice("show", show, SHOWN)
        return _wide_table(self.marked_cells, load_form(self.form), key, language, show)

    def search(self, word: str, *, regex: bool = False) -> pd.DataFrame:
        """Every sentence of the prose that has a word, as `Reports.search` gives it."""
        from helpers.search import search

        return search(self, word, regex=regex)

    def __repr__(self) -> str:
        counts = Counter(cell.status for cell in self.cells)
        said = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
        said = said or "no table"
        if self.corrections:
            said += f", {len(self.corrections)} corrected"
        whose = f"{self.organ or 'of no known organ'} {self.year or 'of no known year'}"
        return f"<Report {whose}, form {self.form}: {said}>"

    def _repr_html_(self) -> str:
        from helpers.display import show

        return show(self).data


class Reports:
    """Several reports in a fixed order, with the frames of all of them and what failed.

    `skipped` has the names of hidden files, of what programs make for themselves, and of folders
    that this package wrote.
    """

    def __init__(
        self,
        reports: Iterable[Report],
        failures: Iterable[Failure] = (),
        skipped: Iterable[str] = (),
    ) -> None:
        self._reports = reports_of(reports)
        self._failures = arguments.listed("failures", failures, FAILURES, LEAVE_OUT)
        self.skipped = tuple(arguments.listed("skipped", skipped, "names", LEAVE_OUT))

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Reports: ...
    def __getitem__(self, index: int | slice) -> Report | Reports:
        chosen = self._reports[index]
        return Reports(chosen) if isinstance(chosen, list) else chosen

    def __len__(self) -> int:
        return len(self._reports)

    def __iter__(self) -> Iterator[Report]:
        return iter(self._reports)

    @property
    def figures(self) -> pd.DataFrame:
        """The figures of all reports, one row per cell."""
        return _frame("figures", (row for report in self for row in _figure_rows(report)))

    @property
    def claims(self) -> pd.DataFrame:
        """The claims of all reports."""
        return _frame("claims", (row for report in self for row in _claim_rows(report)))

    @property
    def problems(self) -> pd.DataFrame:
        """The problems of all reports."""
        return _frame("problems", (row for report in self for row in _problem_rows(report)))

    @property
    def index(self) -> pd.DataFrame:
        """One row per report; `duplicate` marks those of one organ (by `organs.csv`) and year."""
        organs = [report.owner for report in self]
        named = ((organ, r.year) for organ, r in zip(organs, self, strict=True) if organ)
        times: Counter[tuple[str | None, int | None]] = Counter(named)
        rows = []
        for organ, report in zip(organs, self, strict=True):
            counts = Counter(cell.status for cell in report.cells)
            rows.append(
                (
                    report.name,
                    report.sha256,
                    report.organ,
                    report.organ_source,
                    report.year,
                    report.year_source,
                    report.form,
                    report.medium,
                    report.title,
                    report.published,
                    *(counts[status] for status in STATUSES),
                    times[organ, report.year] > 1,
                )
            )
        return _frame("index", rows)

    @property
    def failures(self) -> pd.DataFrame:
        """One row per file that could not be read, with the reason."""
        return _frame("failures", self._failures)

    def search(self, word: str, *, regex: bool = False) -> pd.DataFrame:
        """Every sentence of the prose that has a word: report, section, line, sentence.

        Tables are left out; a heading or another line without a stop is a row of its own. `word` is
        found in any spelling: full width or not, simplified or traditional, with white space in it
        or not. With `regex` it is a regular expression, which may fit the sentence as printed
        (without white space) or in folded, simplified characters. `section` is NA in front of the
        first heading, `line` is where the sentence begins. Raises ArgumentError for an empty word
        and for what is no regular expression. Example: `reports.search("信访|投诉", regex=True)`.
        """
        from helpers.search import search

        return search(self, word, regex=regex)

    def __repr__(self) -> str:
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        nameless = f", {said}" if (said := self.strangers) else ""
        return f"<Reports: {len(self)} read, {len(self._failures)} failed{skipped}{nameless}>"

    @property
    def strangers(self) -> str:
        """How many reports name no organ, and how to name them; empty where there are none."""
        from helpers.organs import HINT

        number = sum(report.organ is None for report in self)
        return f"{number} of no known organ, each kept apart: {HINT}" if number else ""


def reports_of(
    reports: Report | Iterable[Report], organs: str | Path | None = None
) -> list[Report]:
    """A list of reports, whether one or several were given.

    Where `organs`, a map of names, is given, they are reports of the organs that it names.
    """
    given = _reports_of(reports)
    if organs is None:
        return given
    from helpers.organs import organ_map

    names = organ_map(organs)
    return [names.resolved(report) for report in given]


def _reports_of(reports: Report | Iterable[Report]) -> list[Report]:
    if isinstance(reports, Report):
        return [reports]
    if isinstance(reports, str | Path) or hasattr(reports, "columns"):
        arguments.refuse("reports", reports, REPORTS, TO_READ, type_=True)
    given = arguments.listed("reports", reports, REPORTS, TO_READ)
    for number, one in enumerate(given):
        if not isinstance(one, Report):
            arguments.refuse(f"reports[{number}]", one, "a Report", TO_READ, type_=True)
    return given


def report_of(report: Report) -> Report:
    """The one report that was given."""
    if not isinstance(report, Report):
        arguments.refuse("report", report, "one Report", TO_CHOOSE, type_=True)
    return report


def table_key(form: Form, name: str) -> str:
    """The key of a table of a form, which may be given in any case; FormError where it has none."""
    known = f"it has {', '.join(form.tables)}" if form.tables else NO_TABLE
    name = arguments.text("table", name, "a key as text", f"Form {form.name}: {known}.")
    key = arguments.spelt(name, form.tables)
    if key is None:
        raise FormError(f"form {form.name} has no table {name!r}; {known}")
    return key


def _frame(name: str, rows: Iterable[Sequence[Any]], origin: Sequence[Any] = ()) -> pd.DataFrame:
    from helpers.frames import make_frame

    return make_frame(name, rows, origin)


def _origin(report: Report) -> tuple[str, str | None, int | None]:
    return report.name, report.organ, report.year


def _figure_rows(report: Report) -> Iterator[tuple[Any, ...]]:
    origin = (*_origin(report), report.form)
    return (origin + cell for cell in report.cells)


def _claim_rows(report: Report) -> Iterator[tuple[Any, ...]]:
    return (_origin(report) + claim[:-1] for claim in report.narrative)


def _problem_rows(report: Report) -> Iterator[tuple[Any, ...]]:
    return (_origin(report) + problem for problem in report.reading.problems)


def _wide_table(
    cells: list[Cell], form: Form, name: str, language: str | None, show: str
) -> pd.DataFrame:
    """The cells of one table as rows by columns."""
    import pandas as pd

    table = form.tables[name]
    chosen = [cell for cell in cells if cell.table == name]
    rows = list(dict.fromkeys(cell.row for cell in chosen))
    columns = list(dict.fromkeys(cell.column for cell in chosen))
    wide: dict[str, dict[str, Any]] = {column: dict.fromkeys(rows) for column in columns}
    for cell in chosen:
        wide[cell.column][cell.row] = getattr(cell, show)
    dtype = "Float64" if show == "value" else "string"
    frame = pd.DataFrame({c: pd.Series(v, dtype=dtype) for c, v in wide.items()}, index=rows)
    for column in columns if show == "value" else ():
        if (frame[column].dropna() % 1 == 0).all():
            frame[column] = frame[column].astype("Int64")
    if language:
        frame.index = pd.Index([table.row_label(key, language) for key in rows])
        frame.columns = pd.Index([table.column_label(key, language) for key in columns])
    return frame
