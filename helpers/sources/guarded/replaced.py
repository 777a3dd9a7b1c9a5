"""Figures for which a page gives another text than its characters are."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import pypdfium2

from helpers.sources.guarded.drawn import TEXT, Part, fast
from helpers.sources.guarded.letters import Letters

_TEXT = b"ActualText\0"
_ADDRESS, _INT, _SIZE = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong
_count_marks = fast("FPDFPageObj_CountMarks", _INT, _ADDRESS)
_mark = fast("FPDFPageObj_GetMark", _ADDRESS, _ADDRESS, _SIZE)
_value = fast(
    "FPDFPageObjMark_GetParamStringValue", _INT, _ADDRESS, _ADDRESS, _ADDRESS, _SIZE, _ADDRESS
)
_remove = fast("FPDFPageObj_RemoveMark", _INT, _ADDRESS, _ADDRESS)
_name = ctypes.create_string_buffer(_TEXT)
_size = ctypes.c_ulong()
_at_name, _at_size = ctypes.addressof(_name), ctypes.addressof(_size)


def replaced(page: pypdfium2.PdfPage, parts: Sequence[Part], letters: Letters) -> set[int]:
    """The places of the digits of texts whose characters, without the other text, are others."""
    marked = [
        (part.handle, mark) for part in parts if part.kind == TEXT for mark in _marks(part.handle)
    ]
    if not marked:
        return set()
    handles = {handle for handle, _ in marked}
    said = {handle: letters.said.get(handle, "") for handle in handles}
    places = [
        place
        for place, owner in enumerate(letters.owners)
        if owner in handles and letters.text[place].isdigit()
    ]
    for handle, mark in marked:
        _remove(handle, mark)
    drawn = Letters(page)
    other = {handle for handle in handles if drawn.said.get(handle, "") != said[handle]}
    return {place for place in places if letters.owners[place] in other}


def _marks(handle: int) -> Iterator[int]:
    """The marks of a piece of text that give it another text."""
    for index in range(_count_marks(handle)):
        mark = _mark(handle, index)
        if _value(mark, _at_name, None, 0, _at_size):
            yield mark
