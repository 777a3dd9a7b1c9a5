"""Columns and dtypes are declared once and do not depend on the rows."""

import pandas as pd
import pytest

from helpers.frames import COLUMNS, make_frame


@pytest.mark.parametrize("name", COLUMNS)
def test_an_empty_frame_has_its_columns_and_dtypes(name):
    frame = make_frame(name, [])
    assert frame.columns.tolist() == list(COLUMNS[name])
    assert [str(dtype) for dtype in frame.dtypes] == list(COLUMNS[name].values())


def test_missing_text_stays_missing_and_never_becomes_the_word_none():
    frame = make_frame("failures", [("a.txt", None, "is empty")])
    assert pd.isna(frame.loc[0, "error"])


def test_a_row_of_the_wrong_length_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        make_frame("failures", [("a.txt", "SourceError")])


def test_values_of_the_origin_stand_in_every_row():
    rows = [(1, "14", "note"), (2, "20", "note")]
    frame = make_frame("problems", rows, ("a.txt", None, 2020))
    whole = make_frame("problems", [("a.txt", None, 2020, *row) for row in rows])
    pd.testing.assert_frame_equal(frame, whole)


def test_a_change_in_one_frame_reaches_no_other():
    rows = [("requests", "received", "total", 22.0, "件", "22", "read", "printed", None, 7)]
    origin = ("a.txt", None, 2020, "2021")
    changed, kept = (make_frame("figures", rows, origin) for _ in range(2))
    changed.loc[0, "row"] = "carried_in"
    assert kept.loc[0, "row"] == make_frame("figures", rows, origin).loc[0, "row"] == "received"
