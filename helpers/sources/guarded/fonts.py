"""The one font that pdfium uses for fonts that a PDF names and does not hold, on every machine."""

from __future__ import annotations

import ctypes
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

# zhplot brings this font; it is found by its package, which is not imported.
FONT_PACKAGE, FONT_FILE = "zhplot", "NotoSansSC-Regular.ttf"
FACE = b"Noto Sans SC\0"
# The sets of characters that the font is for: Japanese, Korean, simplified and traditional Chinese.
# For all other fonts pdfium has its own.
_CHARSETS = frozenset((128, 129, 134, 136))
_HANDLE = 1
_WHOLE_FILE = 0


def use_one_font() -> None:
    """Let pdfium take the font of the package, and none of the system, in this process.

    Without it, the places of characters, and which of them have a text, depend on the machine.
    """
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{FONT_PACKAGE} is not installed; it brings the Chinese font")
    _install(_FontInfo((Path(spec.origin).parent / "fonts" / FONT_FILE).read_bytes()))


def _install(info: _FontInfo) -> None:
    """Give pdfium the callbacks, which it keeps as long as the process lives."""
    _installed.append(info)
    pdfium.FPDF_SetSystemFontInfo(info.struct)


_installed: list[_FontInfo] = []


class _FontInfo:
    """The callbacks by which pdfium asks for fonts, and the file that answers them."""

    def __init__(self, font: bytes) -> None:
        self.font = ctypes.create_string_buffer(font, len(font))
        kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
        answers = {"MapFont": self._map_font, "GetFontData": self._data, "GetFaceName": self._name}
        answers |= {"GetFontCharset": self._charset, "DeleteFont": self._delete}
        callbacks: dict[str, Any] = {key: kinds[key](answer) for key, answer in answers.items()}
        self.struct = pdfium.FPDF_SYSFONTINFO(version=1, **callbacks)

    def _map_font(self, _info: Any, _weight: int, _italic: int, charset: int, *_: Any) -> int:
        return _HANDLE if charset in _CHARSETS else 0

    def _data(self, _info: Any, _font: int, table: int, buffer: Any, size: int) -> int:
        if table != _WHOLE_FILE:
            return 0
        if buffer and size >= len(self.font):
            ctypes.memmove(buffer, self.font, len(self.font))
        return len(self.font)

    def _name(self, _info: Any, _font: int, buffer: Any, size: int) -> int:
        if buffer and size >= len(FACE):
            ctypes.memmove(buffer, FACE, len(FACE))
        return len(FACE)

    def _charset(self, _info: Any, _font: int) -> int:
        return 134

    def _delete(self, _info: Any, _font: int) -> None:
        """Nothing was opened for the font."""
