"""Texts of one thing over and over, and texts in the frame of some format."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable

from benchmarks.hostile.fill import PAGE, ROW, TEXT, Attacks, in_text

# More digits than Python turns into a number.
DIGITS = "1" * 4301
FILLERS = {
    "digits": "1234567890",
    "zeros": "0",
    "Chinese characters": "政",
    "spaces": " ",
    "wide spaces": "\u3000",
    "opening brackets": "（",
    "brackets": "()",
    "signs and points": "1.-,",
    "points between digits": "1.",
    "letters and digits": "a1",
    "boxes": "□",
    "spaced digits": "1 ",
    "digits of another script": "\u0663",
    "small digits": "²",
    "direction marks": "\u202e",
    "the label 行政复议": "行政复议",
    "a head with brackets": "第二十条第（一）项",
    "a label": "1.属于国家秘密",
    "a label with figures": "1.属于国家秘密0000000",
    "headings": "四、政府信息公开行政复议、行政诉讼情况",
    "claims": "受理政府信息公开申请859件，",
    "claims in sentences": "收到申请12件，同比增长3.5%。",
    "claims of parts": "其中主动公开1条、",
    "open quotes": "“",
    "years": "2020年",
    "labels on lines": "1.属于国家秘密\n",
    "rows on lines": "1.属于国家秘密\n0\n0\n0\n0\n0\n0\n0\n",
    "figures on lines": "0\n",
    "lines of claims": "受理政府信息公开申请859件。\n",
    "section headings on lines": "四、政府信息公开行政复议、行政诉讼情况\n",
    "figures in tabs": "0\t",
    "columns of figures": "   12",
    "pages": "\f1\n",
    "rules of Markdown": "|--",
    "stars": "**1",
}
# Short texts that once ended in another error than ours.
SHORT = {
    "digits of another script in a label": "行政规范性文件00٣本年处理决定数量行政强制行政",
    "a long number in a table": TEXT.replace(ROW, f"{ROW}\n{DIGITS}"),
    "a long number in the prose": TEXT.replace("全年依申请公开2件", f"全年依申请公开{DIGITS}件"),
    "a long number as a year": TEXT.replace("2020年", f"{DIGITS}年"),
    "a number of many points": TEXT.replace(ROW, f"{ROW}\n{'1,' * 40}1a"),
    "a long number in a list": TEXT.replace(ROW, f"{ROW}\n{DIGITS}.属于国家秘密"),
    "a reference of many digits": PAGE.replace(ROW, f"{ROW}&#{DIGITS};"),
    "a span of many digits": PAGE.replace("<td", f'<td rowspan="{DIGITS}"', 9),
    "a section heading at the end": TEXT + "\n六、其他需要报告的事项",
    "only headings": "一、总体情况\n二、主动公开政府信息情况\n六、其他需要报告的事项\n",
    "a surrogate alone": TEXT.replace("巫山", "巫\ud800山"),
}


def attacks(size: int) -> Attacks:
    """Texts of every kind."""
    found: Attacks = {"rows of text": lambda: _rows(size)}
    for name, filler in FILLERS.items():
        found |= in_text(name, filler, size)
    for name, text in SHORT.items():
        found[name] = lambda text=text: text.encode(errors="surrogatepass")
    return found | _separated(size) | _json(size) | _bytes(size)


def _rows(size: int) -> bytes:
    head, row, rest = TEXT.partition(ROW)
    many = ("| 其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n" * (size // 38))[: size // 2]
    return (head + "\n" + many + row + rest).encode()[:size]


def _separated(size: int) -> Attacks:
    """Values between commas, and tables in pipes."""
    line = ",".join("规章0") + "\n"
    row = f"{ROW},1,0,0,0,0,0,1\n"
    return {
        "separated values": lambda: (line * (size // 8)).encode()[:size],
        "a quote left open": lambda: (line * 9 + '"').encode() + b"1," * (size // 2),
        "quotes": lambda: (line * 9).encode() + b'"",' * (size // 3),
        "a row of very many columns": lambda: (row * 9).encode() + b"1," * (size // 2),
        "a column of very many rows": lambda: (row * (size // len(row.encode()))).encode(),
        "a table of very many rows": lambda: (
            f"|{ROW}|1|0|\n|--|--|--|\n" + "|1.属于国家秘密|0|0|\n" * (size // 30)
        ).encode(),
    }


def _json(size: int) -> Attacks:
    """JSON, by its depth, its length and what its strings hold."""
    return {
        "lists in lists": lambda: b"[" * size,
        "lists in lists, closed": lambda: b"[" * (size // 2) + b"]" * (size // 2),
        "pairs in pairs": lambda: b'{"a":' * (size // 5),
        "JSON of labels": lambda: ('["' + "第二十条第（一）项" * (size // 27)).encode() + b'"]',
        "JSON of many strings": lambda: b"[" + b'"1",' * (size // 4) + b'"1"]',
        "JSON of a long number": lambda: f'{{"{ROW}": {DIGITS}, "a": "{ROW}"}}'.encode(),
        "JSON of escapes": lambda: b'["' + b"\\u7b2c" * (size // 6) + b'"]',
        "JSON with a surrogate alone": lambda: json.dumps(
            {"text": TEXT.replace("巫山", "巫\ud800山")}
        ).encode(),
        "a call around JSON": lambda: b"callback(" + b"[" * size + b")",
        "JSON in JSON": lambda: _nested(size, json.dumps),
        "base64 in base64": lambda: _nested(
            size, lambda text: base64.b64encode(text.encode()).decode()
        ),
    }


def _nested(size: int, wrap: Callable[[str], str]) -> bytes:
    """A report wrapped again and again, as far as it is not too long."""
    text = TEXT
    while len(more := wrap(text).encode()) < size:
        text = more.decode()
    return text.encode()


def _bytes(size: int) -> Attacks:
    """Bytes in some encoding, or in none."""
    chance = random.Random(0)
    return {
        "bytes that are no text": lambda: bytes(range(128, 256)) * (size // 128),
        "bytes by chance": lambda: chance.randbytes(size),
        "NULs": lambda: TEXT.encode() + b"\0" * max(0, size - len(TEXT.encode())),
        "NULs between": lambda: (
            TEXT.encode("utf-16-be") + b"\0\x31" * max(0, size // 2 - len(TEXT))
        ),
        "GB 18030": lambda: (
            TEXT.encode("gb18030") + "政府".encode("gb18030") * max(0, size // 4 - 2000)
        ),
        "UTF-32": lambda: (TEXT + "政" * max(0, size // 4 - len(TEXT))).encode("utf-32"),
        "half of it damaged": lambda: TEXT.encode() + b"\xe6\x94" * max(0, size // 2 - len(TEXT)),
    }
