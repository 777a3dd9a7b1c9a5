"""The bundled data is what data/README.md says it is."""

import csv
import hashlib

import pytest
from bundled import DATA, REPORTS

from helpers.codebook import codebook, current

README = (DATA / "README.md").read_text(encoding="utf-8")


def provenance():
    with (DATA / "provenance.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_report_has_its_provenance_and_digest():
    stated = {line["file"]: line["sha256"] for line in provenance()}
    files = (path for path in REPORTS.rglob("*") if path.is_file())
    found = {
        path.relative_to(REPORTS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    assert stated == found


@pytest.mark.parametrize("line", provenance(), ids=lambda line: line["file"])
def test_every_report_has_its_truth(line):
    organ = line["file"].split("/")[0]
    assert (DATA / "truth" / f"{organ}-{line['year']}.csv").is_file()
    assert (DATA / "truth" / f"{organ}-{line['year']}.claims.csv").is_file()


def test_the_codebook_is_current():
    assert current(README, codebook(DATA / "provenance.csv")) == README
