"""A slip is named only where one slip is enough."""

import pytest

from helpers.slips import slip


@pytest.mark.parametrize(
    ("printed", "true", "name"),
    [
        (27, 72, "transposed"),
        (1334, 134, "doubled"),
        (1374, 174, "added"),
        (74, 704, "dropped"),
        (15, 12, "neighbouring key"),
        (91, 21, "other digit"),
        (0, 15, "left 0"),
        (-14, 14, "sign"),
    ],
)
def test_the_slip_that_made_the_printed_figure(printed, true, name):
    assert slip(printed, true) == name


@pytest.mark.parametrize(
    ("printed", "true"), [(3, 4), (15, 87), (100, 7), (12.5, 13.5), (5, 5_000), (4, -3)]
)
def test_what_is_no_single_slip_has_no_name(printed, true):
    assert slip(printed, true) is None
