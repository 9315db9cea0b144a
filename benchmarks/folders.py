"""A folder of mixed documents through `import_resolution`, into an empty register."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.checkouts import Checkout
from benchmarks.documents import fill
from benchmarks.registers import running


@dataclass(frozen=True)
class Cost:
    """Of a command and all that it started: seconds, seconds of processors, megabytes of the largest process."""

    seconds: float
    processor: float
    memory: float


@contextmanager
def folder_of(count: int) -> Iterator[Path]:
    """So many different documents."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), count)
        yield Path(folder)


def brought_in(documents: Path, checkout: Checkout, database: str = "sqlite") -> Cost:
    """What a document costs; what the command takes to start is left out."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), database) as variables:
        manage(checkout, variables, "migrate", "--verbosity=0")
        idle = manage(checkout, variables, "check")
        whole = manage(checkout, variables, "import_resolution", str(documents), "--publish")
    count = len(list(documents.iterdir()))
    return Cost((whole.seconds - idle.seconds) / count, (whole.processor - idle.processor) / count, whole.memory)


def manage(checkout: Checkout, variables: dict[str, str], *command: str) -> Cost:
    started = time.perf_counter()
    child = subprocess.Popen(
        [checkout.python, "manage.py", *command],
        env=variables | {"DJANGO_SETTINGS_MODULE": "forum_portal.settings"},
        cwd=checkout.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} ended with {child.returncode}")
    seconds = time.perf_counter() - started
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
