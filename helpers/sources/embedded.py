"""Markup inside of strings: pages that a script writes, and JSON that carries a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from helpers.sources.entities import unescaped

# What a table of some form prints.
_LABELS = re.compile(
    "第二十条第|信息内容|本年新收|上年结转|予以公开|结果维持|指标名称|统计指标|申请总数|复议数"
    "|信息公開|信息內容|本年新收|資訊公開"
)
_MARKUP = re.compile(r"<(?:table|tr|td|p|div|br|span)[\s/>]", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(
    r"(?:<|\\u003c|\\x3c|&lt;|%3c)(?:\\?/)?(?:table|tr|td|p|div|br)\b", re.IGNORECASE
)
_STRING = re.compile(
    r'"((?:[^"\\\n]++|\\.)*+)"|\'((?:[^\'\\\n]++|\\.)*+)\'|`((?:[^`\\]++|\\.)*+)`', re.DOTALL
)
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL
)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " ", "v": " ", "0": "", "\n": ""}
_CALL = re.compile(r"\s*+[\w$.]{1,100}+\s*+\((.*)\)\s*;?\s*", re.DOTALL)
SHORTEST = 40
LONGEST_JSON = 5_000_000


def prints_labels(text: str) -> bool:
    """Whether a text, or the markup of one, has a label of some form."""
    return _LABELS.search(text) is not None or ("<" in text and bool(labels_of(text)))


def labels_of(markup: str) -> set[str]:
    """The telling labels that markup prints, though tags stand within them."""
    return set(_LABELS.findall("".join(_TAG.sub("", markup).split())))


def may_embed(text: str) -> bool:
    """Whether a page has a script, or tags in escaped form."""
    return "&lt;" in text or "<script" in text


def embedded_page(text: str) -> str | None:
    """The markup that a page without report labels carries in a script or in escaped form."""
    if not _ESCAPED.search(text):
        return None
    strings = [string for string in _strings(text) if _MARKUP.search(string)]
    page = "\n".join(strings)
    if prints_labels(page):
        return page
    plain = unescaped(text) if "&lt;" in text and prints_labels(text) else ""
    return plain if _MARKUP.search(plain) and prints_labels(plain) else None


def _strings(text: str) -> Iterator[str]:
    """The string literals of scripts, as they print."""
    for match in _STRING.finditer(text):
        literal = match[1] or match[2] or match[3] or ""
        if len(literal) >= SHORTEST and _ESCAPED.search(literal):
            yield unescaped(_unescaped(literal)) if "&lt;" in literal else _unescaped(literal)


def _unescaped(literal: str) -> str:
    """A literal of JavaScript without its escapes."""
    return _joined(_ESCAPE.sub(_character, literal)) if "\\" in literal else literal


def _joined(text: str) -> str:
    """The text with each pair of surrogates as one character, and U+FFFD for those that are alone.

    A surrogate alone is no character, and no file can be written with it.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code is None:
        return _SIGNS.get(match[4], match[4])
    return chr(min(int(code, 16), 0x10FFFF))


def json_texts(text: str) -> list[str]:
    """The strings and numbers in JSON (or in a call around JSON), in order."""
    if len(text) > LONGEST_JSON:
        return []
    call = _CALL.fullmatch(text)
    try:
        value = json.loads(call[1] if call else text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return []
    texts: list[str] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += reversed(item.values())
        elif isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, str):
            texts.append(_joined(item))
    return texts
