"""The command line: `python -m helpers COMMAND FOLDER`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpers.errors import DuplicateReportError, GongkaiError

if TYPE_CHECKING:
    import pandas as pd

    from helpers.report import Reports

app = typer.Typer(
    help="Read, check and show government-information-disclosure annual reports (年报).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
FAILED, BAD_USE = 1, 2
FRAMES = ("index", "figures", "claims", "problems", "failures")


class Format(StrEnum):
    """What a frame is written as."""

    csv = "csv"
    parquet = "parquet"


Folder = Annotated[Path, typer.Argument(help="A folder of reports, or one report.")]
Out = Annotated[Path, typer.Option(help="The folder to write into.")]
As = Annotated[Format, typer.Option("--format", help="The file format of the frames.")]
Jobs = Annotated[int, typer.Option(help="Processes; -1 for one per processor.")]


@app.command()
def read(folder: Folder, out: Out, format: As = Format.csv, jobs: Jobs = -1) -> None:
    """Read every report of FOLDER and write figures, claims, problems, index and failures."""
    reports = _read(folder, jobs)
    for name in FRAMES:
        _write(getattr(reports, name), out / f"{name}.{format}")
    _tell_summary(reports)
    typer.echo(f"Written to {out}: {', '.join(f'{name}.{format}' for name in FRAMES)}")


@app.command()
def check(
    folder: Folder,
    out: Annotated[Path | None, typer.Option(help="The folder to write findings into.")] = None,
    strict: Annotated[bool, typer.Option(help="Exit with 1 if a finding fails.")] = False,
    format: As = Format.csv,
    jobs: Jobs = -1,
) -> None:
    """Check every report of FOLDER: identities within tables, prose against tables."""
    import helpers

    reports = _read(folder, jobs)
    findings = helpers.check(reports)
    _tell_summary(reports)
    if len(findings):
        counts = findings.groupby(["kind", "status"]).size().unstack(fill_value=0)
        typer.echo(f"\nFindings:\n{counts.to_string()}\n")
    broken = findings[findings["status"] == "fails"]
    for finding in broken.itertuples():
        typer.echo(f"fails  {finding.report}  {finding.message}")
    if out is not None:
        _write(findings, out / f"findings.{format}")
        typer.echo(f"Written to {out}: findings.{format}")
    if strict and (len(broken) or len(reports.failures)):
        raise typer.Exit(FAILED)


@app.command()
def localize(
    folder: Folder,
    out: Annotated[Path | None, typer.Option(help="The folder to write suspects into.")] = None,
    format: As = Format.csv,
    jobs: Jobs = -1,
) -> None:
    """Name the cells of each report of FOLDER that could be wrong, where its identities fail."""
    import helpers
    from helpers.blame_text import blame_lines

    reports = _read(folder, jobs)
    suspects = helpers.localize(reports)
    for line in blame_lines(suspects):
        typer.echo(line)
    failing = suspects["report"].nunique()
    typer.echo(f"Reports with a failing identity within a table: {failing} of {len(reports)}")
    _tell_failures(reports)
    if out is not None:
        _write(suspects, out / f"suspects.{format}")
        typer.echo(f"Written to {out}: suspects.{format}")


@app.command()
def compare(folder: Folder, out: Out, format: As = Format.csv, jobs: Jobs = -1) -> None:
    """Compare the years of each organ in FOLDER: panel, changes, repeated prose, rule coverage."""
    import helpers

    reports = _read(folder, jobs)
    panel = helpers.panel(reports)
    frames = {
        "panel": panel,
        "changes": helpers.changes(panel),
        "repetition": helpers.repetition(reports),
        "coverage": helpers.coverage(reports),
    }
    for name, frame in frames.items():
        _write(frame, out / f"{name}.{format}")
    words = frames["changes"]["word"].value_counts().to_dict()
    typer.echo("Changes: " + ", ".join(f"{number} {word}" for word, number in words.items()))
    for name in helpers.unknown_organs(reports)["organ"]:
        typer.echo(f"unknown organ, kept apart: {name}")
    typer.echo(f"Written to {out}: {', '.join(f'{name}.{format}' for name in frames)}")


@app.command()
def show(
    folder: Folder,
    out: Out,
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    jobs: Jobs = -1,
) -> None:
    """Write a page for every report of FOLDER: the printed form, coloured by the findings."""
    import helpers

    for report in _read(folder, jobs):
        target = out / Path(report.name).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        helpers.show(report, language=language).save(target)
    typer.echo(f"Written to {out}: one page per report")


@app.command()
def plot(
    folder: Folder,
    out: Out,
    language: Annotated[str, typer.Option(help="zh or en.")] = "en",
    jobs: Jobs = -1,
) -> None:
    """Draw the figures of every report of FOLDER, and those over the years, as PNG files."""
    from helpers.plots import save_figures, save_series

    reports = _read(folder, jobs)
    for report in reports:
        save_figures(report, out / Path(report.name).with_suffix(""), language)
    typer.echo(f"Written to {out}: one folder per organ")
    try:
        written = save_series(reports, out, language)
    except DuplicateReportError as error:
        typer.echo(f"no figures over the years: {error}")
    else:
        typer.echo(f"Written to {out}: {len(written)} figures over the years")


def _read(folder: Path, jobs: int) -> Reports:
    import helpers

    return helpers.read_all(folder, jobs)


def _write(frame: pd.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        frame.to_csv(path, index=False, encoding="utf-8-sig")
    else:
        frame.to_parquet(path, index=False)


def _tell_summary(reports: Reports) -> None:
    """How many cells of each report were read, and which files were not."""
    columns = ["path", "year", "form", "read", "blank", "mark", "ambiguous", "unreadable", "absent"]
    if len(reports):
        typer.echo(reports.index[columns].to_string(index=False))
    _tell_failures(reports)


def _tell_failures(reports: Reports) -> None:
    for failure in reports.failures.itertuples():
        typer.echo(f"not read  {failure.error}: {failure.message}")


def main() -> None:
    """Run the command line; an error of this package is a plain message and exit code 2."""
    try:
        app()
    except GongkaiError as error:
        typer.echo(f"gongkai: {error}", err=True)
        raise SystemExit(BAD_USE) from None


if __name__ == "__main__":
    main()
