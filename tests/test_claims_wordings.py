"""How organs of every kind word their figures: sentences with their claims, and without any."""

import pytest
from test_claims import claims_of, said

LITIGATION = "disputes/litigation_direct+litigation_after_reconsideration"
ORGANIZATIONS = (
    "requests/received/business+research+public_interest+legal_service+other_organization"
)
CLAIMS = [
    (
        "2024年，我部共收到政府信息公开申请1,235件，同比增长8.2%，已全部按期答复。",
        [
            ("requests/received/total", 1235),
            ("requests/concluded/total", 1235),
            ("received_growth", 8.2),
        ],
    ),
    (
        "全年新收到信息公开申请126件，上年度结转3件，共办理答复125件，结转下年度4件。",
        [
            ("requests/received/total", 126),
            ("requests/carried_in/total", 3),
            ("requests/concluded/total", 125),
            ("requests/carried_out/total", 4),
        ],
    ),
    (
        "本年度我校收到信息公开申请5件，其中予以公开3件，部分公开1件，不予公开1件。",
        [
            ("requests/received/total", 5),
            ("requests/granted/total", 3),
            ("requests/partly_granted/total", 1),
            ("requests/refused_*/total", 1),
        ],
    ),
    (
        "全年受理政府信息公开申请40件，比上年减少10件，下降20%。",
        [("requests/received/total", 40), ("received_growth", -10), ("received_growth", -20)],
    ),
    (
        "共办结政府信息公开申请52件，其中，予以公开20件，占38.5%；无法提供18件，占34.6%；不予处理4件，占7.7%。",
        [
            ("requests/concluded/total", 52),
            ("requests/granted/total", 20),
            ("granted_share", 38.5),
            ("requests/unavailable_*/total", 18),
            ("unavailable_share", 34.6),
            ("requests/unprocessed_*/total", 4),
            ("unprocessed_share", 7.7),
        ],
    ),
    (
        "收到申请人提交的政府信息公开申请17件，其中自然人申请15件，占申请总数的88.2%，法人或其他组织申请2件。",
        [
            ("requests/received/total", 17),
            ("requests/received/natural_person", 15),
            ("received_natural_person_share_of_received", 88.2),
            (ORGANIZATIONS, 2),
        ],
    ),
    (
        "因政府信息公开引发行政复议3件，均维持。",
        [("disputes/reconsideration/total", 3), ("disputes/reconsideration/upheld", 3)],
    ),
    (
        "政府信息公开行政诉讼案件4件，法院均判决维持。",
        [(f"{LITIGATION}/total", 4), (f"{LITIGATION}/upheld", 4)],
    ),
    (
        "我镇全年收到依申请公开申请2件，均按时答复。",
        [("requests/received/total", 2), ("requests/concluded/total", 2)],
    ),
    (
        "依申请公开方面，本年度共收到申请9件，上年结转1件，办结10件，办结率100%。",
        [
            ("requests/received/total", 9),
            ("requests/carried_in/total", 1),
            ("requests/concluded/total", 10),
            ("reply_rate", 100),
        ],
    ),
    (
        "全年主动公开政府信息近3000条。",
        [("published_total", 3000)],
    ),
    (
        "全年制定出台行政规范性文件6件，废止2件，现行有效行政规范性文件38件。",
        [
            ("disclosure/normative_documents/issued", 6),
            ("disclosure/normative_documents/repealed", 2),
            ("disclosure/normative_documents/in_force", 38),
        ],
    ),
    (
        "本年新制定市政府规章2件，修改3件，废止市政府规章1件，现行有效规章57件。",
        [
            ("disclosure/regulations/issued", 2),
            ("disclosure/regulations/repealed", 1),
            ("disclosure/regulations/in_force", 57),
        ],
    ),
    (
        "2024年未收到政府信息公开申请。",
        [("requests/received/total", 0)],
    ),
    (
        "2024年度未发生因政府信息公开引起的行政复议和行政诉讼案件。",
        [("disputes/reconsideration/total", 0), (f"{LITIGATION}/total", 0)],
    ),
    (
        "本机关2024年度未收取信息处理费。",
        [("information_fee", 0)],
    ),
    (
        "全年未收取行政事业性收费。",
        [("administrative_fee", 0)],
    ),
    (
        "本年无行政事业性收费。",
        [("administrative_fee", 0)],
    ),
    (
        "收到政府信息公开申请12件，含上年结转2件。",
        [("requests/received/total", 12), ("requests/carried_in/total", 2)],
    ),
    (
        "办理政府信息公开申请30件，其中，上年结转2件，本年新收28件。",
        [
            ("requests/concluded/total", 30),
            ("requests/carried_in/total", 2),
            ("requests/received/total", 28),
        ],
    ),
    (
        "我街道共收到政府信息公开申请1件，已按时答复，结转下年0件。",
        [("requests/received/total", 1), ("requests/carried_out/total", 0)],
    ),
    (
        "政府信息公开申请方面，新收申请60件，上年结转5件；办结62件，结转下年度继续办理3件。",
        [
            ("requests/received/total", 60),
            ("requests/carried_in/total", 5),
            ("requests/concluded/total", 62),
            ("requests/carried_out/total", 3),
        ],
    ),
    (
        "收到政府信息公开申请8件，其中通过网络提交5件、信函3件。",
        [("requests/received/total", 8), ("received_online", 5), ("received_mail", 3)],
    ),
    (
        "全年因信息公开被提起行政复议5件，其中维持3件、纠正1件、尚未审结1件。",
        [
            ("disputes/reconsideration/total", 5),
            ("disputes/reconsideration/upheld", 3),
            ("disputes/reconsideration/corrected", 1),
            ("disputes/reconsideration/pending", 1),
        ],
    ),
    (
        "作出行政许可决定1200件、行政处罚决定35件、行政强制决定2件。",
        [
            ("disclosure/licensing/decisions", 1200),
            ("disclosure/penalties/decisions", 35),
            ("disclosure/coercion/decisions", 2),
        ],
    ),
    (
        "本级收到政府信息公开申请12件。",
        [("received_of_part", 12)],
    ),
    (
        "全县教育系统收到政府信息公开申请12件。",
        [("received_of_part", 12)],
    ),
    (
        "答复政府信息公开申请50余件。",
        [("requests/concluded/total", 50)],
    ),
    (
        "新收政府信息公开申请100件，同比增长25%。",
        [("requests/received/total", 100), ("received_growth", 25)],
    ),
    (
        "全年共收到公民、法人和其他组织提出的政府信息公开申请1042件，较上年下降3.6%。",
        [("requests/received/total", 1042), ("received_growth", -3.6)],
    ),
    (
        "我委2024年共受理信息公开申请68件，其中当面申请2件，网上申请50件，信函申请16件。",
        [
            ("requests/received/total", 68),
            ("received_in_person", 2),
            ("received_online", 50),
            ("received_mail", 16),
        ],
    ),
    (
        "本年度新收政府信息公开申请22件，上年结转0件，均依法办结。",
        [("requests/received/total", 22), ("requests/carried_in/total", 0)],
    ),
    (
        "在已办结的申请中，予以公开12件，部分公开3件，不予公开2件，无法提供5件，不予处理1件，其他处理0件。",
        [
            ("requests/granted/total", 12),
            ("requests/partly_granted/total", 3),
            ("requests/refused_*/total", 2),
            ("requests/unavailable_*/total", 5),
            ("requests/unprocessed_*/total", 1),
            ("requests/other_*/total", 0),
        ],
    ),
    (
        "政府信息公开申请答复情况：予以公开12件，部分公开3件，不予公开2件。",
        [
            ("requests/granted/total", 12),
            ("requests/partly_granted/total", 3),
            ("requests/refused_*/total", 2),
        ],
    ),
    (
        "全年共收到政府信息公开申请5件，已答复5件，答复率100%。",
        [("requests/received/total", 5), ("requests/concluded/total", 5), ("reply_rate", 100)],
    ),
    (
        "因信息公开申请引发的行政复议1件、行政诉讼0件。",
        [("disputes/reconsideration/total", 1), (f"{LITIGATION}/total", 0)],
    ),
    (
        "全年没有收到信息公开方面的行政复议和行政诉讼。",
        [("disputes/reconsideration/total", 0), (f"{LITIGATION}/total", 0)],
    ),
    (
        "2024年，我镇没有收到依申请公开事项。",
        [("requests/received/total", 0)],
    ),
    (
        "学校全年共受理信息公开申请2件，均在规定期限内答复。",
        [("requests/received/total", 2), ("requests/concluded/total", 2)],
    ),
    (
        "截至2024年12月31日，全年累计主动公开政府信息4560条。",
        [("published_total", 4560)],
    ),
    (
        "全年通过政府网站、政务新媒体等渠道主动公开政府信息7800余条。",
        [("published_total", 7800)],
    ),
    (
        "发布规范性文件5件。",
        [("disclosure/normative_documents/issued", 5)],
    ),
    (
        "政府信息公开类行政复议案件12件，其中维持9件，占75%。",
        [
            ("disputes/reconsideration/total", 12),
            ("disputes/reconsideration/upheld", 9),
            ("reconsideration_upheld_share", 75),
        ],
    ),
    (
        "涉及政府信息公开的行政诉讼3件，均未审结。",
        [(f"{LITIGATION}/total", 3)],
    ),
    (
        "依申请公开情况。全年收到申请36件，较上年减少4件，降幅10%；按时办结35件，结转下一年度1件。",
        [
            ("requests/received/total", 36),
            ("received_growth", -4),
            ("received_growth", -10),
            ("requests/concluded/total", 35),
            ("requests/carried_out/total", 1),
        ],
    ),
    (
        "收到政府信息公开申请约150件。",
        [("requests/received/total", 150)],
    ),
    (
        "共受理政府信息公开申请280件，同比上升12.0%，其中自然人260件，占92.9%。",
        [
            ("requests/received/total", 280),
            ("received_growth", 12),
            ("requests/received/natural_person", 260),
            ("received_natural_person_share", 92.9),
        ],
    ),
    (
        "新收政府信息公开申请20件，其中商业企业3件，科研机构1件，法律服务机构2件。",
        [
            ("requests/received/total", 20),
            ("requests/received/business", 3),
            ("requests/received/research", 1),
            ("requests/received/legal_service", 2),
        ],
    ),
    (
        "未收到政府信息公开申请，无结转下年度办理的申请。",
        [("requests/received/total", 0), ("requests/carried_out/total", 0)],
    ),
]
NO_CLAIMS = [
    "县教育局2024年共受理政府信息公开申请6件。",
    "办理行政许可350件，行政处罚12件。",
    "收到的申请中，商业企业提出3件，科研机构1件，社会公益组织0件，法律服务机构2件。",
    "信息公开工作未收取任何费用。",
    "全年依申请公开政府信息办理数15件。",
    "自《条例》施行以来，累计受理政府信息公开申请860件。",
    "12345政务服务便民热线受理工单5600件，办结5590件，办结率99.8%。",
    "办理人大代表建议32件、政协提案45件，办复率100%。",
    "全年举办政务公开培训4期，培训280人次。",
    "网站全年访问量达120万次。",
    "微信公众号发布信息860条，粉丝3.2万人。",
    "政务新媒体账号12个，全年发布信息3500条。",
    "发布政策解读材料36篇，图解12件。",
    "2025年计划新增公开栏目5个。",
    "2025年，我局将力争主动公开政府信息2000条。",
    "区教育局收到政府信息公开申请25件，答复24件。",
    "2022年收到政府信息公开申请80件，同比增长20%。",
    "信访办受理群众来信120件，办结118件。",
    "召开新闻发布会6场，回应社会关切30件。",
    "受理行政复议申请45件，审结40件，其中维持30件，撤销5件。",
    "全年受理行政许可申请1300件，同比增长5%。",
    "领导信箱收到留言300条，全部办结。",
    "县级以上财政部门公开预决算信息120条。",
    "行政复议机关共受理行政复议案件80件，均维持。",
    "指导乡镇办理政府信息公开申请6件。",
    "清理行政规范性文件85件，宣布失效20件。",
    "备案审查规范性文件14件。",
    "政府公报刊发文件96件，赠阅5000份。",
    "按期答复率100%。",
    "群众满意度达98.5%。",
    "未收取政府信息公开行政事业性收费以外的信息处理费用。",
    "依申请公开政府信息工作中未收取行政事业性收费。",
    "政府网站发布信息1500条，同比增长12%。",
    "图书馆查阅点接待查询80人次。",
    "去年同期收到政府信息公开申请30件。",
    "截至2023年底，现存有效文件120件。",
    "国务院部门垂直管理单位2家，派出机构3个。",
    "全国政协提案回复公开15件，建议回复公开20件。",
    "全年编发政务信息350条，被市委采用20条。",
    "受理政务服务事项申请12000件。",
    "接受市民现场咨询500余人次，受理投诉举报80件。",
    "接到举报政府信息公开不及时的投诉2件。",
    "办理国务院办公厅转办留言16件，答复率100%。",
    "全年办理网民留言申请公开查询35件。",
    "全年收到国家赔偿申请2件，均已办结。",
    "公开双随机抽查结果信息210条，其中行政处罚15条。",
    "全年开设专栏6个，发布图片新闻100条，视频15个。",
    "2023年度结余经费20万元，公开招标项目12个，同比增长20%。",
    "全年收文2300件，发文450件，其中主动公开280件。",
    "公开权责清单事项860项，其中行政许可120项。",
    "对2023年发布的规范性文件进行清理，保留50件，修改3件，废止4件。",
    "按照《条例》第二十条规定，公开财政预算信息2条、决算信息2条。",
    "参加省厅信息公开业务培训2次，受训15人。",
    "行政机关负责人出庭应诉15件，败诉2件。",
    "被评为2024年度政务公开先进单位，得分96.5分，排名第3名。",
    "截至年底，平台注册用户12万人，日均访问量3500次。",
    "2024年度部门预算公开率100%，决算公开率100%。",
    "办理信访件80件，同比下降15%，按期办结率100%。",
    "县政务公开办答复申请人咨询50件次。",
    "学校党务公开12条，院务公开85条。",
    "计划在2025年主动公开重点领域信息500条以上。",
    "下一步，力争全年主动公开政府信息1000条。",
    "撤销不予公开决定的行政复议案件1件由省政府作出。",
    "政务公开专区接待群众120人，代办申请5件。",
    "城市管理执法部门作出简易程序处罚3500件。",
    "某县水利局收到申请4件，教育局收到申请3件。",
]
OF_PARTS = [
    "下属事业单位受理政府信息公开申请3件。",
    "局属各单位办理政府信息公开申请7件。",
    "全市公共企事业单位主动公开信息800条。",
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_each_figure_is_found_with_what_it_speaks_of(text, expected):
    """Ministries, provinces, counties, townships and universities; every claim of the sentence."""
    assert said(claims_of(text)) == expected


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_figures_of_other_matters_are_no_claims(text):
    """Hotlines, proposals, training, page views, plans, other organs, other years."""
    assert claims_of(text) == []


@pytest.mark.parametrize("text", OF_PARTS)
def test_a_figure_of_subordinate_units_speaks_of_no_cell(text):
    """It may be a part of the organ's figures or beyond them."""
    (claim,) = claims_of(text)
    assert claim.measure.endswith("_of_part")
    assert claim.table is None


def test_a_rounded_number_is_an_interval():
    """约 leaves half a unit of the last digit that counts on both sides, 近 and 余 one side."""
    texts = {
        "约150件": (145, 155),
        "近300件": (200, 300),
        "50余件": (50, 60),
        "1.2万件": (11_500, 12_500),
        "1.2万余件": (12_000, 13_000),
        "500件以上": (500, float("inf")),
        "不足20件": (10, 20),
        "35件": (35, 35),
    }
    found = {}
    for text in texts:
        (claim,) = claims_of(f"收到政府信息公开申请{text}。")
        found[text] = claim.place.low, claim.place.high
    assert found == texts


def test_percentage_points_are_no_growth_in_number():
    """3个百分点 is no number of requests."""
    claims = claims_of("收到政府信息公开申请40件，占比20%，同比提高3个百分点。")
    assert said(claims)[0] == ("requests/received/total", 40)
    assert not any(claim.measure.endswith("_growth") for claim in claims)


def test_a_decline_is_a_negative_growth():
    """The value has the sign, the quote the word."""
    _, claim = claims_of("收到政府信息公开申请40件，较上年下降20%。")
    assert (claim.measure, claim.value, claim.unit) == ("received_growth", -20, "%")
    assert claim.quote == "较上年下降20%"
