"""The guarded process, which opens PDFs and workbooks within limits of time and memory.

There is one for this process and its threads; it opens one file after the other. It ends where a
file takes too much, and another one is started for the next file.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from helpers.errors import SourceError
from helpers.sources.protocol import MOST_SECONDS, MOST_SPACE, receive, send

# The process imports what this one does, from the same places but for the folder that it is in.
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from helpers.sources.guarded.worker import serve; serve()"
)
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Question:
    """What is asked of a file: its kind, what is `wanted`, its content, and what messages call it.

    `advice` is for a file that takes too much. `again` says that the file may still be open there.
    """

    kind: str
    wanted: str
    content: bytes
    name: str
    advice: str
    again: bool = False


def ask(question: Question) -> tuple[Any, bytes]:
    """What the guarded process says of a file: values, and numbers.

    Raises SourceError for a file that cannot be read.
    """
    try:
        said, numbers = _guard.ask(question)
    except (EOFError, OSError):
        most = f"{MOST_SECONDS} seconds or {MOST_SPACE / 1e6:.0f} MB"
        message = f"{question.name}: takes more than {most} to open; {question.advice}"
        raise SourceError(message) from None
    if "error" in said:
        raise SourceError(said["error"])
    if "defect" in said:
        raise RuntimeError(said["defect"])
    return said["reply"], numbers


class _Guard:
    """The guarded process of this process, started when a file first needs it."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.process: subprocess.Popen[bytes] | None = None
        self.held: bytes | None = None

    def ask(self, question: Question) -> tuple[dict[str, Any], bytes]:
        """What the process says; raises EOFError or OSError where it ends meanwhile."""
        asked = {"kind": question.kind, "wanted": question.wanted, "name": question.name}
        with self.lock:
            is_open = question.again and question.content is self.held
            try:
                requests, answers = self._streams(question.name)
                send(requests, json.dumps(asked).encode(), b"" if is_open else question.content)
                said, numbers = receive(answers), receive(answers)
            except BaseException:
                # An interruption leaves half an answer in the stream.
                self.stop()
                raise
            answer: dict[str, Any] = json.loads(said.decode("utf-8", "surrogatepass"))
            self.held = question.content if "reply" in answer else None
        return answer, numbers

    def _streams(self, name: str) -> tuple[FileIO, FileIO]:
        """The ways to the process and back; a new process where there is none or it has ended."""
        if self.process is None or self.process.poll() is not None:
            self.stop()
            try:
                self.process = _start()
                receive(_streams(self.process)[1])
            except (OSError, EOFError) as error:
                raise SourceError(
                    f"{name}: not read, because {sys.executable} does not start the process that "
                    f"opens PDFs and workbooks ({error}); try again"
                ) from error
        return _streams(self.process)

    def stop(self) -> None:
        """End the process, and wait for its end."""
        process, self.process, self.held = self.process, None, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in _streams(process):
                stream.close()

    def forget(self) -> None:
        """Leave the process to the one that this process is a copy of."""
        if self.process is not None:
            for stream in _streams(self.process):
                stream.close()
            self.process.returncode = 0
        self.__init__()  # type: ignore[misc]


def _start() -> subprocess.Popen[bytes]:
    """A new process; in a group of its own, so that Ctrl-C does not end it."""
    places = [str(_ROOT), *(place for place in sys.path if place)]
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *places],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0 if os.name == "posix" else None,
    )


def _streams(process: subprocess.Popen[bytes]) -> tuple[FileIO, FileIO]:
    assert isinstance(process.stdin, FileIO)
    assert isinstance(process.stdout, FileIO)
    return process.stdin, process.stdout


_guard = _Guard()
atexit.register(_guard.stop)
if hasattr(os, "register_at_fork"):
    # A copy of this process is made between two questions, and starts without a guarded process.
    os.register_at_fork(
        before=_guard.lock.acquire,
        after_in_parent=_guard.lock.release,
        after_in_child=_guard.forget,
    )
