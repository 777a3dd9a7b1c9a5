"""Where a form lacks a check figure: for each cell, whether one wrong figure could be found."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING

from helpers.forms import Form, load_form
from helpers.frames import make_frame
from helpers.shape import Equation, Key, form_shape

if TYPE_CHECKING:
    import pandas as pd

# The equations that a cell stands in, with its factors; equal up to a factor for cells that tie.
Trace = tuple[tuple[int, int], ...]


def identifiability(form: str) -> pd.DataFrame:
    """For every cell of a form, what one wrong figure there would betray.

    One row per cell in form order. `verdict` is `located` (its identities fail together for no
    other cell), `tied` (`ties` other cells, named in `tied`, would fail the same identities by the
    same amounts) or `invisible` (no identity contains it). Figures are taken as known and of
    any size; a report can decide more where an implied figure would be negative. Raises FormError
    for an unknown form. Example: `identifiability("2021").groupby(["table", "verdict"]).size()`.
    """
    declared = load_form(form)
    return make_frame("identifiability", _rows(declared))


def _rows(form: Form) -> list[tuple[str, str, str, str, str, int, str | None]]:
    shape = form_shape(form.name)
    traces = _traces(shape.equations, len(shape.keys))
    alike: dict[Trace, list[Key]] = {}
    for key, trace in zip(shape.keys, traces, strict=True):
        alike.setdefault(trace, []).append(key)
    rows = []
    for key, trace in zip(shape.keys, traces, strict=True):
        others = [other for other in alike[trace] if other != key] if trace else []
        verdict = "invisible" if not trace else "tied" if others else "located"
        names = "; ".join("/".join(other) for other in others) or None
        rows.append((form.name, *key, verdict, len(others), names))
    return rows


def _traces(equations: tuple[Equation, ...], cells: int) -> list[Trace]:
    """The trace of each cell: its equations and factors, scaled so that ties are equal."""
    factors: list[dict[int, int]] = [{} for _ in range(cells)]
    for number, equation in enumerate(equations):
        for side, sign in ((equation.left, 1), (equation.right, -1)):
            for place in side:
                factors[place][number] = factors[place].get(number, 0) + sign
    return [_scaled({n: f for n, f in found.items() if f}) for found in factors]


def _scaled(factors: dict[int, int]) -> Trace:
    if not factors:
        return ()
    first = factors[min(factors)]
    by = Fraction(gcd(*factors.values())) * (1 if first > 0 else -1)
    return tuple(sorted((number, int(factor / by)) for number, factor in factors.items()))
