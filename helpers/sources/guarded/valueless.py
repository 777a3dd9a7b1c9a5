"""Cells of a sheet that have no value and yet are not blank: formulas, and errors."""

from __future__ import annotations

from lxml import etree

from helpers.sources.packages import local, value_of

# What a sheet with such cells has in it, whatever prefix its tags have.
SIGNS = (b"<f", b":f", b'"e"', b"'e'")


def show_valueless(sheet: etree._Element) -> bool:
    """Turn them into texts, which are no figures, and tell whether there were any.

    Programs that write workbooks leave out the result of a formula, which Excel would compute; its
    own text stands in its place. An error keeps its own, as #REF!.
    """
    found = False
    for cell in sheet.iter("{*}c"):
        if value_of(cell, "t") == "e":
            cell.set("t", "str")
        elif not _show_formula(cell):
            continue
        found = True
    return found


def _show_formula(cell: etree._Element) -> bool:
    formula = next((part for part in cell if local(part.tag) == "f"), None)
    if formula is None or any(map(_has_result, cell)):
        return False
    for part in list(cell):
        cell.remove(part)
    cell.set("t", "str")
    etree.SubElement(cell, formula.tag[:-1] + "v").text = f"={formula.text or ''}"
    return True


def _has_result(part: etree._Element) -> bool:
    return local(part.tag) in ("v", "is") and bool("".join(part.itertext()))
