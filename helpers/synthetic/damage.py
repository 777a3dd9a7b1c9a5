"""Damage to a consistent table, slip by slip: what a hand does to figures that add up."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from helpers.forms import Form
from helpers.slips import NEIGHBOURS
from helpers.synthetic.figures import Amounts, Key

TABLE = "requests"
TRIES = 200
# What a slip changes: each cell with the figure that is printed there.
Slip = Callable[[Random, Form, Amounts, Amounts], Amounts]


def damage(rng: Random, form: Form, figures: Amounts, before: Amounts, kind: str) -> Amounts:
    """The cells of the requests table that a slip changes, with what they then print.

    `figures` are consistent, `before` are those of the year before; `kind` is one of SLIPS. Raises
    ValueError where no cell of the table can suffer such a slip.
    """
    for _ in range(TRIES):
        changed = SLIPS[kind](rng, form, figures, before)
        if changed and all(figures[key] != value for key, value in changed.items()):
            return changed
    raise ValueError(f"no cell of this table can be {kind}")


def _one(rng: Random, figures: Amounts, least: int = 1) -> tuple[Key, str]:
    """A cell with at least so many digits, and its figure."""
    chosen = rng.choice(
        [k for k, v in figures.items() if k[0] == TABLE and len(str(int(v))) >= least]
    )
    return chosen, str(int(figures[chosen]))


def _digits(change: Callable[[Random, str], str], least: int) -> Slip:
    def slip(rng: Random, form: Form, figures: Amounts, before: Amounts) -> Amounts:
        try:
            key, digits = _one(rng, figures, least)
        except IndexError:
            return {}
        return {key: float(changed)} if (changed := change(rng, digits)) else {}

    return slip


def _transpose(rng: Random, digits: str) -> str:
    place = rng.randrange(len(digits) - 1)
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def _double(rng: Random, digits: str) -> str:
    place = rng.randrange(len(digits))
    return digits[:place] + digits[place] + digits[place:]


def _add(rng: Random, digits: str) -> str:
    place = rng.randrange(len(digits) + 1)
    return digits[:place] + rng.choice("123456789") + digits[place:]


def _drop(rng: Random, digits: str) -> str:
    place = rng.randrange(len(digits))
    return digits[:place] + digits[place + 1 :]


def _miss_key(rng: Random, digits: str) -> str:
    place = rng.randrange(len(digits))
    return digits[:place] + rng.choice(NEIGHBOURS[digits[place]]) + digits[place + 1 :]


def _row(rng: Random, form: Form, figures: Amounts, width: int) -> list[Key]:
    """Cells side by side."""
    columns = list(form.tables[TABLE].columns)
    row = rng.choice(sorted({key[1] for key in figures if key[0] == TABLE}))
    start = rng.randrange(len(columns) - width + 1)
    return [(TABLE, row, column) for column in columns[start : start + width]]


def _exchange(rng: Random, form: Form, figures: Amounts, before: Amounts) -> Amounts:
    one, other = _row(rng, form, figures, 2)
    return {one: figures[other], other: figures[one]}


def _shift(rng: Random, form: Form, figures: Amounts, before: Amounts) -> Amounts:
    cells = _row(rng, form, figures, 3)
    printed = [0.0, *(figures[key] for key in cells[:-1])]
    return dict(zip(cells, printed, strict=True))


def _leave_0(rng: Random, form: Form, figures: Amounts, before: Amounts) -> Amounts:
    totals = [key for key in figures if key[0] == TABLE and "total" in key[2] and figures[key]]
    return {rng.choice(totals): 0.0} if totals else {}


def _copy(rng: Random, form: Form, figures: Amounts, before: Amounts) -> Amounts:
    key, _ = _one(rng, figures)
    return {key: before[key]} if before.get(key) else {}


SLIPS: dict[str, Slip] = {
    "transposed": _digits(_transpose, 2),
    "doubled": _digits(_double, 1),
    "added": _digits(_add, 1),
    "dropped": _digits(_drop, 2),
    "neighbouring key": _digits(_miss_key, 1),
    "exchanged": _exchange,
    "shifted": _shift,
    "left 0": _leave_0,
    "copied": _copy,
}
