"""A printed number is read exactly, or not as a number."""

from random import Random

import pytest
from damaged import read_draft

from helpers.forms import load_form
from helpers.numbers import Printed, full_unit, parted, read_number, read_print
from helpers.synthetic import LAYOUTS
from helpers.synthetic.draft import new_draft
from helpers.synthetic.figures import Print


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
        ("589万件", 589, "万件"),
        ("589 万 件", 589, "万件"),
        ("1.2亿", 1.2, "亿"),
        ("12 . 9 万 元", 12.9, "万元"),
        ("273 .5681", 273.5681, None),
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


@pytest.mark.parametrize(
    ("text", "value"), [("１２，３４５．６", 12345.6), ("٥٨٩", 589), ("𝟓𝟖𝟗", 589)]
)
def test_digits_of_another_width_or_script_read_like_plain_ones(text, value):
    assert read_print(text)[1] == Printed("number", value)


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
        ("--253", "bad"),
        ("不适用", "mark"),
        ("N/A", "mark"),
        ("12  .  9", "bad"),
        ("1, 234", "bad"),
        ("2021年", "text"),
        ("3月", "text"),
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
    for text in ("1" * 100_000, "1 " * 100_000, "(" * 100_000, "1," * 100_000, "=" * 100_000):
        assert read_number(text).value is None


SPOILT = [
    *("589千", "5百89", "5万3千", "5万3", "5十", "5成", "589余", "589多件", "589件以上", "589左右"),
    *("约589", "近 589", "超过589", "百分之5", "3分之1", "589至590", "589~590", "589:590", "±5"),
    *("589%", "589 ‰", "589½", "½", "≥589", "¥589", "1'234", "589。5", "5_000"),
    *("5٫5", "五百八十九", "零", "两", "Ⅴ", "㈤", "589元整", "589万字"),
]


@pytest.mark.parametrize("text", SPOILT)
def test_what_touches_a_number_and_makes_it_another_one_leaves_it_unread(text):
    assert read_print(text)[1] == Printed("bad")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3 1 0", ["3", "1", "0"]),
        ("3 12 . 9万元 5", ["3", "12 . 9万元", "5"]),
        ("3 5 千 0", ["3", "5 千", "0"]),
        ("约 5 0", ["约 5", "0"]),
        ("1, 234 5", ["1, 234", "5"]),
        ("3 - 5", ["3", "-", "5"]),
    ],
)
def test_a_space_within_a_number_parts_nothing(text, figures):
    assert parted(text) == figures


def printed_in(layout, text, key):
    """The cell of a synthetic report in which `text` is printed, its row, and the problems."""
    draft = new_draft(load_form("2021"), layout, Random(1))
    draft.prints[key] = Print("read", None, text)
    report = read_draft(draft)
    row = [cell for cell in report.cells if (cell.table, cell.row) == key[:2]]
    return next(cell for cell in row if cell.column == key[2]), row, report.problems


EVERY_LAYOUT = [f"{medium}:{name}" for medium, names in LAYOUTS.items() for name in names]
PENALTIES, FEES = ("disclosure", "penalties", "decisions"), ("disclosure", "fees", "amount")
WORDS = [
    "五",
    "589千",
    "589余",
    "5成",
    "589件以上",
    "约589",
    "589%",
    "589½",
    "589、590",
    "5万3千",
    "589户",
]


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
@pytest.mark.parametrize("text", WORDS)
def test_no_part_of_a_number_is_read_in_any_layout(layout, text):
    """The print is kept as it is, and reported."""
    cell, _, problems = printed_in(layout, text, PENALTIES)
    assert (cell.status, cell.value, cell.raw) == ("unreadable", None, text)
    assert (problems["text"] == text).any()


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
@pytest.mark.parametrize("text", ["7千", "七"])
def test_a_spoilt_number_among_others_shifts_none_of_them_and_is_kept(layout, text):
    cell, row, problems = printed_in(layout, text, ("requests", "received", "business"))
    assert cell.status in ("unreadable", "ambiguous")
    truth = dict(
        zip(load_form("2021").tables["requests"].columns, [26, 2, 2, 2, 2, 0, 34], strict=True)
    )
    assert all(other.value == truth[other.column] for other in row if other.status == "read")
    assert any(text in kept for kept in [*[cell.raw or "" for cell in row], *problems["text"]])


@pytest.mark.parametrize("layout", EVERY_LAYOUT)
@pytest.mark.parametrize(
    ("text", "key", "value", "unit"),
    [
        ("２７３ . ５６８１万元", FEES, 273.5681, "万元"),
        ("12. 9 万元", FEES, 12.9, "万元"),
        ("589万件", PENALTIES, 589, "万件"),
        ("589亿", PENALTIES, 589, "亿件"),
        ("1691.4万", FEES, 1691.4, "万元"),
        ("251000元", FEES, 251000, "元"),
    ],
)
def test_a_number_is_read_with_its_spaces_and_its_unit_in_every_layout(
    layout, text, key, value, unit
):
    cell, _, _ = printed_in(layout, text, key)
    assert (cell.status, cell.value, cell.unit) == ("read", value, unit)
