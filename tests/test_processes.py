"""Work in several processes: in order, and a process that dies costs one item."""

import os
import signal
import subprocess
import sys
import threading
import time
from multiprocessing import get_context

import joblib
import pytest

from helpers.processes import in_processes

BATCH = 4


def double_or_die(number):
    """Twice the number; the process that is given a negative one ends without a word."""
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def results(work, items, jobs=2):
    """The results in the order of the items."""
    found = dict(in_processes(work, items, jobs, BATCH))
    return [found[place] for place in range(len(items))]


@pytest.mark.parametrize("deadly", [[0], [39], [3, 4, 30]])
def test_a_process_that_dies_costs_its_own_item_alone(deadly):
    items = [-1 if place in deadly else place for place in range(40)]
    expected = [None if item < 0 else 2 * item for item in items]
    assert results(double_or_die, items) == expected


def own_process(_):
    time.sleep(0.01)
    return os.getpid()


def test_many_jobs_start_no_more_processes_than_there_are_batches():
    assert len(set(results(own_process, range(12), jobs=100))) <= 3
    assert set(results(own_process, range(BATCH), jobs=100)) == {os.getpid()}


def test_many_jobs_start_no_more_than_two_processes_for_each_processor():
    assert len(set(results(own_process, range(400), jobs=100))) <= 2 * joblib.cpu_count()


def test_threads_share_processes_and_no_blame():
    found = {}

    def work(name):
        found[name] = results(double_or_die, [*range(30), name])

    threads = [threading.Thread(target=work, args=[name]) for name in (100, -1, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    others = list(range(0, 60, 2))
    assert found == {100: [*others, 200], -1: [*others, None], 300: [*others, 600]}


@pytest.mark.parametrize("backend", ["threading", "multiprocessing", "sequential"])
def test_any_backend_of_joblib_gives_the_same_results(backend):
    with joblib.parallel_config(backend=backend):
        assert results(double_or_die, range(30)) == list(range(0, 60, 2))


def result_that_cannot_be_sent(number):
    return threading.Lock() if number == 5 else number


def test_a_result_that_cannot_be_sent_costs_its_own_item_alone():
    found = results(result_that_cannot_be_sent, range(20))
    assert "cannot pickle" in str(found.pop(5)) and len(found) == 19
    assert found == [number for number in range(20) if number != 5]


def test_a_worker_of_joblib_can_work_on_many_items():
    outer = joblib.Parallel(2)(
        joblib.delayed(results)(double_or_die, range(start, start + 20)) for start in (0, 100)
    )
    assert outer == [list(range(0, 40, 2)), list(range(200, 240, 2))]


def test_a_daemon_can_work_on_many_items():
    with get_context("spawn").Pool(1) as pool:
        assert pool.apply(results, (double_or_die, range(20))) == list(range(0, 40, 2))


INTERRUPTED = """
import sys, time
sys.path.insert(0, "tests")
from test_processes import slowly
from helpers.processes import in_processes
for place, _ in in_processes(slowly, range(400), 2, 4):
    print(place, flush=True)
"""


def slowly(number):
    time.sleep(0.05)
    return number


def test_an_interrupt_ends_all_processes_with_one_traceback():
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert told.count("Traceback") == 1 and told.rstrip().endswith("KeyboardInterrupt")
    assert _all_end(process.pid)


def _all_end(group):
    """Whether the last process of a group ends within ten seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
