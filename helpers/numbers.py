"""A printed number: its value, its unit, and what kind of print it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.characters import fold
from helpers.signs import OBJECT, STRUCK

SIGNS = frozenset({"/", "-", "--", "\\", "□", "无", "*", "×", "//"})
MARKS = SIGNS | {"不适用", "N/A", "n/a"}
# Words that stand alone in the place of a figure, and leave open whether it is 0.
NOTHING = frozenset(("暂无", "无数据", "暂无数据", "不涉及", "未涉及", "未发生", "无此项"))
COUNT_UNITS = "件条项个起份宗部次家篇人"
UNIT_WORDS = frozenset({*COUNT_UNITS, "人次", "元", "万元"})
_UNIT = rf"万 ?元|亿 ?元|元|人次|[万亿](?: ?[{COUNT_UNITS}])?|[{COUNT_UNITS}]"
# A whole number with or without thousands separators; a leading zero means lost cell boundaries. A
# single space may stand beside the decimal point, for it parts no cells there.
NUMBER = re.compile(
    rf"([+-]?)(0|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|[1-9][0-9]*)( ?\. ?[0-9]+)?(?: ?({_UNIT}))?"
    r"(\([^()]*\)|\[[^\[\]]*\]|\*{1,3}|[①-⑳]| ?[⁰¹²³⁴-⁹₀-₉](?:[,.]?[⁰¹²³⁴-⁹₀-₉]){0,4})?"
)
# A change in words, as in 增2 and 减少3件.
_CHANGE = re.compile(r"(增加?|减少?|[↑↓])(?=[0-9])")
_RUN = re.compile(rf"[0-9.,+\-/ ]*[0-9][0-9.,+\-/ ]*({_UNIT})?")
_DOUBLE_SIGN = re.compile(r"[+\-]{2,}[0-9.,]+")
_PAGE_NUMBER = re.compile(r"-[0-9]{1,3}-|第[0-9]{1,3}页(,?共[0-9]{1,3}页)?")

# Numbers that are no digits: fractions, raised, lowered and Roman ones; enclosed ones, which may
# also number a label.
FRACTIONS = "¼-¾⅐-⅟"
NUMERALS = f"{FRACTIONS}²³¹⁰-₎Ⅰ-↋〡-〩"
ENCLOSED = "①-⓿❶-➓㈠-㈩㊀-㊉"
# What touches a number and makes it another one, or less than one: in front of it, between its
# digits, behind it. A word behind it ends there; 多 of 多次 and 成 of 成立 are no such words.
AHEAD = r"(?:(?:[±≥≤<>=≈~$¥￥€£↑↓]{1,3}|约|近|逾|超过?|不足|不到|百分之) {0,3}|(?<!\S)[.,'])(?=\d)"
_BETWEEN = r"(?<=\d)(?: *[.,'。] *|(?:[^\w\s()\[\]{}|\"/*×□+\-]|_){1,2}|[至到又]|分之)(?=\d)"
_NO_WORD = r"(?![\u4e00-\u9fff])"
_SCALE = "万亿千百十仟佰拾"
_MEASURE = "批次?|期|字|册|页|户|例|名|元整"
BEHIND = (
    rf"(?: *(?:(?:{_UNIT}|{_MEASURE}){_NO_WORD}(?!(?<=[万亿])\d)"
    rf"|[{_SCALE}](?!\.|分之)(?:[\u4e00-\u9fff]|[\d.]+)?"
    rf"|[{COUNT_UNITS}元]?(?:以[上下内]|左右|[余多几半成倍](?:{_NO_WORD}|(?=[{_SCALE}{COUNT_UNITS}元])))"
    rf"|[%‰‱°{FRACTIONS}]|[↑↓](?!\d)|(?<=\d){STRUCK}|[.,'](?!\S))|[{NUMERALS}])*+"
)
# Digits and signs with all that may be part of their numbers; bounded, so that long ones are not
# tried again and again, and atomic: a sign that both alternatives match would double the ways.
_BEGIN = rf"(?:{AHEAD})?[\d+\-/□{NUMERALS}]"
_ON = rf"(?>{_BETWEEN}|[\d.,+\-/□{NUMERALS}]){{0,400}}"
_END = rf"(?![\dA-Za-z?]|[.,]\S){BEHIND}"
STRETCH = rf"{_BEGIN}(?:{_ON}[\d□/\-{NUMERALS}])?{_END}"
_STRETCH = re.compile(STRETCH)
# Where no stretch is, none begins in what it could have reached, for it would end there, too: but
# for a plus, with which none ends that begins before it.
REACH, PLUS = _BEGIN + _ON, rf"\+{_END}"
# Spaces beside a point or a comma, which part no cells: what they part is one figure.
_BROKEN = re.compile(r"[.,] | [.,]")
_APART = re.compile(rf"(?:{STRETCH})(?!\S)|\S+")
# A figure and a word that counts something; 2021年 and 3月 are dates.
_COUNTED = re.compile(r"[0-9][0-9.,]* ?(?![年月日页号第])[\u4e00-\u9fff]{1,3}")
# A number in words; a single such character may be part of a head that stands vertically.
_WORDS = re.compile(rf"[零〇一二两三四五六七八九十百千万亿]{{2,}}|[零〇○两半{NUMERALS}{ENCLOSED}]+")
# A letter alone in the place of a figure, and several marks in a row.
_LETTERS = re.compile(r"[A-Za-z?]{1,3}")
# What a spreadsheet shows in place of a figure that it cannot compute, as #DIV/0! and #N/A.
ERROR = r"#[A-Z]{1,5}(?:/[A-Z0])?[!?]?"
_ERROR = re.compile(ERROR)
# What may stand in a single cell for nothing.
ONE_MARK = re.compile(r"[-/]( ?[-/])+")
_NO_FIGURES = (_WORDS, _LETTERS, _DOUBLE_SIGN, _ERROR)
_MARK_RUN = re.compile(r"[-/\\□ ]+|[-/\\□*×无](?: +[-/\\□*×无])+")
_FOREIGN = re.compile(r"[^\u3400-\u9fff]*")
_ENUMERATION = re.compile(r"[0-9０-９]\s*、\s*[0-9０-９]")
LONGEST_RUN = 400
# A binary floating-point number holds this many digits exactly.
EXACT_DIGITS = 15


class Printed(NamedTuple):
    """What a piece of print is.

    `kind` is `number`, `mark` (a sign that is no number), `blank`, `run` (digits whose cell
    boundaries may be lost), `page` (a page number), `bad` (a number with foreign characters in it)
    or `text`. `note` is a remark printed behind the number.
    """

    kind: str
    value: float | None = None
    unit: str | None = None
    note: str | None = None


@lru_cache(maxsize=1 << 16)
def read_number(text: str) -> Printed:
    """What the folded text of one piece says, for example `1691.4万` is 1691.4 with unit 万."""
    text = text.strip()
    if not text:
        return Printed("blank")
    if text in MARKS:
        return Printed("mark")
    change = _CHANGE.match(text)
    if (match := NUMBER.fullmatch(text, change.end() if change else 0)) and _exact(match):
        sign, whole, fraction, unit, note = match.groups()
        value = float(sign + whole.replace(",", "") + (fraction or "").replace(" ", ""))
        unit = unit and unit.replace(" ", "")
        if not change:
            return Printed("number", value, unit, note)
        if not sign:
            word = change[1]
            return Printed("number", value if word[0] in "增↑" else -value, unit, word)
    broken = _BROKEN.search(text) and _STRETCH.fullmatch(text)
    no_figure = any(pattern.fullmatch(text) for pattern in _NO_FIGURES)
    if OBJECT in text or broken or text in NOTHING or no_figure:
        return Printed("bad")
    if _MARK_RUN.fullmatch(text):
        return Printed("run")
    if not any(map(str.isdigit, text)):
        return Printed("text")
    compact = "".join(text.split())
    if _PAGE_NUMBER.fullmatch(compact):
        return Printed("page")
    if len(text) <= LONGEST_RUN and _RUN.fullmatch(text):
        return Printed("run")
    return Printed("bad" if len(text) <= LONGEST_RUN and _is_spoilt(text) else "text")


def _exact(match: re.Match[str]) -> bool:
    """Whether the digits of a number can be held exactly."""
    whole, fraction = match[2].replace(",", ""), (match[3] or ".").replace(" ", "")
    return len(whole) + len(fraction) - 1 <= EXACT_DIGITS


def _is_spoilt(text: str) -> bool:
    """Whether a text with digits in it takes the place of a number that cannot be read."""
    return any(pattern.fullmatch(text) for pattern in (_FOREIGN, _STRETCH, _COUNTED))


@lru_cache(maxsize=1 << 14)
def apart(text: str) -> tuple[tuple[int, int], ...]:
    """Where the figures of a text stand that spaces part; a space within a number parts nothing.

    `apart("3 12 . 9万元")` has two places, `(0, 1)` and `(2, 11)`.
    """
    return tuple(match.span() for match in _APART.finditer(text))


def parted(text: str) -> list[str]:
    """The figures of a text that spaces part."""
    return [text[start:end] for start, end in apart(text)]


@lru_cache(maxsize=1 << 16)
def read_print(raw: str) -> tuple[str, Printed]:
    """The folded text of a printed piece, and what it says."""
    text = fold(raw)
    return text, read_folded(text, raw)


def read_folded(text: str, raw: str) -> Printed:
    """What a piece says that is printed `raw` and is `text` when folded.

    3、4 enumerates; in labels alone that sign is the point behind an ordinal number.
    """
    printed = read_number(text)
    if "、" in raw and printed.kind in ("number", "run") and _ENUMERATION.search(raw):
        return Printed("bad")
    return printed


def full_unit(printed: str, declared: str | None) -> str:
    """The unit printed in a cell, made whole by the form's: `1691.4万` in an amount is in 万元."""
    if printed in ("万", "亿"):
        return printed + ("元" if declared and "元" in declared else declared or "")
    return printed
