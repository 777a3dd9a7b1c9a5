"""Rows that stand in another order than the form's are read under their own labels."""

import pytest

import helpers

HEAD = "某县教育局2021年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
ROWS = {
    "received": ("一、本年新收政府信息公开申请数量", (9, 0, 0, 0, 0, 0, 9)),
    "carried_in": ("二、上年结转政府信息公开申请数量", (0, 0, 0, 0, 0, 0, 0)),
    "granted": ("（一）予以公开", (4, 0, 0, 0, 0, 0, 4)),
    "refused_state_secret": ("1.属于国家秘密", (2, 0, 0, 0, 0, 0, 2)),
    "refused_other_law": ("2.其他法律行政法规禁止公开", (3, 0, 0, 0, 0, 0, 3)),
    "concluded": ("（七）总计", (9, 0, 0, 0, 0, 0, 9)),
    "carried_out": ("四、结转下年度继续办理", (0, 0, 0, 0, 0, 0, 0)),
}


def table(keys, separator, rows=ROWS):
    lines = [("申请人情况", *NAMES), *((rows[key][0], *map(str, rows[key][1])) for key in keys)]
    return "\n".join(separator.join(line) for line in lines) + "\n"


def swapped():
    keys = list(ROWS)
    keys[3:5] = keys[4], keys[3]
    return keys


def read(report):
    return {
        row: [cell.value for cell in report.cells if cell.row == row]
        for row in {cell.row for cell in report.cells if cell.status == "read"}
    }


@pytest.mark.parametrize("separator", ["\t", "|", "\n"])
def test_two_rows_in_the_wrong_order_are_read(separator):
    report = helpers.read(HEAD + table(swapped(), separator))
    assert read(report) == {key: list(figures) for key, (_, figures) in ROWS.items()}


def test_a_row_in_front_of_the_first_one_is_read():
    keys = [*ROWS]
    report = helpers.read(HEAD + table([keys[1], keys[0], *keys[2:]], "\t"))
    assert read(report)["carried_in"] == [0] * 7
    assert read(report)["received"] == [9, 0, 0, 0, 0, 0, 9]


def test_a_row_of_last_year_fills_no_row_that_is_missing():
    rows = ROWS | {"granted": ("（一）予以公开（2020年）", (8, 0, 0, 0, 0, 0, 8))}
    keys = [key for key in ROWS if key != "granted"]
    report = helpers.read(HEAD + table(["granted", *keys], "\t", rows))
    assert "granted" not in read(report)


def test_a_missing_row_is_not_taken_from_another_table():
    keys = [key for key in ROWS if key != "granted"]
    other = {"granted": ("（一）予以公开", (7, 0, 0, 0, 0, 0, 7))}
    text = HEAD + table(keys, "\t") + "其中：乡镇情况\n" + table(["granted"], "\t", other)
    report = helpers.read(text)
    assert "granted" not in read(report)
    assert read(report)["concluded"] == [9, 0, 0, 0, 0, 0, 9]
    assert any("7" in text.split() for text in report.problems["text"])


def test_a_label_within_a_sentence_is_no_row():
    keys = [key for key in ROWS if key != "carried_in"]
    text = f"{HEAD}二、上年结转政府信息公开申请数量为3件，详见下表。\n{table(keys, chr(9))}"
    assert "carried_in" not in read(helpers.read(text))
