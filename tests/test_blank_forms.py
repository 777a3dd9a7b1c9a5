"""The blank forms in data/forms are those of the form files, and read as nothing but blanks."""

import pytest
from bundled import DATA

import helpers
from helpers.blank_forms import blank_form
from helpers.forms import form_names, load_form


def path_of(form):
    return DATA / "forms" / f"blank-{form}.txt"


def test_there_is_one_blank_form_for_every_form():
    files = sorted(path.name for path in (DATA / "forms").iterdir())
    assert files == sorted(path_of(form).name for form in form_names())


@pytest.mark.parametrize("form", form_names())
def test_the_file_is_what_the_form_file_gives(form):
    assert path_of(form).read_text(encoding="utf-8") == blank_form(load_form(form))


@pytest.mark.parametrize(
    ("form", "cells"), [("2021", 200), ("2019", 198), ("fujian-2014", 32), ("fujian-2011", 34)]
)
def test_every_cell_of_a_blank_form_is_blank_in_its_own_form(form, cells):
    report = helpers.read(path_of(form))
    assert report.form == form
    assert [cell.status for cell in report.cells] == ["blank"] * cells
    assert report.problems.empty and report.claims.empty


def test_a_figure_written_into_a_blank_form_is_read_in_its_cell():
    text = path_of("2021").read_text(encoding="utf-8").replace("行政许可\t", "行政许可\t396", 1)
    read = [cell[:4] for cell in helpers.read(text).cells if cell.status == "read"]
    assert read == [("disclosure", "licensing", "decisions", 396.0)]
