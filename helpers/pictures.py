"""Figures as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from helpers.outputs import make_folder, replacing, sources_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from helpers.report import Report

DPI = 150
Draw = Callable[[], "Axes"]


def save_pictures(draws: Mapping[Path, Draw], reports: Iterable[Report]) -> list[Path]:
    """Draw into each path, never over the file of a report; return the paths in order."""
    sources = sources_of(reports)
    for path, draw in draws.items():
        make_folder(path.parent)
        with replacing(path, sources) as temporary:
            save_picture(draw, temporary)
    return sorted(draws)


def save_picture(draw: Draw, path: Path) -> None:
    """Draw one figure into a file, and forget it."""
    from matplotlib import pyplot as plt

    figure = cast("Figure", draw().figure)
    figure.savefig(path, dpi=DPI)
    plt.close(figure)
