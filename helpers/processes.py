"""The same work on many items in several processes; one that dies costs only its own item."""

from __future__ import annotations

import pickle
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
# An item is to blame if it was alone so many times when its process ended.
TIMES = 2


def in_processes(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int, batch: int
) -> Generator[tuple[int, Result | None]]:
    """The place of each item and the result of the work on it, as they are done.

    The result is None where the process ended that worked on the item. There is at most one process
    for each `batch` of items, and for one batch none but this. If a process ends, those items that
    may have been on their way are worked on one by one, which shows the one to blame, and a new
    pool goes on with the rest.
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
            for place in list(islice(undone, AHEAD * processes * batch)):
                yield place, _alone(work, undone.pop(place), processes)


def _processes(jobs: int, batches: int) -> int:
    """How many processes there are for so many batches; the backend knows the processors."""
    from joblib import effective_n_jobs

    most = MOST_PER_PROCESSOR * effective_n_jobs(-1)
    return max(1, min(effective_n_jobs(jobs), most, batches))


def _pooled(
    work: Callable[[Item], Result], items: list[tuple[int, Item]], processes: int, batch: int
) -> Generator[tuple[int, Result]]:
    """The results of all items; raises BrokenExecutor if a process ends."""
    from joblib import Parallel, delayed

    pool = Parallel(
        processes, pre_dispatch=AHEAD * processes, batch_size=1, return_as="generator_unordered"
    )
    batches = (items[start : start + batch] for start in range(0, len(items), batch))
    with closing(pool(delayed(_packed)(work, part) for part in batches)) as packed:
        for results in packed:
            yield from pickle.loads(results)


def _packed(work: Callable[[Any], Any], items: list[tuple[int, Any]]) -> bytes:
    """The results of a batch; joblib's own way to send many small objects takes far longer."""
    return pickle.dumps([(place, work(item)) for place, item in items])


def _alone(work: Callable[[Item], Result], item: Item, processes: int) -> Result | None:
    """The result of one item that is worked on alone, None if its process ends every time."""
    for _ in range(TIMES):
        try:
            [(_, result)] = _pooled(work, [(0, item)], processes, 1)
            return result
        except BrokenExecutor:
            continue
    return None
