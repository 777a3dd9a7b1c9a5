"""The kinds of noise that publishers and converters add, each a function on a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from helpers.synthetic import noise_cells as cells
from helpers.synthetic import noise_page as page
from helpers.synthetic.draft import Draft


class Noise(NamedTuple):
    """A kind of noise, and the layouts in which it cannot occur or nobody could read it."""

    apply: Callable[[Draft], bool]
    unfit: tuple[str, ...] = ()


# In the order in which they are applied.
NOISES: dict[str, Noise] = {
    "mistake": Noise(cells.mistake),
    "signed": Noise(cells.signed),
    "decimals": Noise(cells.decimals),
    "single_other": Noise(page.single_other),
    "missing_table": Noise(page.missing_table),
    "missing_row": Noise(page.missing_row),
    "blank": Noise(cells.blank),
    "marks": Noise(cells.marks),
    "letter": Noise(cells.letter),
    "lost_value": Noise(cells.lost_value),
    "thousands": Noise(cells.thousands),
    "full_width": Noise(cells.full_width),
    "units": Noise(cells.units),
    "spaced_decimals": Noise(cells.spaced_decimals),
    "annotation": Noise(cells.annotation),
    "swapped_rows": Noise(page.swapped_rows),
    "extra_row": Noise(page.extra_row),
    "ordinals": Noise(page.ordinals),
    "damaged_label": Noise(page.damaged_label),
    "bracket_label": Noise(page.bracket_label),
    "column_labels": Noise(page.column_labels),
    "equal_heads": Noise(page.equal_heads),
    "bare_labels": Noise(page.bare_labels),
    "code_column": Noise(page.code_column),
    "statistics_heads": Noise(page.statistics_heads),
    "empty_groups": Noise(page.empty_groups),
    "headings": Noise(page.headings),
    "decoys": Noise(page.decoys),
    "notes": Noise(page.notes),
    "broken_table": Noise(page.broken_table),
    "traditional": Noise(page.traditional),
}
