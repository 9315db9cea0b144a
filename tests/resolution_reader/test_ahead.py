"""Documents read ahead: two at once, no more than that beside the one in hand, in order; who leaves waits for none."""

import subprocess
import sys
import threading
import time
from functools import partial

import pytest

from resolution_reader import READERS, cage, work_ahead
from resolution_reader.ahead import AHEAD
from tests.hostile.test_cage import ends

pytestmark = pytest.mark.pure
PATIENCE = 60.0


def fails() -> None:
    raise ValueError("nothing to read")


def test_results_come_in_the_order_of_their_tasks_and_a_failure_with_its_own():
    tasks = [("slow", partial(time.sleep, 0.05)), ("bad", fails), ("quick", lambda: 3)]

    with work_ahead(tasks) as results:
        told = [(name, str(result.exception()) if result.exception() else result.result()) for name, result in results]

    assert told == [("slow", None), ("bad", "nothing to read"), ("quick", 3)]


def test_as_many_are_done_at_once_as_there_are_places():
    met = threading.Barrier(cage.READING.places)

    with work_ahead((number, partial(met.wait, PATIENCE)) for number in range(2 * cage.READING.places)) as results:
        assert sorted(result.result() for _, result in results) == [0, 0, 1, 1]


def test_no_more_are_asked_for_than_may_be_ahead_of_the_one_in_hand():
    asked = []

    with work_ahead((asked.append(number), int) for number in range(9)) as results:
        seen = [len(asked) for _ in results]

    assert seen == [min(number + 1 + AHEAD, 9) for number in range(9)]


def test_who_leaves_waits_for_no_child_and_leaves_none(tmp_path):
    told = tmp_path / "told"
    hangs = partial(cage.run, "tests.hostile.children.hangs", str(told).encode(), seconds=PATIENCE)
    begun = time.monotonic()

    with work_ahead([("reads", int), ("hangs", hangs), ("waits", int)]) as results:
        next(results)
        while not (told.exists() and told.read_text()):
            time.sleep(0.01)

    parent, child, _ = told.read_text().split(" ", 2)
    assert (ends(int(parent), int(child)), time.monotonic() - begun < PATIENCE) == (True, True)


def test_who_leaves_waits_for_no_place_either(tmp_path):
    full = cage.Places(f"of-tests-{tmp_path.name}", places=1, patience=PATIENCE)
    begun = time.monotonic()

    def takes_a_place() -> None:
        with cage.place_in(full):
            pass

    with cage.place_in(full), work_ahead([(1, takes_a_place)] * 3) as results:
        _, result = next(results)

    assert (str(result.exception()), time.monotonic() - begun < PATIENCE) == ("killed", True)


@pytest.mark.parametrize("reader", sorted({reader.args[0] for reader in READERS.values() if hasattr(reader, "args")}))
def test_a_child_loads_nothing_of_what_starts_children(reader):
    """A third of its time was that."""
    code = f"import sys, {reader}; print([name for name in sys.modules if name.endswith(('.outside', 'portalocker'))])"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"
