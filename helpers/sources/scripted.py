"""Saved pages whose content a script would load, so that the file does not have it."""

from __future__ import annotations

import re

from helpers.document import Document

# An empty place for a program of the page, its data, or the request to allow scripts.
_LOADER = re.compile(
    rb"<(?:div|main|section)\b[^>]{0,200}\bid=[\"']?(?:app|root|__next|__nuxt|q-app)\b[^>]{0,200}>\s*</"
    rb"|__NEXT_DATA__|__NUXT__|<app-root\b|data-reactroot|ng-version="
)
_ASKS = re.compile(
    "(?:启用|开启|打开|允许|支持|啟用).{0,12}java ?script|(?:enable|requires) java ?script"
    "|java ?script.{0,12}(?:未启用|被禁用|才能|已禁用)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
# A page with scripts that prints less than this has not even a title and a link.
LITTLE = 50


def loaded_by_script(document: Document, content: bytes) -> bool:
    """Whether a page has scripts, and a sign that they load what it would show."""
    if document.medium != "html" or not _SCRIPT.search(content):
        return False
    text = document.strip.text
    asks = _ASKS.search(text) or _ASKS.search(content.decode("utf-8", "ignore"))
    return len(text) < LITTLE or bool(asks) or _LOADER.search(content) is not None
