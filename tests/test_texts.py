"""Texts are kept once and stand for their numbers."""

import numpy as np

from helpers.texts import NONE, Texts


def test_a_text_has_one_number_however_often_it_is_met():
    texts = Texts("; ", ["a", "b", "a"])
    assert [texts.code("b"), texts.code("c"), texts.code("a")] == [1, 2, 0]
    assert texts.column(np.array([2, NONE, 0])).tolist() == ["c", texts.column([NONE])[0], "a"]


def test_joined_texts_and_one_alone():
    texts = Texts("; ", ["a", "b"])
    joined = texts.joined(np.array([0, 0, NONE, NONE]), np.array([1, NONE, 1, NONE]))
    assert [texts.text(code) for code in joined] == ["a; b", "a", "b", ""]


def test_each_pair_is_told_once():
    texts, told = Texts("; "), []

    def tell(one, other):
        told.append((one, other))
        return f"{one}/{other}"

    codes = texts.of_pairs(tell, np.array([7, 2, 7, 2]), np.array([NONE, 3, NONE, 4]))
    assert told == [(7, NONE), (2, 3), (2, 4)]
    assert [texts.text(code) for code in codes] == ["7/-1", "2/3", "7/-1", "2/4"]
