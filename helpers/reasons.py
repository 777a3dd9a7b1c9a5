"""What keeps print from its cell, in Chinese: the reasons of `problems` as pages print them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_NUMBER = re.compile(r"\d+")


def reason_in(reason: str, language: str) -> str:
    """A reason in English (`"en"`, as it stands) or Chinese (`"zh"`).

    One that is not in `reasons.toml` stays as it is. Example:
    `reason_in("18 readings, and nothing decides", "zh")` is `"有18种读法，无从确定"`.
    """
    wording = _wordings().get(_NUMBER.sub("{}", reason)) if language == "zh" else None
    return reason if wording is None else wording.format(*_NUMBER.findall(reason))


@cache
def _wordings() -> dict[str, str]:
    return tomllib.loads(files("helpers").joinpath("reasons.toml").read_text(encoding="utf-8"))
