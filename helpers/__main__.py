"""The command line: `python -m helpers COMMAND FOLDER`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from helpers.command import FAILED, Guarded, prepare_output, say
from helpers.errors import DuplicateReportError

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs import Outputs
    from helpers.report import Reports

app = typer.Typer(
    help="Read, check and show government-information-disclosure annual reports (年报).",
    epilog="Exit codes: 0 done, 1 something failed, such as a file that is no report, 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
FRAMES = ("index", "figures", "claims", "problems", "failures")


class Format(StrEnum):
    """What a frame is written as."""

    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"


Folder = Annotated[str, typer.Argument(help="A folder of reports, a pattern, or one report.")]
Out = Annotated[str, typer.Option(help="The folder to write into: new, empty, or written before.")]
MaybeOut = Annotated[str | None, typer.Option(help="The folder to write into; none without it.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that this tool did not write.")]
As = Annotated[
    Format,
    typer.Option("--format", case_sensitive=False, help="The file format of the frames."),
]
Raw = Annotated[bool, typer.Option("--raw", help="Keep texts in CSV that a spreadsheet could run.")]
Jobs = Annotated[int, typer.Option(help="Processes; -1 for one per processor.")]
Language = Annotated[str, typer.Option(help="Of what is said: en (English) or zh (Chinese).")]
Organs = Annotated[
    str | None,
    typer.Option(
        help="A CSV file with the organ of each name (name, organ) or of each file (report, organ)."
    ),
]


@app.command(cls=Guarded)
def read(
    folder: Folder,
    out: MaybeOut = None,
    format: As = Format.csv,
    organs: Organs = None,
    jobs: Jobs = -1,
    raw: Raw = False,
    force: Force = False,
) -> None:
    """Read every report of FOLDER and write figures, claims, problems, index and failures."""
    outputs = _outputs(out, folder, force)
    reports = _read(folder, jobs, organs)
    written = _write(outputs, {name: getattr(reports, name) for name in FRAMES}, format, raw)
    _tell_summary(reports)
    say(written)
    _end(reports)


@app.command(cls=Guarded)
def check(
    folder: Folder,
    out: MaybeOut = None,
    strict: Annotated[bool, typer.Option(help="Exit with 1 if a finding fails.")] = False,
    language: Language = "en",
    format: As = Format.csv,
    organs: Organs = None,
    jobs: Jobs = -1,
    raw: Raw = False,
    force: Force = False,
) -> None:
    """Check every report of FOLDER: identities within tables, prose against tables."""
    import helpers
    from helpers import arguments
    from helpers.findings import MESSAGES

    language, outputs = arguments.language(language), _outputs(out, folder, force)
    reports = _read(folder, jobs, organs)
    findings = helpers.check(reports)
    written = _write(outputs, {"findings": findings}, format, raw)
    _tell_summary(reports)
    if len(findings):
        counts = findings.groupby(["kind", "status"]).size().unstack(fill_value=0)
        say(f"\nFindings:\n{counts.to_string()}\n")
    broken = findings[findings["status"] == "fails"]
    for name, said in broken[["report", MESSAGES[language]]].to_numpy():
        say(f"fails  {name}  {said}")
    say(written)
    _end(reports, failed=strict and len(broken) > 0)


@app.command(cls=Guarded)
def localize(
    folder: Folder,
    out: MaybeOut = None,
    language: Language = "en",
    format: As = Format.csv,
    organs: Organs = None,
    jobs: Jobs = -1,
    raw: Raw = False,
    force: Force = False,
) -> None:
    """Name the cells of each report of FOLDER that could be wrong, where its identities fail."""
    import helpers
    from helpers import arguments
    from helpers.blame_text import blame_lines

    language, outputs = arguments.language(language), _outputs(out, folder, force)
    reports = _read(folder, jobs, organs)
    suspects = helpers.localize(reports, language=language)
    written = _write(outputs, {"suspects": suspects}, format, raw)
    for line in blame_lines(suspects, language):
        say(line)
    failing = suspects["report"].nunique()
    say(f"Reports with a failing identity within a table: {failing} of {len(reports)}")
    _tell_failures(reports)
    say(written)
    _end(reports)


@app.command(cls=Guarded)
def compare(
    folder: Folder,
    out: Out,
    language: Language = "en",
    format: As = Format.csv,
    organs: Organs = None,
    jobs: Jobs = -1,
    raw: Raw = False,
    force: Force = False,
) -> None:
    """Compare the years of each organ in FOLDER: panel, changes, repeated prose, rule coverage."""
    import helpers
    from helpers import arguments

    language, outputs = arguments.language(language), _outputs(out, folder, force)
    reports = _read(folder, jobs, organs)
    panel = helpers.panel(reports, language=language)
    frames = {
        "panel": panel,
        "changes": helpers.changes(panel, language),
        "repetition": helpers.repetition(reports),
        "coverage": helpers.coverage(reports, language=language),
    }
    written = _write(outputs, frames, format, raw)
    words = frames["changes"]["word"].value_counts().to_dict()
    say("Changes: " + ", ".join(f"{number} {word}" for word, number in words.items()))
    unknown = helpers.unknown_organs(reports).dropna(subset="organ")
    for name, candidates in unknown[["organ", "candidates"]].fillna("").to_numpy():
        perhaps = f" (perhaps {candidates})" if candidates else ""
        say(f"unknown organ, kept apart: {name}{perhaps}")
    _tell_failures(reports)
    say(written)
    _end(reports)


@app.command(cls=Guarded)
def search(
    folder: Folder,
    word: Annotated[str, typer.Argument(help="The word to look for, in any spelling.")],
    regex: Annotated[bool, typer.Option("--regex", help="WORD is a regular expression.")] = False,
    out: MaybeOut = None,
    format: As = Format.csv,
    organs: Organs = None,
    jobs: Jobs = -1,
    raw: Raw = False,
    force: Force = False,
) -> None:
    """Print every sentence of the prose of FOLDER that has WORD, with its section and line."""
    from helpers.search import matcher

    matcher(word, regex)
    outputs = _outputs(out, folder, force)
    reports = _read(folder, jobs, organs)
    found = reports.search(word, regex=regex)
    written = _write(outputs, {"search": found}, format, raw)
    for row in found.fillna("?").itertuples():
        say(f"{row.report}  section {row.section}, line {row.line}  {row.sentence}")
    say(f"Sentences: {len(found)} in {found['report'].nunique()} of {len(reports)} reports")
    _tell_failures(reports)
    say(written)
    _end(reports)


@app.command(cls=Guarded)
def show(
    folder: Folder,
    out: Out,
    language: Language = "en",
    organs: Organs = None,
    jobs: Jobs = -1,
    force: Force = False,
) -> None:
    """Write a page for every report of FOLDER: the printed form, coloured by the findings."""
    import helpers
    from helpers import arguments
    from helpers.output_names import of_source
    from helpers.outputs import Outputs

    language, outputs = arguments.language(language), Outputs(out, folder, force)
    reports = _read(folder, jobs, organs)
    names = outputs.plan([of_source(report.name, ".html") for report in reports])
    for report, name in zip(reports, names, strict=True):
        outputs.write(name, helpers.show(report, language=language).write)
    _tell_failures(reports)
    say(f"Written to {out}: one page per report")
    _end(reports)


@app.command(cls=Guarded)
def plot(
    folder: Folder,
    out: Out,
    language: Language = "en",
    organs: Organs = None,
    jobs: Jobs = -1,
    force: Force = False,
) -> None:
    """Draw the figures of every report of FOLDER, and those over the years, as PNG files."""
    from helpers import arguments
    from helpers.output_names import called, of_source
    from helpers.outputs import Outputs
    from helpers.pictures import save_picture
    from helpers.plot_series import series_of_all
    from helpers.plots import figures_of

    language, outputs = arguments.language(language), Outputs(out, folder, force)
    reports = _read(folder, jobs, organs)
    draws = [
        (of_source(report.name, f"-{name}.png"), draw)
        for report in reports
        for name, draw in figures_of(report, language).items()
    ]
    try:
        series = series_of_all(list(reports), language)
    except DuplicateReportError as error:
        say(f"no figures over the years: {error}")
        series = {}
    draws += [(called(name, ".png"), draw) for name, draw in series.items()]
    names = outputs.plan([wanted for wanted, _ in draws])
    for name, (_, draw) in zip(names, draws, strict=True):
        outputs.write(name, partial(save_picture, draw))
    _tell_failures(reports)
    say(f"Written to {out}: one folder per organ, {len(series)} figures over the years")
    _end(reports)


def _outputs(out: str | None, folder: str, force: bool) -> Outputs | None:
    """The folder to write into, looked at before anything is read."""
    from helpers.outputs import Outputs

    return None if out is None else Outputs(out, folder, force)


def _read(folder: str, jobs: int, organs: str | None) -> Reports:
    import helpers

    return helpers.read_all(folder, jobs, organs=organs)


def _write(
    outputs: Outputs | None, frames: Mapping[str, pd.DataFrame], format: Format, raw: bool
) -> str:
    """Write the frames; return what to say of it."""
    from helpers.frame_files import save_frame
    from helpers.output_names import called

    if outputs is None:
        return "Nothing was written; --out FOLDER writes tables."
    names = outputs.plan([called(name, f".{format}") for name in frames])
    for name, frame in zip(names, frames.values(), strict=True):
        outputs.write(name, partial(save_frame, frame, raw=raw))
    return f"Written to {outputs.folder}: {', '.join(names)}"


def _tell_summary(reports: Reports) -> None:
    """How many cells of each report were read, and which files were not."""
    columns = ["path", "year", "form", "read", "blank", "mark", "ambiguous", "unreadable", "absent"]
    if len(reports):
        say(reports.index[columns].to_string(index=False))
    if reports.skipped:
        say(f"skipped  {len(reports.skipped)} hidden files and folders, and those of programs")
    _tell_failures(reports)


def _tell_failures(reports: Reports) -> None:
    """Which files were not read, and how many reports name no organ."""
    if said := reports.strangers:
        say(said)
    for failure in reports.failures.itertuples():
        say(f"not read  {failure.error}: {failure.message}")


def _end(reports: Reports, failed: bool = False) -> None:
    """Exit with 1 if a file could not be read or there was none, or if something else failed."""
    if not len(reports) and not len(reports.failures):
        say("No file was found to read.")
        failed = True
    if failed or len(reports.failures):
        raise typer.Exit(FAILED)


def main() -> None:
    """Run the command line on any console."""
    prepare_output()
    app()


if __name__ == "__main__":
    main()
