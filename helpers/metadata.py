"""Whose report it is, of which year, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

from helpers.document import Document
from helpers.publication import publication_date
from helpers.titles import (
    LONGEST_TITLE,
    NO_TITLE,
    YEAR_DIGITS,
    Title,
    continues,
    find_title,
    is_organ,
    plain_line,
    year_of,
)

_PERIOD = re.compile(r"(\d{4})年1月1日(?:起|至|到|-)+")
# A sentence that announces a report, or says who made it.
_ANNOUNCED = re.compile(
    rf"(?:现将|现公布|公布|现发布|发布|编制了?|制作|形成)<?(?P<organ>[\u3400-\u9fff()]{{2,40}}?)?"
    rf"(?P<year>{YEAR_DIGITS})年?度?(?:政府信息|政务)公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_MADE_BY = re.compile(
    r"本报告由(?P<organ>[\u3400-\u9fff()]{3,40}?)(?:按照|根据|依照|依据|编制|编写|制作|负责|发布)"
)
_SIGNED = re.compile(
    rf"[(\[]?{YEAR_DIGITS}年[\d一二三四五六七八九十]{{1,3}}月[\d一二三四五六七八九十]{{1,3}}日[)\]]?"
)
_PUBLISHER = re.compile(
    r"(?:发布|公开|制作|编制|发文)(?:机构|单位|机关|主体)[:|]*(?P<organ>[\u3400-\u9fff()]{3,40})?"
)
# An office publishes for its government as well as for itself.
_OFFICE = re.compile(r"办公[厅室]|办$")
_PATH_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?![-_.年]\d{1,2}(?!\d))")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}年?度?")
_FOLDER = re.compile(
    r"年报|报告|公开|下载|新建|文件|附件|资料|数据|download|report|data|file|temp|tmp|^\W*\d*\W*$|desktop",
    re.I,
)
# Title, dates and sentences of announcement occur at the front: in so many tokens, and so many
# characters of each; a signature in so many tokens at the end.
FRONT, LONGEST_FRONT, END = 2_000, 2_000, 12
# So many lines below a bare title may name its organ.
BELOW = 2


class Metadata(NamedTuple):
    """What is known of a report; None where nothing says it.

    `organ_source` and `year_source` say where organ and year come from: `title`, `page` (the title
    or a field of a web page), `text` (the period covered, an announcement, a signature), `path`.
    """

    title: str | None = None
    organ: str | None = None
    organ_source: str | None = None
    year: int | None = None
    year_source: str | None = None
    published: date | None = None


def read_metadata(document: Document, path: PurePath | None = None) -> Metadata:
    """Title, organ, year and date of publication of a document.

    Organ and year come from the title, then from the page, then from the text, and at last from a
    path `<organ>/<year>.<ext>` or a file name that is a title. No other folder names an organ.
    """
    texts = document.tokens.texts[:FRONT]
    title = _best_title(texts)
    organ, organ_source, year, year_source = None, None, None, None
    for source, names in (
        ("title", lambda: [title]),
        ("page", lambda: _of_page(document.title, texts)),
        ("text", lambda: _of_text(document)),
        ("path", lambda: _of_path(path)),
    ):
        for named in names() if organ is None or year is None else ():
            if organ is None and named.organ:
                organ, organ_source = named.organ, source
            if year is None and named.year:
                year, year_source = named.year, source
    return Metadata(
        title.text or None, organ, organ_source, year, year_source, publication_date(texts)
    )


def _best_title(texts: Sequence[str]) -> Title:
    """The first title with organ and year, or else the first one with what others add to it."""
    bare = NO_TITLE
    for title in _titles(texts):
        if title.organ and title.year and bare.year in (None, title.year):
            return title if bare.organ in (None, title.organ) else bare._replace(year=title.year)
        bare = bare if bare.year or (bare.organ and not title.year) else title
    return bare


def _titles(texts: Sequence[str]) -> Iterator[Title]:
    """The titles at the front of a document, each from as few lines as it needs."""
    for index, text in enumerate(texts):
        if ("报" in text or "報" in text) and len(text) <= LONGEST_FRONT:
            alone = find_title(plain_line(text))
            if alone and alone.organ and alone.year:
                yield _with_line_above(alone, texts, index)
            elif title := _over_lines(texts, index) or alone:
                yield title if title.organ else _with_organ_below(title, texts[index + 1 :])


def _over_lines(texts: Sequence[str], index: int) -> Title | None:
    """The title with organ and year that a line makes with those next to it."""
    for first, end in (
        (index - 1, index + 1),
        (index - 2, index + 1),
        (index, index + 2),
        (index - 1, index + 2),
    ):
        line = plain_line("".join(texts[first:end])) if first >= 0 else ""
        title = find_title(line) if 0 < len(line) <= LONGEST_TITLE else None
        if title and title.year and title.organ and is_organ(title.organ):
            return title
    return None


def _with_organ_below(title: Title, below: Sequence[str]) -> Title:
    """A bare title with the organ that one of the next lines names."""
    names = (plain_line(text).strip("()[]") for text in below[:BELOW])
    return title._replace(organ=next(filter(is_organ, names), None))


def _with_line_above(title: Title, texts: Sequence[str], index: int) -> Title:
    """A title whose organ may begin in the line above: the name may occur in one line elsewhere."""
    above, organ = plain_line(texts[index - 1]) if index else "", title.organ or ""
    name = above + organ
    if not above or not title.text.startswith(organ) or not is_organ(name):
        return title
    in_one_line = any(name in text and f"{name}{title.year}" not in text for text in texts)
    if in_one_line or continues(above, organ):
        return title._replace(text=above + title.text, organ=name)
    return title


def _of_page(page_title: str | None, texts: Sequence[str]) -> Iterator[Title]:
    """What the title of a web page says, and then the field that names its publisher."""
    if page_title and (title := find_title(plain_line(page_title))):
        yield title
    for index, text in enumerate(texts):
        if _PUBLISHER.match(plain_line(text)) if len(text) <= LONGEST_TITLE else None:
            line = plain_line("".join(texts[index : index + 2]))
            organ = match["organ"] if (match := _PUBLISHER.match(line)) else None
            if organ and is_organ(organ) and not _OFFICE.search(organ):
                yield Title("", organ, None)


def _of_text(document: Document) -> Iterator[Title]:
    """What the text says: the period, an announcement, who made the report, who signed it."""
    text = document.strip.text
    if match := _PERIOD.search(text):
        yield Title("", None, year_of(match[1]))
    for match in _ANNOUNCED.finditer(text, 0, LONGEST_FRONT):
        organ = match["organ"]
        yield Title("", organ if organ and is_organ(organ) else None, year_of(match["year"]))
    if (match := _MADE_BY.search(text)) and is_organ(match["organ"]):
        yield Title("", match["organ"], None)
    for name, day in pairwise(map(plain_line, document.tokens.texts[-END:])):
        if is_organ(name) and _SIGNED.fullmatch(day):
            yield Title("", name, None)


def _of_path(path: PurePath | None) -> Iterator[Title]:
    """What a file's name says as a title, and then as the year in a folder of its organ."""
    if path is None:
        return
    if title := find_title(plain_line(path.stem)):
        yield title
    years = {int(found) for found in _PATH_YEAR.findall(path.stem)}
    year = years.pop() if len(years) == 1 else None
    named = (
        _BARE_YEAR.fullmatch(path.stem)
        and path.parent.name
        and not _FOLDER.search(path.parent.name)
    )
    yield Title("", path.parent.name if named else None, year)
