"""Blank cells that left no trace: every place that they may have had is a reading."""

import pytest

from helpers.flat import Slot, TooManyReadingsError
from helpers.traceless import traceless_readings, traceless_sums


def test_a_sum_that_is_printed_leaves_the_place_of_the_blank_open():
    assert set(traceless_sums("44", [3])) == {("4", "", "4"), ("", "4", "4")}


def test_the_sum_of_zeros_may_be_what_is_blank():
    assert set(traceless_sums("00", [3])) == {("0", "0", ""), ("0", "", "0"), ("", "0", "0")}


def test_a_signed_number_stands_only_where_a_sign_can():
    slots = [Slot(False, False), Slot(True, False)]
    assert set(traceless_readings(["-7"], slots)) == {("", "-7"), ("-", "7")}


def test_too_many_readings_are_not_searched():
    with pytest.raises(TooManyReadingsError):
        traceless_sums("1" * 41, [7])
