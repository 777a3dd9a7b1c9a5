"""The command line writes what it says, and its exit codes tell how it went."""

import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from bundled import REPORTS, WUSHAN
from typer.testing import CliRunner

import helpers
from helpers.__main__ import app, main
from helpers.listing import OUTPUT_MARK


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
        "index.csv", "figures.csv", "claims.csv", "problems.csv", "failures.csv", OUTPUT_MARK,
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


def run_alone(*arguments, **settings):
    """The command in a process of its own: its exit code, what it printed, and its errors."""
    command = [sys.executable, "-m", "helpers", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env=os.environ | settings, timeout=120)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def test_a_file_that_cannot_be_read_ends_every_command_with_1(folder, tmp_path):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    for number, command in enumerate(("read", "check", "localize", "compare", "show", "plot")):
        result = run(command, folder, "--out", tmp_path / str(number))
        assert result.exit_code == 1, result.output
        assert "not read" in result.output and list((tmp_path / str(number)).iterdir())
    assert run("read", folder / "broken.pdf").exit_code == 1
    assert run("read", folder / "wushan").exit_code == 0
    (folder / "empty").mkdir()
    nothing = run("read", folder / "empty")
    assert nothing.exit_code == 1 and "No file was found" in nothing.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read", ""], "source is ''"),
        (["read", "nowhere"], "no such folder"),
        (["read", "IN", "--jobs", "0"], "jobs is 0"),
        (["read", "IN", "--out", ""], "--out is ''"),
        (["read", "IN", "--out", os.devnull], "cannot be used"),
        (["show", "IN", "--out", "OUT", "--language", "fr"], "language is 'fr'"),
        (["show", "IN", "--out", "IN"], "holds other files"),
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence(arguments, said, folder, tmp_path):
    places = {"IN": folder, "OUT": tmp_path / "out"}
    result = run(*(places.get(argument, argument) for argument in arguments))
    assert result.exit_code == 2 and said in result.stderr, result.output
    assert not (tmp_path / "out").exists()


def test_words_of_the_command_line_take_any_case(folder, tmp_path):
    result = run("read", folder, "--out", tmp_path / "out", "--format", "XLSX")
    assert result.exit_code == 0, result.output
    figures = pd.read_excel(tmp_path / "out" / "figures.xlsx", engine="calamine")
    assert figures.query("row == 'licensing' and column == 'decisions'")["value"].item() == 589
    assert run("show", folder, "--out", tmp_path / "pages", "--language", "EN").exit_code == 0


def test_printed_signs_stay_in_csv_and_what_could_run_is_guarded(folder, tmp_path):
    """巫山 2020 prints -2, +14 and -1; a file called =cmd.txt is a name that a spreadsheet runs."""
    (folder / "=cmd.txt").write_text("请报送材料。", encoding="utf-8")
    for name, raw, path in (("a", [], "'=cmd.txt"), ("b", ["--raw"], "=cmd.txt")):
        run("read", folder, "--out", tmp_path / name, *raw)
        assert pd.read_csv(tmp_path / name / "failures.csv")["path"].item() == path
        printed = pd.read_csv(tmp_path / name / "figures.csv", dtype="string")["raw"]
        assert {"-2", "+14", "-1"} <= set(printed)


def test_sources_are_never_replaced_by_their_pages(tmp_path):
    text = WUSHAN.read_bytes()
    for name in ("2020.html", "2020.txt", "2020.pdf"):
        (tmp_path / name).write_bytes(text)
    (tmp_path / "2019.html").write_bytes(text)
    assert run("show", tmp_path, "--out", tmp_path).exit_code == 2
    assert run("show", tmp_path, "--out", tmp_path, "--force").exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "2019.html", "2020.html", "2020.txt", "2020.pdf",
        "2019.html.html", "2020.html.html", "2020.txt.html", "2020.pdf.html",
    }  # fmt: skip
    for name in ("2019.html", "2020.html", "2020.txt", "2020.pdf"):
        assert (tmp_path / name).read_bytes() == text


def test_no_page_leaves_its_folder_whatever_the_pattern(folder, tmp_path, monkeypatch):
    (folder / "other").mkdir()
    monkeypatch.chdir(folder / "other")
    assert run("show", "../*/2020.txt", "--out", tmp_path / "a" / "out").exit_code == 0
    assert run("plot", "../other/../*/2020.txt", "--out", tmp_path / "a" / "p").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["out", "p"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "in"]
    assert len(list((tmp_path / "a" / "out").rglob("*.html"))) == 1


def test_a_second_run_replaces_the_first_and_nothing_else(folder, tmp_path):
    out = tmp_path / "out"
    for command in ("read", "check", "read", "check"):
        assert run(command, folder, "--out", out).exit_code == 0
    (out / "figures.csv").write_text("edited by hand")
    again = run("read", folder, "--out", out)
    assert again.exit_code == 2 and "figures.csv" in again.stderr
    assert (out / "figures.csv").read_text() == "edited by hand"
    assert run("read", folder, "--out", out, "--force").exit_code == 0
    assert len(pd.read_csv(out / "figures.csv")) == 198


def test_what_nobody_foresaw_is_a_sentence_and_1(folder, monkeypatch):
    def broken(*_, **__):
        raise KeyError("run")

    monkeypatch.setattr(helpers, "read_all", broken)
    result = run("read", folder)
    assert result.exit_code == 1 and "Traceback" not in result.output
    assert "KeyError: 'run'" in result.stderr and "report it" in result.stderr
    monkeypatch.setenv("GONGKAI_DEBUG", "1")
    assert isinstance(run("read", folder).exception, KeyError)


def test_interrupted_is_130_and_one_line(folder, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(helpers, "read_all", stopped)
    result = run("read", folder)
    assert result.exit_code == 130 and len(result.output.splitlines()) == 1


def test_a_full_disk_is_a_sentence_and_1(folder, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_csv", full)
    result = run("read", folder, "--out", tmp_path / "out")
    assert result.exit_code == 1 and "No space left on device" in result.stderr
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is full")
def test_an_output_that_takes_nothing_is_a_sentence_and_1(folder):
    command = [sys.executable, "-m", "helpers", "read", str(folder)]
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and "cannot be printed: No space left" in done.stderr
    assert "Nobody foresaw" not in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes an output")
def test_a_closed_output_is_none(folder, tmp_path):
    command = f'"{sys.executable}" -m helpers read "{folder}" --out "{tmp_path}/out" >&-'
    done = subprocess.run(command, shell=True, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0 and "gongkai:" not in done.stderr
    assert len(pd.read_csv(tmp_path / "out" / "figures.csv")) == 198


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_any_console_can_show_the_messages(encoding, folder):
    """The name has a byte that is no UTF-8 and a character that GBK lacks."""
    name = os.fsdecode("坏".encode("gbk")) + "😀.pdf"
    code, out, error = run_alone("check", folder / name, PYTHONIOENCODING=encoding)
    assert code == 2 and "no such folder" in error and "Traceback" not in error + out.decode("gbk")
    code, out, error = run_alone("check", folder, PYTHONIOENCODING=encoding)
    assert code == 0 and b"Findings" in out and "Traceback" not in error


def test_a_command_whose_reader_leaves_goes_on_quietly(folder, tmp_path):
    """The file that is no report still makes it end with 1, and the tables are complete."""
    (folder / "letter.txt").write_text("请报送材料。", encoding="utf-8")
    command = [sys.executable, "-m", "helpers", "read", str(folder), "--out", str(tmp_path / "out")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    error = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(120) == 1 and "Traceback" not in error and "BrokenPipe" not in error
    assert len(pd.read_csv(tmp_path / "out" / "figures.csv")) == 198


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The prose states 393"), ("zh", "正文称393件"), (None, "The prose states 393")],
)
def test_commands_speak_the_language_that_is_asked_for(tmp_path, language, said):
    """English is the language of every command that is not told another one."""
    (tmp_path / "in").mkdir()
    shutil.copy(REPORTS / "pingtan" / "2023.txt", tmp_path / "in")
    asked = ["--language", language] if language else []
    checked = run("check", tmp_path / "in", *asked)
    assert said in checked.output
    located = run("localize", REPORTS / "pingtan" / "2020.txt", *asked)
    assert ("种解释" if language == "zh" else "explanations") in located.output
    compared = run("compare", REPORTS / "pingtan", "--out", tmp_path / "out", *asked)
    assert ("持平" if language == "zh" else "same") in compared.output
    reasons = pd.read_csv(tmp_path / "out" / "coverage.csv")["reason"].dropna()
    assert reasons.str.contains("正文未说明|文件中没有这张表").any() == (language == "zh")
    assert run("show", tmp_path / "in", "--out", tmp_path / "page", *asked).exit_code == 0
    page = (tmp_path / "page" / "2023.html").read_text(encoding="utf-8")
    assert ('lang="zh-Hans">' in page.split("<head>")[0]) == (language == "zh")


@pytest.mark.parametrize("command", ["check", "localize", "compare"])
def test_an_unknown_language_is_bad_use(tmp_path, command):
    asked = run(command, REPORTS / "pingtan", "--out", tmp_path / "out", "--language", "fr")
    assert asked.exit_code == 2 and "language is 'fr'" in asked.output
