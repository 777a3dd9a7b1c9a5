"""No two outputs share a name, none leaves its folder, none replaces what others made."""

import os
import unicodedata
from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import helpers
from helpers.frame_files import guard, save_frame
from helpers.listing import OUTPUT_MARK
from helpers.output_names import RESERVED, called, key, of_source, plan
from helpers.outputs import Outputs, replacing

LETTERS = st.sampled_from('aAé年.ſ ßK\u0301\u202e:?*\\|"<>\t\0\r\u2028\ud800\udcc4-_~')
SOURCES = st.lists(
    st.lists(
        st.one_of(
            st.text(LETTERS, max_size=8),
            st.sampled_from(["..", ".", "CON", "nul.x", "COM¹.y ", "年" * 130, "a" * 300]),
        ),
        max_size=4,
    ).map("/".join),
    max_size=8,
)


def pages(*names):
    return plan([of_source(name, ".html") for name in names])


def test_ordinary_names_stay_as_they_are():
    names = ["wushan-planning/2020.txt", "pingtan/2020.pdf", "2024年年报（上网）.docx", "无扩展名"]
    assert pages(*names) == [
        "wushan-planning/2020.html",
        "pingtan/2020.html",
        "2024年年报（上网）.html",
        "无扩展名.html",
    ]


def test_files_that_differ_in_their_kind_alone_have_pages_of_their_own():
    assert pages("2024.docx", "2024.pdf", "2024.xlsx", "2023.pdf") == [
        "2024.docx.html", "2024.pdf.html", "2024.xlsx.html", "2023.html",
    ]  # fmt: skip


def test_names_that_are_one_on_windows_or_a_mac_are_told_apart():
    composed = unicodedata.normalize("NFC", "é.txt")
    names = pages("A.txt", "a.txt", composed, unicodedata.normalize("NFD", composed), "b", "B")
    assert len({key(name) for name in names}) == len(names)


def test_a_file_and_a_folder_never_have_one_name():
    file, inside = pages("a.txt", "a.html/2020.txt")
    assert inside == "a.html/2020.html" and file == "a.txt.html"


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("CON.txt", "_CON.html"),
        ("nul", "_nul.html"),
        ("aux.2020/lpt1.txt", "_aux.2020/_lpt1.html"),
        ("a:b?.txt", "a_b_.html"),
        ("2020. /x.txt", "2020_/x.html"),
        ("../../etc/passwd.txt", "_/_/etc/passwd.html"),
        ("/etc/passwd.txt", "etc/passwd.html"),
        ("C:\\Windows\\x.txt", "C__Windows_x.html"),
        ("line\nbreak\x07.txt", "line_break_.html"),
        (os.fsdecode("年报.txt".encode("gbk")), "年报.html"),
        ("\ud800.txt", "_.html"),
    ],
)
def test_names_are_safe_everywhere(name, page):
    assert pages(name) == [page]


def test_long_names_and_deep_folders_are_cut_and_stay_apart():
    long = ["年" * 90 + end for end in ("甲.txt", "乙.txt")]
    deep = ["/".join(["folder"] * 60 + [end]) for end in ("1.txt", "2.txt")]
    names = pages(*long, *deep)
    assert len(set(names)) == 4
    assert all(len(name) <= 160 and len(name.encode()) <= 255 for name in names)


@given(SOURCES)
def test_any_names_give_safe_ones_in_the_folder_and_the_same_in_any_order(names):
    planned = pages(*names)
    keys = [key(name) for name in planned]
    assert len(set(keys)) == len(names)
    folders = {key(str(folder)) for name in planned for folder in Path(name).parents}
    assert not folders & set(keys)
    for name in planned:
        assert len(name) <= 160 and name.endswith(".html")
        for part in name.split("/"):
            assert 0 < len(part.encode()) <= 255 and part[-1] not in ". "
            assert part.partition(".")[0].rstrip().upper() not in RESERVED
            assert not set(part) & set('<>:"\\|?*')
            assert not {unicodedata.category(c) for c in part} & {"Cc", "Cs", "Zl", "Zp"}
    if len(set(names)) == len(names) <= 3:
        for order in permutations(range(len(names))):
            assert pages(*(names[at] for at in order)) == [planned[at] for at in order]


def test_a_name_that_is_no_path_stays_one_file():
    assert plan([called("甲/乙局", "-outcomes.png")]) == ["甲_乙局-outcomes.png"]


def written(folder, name="x.csv", text="new", sources="nowhere", force=False):
    outputs = Outputs(str(folder), str(sources), force)
    (planned,) = outputs.plan([called(name.partition(".")[0], ".csv")])
    outputs.write(planned, lambda path: path.write_text(text))
    return planned


def test_a_folder_written_before_is_written_again(tmp_path):
    out = tmp_path / "out"
    assert written(out) == written(out, text="newer") == "x.csv"
    assert (out / "x.csv").read_text() == "newer" and (out / OUTPUT_MARK).is_file()
    assert sorted(path.name for path in out.iterdir()) == [OUTPUT_MARK, "x.csv"]


def test_what_a_killed_process_left_makes_no_folder_foreign(tmp_path):
    (tmp_path / ".gongkai-0a1b2c3d.csv").write_text("half")
    (tmp_path / ".DS_Store").write_text("")
    assert written(tmp_path) == "x.csv" and (tmp_path / OUTPUT_MARK).is_file()


def test_what_a_person_changed_or_put_there_is_not_replaced(tmp_path):
    written(tmp_path / "out")
    (tmp_path / "out" / "x.csv").write_text("edited")
    (tmp_path / "out" / "y.csv").write_text("mine")
    for name in ("x.csv", "y.csv"):
        with pytest.raises(helpers.ArgumentError, match=f"did not write.*{name}.*--force"):
            written(tmp_path / "out", name)
    assert (tmp_path / "out" / "x.csv").read_text() == "edited"
    assert written(tmp_path / "out", "y.csv", force=True) == "y.csv"
    assert (tmp_path / "out" / "y.csv").read_text() == "new"


def test_a_folder_with_other_files_is_refused_and_never_marked(tmp_path):
    (tmp_path / "2019.html").write_text("source")
    with pytest.raises(helpers.ArgumentError, match=r"other files: 2019\.html.*--force"):
        Outputs(str(tmp_path), "nowhere")
    written(tmp_path, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2019.html", "x.csv"]


def test_no_input_is_replaced_even_by_force(tmp_path):
    source = tmp_path / "x.csv"
    for sources in (tmp_path, source, tmp_path / "*.csv"):
        source.write_text("source")
        assert written(tmp_path, sources=sources, force=True) != "x.csv"
        assert source.read_text() == "source"


def test_pages_that_are_read_themselves_are_no_outputs_to_replace(tmp_path):
    written(tmp_path / "out", text="page")
    written(tmp_path / "out", sources=tmp_path / "out")
    assert (tmp_path / "out" / "x.csv").read_text() == "page"


def test_links_lead_nowhere(tmp_path):
    (tmp_path / "other").mkdir()
    written(tmp_path / "out")
    (tmp_path / "out" / "organ").symlink_to(tmp_path / "other")
    outputs = Outputs(str(tmp_path / "out"), "nowhere")
    with pytest.raises(helpers.ArgumentError, match="leads out"):
        outputs.plan([of_source("organ/2020.txt", ".html")])
    (tmp_path / "target").write_text("mine")
    (tmp_path / "out" / "x.csv").unlink()
    (tmp_path / "out" / "x.csv").symlink_to(tmp_path / "target")
    written(tmp_path / "out", force=True)
    assert (tmp_path / "target").read_text() == "mine"
    (tmp_path / "out" / OUTPUT_MARK).unlink()
    (tmp_path / "out" / OUTPUT_MARK).symlink_to(tmp_path / "target")
    with pytest.raises(helpers.ArgumentError, match="is a link"):
        written(tmp_path / "out")


def test_what_fails_half_way_leaves_nothing_and_the_old_file(tmp_path):
    written(tmp_path, text="old")

    def fails(path):
        path.write_text("half")
        raise OSError(28, "No space left on device")

    outputs = Outputs(str(tmp_path), "nowhere")
    with pytest.raises(helpers.OutputError, match=r"x\.csv: cannot be written: No space left"):
        outputs.write("x.csv", fails)
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "x.csv") as temporary:
        temporary.write_text("half")
        raise KeyboardInterrupt
    assert sorted(path.name for path in tmp_path.iterdir()) == [OUTPUT_MARK, "x.csv"]
    assert (tmp_path / "x.csv").read_text() == "old"


def test_a_page_is_not_saved_over_its_report_nor_over_a_folder_or_a_device(tmp_path):
    from bundled import WUSHAN

    source = tmp_path / "2020.html"
    source.write_bytes(WUSHAN.read_bytes())
    view = helpers.show(helpers.read(source))
    with pytest.raises(helpers.ArgumentError, match="file of a report"):
        view.save(source)
    assert source.read_bytes() == WUSHAN.read_bytes()
    for path in (tmp_path, os.devnull):
        with pytest.raises(helpers.OutputError, match="folder or a device"):
            view.save(path)
    with pytest.raises(OSError, match="No such file or directory"):
        view.save(tmp_path / "nowhere" / "page.html")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1+1", "＋A1",
        "－A1", "＠x", "﹦1+1", " =1", "\ufeff=1", "\u3000=1", "'=1", '"=1', "-5万元", "=-2",
        "+86-571",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_could_run_begins_with_an_apostrophe(text):
    assert guard(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        "-2",
        "+14",
        "-1,234.5",
        "－2",
        "- 18",
        "+1036",
        "-",
        "--",
        "－",
        "—",
        "35-15",
        "a=b",
        "12%",
        "",
    ],
)
def test_signed_figures_marks_and_words_stay_as_printed(text):
    assert guard(text) == text


FRAME = pd.DataFrame(
    {
        "raw": pd.array(["=1+1", "-2", None, 'a\r=1,"b"'], dtype="string"),
        "value": pd.array([-2.5, None, 3, 4], dtype="Float64"),
        "when": pd.array(["2024-01-31", None, None, None], dtype="datetime64[s]"),
    }
)


def test_csv_is_guarded_and_raw_csv_is_not(tmp_path):
    save_frame(FRAME, tmp_path / "a.csv")
    save_frame(FRAME, tmp_path / "b.csv", raw=True)
    for name, first in (("a.csv", "'=1+1"), ("b.csv", "=1+1")):
        read = pd.read_csv(tmp_path / name, dtype={"raw": "string"})
        assert read["raw"].tolist()[:2] == [first, "-2"] and read["raw"][3] == 'a\r=1,"b"'
        assert read["value"].tolist()[0] == -2.5 and read["raw"].isna().tolist()[2]
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfraw,value,when\r\n")


def test_parquet_is_exact(tmp_path):
    save_frame(FRAME, tmp_path / "a.parquet")
    exact = ["raw", "value"]
    assert pd.read_parquet(tmp_path / "a.parquet")[exact].equals(FRAME[exact])


def test_excel_has_texts_as_texts_and_numbers_as_numbers(tmp_path):
    from openpyxl import load_workbook

    frame = FRAME.assign(note=pd.array(["http://x.cn", "长" * 40_000, "1", None], dtype="string"))
    save_frame(frame, tmp_path / "a.xlsx")
    rows = list(load_workbook(tmp_path / "a.xlsx").active.iter_rows(min_row=2))
    assert [cell.value for cell in rows[0]][:2] == ["=1+1", -2.5]
    assert rows[0][0].data_type == "s" and rows[0][3].hyperlink is None
    assert len(rows[1][3].value) == 32_767 and rows[1][3].value.endswith("… (cut)")
    assert rows[2][3].value == "1"


def test_more_rows_than_a_sheet_has_are_refused(tmp_path):
    many = pd.DataFrame({"a": range(1_048_576)})
    with pytest.raises(helpers.OutputError, match=r"1,048,576 rows.*--format csv"):
        save_frame(many, tmp_path / "a.xlsx")
