"""For every reason of `problems`: the cells that it flags, and those that could be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from helpers.cells import Problem
from helpers.characters import normalise
from helpers.synthetic.scoring import Verdict

_NUMBER = re.compile(r"\d+")
NO_REASON = "no problem names the row"
# A reason, and whether the row printed one figure for each of its cells, in order.
Doubts = Counter[tuple[str, bool]]


def doubts(verdicts: Iterable[Verdict], problems: Sequence[Problem]) -> Doubts:
    """The printed cells that are flagged, by reason and by whether their row was readable.

    A row was readable if what the reader kept of it are, parted at spaces, the texts of its cells
    in order, blank ones left out only where all are printed.
    """
    found: Doubts = Counter()
    for _, row in groupby(verdicts, lambda verdict: verdict.key[:2]):
        cells = list(row)
        flagged = [v for v in cells if v.verdict == "flagged" and v.truth.text]
        if not flagged:
            continue
        kept, reason = _kept(cells, problems)
        texts = [normalise(verdict.truth.text) for verdict in cells]
        readable = _stand_in(texts, [normalise(part) for part in kept.split()])
        found[reason, readable] += len(flagged)
    return found


def _kept(cells: Sequence[Verdict], problems: Sequence[Problem]) -> tuple[str, str]:
    """What the reader kept of the print of a row, and the reason that it gives."""
    raws = [v.cell.raw for v in cells if v.cell and v.cell.raw]
    lines = {v.cell.line for v in cells if v.cell}
    raw = raws[0] if len(set(raws)) == 1 else " ".join(raws)
    texts = [normalise(v.truth.text) for v in cells]
    near = [p for p in problems if p.line in lines and raw and p.text == raw]
    near += [p for p in problems if _stand_in(texts, list(map(normalise, p.text.split())))]
    near += [p for p in problems if p.line in lines]
    if not near:
        return raw, NO_REASON
    return raw or near[0].text, _NUMBER.sub("{}", near[0].reason)


def _stand_in(texts: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the texts of a row stand among these parts, one behind the other."""
    size = len(texts)
    return all(texts) and any(
        list(texts) == list(parts[start : start + size]) for start in range(len(parts) - size + 1)
    )


def print_doubts(found: Doubts) -> None:
    """Print a line per reason, that with the most readable cells first."""
    reasons = {reason for reason, _ in found}
    print(f"\n{'flagged':>8}{'readable':>10}  reason")
    for reason in sorted(reasons, key=lambda r: (-found[r, True], -found[r, False], r)):
        cells = found[reason, True] + found[reason, False]
        print(f"{cells:>8}{found[reason, True]:>10}  {reason}")
