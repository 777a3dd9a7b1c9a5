"""Every entry of the lexicon is shown by a sentence, and every word can be told from the others."""

import pytest
from test_claims import numbers_of

from helpers.claims.claim import THIS_YEAR, UNATTACHED, WHOLE
from helpers.claims.lexicon import lexicon, spellings, words
from helpers.claims.measures import EXACT, load_measures

ENTRIES = lexicon()


@pytest.mark.parametrize("concept", ENTRIES)
def test_each_entry_is_shown_by_its_example(concept):
    """The figures of the whole organ in 2024 that the example states are those it says."""
    entry = ENTRIES[concept]
    claims = [
        claim
        for claim in numbers_of(entry["example"])
        if claim.measure != UNATTACHED and claim.scope == WHOLE and claim.time == THIS_YEAR
    ]
    assert {claim.measure: claim.value for claim in claims} == entry["says"]


@pytest.mark.parametrize("concept", ENTRIES)
def test_each_entry_has_a_word_of_its_own(concept):
    """A word that another entry has, too, would be read as that of the first one."""
    own = [word for word, entry in words().items() if entry.concept == concept]
    assert own
    for pattern in ENTRIES[concept]["words"]:
        assert list(spellings(pattern))


def test_every_concept_of_a_measure_is_in_the_lexicon():
    """A mistyped concept would silently lose a figure."""
    known = set(ENTRIES) | {"@"}
    for entry in load_measures().measures.values():
        assert set(entry["of"]) <= known, entry["key"]
        assert set(entry.get("alike", ["", "receive"])[1:]) <= known, entry["key"]


def test_every_outcome_ground_and_applicant_is_part_of_a_measure():
    """A concept that must be counted alone and is in no measure would only hide others."""
    used = {concept for entry in load_measures().measures.values() for concept in entry["of"]}
    lone = {key for key, entry in ENTRIES.items() if entry["kind"] in EXACT} - used
    assert lone == {"private"}


def test_a_word_may_have_missing_and_alternative_parts():
    """[x] may be missing, (a/b) is one of two."""
    assert sorted(spellings("(受理/收到)[了]")) == ["受理", "受理了", "收到", "收到了"]
    assert list(spellings("各县（市、区）")) == ["各县(市.区)"]
