"""What this process and the guarded one agree on: limits, and messages with their size."""

from __future__ import annotations

from io import FileIO

# Seconds of processor time and bytes of address space for each thing that is asked of a file.
MOST_SECONDS, MOST_SPACE = 1.5, 800_000_000
# Seconds on the clock, for what waits, and for systems that do not count the processor's time.
MOST_WAIT = 30
# Bytes of an answer; no report has so much text.
MOST_ANSWER = 50_000_000
SIZE = 8


def send(stream: FileIO, *messages: bytes) -> None:
    """Write messages to a stream without a buffer."""
    for message in messages:
        _write(stream, len(message).to_bytes(SIZE, "big"))
        _write(stream, message)


def receive(stream: FileIO) -> bytes:
    """One message; raises EOFError where the other side has gone."""
    return _exactly(stream, int.from_bytes(_exactly(stream, SIZE), "big"))


def _write(stream: FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) :]


def _exactly(stream: FileIO, size: int) -> bytes:
    data = bytearray(size)
    rest = memoryview(data)
    while rest:
        count = stream.readinto(rest)
        if not count:
            raise EOFError("it ended")
        rest = rest[count:]
    return bytes(data)
