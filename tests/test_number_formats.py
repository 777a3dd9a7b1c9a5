"""Formats of cells: the text that Excel shows for a stored number, or none where that is open."""

import pytest

from helpers.sources.guarded.number_formats import BUILT_IN, shown_number, shown_text


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ('0!.0,"万"', 16914000, "1691.4万"),
        ('0\\.0,"万"', 16914000, "1691.4万"),
        ('0.0"万"', 1691.4, "1691.4万"),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', 16914000, "1691.4万"),
        ('[>=10000]0!.0,"万";0', 123, "123"),
        ("0,", 16914000, "16914"),
        ("0%", 0.5, "50%"),
        (";;;", 5, ""),
        ('"无"', 0, "无"),
        ('"9"0', 5, "95"),
        ("0", 12.345, "12"),
        ("0", 12.5, "13"),
        ("0.00", 0.1 + 0.2, "0.30"),
        ("0.00", 1.005, "1.01"),
        ("#,##0", 1234567.5, "1,234,568"),
        ("#,##0", 0, "0"),
        ("#,###", 0, ""),
        ("0.##", 12, "12"),
        ("00000", 12, "00012"),
        ("0_);(0)", -12, "(12)"),
        ("0.00_ ;[Red]\\-0.00\\ ", -5, "-5.00"),
        ("+0;-0;0", 18, "+18"),
        ("0;-0;;@", 0, ""),
        (BUILT_IN[41], 0, "-"),
        (BUILT_IN[43], 1234.5, "1,234.50"),
        ('General"件"', 12, "12件"),
        ("@", 251000, "251000"),
        ("[$-804]0", 5, "5"),
        ("[$¥-804]#,##0", 1234, "¥1,234"),
        ('yyyy"年"m"月"d"日"', 45316, "2024年1月25日"),
        ("yyyy-mm-dd hh:mm", 45316.5, "2024-01-25 12:00"),
        ("h:mm", 0.75, "18:00"),
        ("yyyy/m/d", 1, "1900/1/1"),
    ],
)
def test_a_number_in_its_format(code, number, shown):
    assert shown_number(code, float(number)) == shown


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("0.00E+00", 12),
        ("# ?/?", 0.5),
        ("[DBNum1]0", 5),
        ("[White]0", 5),
        ("0*x", 5),
        ("0", -0.4),
        ('[>=10000]0!.0,"万";0', -5),
        ("0.0.0", 5),
        ("[h]:mm", 1.5),
        ("h AM/PM", 0.5),
        ("yyyy-mm-dd", 60),
        ("yyyy-mm-dd", -1),
        ("aaaa", 45316),
        ("0", float("nan")),
        ("General", float("inf")),
        ("0" * 301, 5),
    ],
)
def test_what_is_open_is_given_up(code, number):
    """Signs, fractions, Chinese numerals, white print, and what depends on a column's width."""
    assert shown_number(code, float(number)) is None


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    assert shown_number("yyyy-mm-dd", 0.0, True) is None
    assert shown_number("yyyy-mm-dd", 1.0, True) == "1904-01-02"


def test_texts_in_their_formats():
    texts = [(code, shown_text(code, "5")) for code in ("0", "@", ";;;", '"共"@"件"', "0;0;0;0@")]
    assert texts == [
        ("0", "5"),
        ("@", "5"),
        (";;;", ""),
        ('"共"@"件"', "共5件"),
        ("0;0;0;0@", None),
    ]
