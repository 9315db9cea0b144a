"""Reading documents: one .docx beside the start of its child process, and hundreds through import_resolution."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.documents import document, fill
from benchmarks.report import Row
from resolution_reader import cage, draft_outline, general_directory

ROUNDS = 5
FEW, MANY = 100, 400
NOTHING = "resolution_reader.cage.inside"  # a child that starts as the readers do and reads nothing


def measure_intake() -> list[Row]:
    few, few_memory = import_folder(FEW)
    many, _ = import_folder(MANY)
    growth = (many / MANY) / (few / FEW)
    return [
        *one_docx(),
        Row(f"import_resolution, {FEW} mixed documents", FEW / few, "per s"),
        Row("its largest process", few_memory, "MB"),
        Row(f"time per document of {MANY}", many / MANY * 1000, "ms", growth, f"of {FEW}"),
    ]


def one_docx() -> list[Row]:
    data = document(1, 30, "docx")
    directory = general_directory()
    start = median_time(lambda: cage.run(NOTHING, b""))
    whole = median_time(lambda: draft_outline(data, "docx", directory))
    return [
        Row("start of a reader's child process", start, "ms"),
        Row(".docx of 30 recommendations to outline", whole, "ms", whole / start, "start of the child"),
    ]


def median_time(action: Callable[[], object]) -> float:
    """Milliseconds, after a warm-up."""
    times = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:]) * 1000


def import_folder(count: int) -> tuple[float, float]:
    """Seconds for a folder of documents, start-up apart, and the memory of the largest process in MB."""
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), count)
        environment = os.environ | {"DATA_DIR": data}
        manage(environment, "migrate", "--verbosity=0")
        idle, _ = manage(environment, "check")
        seconds, memory = manage(environment, "import_resolution", folder, "--publish")
        return seconds - idle, memory


def manage(environment: dict[str, str], *command: str) -> tuple[float, float]:
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "manage.py", *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} ended with {child.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024
