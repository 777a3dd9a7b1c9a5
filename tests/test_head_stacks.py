"""Words below each other spell the head of a column, whatever the order of the text."""

from helpers.document import Placed
from helpers.forms import load_form
from helpers.head_stacks import stacked_heads
from helpers.labels import printed_lines

TABLES = load_form("2021").tables


def word(text, left, line):
    return Placed(text, left, left + 8.0 * len(text), 700.0 - 10 * line, 8.0)


def heads(table, words):
    found = stacked_heads(TABLES[table], printed_lines(TABLES[table])[0], words)
    return found and ["".join(word.text for word in stack) for stack in found]


ABOVE = [word("自然", 100, 0), word("总", 400, 0), word("法人或其他组织", 200, 0)]
BELOW = [word("人", 104, 1), word("商业", 150, 1), word("计", 400, 1), word("科研", 200, 1)]
BELOW += [word("社会公", 250, 1), word("法律服", 300, 1), word("其", 350, 1)]
LAST = [word("企业", 150, 2), word("机构", 200, 2), word("益组织", 250, 2), word("务机构", 300, 2)]
LAST += [word("他", 350, 2)]


def test_heads_on_several_lines_are_spelt_downwards():
    labels = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    assert heads("requests", [*ABOVE, *BELOW, *LAST]) == labels


def test_a_head_without_its_last_line_is_none():
    assert heads("requests", [*ABOVE, *BELOW, *LAST[:-1]]) is None


def test_rows_side_by_side_have_their_heads_from_left_to_right():
    labels = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    words = [word(label, 40 * place, 0) for place, label in enumerate(labels * 3)]
    assert heads("disputes", words[::-1]) == labels * 3
    assert heads("disputes", words[:-1]) is None
