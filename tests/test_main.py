"""The command line writes what it says, and its exit codes tell how it went."""

import shutil

import pandas as pd
import pytest
from bundled import REPORTS, WUSHAN
from typer.testing import CliRunner

from helpers.__main__ import app, main
from helpers.outputs import MARKER


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in" / "wushan").mkdir(parents=True)
    shutil.copy(WUSHAN, tmp_path / "in" / "wushan" / "2020.txt")
    return tmp_path / "in"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_read_writes_every_frame(folder, tmp_path):
    result = run("read", folder, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    figures = pd.read_csv(tmp_path / "out" / "figures.csv")
    assert len(figures) == 198
    assert figures.query("row == 'licensing' and column == 'decisions'")["value"].item() == 589
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "index.csv", "figures.csv", "claims.csv", "problems.csv", "failures.csv", MARKER,
    }  # fmt: skip


def test_parquet_keeps_the_dtypes(folder, tmp_path):
    run("read", folder, "--out", tmp_path / "out", "--format", "parquet")
    figures = pd.read_parquet(tmp_path / "out" / "figures.parquet")
    assert str(figures["value"].dtype) == "Float64"


def test_check_is_strict_only_when_asked(folder, tmp_path):
    assert run("check", folder, "--strict").exit_code == 0
    path = folder / "wushan" / "2020.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("(七)总计\n\n2\n", "(七)总计\n\n3\n"), encoding="utf-8")
    lenient = run("check", folder, "--out", tmp_path / "out")
    assert lenient.exit_code == 0
    assert "fails" in lenient.output
    assert len(pd.read_csv(tmp_path / "out" / "findings.csv").query("status == 'fails'")) == 3
    assert run("check", folder, "--strict").exit_code == 1


def test_localize_names_the_cell_its_figure_and_the_true_one(folder, tmp_path):
    """（七）总计 of natural persons printed as 3: three identities fail, one cell explains them."""
    path = folder / "wushan" / "2020.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("(七)总计\n\n2\n", "(七)总计\n\n3\n"), encoding="utf-8")
    result = run("localize", folder, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:3] == [
        "wushan/2020.txt, requests: the only explanation",
        "  1  concluded/natural_person prints 3, would have to be 2",
        "Reports with a failing identity within a table: 1 of 1",
    ]
    (suspect,) = pd.read_csv(tmp_path / "out" / "suspects.csv").itertuples()
    assert (suspect.row, suspect.column, suspect.implied) == ("concluded", "natural_person", 2)


def test_localize_writes_no_suspect_of_a_good_report_and_names_what_it_could_not_read(
    folder, tmp_path
):
    (folder / "letter.txt").write_text("请报送材料。", encoding="utf-8")
    result = run("localize", folder, "--out", tmp_path / "out", "--format", "parquet")
    assert result.exit_code == 1, result.output
    told = result.stdout.splitlines()
    assert told[0] == "Reports with a failing identity within a table: 0 of 1"
    assert told[1].startswith("not read  NotAReportError")
    suspects = pd.read_parquet(tmp_path / "out" / "suspects.parquet")
    assert len(suspects) == 0 and "implied" in suspects.columns


def test_a_file_that_is_no_report_is_named_and_fails_strictly(folder):
    (folder / "letter.txt").write_text("请报送材料。", encoding="utf-8")
    result = run("check", folder, "--strict")
    assert result.exit_code == 1
    assert "NotAReportError" in result.output


def test_bad_use_is_exit_code_two_with_a_plain_message(monkeypatch, capsys, tmp_path):
    assert run("read").exit_code == 2
    assert run("read", tmp_path, "--out", tmp_path, "--format", "xml").exit_code == 2
    monkeypatch.setattr("sys.argv", ["helpers", "check", str(tmp_path / "nowhere")])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    error = capsys.readouterr().err
    assert "no such folder" in error and "Traceback" not in error


def test_show_and_plot_leave_pages_and_pictures(folder, tmp_path):
    assert run("show", folder, "--out", tmp_path / "pages").exit_code == 0
    page = (tmp_path / "pages" / "wushan" / "2020.html").read_text(encoding="utf-8")
    assert "行政许可" in page and "1691.4万" in page
    result = run("plot", folder, "--out", tmp_path / "figures")
    assert result.exit_code == 0, result.output
    pictures = sorted(path.name for path in (tmp_path / "figures" / "wushan").iterdir())
    assert pictures == ["2020-disclosure.png", "2020-requests.png"]


def test_compare_writes_the_tables_of_years(tmp_path):
    (tmp_path / "in").mkdir()
    for year in (2024, 2025):
        shutil.copy(REPORTS / "pingtan" / f"{year}.txt", tmp_path / "in")
    result = run("compare", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    changes = pd.read_csv(tmp_path / "out" / "changes.csv")
    received = changes[changes["indicator"] == "received"].iloc[0]
    assert (received["before"], received["after"], received["word"]) == (218, 154, "down")


def test_localize_names_the_suspects_of_pingtan_2020(tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(REPORTS / "pingtan" / "2020.txt", tmp_path / "in")
    result = run("localize", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "2020.txt, requests: 2 explanations" in result.output
    assert "granted/total prints 7, would have to be 1 (" in result.output
    assert len(pd.read_csv(tmp_path / "out" / "suspects.csv")) == 4
