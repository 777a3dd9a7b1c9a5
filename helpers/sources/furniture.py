"""Page numbers and running heads: what stands at the edge of every page and is no part of a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from helpers.characters import fold

# A page, and the place of a line on it.
Place = tuple[int, int]

_BARE = re.compile(r"\d{1,3}")
_WORDS = re.compile(r"[\u3400-\u9fff]{4}")
_DIGITS = re.compile(r"\d+")
# What a browser prints at the edges of pages: the time with the title, and the address.
_BROWSER = re.compile(
    r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}[, ]{1,2}(?:[上下]午 ?)?\d{1,2}:\d\d(?!\d).*|(?:https?|file)://.*"
)
# A bare number is that of its page if it counts on so many pages, a line a head if it repeats so.
FEWEST_COUNTED, FEWEST_REPEATED = 2, 3
# Of so many lines at either edge of a page one may be a head.
EDGE = 2


def furniture(pages: Sequence[Sequence[str]]) -> dict[Place, str]:
    """What to print for the lines at the edges of pages that belong to the page itself.

    `pages` has the stripped lines of each page. A bare page number becomes `-3-`, as pages write
    it that set it off from figures; a running head is left out, but for the first one. Both must
    stand on more than half of the pages. So is what a browser prints around its pages. Example:
    the last line of `[["规章", "1"], ["0", "2"]]`.
    """
    filled = [[n for n, line in enumerate(lines) if line] for lines in pages]
    found: dict[Place, str] = {}
    for edge in (-1, 0):
        places = [(page, numbers[edge]) for page, numbers in enumerate(filled) if numbers]
        found |= _counted(pages, places)
    edges = [
        (page, number)
        for page, numbers in enumerate(filled)
        for number in dict.fromkeys((*numbers[:EDGE], *numbers[-EDGE:]))
    ]
    return found | _printed_by_browser(pages, edges) | _repeated(pages, edges)


def _counted(pages: Sequence[Sequence[str]], places: Iterable[Place]) -> dict[Place, str]:
    """The bare numbers at these places that count the pages."""
    numbers = {
        (page, line): int(text)
        for page, line in places
        if _BARE.fullmatch(text := fold(pages[page][line]))
    }
    steps = Counter(number - page for (page, _), number in numbers.items())
    step, count = max(steps.items(), key=lambda item: item[1], default=(0, 0))
    if count < FEWEST_COUNTED or 2 * count <= len(pages):
        return {}
    return {place: f"-{n}-" for place, n in numbers.items() if n - place[0] == step}


def _printed_by_browser(
    pages: Sequence[Sequence[str]], places: Sequence[Place]
) -> dict[Place, str]:
    """The lines at these places that a browser adds to what it prints, but for the last page's."""
    last = len(pages) - 1
    return {
        (page, line): ""
        for page, line in places
        if page < last and _BROWSER.fullmatch(pages[page][line])
    }


def _repeated(pages: Sequence[Sequence[str]], places: Sequence[Place]) -> dict[Place, str]:
    """The lines of words at these places that repeat, all but the first of each."""
    texts = {place: _pattern(pages[place[0]][place[1]]) for place in places}
    counts = Counter(filter(None, texts.values()))
    heads = {
        text
        for text, count in counts.items()
        if count >= FEWEST_REPEATED and 2 * count > len(pages)
    }
    seen: set[str] = set()
    found: dict[Place, str] = {}
    for place, text in texts.items():
        if text in heads and text in seen:
            found[place] = ""
        seen.add(text)
    return found


def _pattern(line: str) -> str:
    """What of a line repeats; lines without words are no heads."""
    text = "".join(line.split())
    if "页" in text:
        return _DIGITS.sub("0", text)
    return text if _WORDS.search(text) else ""
