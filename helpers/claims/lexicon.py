"""The words of the prose with their concepts, as `lexicon.toml` lists them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from helpers.characters import normalise

HERE = Path(__file__).parent
# The units of things that a form counts, of others, and money.
THINGS = "件次|件|宗|起|例|份|条|项|个|篇|部"
OTHERS = "人次|批次|场次|次|人|名|期|场|家|种|类|批|处|张|幅|页|字|天|户|套|座|台|段|位|倍"
NUMERALS = "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾"


# Kinds of words that say what is counted.
CONTENT = frozenset(
    ("matter", "noun", "about", "step", "outcome", "ground", "who", "channel", "result", "rest")
)
# So many sets of concepts are remembered.
MOST = 5_000


class Entry(NamedTuple):
    """What a word stands for: its kind, its concept, and all concepts that it says.

    `content` has them where they say what is counted.
    """

    kind: str
    concept: str
    says: frozenset[str]
    content: frozenset[str]


@cache
def lexicon() -> dict[str, dict[str, Any]]:
    """The entries of `lexicon.toml` by concept, each with its kind."""
    data = tomllib.loads((HERE / "lexicon.toml").read_text(encoding="utf-8"))
    return {
        concept: {**entry, "kind": kind}
        for kind, entries in data.items()
        for concept, entry in entries.items()
    }


@cache
def words() -> dict[str, Entry]:
    """Every spelling of every word, in the characters of the strip."""
    found: dict[str, Entry] = {}
    for concept, entry in lexicon().items():
        says = frozenset({concept, *entry.get("implies", ())})
        stands = Entry(
            entry["kind"], concept, says, says if entry["kind"] in CONTENT else frozenset()
        )
        for pattern in entry["words"]:
            for word in spellings(pattern):
                found.setdefault(word, stands)
    return found


def spellings(pattern: str) -> Iterator[str]:
    """All spellings of a word: `[x]` may be missing, `(a/b)` is one of several."""
    parts: list[list[str]] = []
    for piece in re.split(r"(\[[^\]]*\]|\([^)]*\))", normalise(pattern).replace("（", "(")):
        if piece[:1] == "[":
            parts.append(["", *piece[1:-1].split("/")])
        elif piece[:1] == "(" and "/" in piece:
            parts.append(piece[1:-1].split("/"))
        elif piece:
            parts.append([piece])
    for chosen in product(*parts):
        if word := "".join(chosen):
            yield word


@cache
def spotter() -> re.Pattern[str]:
    """One pattern for words, numbers and punctuation; the longest word is read."""
    known = words()
    first = re.escape("".join(sorted({word[0] for word in known} | set(NUMERALS))))
    # The look ahead passes over characters with which nothing begins.
    return re.compile(
        rf"(?=[,;:()<\d\[{first}])(?:(?P<sign>[,;:()])|(?P<title><[^<>]{{0,80}}>+)"
        rf"|{_number()}|(?P<word>{one_of(list(known))}))"
    )


def _number() -> str:
    """A number with its unit, a percentage, a year or a date; digits that are none of these."""
    unit = f"(?P<unit>个百分点|个月|个工作日|{THINGS}|{OTHERS}|元)(?P<last>以上|左右)?"
    scale = "(?P<scale>[万亿])?(?P<behind>[余多几])?"
    date = (
        r"\d{1,2}(?:-\d{1,2})?月(?:份|底|初|\d{1,2}日)?|\d{1,4}-\d[\d-]*|\d{1,2}[日时分]"
        rf"|第(?!三方|.季度)[\d{NUMERALS}]+[条号款项次届期批]?"
        r"|\[\d{4}\]\d*号?|\d+号"
    )
    fraction = r"(?P<fraction>\.\d{1,6}(?=[万亿%元]|个百分点))?"
    digits = r"(?P<digits>\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,12})"
    span = r"(?P<span>20\d\d年?(?:至|到|-)20\d\d年)"
    year = r"(?P<year>(?:19|20)\d\d)年(?:度|末|底)?"
    no_number = rf"(?![百千]|一起(?![,;.)]|$))(?<![每任逐这那某{NUMERALS}])"
    spoken = rf"(?P<numeral>{no_number}[{NUMERALS}]+万?[{NUMERALS}]*)"
    counted = rf"(?P<some>[余多几])?(?P<what>{THINGS}|元)(?!事|套|别|月)"
    return (
        rf"(?=[\d第\[])(?:{span}|(?P<date>{date})|{year}"
        rf"|{digits}{fraction}(?:(?P<percent>%)|{scale}(?:{unit})?))"
        rf"|(?=[{NUMERALS}])(?:{spoken}{counted}|(?P<zero>(?<=[为是])[零〇](?=$|[,;.)])))"
    )


def one_of(found: list[str]) -> str:
    """An alternation of words that shares their beginnings, the longest word first."""
    root: dict[str, Any] = {}
    for word in found:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, Any]) -> str:
    tails = [re.escape(c) + _branches(below) for c, below in node.items() if c]
    if not tails:
        return ""
    inner = tails[0] if len(tails) == 1 else f"(?:{'|'.join(tails)})"
    return f"(?:{inner})?" if "" in node else inner
