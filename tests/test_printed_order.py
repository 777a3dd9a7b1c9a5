"""A figure in a grid belongs to the column whose head stands above it, wherever that stands."""

from bundled import wushan_with

import helpers

KINDS = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
ROW = "<tr><td colspan=2>{}</td>" + "<td>{}</td>" * 7 + "</tr>"


def page(kinds, figures, form="本年制发件数,本年废止件数,现行有效件数"):
    heads = "".join(f"<td>{kind}</td>" for kind in kinds)
    issued = "".join(f"<td>{head}</td>" for head in form.split(","))
    return helpers.read(
        f"""<html><p>二、主动公开政府信息情况</p><table><tr><td>信息内容</td>{issued}</tr>
        <tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>
        <p>三、收到和处理政府信息公开申请情况</p><table>
        <tr><td rowspan=3 colspan=2></td><td colspan=7>申请人情况</td></tr>
        <tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>
        <tr>{heads}</tr>{ROW.format("一、本年新收政府信息公开申请数量", *figures)}
        {ROW.format("二、上年结转政府信息公开申请数量", *"0000000")}
        <tr><td rowspan=2>（三）不予公开</td><td>1.属于国家秘密</td>{"<td>0</td>" * 7}</tr>
        <tr><td>2.其他法律行政法规禁止公开</td>
        {"".join(f"<td>{figure}</td>" for figure in figures)}</tr></table></html>"""
    )


def values(report, row):
    return [c.value for c in report.cells if c.row == row]


def test_columns_in_another_order_are_read_by_their_heads():
    report = page([KINDS[1], KINDS[0], *KINDS[2:]], [1, 2, 3, 4, 5, 6, 21])
    assert values(report, "received") == [1, 3, 2, 4, 5, 6, 21]
    assert values(report, "refused_other_law") == [1, 3, 2, 4, 5, 6, 21]
    assert values(report, "regulations") == [1, 2, 3]


def test_the_order_of_one_block_says_nothing_of_another():
    report = page(KINDS, [1, 2, 3, 4, 5, 6, 21], "现行有效件数,本年制发件数,本年废止件数")
    assert values(report, "regulations") == [2, 3, 1]
    assert values(report, "received") == [1, 2, 3, 4, 5, 6, 21]


def test_an_unknown_head_leaves_the_order_of_the_form():
    report = page(["企业", *KINDS[1:]], [1, 2, 3, 4, 5, 6, 21])
    assert values(report, "received") == [1, 2, 3, 4, 5, 6, 21]


def test_heads_on_lines_of_their_own_tell_the_order_of_the_figures_below():
    report = helpers.read(wushan_with("采购项目数量\n\n采购总金额", "采购总金额\n\n采购项目数量"))
    found = {c.column: c.raw for c in report.cells if c.row == "procurement"}
    assert found == {"projects": "1691.4万", "amount": "47"}
