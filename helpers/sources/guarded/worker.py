"""The program of the guarded process: one file after the other, within limits of time and memory.

A file can draw itself without end, or unpack to far more than it holds, and no look at it tells
that for certain. So the system ends this process where a file takes too much, and the process that
asked starts another one.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import FileIO
from typing import Any

from helpers.errors import SourceError
from helpers.sources.protocol import (
    MOST_ANSWER,
    MOST_SECONDS,
    MOST_SPACE,
    MOST_WAIT,
    receive,
    send,
)

# What a method answers: values that JSON can write, and numbers.
Answer = tuple[Any, bytes]


# What opens a file of this content and name; the methods of the open file give answers.
Opener = Callable[[bytes, str], Any]


def serve() -> None:
    """Answer one request after the other, until the other side has gone."""
    answers = _own_output()
    requests = FileIO(sys.stdin.fileno(), closefd=False)
    _limit_memory()
    send(answers, b"")
    opened: Any = None
    while True:
        try:
            request, content = json.loads(receive(requests)), receive(requests)
        except EOFError:
            return
        try:
            open_file = _opener(request["kind"])
            with _limited_time():
                if content:
                    opened = None
                    opened = open_file(content, request["name"])
                reply, numbers = getattr(opened, request["wanted"])()
                said = _written({"reply": reply}, request["name"])
        except SourceError as error:
            said, numbers = _written({"error": str(error)}), b""
        except MemoryError:
            return
        except Exception as error:
            said, numbers = _written({"defect": f"{type(error).__name__}: {error}"}), b""
        send(answers, said, numbers)


def _opener(kind: str) -> Opener:
    """What opens files of a kind; its libraries are loaded before the time of the file counts."""
    if kind == "pdf":
        from helpers.sources.guarded.pages import Pdf

        return Pdf
    from helpers.sources.guarded.workbook import OldWorkbook, PackedWorkbook

    return PackedWorkbook if kind == "xlsx" else OldWorkbook


def _written(said: dict[str, Any], name: str = "") -> bytes:
    written = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if len(written) > MOST_ANSWER:
        raise SourceError(f"{name}: holds more text than any report")
    return written


def _own_output() -> FileIO:
    """The way to the other side; what a library prints goes nowhere."""
    output = FileIO(os.dup(sys.stdout.fileno()), "w")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return output


@contextmanager
def _limited_time() -> Iterator[None]:
    """End this process where what is done meanwhile takes the processor, or waits, for too long."""
    counts = hasattr(signal, "setitimer")
    faulthandler.dump_traceback_later(MOST_WAIT, exit=True)
    if counts:
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        if counts:
            signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()


def _limit_memory() -> None:
    """Limit the memory of this process, where the system can, and let it leave no image of it."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_SPACE, MOST_SPACE))
    except (ImportError, ValueError, OSError):
        return
