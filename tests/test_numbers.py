"""A printed number is read exactly, or not as a number."""

import pytest

from helpers.numbers import Printed, full_unit, read_number, read_print


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0", 0, None),
        ("589", 589, None),
        ("+14", 14, None),
        ("-2", -2, None),
        ("1691.4万", 1691.4, "万"),
        ("251000元", 251000, "元"),
        ("1,234,567", 1234567, None),
        ("4166.241619", 4166.241619, None),
        ("0.5", 0.5, None),
        ("12件", 12, "件"),
    ],
)
def test_numbers_keep_value_and_unit(text, value, unit):
    assert read_number(text) == Printed("number", value, unit)


def test_a_remark_behind_a_number_is_kept_apart():
    assert read_print("22（其中修订16件）")[1] == Printed("number", 22, None, "(其中修订16件)")


@pytest.mark.parametrize(
    ("text", "value"), [("增2", 2), ("增加2", 2), ("减3", -3), ("减少3", -3), ("↑4", 4), ("↓1", -1)]
)
def test_a_change_in_words_has_its_sign_and_is_remarked(text, value):
    printed = read_number(text)
    assert (printed.kind, printed.value, printed.note) == (
        "number",
        value,
        text.rstrip("0123456789"),
    )


def test_a_change_in_words_and_a_sign_contradict_each_other():
    assert read_number("减-3").kind != "number"


@pytest.mark.parametrize("mark", ["*", "**", "①", "⑫"])
def test_the_mark_of_a_note_is_no_part_of_the_number(mark):
    assert read_print("48" + mark)[1] == Printed("number", 48, None, mark)


def test_full_width_digits_read_like_half_width_ones():
    assert read_print("１２，３４５．６")[1].value == 12345.6


@pytest.mark.parametrize("text", ["/", "—", "－", "-", "无", "□", "——"])
def test_marks_are_no_numbers(text):
    assert read_print(text)[1] == Printed("mark")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12a", "bad"),
        ("1O", "bad"),
        ("3?", "bad"),
        ("O", "bad"),
        ("— — —", "run"),
        ("007", "run"),
        ("0000000", "run"),
        ("12 5", "run"),
        ("35-15", "run"),
        ("1,23", "run"),
        ("1.2.3", "run"),
        ("3、4", "bad"),
        ("-4-", "page"),
        ("— 12 —", "page"),
        ("", "blank"),
        ("规章", "text"),
        ("第3季度", "text"),
    ],
)
def test_whatever_is_no_single_number_gives_no_value(text, kind):
    assert read_print(text)[1].kind == kind
    assert read_print(text)[1].value is None


def test_a_bare_ten_thousand_scales_the_unit_of_the_form():
    assert full_unit("万", "as printed (元 or 万元)") == "万元"
    assert full_unit("万", "件") == "万件"
    assert full_unit("元", "万元") == "元"


def test_long_runs_of_digits_and_spaces_end_at_once():
    for text in ("1" * 100_000, "1 " * 100_000, "(" * 100_000, "1," * 100_000):
        assert read_number(text).value is None
