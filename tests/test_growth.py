"""A growth in the prose is held against what both years' reports print."""

import pytest
from bundled import REPORTS

import helpers

BEFORE = REPORTS / "pingtan" / "2024.txt"


def growth(sentence, *others):
    """The finding on a sentence put into the report on 2025, which prints 154 after 218."""
    text = (REPORTS / "pingtan" / "2025.txt").read_text(encoding="utf-8")
    place = text.index("154件")
    begin, end = text.rfind("。", 0, place) + 1, text.index("。", place) + 1
    report = helpers.read(text[:begin] + sentence + text[end:])
    findings = helpers.check([*(helpers.read(other) for other in others), report])
    found = findings[(findings["kind"] == "years") & (findings["rule"] == "growth")]
    return list(found[["left", "right", "status"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("同比下降29.36%", (-29.36, -29.36, "holds")),
        ("比上年减少64件", (-64, -64, "holds")),
        ("同比下降29.4%", (-29.4, -29.36, "holds")),
        ("同比下降约30%", (-30, -29.36, "holds")),
        ("较上年增长29.36%", (29.36, -29.36, "fails")),
        ("比上年减少46件", (-46, -64, "fails")),
    ],
)
def test_154_requests_after_218_are_64_or_29_percent_fewer(words, finding):
    assert growth(f"共收到政府信息公开申请154件，{words}。", BEFORE) == [finding]


def test_without_the_report_on_the_year_before_nothing_is_said():
    assert growth("共收到政府信息公开申请154件，同比下降29.36%。") == []


def test_a_report_on_another_year_does_not_stand_in():
    earlier = REPORTS / "pingtan" / "2023.txt"
    ((left, _, status),) = growth("共收到政府信息公开申请154件，同比下降29.36%。", earlier)
    assert (left, status) == (-29.36, "not_assessable")
