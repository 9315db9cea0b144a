"""Calls cost the same at every depth in the web server's threads: none takes and gives back memory each time."""

import resource
from threading import Thread

import pytest

from forum_portal.stack import give_room_to
from forum_portal.workers import FairWorker

pytestmark = pytest.mark.pure
DEEPEST, CALLS = 200, 200  # deeper than one piece of the stack; a page is not


def nothing() -> None:
    pass


# Larger than a step of the recursion: whatever stood before, at one depth the step fits into a piece and this does not.
nothing.__code__ = nothing.__code__.replace(co_stacksize=64)


def call_often(depth: int) -> None:
    if depth:
        call_often(depth - 1)
    for _ in range(0 if depth else CALLS):
        nothing()


def taken_at_every_depth(pages: list[int]) -> None:
    """Pages of memory that this thread had to be given, one after the other."""
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for depth in range(DEEPEST):
        call_often(depth)
    pages.append(resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before)


def pages_taken(run) -> int:
    pages: list[int] = []
    thread = Thread(target=run, args=(lambda: taken_at_every_depth(pages),))
    thread.start()
    thread.join()
    return pages[0]


def test_a_function_with_room_spares_what_it_calls_the_edge_of_a_piece():
    def without(function):
        function()

    def with_room(function):
        function()

    give_room_to(with_room)
    assert pages_taken(without) > CALLS  # one depth at least
    assert pages_taken(with_room) < CALLS


def test_the_threads_of_a_worker_have_it(monkeypatch):
    def run(self):
        self._target(*self._args)

    monkeypatch.setattr(Thread, "run", run)
    assert pages_taken(lambda function: function()) > CALLS
    worker = FairWorker.__new__(FairWorker)
    worker.cfg = type("Settings", (), {"threads": 1})
    pages: list[int] = []
    with worker.get_thread_pool() as pool:
        pool.submit(taken_at_every_depth, pages).result()
    assert pages[0] < CALLS
