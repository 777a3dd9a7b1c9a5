"""The bundled data is what data/README.md says it is."""

import csv
import hashlib

import pytest
from bundled import DATA, REPORTS, truth

import helpers
from helpers.codebook import codebook, current

README = (DATA / "README.md").read_text(encoding="utf-8")


def provenance():
    with (DATA / "provenance.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_report_has_its_provenance_and_digest():
    stated = {line["file"]: line["sha256"] for line in provenance()}
    folders = (REPORTS, DATA / "samples")
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    found = {
        path.relative_to(DATA).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    assert stated == found


def reports():
    return [line for line in provenance() if line["file"].startswith("reports/")]


@pytest.mark.parametrize("line", reports(), ids=lambda line: line["file"])
def test_every_report_has_its_truth(line):
    organ = line["file"].split("/")[1]
    assert (DATA / "truth" / f"{organ}-{line['year']}.csv").is_file()
    assert (DATA / "truth" / f"{organ}-{line['year']}.claims.csv").is_file()


@pytest.mark.parametrize("line", reports(), ids=lambda line: line["file"])
def test_every_report_agrees_with_its_truth_cell_for_cell(line):
    """Decidable cells are read and right, undecidable ones ambiguous, blank ones blank."""
    _, organ, _ = line["file"].split("/")
    cells = {(c.table, c.row, c.column): c for c in helpers.read(DATA / line["file"]).cells}
    expected = truth(organ, int(line["year"]))
    for key, cell in expected.items():
        status = cell["note"].split(":")[0] if not cell["value"] else "read"
        value = float(cell["value"]) if cell["value"] else None
        assert (cells[key].status, cells[key].value) == (status, value), key
    assert {cell.status for key, cell in cells.items() if key not in expected} <= {"absent"}


@pytest.mark.parametrize("name", ["huaian-2024.docx", "huaian-2024.xlsx"])
def test_samples_in_office_formats_have_the_figures_of_the_pdf(name):
    pdf = helpers.read(REPORTS / "huaian" / "2024.pdf")
    sample = helpers.read(DATA / "samples" / name)
    figures = [(c.table, c.row, c.column, c.value) for c in sample.cells]
    assert figures == [(c.table, c.row, c.column, c.value) for c in pdf.cells]
    assert len(sample.problems) == 0


def test_the_codebook_is_current():
    assert current(README, codebook(DATA / "provenance.csv")) == README
