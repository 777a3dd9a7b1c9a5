"""Traditional characters, which some publishers' pages turn the simplified ones into."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Characters of labels, titles and dates that only traditional writing has.
_TELLING = re.compile("[開請處數機關類審結維應務與項強會總屬國區發報縣鎮鄉廳辦時]")


def is_traditional(text: str) -> bool:
    """Whether a document is written in traditional characters."""
    return _TELLING.search(text) is not None


def simplified(text: str) -> str:
    """The text in simplified characters, one for one.

    Single characters are converted, so that offsets stay those of the source; 覆, which is 复 only
    in 答覆, within this word.
    """
    text = text.translate({ord(character): _simple(character) for character in set(text)})
    return text.replace("答覆", "答复")


@lru_cache(maxsize=1 << 14)
def _simple(character: str) -> str:
    converted = _converter().convert(character)
    return converted if len(converted) == 1 else character


@cache
def _converter() -> OpenCC:
    import opencc

    return opencc.OpenCC("t2s")
