"""One report, or many: files to reports, with one row for every file that fails."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from helpers import arguments
from helpers.characters import printable
from helpers.document import Document
from helpers.errors import PLEASE_REPORT, GongkaiError, NoTableError, ReadError, defect
from helpers.forms import PROSE
from helpers.listing import Listing, list_files
from helpers.metadata import Metadata, read_metadata
from helpers.organs import organ_map
from helpers.processes import in_processes
from helpers.reading import Reading, read_document
from helpers.report import Failure, Report, Reports
from helpers.sources import LIMIT, Source, load, open_source
from helpers.sources.scripted import loaded_by_script

# So few files are not worth another process.
FEW = 8
LOADED = (
    "; the saved page loads its content by script, so the file does not hold it: save the page "
    "after it is shown, or print it into a PDF"
)


def read(
    path: str | bytes | Path,
    organ: str | None = None,
    year: int | None = None,
    *,
    limit: int = LIMIT,
) -> Report:
    """Read one report from a file, or from its text or bytes in memory.

    `organ` and `year` replace what the document says. Files of more than `limit` bytes, or
    that print more than a twentieth of that in characters, are refused.
    A report without any table is one too (`form` is `"prose"`), if its title or opening says so
    and it states a figure. Raises SourceError (missing, empty, too large, of a foreign kind),
    NotAReportError (no table of a known form, and no report in prose) and ReadError (a defect of
    this package: please report it).
    Example: `read("data/reports/wushan-planning/2020.txt").year` is 2020.
    """
    path, limit = arguments.one_source(path), arguments.limit(limit)
    return _read(path, None, arguments.organ(organ), arguments.year(year), limit)


def read_all(
    source: str | Path | Iterable[str | Path],
    jobs: int = -1,
    progress: bool = True,
    *,
    limit: int = LIMIT,
    years: bool = True,
    organs: str | Path | None = None,
) -> Reports:
    """Read every report in a folder (with its subfolders), of a glob pattern or of a list of paths.

    `jobs` is the number of processes, -1 for one per processor. A file that cannot be read stops
    nothing: it is a row of `failures`. Hidden files and folders, those that programs make for
    themselves, and folders that this package wrote are not read: `skipped` has their names.
    Figures that a report alone leaves ambiguous are read where the same organ's report on the year
    before or after decides them (basis `year`); `years=False` reads every report alone. Reports of
    no known organ are joined with none. `organs` is a CSV file that says which names are one organ
    (columns name, organ, region, note) and, in a column report, whose a file is (its path relative
    to the folder, or a pattern); it takes the place of the map that the package brings. Raises
    SourceMissingError where the folder is not there or the pattern matches no file, and
    ArgumentError for `jobs` that are no number of processes. Example:
    `read_all("data/reports").index`.
    """
    source, jobs, limit = arguments.sources(source), arguments.jobs(jobs), arguments.limit(limit)
    progress, years = arguments.flag("progress", progress), arguments.flag("years", years)
    names = None if organs is None else organ_map(organs)
    listing = list_files(source)
    done = iter(_read_files(listing, jobs, progress, limit))
    entries = (entry for entry in listing.entries if not entry.skipped)
    results = [listing.failure(entry) if entry.why else next(done) for entry in entries]
    reports = [result for result in results if isinstance(result, Report)]
    if names:
        reports = [names.resolved(report) for report in reports]
    if years:
        from helpers.joint_years import read_jointly

        reports = read_jointly(reports)
    failures = (result for result in results if not isinstance(result, Report))
    return Reports(reports, failures, listing.skipped)


def _read_files(listing: Listing, jobs: int, progress: bool, limit: int) -> list[Report | Failure]:
    """The result of every file, in the order of the files."""
    from tqdm import tqdm

    files = listing.files
    done = in_processes(partial(_read_or_fail, limit), files, jobs, FEW)
    results = dict(tqdm(done, "reading", len(files), disable=not progress, unit="file"))
    return [_result(name, results[place]) for place, (name, _) in enumerate(files)]


def _result(name: str, result: Report | Failure | Exception | None) -> Report | Failure:
    """What came of a file, in words where that is neither a report nor a failure."""
    if isinstance(result, Exception):
        return name, ReadError.__name__, f"{name}: {defect(result)}"
    if result is None:
        why = "its process ended while it was read (memory, a signal or a crash); read it alone"
        return name, ReadError.__name__, f"{name}: {why}, and if that ends too, {PLEASE_REPORT}"
    return result


def _read_or_fail(limit: int, file: tuple[str, Path]) -> Report | Failure:
    name, path = file
    try:
        return _read(path, name, None, None, limit)
    except GongkaiError as error:
        return name, type(error).__name__, str(error)


def _read(
    source: str | bytes | Path, name: str | None, organ: str | None, year: int | None, limit: int
) -> Report:
    what = "the source"
    try:
        opened = open_source(source, limit)
        what = opened.name
        return _report(opened, name, organ, year, limit)
    except (GongkaiError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    # No defect of ours may end the reading of a folder, whatever the class of its error: a panic
    # of a library in Rust is no Exception.
    except BaseException as error:
        raise ReadError(f"{what}: {defect(error)}") from error


def _report(
    opened: Source, name: str | None, organ: str | None, year: int | None, limit: int
) -> Report:
    document = load(opened, limit)
    metadata = read_metadata(document, opened.path.absolute() if opened.path else None)
    named = organ or metadata.organ
    document, reading = _read_document(document, metadata, year or metadata.year, opened)
    return Report(
        name=name or (printable(opened.path.name) if opened.path else "text"),
        organ=printable(named) if named else None,
        organ_source="given" if organ else metadata.organ_source,
        year=year or metadata.year,
        year_source="given" if year else metadata.year_source,
        form=reading.form.name if reading.cells else PROSE,
        title=metadata.title,
        published=metadata.published,
        path=opened.path,
        medium=document.medium,
        sha256=opened.sha256,
        document=document.without_places(),
        reading=reading,
    )


def _read_document(
    document: Document, metadata: Metadata, year: int | None, opened: Source
) -> tuple[Document, Reading]:
    """The reading of the tables, or where there are none that of the prose, and what was read."""
    try:
        return document, read_document(document, opened.name)
    except NoTableError as error:
        from helpers.prose_reading import read_prose

        loaded = loaded_by_script(document, opened.content)
        return read_prose(document, metadata, year, f"{error}{LOADED if loaded else ''}")
