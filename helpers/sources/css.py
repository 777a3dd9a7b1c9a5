"""What declarations of CSS do to the text of an element: hide it, strike it out or raise it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

# What styles have in them that do so, in small letters; every other style is left alone.
TELLING = re.compile(
    r"display[^;]*none|visib[^;]*(?:hid|coll)|mso-hide[^;]*all|through|text-raise|relative"
    r"|vertical-align[^;]*(?:super|sub|\d)|(?<![-\w])(?:opacity|clip|clip-path|transform)\s*:"
    r"|(?<![-\w])color[^;]*(?:transparent|rgba|hsla)|:\s*-\d{3}"
    r"|font(?:-size)?\s*:[^;]*(?<![\w.#])\.?0+(?:\.0*)?(?![.\d])"
    r"|(?<![-\w])(?:max-)?(?:height|width)\s*:\s*[01](?![\d.])"
    # A character in another writing than those of quotations.
    r"|&#(?!x?(?:3[49]|22|27);)"
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_IMPORTANT = re.compile(r"\s*!\s*important$")
_LENGTH = re.compile(r"([+-]?\d*\.?\d+)(px|pt|r?em|ex|%|cm|mm|in|pc|v[wh])?")
# Points of a unit; relative ones for print of the usual size.
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "pc": 12.0, "%": 0.12, "ex": 6.0}
_POINTS |= {"em": 12.0, "rem": 12.0, "vw": 6.0, "vh": 6.0}
PIXEL = 0.75
# What is moved so far stands outside of the page; so little raised is a slip of the layout; what is
# clipped to so little shows nothing.
FAR, RAISED, CLIPPED = 375.0, 3.0, 0.75
_MOVED = ("left", "right", "top", "bottom")
_BLOCK = ("block", "inline-block", "flex", "inline-flex", "grid", "list-item")
_CLEAR = re.compile(r"transparent|(?:rgb|hsl)a?\(.*[,/]\s*0?\.?0+%?\s*\)")
_NOTHING_LEFT = re.compile(
    r"inset\(\s*(?:100|[5-9]\d)%|circle\(\s*0|rect\(\s*(?:[01](?:px)?[\s,]+){3}[01]"
)
_SHRUNK = re.compile(r"scale[xy3d]{0,2}\(\s*0(?:\.0*)?\s*[,)]")
_RELATIVE = re.compile(r"[\d.]+(?:%|em)|smaller|larger|inherit")
# Elements whose box neither a height nor `vertical-align` moves.
_TABLE = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "col", "colgroup"))

# A declaration: its value, and whether it is important.
Declarations = dict[str, tuple[str, bool]]


class Style(NamedTuple):
    """What an element's own style does; None where it leaves that as it is around the element.

    A `gone` element takes no place, a `sealed` one hides whatever is in it; what is `hidden`,
    `tiny` or `clear` may hold text that is not. `raised` is 1 above the line and -1 below.
    """

    gone: bool = False
    sealed: bool = False
    hidden: bool | None = None
    tiny: bool | None = None
    clear: bool | None = None
    struck: bool = False
    raised: int = 0


PLAIN = Style()


def without_comments(css: str) -> str:
    """CSS in small letters, without comments and the content of strings."""
    css = _COMMENT.sub(" ", css) if "/*" in css else css
    return (_STRING.sub('""', css) if '"' in css or "'" in css else css).lower()


@lru_cache(1 << 10)
def _declared(css: str) -> tuple[tuple[str, str, bool], ...]:
    found = []
    for declaration in css.split(";"):
        key, _, value = declaration.partition(":")
        plain = _IMPORTANT.sub("", value := value.strip())
        found.append((key.strip(), plain, plain != value))
    return tuple(found)


def declarations(blocks: Iterable[str]) -> Declarations:
    """The declarations that win among blocks without comments, the weakest first."""
    won: Declarations = {}
    for css in blocks:
        for key, value, important in _declared(css):
            if important or not won.get(key, ("", False))[1]:
                won[key] = value, important
    return won


def style_of(name: str, inline: bool, declared: Declarations) -> Style:
    """The style of an element by its name, whether it stands within a line, and declarations."""
    css = {key: value for key, (value, _) in declared.items()}
    gone = css.get("display") == "none" or css.get("mso-hide") == "all"
    visibility = css.get("visibility")
    if visibility == "collapse" and name in _TABLE:
        gone = True
    return Style(
        gone=gone,
        sealed=_is_sealed(name, inline, css),
        hidden=None if visibility is None else visibility in ("hidden", "collapse"),
        tiny=_is_tiny(css),
        clear=None if "color" not in css else bool(_CLEAR.fullmatch(css["color"])),
        struck=any("line-through" in css.get(f"text-decoration{end}", "") for end in ("", "-line")),
        raised=_raised(css) if inline else 0,
    )


def _points(value: str | None) -> float:
    """A length in points; 0 for what is none."""
    length = _LENGTH.fullmatch(value or "")
    return float(length[1]) * _POINTS.get(length[2], PIXEL) if length else 0.0


def _is_zero(value: str | None) -> bool:
    length = _LENGTH.fullmatch(value or "")
    return length is not None and float(length[1]) == 0


def _is_sealed(name: str, inline: bool, css: Mapping[str, str]) -> bool:
    if _is_zero(css.get("opacity")) or css.get("content-visibility") == "hidden":
        return True
    far = ["text-indent", "margin-left", "margin-top"]
    placed = css.get("position", "static") != "static"
    if any(_points(css.get(key)) <= -FAR for key in (*far, *(_MOVED if placed else ()))):
        return True
    if _SHRUNK.search(css.get("transform", "")) or _NOTHING_LEFT.match(css.get("clip-path", "")):
        return True
    taken_out = css.get("position") in ("absolute", "fixed")
    if taken_out and _NOTHING_LEFT.match(css.get("clip", "")):
        return True
    boxed = taken_out or "float" in css or css.get("display") in _BLOCK
    if name in _TABLE or (inline and not boxed):
        return False
    clips = css.get("overflow", "").startswith(("hidden", "clip"))
    sizes = [css.get(key) for key in ("height", "max-height", "width", "max-width")]
    small = [_LENGTH.fullmatch(size or "") and _points(size) <= CLIPPED for size in sizes]
    return clips and any(small)


def _is_tiny(css: Mapping[str, str]) -> bool | None:
    size = css.get("font-size") or css.get("font", "").partition("/")[0].split(" ")[-1]
    if not size or _RELATIVE.fullmatch(size):
        return True if _is_zero(size) else None
    return _is_zero(size)


def _raised(css: Mapping[str, str]) -> int:
    """Whether text within a line stands above it (1) or below (-1)."""
    align = css.get("vertical-align", "")
    if align in ("super", "sub"):
        return 1 if align == "super" else -1
    up = _points(align) or _points(css.get("mso-text-raise"))
    if css.get("position") == "relative" and not up:
        up = _points(css.get("bottom")) or -_points(css.get("top"))
    return 0 if abs(up) < RAISED else 1 if up > 0 else -1
