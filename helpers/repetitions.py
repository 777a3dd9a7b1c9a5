"""How much of a report's prose repeats last year's or another organ's, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from helpers import arguments
from helpers.forms import PROSE
from helpers.numbered_headings import heading_words
from helpers.paragraphs import paragraphs
from helpers.report import Report, Reports, reports_of

if TYPE_CHECKING:
    import pandas as pd

# Equal stretches shorter than this are common words and count as no repetition.
SHORTEST = 10
# Paragraphs less alike than this, in per cent, are not set side by side.
LEAST_ALIKE = 50.0
# Longer paragraphs are compared by so many characters of their front.
LONGEST = 4_000
# Organs are first compared by phrases of this length, of which one in so many is looked at.
PHRASE, SAMPLED = 12, 4
# A phrase leads to the first so many organs that print it.
MOST_SHARING = 50


class _Prose(NamedTuple):
    """A report with its organ and its paragraphs by number of the section."""

    report: Report
    organ: str | None
    sections: dict[int, list[str]]


def repetition(
    reports: Report | Reports | Iterable[Report],
    *,
    others: int = 1,
    organs: str | Path | None = None,
) -> pd.DataFrame:
    """Each paragraph of the prose beside the most similar one of an earlier or another report.

    Sections are paired by what they are on, since their numbers differ between forms.
    A report is compared with the same organ's report of the year before (not across a gap), and
    with the `others` (default 1, 0 for none) organs of the same year that share most phrases with
    it. `similarity` is that of the two paragraphs in per cent, `repeated` the number of characters
    that stand in equal stretches of at least 10 characters in both, `share` the part of the whole
    section that they make up (0 to 1, the same on all rows of a section). Paragraphs beyond 4,000
    characters are compared by their front. `other_paragraph` is NA where nothing is
    alike. Tables are left out; paragraphs are in folded characters without white space. `organs` is
    a map of names as for `helpers.panel`.

    Raises ArgumentError if `others` is negative. Example:
    `repetition(reports).query("share > 0.5")`.
    """
    from helpers.frames import make_frame

    others = arguments.at_least("others", others, 0, "It is how many organs are compared with.")
    prose = [_Prose(r, r.owner, paragraphs(r)) for r in reports_of(reports, organs)]
    return make_frame("repetition", (row for a, b in _pairs(prose, others) for row in _rows(a, b)))


def _pairs(prose: list[_Prose], others: int) -> Iterator[tuple[_Prose, _Prose]]:
    """Which reports are compared, in the order given: with last year's, then with other organs'."""
    of_year: dict[int, list[_Prose]] = defaultdict(list)
    first: dict[tuple[str, int], _Prose] = {}
    for one in prose:
        if one.organ is not None and one.report.year is not None:
            of_year[one.report.year].append(one)
            first.setdefault((one.organ, one.report.year), one)
    close = {year: _closest(same, others) for year, same in of_year.items()}
    for one in prose:
        if one.organ is None or one.report.year is None:
            continue
        if last := first.get((one.organ, one.report.year - 1)):
            yield one, last
        yield from ((one, other) for other in close[one.report.year][id(one)])


def _closest(prose: list[_Prose], others: int) -> dict[int, list[_Prose]]:
    """For each report of a year the few of other organs that share most phrases with it."""
    phrases = [_phrases(one) for one in prose] if others else []
    printed_by: dict[int, list[int]] = defaultdict(list)
    for place, found in enumerate(phrases):
        for phrase in found:
            if len(printed_by[phrase]) < MOST_SHARING:
                printed_by[phrase].append(place)
    close: dict[int, list[_Prose]] = {id(one): [] for one in prose}
    for place, found in enumerate(phrases):
        shared = Counter(other for phrase in found for other in printed_by[phrase])
        ranked = sorted(shared, key=lambda other: (-shared[other], other))
        foreign = (prose[other] for other in ranked if prose[other].organ != prose[place].organ)
        close[id(prose[place])] = list(islice(foreign, others))
    return close


def _phrases(prose: _Prose) -> set[int]:
    """A fixed sample of the phrases of a report, the same wherever a phrase stands."""
    texts = (text for section in prose.sections.values() for text in section)
    every = (
        crc32(text[i : i + PHRASE].encode())
        for text in texts
        for i in range(len(text) - PHRASE + 1)
    )
    return {phrase for phrase in every if phrase % SAMPLED == 0}


def _rows(one: _Prose, other: _Prose) -> Iterator[tuple[Any, ...]]:
    """One row per paragraph of the sections on the same matter that both reports have."""
    origin = one.report.name, one.organ, one.report.year
    keys, texts_of = _keys(one.report), _by_key(other)
    for section, texts in one.sections.items():
        if keys[section] not in texts_of:
            continue
        found = [_most_alike(text, texts_of[keys[section]]) for text in texts]
        share = sum(repeated for *_, repeated in found) / sum(map(len, texts))
        for text, (beside, similarity, repeated) in zip(texts, found, strict=True):
            yield (
                *origin, section, other.report.name, other.organ, other.report.year,
                text, beside, similarity, repeated, share,
            )  # fmt: skip


def _by_key(prose: _Prose) -> dict[str, list[str]]:
    """The paragraphs of a report by the key of their section: numbers differ between forms."""
    keys, found = _keys(prose.report), dict[str, list[str]]()
    for number, texts in prose.sections.items():
        found.setdefault(keys[number], []).extend(texts)
    return found


def _keys(report: Report) -> dict[int, str]:
    """What each section is on; in prose its heading says so, since the number is any."""
    form, layout, text = report.reading.form, report.reading.layout, report.document.strip.text
    if report.form != PROSE:
        return form.section_keys
    titles = {number: text[start:end] for number, (start, end) in layout.headings.items()}
    cores = [(section.key, core) for section in form.sections for core in section.cores]
    return {
        number: next((key for key, core in cores if core in title), heading_words(title))
        for number, title in titles.items()
    }


def _most_alike(text: str, others: list[str]) -> tuple[str | None, float, int]:
    """The paragraph most alike, its similarity, and how many characters are repeated."""
    from rapidfuzz import fuzz, process

    front = [other[:LONGEST] for other in others]
    _, similarity, place = process.extractOne(text[:LONGEST], front, scorer=fuzz.ratio)
    repeated = _repeated(text[:LONGEST], front[place])
    alike = similarity >= LEAST_ALIKE or repeated > 0
    return others[place] if alike else None, similarity, repeated


def _repeated(text: str, other: str) -> int:
    """The characters of a text that stand in equal stretches long enough to count."""
    from rapidfuzz.distance import Indel

    blocks = Indel.opcodes(text, other)
    equal = (block.src_end - block.src_start for block in blocks if block.tag == "equal")
    return sum(length for length in equal if length >= SHORTEST)
