"""Where no row of a page is full, the heads of a table tell its columns."""

from helpers.document import Placed
from helpers.forms import load_form
from helpers.head_columns import head_columns
from helpers.labels import Found, printed_lines
from helpers.run import Run
from helpers.tokens import Tokens

FORM = load_form("2021")
HEADS = ["法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
LEFTS = {"自然人": 200, "商业企业": 250, "科研机构": 300, "社会公益组织": 350}
LEFTS |= {"法律服务机构": 400, "其他": 450, "总计": 500, "法人或其他组织": 320}


def columns(heads, lefts=LEFTS, page_of=lambda head: 1):
    """The columns of table three under these heads, whose characters are 4 points wide."""
    tokens = Tokens()
    for line, head in enumerate([*heads, "一、本年新收政府信息公开申请数量 3 4"], 1):
        tokens.add(head, line, page_of(head))
    label = printed_lines(FORM.tables["requests"])[0]
    run = Run(Found(label, 0, 0), tokens, len(heads), len(heads))

    def locate(token, offset, length):
        left = lefts[token.text] + 4 * offset
        return [Placed(token.text[offset], left, left + 4, 700.0, 4.0)]

    ends = head_columns(FORM.tables["requests"], run, locate)
    return ends and [(left + right) / 2 for left, right in ends]


def test_every_column_has_the_middle_of_its_own_head():
    assert columns(["自然人", *HEADS]) == [206, 258, 308, 362, 412, 454, 504]


def test_no_columns_where_a_head_is_missing_or_stands_elsewhere():
    assert columns(HEADS) is None
    assert columns(["自然人", *HEADS], LEFTS | {"自然人": 600}) is None
    assert columns(["自然人", *HEADS], page_of=lambda head: 1 + (head == "其他")) is None
