"""The same work on many items in several processes; one that dies costs only its own item."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing
from itertools import islice
from math import ceil
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
# More processes than so many for each processor only wait for each other.
MOST_PER_PROCESSOR = 2
# So many batches of items for each process are on their way at a time.
AHEAD = 2


def in_processes(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int, batch: int
) -> Generator[tuple[int, Result | None]]:
    """The place of each item and the result of the work on it, as they are done.

    The result is None where the process ended that worked on the item, and an error where it could
    not be sent. There is at most one process
    for each `batch` of items, and for one batch none but this. If a process ends, those items that
    may have been on their way are worked on one by one, which shows the one to blame, and new
    processes go on with the rest.
    """
    processes = _processes(jobs, ceil(len(items) / batch))
    undone = dict(enumerate(items))
    while undone:
        try:
            with closing(_pooled(work, list(undone.items()), processes, batch)) as results:
                for place, result in results:
                    del undone[place]
                    yield place, result
        except BrokenExecutor:
            suspected = list(islice(undone.items(), AHEAD * processes * batch))
            with closing(_one_by_one(work, suspected)) as one_by_one:
                for place, outcome in one_by_one:
                    del undone[place]
                    yield place, outcome


def _processes(jobs: int, batches: int) -> int:
    """How many processes there are for so many batches; the backend knows the processors."""
    from joblib import effective_n_jobs

    wanted = min(effective_n_jobs(jobs), batches) if batches > 1 else 1
    return wanted if wanted == 1 else min(wanted, MOST_PER_PROCESSOR * effective_n_jobs(-1))


def _pooled(
    work: Callable[[Item], Result], items: list[tuple[int, Item]], processes: int, batch: int
) -> Generator[tuple[int, Result]]:
    """The results of all items; raises BrokenExecutor if a process ends."""
    from joblib import Parallel, delayed

    pool = Parallel(
        processes,
        backend=_backend(),
        pre_dispatch=AHEAD * processes,
        batch_size=1,
        return_as="generator_unordered",
    )
    batches = (items[start : start + batch] for start in range(0, len(items), batch))
    tasks = (delayed(_packed)(work, part, os.getpid()) for part in batches)
    with closing(pool(tasks)) as packed:
        for results in packed:
            yield from _unpacked(results)


def _backend() -> str | None:
    """None for the backend that the caller chose; another one if that gives all results at once."""
    from joblib.parallel import get_active_backend

    backend, _ = get_active_backend()
    return None if backend.supports_return_generator else "loky"


def _packed(work: Callable[[Any], Any], items: list[tuple[int, Any]], asking: int) -> bytes:
    """The results of a batch; joblib's own way to send many small objects takes far longer.

    An error takes the place of a result that cannot be sent. An interrupt from the keyboard reaches
    every process. The one that is `asking` ends the others, which therefore ignore it.
    """
    if os.getpid() != asking and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = [(place, work(item)) for place, item in items]
    try:
        return pickle.dumps(results)
    except Exception:
        return pickle.dumps([(place, _sendable(result)) for place, result in results])


def _sendable(result: Any) -> Any:
    """The result, or the error that keeps it from being sent."""
    try:
        pickle.dumps(result)
    except Exception as error:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return result


def _unpacked(results: bytes) -> list[tuple[int, Any]]:
    """The results of a batch, made without looking for garbage among the thousands before them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(results)
    finally:
        if collects:
            gc.enable()


def _one_by_one(
    work: Callable[[Item], Result], items: list[tuple[int, Item]]
) -> Generator[tuple[int, Result | None]]:
    """The results of items in a process that no other thread uses; None where it ends."""
    from joblib.externals.loky import ProcessPoolExecutor

    executor = ProcessPoolExecutor(1)
    try:
        for place, item in items:
            answer = executor.submit(_packed, work, [(place, item)], os.getpid())
            if isinstance(answer.exception(), BrokenExecutor):
                executor.shutdown(kill_workers=True)
                executor = ProcessPoolExecutor(1)
                yield place, None
            else:
                yield from _unpacked(answer.result())
    finally:
        executor.shutdown(kill_workers=True)
