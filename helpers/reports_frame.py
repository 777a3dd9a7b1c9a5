"""The findings of rules that need one report alone as frames.

Claims on cells that are read are held against them many at a time; the other rules are applied
report by report, but for what is known of many reports to hold or not to apply.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import pandas as pd

from helpers.across import check_across, from_cells, says_none
from helpers.bounds import printed
from helpers.claims_frame import Claims
from helpers.enumerations import check_enumerations
from helpers.filling import check_filling
from helpers.finding_parts import STEP, Rows, frame_of
from helpers.held_rules import held_rules
from helpers.prose import check_claim
from helpers.relations import check_relations
from helpers.report import Report
from helpers.stacked import stacks_of

# So many reports are checked at a time.
BLOCK = 4096
# Where claims on cells stand among the findings of a report, behind those of kind across, and where
# what follows them.
CLAIMS, OTHERS = STEP // 3, 2 * STEP // 3


def reports_frames(reports: Sequence[Report], wanted: frozenset[str]) -> Iterator[pd.DataFrame]:
    """The wanted findings of kinds across, narrative and filling, report by report."""
    for start in range(0, len(reports), BLOCK):
        yield _frame(reports[start : start + BLOCK], wanted)


def _frame(reports: Sequence[Report], wanted: frozenset[str]) -> pd.DataFrame:
    stacks = stacks_of(reports)
    claims, rows = Claims(reports, stacks, CLAIMS), Rows()
    across, held = from_cells(stacks, len(reports)), held_rules(stacks, len(reports))
    for who, report in enumerate(reports):
        cells = printed(report)
        known = None if says_none(report) else across[who]
        rows.add(who, 0, check_across(report) if known is None else known)
        for place, claim in claims.others(who):
            rows.add(who, place, [check_claim(claim, cells)])
        relations, parts = check_relations(report, cells), check_enumerations(report)
        rows.add(who, OTHERS, chain(relations, parts, check_filling(report, held[who])))
    return frame_of([*claims.parts(wanted), *rows.parts(wanted)], reports)
