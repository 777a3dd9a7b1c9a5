"""Whether a printed wording is a label that was damaged, or another label."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.labels import ORDINAL, REMARK

_CHINESE = re.compile(r"[\u3400-\u9fff]")
# What a publisher adds to a label without saying anything else.
NEUTRAL = frozenset("政府信息的总数量本年度全")
# A copy exchanges one character of a label; of a long one two.
LONG = 10


@lru_cache(maxsize=1 << 14)
def is_another(printed: str, label: str, heads: frozenset[str] = frozenset()) -> bool:
    """Whether a wording says something that a label does not, so that it is no damaged copy of it.

    A copy loses characters, or exchanges one for another; it adds no words. Signs and letters say
    nothing, nor do parts of the `heads` beside the label. Example: 依申请公开信息目录数 is no
    damaged 依申请公开信息总数.
    """
    from rapidfuzz.distance import Levenshtein

    said = REMARK.sub("", ORDINAL.sub("", printed))
    meant = REMARK.sub("", ORDINAL.sub("", label))
    exchanged = 0
    for change in Levenshtein.opcodes(meant, said):
        added = "".join(_CHINESE.findall(said[change.dest_start : change.dest_end]))
        if change.tag == "equal" or NEUTRAL.issuperset(added) or added in heads:
            continue
        if change.tag == "insert" or len(added) > 1:
            return True
        exchanged += 1
    return exchanged > 1 + (len(meant) >= LONG)
