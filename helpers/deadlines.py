"""By when a report had to be published, and how late it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from helpers.indicators import deadlines_declared, sentence


@dataclass(frozen=True, eq=False)
class Deadline:
    """A day of the year after, for reports on some years of organs whose names fit a pattern."""

    years: tuple[int, int]
    organs: str
    month: int
    day: int
    source: str
    seen: bool
    english: str
    chinese: str

    def of_year(self, year: int) -> date:
        """The last day on which the report on a year may be published."""
        return date(year + 1, self.month, self.day)


@cache
def all_deadlines() -> tuple[Deadline, ...]:
    """Every deadline in the order of the data file."""
    return tuple(
        Deadline(**{**entry, "years": tuple(entry["years"])}) for entry in deadlines_declared()
    )


def deadline_of(organ: str | None, year: int) -> Deadline | None:
    """The deadline of an organ's report on a year, or None where its name does not tell.

    Example: `deadline_of("甲县教育局", 2020).of_year(2020)` is 31 January 2021.
    """
    for known in all_deadlines():
        if known.years[0] <= year <= known.years[1] and re.search(known.organs, organ or ""):
            return known
    return None


def lateness(
    organ: str | None, year: int, published: date, language: str
) -> tuple[int | None, str]:
    """How many days after its deadline a report was published, below 0 before it; and a note.

    No number where the deadline is not known, or the date is from before the end of the year.
    """
    if published.year <= year:
        return None, sentence("too_early", language, day=published)
    known = deadline_of(organ, year)
    if known is None:
        return None, sentence("no_deadline", language)
    due = known.of_year(year)
    kind = known.english if language == "en" else known.chinese
    key = "due" if known.seen else "due_unseen"
    said = sentence(key, language, day=due, kind=kind, source=known.source)
    return (published - due).days, said
