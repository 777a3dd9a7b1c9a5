"""Noise around cells: labels, rows, tables, headings and prose."""

from __future__ import annotations

from helpers.labels import ORDINAL
from helpers.synthetic.draft import Break, Draft
from helpers.synthetic.figures import Print, plain
from helpers.synthetic.grid import OUTSIDE


def damaged_label(draft: Draft) -> bool:
    """One character of a label lost, replaced or printed as `?`."""
    names = [(table, row) for table in draft.order for row in draft.order[table]
             if table != "disputes"]  # fmt: skip
    if not names:
        return False
    for name in draft.rng.sample(names, min(draft.rng.randint(1, 3), len(names))):
        label = draft.labels[name]
        place = draft.rng.randrange(len(label))
        instead = draft.rng.choice(("", "?", "某"))
        draft.labels[name] = label[:place] + instead + label[place + 1 :]
    return True


def ordinals(draft: Draft) -> bool:
    """`1、` for `1.`, half-width brackets, or `1．`."""
    old, new = draft.rng.choice(((".", "、"), (".", "．"), ("（", "(")))
    for name, label in draft.labels.items():
        head = label[:3].replace(old, new)
        if new == "(":
            head = head.replace("）", ")")
        draft.labels[name] = head + label[3:]
    return True


def bracket_label(draft: Draft) -> bool:
    """An explanation in brackets behind a label."""
    names = [(table, row) for table in draft.order for row in draft.order[table]
             if table != "disputes"]  # fmt: skip
    note = draft.rng.choice(
        ("（含派出机构）", "(件)", "（2023年起）", "（不含乡镇）", "（单位：件）")
    )
    for name in draft.rng.sample(names, min(2, len(names))):
        draft.labels[name] += note
    return bool(names)


def extra_row(draft: Draft) -> bool:
    """A row that the form does not have."""
    table = draft.rng.choice([t for t in draft.order if t != "disputes"] or [""])
    if not table:
        return False
    behind = draft.order[table][-1]
    if table == "disclosure":
        behind = draft.rng.choice(draft.order[table])
    label = draft.rng.choice(("其他主动公开文件", "办事大厅接待人次", "政务服务事项"))
    count = len(draft.row(table, behind))
    texts = [str(draft.rng.randint(1, 9999)) for _ in range(count)]
    draft.extra.append((table, behind, label, texts))
    return True


def single_other(draft: Draft) -> bool:
    """The group 其他处理 of the form 2021 printed as one row."""
    block = next((b for t in draft.form.tables.values() for b in t.blocks if b.single), None)
    if block is None or block.single is None or "requests" not in draft.order:
        return False
    parts = [row.key for row in block.rows]
    for column in block.columns:
        values = [draft.prints.pop(("requests", row, column.key)).value or 0.0 for row in parts]
        total = sum(values)
        draft.prints["requests", block.single.key, column.key] = Print("read", total, plain(total))
    if draft.rng.random() < 0.5:
        draft.labels["requests", block.single.key] = "（六）其他"
    order = draft.order["requests"]
    place = order.index(parts[0])
    draft.order["requests"] = [*order[:place], block.single.key, *order[place + len(parts) :]]
    return True


def missing_row(draft: Draft) -> bool:
    """A row that the publisher left out."""
    names = [(t, row) for t in draft.order for row in draft.order[t] if t != "disputes"]
    if not names:
        return False
    table, row = draft.rng.choice(names)
    draft.order[table].remove(row)
    for key in draft.row(table, row):
        draft.prints[key] = Print("absent", None, "")
    return True


def missing_table(draft: Draft) -> bool:
    """A table that the publisher left out."""
    if len(draft.order) < 2:
        return False
    table = draft.rng.choice(list(draft.order))
    del draft.order[table]
    for key in [key for key in draft.prints if key[0] == table]:
        draft.prints[key] = Print("absent", None, "")
    return True


def swapped_rows(draft: Draft) -> bool:
    """Two neighbouring rows under one head in the wrong order."""
    pairs = [
        (table.key, one, two)
        for table in draft.form.tables.values()
        if table.key in draft.order and table.key != "disputes"
        for one, two in zip(draft.order[table.key], draft.order[table.key][1:], strict=False)
        if table.group_of[one] is table.group_of[two]
        and (one in OUTSIDE) == (two in OUTSIDE)
        and not {draft.labels[table.key, one], draft.labels[table.key, two]} & _twice(draft)
    ]
    if not pairs:
        return False
    name, one, two = draft.rng.choice(pairs)
    place = draft.order[name].index(one)
    draft.order[name][place : place + 2] = [two, one]
    return True


def _twice(draft: Draft) -> set[str]:
    """The labels that occur under two rows: their order alone tells which is which."""
    labels = list(draft.labels.values())
    return {label for label in labels if labels.count(label) > 1}


def _of_statistics(draft: Draft) -> bool:
    return "statistics" in draft.form.tables


def code_column(draft: Draft) -> bool:
    """A column of codes or of serial numbers in a statistics table."""
    if not _of_statistics(draft):
        return False
    first = draft.rng.random() < 0.5
    words = ("序号", "编号", "行次") if first else ("代码", "指标代码", "行次")
    draft.style = draft.style._replace(codes=draft.rng.choice(words), first=first)
    return True


def statistics_heads(draft: Draft) -> bool:
    """The heads of a statistics table in variant wording."""
    if not _of_statistics(draft):
        return False
    rng = draft.rng
    figures = ["数量", "统计数据", "本年数", "本年度", f"{draft.year}年"]
    heads = [rng.choice(("指标名称", "统计指标", "项目名称")), rng.choice(("单位", "计量单位"))]
    if len(draft.form.tables["statistics"].columns) == 1:
        heads.append(rng.choice(figures))
    draft.style = draft.style._replace(heads=tuple(heads))
    return True


def empty_groups(draft: Draft) -> bool:
    """Group rows without a sign in their cells, or with another one."""
    if not _of_statistics(draft):
        return False
    draft.style = draft.style._replace(filling=draft.rng.choice(("", "--", "－－", "—", "/")))
    return True


def bare_labels(draft: Draft) -> bool:
    """The labels of a statistics table without their numbers and remarks."""
    if not _of_statistics(draft):
        return False
    remarks = draft.rng.random() < 0.5
    for name, label in draft.labels.items():
        bare = ORDINAL.sub("", label.replace("（", "(").replace("）", ")").replace("、", ".", 1))
        whole = label[len(label) - len(bare) :]
        draft.labels[name] = whole if remarks else whole.partition("（")[0]
    return True


def headings(draft: Draft) -> bool:
    """Section headings renamed, renumbered, or without their number."""
    renamed = {
        2: ("二、行政机关主动公开政府信息情况", "二、主动公开情况"),
        3: ("三、行政机关收到和处理政府信息公开申请情况", "三、依申请公开政府信息情况"),
        4: (
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "四、政府信息公开行政法复议、行政诉讼情况",
        ),
        5: ("五、存在问题及改进措施", "五、政府信息公开工作存在的主要问题及改进情况"),
    }
    way = draft.rng.choice(("rename", "shift", "unnumbered", "drop"))
    for number, label in draft.headings.items():
        if way == "rename" and number in renamed and not _of_statistics(draft):
            draft.headings[number] = draft.rng.choice(renamed[number])
        elif way == "shift":
            draft.headings[number] = "一二三四五六七八"[number] + label[1:]
        elif way == "unnumbered":
            draft.headings[number] = label[1:] if draft.rng.random() < 0.5 else label[2:]
    if way == "drop":
        del draft.headings[draft.rng.choice(list(draft.headings))]
    return True


def decoys(draft: Draft) -> bool:
    """Prose full of figures, and sentences that name sections, tables and labels."""
    rng = draft.rng
    contents = "目录 " + " ".join(
        f"{label} {page}" for page, label in enumerate(draft.headings.values(), 1)
    )
    texts = (
        contents,
        f"全年在门户网站发布信息{rng.randint(10, 9000)}条，微信公众号{rng.randint(1, 900)}条。",
        "各单位应如实填报规章、行政规范性文件、行政许可、行政处罚、行政强制等数据。",
        "本年新收政府信息公开申请数量、上年结转政府信息公开申请数量详见第三部分。",
        f"（一）予以公开方面，及时答复群众，满意度{rng.randint(80, 99)}%。",
        f"办理人大建议{rng.randint(1, 99)}件、政协提案{rng.randint(1, 99)}件，答复率100%。",
        "有关行政复议、行政诉讼情况见“四、政府信息公开行政复议、行政诉讼情况”。",
        f"1.举办培训{rng.randint(1, 9)}场。2.开展督查{rng.randint(1, 9)}次。3.其他工作有序推进。",
        f"电话：0591-{rng.randint(10**7, 10**8 - 1)}，邮编：{rng.randint(10**5, 10**6 - 1)}。",
    )
    for text in rng.sample(texts, rng.randint(2, 5)):
        section = rng.choice([0, 0, *draft.prose])
        draft.prose.setdefault(section, []).append(text)
    return True


def notes(draft: Draft) -> bool:
    """A line below a table that states figures."""
    if not draft.order:
        return False
    table = draft.rng.choice(list(draft.order))
    draft.notes[table] = draft.rng.choice(
        (
            f"注：以上数据统计截至{draft.year}年12月31日。",
            f"注：本表含派出机构{draft.rng.randint(2, 30)}家的数据。",
            f"填表日期：{draft.year + 1}-01-15",
        )
    )
    return True


def column_labels(draft: Draft) -> bool:
    """Heads of columns in variant wording."""
    draft.column_labels = {
        "本年制发件数": "本年度制发数",
        "本年废止件数": "本年废止数",
        "现行有效件数": "现行有效件",
        "本年处理决定数量": "处理决定数量(2023年办件量)",
        "本年收费金额（单位：万元）": "本年收费金额",
        "社会公益组织": "社会公益 组织",
        "本年增/减": "本年增（减）",
    }
    return True


def equal_heads(draft: Draft) -> bool:
    """Heads of two columns cut to what they have in common, as web text keeps their first line."""
    names = ("本年新制作数量", "本年新公开数量")
    tables = draft.form.tables.values()
    known = {column.label for table in tables for column in table.columns.values()}
    if "disclosure" not in draft.order or not known.issuperset(names):
        return False
    draft.column_labels = draft.column_labels | dict.fromkeys(names, "本年新")
    return True


def broken_table(draft: Draft) -> bool:
    """Tables that go on on another page, where their heads are printed again."""
    rng = draft.rng
    names = [table for table in draft.order if table != "disputes"]
    for name in rng.sample(names, rng.randint(1, len(names)) if names else 0):
        title = rng.choice(("", "", "续表", "（续上表）", "- 3 -"))
        draft.broken[name] = Break(rng.random(), title, rng.random() < 0.5, rng.random() < 0.5)
    return bool(names)


def traditional(draft: Draft) -> bool:
    """Traditional characters."""
    draft.traditional = True
    return True
