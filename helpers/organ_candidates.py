"""Names that may be those of one organ: offered to a person, never joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from helpers.characters import normalise

# Short names of what organs are called after, each with the full one.
_FULL = (
    (re.compile(r"(?<!人民)政府"), "人民政府"),
    (re.compile(r"管委会"), "管理委员会"),
    (re.compile(r"发改委"), "发展和改革委员会"),
)
# A district alone may be named for its government.
_BODY = re.compile(r"(?:人民政府|管理委员会)$")
# After these characters a name goes on without the region above: 乙市|甲区人民政府.
_REGION = re.compile(r"(?<=[省市县区州盟旗镇乡])(?=.{2,})")
JOIN = "; "


class Candidates:
    """Names, so that those which may mean the same organ can be looked up."""

    def __init__(self, names: Iterable[str]) -> None:
        self._named: dict[str, set[str]] = {}
        for name in names:
            for end in _ends(name):
                self._named.setdefault(end, set()).add(name)

    def text(self, name: str | None) -> str | None:
        """The other names that end as a name does after its regions, or begin those that do.

        Example: 甲区人民政府 for 乙市甲区人民政府; 甲市统计局 is no candidate for 乙市统计局.
        """
        return JOIN.join(self._of(name)) or None if name else None

    def _of(self, name: str) -> list[str]:
        ends = list(_ends(name))
        longer = self._named.get(ends[0], set())
        shorter = {
            other for end in ends for other in self._named.get(end, ()) if next(_ends(other)) == end
        }
        return sorted({*longer, *shorter} - {name})


def _ends(name: str) -> Iterator[str]:
    """A name in full words without its body, and what is left of it without each region above."""
    full = normalise(name)
    for short, long in _FULL:
        full = short.sub(long, full)
    full = _BODY.sub("", full)
    yield full
    for region in _REGION.finditer(full):
        yield full[region.start() :]
