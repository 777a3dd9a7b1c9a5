"""What the PDFs of this project and 100 synthetic ones are read as, one digest a line.

The lines are the same on every machine, whatever fonts it has: `python -m benchmarks.digests`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import helpers
from helpers.synthetic import synthesize

ROOT = Path(__file__).parents[1]
SYNTHETIC = 100


def digests() -> Iterator[tuple[str, str]]:
    """Each PDF by its name, with the digest of its frames."""
    for path in sorted((ROOT / "data").rglob("*.pdf")):
        yield path.relative_to(ROOT).as_posix(), digest(path.read_bytes())
    for seed in range(SYNTHETIC):
        made = synthesize(seed, medium="pdf")
        assert isinstance(made.content, bytes)
        yield f"synthetic {seed}", digest(made.content)


def digest(content: bytes) -> str:
    """The digest of the frames of a report, or of the error that it ends in."""
    try:
        report = helpers.read(content)
        frames = report.figures, report.problems, report.claims
        printed = "".join(frame.to_csv() for frame in frames)
    except helpers.GongkaiError as error:
        printed = f"{type(error).__name__}: {error}"
    return hashlib.sha256(printed.encode()).hexdigest()


if __name__ == "__main__":
    for name, found in digests():
        print(found, name)
