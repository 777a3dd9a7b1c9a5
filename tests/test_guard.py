"""One guarded process opens PDFs and workbooks; no file, thread or fork harms the one that asks."""

import asyncio
import copy
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from bundled import DATA, REPORTS
from joblib import Parallel, delayed

import helpers
from helpers.sources import load, open_source
from helpers.sources.guard import Question, _guard, ask
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


def test_an_interruption_leaves_the_next_file_readable(alone):
    """Ctrl-C in the middle of an answer."""

    def interrupt():
        _guard.process.stdout.readable()
        os.kill(os.getpid(), signal.SIGINT)

    slow = synthesize(1, medium="pdf:plain").content
    for delay in (0.0, 0.002, 0.01):
        timer = threading.Timer(delay, signal.raise_signal, [signal.SIGINT])
        with pytest.raises(KeyboardInterrupt):
            timer.start()
            while True:
                cells(slow)
        assert cells(PDF) == alone[0]
