"""Numbers as the prose writes them: Arabic or Chinese, with scale, unit and rounding words."""

from __future__ import annotations

import re
from math import inf
from typing import NamedTuple

from helpers.claims.lexicon import THINGS

SCALES = {"万": 10_000, "亿": 100_000_000}
HALF = 0.5
_DIGITS = dict(
    zip("零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖", "001223456789123456789", strict=True)
)
_PLACES = {"十": 10, "拾": 10, "百": 100, "千": 1000}
# Words by which only more, or only less, can be meant; the first three have no upper end.
OPEN, ABOVE = {"超过", "超", "逾", "以上"}, {"余", "多", "几"}
BELOW = {"近", "将近", "接近", "不足", "不到"}
_THINGS = frozenset(THINGS.split("|"))


class Number(NamedTuple):
    """A number: `value` as printed in its unit, `low` to `high` what it may be, in single units."""

    value: float
    low: float
    high: float
    unit: str | None
    rounded: bool

    @property
    def counts(self) -> bool:
        """Whether it may count things of a form; a number without a unit may."""
        return self.unit is None or self.unit.lstrip("万亿") in _THINGS

    @property
    def money(self) -> bool:
        """Whether it is an amount of money."""
        return (self.unit or "").endswith("元")


def read_number(match: re.Match[str], rounding: str) -> Number:
    """The number that a match of the spotter has; `rounding` is the word before it, such as 约."""
    if match["zero"]:
        return Number(0.0, 0.0, 0.0, None, False)
    if match["numeral"]:
        value, words = chinese_value(match["numeral"]), [w for w in (rounding, match["some"]) if w]
        low, high = _interval(value, str(int(value)), "", "", words) if words else (value, value)
        return Number(value, low, high, match["what"], bool(words))
    fraction, scale = match["fraction"] or "", match["scale"] or ""
    digits = match["digits"].replace(",", "")
    value, unit = float(digits + fraction), scale + (match["unit"] or "") or match["percent"]
    words = [word for word in (rounding, match["behind"], match["last"]) if word]
    if not words and not scale and not match["percent"]:
        return Number(value, value, value, unit or None, False)
    low, high = _interval(value, digits, fraction, scale, words)
    return Number(value, low, high, unit, bool(words))


def chinese_value(numeral: str) -> float:
    """The value of a Chinese numeral: 一百一十二 is 112, 二〇 is 20, 一万二千 is 12,000."""
    ten_thousands, _, rest = numeral.rpartition("万")
    if ten_thousands:
        return 10_000 * chinese_value(ten_thousands) + (chinese_value(rest) if rest else 0)
    if not any(place in numeral for place in _PLACES):
        return float("".join(_DIGITS[character] for character in numeral))
    total = digit = 0
    for character in numeral:
        if character in _PLACES:
            total += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            digit = int(_DIGITS[character])
    return float(total + digit)


def _interval(
    value: float, digits: str, fraction: str, scale: str, words: list[str]
) -> tuple[float, float]:
    """What a number may be: 近300 is 200 to 300, 1.2万 is 11,500 to 12,500."""
    unit = _last_digit(digits, fraction, bool(words))
    low, high = value - HALF * unit, value + HALF * unit
    for word in words:
        if word in OPEN or word in ABOVE:
            low, high = value, inf if word in OPEN else value + unit
        elif word in BELOW:
            low, high = value - unit, value
    times = SCALES.get(scale, 1)
    return low * times, high * times


def _last_digit(digits: str, fraction: str, rounded: bool) -> float:
    """The unit of the last digit that counts: zeros before a rounding word do not."""
    if fraction:
        return float(10.0 ** (1 - len(fraction)))
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    return float(10**zeros) if rounded else 1.0
