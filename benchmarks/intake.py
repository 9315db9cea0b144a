"""Reading documents: one .docx beside the start of its child process, and hundreds through import_resolution."""

import statistics
import time
from collections.abc import Callable

from benchmarks.checkouts import HERE
from benchmarks.documents import document
from benchmarks.folders import Cost, brought_in, folder_of
from benchmarks.report import Row
from resolution_reader import cage, draft_outline, general_directory

ROUNDS = 5
FEW, MANY = 100, 400
NOTHING = "resolution_reader.cage.inside"  # a child that starts as the readers do and reads nothing


def measure_intake() -> list[Row]:
    few, many = of_folder(FEW), of_folder(MANY)
    growth = many.seconds / few.seconds
    return [
        *one_docx(),
        Row(f"import_resolution, {FEW} mixed documents", 1 / few.seconds, "per s"),
        Row("its largest process", few.memory, "MB"),
        Row(f"time per document of {MANY}", many.seconds * 1000, "ms", growth, f"of {FEW}"),
    ]


def of_folder(count: int) -> Cost:
    with folder_of(count) as documents:
        return brought_in(documents, HERE)


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
