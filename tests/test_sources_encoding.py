"""Bytes become the text that was printed, or an error; never another text."""

import pytest
from bundled import WUSHAN
from hypothesis import assume, given
from hypothesis import strategies as st

import helpers
from helpers.sources.encoding import decode

TEXT = WUSHAN.read_text(encoding="utf-8")
SHORT = "2020年政府信息公开工作年度报告：收到申请3件"
TRADITIONAL = "2020年政府信息公開工作年度報告：收到申請3件，結果維持0件"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_a_report_reads_the_same_in_every_encoding(encoding):
    """1691.4万 of procurement, whatever the bytes."""
    content = TEXT.encode(encoding)
    assert decode(content, "2020.txt") == TEXT
    cells = {(cell.row, cell.column): cell.value for cell in helpers.read(content).cells}
    assert cells["procurement", "amount"] == 1691.4


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(SHORT, "gbk"), (SHORT, "utf-8"), (TRADITIONAL, "big5"), (TRADITIONAL, "gb18030")],
)
def test_one_line_is_enough(text, encoding):
    assert decode(text.encode(encoding), "line") == text


def test_a_wrong_declaration_does_not_count():
    page = f'<meta charset="utf-8"><meta charset="big5"><p>{SHORT}</p>'
    assert decode(page.encode("gb18030"), "page") == page
    page = f'<meta charset="gb2312"><p>{SHORT}</p>'
    assert decode(page.encode(), "page") == page


def test_a_broken_byte_becomes_a_sign_and_never_a_digit():
    content = TEXT.encode()
    place = content.index("规章".encode()) + 1
    broken = decode(content[:place] + b"\xff" + content[place + 1 :], "2020.txt")
    assert broken.count("\ufffd") in (1, 2, 3)
    assert [c for c in broken if c.isdigit()] == [c for c in TEXT if c.isdigit()]


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 4,
        b"\x00\x01\x02\x03" * 300,
        b"\xff\xfe" + bytes(range(128, 256)) * 20,
        "Ünïcödé élève".encode("latin-1"),
    ],
    ids=["all bytes", "controls", "false mark", "latin"],
)
def test_what_is_no_chinese_text_is_refused(content):
    with pytest.raises(helpers.SourceError, match=r"^x\.bin: "):
        decode(content, "x.bin")


@given(st.binary(min_size=40, max_size=400))
def test_random_bytes_are_refused_or_come_back(content):
    try:
        text = decode(content, "random")
    except helpers.SourceError:
        return
    assert content in (text.encode(), text.encode("utf-16-le", "replace")) or "\ufffd" in text


@given(
    st.integers(0, len(TEXT) - 200),
    st.integers(100, 200),
    st.sampled_from(["gb18030", "utf-8", "utf-16-le"]),
)
def test_any_piece_of_a_report_is_read_right_or_not_at_all(start, length, encoding):
    piece = TEXT[start : start + length]
    assume(not piece.isascii())
    try:
        assert decode(piece.encode(encoding), "piece") == piece
    except helpers.SourceError:
        assert sum(not character.isascii() for character in piece) < 40
