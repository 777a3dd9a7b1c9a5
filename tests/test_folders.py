"""Folders as they are found: nothing hangs, and what is not read is named with its reason."""

import errno
import os
import shutil
import signal
import socket
import sys
from multiprocessing import get_context

import joblib
import pytest
from bundled import WUSHAN

import helpers
import helpers.corpus
import helpers.listing
from helpers.listing import OUTPUT_MARK

NOBODY = 65534
GBK = os.fsdecode("报告".encode("gbk"))
ESCAPED = r"\xb1\xa8\xb8\xe6"
posix = pytest.mark.skipif(sys.platform == "win32", reason="no such files on Windows")


@pytest.fixture(autouse=True)
def never_hangs():
    """Whatever waits for ever is ended after a minute."""
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: os._exit(3))
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def folder(tmp_path):
    """One report of Wushan."""
    shutil.copy(WUSHAN, tmp_path / "2020.txt")
    return tmp_path


def read(source, **more):
    return helpers.read_all(source, progress=False, **more)


def names(reports):
    return [report.name for report in reports]


def reasons(reports):
    return reports.failures.set_index("path")["message"].to_dict()


@posix
def test_what_is_no_file_is_refused_and_never_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket.txt"))
        reports = read(folder)
    assert names(reports) == ["2020.txt"]
    assert set(reports.failures["error"]) == {"SourceError"}
    told = reasons(reports)
    assert "is a pipe" in told["pipe.txt"] and "is a socket" in told["socket.txt"]
    assert "is a device" in told["device.txt"]
    for path, what in ((folder / "pipe.txt", "pipe"), ("/dev/zero", "device")):
        with pytest.raises(helpers.SourceError, match=f"is a {what}"):
            helpers.read(path)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="no /proc here")
def test_a_file_that_tells_no_size_is_read_up_to_the_limit():
    with pytest.raises(helpers.NotAReportError):
        helpers.read("/proc/self/status")
    with pytest.raises(helpers.SourceError, match="limit of 100"):
        helpers.read("/proc/self/status", limit=100)


@posix
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(folder, monkeypatch):
    os.mkfifo(folder / "pipe.txt")
    regular = os.stat(folder / "2020.txt")
    monkeypatch.setattr("pathlib.Path.stat", lambda *_, **__: regular)
    with pytest.raises(helpers.SourceError, match="empty"):
        helpers.read(folder / "pipe.txt")


@posix
def test_links_are_read_or_named(folder, tmp_path_factory):
    """Links to files are read; git-annex leaves links to nowhere; links to folders may be loops."""
    other = tmp_path_factory.mktemp("other")
    shutil.copy(WUSHAN, other / "2020.txt")
    (folder / "again.txt").symlink_to(folder / "2020.txt")
    (folder / "annexed.pdf").symlink_to(".git/annex/objects/ab/cd.pdf")
    (folder / "loop").symlink_to(folder)
    (folder / "itself").symlink_to("itself")
    (folder / "other").symlink_to(other)
    reports = read(folder)
    assert names(reports) == ["2020.txt", "again.txt"]
    told = reasons(reports)
    assert list(told) == ["annexed.pdf", "itself", "loop", "other"]
    assert "is a link to .git/annex/objects/ab/cd.pdf, which is not there" in told["annexed.pdf"]
    assert f"is a link to the folder {other}" in told["other"]
    assert names(read(folder / "other")) == ["2020.txt"]
    assert names(read(f"{folder}/**/*.txt")) == ["2020.txt", "again.txt"]


def test_a_file_that_vanishes_is_a_row(folder, monkeypatch):
    listed = helpers.listing.list_files(folder)
    (folder / "2020.txt").unlink()
    monkeypatch.setattr(helpers.corpus, "list_files", lambda _: listed)
    failure = read(folder).failures.iloc[0]
    assert (failure["path"], failure["error"]) == ("2020.txt", "SourceMissingError")


@posix
def test_a_tree_beyond_the_longest_path_and_the_longest_name_are_rows(folder):
    inside = os.open(folder, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("深" * 80, dir_fd=inside)
        inner = os.open("深" * 80, os.O_RDONLY, dir_fd=inside)
        os.close(inside)
        inside = inner
    os.close(inside)
    reports = read(folder)
    assert names(reports) == ["2020.txt"]
    (reason,) = reasons(reports).values()
    assert "cannot be listed, so nothing in it is read: File name too long" in reason
    listed = read([folder / "2020.txt", folder / f"{'年' * 100}.txt"])
    assert len(listed) == 1
    assert "File name too long" in listed.failures["message"].item()
    with pytest.raises(helpers.SourceError, match="File name too long"):
        helpers.read("年" * 300)


def closed_folder_as_nobody(folder):
    """What is read of two folders, one that lists nothing and one that opens nothing."""
    reasons(read(folder))  # Nobody may not import what this needs.
    if os.getuid() == 0:
        os.setuid(NOBODY)
    (folder / "no-list").chmod(0o300)
    (folder / "no-open").chmod(0o600)
    found = read(folder, jobs=1)
    return names(found), reasons(found)


@posix
def test_folders_without_the_right_to_list_or_to_open_are_rows(folder):
    """The superuser may open everything, so another process reads as nobody."""
    for name in ("no-list", "no-open"):
        (folder / name).mkdir()
        shutil.copy(WUSHAN, folder / name / "2020.txt")
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        for above in folder.parents[:2]:
            above.chmod(0o711)
    with get_context("spawn").Pool(1) as pool:
        found, told = pool.apply(closed_folder_as_nobody, (folder,))
    (folder / "no-list").chmod(0o700)
    (folder / "no-open").chmod(0o700)
    assert found == ["2020.txt"]
    assert "nothing in it is read: Permission denied" in told["no-list"]
    assert "cannot be opened: Permission denied" in told["no-open/2020.txt"]


def test_an_entry_that_cannot_be_looked_at_is_a_row(folder, monkeypatch):
    class Strange:
        name, path = "strange", str(folder / "strange")

        def is_dir(self):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("os.scandir", lambda _: [Strange()])
    assert "cannot be looked at: Input/output error" in reasons(read(folder))["strange"]


def test_hidden_files_and_those_of_programs_are_skipped_and_counted(folder):
    clutter = ("~$2020.docx", "Thumbs.db", "desktop.ini", ".DS_Store", "._2020.txt")
    for name in clutter:
        (folder / name).write_bytes(b"\0\1\2")
    for name in (".git", ".ipynb_checkpoints", "__MACOSX"):
        (folder / name).mkdir()
        shutil.copy(WUSHAN, folder / name / "2020.txt")
    reports = read(folder)
    assert names(reports) == ["2020.txt"] and reports.failures.empty
    assert sorted(reports.skipped) == sorted((*clutter, ".git", ".ipynb_checkpoints", "__MACOSX"))
    assert repr(reports) == "<Reports: 1 read, 0 failed, 8 skipped>"
    assert names(read(folder / ".git" / "2020.txt")) == ["2020.txt"]
    assert names(read(folder / ".git")) == ["2020.txt"]


def test_what_this_package_wrote_is_not_read_again(folder):
    (folder / "out").mkdir()
    (folder / "out" / OUTPUT_MARK).touch()
    shutil.copy(WUSHAN, folder / "out" / "2020.html")
    reports = read(folder)
    assert names(reports) == ["2020.txt"] and reports.skipped == ("out",)


def test_a_folder_may_be_called_like_a_file_and_a_file_like_a_pattern(folder):
    (folder / "2021.html").mkdir()
    shutil.copy(WUSHAN, folder / "2021.html" / "年报[1].txt")
    shutil.copy(WUSHAN, folder / "2021.html" / "年报1.txt")
    assert names(read(folder)) == ["2020.txt", "2021.html/年报1.txt", "2021.html/年报[1].txt"]
    assert names(read(str(folder / "2021.html" / "年报[1].txt"))) == ["年报[1].txt"]
    assert names(read(str(folder / "2021.html" / "年报[12].txt"))) == ["年报1.txt"]


def test_a_list_with_a_folder_and_a_pattern_that_fits_one_bring_its_files(folder):
    (folder / "wushan").mkdir()
    shutil.copy(WUSHAN, folder / "wushan" / "2020.txt")
    shutil.copy(WUSHAN, folder / "wushan" / "2020.html")
    listed = read([folder / "2020.txt", folder / "wushan"])
    assert names(listed) == ["2020.txt", "wushan/2020.html", "wushan/2020.txt"]
    assert names(read(str(folder / "w*"))) == ["2020.html", "2020.txt"]
    assert names(read(str(folder / "**"))) == names(listed)
    assert names(read(str(folder / "**" / "*.txt"))) == ["2020.txt", "wushan/2020.txt"]
    assert names(read(str(folder / "*.txt"))) == ["2020.txt"]
    assert names(read([folder / "wushan"])) == names(read(folder / "wushan"))


@posix
def test_names_that_are_no_text_are_escaped_and_stay_apart(folder, tmp_path):
    """A zip from a Chinese Windows leaves names in GBK; 报告 is B1 A8 B8 E6 there."""
    inside = folder / GBK
    inside.mkdir()
    for name in (f"{GBK}.txt", f"{ESCAPED}.txt", "new\nline.txt"):
        shutil.copy(WUSHAN, inside / name)
    (inside / f"{GBK}.pdf").symlink_to(GBK)
    reports = read(folder)
    assert sorted(names(reports)) == [
        "2020.txt",
        ESCAPED + "/" + r"\x5cxb1\x5cxa8\x5cxb8\x5cxe6.txt",
        f"{ESCAPED}/{ESCAPED}.txt",
        ESCAPED + "/" + r"new\x0aline.txt",
    ]
    assert reports.failures["path"].item() == f"{ESCAPED}/{ESCAPED}.pdf"
    assert ESCAPED in reports.failures["message"].item()
    for frame in (reports.index, reports.figures, reports.failures):
        frame.to_csv(tmp_path / "frame.csv")
        frame.to_parquet(tmp_path / "frame.parquet")
    with pytest.raises(helpers.SourceError, match="xb1"):
        helpers.read(inside / f"{GBK}.doc")
    with pytest.raises(helpers.SourceError, match="xb1"):
        read(str(folder / f"{GBK}.doc"))


@posix
def test_an_organ_that_only_a_folder_names_can_be_stored(folder):
    text = WUSHAN.read_text(encoding="utf-8").replace("重庆市巫山县规划和自然资源局", "")
    (folder / GBK).mkdir()
    (folder / GBK / "2020.txt").write_text(text, encoding="utf-8")
    assert read(folder / GBK).index["organ"].item() == ESCAPED


class Panic(BaseException):
    """As libraries in Rust panic: no Exception."""


@pytest.mark.parametrize(
    "error", [KeyError("run"), Panic("no entry"), RecursionError("deep"), MemoryError(), OSError()]
)
def test_a_defect_in_one_file_is_a_row_and_a_read_error(folder, monkeypatch, error):
    def fail_once(document, name):
        if name.endswith("bad.txt"):
            raise error
        return read_document(document, name)

    read_document = helpers.corpus.read_document
    monkeypatch.setattr(helpers.corpus, "read_document", fail_once)
    shutil.copy(WUSHAN, folder / "bad.txt")
    reports = read(folder, jobs=1)
    assert names(reports) == ["2020.txt"]
    (failure,) = reports.failures.itertuples()
    assert (failure.path, failure.error) == ("bad.txt", "ReadError")
    said = f"bad.txt: {type(error).__name__}: {error} (test_folders.py, line "
    assert said in failure.message and "please report it with the file" in failure.message
    with pytest.raises(helpers.ReadError, match="please report") as caught:
        helpers.read(folder / "bad.txt")
    assert caught.value.__cause__ is error


def test_a_report_that_cannot_be_sent_is_a_row(folder, monkeypatch):
    def unsendable(report):
        raise RecursionError("too deep")

    monkeypatch.setattr(helpers.Report, "__getstate__", unsendable)
    (failure,) = read(folder, jobs=1).failures.itertuples()
    assert (failure.path, failure.error) == ("2020.txt", "ReadError")
    assert "RecursionError: too deep" in failure.message and "please report" in failure.message


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_wish_to_stop_is_no_defect(folder, monkeypatch, stop):
    def stopped(*_):
        raise stop

    monkeypatch.setattr(helpers.corpus, "read_document", stopped)
    with pytest.raises(stop):
        read(folder, jobs=1)


@posix
def test_a_file_whose_reader_dies_is_a_row(folder, monkeypatch):
    monkeypatch.setattr(helpers.corpus, "_read_or_fail", read_or_die)
    reports = read(many(folder), jobs=2)
    assert names(reports) == ["2020.txt", *(f"copy-{n:02}.txt" for n in range(20) if n != 11)]
    (failure,) = reports.failures.itertuples()
    assert (failure.path, failure.error) == ("copy-11.txt", "ReadError")
    assert "copy-11.txt: its process ended while it was read" in failure.message


@pytest.mark.parametrize(
    ("jobs", "error"), [(0, ValueError), ("x", TypeError), (1.5, TypeError), (True, TypeError)]
)
def test_jobs_that_are_no_number_of_processes_are_a_clear_error(folder, jobs, error):
    with pytest.raises(error, match=r"jobs is .*, or -1 for one per processor") as caught:
        read(folder, jobs=jobs)
    assert isinstance(caught.value, helpers.GongkaiError)


read_or_fail = helpers.corpus._read_or_fail


def read_or_die(limit, file):
    """As the reader of other processes, but one file kills it."""
    if file[0] == "copy-11.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_or_fail(limit, file)


def many(folder, count=20):
    for number in range(count):
        shutil.copy(WUSHAN, folder / f"copy-{number:02}.txt")
    return folder


def names_of(folder):
    return names(read(folder, jobs=2))


def test_a_folder_is_read_alike_wherever_it_is_read(folder):
    expected = names(read(many(folder), jobs=1))
    assert names_of(folder) == expected
    with joblib.parallel_config(backend="threading"):
        assert names_of(folder) == expected
    nested = joblib.Parallel(2)(joblib.delayed(names_of)(folder) for _ in range(2))
    assert nested == [expected, expected]
    with get_context("spawn").Pool(1) as daemon:
        assert daemon.apply(names_of, (folder,)) == expected
