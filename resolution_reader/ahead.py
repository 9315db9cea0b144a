"""Many documents: while one is understood and entered, the next ones are in the cage already."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

from resolution_reader import cage

AHEAD = cage.READING.places  # more would wait for a place, and hold their documents in memory
Named = TypeVar("Named")
Read = TypeVar("Read")


@contextmanager
def work_ahead(tasks: Iterable[tuple[Named, Callable[[], Read]]]) -> Iterator[Iterator[tuple[Named, Future[Read]]]]:
    """What each of these tasks gives or raises, in their order, under the names that they come with.

    Tasks are asked for by who takes results, done by threads, and begun AHEAD before their result is asked for. Who
    leaves the block, by Ctrl+C, say, waits for none: their children are ended.
    """
    leaving = Event()
    threads = ThreadPoolExecutor(AHEAD, initializer=cage.give_up_with, initargs=(leaving,))
    try:
        yield _in_order(tasks, threads)
    finally:
        leaving.set()
        threads.shutdown(cancel_futures=True)


def _in_order(
    tasks: Iterable[tuple[Named, Callable[[], Read]]], threads: ThreadPoolExecutor
) -> Iterator[tuple[Named, Future[Read]]]:
    begun: deque[tuple[Named, Future[Read]]] = deque()
    for name, task in tasks:
        begun.append((name, threads.submit(task)))
        if len(begun) > AHEAD:
            yield begun.popleft()
    while begun:
        yield begun.popleft()
