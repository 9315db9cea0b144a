"""All rows as CSV: when the first byte comes, when the last, and what the worker needs for it."""

import http.client
import time
from pathlib import Path

from benchmarks.memory import private_memory
from benchmarks.report import Row
from benchmarks.servers import Server

CSV = "/recommendations/export/csv/"
LOOK_EVERY = 0.5


def measure_download(server: Server, index: Path) -> list[Row]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    started = looked = time.perf_counter()
    connection.request("GET", CSV)
    answer = connection.getresponse()
    if answer.status != 200:
        raise SystemExit(f"{CSV} answered {answer.status}")
    size = len(answer.read(1))
    first_byte = time.perf_counter() - started
    seen = [largest(server, index)]
    while piece := answer.read1(1 << 16):
        size += len(piece)
        if time.perf_counter() > looked + LOOK_EVERY:
            looked = time.perf_counter()
            seen.append(largest(server, index))
    seconds = time.perf_counter() - started
    beginning = seen[: 1 + len(seen) // 5]
    return [
        Row("CSV of all, first byte", first_byte, "s"),
        Row("CSV of all", seconds, "s"),
        Row("CSV of all, size", size / 1e6, "MB"),
        Row("CSV of all, private memory of a web worker", max(seen), "MB"),
        Row("CSV of all, memory grown by after its first fifth", max(seen) - max(beginning), "MB"),
    ]


def largest(server: Server, index: Path) -> float:
    return max(private_memory(worker, index) for worker in server.workers)
