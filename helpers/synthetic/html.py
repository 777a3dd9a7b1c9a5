"""A draft as a saved web page: spans, drifting spans, split tags, chrome, scripts, encodings."""

from __future__ import annotations

from html import escape
from random import Random

from helpers.synthetic.boxes import Box, Grid, Paragraph
from helpers.synthetic.draft import Draft
from helpers.synthetic.grid import parts

BLANKS = ("&nbsp;", "", "<p>&nbsp;</p>", "<o:p>&nbsp;</o:p>", "<p><span> </span></p>", "<br>")
CHROME = (
    "<div class='nav'><a href='#'>首页</a><a href='#'>政务公开</a><a>2023年</a></div>"
    "<table><tr><td>索引号：</td><td>000014349/2024-00{n}</td><td>发布日期：</td>"
    "<td>2024-01-2{n}</td></tr><tr><td>主题分类：</td><td>政府信息公开</td><td>浏览次数：</td>"
    "<td>12{n}</td></tr></table>"
)
SCRIPT = (
    '<script>var page={{"a":1,"html":"<td>规章</td><td>9{n}</td>"}};if(1<2){{x=3}}</script>'
    "<style>td{{width:12{n}px}}</style><!-- <td>行政许可</td><td>77{n}</td> -->"
)
META = (
    "",
    "",
    "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; CHARSET=GB2312'>",
    "<meta charset=UTF8>",
    "<Meta Charset='Utf-8'>",
    "<meta charset='BIG5'>",
    "<meta charset='iso-8859-1'>",
)
ENCODINGS = ("gbk", "gb18030", "big5", "big5hkscs", "utf-8", "utf-8-sig", "utf-16", "utf-16-le")
FOOT = "<div class='foot'>版权所有 备案号12345{n}号 <span>网站标识码350000{n}</span></div>"


def render(draft: Draft) -> bytes:
    """The bytes of a page, in the encoding that its head names, or in UTF-8 with none named.

    In the layout `html:bytes` the head names no encoding, or another one, or in odd spelling.
    """
    rng = draft.rng
    if draft.layout == "html:bytes":
        return _oddly_encoded(rng, page(draft, rng.choice(META)))
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030"))
    charset = "utf-8" if encoding.startswith("utf") else encoding
    meta = f"<meta charset='{charset}'>" if encoding == "gb18030" or rng.random() < 0.6 else ""
    return page(draft, meta).encode(encoding)


def _oddly_encoded(rng: Random, text: str) -> bytes:
    """A page in an encoding that has all of its characters."""
    encodings = list(ENCODINGS)
    rng.shuffle(encodings)
    for encoding in encodings:
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            continue
    return text.encode()


def page(draft: Draft, meta: str) -> str:
    """The markup of a page with some text in its head."""
    rng = draft.rng
    number = rng.randint(1, 9)
    body = "\n".join(_part(rng, part) for part in parts(draft))
    if rng.random() < 0.3:
        body = f"<table class='layout'><tr><td>{body}</td></tr></table>"
    if rng.random() < 0.5:
        body = CHROME.format(n=number) + body + FOOT.format(n=number)
    if rng.random() < 0.5:
        body = SCRIPT.format(n=number) + body
    return (
        f"<!DOCTYPE html><html><head>{meta}<title>{escape(draft.title)}</title></head>"
        f"<body>{body}</body></html>"
    )


def _part(rng: Random, part: Paragraph | Grid) -> str:
    if isinstance(part, Paragraph):
        tag = rng.choice(("h2", "p")) if part.heading else "p"
        return f"<{tag}>{_inline(rng, part.text, 0.1)}</{tag}>"
    drift = rng.random() < 0.3
    blank = rng.choice(BLANKS)
    rows = "\n".join(_row(rng, row, drift, blank) for row in part.rows)
    return f"<table border='1'><tbody>{rows}</tbody></table>"


def _row(rng: Random, row: list[Box], drift: bool, blank: str) -> str:
    """One row; where spans drift, a cell of a block spans a column more than that above it."""
    cells = []
    for box in row:
        wide = box.wide
        if drift and box.figure and wide == 1 and rng.random() < 0.02:
            wide = 2
        span = f" colspan='{wide}'" if wide > 1 else ""
        span += f" rowspan='{box.high}'" if box.high > 1 else ""
        text = _inline(rng, box.text, 0.05) if box.text else blank
        if box.text and rng.random() < 0.5:
            text = f"<p align='center'>{text}</p>"
        cells.append(f"<td{span}>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _inline(rng: Random, text: str, share: float) -> str:
    """A text, sometimes with an inline tag in the middle of its words or its digits."""
    if len(text) < 2 or rng.random() >= share:
        return escape(text)
    place = rng.randrange(1, len(text))
    head, tail = escape(text[:place]), escape(text[place:])
    digits = text[place - 1].isdigit() or text[place].isdigit()
    if not digits and rng.random() < 0.3:
        return f"{head}<br />{tail}"
    return f"<span lang='EN-US'>{head}</span><span style='color:red;'>{tail}</span>"
