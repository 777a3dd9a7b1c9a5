"""How a command ends: with an exit code and a sentence, never with a traceback."""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO

import typer
from typer.core import TyperCommand

from helpers.errors import ArgumentError, FormError, GongkaiError, OutputError, SourceMissingError

FAILED, BAD_USE, INTERRUPTED = 1, 2, 130
# Errors of the one who calls; every other one says that something failed.
OF_USE = (ArgumentError, FormError, SourceMissingError)
# Set to anything, this variable shows the traceback of what nobody foresaw.
DEBUG = "GONGKAI_DEBUG"


class Guarded(TyperCommand):
    """A command that ends with one sentence whatever happens in it."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; turn what it raises into an exit code."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except BrokenPipeError:
            _forget(sys.stderr)
            raise typer.Exit(FAILED) from None
        except KeyboardInterrupt:
            _end("stopped; files that were complete stay", INTERRUPTED)
        except GongkaiError as error:
            _end(str(error), BAD_USE if isinstance(error, OF_USE) else FAILED)
        except MemoryError:
            _end("the memory of this machine is used up; read fewer files, or use --jobs 1", FAILED)
        except Exception as error:
            if os.environ.get(DEBUG):
                raise
            _end(
                f"{type(error).__name__}: {error}. Nobody foresaw this: please report it with the "
                f"command and the file, as CONTRIBUTING.md says; {DEBUG}=1 shows the traceback",
                FAILED,
            )


def prepare_output() -> None:
    """Let every text be printed: what the console cannot show is escaped."""
    # Where a stream is closed, Python has none, and the next file would be taken for it.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Print a line; a command whose reader has left, as after `| head`, goes on without."""
    try:
        typer.echo(text)
    except BrokenPipeError:
        _forget(sys.stdout)
    except OSError as error:
        _forget(sys.stdout)
        raise OutputError(f"the output cannot be printed: {error.strerror}") from error


def _end(sentence: str, code: int) -> None:
    typer.echo(f"gongkai: {sentence}", err=True)
    raise typer.Exit(code)


def _forget(stream: TextIO) -> None:
    """Nobody reads on: nothing more is printed there, at the end of Python either."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)
