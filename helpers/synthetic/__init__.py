"""Synthetic reports with their truth: every form, every medium, every kind of noise, by seed.

Nothing here is a real report; each says SYNTHETIC in its title and in its text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from random import Random

from helpers.errors import FormError
from helpers.forms import form_names, load_form
from helpers.synthetic.draft import Draft, new_draft
from helpers.synthetic.figures import Key, Print
from helpers.synthetic.noise import NOISES

LAYOUTS = {
    "text": ("lines", "tabs", "pipes", "aligned", "raw", "flat", "spaced"),
    "csv": ("file",),
    "markdown": ("pipes", "tags"),
    "html": ("page", "bytes"),
    "mhtml": ("file",),
    "embedded": ("json", "script"),
    "pdf": ("ruled", "plain"),
    "docx": ("file",),
    "xlsx": ("file",),
}
RENDERERS = {
    "text": "text:render",
    "csv": "separated:render",
    "markdown": "markdown:render",
    "html": "html:render",
    "mhtml": "wrapped:mhtml",
    "embedded": "wrapped:embedded",
    "pdf": "pdf:render",
    "docx": "office:docx",
    "xlsx": "office:xlsx",
}
MEDIA = tuple(LAYOUTS)
MOST_NOISES = 4


@dataclass(frozen=True)
class Synthetic:
    """A synthetic report: its content, what it truly prints, and what was done to it.

    `truth` gives for each cell by (table, row, column) its status, value and printed text. A status
    `lost` means that the text of a figure is gone without trace. `printed` are the other texts with
    digits inside the tables. `layout` is for example `text:flat`.
    """

    content: bytes | str
    medium: str
    layout: str
    form: str
    truth: dict[Key, Print]
    noise: tuple[str, ...]
    printed: tuple[str, ...] = ()


def synthesize(
    seed: int,
    form: str | None = None,
    medium: str | None = None,
    noise: Iterable[str] | None = None,
) -> Synthetic:
    """The synthetic report of a seed; the same arguments always give the same one.

    `medium` is a medium (`"text"`) or one layout of it (`"text:flat"`). What is None is drawn.
    Kinds of noise that cannot occur on the form or in the medium are left out. Raises FormError for
    an unknown form and KeyError for an unknown medium or kind of noise. Example:
    `synthesize(1, form="2021", medium="text:flat", noise=["blank"]).truth`.
    """
    rng = Random(f"{seed}/{form}/{medium}")
    name = form or rng.choice(form_names())
    layout = _layout(medium or rng.choice(MEDIA), rng)
    draft = new_draft(load_form(name), layout, rng)
    wanted = _drawn(rng) if noise is None else tuple(noise)
    applied = _apply(draft, wanted)
    module, _, function = RENDERERS[layout.partition(":")[0]].partition(":")
    content = getattr(import_module(f"helpers.synthetic.{module}"), function)(draft)
    return Synthetic(
        content,
        layout.partition(":")[0],
        layout,
        name,
        draft.prints,
        applied,
        tuple(text for *_, texts in draft.extra for text in texts),
    )


def _layout(medium: str, rng: Random) -> str:
    name, _, layout = medium.partition(":")
    return f"{name}:{layout or rng.choice(LAYOUTS[name])}"


def _drawn(rng: Random) -> tuple[str, ...]:
    """A few kinds of noise, often none."""
    count = rng.choice((0, *range(MOST_NOISES + 1)))
    return tuple(rng.sample(list(NOISES), count))


def _apply(draft: Draft, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Do the wanted kinds of noise in their fixed order; those that took effect."""
    if unknown := set(wanted) - set(NOISES):
        raise KeyError(f"no such kind of noise: {', '.join(sorted(unknown))}")
    applied = []
    for name, kind in NOISES.items():
        medium = draft.layout.partition(":")[0]
        fits = draft.layout not in kind.unfit and medium not in kind.unfit
        if name in wanted and fits and kind.apply(draft):
            applied.append(name)
    return tuple(applied)


__all__ = ["LAYOUTS", "MEDIA", "NOISES", "FormError", "Print", "Synthetic", "synthesize"]
