"""A printed number: its value, its unit, and what kind of print it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.characters import fold
from helpers.signs import OBJECT

MARKS = frozenset({"/", "-", "--", "\\", "□", "无", "*", "×", "//"})
COUNT_UNITS = "件条项个起份宗部次家"
_UNIT = rf"万元|亿元|元|万[{COUNT_UNITS}]?|亿[{COUNT_UNITS}]?|[{COUNT_UNITS}]"
# A whole number with or without thousands separators; a leading zero means lost cell boundaries.
NUMBER = re.compile(
    rf"([+-]?)(0|[1-9]\d{{0,2}}(?:,\d{{3}})+|[1-9]\d*)(\.\d+)?(?: ?({_UNIT}))?"
    r"(\([^()]*\)|\[[^\[\]]*\]|\*{1,3}|[①-⑳]| ?[⁰¹²³⁴-⁹₀-₉](?:[,.]?[⁰¹²³⁴-⁹₀-₉]){0,4})?"
)
# A change in words, as in 增2 and 减少3件.
_CHANGE = re.compile(r"(增加?|减少?|[↑↓])(?=\d)")
_RUN = re.compile(rf"[\d.,+\-/ ]*\d[\d.,+\-/ ]*({_UNIT})?")
_PAGE_NUMBER = re.compile(r"-\d{1,3}-|第\d{1,3}页(,?共\d{1,3}页)?")
# A number in words; a single such character may be part of a head that stands vertically.
_WORDS = re.compile(r"[零〇一二两三四五六七八九十百千万亿]{2,}")
# Words, and circles for 0, that stand alone in the place of a figure.
NOTHING = frozenset(
    ("暂无", "无数据", "暂无数据", "不涉及", "未涉及", "不适用", "未发生", "无此项", "〇", "○")
)
# A letter alone in the place of a figure, and several marks in a row.
_LETTERS = re.compile(r"[A-Za-z?]{1,3}")
_MARK_RUN = re.compile(r"[-/\\□ ]+|[-/\\□*×无](?: +[-/\\□*×无])+")
_FOREIGN = re.compile(r"[^\u3400-\u9fff]*")
ENUMERATING = "、"
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
        value = float(sign + whole.replace(",", "") + (fraction or ""))
        if not change:
            return Printed("number", value, unit, note)
        if not sign:
            word = change[1]
            return Printed("number", value if word[0] in "增↑" else -value, unit, word)
    if OBJECT in text or text in NOTHING or _WORDS.fullmatch(text) or _LETTERS.fullmatch(text):
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
    return Printed("bad" if len(text) <= LONGEST_RUN and _FOREIGN.fullmatch(text) else "text")


def _exact(match: re.Match[str]) -> bool:
    """Whether the digits of a number can be held exactly."""
    whole, fraction = match[2].replace(",", ""), match[3] or "."
    return len(whole) + len(fraction) - 1 <= EXACT_DIGITS


@lru_cache(maxsize=1 << 16)
def read_print(raw: str) -> tuple[str, Printed]:
    """The folded text of a printed piece, and what it says."""
    text = fold(raw)
    printed = read_number(text)
    # 3、4 enumerates; in labels alone that sign is the point behind an ordinal number.
    if printed.kind == "number" and ENUMERATING in raw:
        printed = Printed("bad")
    return text, printed


def full_unit(printed: str, declared: str | None) -> str:
    """The unit printed in a cell, made whole by the form's: `1691.4万` in an amount is in 万元."""
    if printed in ("万", "亿"):
        return printed + ("元" if declared and "元" in declared else declared or "")
    return printed
