"""Whose report it is, of which year, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from helpers.characters import fold
from helpers.document import Document

_TITLE = re.compile(
    r"(?:标题:)?<?(?P<before>[^:。;<>]{0,60}?)(?:(?P<year>\d{4}|[一二〇○零Oo]{4})年?度?)"
    r"(?P<after>[^:。;\d<>]{0,60}?)(?:政府信息|政务|信息)公开[^。;:]{0,12}?(?:报告|年报)"
)
_UNDATED = re.compile(
    r"(?:标题:)?<?(?P<before>[^:。;<>\d]{2,60}?)(?:政府信息|政务)公开(?:工作)?年度?(?:工作)?(?:报告|年报)"
)
_PERIOD = re.compile(r"(\d{4})年1月1日(?:起|至|到|-|—)")
_PATH_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_DATE = re.compile(r"(?:日期|时间)[: ]*(\d{4})[-年/. ]+(\d{1,2})[-月/. ]+(\d{1,2})(?!\d)")
# What stands before a date of publication, or else before a date that may be one, or else any.
_BEFORE_DATE = (("发布",), ("公开", "发文", "成文", "生成"), ("",))
_DIGITS = {character: str(value % 10) for value, character in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "O": "0",
    "o": "0",
}
# What the name of an organ ends in, so that a title may be told that is broken over two lines.
_ORGAN_END = re.compile(
    r"[\u3400-\u9fff][省市县区州盟旗镇乡局委办厅院会部府署所处站心队社行馆司校道团]"
)
LONGEST_TITLE = 90
LONGEST_ORGAN = 40
# Title and dates stand at the front: in so many tokens, and so many characters of each.
FRONT, LONGEST_FRONT = 2_000, 2_000
YEARS = range(1990, 2100)


class Metadata(NamedTuple):
    """What the document says of itself; None where it does not say."""

    title: str | None
    organ: str | None
    year: int | None
    published: date | None


def read_metadata(document: Document, path: PurePath | None = None) -> Metadata:
    """Title, organ, year and date of publication of a document.

    Organ and year come from the title, then from the period that the report covers, then from the
    path, which is read as `<organ>/<year>.<ext>`.
    """
    title, organ, year = _from_title(document)
    text = document.strip.text
    if year is None and (match := _PERIOD.search(text)):
        year = _year(match[1])
    if path is not None:
        if year is None and (found := _PATH_YEAR.findall(path.stem)):
            year = _year(found[-1])
        if organ is None:
            organ = path.parent.name or None
    return Metadata(title, organ, year, _published(document))


def _from_title(document: Document) -> tuple[str | None, str | None, int | None]:
    """The title with its organ and year, from the first line that is a title with a year in it."""
    undated: tuple[str | None, str | None, int | None] = None, None, None
    texts = document.tokens.texts
    for index in _title_places(texts):
        line = "".join(fold(texts[index]).split())
        if match := _TITLE.match(line) or _broken_title(document, index):
            organ = _organ(match["before"]) or _organ(match["after"])
            above = _organ_above(document, index)
            title = _title_text(match.string, match)
            if organ and above and _in_one_line(document, above + organ, match["year"]):
                title, organ = above + title, above + organ
            return title, organ or above, _year(match["year"])
        if undated == (None, None, None) and (match := _UNDATED.match(line)):
            undated = _title_text(line, match), _organ(match["before"]), None
    return undated


def _title_places(texts: list[str]) -> Iterator[int]:
    """Where a title may stand: each speaks of a report, itself or in the line above or below."""
    ahead = 0
    for index, text in enumerate(texts[: FRONT + 1]):
        if "报" in text:
            for place in range(max(ahead, index - 1), min(index + 2, FRONT, len(texts))):
                if "公开" in texts[place] and len(texts[place]) <= LONGEST_TITLE:
                    yield place
            ahead = index + 2


def _broken_title(document: Document, index: int) -> re.Match[str] | None:
    """The title that a line makes with the one above or below it, if it names organ and year."""
    texts = document.tokens.texts
    for first in (index - 1, index):
        pair = texts[first : first + 2] if first >= 0 else []
        joined = "".join(fold("".join(pair)).split())
        match = _TITLE.match(joined) if len(pair) == 2 and len(joined) <= LONGEST_TITLE else None
        if match and _year(match["year"]) and _ORGAN_END.fullmatch(match["before"][-2:]):
            return match
    return None


def _in_one_line(document: Document, organ: str, year: str) -> bool:
    """Whether a name that may be broken over two lines stands in one elsewhere, without a year."""
    return any(organ in text and organ + year not in text for text in document.tokens.texts[:FRONT])


def _title_text(line: str, match: re.Match[str]) -> str:
    return line[: match.end()].removeprefix("标题:").strip("<>")


def _organ(text: str) -> str | None:
    organ = text.removeprefix("关于").strip("<>-_.,[]()\"'")
    return organ if 2 <= len(organ) <= LONGEST_ORGAN else None


def _organ_above(document: Document, index: int) -> str | None:
    """The line above a title that begins with the year, if it can be the name of an organ."""
    if index == 0:
        return None
    line = "".join(fold(document.tokens.texts[index - 1]).split())
    return None if re.search(r"[\d:。,;]", line) else _organ(line)


def _year(text: str) -> int | None:
    digits = "".join(_DIGITS.get(character, character) for character in text)
    return int(digits) if digits.isdigit() and int(digits) in YEARS else None


def _published(document: Document) -> date | None:
    """The first date behind a word for publication, or else behind any word for a date."""
    front = document.tokens.texts[:FRONT]
    dated = [fold(text[:LONGEST_FRONT]) for text in front if "时间" in text or "日期" in text]
    dates = [match for text in dated for match in _DATE.finditer(text)]
    for words in _BEFORE_DATE:
        for match in dates:
            if match.string.endswith(words, 0, match.start()):
                try:
                    return date(*map(int, match.groups()))
                except ValueError:
                    continue
    return None
