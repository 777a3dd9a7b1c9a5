"""Reports with one passage changed, and the statuses of their rows."""

from importlib import import_module

from bundled import REPORTS

import helpers
from helpers.synthetic import RENDERERS

HEAD = "三、收到和处理政府信息公开申请情况\n申请人情况 自然人 法人或其他组织 总计\n"
TOP = [
    "一、本年新收政府信息公开申请数量\n12 3 0 0 1 0 16",
    "二、上年结转政府信息公开申请数量\n1 0 0 0 0 0 1",
]


def requests(*lines):
    return helpers.read("\n".join([HEAD, *TOP, *lines, "四、政府信息公开行政复议、行政诉讼情况"]))


def flat(year, old, new):
    """A report without separators with one passage changed."""
    text = (REPORTS / "pingtan" / f"{year}.txt").read_text(encoding="utf-8")
    assert text.count(old) == 1
    return helpers.read(text.replace(old, new))


def read_draft(draft):
    """The report of a synthetic draft, read from the file of its layout."""
    module, _, function = RENDERERS[draft.layout.partition(":")[0]].partition(":")
    return helpers.read(getattr(import_module(f"helpers.synthetic.{module}"), function)(draft))


def row(report, key):
    return [(cell.status, cell.value) for cell in report.cells if cell.row == key]


def statuses(report, key):
    return {status for status, _ in row(report, key)}
