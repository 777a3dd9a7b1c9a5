"""Number formats of workbooks: the text that Excel shows for a stored number.

A format has up to four sections, for positive and negative numbers, for zero and for texts. What
is rare, and what depends on a system or on the width of a column, is not shown but given up.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

# The formats that a file names by number alone, and those among them that are dates of some kind.
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **{12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"},
    **{20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 45: "mm:ss", 46: "[h]:mm:ss"},
    **dict.fromkeys((18, 19, 34, 35, 47, 55, 56), "AM/PM"),
    32: "h时mm分",
    33: "h时mm分ss秒",
    **{
        27: "yyyy年m月",
        28: "m月d日",
        29: "m月d日",
        30: "m-d-yy",
        31: "yyyy年m月d日",
        36: "yyyy年m月",
    },
    **{37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)", 39: "#,##0.00_);(#,##0.00)"},
    **{40: "#,##0.00_);(#,##0.00)", 41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '},
    **{42: '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ', 48: "##0.0E+0", 49: "@"},
    **{43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '},
    **{44: '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '},
    **{5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00"},
    **{8: "¥#,##0.00;¥-#,##0.00", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日"},
    **{54: "m月d日", 57: "yyyy年m月", 58: "m月d日"},
}
GENERAL = "general"
# Excel keeps no more digits; a sum of decimals is stored with a wrong one behind them.
EXCEL_DIGITS = 15
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>[Gg]eneral|G/通用格式)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)"
    r"|(?P<percent>%)|(?P<text>@)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)"
    r"|(?P<other>[eE][+\-]|[aA]{3,}|[aA][mM]?/[pP][mM]?|上午/下午|[gGbBeE])|(?P<end>;)|(?P<literal>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COMPARE = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_COLOUR = re.compile(
    r"(?:black|red|blue|green|yellow|cyan|magenta|color ?\d{1,2}|黑色?|红色?|蓝色?|绿色?|黄色?)",
    re.I,
)
_LOCALE = re.compile(r"\$([^\-]*)(?:-[0-9a-fA-F]+)?")
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
MOST_FORMAT = 300
# Days are counted from here; Excel counts a 29 February 1900 that never was.
_DAY_BEFORE_FIRST, _LAST_DAY, _FALSE_DAY, _SECONDS = date(1899, 12, 30), 2_958_465, 60, 86_400


class Section(NamedTuple):
    """One section of a format: its tokens as (kind, text), and the numbers that it is for."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None
    known: bool = True

    @property
    def kinds(self) -> set[str]:
        """The kinds of its tokens."""
        return {kind for kind, _ in self.tokens}


@lru_cache(512)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format."""
    found: list[Section] = []
    tokens: list[tuple[str, str]] = []
    condition, known = None, len(code) <= MOST_FORMAT
    for match in _TOKEN.finditer(code + ";" if known else ";"):
        kind = match.lastgroup or ""
        text = match[kind]
        if kind == "end":
            found.append(Section(tuple(tokens), condition, known))
            tokens, condition = [], None
        elif kind == "bracket":
            if compared := _CONDITION.fullmatch(text):
                condition = compared[1], Decimal(compared[2])
            elif locale := _LOCALE.fullmatch(text):
                tokens.append(("literal", locale[1]))
            else:
                known = known and _COLOUR.fullmatch(text) is not None
        elif kind in ("quoted", "escaped"):
            tokens.append(("literal", text))
        elif kind in ("space", "fill"):
            known = known and (kind == "space" or text == " ")
            tokens.append(("literal", " "))
        else:
            tokens.append((kind, text))
    return tuple(found)


def shown_text(code: str, text: str) -> str | None:
    """A text in a cell of this format, or None where it cannot be told."""
    found = sections(code)
    last = found[-1] if len(found) == 4 or "text" in found[-1].kinds else None
    if last is None:
        return text
    if not last.known or not {"literal", "text"} >= last.kinds:
        return None
    return "".join(text if kind == "text" else part for kind, part in last.tokens).strip()


@lru_cache(1 << 12)
def shown_number(code: str, number: float, from_1904: bool = False) -> str | None:
    """A number in a cell of this format, or None where it cannot be told.

    Example: `shown_number('0!.0,"万"', 16914000.0)` is `1691.4万`.
    """
    if number != number or abs(number) == float("inf"):
        return None
    value = Decimal(f"{number:.{EXCEL_DIGITS}g}")
    found = _section(sections(code), value)
    if found is None:
        return None
    section, value = found
    if section.kinds & {"date", "other"}:
        return _date(section, value, from_1904)
    if section.kinds & {"general", "text"}:
        if "digit" in section.kinds or "percent" in section.kinds:
            return None
        plain = format(abs(value).normalize() + 0, "f")
        shown = [plain if kind in ("general", "text") else text for kind, text in section.tokens]
        return _signed(value, "".join(shown))
    with localcontext(_EXACT):
        return _number(section, value)


def _section(found: Sequence[Section], value: Decimal) -> tuple[Section, Decimal] | None:
    """The section for a number, and the number as it shows there, as some show no sign."""
    if not all(section.known for section in found):
        return None
    numeric = found[:3] if len(found) == 4 or "text" not in found[-1].kinds else found[:-1]
    if not numeric:
        return found[0], value
    if any(section.condition for section in numeric):
        return _by_condition(numeric, value)
    if len(numeric) == 1 or value > 0:
        return numeric[0], value
    if value < 0:
        return numeric[1], -value
    return numeric[2] if len(numeric) > 2 else numeric[0], value


def _by_condition(found: Sequence[Section], value: Decimal) -> tuple[Section, Decimal] | None:
    """The first section whose condition a number fulfils, or the one behind them."""
    if value < 0:
        return None
    for section in found:
        if section.condition is None or _COMPARE[section.condition[0]](value, section.condition[1]):
            return section, value
    return None


def _signed(value: Decimal, shown: str) -> str:
    return ("-" if value < 0 else "") + shown.strip()


def _number(section: Section, value: Decimal) -> str | None:
    """The digits of a number in the places of a section, with the literals between them."""
    tokens = list(section.tokens)
    digits = [place for place, (kind, _) in enumerate(tokens) if kind == "digit"]
    points = [place for place, (kind, _) in enumerate(tokens) if kind == "point"]
    if not digits:
        return None if points else _signed(value if tokens else Decimal(), _literals(tokens))
    fraction = ("literal", "/") in tokens[digits[0] : digits[-1]]
    if fraction or len(points) > 1:
        return None
    point = points[0] if points else len(tokens)
    whole, decimals = [p for p in digits if p < point], [p for p in digits if p > point]
    commas = [place for place, (kind, _) in enumerate(tokens) if kind == "comma"]
    grouped = any(digits[0] < comma < (whole or [0])[-1] for comma in commas)
    scaled = sum(
        comma > digits[-1] or bool(whole and whole[-1] < comma < point) for comma in commas
    )
    percents = sum(kind == "percent" for kind, _ in tokens)
    value = value.scaleb(2 * percents - 3 * scaled)
    rounded = abs(value).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    if value < 0 and not rounded:
        return None
    before, _, behind = format(rounded, "f").partition(".")
    before = before.lstrip("0")
    filled = _filled(before, [tokens[place][1] for place in whole], grouped)
    kept = _kept(behind, [tokens[place][1] for place in decimals])
    texts = [text if kind in ("literal", "percent") else "" for kind, text in tokens]
    for place, digit in zip((*whole, *decimals), (*filled, *kept), strict=True):
        texts[place] = digit
    if points:
        texts[point] = ("" if whole else before) + ("." if "".join(kept).strip() else "")
    return _signed(value, "".join(texts))


def _literals(tokens: Sequence[tuple[str, str]]) -> str:
    return "".join(text for kind, text in tokens if kind in ("literal", "percent", "comma"))


def _filled(digits: str, places: Sequence[str], grouped: bool) -> list[str]:
    """The digits before the point in their places; the first one takes all that are left over."""
    if not places:
        return []
    padding = {"0": "0", "?": " ", "#": ""}
    filled = [padding[place] for place in places]
    ahead = max(len(digits) - len(places) + 1, 1) if digits else 0
    parts = [digits[:ahead], *digits[ahead:]] if digits else []
    filled[len(places) - len(parts) :] = parts
    if grouped:
        left = len("".join(filled).replace(" ", ""))
        for place, part in enumerate(filled):
            marked = ""
            for character in part:
                left -= character != " "
                comma = left and left % 3 == 0 and character != " "
                marked += character + ("," if comma else "")
            filled[place] = marked
    return filled


def _kept(digits: str, places: Sequence[str]) -> list[str]:
    """The digits behind the point in their places, without zeros at the end that need not show."""
    kept = list(digits)
    for place in range(len(places) - 1, -1, -1):
        if kept[place] != "0" or places[place] == "0":
            break
        kept[place] = " " if places[place] == "?" else ""
    return kept


def _date(section: Section, value: Decimal, from_1904: bool) -> str | None:
    """A day and a time in the places of a section; what Excel counts wrong is given up."""
    false_day = not from_1904 and int(value) == _FALSE_DAY
    counted = section.kinds & {"other", "digit", "percent"}
    if counted or false_day or not 0 <= value <= _LAST_DAY:
        return None
    first = date(1904, 1, 1) if from_1904 else _DAY_BEFORE_FIRST
    early = not from_1904 and value < _FALSE_DAY
    seconds = int((value * _SECONDS).to_integral_value(ROUND_HALF_UP))
    moment = datetime.combine(first, time()) + timedelta(days=early, seconds=seconds)
    parts = [text.lower() for kind, text in section.tokens if kind == "date"]
    named = iter(["n" * len(p) if _are_minutes(parts, i) else p for i, p in enumerate(parts)])
    texts = []
    for kind, text in section.tokens:
        if kind == "date":
            name = next(named)
            if name not in _DATE_PARTS or (value < 1 and name in _OF_DAYS):
                return None
            text = _DATE_PARTS[name].format(moment)
        texts.append(text)
    return "".join(texts).strip()


def _are_minutes(parts: Sequence[str], place: int) -> bool:
    """Whether the letter m stands for minutes: behind hours, or in front of seconds."""
    behind_hours = place > 0 and parts[place - 1][0] == "h"
    before_seconds = parts[place + 1 : place + 2] and parts[place + 1][0] == "s"
    return parts[place][0] == "m" and bool(behind_hours or before_seconds)


_DATE_PARTS = {
    **{"yyyy": "{0:%Y}", "m": "{0.month}", "mm": "{0:%m}", "d": "{0.day}", "dd": "{0:%d}"},
    **{"h": "{0.hour}", "hh": "{0:%H}", "n": "{0.minute}", "nn": "{0:%M}", "ss": "{0:%S}"},
}
# Those that a time alone does not have.
_OF_DAYS = frozenset(("yyyy", "m", "mm", "d", "dd"))
