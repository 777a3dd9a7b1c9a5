"""One report, or many: files to reports, with one row for every file that fails."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from pathlib import Path

from helpers.errors import GongkaiError, SourceMissingError
from helpers.metadata import read_metadata
from helpers.reading import read_document
from helpers.report import Report, Reports
from helpers.sources import LIMIT, load, open_source

FEW = 8


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
    Raises SourceError (missing, empty, too large, of a foreign kind) and NotAReportError (no table
    of a known form). Example: `read("data/reports/wushan-planning/2020.txt").year` is 2020.
    """
    return _read(path, None, organ, year, limit)


def read_all(
    source: str | Path | Iterable[str | Path],
    jobs: int = -1,
    progress: bool = True,
    *,
    limit: int = LIMIT,
    years: bool = True,
) -> Reports:
    """Read every report in a folder (with its subfolders), of a glob pattern or of a list of paths.

    `jobs` is the number of processes, -1 for one per processor. A file that cannot be read stops
    nothing: it is a row of `failures`. Figures that a report alone leaves ambiguous are read where
    the same organ's report on the year before or after decides them (basis `year`); `years=False`
    reads every report alone. Raises SourceMissingError where the folder is not there or the pattern
    matches no file. Example: `read_all("data/reports").index`.
    """
    root, paths = _paths(source)
    root, paths = root and root.absolute(), [path.absolute() for path in paths]
    results = _in_parallel(root, paths, jobs, progress, limit)
    reports = [result for result in results if isinstance(result, Report)]
    if years:
        from helpers.joint_years import read_jointly

        reports = read_jointly(reports)
    return Reports(reports, (result for result in results if not isinstance(result, Report)))


def _read(
    source: str | bytes | Path, root: Path | None, organ: str | None, year: int | None, limit: int
) -> Report:
    opened = open_source(source, limit)
    document = load(opened, limit)
    reading = read_document(document, opened.name)
    metadata = read_metadata(document, opened.path.absolute() if opened.path else None)
    return Report(
        name=_name(opened.path, root),
        organ=organ or metadata.organ,
        organ_source="given" if organ else metadata.organ_source,
        year=year or metadata.year,
        year_source="given" if year else metadata.year_source,
        form=reading.form.name,
        title=metadata.title,
        published=metadata.published,
        path=opened.path,
        medium=document.medium,
        sha256=opened.sha256,
        document=document,
        reading=reading,
    )


def _name(path: Path | None, root: Path | None) -> str:
    """The path of a report relative to the folder that was read."""
    if path is None:
        return "text"
    return path.relative_to(root).as_posix() if root else path.name


def _paths(source: str | Path | Iterable[str | Path]) -> tuple[Path | None, list[Path]]:
    """The folder that names are relative to, and the files to read in a fixed order."""
    if not isinstance(source, str | Path):
        return _together([Path(path) for path in source])
    folder = Path(source)
    if folder.is_dir():
        files = (path for path in folder.rglob("*") if path.is_file())
        return folder, sorted(path for path in files if not path.name.startswith("."))
    matches = sorted(Path(match) for match in glob.glob(str(source), recursive=True))
    if not matches:
        raise SourceMissingError(f"{source}: no such folder, and no file matches it")
    return _together([path for path in matches if path.is_file()])


def _together(paths: list[Path]) -> tuple[Path | None, list[Path]]:
    """The paths and the deepest folder that holds all of them, so that no two names are alike."""
    parents = [str(path.absolute().parent) for path in paths]
    try:
        return (Path(os.path.commonpath(parents)) if parents else None), paths
    except ValueError:
        return None, paths


def _in_parallel(
    root: Path | None, paths: list[Path], jobs: int, progress: bool, limit: int
) -> list[Report | tuple[str, str, str]]:
    """Every result in the order of the paths; a few files are not worth a second process."""
    from joblib import Parallel, delayed
    from tqdm import tqdm

    workers = Parallel(n_jobs=1 if len(paths) <= FEW else jobs, return_as="generator")
    tasks = workers(delayed(_read_or_fail)(path, root, limit) for path in paths)
    return list(tqdm(tasks, "reading", len(paths), disable=not progress, unit="file"))


def _read_or_fail(path: Path, root: Path | None, limit: int) -> Report | tuple[str, str, str]:
    name = path.relative_to(root).as_posix() if root else str(path)
    try:
        return _read(path, root, None, None, limit)
    except GongkaiError as error:
        return name, type(error).__name__, str(error)
