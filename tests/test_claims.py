"""What the prose states: every figure of the truth is found, and other numbers are no claims."""

import csv
from pathlib import Path

import pytest

from helpers.characters import fold, normalise
from helpers.claims.claim import OTHER_ORGAN, THIS_YEAR, UNATTACHED
from helpers.claims.extraction import LONGEST_QUOTE, find_claims
from helpers.claims.measures import caveat, load_measures
from helpers.forms import form_names, load_form
from helpers.sections import Layout, detect_form, locate
from helpers.sources import load, open_source
from helpers.sources.text import text_document

DATA = Path(__file__).parent.parent / "data"
TRUTHS = sorted((DATA / "truth").glob("*.claims.csv"))
MEASURES = {
    "published_total": "published_total",
    "information held, total": "information_held",
    "information held, on request only": "held_on_request_only",
    "information held, not to be disclosed": "held_not_disclosed",
    "information processing fee, yuan": "information_fee",
}
DISPUTED = "litigation_direct+litigation_after_reconsideration"
TITLE = "某县发展和改革局2024年政府信息公开工作年度报告。"
# Figures that follow from a sentence (均已答复) and are not printed.
DERIVED = [key for key in load_measures().measures if key.startswith("received_all")]
CASES = [
    (
        "2024年，我局新收政府信息公开申请35件，上年结转2件，办结36件，结转下年度1件。",
        [
            ("requests/received/total", 35),
            ("requests/carried_in/total", 2),
            ("requests/concluded/total", 36),
            ("requests/carried_out/total", 1),
        ],
    ),
    (
        "全年共受理依申请公开事项12件，均已按期答复。",
        [("requests/received/total", 12), ("requests/concluded/total", 12)],
    ),
    ("办理依申请公开工作。全年办理答复30件。", [("requests/concluded/total", 30)]),
    (
        "因政府信息公开引发行政复议案件2起，其中结果维持1起，结果纠正1起。",
        [
            ("disputes/reconsideration/total", 2),
            ("disputes/reconsideration/upheld", 1),
            ("disputes/reconsideration/corrected", 1),
        ],
    ),
    (
        "收到政府信息公开申请9件，其中予以公开 5 件，不予公开1件，无法提供2件，其他处理1件。",
        [
            ("requests/received/total", 9),
            ("requests/granted/total", 5),
            ("requests/refused_*/total", 1),
            ("requests/unavailable_*/total", 2),
            ("requests/other_*/total", 1),
        ],
    ),
    (
        "收到政府信息公开申请20件，其中自然人18件，法人或其他组织2件。",
        [
            ("requests/received/total", 20),
            ("requests/received/natural_person", 18),
            (
                "requests/received/"
                "business+research+public_interest+legal_service+other_organization",
                2,
            ),
        ],
    ),
    (
        "收到政府信息公开申请15件（其中上年结转2件），较上年增加5件，办结14件。",
        [
            ("requests/received/total", 15),
            ("requests/carried_in/total", 2),
            ("requests/concluded/total", 14),
        ],
    ),
    (
        "受理并办结政府信息公开申请8件。",
        [("requests/received/total", 8), ("requests/concluded/total", 8)],
    ),
    (
        "因政府信息公开被申请行政复议3件、提起行政诉讼2件。",
        [("disputes/reconsideration/total", 3), (f"disputes/{DISPUTED}/total", 2)],
    ),
    (
        "本年制发行政规范性文件12件，废止行政规范性文件3件，现行有效行政规范性文件45件。",
        [
            ("disclosure/normative_documents/issued", 12),
            ("disclosure/normative_documents/repealed", 3),
            ("disclosure/normative_documents/in_force", 45),
        ],
    ),
    (
        "没有发生因政府信息公开申请提起行政复议、行政诉讼的情况。",
        [("disputes/reconsideration/total", 0), (f"disputes/{DISPUTED}/total", 0)],
    ),
    (
        "未收到公民、法人或其他组织提出的政府信息公开申请，未收取信息处理费。",
        [("requests/received/total", 0), ("information_fee", 0)],
    ),
    ("全年收取行政事业性收费300万元，信息处理费60元。", [("information_fee", 60)]),
    (
        "全年公开政府信息400条，其中规范性文件12件，环保信息8条。",
        [
            ("published_total", 400),
            ("disclosure/normative_documents/issued", 12),
            ("published_part", 8),
        ],
    ),
    ("市直部门主动公开政府信息500条。", [("published_part", 500)]),
    ("通过微信公众号主动公开政府信息300条。", [("published_part", 300)]),
    (
        "全年产生政府信息150条，其中主动公开120条，依申请公开20条，不予公开10条。",
        [("information_held", 150), ("held_on_request_only", 20), ("held_not_disclosed", 10)],
    ),
    ("收到网上提交的政府信息公开申请10件。", [("received_online", 10)]),
]
NO_CLAIMS = [
    "累计接待咨询300人次。",
    "上年度收到政府信息公开申请10件。",
    "2023年收到政府信息公开申请10件。",
    "较上年增加5件。",
    "召开政务公开会议3次，培训2场。",
    "收到信息公开培训通知1件。",
    "全年制发公文150件，其中主动公开120件，依申请公开20件，不予公开10件。",
    "依申请公开方面。12345热线受理工单300件，办结298件。",
    "依申请公开方面。全年共受理行政许可申请500件，办结480件。",
    "其中，市政府办公室受理政府信息公开申请20件。",
    "市财政局收到政府信息公开申请12件。",
    "未发生行政复议被纠错、行政诉讼败诉案件。",
    "全年共办理行政复议案件120件，行政诉讼案件30件。",
    "因政府信息公开引发的行政复议、行政诉讼各2件。",
    "公开行政复议决定书15份。",
    "清理规范性文件120件，其中废止10件。",
    "属于国家秘密不予公开2件。",
    "协助区政府办理政府信息公开申请5件。",
    "截至2024年底，累计主动公开政府信息35000条。",
    "减免信息处理费200元。",
    "电话:0591-23165370;占33.9%;国办发〔2020〕17号。",
]


def numbers_of(text, form="2021", title=TITLE):
    """Every claim of a text without tables, unattached numbers and other years' figures too."""
    return find_claims(text_document(title + "\n" + text).strip, Layout({}, {}), load_form(form))


def claims_of(text, form="2021", title=TITLE):
    """The figures of the report's year in a text without tables, other organs' left out."""
    return [
        claim
        for claim in numbers_of(text, form, title)
        if claim.measure != UNATTACHED and claim.time == THIS_YEAR
        and claim.scope != OTHER_ORGAN
    ]  # fmt: skip


def said(claims):
    """The cell of each claim, or its measure where it has none, with its value."""
    return [(f"{c.table}/{c.row}/{c.column}" if c.table else c.measure, c.value) for c in claims]


def keys(claim):
    """The keys that the truth may use for a claim: its cells, or its measure."""
    if claim.table is None:
        return {claim.measure}
    cells = [f"{claim.table}/{row}/{claim.column}" for row in claim.row.split("+")]
    also = {claim.measure} if claim.measure == "published_part" else set()
    return {"+".join(cells)} | also


def overlap(quote, other):
    """Whether one quote holds the other, or the end of one is the beginning of the other."""
    a, b = normalise(quote), normalise(other)
    shared = range(4, min(len(a), len(b)) + 1)
    return a in b or b in a or any(a[-n:] == b[:n] or b[-n:] == a[:n] for n in shared)


def document_of(path):
    """The document that a truth file of claims is about."""
    organ, year = path.name.split(".")[0].rsplit("-", 1)
    (report,) = (DATA / "reports" / organ).glob(f"{year}.*")
    return load(open_source(report))


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_every_figure_of_the_truth_is_found_in_its_words(path):
    """A claim of the truth outside the tables is found with its cell, its value and its quote."""
    strip = document_of(path).strip
    form = detect_form(strip)
    layout = locate(strip, form)
    claims = find_claims(strip, layout, form)
    with path.open(encoding="utf-8") as file:
        truth = list(csv.DictReader(file))
    assert truth
    for row in truth:
        start = strip.text.find(quote := normalise(row["quote"]))
        if any(
            first < start + len(quote) and start < last for first, last in layout.zones.values()
        ):
            continue
        part = row["key"].startswith("part of published")
        key = "published_part" if part else MEASURES.get(row["key"], row["key"])
        found = [
            claim for claim in claims if key in keys(claim) and claim.value == float(row["value"])
        ]
        assert any(overlap(claim.quote, row["quote"]) for claim in found), row


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_no_claim_speaks_of_a_cell_that_the_truth_does_not_name(path):
    """Every claim with a cell is one of the truth; its line prints its number."""
    strip = document_of(path).strip
    form = detect_form(strip)
    with path.open(encoding="utf-8") as file:
        truth = {(row["key"], float(row["value"])) for row in csv.DictReader(file)}
    lines = {token.line: fold("".join(token.text.split())) for token in strip.tokens}
    for claim in find_claims(strip, locate(strip, form), form):
        assert len(claim.quote) <= LONGEST_QUOTE
        if claim.value and claim.measure != UNATTACHED:
            assert f"{abs(claim.value):g}" in lines[claim.line]
        if claim.table and claim.measure not in DERIVED:
            assert any((key, claim.value) in truth for key in keys(claim)), claim


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_other_organs_say_it_in_other_words(text, expected):
    """Sentences as other organs write them, with every claim that they make."""
    assert said(claims_of(text)) == expected


def test_the_whole_city_is_the_whole_only_in_the_report_of_the_city():
    """全市 in the report of a city is a claim on its table; in that of a bureau it may be more."""
    text = "全市收到政府信息公开申请1200件，其中市教育局收到58件，办结50件。"
    city = claims_of(text, title="某市人民政府2024年政府信息公开工作年度报告。")
    assert said(city) == [("requests/received/total", 1200)]
    assert said(claims_of(text)) == [("received_of_part", 1200)]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_numbers_of_other_things_are_no_claims(text):
    """Other years, other matters, parts of the organ, comparisons and document numbers."""
    assert claims_of(text) == []


def test_a_figure_keeps_its_printed_unit_and_says_that_it_is_rounded():
    """1.2万余条 is the value 1.2 in 万条, and approximate."""
    (claim,) = claims_of("全年主动公开政府信息1.2万余条。")
    assert (claim.value, claim.unit, claim.approximate) == (1.2, "万条", True)
    assert claim.quote == "全年主动公开政府信息1.2万余条"
    (claim,) = claims_of("全年主动公开政府信息 1,200 条。")
    assert (claim.value, claim.unit, claim.approximate) == (1200, "条", False)
    assert claim.line == 2


def test_each_form_has_its_own_cells():
    """The same sentence speaks of the statistics table before 2019; 其他处理 is one row in 2019."""
    sentence = "收到政府信息公开申请3件，其他处理1件。"
    cells = {form: [(c.row, c.column) for c in claims_of(sentence, form)] for form in form_names()}
    assert cells == {
        "2021": [("received", "total"), ("other_*", "total")],
        "2019": [("received", "total"), ("other", "total")],
        "2014": [("requests", "this_year"), (None, None)],
        "fujian-2014": [("requests", "this_year"), ("replies_other", "this_year")],
        "fujian-2011": [("requests", "this_year"), (None, None)],
    }


def test_every_cell_of_the_rules_exists_in_a_form():
    """A mistyped row or column in measures.toml would silently lose its cell."""
    forms = [load_form(name) for name in form_names()]
    rules = load_measures()
    for entry in [*rules.measures.values(), *rules.items["cells"]]:
        named = [value for key, value in entry.items() if key.startswith("cell")]
        for cell in [c for value in named for c in ([value] if isinstance(value, str) else value)]:
            table, rows, columns = cell.split("/")
            tables = [form.tables[table] for form in forms if table in form.tables]
            known_rows = {key for t in tables for key in t.rows} | {"@"}
            known_columns = {key for t in tables for key in t.columns}
            for row in rows.split("+"):
                assert any(key.startswith(row.rstrip("*")) for key in known_rows), cell
            assert set(columns.split("+")) <= known_columns, cell


def test_a_measure_may_carry_a_caveat():
    """The requests received in prose may include those carried over."""
    doubt = caveat("received")
    assert "carried over" in doubt.english
    assert "结转" in doubt.chinese
    assert caveat("concluded") is None


@pytest.mark.parametrize(
    "piece", ["1", " ", "(", "1,", "0.", "123,", "无的", "收到", "共", "主动公开"]
)
def test_hostile_runs_end_without_a_claim(piece):
    """A hundred thousand characters of one kind state nothing."""
    assert claims_of(piece * (100_000 // len(piece))) == []
