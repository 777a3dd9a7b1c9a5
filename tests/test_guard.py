"""One guarded process opens PDFs and workbooks; no file, thread or fork harms the one that asks."""

import asyncio
import base64
import copy
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from bundled import DATA, REPORTS
from joblib import Parallel, delayed
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from test_sources_office import XLS

import helpers
from helpers.sources import guard, load, open_source
from helpers.sources.protocol import MOST_SECONDS
from helpers.synthetic import synthesize

PDF = (REPORTS / "huaian" / "2024.pdf").read_bytes()
BOOK = (DATA / "samples" / "huaian-2024.xlsx").read_bytes()
BLANKS = [
    synthesize(seed, form="2021", medium="pdf:ruled", noise=["blank"]).content
    for seed in range(1, 5)
]
FILES = [PDF, BOOK, *BLANKS]


def cells(content):
    return helpers.read(content).cells


@pytest.fixture(scope="module")
def alone():
    """What one thread reads, one file after the other."""
    return [cells(content) for content in FILES]


def test_a_report_of_blank_cells_crosses_processes_and_holds_no_byte_of_its_file(alone):
    """Also one whose rows needed the places of its page."""
    for content, expected in zip(FILES, alone, strict=True):
        report = helpers.read(content)
        stored = pickle.dumps(report)
        assert content[:200] not in stored
        for other in (pickle.loads(stored), copy.deepcopy(report)):
            assert other.cells == expected
            assert other.figures.equals(report.figures)
            assert other.claims.equals(report.claims)


def test_a_collection_of_pdfs_is_read_by_two_processes(tmp_path, alone):
    for number, content in enumerate(FILES * 2):
        (tmp_path / f"{number:02}").write_bytes(content)
    reports = helpers.read_all(tmp_path, jobs=2, progress=False, years=False)
    assert [report.cells for report in reports] == alone * 2
    assert [report.cells for report in pickle.loads(pickle.dumps(reports))] == alone * 2


def test_eight_threads_read_what_one_reads(alone):
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(cells, FILES * 4)) == alone * 4


def test_tasks_of_an_event_loop_and_of_joblib_threads_read_what_one_reads(alone):
    async def together():
        return await asyncio.gather(*(asyncio.to_thread(cells, content) for content in FILES))

    assert asyncio.run(together()) == alone
    assert Parallel(n_jobs=4, backend="threading")(map(delayed(cells), FILES)) == alone


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot copy a process")
def test_a_copy_of_the_process_made_while_a_thread_reads_reads_the_same(alone):
    """Each copy has a guarded process of its own, and the one of its parent goes on."""
    stop = threading.Event()

    def read_on():
        while not stop.is_set():
            assert cells(BLANKS[0]) == alone[2]

    with ThreadPoolExecutor(2) as threads:
        readers = [threads.submit(read_on) for _ in range(2)]
        with multiprocessing.get_context("fork").Pool(2) as pool:
            found = pool.map(cells, FILES, chunksize=1)
        stop.set()
        assert [reader.result() for reader in readers] == [None, None]
    assert found == alone
    assert cells(PDF) == alone[0]


def test_a_process_that_starts_anew_reads_the_same(alone):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(cells, FILES) == alone


def test_an_interruption_leaves_the_next_file_readable(alone, monkeypatch):
    """Ctrl-C while the answer is on its way: nobody takes it for that to the next question."""

    def interrupted(_stream):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(guard, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            cells(BLANKS[0])
    assert cells(PDF) == alone[0]


@pytest.mark.skipif(os.name != "posix", reason="signals and groups of processes")
def test_ctrl_c_does_not_reach_the_guarded_process(alone):
    cells(PDF)
    assert os.getpgid(guard._guard.process.pid) != os.getpgid(0)


@pytest.mark.skipif(os.name != "posix", reason="signals and groups of processes")
def test_a_guarded_process_that_died_is_replaced_and_none_is_left(alone):
    cells(PDF)
    first = guard._guard.process
    os.kill(first.pid, signal.SIGKILL)
    os.waitid(os.P_PID, first.pid, os.WEXITED | os.WNOWAIT)
    assert cells(PDF) == alone[0]
    assert first.returncode == -signal.SIGKILL
    second = guard._guard.process
    guard._guard.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(second.pid, 0)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a count of processor time")
def test_time_that_the_guarded_process_waits_is_not_counted(alone):
    """It is stopped for longer than a file may take the processor, in the middle of a file."""
    cells(PDF)
    process = guard._guard.process
    process.send_signal(signal.SIGSTOP)
    going_on = threading.Timer(MOST_SECONDS + 0.5, process.send_signal, [signal.SIGCONT])
    going_on.start()
    assert cells(PDF) == alone[0]
    assert guard._guard.process is process


def test_files_are_read_where_the_current_folder_is_gone(tmp_path):
    program = (
        "import os, sys, helpers; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone'); "
        "print(helpers.read(sys.stdin.buffer.read()).year)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        input=PDF,
        capture_output=True,
        check=True,
    )
    assert (done.stdout.strip(), done.stderr) == (b"2024", b"")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
FORMATS = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
DATES = f'<styleSheet xmlns="{MAIN}">{FORMATS}</styleSheet>'
ONE = '<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>8</v></c></row>'
LONG = "1" * 5_000


def links(*targets):
    """A part that names others: their kinds and paths."""
    parts = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{path}"/>'
        for number, (kind, path) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELATED}">{parts}</Relationships>'


def book(rows=ONE, before="", after="", sheets=1, strings="", styles=""):
    """A workbook of sheets with these rows."""
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    listed = f"<sheets>{listed}</sheets>"
    more = [("sharedStrings", "sharedStrings.xml")] * bool(strings)
    more += [("styles", "styles.xml")] * bool(styles)
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    parts = {
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{listed}</workbook>',
        "xl/_rels/workbook.xml.rels": links(
            *(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers), *more
        ),
        **{f"xl/worksheets/sheet{n}.xml": sheet for n in numbers},
        "xl/sharedStrings.xml": strings,
        "xl/styles.xml": styles,
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            if part:
                archive.writestr(name, part)
    return packed.getvalue()


def far(place, row=""):
    return book(f'{ONE}<row {row}><c r="{place}"><v>1</v></c></row>')


def texts(content):
    return load(open_source(content)).tokens.texts


def xls_with_other_extents():
    """One byte of the extents of its sheet changed: a column of some ten thousands."""
    content = zlib.decompress(base64.b64decode(XLS))
    place = content.index(b"\x00\x02\x0e\x00")
    return content[: place + 7] + b"\xff" + content[place + 8 :]


def test_the_small_workbook_itself_is_read():
    assert texts(book()) == ["7", "8"]
    assert texts(book(sheets=3)) == ["7", "8"] * 3


REFUSED = r"takes more than|more than 500,000 cells|damaged"
HOSTILE = {
    "a column beyond the last": far("AAAAAA99"),
    "a row beyond the last": far("D99999999"),
    "a row number beyond the last": book(f'{ONE}<row r="99999999"><c><v>1</v></c></row>'),
    "a row number of 5,000 digits": book(f'{ONE}<row r="{LONG}"><c><v>1</v></c></row>'),
    "a cell far from all others": far("XFD1048576"),
    "two thousand million texts": book(
        strings=f'<sst xmlns="{MAIN}" uniqueCount="2000000000"><si><t>1</t></si></sst>'
    ),
    "a long text in many cells": book(
        '<row><c t="s"><v>0</v></c></row>' * 100_000,
        strings=f'<sst xmlns="{MAIN}"><si><t>{"政府" * 15_000}</t></si></sst>',
    ),
    "200 sheets with a far cell": book(
        f'{ONE}<row r="200000"><c r="A200000"><v>1</v></c></row>', sheets=200
    ),
    "an XLS of other extents": xls_with_other_extents(),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_workbook_that_takes_too_much_is_refused_and_the_next_one_is_read(content, capfd):
    """Each of them ended the interpreter, or filled its memory, from within the library."""
    with pytest.raises(helpers.SourceError, match=REFUSED):
        load(open_source(content))
    assert texts(book()) == ["7", "8"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<cols>" + '<col hidden="1" min="2" max="16384"/>' * 20_000 + "</cols>", ["7"]),
        (f'<cols><col hidden="1" min="2" max="{LONG}"/></cols>', ["7"]),
        (f'<cols><col hidden="1" min="{LONG}" max="{LONG}"/></cols>', ["7", "8"]),
    ],
    ids=["20,000 times", "to a column of 5,000 digits", "from such a column on"],
)
def test_hidden_columns_of_any_number_and_size(before, expected):
    assert [text for text in texts(book(before=before)) if text] == expected


def test_merged_cells_that_overlap_are_read_once():
    """100,000 of them over 1,000 rows."""
    merged = '<mergeCell ref="A1:B1000"/>' + '<mergeCell ref="A2:B1000"/>' * 100_000
    rows = ONE + "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 1_001))
    found = texts(book(rows, after=f"<mergeCells>{merged}</mergeCells>"))
    assert found[0] == "7"
    assert len(found) < 3_000


def test_a_page_of_much_text_that_nobody_sees_is_refused():
    """A character that no font has, 10,001 times; places are asked for where a row is in doubt."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(50, 800, "SYNTHETIC")
    canvas.setFont("STSong-Light", 9)
    for _ in range(10_001):
        canvas.drawString(50, 700, "\ue005")
    canvas.save()
    document = load(open_source(file.getvalue()))
    with pytest.raises(helpers.SourceError, match="nobody sees"):
        document.unseen()


def test_a_defect_of_ours_is_not_taken_for_a_damage_of_the_file():
    question = guard.Question("pdf", "no_such_question", PDF, "a.pdf", "")
    with pytest.raises(RuntimeError, match="AttributeError"):
        guard.ask(question)


def test_a_day_before_all_days_is_no_date():
    """The library breaks off on it, so it must not reach the library."""
    content = book('<row r="1"><c r="A1" s="1"><v>-1e300</v></c></row>', styles=DATES)
    with pytest.raises(helpers.NotAReportError):
        helpers.read(content)
