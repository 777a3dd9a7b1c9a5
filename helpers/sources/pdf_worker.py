"""The text of PDFs, read by another process within limits of time and memory.

A page can draw itself without end, or unpack to far more than the file holds, and no look at the
file tells that for certain. So one process of its own reads all PDFs of this process, one after the
other, and is replaced if it does not answer. This file is also the program of that process, so it
imports nothing of this package.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

# Seconds for one file, and bytes of address space of the process.
MOST_SECONDS, MOST_SPACE = 1.5, 900_000_000
# Seconds for the process to start, which the first file does not pay for.
START = 30.0
MOST_PAGES = 2_000
SIZE = 8
LIMITS = "limits"


class Reply:
    """What the other process says: `pages` of text, or the reason why there are none.

    `reason` is pdfium's own message, or LIMITS where the process was stopped or gave up.
    """

    def __init__(self, pages: list[str], reason: str = "") -> None:
        self.pages, self.reason = pages, reason


class _Worker:
    """The other process, started when it is first needed, one for each process and its threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def read(self, content: bytes, seconds: float) -> Reply:
        with self.lock:
            try:
                process = self._running()
                assert process.stdin and process.stdout
                with _alarm(process, seconds):
                    _send(process.stdin, content)
                    answer = json.loads(_receive(process.stdout))
            except (OSError, EOFError, ValueError):
                self.stop()
                return Reply([], LIMITS)
        return Reply(answer["pages"], answer["reason"])

    def _running(self) -> subprocess.Popen[bytes]:
        """The process; a new one where there is none, it ended, or it belongs to a parent."""
        if self.owner != os.getpid() or self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-P", __file__]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self.owner = os.getpid()
            assert self.process.stdout
            with _alarm(self.process, START):
                _receive(self.process.stdout)
        return self.process

    def stop(self) -> None:
        """End the process, if it is this process's own."""
        if self.process is not None and self.owner == os.getpid():
            self.process.kill()
            self.process.communicate()
        self.process = None


_worker = _Worker()
atexit.register(_worker.stop)


def pdf_pages(content: bytes, seconds: float = MOST_SECONDS) -> Reply:
    """The text of every page of a PDF, or why there is none; no content makes it raise."""
    return _worker.read(content, seconds)


@contextmanager
def _alarm(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """Kill the process if what is done meanwhile takes longer."""
    alarm = threading.Timer(seconds, process.kill)
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()


def _send(stream: BinaryIO | Any, data: bytes) -> None:
    stream.write(len(data).to_bytes(SIZE, "big") + data)
    stream.flush()


def _receive(stream: BinaryIO | Any) -> bytes:
    """One message; raises EOFError where the other side has gone."""
    size = int.from_bytes(_exactly(stream, SIZE), "big")
    return _exactly(stream, size)


def _exactly(stream: BinaryIO | Any, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return bytes(data)


def _answer(content: bytes, open_document: Callable[[bytes], Any], error: type[Exception]) -> Reply:
    """Read one file in the other process."""
    try:
        with open_document(content) as document:
            if len(document) > MOST_PAGES:
                return Reply([], f"{len(document)} pages, more than {MOST_PAGES}")
            pages = [page.get_textpage().get_text_range(errors="replace") for page in document]
            return Reply(pages)
    except error as reason:
        return Reply([], str(reason))
    except MemoryError:
        return Reply([], LIMITS)


def _limit_memory() -> None:
    """Limit the memory of this process, where the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_SPACE, MOST_SPACE))
    except (ImportError, ValueError, OSError):
        return


def _serve() -> None:
    """Answer one file after the other, until the other side has gone."""
    import pypdfium2

    _limit_memory()
    _send(sys.stdout.buffer, b"")
    while True:
        try:
            content = _receive(sys.stdin.buffer)
        except EOFError:
            return
        reply = _answer(content, pypdfium2.PdfDocument, pypdfium2.PdfiumError)
        _send(sys.stdout.buffer, json.dumps(vars(reply)).encode())


if __name__ == "__main__":
    _serve()
