"""Reports with so many bytes of one filler in some place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
TEXT = (DATA / "reports" / "wushan-planning" / "2020.txt").read_text(encoding="utf-8")
PAGE = (DATA / "reports" / "shanghai-general-office" / "2019.html").read_text(encoding="utf-8")
ROW, PROSE = "一、本年新收政府信息公开申请数量", "一、总体情况"

# Attacks by their names, each with what makes its file.
Attacks = dict[str, Callable[[], bytes]]


def filled(text: str, behind: str, filler: str, size: int, end: str = "") -> bytes:
    """A text of so many bytes, by a filler behind a passage, and `end` behind the filler."""
    room = max(0, size - len(text.encode()))
    filling = filler * (room // len(filler.encode())) + end
    head, passage, rest = text.partition(behind) if behind else (text, "", "")
    return (head + passage + filling + rest).encode()


def in_text(name: str, filler: str, size: int) -> Attacks:
    """A filler alone, in a table, in the prose and in a cell of a page."""
    return {
        f"{name}, nothing else": partial(filled, "", "", filler, size),
        f"{name} in a table": partial(filled, TEXT, ROW, filler, size),
        f"{name} in the prose": partial(filled, TEXT, PROSE, filler, size),
        f"{name} in a cell of a page": partial(filled, PAGE, ROW, filler, size),
    }


def in_page(name: str, filler: str, size: int) -> Attacks:
    """A filler in the markup of a page, before it, and with a bracket that ends an open tag."""
    return {
        f"{name} in a page": partial(filled, PAGE, ROW, filler, size),
        f"{name} before a page": partial(filled, f"<html>{PAGE}", "<html>", filler, size),
        f"{name} and a bracket": partial(filled, PAGE, ROW, filler, size, ">"),
    }
