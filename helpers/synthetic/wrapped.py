"""A draft as a web page inside of something else: a saved archive, JSON, a string of a script."""

from __future__ import annotations

import base64
import json
import quopri
from random import Random

from helpers.synthetic.draft import Draft
from helpers.synthetic.html import page

BOUNDARY = "----=_SYNTHETIC_Part_0001"
PICTURE = base64.encodebytes(b"\x89PNG\r\n\x1a\n" + bytes(60))


def mhtml(draft: Draft) -> bytes:
    """A page that a browser saved with all of its files, in one of the ways to write bytes."""
    rng = draft.rng
    encoding = rng.choice(("utf-8", "utf-8", "gb18030"))
    charset = rng.choice((f'; charset="{encoding}"', f"; charset={encoding.upper()}", ""))
    meta = rng.choice(("", f"<meta charset='{encoding}'>"))
    way = rng.choice(("quoted-printable", "base64", "8bit"))
    content = _transferred(page(draft, meta).encode(encoding), way)
    head = (
        "From: <Saved by Blink>\r\nSubject: SYNTHETIC\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{BOUNDARY}"\r\n'
    )
    parts = [
        (f"text/html{charset}", way, content),
        ("image/png", "base64", PICTURE),
    ]
    body = b"".join(
        f"\r\n--{BOUNDARY}\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {how}\r\n"
        f"Content-Location: https://example.org/{number}\r\n\r\n".encode()
        + data
        for number, (kind, how, data) in enumerate(parts)
    )
    return head.encode() + body + f"\r\n--{BOUNDARY}--\r\n".encode()


def _transferred(content: bytes, way: str) -> bytes:
    if way == "base64":
        return base64.encodebytes(content)
    return quopri.encodestring(content) if way == "quoted-printable" else content


def embedded(draft: Draft) -> str:
    """JSON that carries a page, or a page whose script writes the report."""
    rng = draft.rng
    markup = page(draft, "")
    if draft.layout == "embedded:json":
        return _json(rng, draft.title, markup)
    text = json.dumps(markup, ensure_ascii=rng.random() < 0.5)
    if rng.random() < 0.5:
        text = text.replace("</", "<\\/")
    elif rng.random() < 0.5:
        text = text.replace("<", "\\u003c").replace(">", "\\x3e")
    script = rng.choice(
        (f"var content = {text};", f"document.write({text});", f"render({{id: 12, html: {text}}});")
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>SYNTHETIC</title></head>"
        f"<body><div id='app'>正在加载…</div><script>{script}</script></body></html>"
    )


def _json(rng: Random, title: str, markup: str) -> str:
    """An answer of a server, as such or in the call of a function."""
    record = {"id": rng.randrange(10**6), "title": title, "content": markup, "clicks": 12}
    data = rng.choice((record, [record], {"code": 200, "data": {"list": [record]}}))
    text = json.dumps(data, ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, 2)))
    return f"callback({text});" if rng.random() < 0.3 else text
