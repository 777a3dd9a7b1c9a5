"""Heads of columns whose words stand one below the other on a page, in whatever order its text."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.characters import normalise
from helpers.document import Placed
from helpers.forms import Table
from helpers.labels import PrintedLine

# Lines of a head stand no further apart than this, in heights of a character.
NEXT_LINE = 2.5
# Heads have fewer words; more of them would take long to try.
MOST_WORDS = 500


def stacked_heads(
    table: Table, line: PrintedLine, words: Sequence[Placed]
) -> list[list[Placed]] | None:
    """The words of the head of every cell of a printed line, from the words above its row.

    None unless each head is found as often as the line has rows side by side; of a table whose rows
    stand below each other it is the lowest one.
    """
    if len(words) > MOST_WORDS:
        return None
    rows = list(dict.fromkeys(row for row, _ in line.cells))
    stacks = {
        key: _stacks(table.column_of[cell].spellings, words)
        for cell in line.cells
        for key in [cell[1]]
    }
    heads = []
    for row, column in line.cells:
        found = stacks[column]
        if len(rows) == 1 and found:
            heads.append(min(found, key=lambda stack: stack[-1].level))
        elif len(found) == len(rows):
            heads.append(sorted(found, key=lambda stack: stack[0].left)[rows.index(row)])
        else:
            return None
    return heads


def _stacks(spellings: Sequence[str], words: Sequence[Placed]) -> list[list[Placed]]:
    """Every way in which words below each other spell one of the spellings, the longest first."""
    texts = [(normalise(word.text), word) for word in words]
    for spelling in sorted(spellings, key=len, reverse=True):
        open_stacks: list[tuple[str, list[Placed]]] = [(spelling, [])]
        found: list[tuple[str, list[Placed]]] = []
        while open_stacks:
            rest, stack = open_stacks.pop()
            for text, word in texts:
                if text and rest.startswith(text) and (not stack or _below(stack[-1], word)):
                    left = rest[len(text) :]
                    (open_stacks if left else found).append((left, [*stack, word]))
            if len(open_stacks) > MOST_WORDS:
                return []
        if found:
            return [stack for _, stack in found]
    return []


def _below(upper: Placed, lower: Placed) -> bool:
    """Whether a word stands in the line below another one, under it."""
    apart = upper.level - lower.level
    over = min(upper.right, lower.right) > max(upper.left, lower.left)
    return over and 0 < apart <= NEXT_LINE * max(upper.height, lower.height)
