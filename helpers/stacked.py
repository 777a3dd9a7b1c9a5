"""The figures of many reports as matrices, one for each shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from helpers.report import Report
from helpers.shape import CODES, Shape

READ = CODES["read"]


class Stack(NamedTuple):
    """Reports of one shape by its cells: `values`, 0 where there is none, and which are `read`.

    `who` are the reports' places among those that were given.
    """

    shape: Shape
    who: np.ndarray
    values: np.ndarray
    read: np.ndarray


def by_shape(reports: Sequence[Report]) -> dict[Shape, list[int]]:
    """The places of the reports of each shape, in the order given."""
    groups: dict[Shape, list[int]] = {}
    for who, report in enumerate(reports):
        groups.setdefault(report.vector.shape, []).append(who)
    return groups


def stacks_of(reports: Sequence[Report]) -> list[Stack]:
    """Reports of the same shape together, in the order given."""
    return [_stack(shape, who, reports) for shape, who in by_shape(reports).items()]


def _stack(shape: Shape, who: list[int], reports: Sequence[Report]) -> Stack:
    vectors = [reports[number].vector for number in who]
    values = np.nan_to_num([vector.values for vector in vectors])
    read = np.array([vector.codes for vector in vectors]) == READ
    return Stack(shape, np.array(who), values, read)
