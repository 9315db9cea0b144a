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
    before = {pid: private_memory(pid, index) for pid in server.workers}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    started = looked = time.perf_counter()
    connection.request("GET", CSV)
    answer = connection.getresponse()
    if answer.status != 200:
        raise SystemExit(f"{CSV} answered {answer.status}")
    size = len(answer.read(1))
    first_byte = time.perf_counter() - started
    grew_by = 0.0
    while piece := answer.read1(1 << 16):
        size += len(piece)
        if time.perf_counter() > looked + LOOK_EVERY:
            looked = time.perf_counter()
            grew_by = max(grew_by, *(private_memory(pid, index) - before[pid] for pid in before))
    seconds = time.perf_counter() - started
    return [
        Row("CSV of all, first byte", first_byte, "s"),
        Row("CSV of all", seconds, "s"),
        Row("CSV of all, size", size / 1e6, "MB"),
        Row("CSV of all, memory that the worker grew by", grew_by, "MB"),
    ]
