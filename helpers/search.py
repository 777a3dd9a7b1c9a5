"""Searching what reports say: every sentence with a word or a pattern, and where it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from helpers import arguments
from helpers.characters import normalise
from helpers.printed_sentences import sentences_of
from helpers.report import Report, Reports, reports_of
from helpers.traditional import simplified

if TYPE_CHECKING:
    import pandas as pd

Fits = Callable[[str, str], bool]
PATTERN_ADVICE = "Leave regex out to search for the text as it is."


def search(
    reports: Report | Reports | Iterable[Report], word: str, *, regex: bool = False
) -> pd.DataFrame:
    """The sentences with a word: `Reports.search` says what there is to know."""
    from helpers.frames import make_frame

    given, fits = reports_of(reports), matcher(word, arguments.flag("regex", regex))
    # A word that is nowhere in a text is in no sentence of it; a pattern may need a sentence's end.
    some = [one for one in given if regex or fits("", one.document.strip.text)]
    return make_frame("search", (row for report in some for row in _rows(report, fits)))


def matcher(word: str, regex: bool) -> Fits:
    """What says of a sentence, as printed and as the strip spells it, whether a word is in it."""
    word = arguments.text("word", word, "a word as text", 'Write search("信访").')
    return _fits_pattern(word) if regex else _has(word)


def _rows(report: Report, fits: Fits) -> Iterator[tuple[Any, ...]]:
    strip = report.document.strip
    for start, end, section, line in sentences_of(report):
        printed = strip.text_between(start, end).replace("\n", "")
        if fits("".join(printed.split()), strip.text[start:end]):
            yield report.name, report.organ, report.year, section, line, printed


def _has(word: str) -> Fits:
    """Whether a sentence has a word, which is looked for as the strip spells it."""
    spellings = {normalise(word), simplified(normalise(word))}
    return lambda _, text: any(spelling in text for spelling in spellings)


def _fits_pattern(pattern: str) -> Fits:
    """Whether a regular expression fits a sentence as printed or as the strip spells it."""
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        expected = f"a regular expression ({error})"
        arguments.refuse("word", pattern, expected, PATTERN_ADVICE)
    return lambda printed, text: bool(compiled.search(printed) or compiled.search(text))
