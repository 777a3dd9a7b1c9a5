"""Enumerations in prose: listed parts against the whole that the prose states before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.bounds import verdict
from helpers.claims.claim import Claim
from helpers.findings import ROUNDED, Finding, figure, figure_zh
from helpers.report import Report

_STOP = re.compile("[。!?]")
WHOLE, PART = "published_total", "published_part"
# Two parts and their whole.
FEWEST = 3
REMAINDER = ("其他", "其它")
INCOMPLETE = ": the enumeration may be incomplete", "：列举可能不全"


def check_enumerations(report: Report) -> Iterator[Finding]:
    """The items of an enumeration against the whole that the prose states before it."""
    claims = [claim for claim in report.narrative if claim.measure in (WHOLE, PART)]
    if len(claims) < FEWEST:
        return
    whole: Claim | None = None
    for sentence in _sentences(report, claims):
        whole = next((c for c in sentence if c.measure == WHOLE), whole)
        parts = [claim for claim in sentence if claim.measure == PART]
        if whole is not None and len(parts) > 1:
            yield _finding(whole, parts)


def _sentences(report: Report, claims: list[Claim]) -> list[list[Claim]]:
    """The claims of each sentence."""
    text, last = report.document.strip.text, 0
    sentences: list[list[Claim]] = [[]]
    for claim in claims:
        start = claim.place.start
        if _STOP.search(text, last, start):
            sentences.append([])
        sentences[-1].append(claim)
        last = start
    return sentences


def _finding(whole: Claim, parts: list[Claim]) -> Finding:
    """The sum of the parts against their whole; fewer may mean that some are not listed."""
    places = [part.place for part in parts]
    lows, highs = [place.low for place in places], [place.high for place in places]
    plain = lows if lows == highs else [part.plain for part in parts]
    total, low = round(sum(plain), 6), sum(lows)
    status = verdict(whole.place.low, whole.place.high, [(low, sum(highs))])
    remark = remark_zh = ""
    if status == "fails" and low <= whole.place.high and not _complete(parts):
        status, remark, remark_zh = "depends", *INCOMPLETE
    elif status == "depends":
        remark, remark_zh = ROUNDED
    terms, given, wanted = " + ".join(map(figure, plain)), figure(total), figure(whole.plain)
    return Finding(
        "narrative",
        "published_parts",
        None,
        None,
        None,
        total,
        whole.plain,
        round(total - whole.plain, 6),
        status,
        "",
        f"The listed parts ({terms}) add up to {given}, the prose states {wanted} in all{remark}",
        f"分项之和（{'+'.join(map(figure_zh, plain))}）为{figure_zh(total)}，"
        f"正文总数为{figure_zh(whole.plain)}{remark_zh}",
    )


def _complete(parts: list[Claim]) -> bool:
    """Whether one of the parts stands for all that are not listed."""
    return any(word in part.quote for part in parts for word in REMAINDER)
