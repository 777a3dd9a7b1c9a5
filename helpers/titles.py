"""Titles of reports: which line is one, and the organ and the year that it names."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.characters import fold, visible
from helpers.traditional import is_traditional, simplified

# Digits of a year in Chinese numerals; zero is typed in many ways.
_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {
    character: "0" for character in "○零Oo◯"
}
YEAR_DIGITS = rf"(?:\d{{4}}|[{''.join(_DIGITS)}0]{{4}})"
YEARS = range(1990, 2100)
_DATED = re.compile(rf"(?<!\d)({YEAR_DIGITS})(?!\d)年?度?")
_REPORT = re.compile(
    rf"(?:政府信息|政务|信息)公开(?:工作)?(?:情况)?的?(?P<inner>{YEAR_DIGITS}年?)?(?:年?度)?(?:工作)?"
    r"(?:情况)?的?(?:总结)?(?:报告|年报)(?:[(\[]?(?P<last>\d{4})年?度?[)\]]?)?"
)
# What may follow a title on its line: nothing, another field of the page, a remark in brackets.
_END = re.compile(
    r"$|[(\[<>\"'|/_*#\-,.]|\d{4}[-年/]|[一1][.,]|来源|时间|日期|发布|发文|成文|生成|浏览|阅读|点击|访问|作者|编辑"
    r"|责任|信息|字[号体]|打印|分享|索引|文号|全文|下载|公示|正文|第[一二三1-3]"
)
# What parts the fields of a page, or decorates a title.
_PARTING = re.compile(r"[/>|»›→_\\:;,。!?.\-#*=~^…●■◆▲★\"']+")
_EDGES = "<>-_.,[](){}\"'#*=~^ "
# Words of a page's navigation and labels of its fields, which conversions glue to a title.
_CHROME = re.compile(
    r"(?:当前位置|您?(?:现在)?(?:所在)?的?位置|网站首页|首页|正文|(?:信息|文件)?名称|(?:文件)?标题|题名|附件\d*"
    r"|(?:法定)?主动公开(?:内容)?|(?:政府)?信息公开(?:年度报告|年报|专栏|目录|平台|指南|制度)?"
    r"|政务公开|年度报告|年报|公告公示|通知公告|详细内容|关于)+"
)
# Words that are in no name of an organ: they speak of the writer, of a page or of what is done.
_NO_NAME = re.compile(
    r"[我本该]|各[级有单部镇乡]|根据|按照|依照|依据|做好|要求|编制|现将|现公|关于|报送|公布|发布|浏览|首页|年度|公开|工作|全文|下载|专栏|情况"
)
_ABOUT = re.compile(r"(?P<organ>.{2,}?)关于(?:公布|发布|印发)?(?P<rest>.*)")
_SCOPE = re.compile(r"(?:全[省市县区州旗镇乡]|[省市县区州]?本级|系统)")
# What the name of an organ ends in, so that a line that has nothing else is seen to be one.
_ORGAN = re.compile(
    r"[\u3400-\u9fffA-Za-z()]*[\u3400-\u9fffX]"
    r"(?:[省市县区州盟旗镇乡局委办厅院会部府署所处站心队社行馆司校道团关学台库场厂署组村]|委办)"
)
_DIGIT = re.compile(r"\d")
_HAN = re.compile(r"[\u3400-\u9fff]{2,30}")
_REGION = re.compile(r"[\u3400-\u9fff][省市县区州盟旗镇乡]")
NO_ORGANS = frozenset(("中华人民共和国", "有限公司"))
LONGEST_ORGAN, LONGEST_TITLE = 40, 90
# So short a name may be the end of one that is broken over two lines.
SHORT_NAME = 4


class Title(NamedTuple):
    """A title as printed (folded, without white space), with the organ and the year in it."""

    text: str
    organ: str | None
    year: int | None


NO_TITLE = Title("", None, None)


def year_of(digits: str) -> int | None:
    """The year in four digits or Chinese numerals; None where no report can be of that year."""
    plain = "".join(_DIGITS.get(character, character) for character in digits[:4])
    year = int(plain) if plain.isascii() and plain.isdigit() else 0
    return year if year in YEARS else None


def plain_text(text: str) -> str:
    """A text folded, in simplified characters, without marks that print nothing."""
    plain = " ".join(fold(visible(text)).split())
    return simplified(plain) if is_traditional(plain) else plain


def plain_line(text: str) -> str:
    """A line as `plain_text` without white space."""
    return "".join(plain_text(text).split())


def is_organ(name: str) -> bool:
    """Whether a text that stands alone can be the name of an organ, as far as its end shows.

    Example: `is_organ("甲市统计局")` is true, `is_organ("首页")` and `is_organ("王建国")` are not.
    """
    return (
        2 <= len(name) <= LONGEST_ORGAN
        and not _NO_NAME.search(name)
        and name not in NO_ORGANS
        and not _SCOPE.fullmatch(name)
        and _ORGAN.fullmatch(name) is not None
    )


def find_title(line: str) -> Title | None:
    """The title that a plain line is, or ends in; None for notices and sentences about reports.

    Example: `find_title("甲市统计局2020年政府信息公开工作年度报告")` names the organ and the year.
    """
    found = [title for match in _REPORT.finditer(line) if (title := _title(line, match))]
    return max(
        found, key=lambda title: (title.year is not None, title.organ is not None), default=None
    )


def _title(line: str, match: re.Match[str]) -> Title | None:
    """The title that ends in one mention of a report."""
    if not _END.match(line, match.end()):
        return None
    head = _PARTING.split(line[: match.start()])[-1].lstrip(_EDGES)
    head = head[chrome.end() :] if (chrome := _CHROME.match(head)) else head
    head = head.lstrip(_EDGES)
    dates = [date for date in _DATED.finditer(head) if year_of(date[1])]
    before, after = (head[: dates[-1].start()], head[dates[-1].end() :]) if dates else (head, "")
    digits = dates[-1][1] if dates else match["inner"] or match["last"] or ""
    before = _before_about(before.strip(_EDGES))
    if before is None or (before and _NO_NAME.search(before)):
        return None
    organ = _organ_around(before, after.strip(_EDGES))
    return Title((head + match[0]).strip(_EDGES), organ, year_of(digits))


def _before_about(name: str) -> str | None:
    """The organ that writes 关于 something; None where that is a task and no report."""
    about = _ABOUT.fullmatch(name)
    if not about:
        return name
    return about["organ"] if not about["rest"] or is_organ(about["rest"]) else None


def _organ_around(before: str, after: str) -> str | None:
    """The organ before or after the year, or on both sides of it."""
    after = after.removesuffix("的")
    if is_organ(after):
        return before + after if is_organ(before) else after
    before = before.removesuffix("的")
    named = 2 <= len(before) <= LONGEST_ORGAN and before not in NO_ORGANS
    return before if named and not _SCOPE.fullmatch(before) and not _DIGIT.search(before) else None


def continues(above: str, organ: str) -> bool:
    """Whether a line and the short name of an organ below it are one name, broken over two lines.

    Example: `continues("甲市发展和", "改革局")` is true, `continues("首页", "甲镇")` is not.
    """
    broken = _HAN.fullmatch(above) and _REGION.search(above) and not is_organ(above)
    return bool(broken) and len(organ) <= SHORT_NAME and is_organ(above + organ)
