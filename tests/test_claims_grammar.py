"""Which number of a sentence belongs to which words: figures of cells, and other numbers."""

import pytest
from test_claims import TITLE, claims_of, numbers_of, said

from helpers.claims.claim import OTHER_ORGAN, OTHER_YEAR, PART_OF_YEAR, UNATTACHED

L = "disputes/litigation_direct+litigation_after_reconsideration"
R = "requests/{}/total".format
WHO = "requests/received/{}".format
CELLS = {
    "2024年，新收申请数112件，上年结转5件，结转下年度继续办理9件。": {
        R("received"): 112, R("carried_in"): 5, R("carried_out"): 9,
    },
    "受理依申请公开三十件，其中予以公开二十件，部分公开四件。": {
        R("received"): 30, R("granted"): 20, R("partly_granted"): 4,
    },
    "收到公民、法人和其他组织申请45件，其中自然人40件，商业企业3件。": {
        R("received"): 45, WHO("natural_person"): 40, WHO("business"): 3,
    },
    "没有接到政府信息公开申请。": {R("received"): 0},
    "未发生政府信息公开行政复议，无行政诉讼。": {
        "disputes/reconsideration/total": 0, f"{L}/total": 0,
    },
    "收到政府信息公开申请190件，年内共办结182件。": {R("received"): 190, R("concluded"): 182},
    "依法予以公开97件，不予公开6件，无法提供11件，不予处理2件。": {
        R("granted"): 97, R("refused_*"): 6, R("unavailable_*"): 11, R("unprocessed_*"): 2,
    },
    "办结政府信息公开申请110件，其中97件准予公开，8件部分公开。": {
        R("concluded"): 110, R("granted"): 97, R("partly_granted"): 8,
    },
    "答复政府信息公开申请9件，本机关不掌握相关信息的4件，没有现成信息的1件。": {
        R("concluded"): 9, R("unavailable_not_held"): 4, R("unavailable_must_be_created"): 1,
    },
    "受理政府信息公开申请，通过网站20件，信函12件，当面3件，合计35件。": {R("received"): 35},
    "政府信息公开申请共35件（其中网上20件，信函15件）。": {R("received"): 35},
    "2023年收到政府信息公开申请30件，今年41件。": {R("received"): 41},
    "收到政府信息公开申请9件，其中1件转下年度办理。": {R("received"): 9, R("carried_out"): 1},
    "收到政府信息公开申请9件，无结转下年度。": {R("received"): 9, R("carried_out"): 0},
    "政府信息公开行政复议类案件5件、行政诉讼类案件2件。": {
        "disputes/reconsideration/total": 5, f"{L}/total": 2,
    },
    "信息公开行政复议3件，维持2件，纠正1件。": {
        "disputes/reconsideration/total": 3, "disputes/reconsideration/upheld": 2,
        "disputes/reconsideration/corrected": 1,
    },
    "不予公开的政府信息公开申请中，涉及国家秘密2件，涉及第三方合法权益1件。": {
        R("refused_state_secret"): 2, R("refused_third_party"): 1,
    },
    "不予处理12件，其中重复申请5件，信访投诉举报类7件。": {
        R("unprocessed_*"): 12, R("unprocessed_repeat"): 5, R("unprocessed_petition"): 7,
    },
    "收到政府信息公开申请8件，均为自然人申请。": {R("received"): 8, WHO("natural_person"): 8},
    "收到政府信息公开申请8件，全部予以公开。": {R("received"): 8, R("granted"): 8},
    "收到政府信息公开申请8件，均在法定期限内答复。": {R("received"): 8, R("concluded"): 8},
    "政府信息公开申请由上年的30件增加到41件。": {R("received"): 41},
    "政府信息公开申请量由14件降至9件。": {R("received"): 9},
    "政府信息公开申请量达到268件。": {R("received"): 268},
    "因信息公开申请的行政复议和行政诉讼分别为4件和3件。": {
        "disputes/reconsideration/total": 4, f"{L}/total": 3,
    },
    "2022年、2023年、2024年收到政府信息公开申请分别为20件、31件、44件。": {R("received"): 44},
    "公开、部分公开、不予公开政府信息公开申请分别为20、3、2件。": {
        R("granted"): 20, R("partly_granted"): 3, R("refused_*"): 2,
    },
    "收到政府信息公开申请（含上年结转3件）共28件。": {R("received"): 28, R("carried_in"): 3},
    "政府信息公开行政复议、行政诉讼案件数均为零。": {
        "disputes/reconsideration/total": 0, f"{L}/total": 0,
    },
    "既无政府信息公开行政复议，也无行政诉讼。": {
        "disputes/reconsideration/total": 0, f"{L}/total": 0,
    },
    "没有信息公开行政复议和行政诉讼的申请。": {
        "disputes/reconsideration/total": 0, f"{L}/total": 0,
    },
    "受理并办结政府信息公开申请二〇件。": {R("received"): 20, R("concluded"): 20},
    "办理并答复政府信息公开申请两件。": {R("concluded"): 2},
    "市政府收到政府信息公开申请320件，我局收到18件。": {R("received"): 18},
    "上半年和下半年分别收到政府信息公开申请10件和12件，全年共22件。": {R("received"): 22},
    "答复政府信息公开申请263件，申请量比2023年同期上升1.52%。": {R("concluded"): 263},
    "县发改局收到政府信息公开申请6件。": {R("received"): 6},
    "发生5起政府信息公开行政复议和2起政府信息公开行政诉讼。": {
        "disputes/reconsideration/total": 5, f"{L}/total": 2,
    },
    "收到政府信息公开申请，一季度6件、二季度8件、下半年14件，共28件。": {R("received"): 28},
}  # fmt: skip
NONE_OF_THE_WHOLE = [
    "一季度收到政府信息公开申请6件，二季度收到8件。",
    "上半年收到政府信息公开申请22件。",
    "1-6月收到政府信息公开申请12件。",
    "省政府办公厅收到政府信息公开申请1200件。",
    "县教育局收到政府信息公开申请12件，答复11件。",
    "作为行政复议机关，审理政府信息公开行政复议案件35件。",
    "受理行政复议申请160件，其中维持90件。",
    "区政府办公室代表区政府受理政府信息公开申请17件。",
    "受理政府信息公开申请，市本级20件，各县区190件。",
    "《条例》施行五年来累计受理政府信息公开申请1200件。",
    "2021至2023年，共收到政府信息公开申请60件。",
    "2025年计划将政府信息公开申请控制在不超过30件。",
    "依申请公开方面。办理热线工单112件，承办建议提案12件，培训120人次。",
    "通过网站公开信息92条，通过微博发布信息623条。",
    "涉及土地征收的政府信息公开申请18件。",
    "平均每月收到政府信息公开申请3件。",
    "指导各部门答复政府信息公开申请26件。",
    "2023年收到政府信息公开申请22件。",
    "主动公开规章13件（含修订8件）。",
    "清理规范性文件120件，其中废止30件。",
    "认真办好每一件政府信息公开申请。",
]


def cells_of(text, title=TITLE):
    """The cells that a text states, with their values."""
    return {key: value for key, value in said(claims_of(text, title=title)) if "/" in key}


@pytest.mark.parametrize("text", CELLS)
def test_a_number_belongs_to_the_words_that_touch_it(text):
    """The figures of cells of a sentence, each with its value, and no others."""
    assert cells_of(text) == CELLS[text]


@pytest.mark.parametrize("text", NONE_OF_THE_WHOLE)
def test_other_times_organs_and_matters_are_no_figures_of_the_whole(text):
    """Parts of the year, other years, other organs, what an organ decides for others, plans."""
    assert cells_of(text) == {}


def test_a_section_keeps_the_matter_from_sentence_to_sentence():
    """Headings without a full stop end; 依申请公开 is the matter until another one comes."""
    text = (
        "（一）主动公开情况\n全年发布信息820条。制发行政规范性文件17件。\n"
        "（二）依申请公开情况\n收到申请18件，上年结转1件。办结18件。均按期答复。\n"
        "（三）监督保障\n培训2次，85人次。"
    )
    assert cells_of(text) == {
        "disclosure/normative_documents/issued": 17,
        R("received"): 18, R("carried_in"): 1, R("concluded"): 18,
    }  # fmt: skip


def test_a_number_that_nothing_attaches_is_kept_with_its_words():
    """No number of the prose is lost: it has no measure, no cell, and its sentence as the quote."""
    (claim,) = numbers_of("召开新闻发布会12场。")
    assert (claim.measure, claim.value, claim.unit) == (UNATTACHED, 12, "场")
    assert claim.row is None
    assert "新闻发布会12场" in claim.quote


def test_dates_ordinals_articles_and_telephone_numbers_are_no_claims():
    """They count nothing."""
    text = "2024年3月5日第2次会议按照第二十条和国办发〔2020〕17号文件办理，电话0591-23165385。"
    assert numbers_of(text) == []


@pytest.mark.parametrize(
    ("text", "measure", "scope", "time"),
    [
        ("2023年收到政府信息公开申请22件。", "received_of_other_year", "whole", OTHER_YEAR),
        ("上半年收到政府信息公开申请22件。", "received_of_other_year", "whole", PART_OF_YEAR),
        ("县教育局收到政府信息公开申请9件。", "received_of_other_organ", OTHER_ORGAN, "year"),
    ],
)
def test_a_figure_of_something_else_says_of_what(text, measure, scope, time):
    """It is kept, without a cell."""
    (claim,) = numbers_of(text)
    assert (claim.measure, claim.scope, claim.time, claim.table) == (measure, scope, time, None)


def test_a_claim_names_the_words_that_make_it():
    """`attached` has the words of the lexicon, in their order."""
    (claim,) = numbers_of("全年收到群众提出的政府信息公开申请12件。")
    assert claim.attached == "全年 收到 政府信息公开申请"


def test_the_organ_may_be_named_by_a_short_name():
    """县住建局 is 某县住房和城乡建设局, 县教育局 is another."""
    title = "某县住房和城乡建设局2024年政府信息公开工作年度报告。"
    text = "收到政府信息公开申请6件。"
    assert cells_of("县住建局" + text, title) == {R("received"): 6}
    assert cells_of("县教育局" + text, title) == {}
