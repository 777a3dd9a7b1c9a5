"""Files become reports or rows of failures; one bad file stops nothing."""

import hashlib
import shutil

import pytest
from bundled import REPORTS, WUSHAN

import helpers
from helpers.corpus import FEW


@pytest.fixture
def folder(tmp_path):
    """Two good reports of one organ-year and four files that are none."""
    (tmp_path / "wushan").mkdir()
    shutil.copy(WUSHAN, tmp_path / "wushan" / "2020.txt")
    shutil.copy(WUSHAN, tmp_path / "wushan" / "again.txt")
    (tmp_path / "empty.txt").write_text(" \n\n")
    (tmp_path / "letter.txt").write_text("请各单位于月底前报送材料。", encoding="utf-8")
    (tmp_path / "noise.bin").write_bytes(bytes(range(128, 256)) * 8)
    (tmp_path / ".hidden").write_text("x")
    return tmp_path


def test_one_bad_file_stops_nothing(folder):
    reports = helpers.read_all(folder, jobs=1, progress=False)
    assert [report.name for report in reports] == ["wushan/2020.txt", "wushan/again.txt"]
    failures = reports.failures.set_index("path")
    assert failures["error"].to_dict() == {
        "empty.txt": "SourceError",
        "letter.txt": "NotAReportError",
        "noise.bin": "SourceError",
    }
    assert "is empty" in failures.loc["empty.txt", "message"]


def test_processes_give_what_one_process_gives(folder):
    for number in range(8):
        shutil.copy(WUSHAN, folder / f"copy-{number}.txt")
    one = helpers.read_all(folder, jobs=1, progress=False)
    two = helpers.read_all(folder, jobs=2, progress=False)
    assert len(two) == 10
    assert one.figures.equals(two.figures)
    assert one.failures.equals(two.failures)


def test_the_index_counts_cells_and_marks_second_reports(folder):
    index = helpers.read_all(folder, progress=False).index.set_index("path")
    entry = index.loc["wushan/2020.txt"]
    assert (entry["year"], entry["form"], entry["medium"], entry["read"]) == (
        2020,
        "2019",
        "text",
        198,
    )
    assert entry["sha256"] == hashlib.sha256(WUSHAN.read_bytes()).hexdigest()
    assert index["duplicate"].tolist() == [True, True]


def test_two_spellings_of_one_organ_are_marked_and_unknown_names_stay_apart(tmp_path):
    text = WUSHAN.read_text(encoding="utf-8")
    known = "重庆市巫山县规划和自然资源局"
    names = [known, "巫山县规划和自然资源局", "乙县林业局", "乙县林业管理局"]
    for number, name in enumerate(names):
        (tmp_path / f"{number}.txt").write_text(text.replace(known, name), encoding="utf-8")
    index = helpers.read_all(tmp_path, progress=False).index
    assert index["organ"].tolist() == names and set(index["year"]) == {2020}
    assert index["duplicate"].tolist() == [True, True, False, False]


def test_lists_and_patterns_are_read_too(folder):
    listed = helpers.read_all([folder / "wushan" / "2020.txt"], progress=False)
    matched = helpers.read_all(str(folder / "**" / "2020.txt"), progress=False)
    assert len(listed) == len(matched) == 1
    assert listed[0].figures["value"].equals(matched[0].figures["value"])


def test_text_and_bytes_in_memory_are_read_too():
    from_text = helpers.read(WUSHAN.read_text(encoding="utf-8"))
    from_bytes = helpers.read(WUSHAN.read_bytes(), organ="某局", year=1999)
    assert from_text.organ == "重庆市巫山县规划和自然资源局"
    assert (from_bytes.organ, from_bytes.year) == ("某局", 1999)
    assert from_text.cells == from_bytes.cells


def test_a_missing_file_a_folder_and_an_empty_text_are_clear_errors(tmp_path):
    with pytest.raises(FileNotFoundError, match="no such file"):
        helpers.read(tmp_path / "2020.txt")
    with pytest.raises(IsADirectoryError, match="read_all"):
        helpers.read(tmp_path)
    with pytest.raises(helpers.SourceError, match="empty"):
        helpers.read(b"\xef\xbb\xbf \n")
    with pytest.raises(helpers.SourceMissingError, match="no file matches"):
        helpers.read_all(tmp_path / "nowhere")


def test_larger_files_than_the_limit_are_refused_with_the_limit():
    with pytest.raises(helpers.SourceError, match=r"limit of 1,000.*limit="):
        helpers.read(WUSHAN, limit=1000)


def test_nothing_read_gives_frames_with_all_columns(tmp_path):
    reports = helpers.read_all(tmp_path, progress=False)
    full = helpers.read(WUSHAN)
    assert len(reports) == 0
    for name in ("figures", "claims", "problems"):
        empty = getattr(reports, name)
        assert empty.empty and empty.dtypes.equals(getattr(full, name).dtypes)
    assert reports.index.columns.tolist()[:2] == ["path", "sha256"]


def test_a_pdf_read_in_another_process_is_the_same():
    """More than a few files are read by several processes, whose results must travel."""
    paths = [REPORTS / "huaian" / "2024.pdf"] * (FEW + 1)
    here = helpers.read(paths[0])
    for report in helpers.read_all(paths, jobs=2, progress=False):
        assert report.cells == here.cells


def test_files_of_one_name_in_several_folders_keep_names_of_their_own():
    paths = [WUSHAN, REPORTS / "pingtan" / "2020.txt"]
    names = helpers.read_all(paths, progress=False).index["path"].tolist()
    assert names == ["wushan-planning/2020.txt", "pingtan/2020.txt"]
