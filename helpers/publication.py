"""When a document was published, as its page or its head says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from helpers.titles import plain_text

_DATE = (
    r"(?P<year>(?:19|20)\d{2})\s*[-年/.]\s*(?P<month>\d{1,2})\s*[-月/.]\s*(?P<day>\d{1,2})(?!\d)"
)
_LABELLED = re.compile(rf"(?P<label>[\u3400-\u9fff]{{0,6}}(?:日期|时间))[\s:|\]]*{_DATE}")
# A date with the source or the number of readers after it needs no label.
_UNLABELLED = re.compile(
    rf"{_DATE}日?\s*(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?[\s|]*(?:来源|信息来源|浏览|阅读|点击|作者|字[号体])"
)
# Words that occur next to a date of publication.
_NEAR_DATE = (
    "时间", "時間", "日期", "来源", "來源", "浏览", "瀏覽",
    "阅读", "閱讀", "点击", "點擊", "作者", "字号", "字體", "字体",
)  # fmt: skip
# What the label of a date of publication says, the surest first; then any label.
_LABELS = (
    ("发布", "发表", "公布", "刊登", "上网"),
    ("公开", "发文", "成文", "生成", "印发", "制发"),
    ("",),
)
_OTHER = re.compile(r"统计|截止|截至|打印|有效|失效|废止|当前|更新|下载|访问|施行|实施")
# A date and the word next to it are apart by so many characters at most, line ends included.
NEAR = 60
# Of each word so many places are looked at; a page has one or two.
MOST_PLACES = 20


def publication_date(texts: Sequence[str]) -> date | None:
    """The first date with a label of publication, or else with any label, or before its source.

    Example: `publication_date(["发布时间:", "2022-01-15"])` is 15 January 2022.
    """
    text = "\n".join(texts)
    places = sorted(
        {place for word in _NEAR_DATE for place in islice(_places(text, word), MOST_PLACES)}
    )
    parts = (text[max(0, place - NEAR) : place + NEAR] for place in places)
    return next(_dates([plain_text(part) for part in parts]), None)


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word occurs in a text."""
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _dates(lines: Sequence[str]) -> Iterator[date]:
    """All dates of publication, the surest first."""
    found = [match for line in lines for match in _LABELLED.finditer(line)]
    found = [match for match in found if not _OTHER.search(match["label"])]
    for words in _LABELS:
        for match in found:
            if any(word in match["label"] for word in words):
                yield from _day(match)
    for line in lines:
        for match in _UNLABELLED.finditer(line):
            yield from _day(match)


def _day(match: re.Match[str]) -> Iterator[date]:
    """The day of a match, if the calendar has it."""
    try:
        yield date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return
