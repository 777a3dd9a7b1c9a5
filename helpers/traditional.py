"""Traditional characters, which some publishers' pages turn the simplified ones into."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Characters of labels, titles and dates that only traditional writing has.
_TELLING = re.compile("[開請處數機關類審結維應務與項強會總屬國區發報縣鎮鄉廳辦時]")

# Taiwanese words that converters write, and words in which a character has another simple form.
# Both sides have the same length; 档案 and 专案 alone may be words of their own.
_WORDS = {
    **{"答覆": "答复", "反覆": "反复", "回覆": "回复", "资讯": "信息", "型别": "类型"},
    **{"释出": "发布", "网路": "网络", "列资料": "列数据", "专案数": "项目数"},
    **{"性档案": "性文件", "公开档案": "公开文件"},
}


def is_traditional(text: str) -> bool:
    """Whether a document is written in traditional characters."""
    return _TELLING.search(text) is not None


def simplified(text: str) -> str:
    """The text in simplified characters, one for one.

    Single characters are converted, so that offsets stay those of the source, and some words.
    """
    text = text.translate({ord(character): _simple(character) for character in set(text)})
    for word, plain in _WORDS.items():
        text = text.replace(word, plain)
    return text


@lru_cache(maxsize=1 << 14)
def _simple(character: str) -> str:
    converted = _converter().convert(character)
    return converted if len(converted) == 1 else character


@cache
def _converter() -> OpenCC:
    import opencc

    return opencc.OpenCC("t2s")
