"""Text that a page may not show: invisible, as light as its ground, clipped, covered, on a layer.

Whether it does is told by drawing the page with this text and without it.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from helpers.sources.guarded.drawn import (
    FAINT,
    PICTURE,
    TEXT,
    Part,
    fast,
    is_light,
)
from helpers.sources.guarded.letters import Box, Letters

# A cover is larger than this both ways, in points, and lets less than the rest through.
COVER, DENSE = 3.0, 200
# Text no higher and wider than this, in points, is not to be read.
TINY = 0.6
# Colours that differ by less in each part are one to the eye.
SAME = 40
# The page is drawn so large, at most so many points wide and high.
SCALE, LARGEST = 2.0, 2_500
_INVISIBLE = frozenset((pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP))
# The name of what marks a layer, and where pdfium writes the beginning of a name.
_LAYER = "OC".encode("utf-16-le")
_LAYER_SIZE, _NAME = len(_LAYER), 8
_name, _size = ctypes.create_string_buffer(_NAME), ctypes.c_ulong()
_at_name, _at_size = ctypes.addressof(_name), ctypes.addressof(_size)
_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int
_mode = fast("FPDFTextObj_GetTextRenderMode", _INT, _ADDRESS)
_clip = fast("FPDFPageObj_GetClipPath", _ADDRESS, _ADDRESS)
_count_clips = fast("FPDFClipPath_CountPaths", _INT, _ADDRESS)
_count_marks = fast("FPDFPageObj_CountMarks", _INT, _ADDRESS)
_mark = fast("FPDFPageObj_GetMark", _ADDRESS, _ADDRESS, ctypes.c_ulong)
_mark_name = fast("FPDFPageObjMark_GetName", _INT, _ADDRESS, _ADDRESS, ctypes.c_ulong, _ADDRESS)
_set_active = fast("FPDFPageObj_SetIsActive", _INT, _ADDRESS, _INT)


def unseen(parts: Sequence[Part], letters: Letters) -> tuple[set[int], set[int]]:
    """The places of the characters that nobody sees, and of those under something that is seen."""
    texts = [part for part in parts if part.kind == TEXT]
    covered = dict(_covers(parts, texts))
    outside = _outside(letters.page)
    suspects = {
        text.handle for text in texts if text.handle in covered or outside(text) or _may_hide(text)
    }
    if not suspects:
        return set(), set()
    places = [
        place
        for place, owner in enumerate(letters.owners)
        if owner in suspects and not letters.text[place].isspace()
    ]
    if not any(letters.text[place].isdigit() for place in places):
        return set(), set()
    gone = _not_drawn(letters, suspects, places)
    under = {place for place in gone if not _is_clear(covered.get(letters.owners[place]))}
    return gone - under, under


def _may_hide(text: Part) -> bool:
    """Whether something about a piece of text may hide it."""
    handle, colour = text.handle, text.colour
    return (
        text.matrix is not None
        or colour is None
        or colour[3] < FAINT
        or is_light(colour)
        or _mode(handle) in _INVISIBLE
        or 0 < text.height < TINY > text.width
        or _count_clips(_clip(handle)) > 0
        or _is_on_layer(handle)
    )


def _is_on_layer(handle: int) -> bool:
    """Whether a piece of text belongs to a layer, which may be off."""
    for index in range(_count_marks(handle)):
        _mark_name(_mark(handle, index), _at_name, _NAME, _at_size)
        if _name.raw[:_LAYER_SIZE] == _LAYER:
            return True
    return False


def _covers(parts: Sequence[Part], texts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """The pieces of text that lie under a shape or picture, or on a shape of their own colour."""
    ordered = sorted(texts, key=lambda text: text.bottom + text.top)
    levels = [(text.bottom + text.top) / 2 for text in ordered]
    first = min((text.order for text in texts), default=0)
    for part in parts:
        if part.kind == TEXT or part.width < COVER or part.height < COVER:
            continue
        opaque = part.kind == PICTURE or (part.colour is not None and part.colour[3] >= DENSE)
        light = part.colour is not None and is_light(part.colour)
        if not opaque or (light and part.order < first):
            continue
        found = slice(bisect_left(levels, part.bottom), bisect_right(levels, part.top))
        for text in ordered[found]:
            above = part.order > text.order or _look_alike(part, text)
            if above and part.left <= (text.left + text.right) / 2 <= part.right:
                yield text.handle, part


def _look_alike(part: Part, text: Part) -> bool:
    if part.colour is None or text.colour is None:
        return False
    pairs = zip(part.colour[:3], text.colour[:3], strict=True)
    return all(abs(one - other) < SAME for one, other in pairs)


def _is_clear(cover: Part | None) -> bool:
    """Whether what covers a text looks like paper, or like a picture of the page."""
    if cover is None:
        return True
    if cover.kind == PICTURE:
        return False
    return cover.colour is None or is_light(cover.colour)


def _outside(page: pypdfium2.PdfPage) -> Callable[[Part], bool]:
    left, bottom, right, top = page.get_bbox()
    return lambda text: (
        text.right < left or text.left > right or text.top < bottom or text.bottom > top
    )


def _not_drawn(letters: Letters, suspects: Iterable[int], places: list[int]) -> set[int]:
    """The places of the characters without which the page looks the same."""
    page = letters.page
    scale = min(SCALE, LARGEST / max(page.get_size()))
    shown = _Picture(page, scale)
    for handle in suspects:
        _set_active(handle, False)
    without = _Picture(page, scale)
    for handle in suspects:
        _set_active(handle, True)
    return {place for place in places if not shown.differs(without, letters.box(place))}


class _Picture:
    """A page as it is drawn."""

    def __init__(self, page: pypdfium2.PdfPage, scale: float) -> None:
        self.page = page
        bitmap = page.render(scale=scale, may_draw_forms=False)
        self.width, self.height = bitmap.width, bitmap.height
        self.stride, self.size = bitmap.stride, bitmap.n_channels
        self.pixels = bytes(bitmap.buffer)

    def differs(self, other: _Picture, box: Box) -> bool:
        """Whether two pictures of a page differ where a character stands."""
        corners = [self._pixel(x, y) for x in box[:2] for y in box[2:]]
        xs, ys = zip(*corners, strict=True)
        left, right = max(0, min(xs)), min(self.width, max(xs) + 1)
        for y in range(max(0, min(ys)), min(self.height, max(ys) + 1)):
            row = slice(y * self.stride + left * self.size, y * self.stride + right * self.size)
            mine, others = self.pixels[row], other.pixels[row]
            if mine != others and any(
                abs(a - b) > FAINT for a, b in zip(mine, others, strict=True)
            ):
                return True
        return False

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            self.page.raw, 0, 0, self.width, self.height, 0, x, y, across, down
        )
        return across.value, down.value
