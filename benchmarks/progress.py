"""What is being done, and how long it took, on standard error: a large run takes half an hour."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(name: str) -> Iterator[None]:
    started = time.perf_counter()
    say(f"{name} …")
    yield
    say(f"{name}: {time.perf_counter() - started:.1f} s")


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()
