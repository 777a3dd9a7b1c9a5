"""Text in which figures do not stand behind their labels: what is in doubt there is not read."""

from damaged import HEAD, TOP, row, statuses

import helpers

BROKEN = [
    "      （本列数据的勾稽关系为：第一项加        法人或其他组织",
    "      第二项之和，等于第三项加第四项之和）  自然",
    "      人 商业 科研 社会公 法律服 其 总计",
    "         企业 机构 益组织 务机构 他",
]
TITLE = "三、收到和处理政府信息公开申请情况\n申请人情况"


def lines(*figures):
    return "\n".join(map(str, figures))


def read(*parts):
    return helpers.read("\n".join(parts))


def test_heads_broken_over_lines_tell_the_usual_order():
    figures = ["0 1 0 0 0 0 1", "2 0 0 0 0 0 2", "2 1 0 0 0 0 3"]
    labels = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
    ]
    rows = [f"{label} {text}" for label, text in zip(labels, figures, strict=True)]
    report = read(TITLE, *BROKEN, *rows)
    assert [value for _, value in row(report, "granted")] == [2, 1, 0, 0, 0, 0, 3]
    swapped = [line.replace("商业 科研", "科研 商业") for line in BROKEN]
    report = read(TITLE, *swapped, *rows)
    assert [value for _, value in row(report, "received")] == [0, 0, 1, 0, 0, 0, 1]


def test_zeros_in_front_of_a_row_without_figures_may_be_those_of_both():
    zeros = ["7.属于行政执法案卷", lines(*[0] * 7)]
    following = ["1.本机关不掌握相关政府信息", lines(1, 0, 0, 0, 0, 0, 1)]
    report = read(HEAD, *TOP, *zeros, "8.属于行政查询事项", *following)
    assert statuses(report, "refused_enforcement_file") == {"unreadable"}
    report = read(HEAD, *TOP, *zeros, "8.属于行政查询事项", lines(2, *[0] * 5, 2), *following)
    assert statuses(report, "refused_enforcement_file") == {"read"}


def test_a_row_of_figures_above_the_first_label_casts_doubt_on_all_that_stand_on_other_lines():
    labels = [text.split("\n")[0] for text in TOP]
    figures = [lines(12, 3, 0, 0, 1, 0, 16), lines(2, 0, 0, 0, 0, 0, 2)]
    report = read(
        TITLE, figures[0], labels[0], figures[1], labels[1], lines(*[0] * 7), "（一）予以公开"
    )
    assert statuses(report, "received") == statuses(report, "carried_in") == {"unreadable"}


def test_figures_between_two_labels_are_not_those_of_a_broken_label_behind_a_row_without_any():
    """They are centred beside the label above, and those of the broken one follow its rest."""
    above = "8.属于行政查询事项"
    rows = ["1.本机关不掌握相关政府信", "   1 269 0 0 0 0 270", "办理结果   息  0 1 0 0 0 1 2"]
    report = read(HEAD, *TOP, above, *rows)
    assert "read" not in statuses(report, "unavailable_not_held")
    assert "read" not in statuses(report, "refused_administrative_query")


def test_only_the_number_of_a_page_is_left_out_of_a_row():
    """13 stands beside the label, so it is a figure; the sum of the others is no reason."""
    repeated = ["2.重复申请 13", lines(*[0] * 5), "0 708 708"]
    report = read(HEAD, *TOP, *repeated, "3.要求提供公开出版物", lines(0, 0, 136, 509, 650))
    assert "read" not in statuses(report, "unprocessed_repeat")
