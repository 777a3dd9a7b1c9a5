"""Digits that the text of a page puts together although they are printed apart, as in two cells."""

from __future__ import annotations

import re

from helpers.sources.guarded.letters import Letters

# Digits further apart than so many of their heights may be of two cells: as their boxes are drawn,
# and as their font sets them, which is the wider one.
FAR, APART = 0.5, 0.35
_DIGITS = re.compile(r"[0-9]{2,}")


def gaps(letters: Letters) -> set[int]:
    """The places of digits in front of which a gap is printed.

    Where digits are set apart throughout, the gaps are no cell boundaries.
    """
    found: set[int] = set()
    pairs = 0
    for match in _DIGITS.finditer(letters.text):
        before = letters.box(match.start())
        for place in range(match.start() + 1, match.end()):
            box = letters.box(place)
            pairs += 1
            height = max(box.height, before.height)
            if box.left - before.right > FAR * height:
                apart = letters.cell(place).left - letters.cell(place - 1).right
                if apart > APART * height:
                    found.add(place)
            before = box
    return found if 2 * len(found) <= pairs else set()
