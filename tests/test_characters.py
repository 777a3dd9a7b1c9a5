"""One spelling for the many ways of typing one character."""

import sys
import unicodedata

import pytest
from bundled import wushan_with

import helpers
from helpers.characters import fold, printable

DIGITS = [
    char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char) == "Nd"
]


def test_the_digits_of_every_script_are_folded_to_the_same_length():
    """Unicode has more than six hundred; the Arabic ٣ and the full-width ３ are both a 3."""
    assert len(DIGITS) > 600
    assert fold("3٣３३𝟛") == "33333"
    folded = fold("".join(DIGITS))
    assert folded.isascii() and len(folded) == len(DIGITS)
    assert [int(digit) for digit in folded] == [unicodedata.digit(digit) for digit in DIGITS]


def decisions_on_coercion(printed):
    """The third figure of 行政强制, which Wushan prints as 0 0 0."""
    text = wushan_with("行政强制\n\n0\n\n0\n\n0", f"行政强制\n\n0\n\n0\n\n{printed}")
    cells = helpers.read(text).cells
    return next(cell for cell in cells if cell[:3] == ("disclosure", "coercion", "decisions"))


@pytest.mark.parametrize("three", ["٣", "３", "३", "𝟛", "៣"])
def test_a_figure_in_digits_of_another_script_is_read_as_printed(three):
    """行政强制 of Wushan printed as 3 in another script."""
    cell = decisions_on_coercion(three)
    assert (cell.value, cell.raw, cell.status) == (3, three, "read")


@pytest.mark.parametrize("digit", ["٣", "３", "3", "²", "③", "Ⅲ", "৩"])
def test_glued_digits_of_any_kind_end_in_cells_or_problems(digit):
    text = f"行政规范性文件00{digit}本年处理决定数量行政强制行政"
    report = helpers.read(text.encode())
    values = {cell.value for cell in report.cells if cell.status == "read"}
    assert values <= {0, 3}


@pytest.mark.parametrize("sign", ["²", "③", "⑶", "Ⅲ", "፫"])
def test_a_sign_that_is_a_digit_but_no_decimal_is_not_read_as_a_figure(sign):
    assert decisions_on_coercion(sign).status != "read"


def test_no_two_names_of_files_are_printed_alike():
    names = ["年报", "a\\b", "\\xb1", "\udcb1", "\\x5cxb1", "\\\udcb1", "\n", "\\x0a", "\x85"]
    names += ["\udc85", "\ud800", "\\ud800", "\\\\xb1", "\\x", "\\x\udcb1"]
    printed = list(map(printable, names))
    assert len(set(printed)) == len(names)
    assert printed[:4] == ["年报", "a\\b", r"\x5cxb1", r"\xb1"]
    for name in printed:
        assert name.encode() and name.isprintable()
