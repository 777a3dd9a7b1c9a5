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
