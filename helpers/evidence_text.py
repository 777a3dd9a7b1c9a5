"""Evidence as sentences: the wordings of `evidence.toml` in English and in Chinese."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from helpers.indicators import JOINS


class Said(NamedTuple):
    """A sentence in no language yet: the name of its wording, and what stands in its gaps."""

    wording: str
    gaps: Mapping[str, object] = {}

    def text(self, language: str) -> str:
        """The sentence in English (`"en"`) or Chinese (`"zh"`).

        Example: `Said("shifted").text("en")` is `"the figures moved by one cell"`.
        """
        gaps = dict(self.gaps)
        if language == "zh" and isinstance(figure := gaps.get("figure"), str):
            gaps["figure"] = figure.replace(",", "")
        return wordings()[self.wording][language].format(**gaps)


@cache
def wordings() -> dict[str, dict[str, str]]:
    """Every wording by its name, in each language."""
    return tomllib.loads(files("helpers").joinpath("evidence.toml").read_text(encoding="utf-8"))


def sentences(said: Iterable[Said], language: str) -> str | None:
    """Sentences in one text, None where nothing is said."""
    return JOINS[language].join(one.text(language) for one in said) or None
