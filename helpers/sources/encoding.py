"""Bytes to text: the encoding is the one in which the text reads like Chinese."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from helpers.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# Names in pages that mean a smaller set than their publishers use.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
# The characters that fill a report, in both scripts, and the signs between them.
_FREQUENT = frozenset(
    "的一是在有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小现实加量都两体制机当使点从业"
    "本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又"
    "政府信息公开年度报告依申请主动规章规范性文件行政许可处罚强制收费采购复议诉讼结果维持纠正其他尚未审"
    "结总计自然商业企业科研机构社会公益组织法律服务予以部分不予无法提供处理本年新收上年结转情况项目数量"
    "存在问题改进需要报告的事项第条件现有效制废止作决定区县市省局委员办厅务街道乡镇月至指标名称计量单位统网站函传真元占"
    "開議請處況數複訴執決項書結維糾審續製廢業機構織務總報關資訊個條費採購強規範對實際發佈電點專門為佔標稱單計統傳網與無時間"
    "，。、；：（）《》“”〔〕０１２３４５６７８９％—"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
SAMPLE = 200_000
# From here on a text reads like Chinese; real reports reach 0.6 to 0.9, wrong encodings 0.0 to 0.2.
FLUENT = 0.35
CLEARLY_FLUENT = 0.55
# Undecodable or control characters that a text may have: one, and one in so many.
MOST_DAMAGE = 500


class _Guess(NamedTuple):
    """A way to decode: how fluent the text reads, how much of it is broken."""

    fluency: float
    damage: int
    encoding: str
    text: str


def decode(content: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16, GB18030 (with GBK and GB 2312) or Big5.

    A byte-order mark decides; else UTF-8 if all bytes are UTF-8; else the encoding in which the
    text reads like Chinese, whatever the page declares. A few broken bytes become U+FFFD.
    Raises SourceError, which calls the source `name`, where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _by_mark(content, encoding, mark, name)
    if b"\0" not in content:
        try:
            return content.decode()
        except UnicodeDecodeError:
            pass
    guess = _best_guess(content)
    if guess is None:
        raise SourceError(
            f"{name}: is neither a known format nor text in UTF-8, UTF-16, GB18030 or Big5; "
            "export it as PDF with a text layer, DOCX or HTML"
        )
    return guess.text


def _by_mark(content: bytes, encoding: str, mark: bytes, name: str) -> str:
    text = content.decode(encoding, "replace").lstrip("\ufeff")
    if _damage(text) > _bearable(text):
        raise SourceError(f"{name}: begins like {encoding} text, but most of it is none")
    return text


def _best_guess(content: bytes) -> _Guess | None:
    """The best way to decode, if there is one that is clearly right."""
    best = None
    for encoding in _order(content):
        text = content.decode(encoding, "replace")
        guess = _Guess(_fluency(text), _damage(text), encoding, text)
        if guess.damage > _bearable(text) or guess.fluency < FLUENT:
            continue
        if guess.damage == 0 and guess.fluency >= CLEARLY_FLUENT:
            return guess
        if best is None or guess[:2] > best[:2]:
            best = guess
    return best or _plain(content)


def _order(content: bytes) -> list[str]:
    """The encodings to try, the declared one first."""
    candidates = list(_CANDIDATES)
    declared = _DECLARED.search(content[:4096].replace(b"\0", b""))
    if declared:
        encoding = declared[1].decode("ascii").lower()
        encoding = _WIDER.get(encoding, encoding)
        if encoding in candidates:
            candidates.remove(encoding)
            candidates.insert(0, encoding)
    return candidates


def _plain(content: bytes) -> _Guess | None:
    """UTF-8 text with NULs in it, which says little but is text."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    damage = _damage(text) + content.count(b"\0")
    return _Guess(0.0, damage, "utf-8", text) if damage <= _bearable(text) else None


def _fluency(text: str) -> float:
    """The share of frequent characters among all that are not ASCII, in the head of the text."""
    foreign = "".join(_FOREIGN.findall(text[:SAMPLE]))
    if not foreign:
        return 0.0
    return sum(map(_FREQUENT.__contains__, foreign)) / len(foreign)


def _damage(text: str) -> int:
    return text.count("\ufffd") + len(_CONTROL.findall(text))


def _bearable(text: str) -> int:
    return 1 + len(text) // MOST_DAMAGE
