"""Files made to exhaust their reader: each ends in a report or a refusal, within time and memory.

`attacks(size)` gives them all, about so many bytes each; the tests read small ones. `twins()` gives
a harmless file of each medium that is built, made as its attacks are. With
`python -m benchmarks.hostile` all are read in full size, and those beyond 5 s or 1 GB named.
"""

from __future__ import annotations

from benchmarks.hostile import archives, mails, old_workbooks, pages, pdfs, texts, words, workbooks
from benchmarks.hostile.fill import Attacks

# As large as in the tests; so large that a text is just not refused for its length, or a file.
SMALL, LONGEST, LARGEST = 30_000, 980_000, 19_900_000
MEDIA = (texts, pages, mails, archives, words, workbooks, old_workbooks, pdfs)
BUILT = {
    "mhtml": mails.twin,
    "docx": words.twin,
    "xlsx": workbooks.twin,
    "xls": old_workbooks.twin,
    "pdf": pdfs.twin,
}


def attacks(size: int = LARGEST) -> Attacks:
    """Every attack by its name, with what makes its file."""
    found: Attacks = {}
    for medium in MEDIA:
        found |= medium.attacks(size)
    return found


def twins() -> dict[str, bytes]:
    """A report of each medium, built as the attacks of that medium are; it reads as any other."""
    return {medium: make() for medium, make in BUILT.items()}
