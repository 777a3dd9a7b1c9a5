"""What a document without tables says that it is: a report, or a text about reports."""

from __future__ import annotations

import re
from itertools import pairwise

from helpers.document import Document
from helpers.titles import LONGEST_TITLE, YEAR_DIGITS, Title, find_title, plain_line

# So many lines at the front may name what a document is, and so many characters may announce it.
FRONT, OPENING = 200, 2_000
_MENTION = re.compile(r"公开[^。;,!?]{0,16}?(?:报告|年报)")
_DATED = re.compile(rf"{YEAR_DIGITS}年|上一年度|关于")
# A sentence speaks of a report after these, and goes on after its title.
_SENTENCE = re.compile(r"[,。;!?！？]|根据|按照|依照|依据|为了|近日|日前")
_QUOTED = re.compile(r">+[\u3400-\u9fff]")
# A text about reports says so after the words for a report, or in front of them.
_ABOUT = (
    "通知|解读|图解|图示|图表|问答|答记者问|格式|模板|模版|样本|样式|样表|范本|范文|参考|示例|提纲|空白表|须知|办法|方案|意见"
    "|要求|规范|规定|说明|培训|会|汇总|目录|列表|清单|一览|链接|评估|评议|考核|抽查|检查|通报"
)
_AFTER = re.compile(
    r"[>\"'\])]*(?:的|编制|编写|撰写|填报|公布|发布|报送|工作|有关|相关|事项|政策|图文|文字|内容){0,8}"
    rf"[<(\[]*(?P<kind>{_ABOUT})"
)
# The column of a website may follow the title of a page; that of interpretations says what it is.
_COLUMN = re.compile(r"[>\"'\])]*[-:|_.>]+[\u3400-\u9fff]{0,4}(?P<kind>解读|图解|一图读懂)")
_BEFORE = re.compile(
    r"一图(?:读懂|看懂|了解)|图说|数说|图解|解读|(?<=关于)(?:做好|编制|开展|报送|编写|加强|规范)"
)
# What may be left of such a title for the next line.
_BELOW = re.compile(
    r"[-(\[]*(?:的|政策|图文|文字|编制|工作)*(?:解读|图解|说明|通知|格式|模板|样本|提纲)[)\]]*"
)
# The opening of a report: what it is made of, by whom, and that it is published.
_OPENING = re.compile(
    r"本(?:年度)?报告(?:由|中|是|根据|依据|按照|所列|所指|的?统计|共|包括|分)"
    rf"|(?:现将|现公布|现予公布|向社会公布|编制了?本?)[^。]{{0,60}}{YEAR_DIGITS}年?度?[^。]{{0,8}}公开[^。]{{0,12}}(?:报告|年报)"
    r"(?![>\"]*(?:编制|编写|填报|报送|格式|的?通知|的?解读|有关|工作|的?要求))"
)


def other_kind(document: Document) -> str | None:
    """What a text about reports calls itself, such as 通知 or 解读; None where no title says so.

    The first title at the front that speaks of a report decides: what the page is called, or what
    a line begins with. Example: 关于做好2023年度政府信息公开工作年度报告编制工作的通知 is a 通知.
    """
    for line, below in pairwise((*_front(document), "")):
        mention = _MENTION.search(line, 0, LONGEST_TITLE)
        if mention is None or _SENTENCE.search(line, 0, mention.start()):
            continue
        title = _title(line)
        if not (_DATED.search(line, 0, mention.end()) or (title and title.organ)):
            continue
        behind = (kind.match(line, mention.end()) for kind in (_AFTER, _COLUMN))
        if found := next(filter(None, behind), None):
            return found["kind"]
        if found := _BEFORE.search(line, 0, mention.start()):
            return found[0]
        if title:
            return below if _BELOW.fullmatch(below) else None
    return None


def says_report(document: Document) -> bool:
    """Whether a title with an organ or a year, or the opening, says that this is a report."""
    titles = map(_title, _front(document))
    named = any(title and (title.organ or title.year) for title in titles)
    return named or _OPENING.search(document.strip.text, 0, OPENING) is not None


def _title(line: str) -> Title | None:
    """The title that a line is or begins with; one that a sentence quotes is none."""
    title = find_title(line) if len(line) <= OPENING else None
    if title is None or _SENTENCE.search(before := line.partition(title.text)[0]):
        return None
    behind = line[len(before) + len(title.text) :]
    return None if before.endswith("<") and _QUOTED.match(behind) else title


def _front(document: Document) -> list[str]:
    """What a page is called, and the lines at the front of a document."""
    return [plain_line(line) for line in (document.title or "", *document.tokens.texts[:FRONT])]
